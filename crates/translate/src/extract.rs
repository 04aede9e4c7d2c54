//! A catalogue renewed from the form.

use crate::notes::Notes;
use canevas_diagnostics::{SourceId, Span};
use canevas_inputs::{PoEntry, PoFile};
use canevas_model::{Language, Model};
use canevas_syntax::{SourceText, Sp};
use std::collections::HashMap;

/// A renewed catalogue, and what became of its texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    /// The catalogue.
    pub file: PoFile,
    /// Texts that are new, or were never translated.
    pub new: usize,
    /// Translations that wait for review, because their source changed.
    pub changed: usize,
    /// Translations that belong to no text any more; they are kept as obsolete.
    pub gone: usize,
}

/// Renews the catalogue of a language, or starts it where there is none.
pub fn extract(model: &Model, language: &Language, old: Option<&PoFile>) -> Extracted {
    let nowhere = Span::new(SourceId(0), 0..0);
    let notes = Notes::new(model);
    let known: HashMap<&str, &PoEntry> = old
        .map(|file| file.entries.iter().map(|entry| (entry.context.value.as_str(), entry)).collect())
        .unwrap_or_default();
    let (mut new, mut changed) = (0, 0);
    let mut entries = Vec::new();
    for text in model.texts() {
        let source = &text.source.value;
        let mut entry = PoEntry {
            context: Sp::new(text.key.clone(), nowhere),
            id: SourceText::opaque(source.clone(), nowhere),
            text: SourceText::opaque("", nowhere),
            fuzzy: false,
            comments: Vec::new(),
            notes: vec![notes.of(&text.key)],
            previous: None,
            plural: None,
        };
        match known.get(text.key.as_str()) {
            Some(was) if !was.text.value.is_empty() => {
                entry.text = SourceText::opaque(was.text.value.clone(), nowhere);
                entry.comments.clone_from(&was.comments);
                entry.fuzzy = was.fuzzy;
                entry.previous.clone_from(&was.previous);
                if was.id.value != *source {
                    // A translation that waits already was made from the source it names as the one before.
                    entry.previous = was.previous.clone().filter(|_| was.fuzzy).or_else(|| Some(was.id.value.clone()));
                    entry.fuzzy = true;
                    changed += 1;
                }
            }
            was => {
                if let Some(was) = was {
                    entry.comments.clone_from(&was.comments);
                }
                new += 1;
            }
        }
        entries.push(entry);
    }
    let mut obsolete = old.map(|file| file.obsolete.clone()).unwrap_or_default();
    let mut gone = 0;
    let asked: std::collections::HashSet<&str> = entries.iter().map(|entry| entry.context.value.as_str()).collect();
    for entry in old.map(|file| file.entries.as_slice()).unwrap_or_default() {
        if !asked.contains(entry.context.value.as_str()) && !entry.text.value.is_empty() {
            gone += 1;
            let alone = PoFile {
                comments: Vec::new(),
                header: String::new(),
                span: nowhere,
                entries: vec![PoEntry { notes: Vec::new(), ..entry.clone() }],
                obsolete: Vec::new(),
            };
            let written = canevas_inputs::write_po(&alone);
            let lines = written.lines().skip_while(|line| !line.starts_with("msgctxt"));
            obsolete.extend(lines.map(|line| format!("#~ {line}")));
        }
    }
    let header = old.map(|file| file.header.clone()).filter(|header| !header.is_empty()).unwrap_or_else(|| {
        format!(
            "Project-Id-Version: {} {}\nLanguage: {language}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n",
            model.form, model.edition
        )
    });
    let comments = old.map(|file| file.comments.clone()).unwrap_or_default();
    Extracted { file: PoFile { comments, header, span: nowhere, entries, obsolete }, new, changed, gone }
}
