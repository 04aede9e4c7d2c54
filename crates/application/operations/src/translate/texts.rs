//! The texts of an edition beside their translations, one by one: what a person sees who translates in a table.

use super::{catalogue_edit, edition, language};
use crate::names::model;
use crate::{Edit, Failure, Refusal};
use canevas_compiler::Project;
use canevas_compiler::syntax::{SourceText, without_forbidden};
use serde::Serialize;

/// A text of an edition, and what it is in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextEntry {
    /// Its key in the catalogue.
    pub key: String,
    /// The text in the language of the definition.
    pub source: String,
    /// Its translation; empty where there is none.
    pub text: String,
    /// How it stands with the translation.
    pub state: TextState,
    /// The text before it changed, where the translation is of that one.
    pub previous: Option<String>,
    /// What the translator must know, such as the longest length or the word list of the glossary.
    pub notes: Vec<String>,
}

/// How it stands with a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextState {
    /// There is none.
    Missing,
    /// It waits for review: it is new, or its source changed.
    ToReview,
    /// It is done.
    Done,
}

/// The translations of an edition into one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextTable {
    /// The language.
    pub language: String,
    /// The texts in the order of the form.
    pub texts: Vec<TextEntry>,
}

const NO_MODEL: &str = "the form cannot be read; `canevas check` says why";

/// Every text of an edition in each language that it is translated into.
pub fn texts(project: &Project, name: &str) -> Result<Vec<TextTable>, Refusal> {
    let (_, edition) = edition(project, name)?;
    let tables = model(&edition)?.translations.iter().map(|language| {
        let extracted = edition.extract(language, None).ok_or(NO_MODEL)?;
        let entry = |entry: canevas_compiler::PoEntry| TextEntry {
            state: match (entry.is_untranslated(), entry.fuzzy) {
                (true, _) => TextState::Missing,
                (false, true) => TextState::ToReview,
                (false, false) => TextState::Done,
            },
            key: entry.context.value,
            source: entry.id.value,
            text: entry.text.value,
            previous: entry.previous,
            notes: entry.notes,
        };
        let texts = extracted.file.entries.into_iter().map(entry).collect();
        Ok(TextTable { language: language.tag().to_owned(), texts })
    });
    tables.collect::<Result<_, Failure>>().map_err(Refusal::from)
}

/// Writes the translation of one text into the catalogue. It is then done; an empty one takes the translation away.
pub fn translate_text(project: &Project, name: &str, tag: &str, key: &str, text: &str) -> Result<Edit, Refusal> {
    let (folder, edition) = edition(project, name)?;
    let language = language(model(&edition)?, tag)?;
    let mut file = edition.extract(language, None).ok_or(NO_MODEL).map_err(Failure::from)?.file;
    let entry = file.entries.iter_mut().find(|entry| entry.context.value == key);
    let entry = entry.ok_or_else(|| format!("no text of this edition has the key `{key}`"))?;
    entry.text = SourceText::opaque(without_forbidden(text).0, entry.text.span);
    entry.fuzzy = false;
    entry.previous = None;
    Ok(catalogue_edit(&edition, &folder, language, &file))
}
