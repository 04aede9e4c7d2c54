//! What a page can ask. A request is one JSON object: `{ "ask": "preview", "today": "2024-06-30", … }`.

use canevas_compiler::syntax::edit::{Change, Place};
use serde::Deserialize;

/// A question of the page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Request {
    /// What it asks.
    #[serde(flatten)]
    pub ask: Ask,
    /// The day in the page's place, such as `2024-06-30`. Only waivers, publications and statuses need it.
    #[serde(default)]
    pub today: String,
}

/// What it asks. Offsets and ranges are in bytes of UTF-8. A `file` is a file of the folder, a `folder` or `edition` the folder of
/// an edition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are, and the type says what they mean")]
pub enum Ask {
    /// The editions of the folder, with their languages and copies.
    Editions,
    /// The findings of an edition, or of all editions below a folder, file by file, with what mends them.
    Findings { name: String },
    /// The sections and questions of a form file.
    Outline { file: String },
    /// What can be written at a place.
    Complete { file: String, offset: usize },
    /// What a place means.
    Hover { file: String, offset: usize },
    /// Where the name at a place is declared.
    Definition { file: String, offset: usize },
    /// Where the name at a place is used.
    References { file: String, offset: usize },
    /// Gives what stands at a place another name, wherever it is named.
    RenameAt { file: String, offset: usize, name: String },
    /// Brings a file into the usual form.
    Format { file: String },
    /// The innermost block with an id around a byte: a question, a field or a section, with its place.
    At { file: String, offset: usize },
    /// The value at a place of a YAML file.
    Value { file: String, at: Place },
    /// Changes values in a YAML file, and leaves every other byte alone.
    Edit { file: String, changes: Vec<Change> },
    /// One output of one copy, as the country gets it. `target` is a back end; `copy` is `blank` or the code of a country.
    Preview { folder: String, copy: String, language: String, target: String },
    /// Every file of these editions, or of all.
    Build { names: Vec<String> },
    /// Starts a questionnaire.
    New { form: String, edition: String, language: String },
    /// Says in the change file that a question has another id.
    Rename { edition: String, old: String, new: String },
    /// Says in the change file that a question or an option is no longer there.
    Retire { edition: String, id: String, because: String },
    /// Accepts a finding about a change, with a reason.
    Accept { edition: String, rule: String, at: String, because: String },
    /// Locks an edition as published.
    Publish { edition: String },
    /// Starts the next edition, with rows from these returns.
    NextEdition { edition: String, returns: Vec<String> },
    /// What changed between two editions, with the two verdicts.
    Diff { old: String, new: String },
    /// The same as a page that shows both texts.
    Redline { old: String, new: String },
    /// Adds a language to an edition.
    AddLanguage { edition: String, language: String },
    /// Every text of an edition with its translations and their states.
    Translations { folder: String },
    /// Writes the translation of one text.
    Translate { folder: String, language: String, key: String, text: String },
    /// A language's file for translators: PO, or XLIFF 1.2.
    ForTranslators { edition: String, language: String, xliff: bool },
    /// Takes over what translators sent back.
    FromTranslators { file: String, edition: String, language: String },
    /// Who reported.
    Status { names: Vec<String>, form: String },
    /// A return as a page that people read.
    Readable { name: String, form: String, language: String },
    /// The report from these returns, as it will be published.
    Report { form: String, returns: String, language: String },
}
