//! Back end: the questionnaire as a Word template, with one content control per answer, and beside it a readable text of
//! the same document.
//!
//! A copy becomes a [`doc::Doc`] (in `build`); the parts of the Word file (in `parts`) and the text projection (in
//! `text`) are written from that. [`tags`] says how a control is tied to its answer. [`lint`] finds in a Word file of
//! ours what would make Word ask to repair it and no validator reports.

// A new shape of answers or kind of control must not pass a back end unseen.
#![deny(clippy::wildcard_enum_match_arm)]

mod build;
pub mod doc;
mod lint;
mod parts;
pub mod read;
mod reference;
pub mod tags;
mod text;
mod xml;

pub use lint::lint;
pub use reference::{Page, Reference, ReferenceError};

use canevas_model::Language;
use canevas_project::{Artifact, FormCopy};
use std::sync::Arc;

/// How the Word file is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Whether all but the answers and the free remarks is protected (without a password).
    pub protection: bool,
    /// Who it is for.
    pub profile: Profile,
    /// The file whose looks it takes over.
    pub reference: Option<Arc<Reference>>,
}

impl Default for Options {
    fn default() -> Self {
        Self { protection: true, profile: Profile::Clean, reference: None }
    }
}

/// Who the Word file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// For a country.
    Clean,
    /// For who designs the form: with ids, codes and conditions beside each question.
    Annotated,
}

/// The questionnaire of a copy in a language: `questionnaire.<lang>.docx` and its text, `questionnaire.<lang>.docx.txt`.
pub fn questionnaire(copy: &FormCopy<'_>, language: &Language, options: &Options) -> Vec<Artifact> {
    let outline = copy.outline();
    let digest = copy.definition_digest();
    let doc = build::build(copy, language, &outline, options.profile, digest);
    let facts = copy.facts_in(language);
    let about = parts::About {
        form: &copy.model.form,
        edition: &copy.model.edition,
        copy: copy.code.word(),
        language,
        definition: digest,
        copy_digest: copy.digest(),
        facts: &facts,
        page: &build::page_word(copy, language),
    };
    let name = format!("questionnaire.{}.docx", language.tag());
    let text = text::project(&doc);
    vec![
        Artifact { name: name.clone(), bytes: parts::package(&doc, &about, options) },
        Artifact { name: format!("{name}.txt"), bytes: text.into_bytes() },
    ]
}
