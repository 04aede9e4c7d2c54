//! Catalogues as XLIFF, which every translation tool reads. Most tools read 1.2; newer ones also read 2.1.
//!
//! Placeholders and links become inline elements, which a tool protects. The writer writes a target only for a translation,
//! and always with its state: tools count a target without a state as translated.

mod inline;
mod read;
mod read12;
mod read21;
mod version_reader;
mod write12;
mod write21;

pub use read::parse_xliff;

use crate::notes::{about, split};
use canevas_diagnostics::redline::sides_in_signs;
use canevas_project::{PoEntry, PoFile};

/// A version of XLIFF to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum XliffVersion {
    /// 1.2, of 2008.
    #[default]
    V1_2,
    /// 2.1, of 2018.
    V2_1,
}

/// The head of a file for a translator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct XliffHeader<'a> {
    /// The form.
    pub form: &'a str,
    /// The edition.
    pub edition: &'a str,
    /// The tag of the language it is translated from.
    pub source: &'a str,
    /// The tag of the language it is translated into.
    pub target: &'a str,
}

impl XliffHeader<'_> {
    /// The form and edition, as the file names them.
    fn original(&self) -> String {
        format!("{} {}", self.form, self.edition)
    }
}

/// Writes a catalogue.
pub fn write_xliff(file: &PoFile, version: XliffVersion, sent: &XliffHeader<'_>) -> String {
    match version {
        XliffVersion::V1_2 => write12::write(file, sent),
        XliffVersion::V2_1 => write21::write(file, sent),
    }
}

/// The subject of a note that has no known subject.
const CANEVAS: &str = "canevas";

/// The notes of an entry, with their subjects. For a changed source, two notes show the difference in words.
fn notes(entry: &PoEntry) -> Vec<(&str, String)> {
    let mut out = Vec::new();
    for note in &entry.notes {
        let (name, text) = split(note);
        out.push((if name.is_empty() { CANEVAS } else { name }, text.to_owned()));
    }
    if let Some(previous) = &entry.previous {
        let (was, now) = sides_in_signs(previous, &entry.id.value);
        out.extend([(about::WAS, was), (about::NOW, now)]);
    }
    out.extend(entry.comments.iter().map(|comment| (about::TRANSLATOR, comment.clone())));
    out
}

/// Takes a note that came back: a fact, or a comment of a person.
fn take_note(entry: &mut PoEntry, name: &str, text: &str) {
    match name {
        // The next extract writes these again.
        about::WAS | about::NOW => {}
        CANEVAS => entry.notes.push(text.to_owned()),
        name if about::FACTS.contains(&name) => entry.notes.push(format!("{name}: {text}")),
        _ => entry.comments.extend(text.split('\n').map(|line| line.trim_end_matches('\r').to_owned())),
    }
}
