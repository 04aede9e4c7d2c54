//! The status as one page that needs nothing else: no script, no other file.

use crate::countries::CountryStatus;
use crate::delivery::Delivery;
use crate::status::DeskStatus;
use crate::table::{delivery_word, desk_text, sentence, state_text, state_word};
use canevas_diagnostics::redline::{self, END, prose};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

/// Why the page could not be written.
pub use minijinja::Error as PageError;

/// What this page adds to the common style of pages.
const STYLE: &str = include_str!("status.css");

/// What the template sees.
#[derive(Debug, Clone, Serialize)]
struct PageView<'s> {
    status: &'s DeskStatus,
    sentence: String,
    /// What one who answers is, and several.
    one: &'s str,
    many: &'s str,
    countries: Vec<CountryView<'s>>,
    /// The files of no country.
    others: Vec<FileView<'s>>,
}

#[derive(Debug, Clone, Serialize)]
struct CountryView<'s> {
    status: &'s CountryStatus,
    /// The word that gives the state its colour.
    state: &'static str,
    state_text: String,
    desk: String,
    sections: Vec<SectionView<'s>>,
    files: Vec<FileView<'s>>,
}

#[derive(Debug, Clone, Serialize)]
struct SectionView<'s> {
    title: &'s str,
    answered: usize,
    asked: usize,
    files: String,
}

#[derive(Debug, Clone, Serialize)]
struct FileView<'s> {
    file: &'s Delivery,
    state: &'static str,
    answered: usize,
    asked: usize,
}

/// The page.
pub fn page(status: &DeskStatus) -> Result<String, PageError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    env.add_filter("prose", sentence_of);
    env.add_template("status.html", include_str!("status.html"))?;
    let countries: Vec<CountryView<'_>> = status
        .countries
        .iter()
        .map(|country| CountryView {
            status: country,
            state: state_word(country.state),
            state_text: state_text(country),
            desk: desk_text(country),
            sections: sections(status, country),
            files: files(status, country),
        })
        .collect();
    let others: Vec<FileView<'_>> = status.files.iter().filter(|file| file.country.is_none()).map(file_view).collect();
    let body = env.get_template("status.html")?.render(Value::from(Serde(PageView {
        status,
        sentence: sentence(&status.counts, &status.nouns),
        one: &status.nouns.one,
        many: status.nouns.many,
        countries,
        others,
    })))?;
    Ok(format!("{}{body}{END}", redline::page(&format!("{}: who reported", status.title), STYLE)))
}

/// A message as a sentence of the page: it begins with a capital, unless it begins with the name of a file.
fn sentence_of(text: &str) -> Value {
    let mut rest = text.chars();
    let first = rest.next().filter(|_| !text.split(' ').next().is_some_and(|word| word.contains('.')));
    let capital: Option<String> = first.map(|first| first.to_uppercase().chain(rest).collect());
    Value::from_safe_string(prose(capital.as_deref().unwrap_or(text)))
}

fn file_view(file: &Delivery) -> FileView<'_> {
    let (answered, asked) = file.places();
    FileView { file, state: delivery_word(file), answered, asked }
}

/// The files of a country: those that can be used come first.
fn files<'s>(status: &'s DeskStatus, country: &CountryStatus) -> Vec<FileView<'s>> {
    let own = status.files.iter().filter(|file| file.country.as_ref() == Some(&country.code));
    let (usable, others): (Vec<_>, Vec<_>) = own.partition(|file| country.files.contains(&file.file));
    usable.into_iter().chain(others).map(file_view).collect()
}

fn sections<'s>(status: &'s DeskStatus, country: &'s CountryStatus) -> Vec<SectionView<'s>> {
    let answers = country.sections.iter();
    answers
        .map(|answers| {
            let known = status.sections.iter().find(|known| known.section == answers.section);
            SectionView {
                title: known.map_or(answers.section.as_str(), |known| known.title.as_str()),
                answered: answers.answered,
                asked: answers.asked,
                files: answers.files.join(", "),
            }
        })
        .collect()
}
