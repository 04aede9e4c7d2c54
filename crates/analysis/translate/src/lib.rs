//! Catalogues on their way to translators and back, and the status of each language.
//!
//! [`extract`] renews a catalogue from the form: every text is in it, in the order of the form. A translation of an
//! earlier source waits for review, with that source beside it. A translation that belongs to no text is kept as
//! obsolete. [`import`] takes translations back, or reports why it does not take one. [`write_tbx`] writes the glossary
//! for translation tools. [`entries`] gives the state of each text, and [`count`] counts the states.

mod add;
mod extract;
mod import;
mod imported;
mod notes;
mod placed;
pub mod rules;
mod status;
mod tbx;
mod xliff;

pub use add::with_language;
pub use extract::{ChangedSource, Extracted, MovedEntry, extract};
pub use import::{Imported, import};
pub use imported::{ImportedFile, ImportedHead, SkipReason, SkippedUnit};
pub use notes::NoteContext;
pub use status::{
    Count, LanguageStatus, State, StatusReport, TextStatus, badge, count, entries, html, json, language_status, schema,
    table,
};
pub use tbx::write_tbx;
pub use xliff::{XliffHeader, XliffVersion, parse_xliff, write_xliff};
