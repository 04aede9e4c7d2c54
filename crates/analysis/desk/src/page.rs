//! The status as one page that needs nothing else: no script, no other file.

use crate::countries::CountryStatus;
use crate::delivery::Delivery;
use crate::status::DeskStatus;
use crate::table::{delivery_word, sentence, state_word};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

/// Why the page could not be written.
pub use minijinja::Error as PageError;

/// What the template sees.
#[derive(Debug, Clone, Serialize)]
struct PageView<'s> {
    status: &'s DeskStatus,
    sentence: String,
    countries: Vec<CountryView<'s>>,
    /// The files of no country.
    others: Vec<FileView<'s>>,
}

#[derive(Debug, Clone, Serialize)]
struct CountryView<'s> {
    status: &'s CountryStatus,
    state: &'static str,
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
    env.add_filter("prose", prose);
    env.add_template("status.html", include_str!("status.html"))?;
    let countries: Vec<CountryView<'_>> = status
        .countries
        .iter()
        .map(|country| CountryView {
            status: country,
            state: state_word(country.state),
            sections: sections(status, country),
            files: files(status, country),
        })
        .collect();
    let others: Vec<FileView<'_>> = status.files.iter().filter(|file| file.country.is_none()).map(file_view).collect();
    env.get_template("status.html")?.render(Value::from(Serde(PageView {
        status,
        sentence: sentence(&status.counts),
        countries,
        others,
    })))
}

/// A message as a sentence of a page: it begins with a capital, and what stands between backticks is code.
fn prose(text: &str) -> Value {
    let mut out = String::new();
    for (index, part) in text.split('`').enumerate() {
        let (open, close) = if index % 2 == 1 { ("<code>", "</code>") } else { ("", "") };
        out.push_str(open);
        for c in part.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                c if out.is_empty() && !text.split(' ').next().is_some_and(|word| word.contains('.')) => {
                    out.extend(c.to_uppercase());
                }
                c => out.push(c),
            }
        }
        out.push_str(close);
    }
    Value::from_safe_string(out)
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
