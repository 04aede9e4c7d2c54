//! Back end: the questionnaire as a Word template with one content control per answer, and a readable text of the same
//! document.
//!
//! [`doc`] is the document between the questionnaire and its bytes. `write` builds it from a copy, and writes the Word file
//! and the text from it. [`read`] reads filled files back. [`tags`] says how a control belongs to its answer. `reference`
//! takes styles and page from a Word file. [`plain`] is a document without a questionnaire, such as a report. [`lint`] finds
//! faults in our own files.

// A new shape of answers or kind of control must not pass a back end unseen.
#![deny(clippy::wildcard_enum_match_arm)]

mod answer_control;
mod columns;
pub mod doc;
pub mod drawing;
mod lint;
mod options;
pub mod plain;
pub mod read;
mod reference;
pub mod tags;
mod write;

pub use lint::lint;
pub use options::{Profile, Purpose, WordOptions};
pub use reference::{PageSetup, Reference, ReferenceError};
pub use write::filling::Filling;
pub use write::{FilledWord, filled, questionnaire};
