//! XLIFF, which every translation tool reads: a catalogue out, and back into one. 1.2 for the tools that people have, 2.1 for
//! those that want it.
//!
//! Placeholders and links are inline elements that a tool protects. A target is written only where there is a translation,
//! and always with its state: without one, tools count it as translated.

mod inline;
mod read;
mod read12;
mod read21;
mod write12;
mod write21;

pub use read::parse_xliff;

use crate::notes::{about, split};
use canevas_diagnostics::redline::sides_in_signs;
use canevas_project::{PoEntry, PoFile};

/// Which XLIFF is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum XliffVersion {
    /// 1.2, of 2008.
    #[default]
    V1_2,
    /// 2.1, of 2018.
    V2_1,
}

/// What the head of a file for a translator says.
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
    /// What the file was made of, as the file says it.
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

/// What a note is about that is none of the known facts.
const CANEVAS: &str = "canevas";

/// The notes of an entry: about what, and what they say. A changed source is told as its difference in words.
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

/// Takes a note that came back: a fact, or what somebody wrote.
fn take_note(entry: &mut PoEntry, name: &str, text: &str) {
    match name {
        // Told anew from the sources.
        about::WAS | about::NOW => {}
        CANEVAS => entry.notes.push(text.to_owned()),
        name if about::FACTS.contains(&name) => entry.notes.push(format!("{name}: {text}")),
        _ => entry.comments.extend(text.split('\n').map(|line| line.trim_end_matches('\r').to_owned())),
    }
}
