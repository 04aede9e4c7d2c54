//! Catalogues between a form and its translators: what is sent out, what comes back, and how far each language is.
//!
//! [`extract`] renews a catalogue from the form: every text is in it, in the order of the form; what was translated from
//! another source waits for review with that source beside it, and what belongs to no text is kept as obsolete. [`import`]
//! takes translations back, or says of each why not. [`write_tbx`] writes the glossary for their tools. [`entries`] has the state of each text, and [`count`] counts.

mod add;
mod extract;
mod import;
mod imported;
mod notes;
pub mod rules;
mod status;
mod tbx;
mod xliff;

pub use add::with_language;
pub use extract::{ChangedSource, Extracted, extract};
pub use import::{Imported, import};
pub use imported::{ImportedFile, ImportedHead, SkipReason, SkippedUnit};
pub use notes::NoteContext;
pub use status::{
    Count, LanguageStatus, State, TextStatus, badge, count, entries, html, json, language_status, schema, table,
};
pub use tbx::write_tbx;
pub use xliff::{XliffHeader, XliffVersion, parse_xliff, write_xliff};
