//! Translations that come back.

use crate::extract::{extract, name};
use crate::imported::{ImportedFile, ImportedHead, SkipReason};
use crate::notes::NoteContext;
use crate::rules::{NOT_TAKEN, OLD_SOURCE, OTHER_EDITION, OTHER_LANGUAGES, UNKNOWN_TEXT};
use canevas_diagnostics::{Finding, Findings, Level, nearest};
use canevas_model::{Language, Model, Text};
use canevas_project::{LONGEST, PoEntry, PoFile};
use std::collections::{BTreeMap, HashMap};

/// A catalogue with the imported translations, and their counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The catalogue.
    pub file: PoFile,
    /// Translations that are new, changed or now reviewed.
    pub taken: usize,
    /// Translations of the file that wait for review.
    pub waiting: usize,
    /// Texts of the form for which the file has no translation.
    pub untouched: usize,
}

/// Takes the translations of a file into the existing catalogue, after [`ImportedFile::placed`]. A text that no longer exists, or
/// whose source changed, is a finding; then the caller must take nothing. Where a person named the language, it counts, whatever the file says. Texts without a translation in the file stay as they were.
pub fn import(
    model: &Model,
    (language, is_named): (&Language, bool),
    old: Option<&PoFile>,
    back: &ImportedFile,
    context: NoteContext<'_>,
) -> (Imported, Findings) {
    let mut findings = Findings::default();
    for head in &back.heads {
        heads(model, (language, is_named), head, &mut findings);
    }
    texts(model, back, &mut findings);
    skipped(back, &mut findings);
    let mut file = extract(model, language, old, context).file;
    let came: HashMap<&str, &PoEntry> =
        back.file.entries.iter().map(|entry| (entry.context.value.as_str(), entry)).collect();
    let (mut taken, mut waiting, mut untouched) = (0, 0, 0);
    for entry in &mut file.entries {
        let Some(back_entry) = came.get(entry.context.value.as_str()).filter(|back| !back.is_untranslated()) else {
            untouched += 1;
            continue;
        };
        let before = (entry.text.value.clone(), entry.fuzzy);
        entry.text = back_entry.text.clone();
        entry.fuzzy = back_entry.fuzzy;
        entry.previous = back_entry.previous.clone().filter(|_| back_entry.fuzzy);
        if back.is_catalogue && !back_entry.comments.is_empty() {
            entry.comments.clone_from(&back_entry.comments);
        } else {
            // Not every tool keeps comments.
            let new = back_entry.comments.iter().filter(|comment| !entry.comments.contains(comment)).cloned();
            entry.comments.extend(new.collect::<Vec<_>>());
        }
        for flag in &back_entry.flags {
            if !flag.starts_with(LONGEST) && !entry.flags.contains(flag) {
                entry.flags.push(flag.clone());
            }
        }
        waiting += usize::from(entry.fuzzy);
        taken += usize::from(before != (entry.text.value.clone(), entry.fuzzy));
    }
    (Imported { file, taken, waiting, untouched }, findings)
}

/// Whether a word looks like the tag of a language.
fn is_tag(word: &str) -> bool {
    let primary = word.split(['-', '_']).next().unwrap_or("");
    matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether two tags name one language: a tool may write `en_GB` for `en`.
fn same_language(tag: &str, language: &Language) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    primary(tag) == primary(language.tag())
}

fn heads(model: &Model, (language, is_named): (&Language, bool), head: &ImportedHead, findings: &mut Findings) {
    let target = "name the language with --language, or correct the head of the file";
    let source = "import a file that was sent out from this form";
    for (said, wanted, from, taken, help) in [
        (&head.target, language, "into", "the import expects", target),
        (&head.source, &model.source_language, "from", "the form is written in", source),
    ] {
        // Some tools write a name, or the locale `C`. Such a word names no language.
        let Some(said) = said.as_deref().filter(|said| is_tag(said)) else { continue };
        // If the form has both Brazilian and European Portuguese, they are two languages.
        let tag = said.replace('_', "-");
        let is_another = model.languages().any(|other| other != wanted && other.tag().eq_ignore_ascii_case(&tag));
        if is_another || !same_language(said, wanted) {
            let says = format!("this file says that it is translated {from} `{said}`");
            let finding = if is_named && from == "into" {
                let message = format!("{says}, and --language says `{wanted}`, which counts");
                let finding = Finding::new(&OTHER_LANGUAGES, head.span, message);
                Finding { level: Level::Warn, ..finding }.help("correct the head of the file")
            } else {
                Finding::new(&OTHER_LANGUAGES, head.span, format!("{says}, but {taken} `{wanted}`")).help(help)
            };
            findings.push(finding);
        }
    }
    let Some(original) = head.original.as_deref() else { return };
    // Tools put paths and project names there. Only a word that looks like a form and its edition is compared.
    let names_a_form = original.split_once(' ').is_some_and(|(form, edition)| {
        let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '/');
        form.split('/').count() == 2
            && form.chars().all(word)
            && !edition.is_empty()
            && !edition.contains([' ', '/', '\\'])
    });
    if names_a_form && original != name(model) {
        let message = format!("this file was sent out for {original}, but the import is for {}", name(model));
        findings.push(
            Finding::new(&OTHER_EDITION, head.span, message)
                .help("name the folder of the edition that it belongs to, or write this edition into its head"),
        );
    }
}

/// Reports texts that the form does not have, and sources that changed.
fn texts(model: &Model, back: &ImportedFile, findings: &mut Findings) {
    let texts: BTreeMap<&str, &Text> =
        model.translated_texts().into_iter().map(|text| (text.key.as_str(), text)).collect();
    for entry in &back.file.entries {
        let key = entry.context.value.as_str();
        match texts.get(key) {
            None => {
                let near = findings.may_suggest().then(|| nearest(key, texts.keys().copied())).flatten();
                let help = near.map_or_else(
                    || "remove the entry, or renew the catalogue with `canevas translate extract`".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("the form has no text `{key}`");
                findings.push(Finding::new(&UNKNOWN_TEXT, entry.context.span, message).help(help));
            }
            Some(text) if !entry.is_untranslated() && text.source.value != entry.id.value => {
                let message = format!("the source of `{key}` is different now");
                findings.push(
                    Finding::new(&OLD_SOURCE, entry.id.span, message)
                        .help("renew the catalogue with `canevas translate extract`, and translate the new source")
                        .also(text.span(), "the source now"),
                );
            }
            Some(_) => {}
        }
    }
}

/// Reports skipped texts by reason. A tool does the same to every text, so one finding covers all of them.
fn skipped(back: &ImportedFile, findings: &mut Findings) {
    const NAMED: usize = 5;
    let reasons = [
        (
            SkipReason::Copied,
            "a copy of its source, without a state",
            "translate it, or set its state to translated if it is the same in both languages",
        ),
        (SkipReason::InPart, "only translated in part", "translate every segment of it"),
    ];
    for (why, words, help) in reasons {
        let keys: Vec<_> = back.skipped.iter().filter(|unit| unit.why == why).map(|unit| &unit.key).collect();
        let Some(first) = keys.first() else { continue };
        let named: Vec<String> = keys.iter().take(NAMED).map(|key| format!("`{}`", key.value)).collect();
        let message = if keys.len() == 1 {
            format!("{} was not taken: it is {words}", named[0])
        } else {
            let more = keys.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{} texts were not taken, each {words}: {}{more}", keys.len(), named.join(", "))
        };
        findings.push(Finding::new(&NOT_TAKEN, first.span, message).help(help));
    }
}
