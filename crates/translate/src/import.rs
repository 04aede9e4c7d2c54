//! Translations that come back.

use crate::extract::extract;
use crate::rules::{OLD_SOURCE, UNKNOWN_TEXT};
use canevas_diagnostics::{Finding, Findings, nearest};
use canevas_inputs::{Glossary, PoEntry, PoFile};
use canevas_model::{Language, Model, Text};
use std::collections::HashMap;

/// A catalogue with what came back, and how much that was.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The catalogue.
    pub file: PoFile,
    /// Translations that are new, changed or now reviewed.
    pub taken: usize,
}

/// Takes the translations of a file into the catalogue there is. A text that no longer exists, or whose source is another
/// one now, is a finding, and then nothing may be taken; what is not translated in the file is left as it was.
pub fn import(
    model: &Model,
    glossary: Option<&Glossary>,
    language: &Language,
    old: Option<&PoFile>,
    back: &PoFile,
) -> (Imported, Findings) {
    let mut findings = Findings::default();
    let texts: HashMap<&str, &Text> = model.texts().into_iter().map(|text| (text.key.as_str(), text)).collect();
    for entry in &back.entries {
        let key = entry.context.value.as_str();
        match texts.get(key) {
            None => {
                let near = nearest(key, texts.keys().copied());
                let help = near.map_or_else(
                    || "take the entry out, or renew the catalogue with `canevas translate extract`".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("the form has no text `{key}`");
                findings.push(Finding::new(&UNKNOWN_TEXT, entry.context.span, message).help(help));
            }
            Some(text) if !entry.text.value.is_empty() && text.source.value != entry.id.value => {
                let message = format!("the source of `{key}` is another one now");
                findings.push(
                    Finding::new(&OLD_SOURCE, entry.id.span, message)
                        .help(
                            "renew the catalogue with `canevas translate extract`, and translate the text as it is now",
                        )
                        .also(text.span(), "the source now"),
                );
            }
            Some(_) => {}
        }
    }
    let mut file = extract(model, glossary, language, old).file;
    let came: HashMap<&str, &PoEntry> =
        back.entries.iter().map(|entry| (entry.context.value.as_str(), entry)).collect();
    let mut taken = 0;
    for entry in &mut file.entries {
        let Some(back) = came.get(entry.context.value.as_str()).filter(|back| !back.text.value.is_empty()) else {
            continue;
        };
        let before = (entry.text.value.clone(), entry.fuzzy);
        entry.text = back.text.clone();
        entry.fuzzy = back.fuzzy;
        entry.comments.clone_from(&back.comments);
        entry.previous = back.previous.clone().filter(|_| back.fuzzy);
        taken += usize::from(before != (entry.text.value.clone(), entry.fuzzy));
    }
    (Imported { file, taken }, findings)
}
