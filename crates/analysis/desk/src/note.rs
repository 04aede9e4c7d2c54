//! What a person must know about a file that came in.

use serde::Serialize;

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// The file cannot be read as a return.
    NotAReturn,
    /// It answers another form.
    OtherForm,
    /// It answers another edition.
    OtherEdition,
    /// A newer version of Canevas made it.
    NewerVersion,
    /// It names no country.
    NoCountry,
    /// Its country is not known.
    UnknownCountry,
    /// Its country was not asked to report.
    NotExpected,
    /// Its country was invited, and has no country file.
    NoCountryFile,
    /// The history of its country cannot be read.
    UnreadableHistory,
    /// It came in after the day that the status is about.
    CameLater,
    /// Its country sent several files.
    Several,
    /// It holds the same answers as another file.
    Same,
    /// Reading the Word file needs a person.
    WordReading,
    /// Nobody wrote down when it came.
    NotWrittenDown,
    /// It was filled in on another copy than the one of today.
    OtherCopy,
    /// It is the return of a clarification sheet.
    Clarifies,
    /// It holds texts that wait for a choice or fit no answer.
    Unread,
}

/// A note, with what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DeliveryNote {
    /// What it is about.
    pub kind: NoteKind,
    /// The fact, in one sentence.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl DeliveryNote {
    /// A note.
    pub fn new(kind: NoteKind, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: help.into() }
    }
}
