//! Sends catalogues out to translators, takes them back, and counts what is open.

mod add;
mod extract;
mod glossary;
mod import;
mod status;
mod texts;

pub use add::{AddedLanguage, add_language};
pub use extract::{ExtractRequest, ExtractedCatalogue, extract};
pub use glossary::{GlossaryExchange, glossary};
pub use import::{ImportOutcome, ImportRequest, import};
pub use status::{StatusRequest, TranslationStatus, status};
pub use texts::{TextEntry, TextState, TextTable, texts, translate_text};

pub use canevas_compiler::translate::XliffVersion;

use crate::names::{edition_at, edition_folders};
use crate::{Edit, EditionFindings, Failure, Refusal};
use canevas_compiler::files::{Scope, join};
use canevas_compiler::model::{Language, Model};
use canevas_compiler::{Edition, PoFile, Project, write_po};
use std::sync::Arc;

/// The editions at or below the names, each with its folder. An edition that cannot be read is a refusal.
fn editions(project: &Project, names: &[String]) -> Result<Vec<(String, Arc<Edition>)>, Refusal> {
    let read = |folder: String| read(project, &folder).map(|edition| (folder, edition));
    edition_folders(project, names)?.into_iter().map(read).collect()
}

/// The edition that a name means, with its folder.
fn edition(project: &Project, name: &str) -> Result<(String, Arc<Edition>), Refusal> {
    let folder = edition_at(project, name)?;
    let edition = read(project, &folder)?;
    Ok((folder, edition))
}

fn read(project: &Project, folder: &str) -> Result<Arc<Edition>, Refusal> {
    let edition = project.edition(folder, Scope::WithoutAnswers)?;
    if !edition.readable {
        return Err(Refusal::Before(Box::new(EditionFindings::of(&edition))));
    }
    Ok(edition)
}

/// A language that the form is translated into.
fn language<'m>(model: &'m Model, tag: &str) -> Result<&'m Language, Failure> {
    model.translations.iter().find(|language| language.tag() == tag).ok_or_else(|| {
        let known: Vec<&str> = model.translations.iter().map(Language::tag).collect();
        format!(
            "{} {} is not translated into `{tag}`; its languages are {}; add it under `languages: translations`",
            model.form,
            model.edition,
            known.join(", ")
        )
    })
}

/// Whether a language is among those named. No name means all.
fn is_wanted(named: &[String], language: &Language) -> bool {
    named.is_empty() || named.iter().any(|tag| tag == language.tag())
}

/// The edit that writes the catalogue of a language, with the line ends that it has.
fn catalogue_edit(edition: &Edition, folder: &str, language: &Language, file: &PoFile) -> Edit {
    let text = write_po(file);
    let old = edition.po.get(language).map(|old| edition.sources.get(old.span.source).text());
    let in_dos = old.is_some_and(|old| old.contains("\r\n"));
    let text = if in_dos { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
    Edit::write(join(folder, &format!("locales/{language}.po")), text)
}

/// The name of a file about an edition in a language, for a folder that holds several.
fn file_name(model: &Model, language: &Language, ending: &str) -> String {
    format!("{}-{}.{language}.{ending}", model.form.replace('/', "-"), model.edition)
}
