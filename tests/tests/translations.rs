//! Catalogues renewed from the form: nothing is lost, and a changed source is stale in every language and in nothing else.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests")]

use canevas_compiler::{Edition, EditionFiles, InputFile, write_po};
use canevas_editions::EditionDiff;
use canevas_model::Language;
use canevas_tests::editions::real_edition;
use canevas_tests::example::{load, read as read_example, read_after};
use canevas_tests::pairs::{compared, pairs, side};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

fn read(files: &EditionFiles) -> Edition {
    let edition = Edition::read(files);
    assert!(edition.readable, "{:?}", edition.findings);
    edition
}

fn languages(edition: &Edition) -> Vec<Language> {
    edition.model.as_ref().unwrap().translations.clone()
}

/// The files with the catalogue of a language renewed.
fn renewed(files: &EditionFiles, edition: &Edition, language: &Language) -> EditionFiles {
    let mut files = files.clone();
    let catalogue = files.catalogues.iter_mut().find(|file| file.stem == language.tag()).unwrap();
    catalogue.text = write_po(&edition.extract(language, None).unwrap().file);
    files
}

/// The keys of a language's texts that are not current.
fn open(edition: &Edition, language: &Language) -> BTreeSet<(String, &'static str)> {
    edition
        .translation_progress()
        .into_iter()
        .filter(|progress| progress.language == language)
        .flat_map(|progress| progress.entries)
        .filter(|entry| entry.state.is_open())
        .map(|entry| (entry.text.key.to_string(), entry.state.word()))
        .collect()
}

#[test]
fn renewing_loses_nothing_and_is_done_once() {
    let files = real_edition();
    let edition = read(&files);
    for language in languages(&edition) {
        let extracted = edition.extract(&language, None).unwrap();
        assert_eq!((extracted.changed.len(), extracted.gone), (0, 0));
        let again = read(&renewed(&files, &edition, &language));
        assert_eq!(again.findings, edition.findings, "a renewed catalogue says the same");
        let texts = |edition: &Edition| -> BTreeSet<(String, String)> {
            let entries = &edition.catalogues[&language].entries;
            entries.iter().map(|(key, entry)| (key.to_string(), entry.text.value.clone())).collect()
        };
        assert_eq!(texts(&edition), texts(&again));
        assert_eq!(write_po(&again.extract(&language, None).unwrap().file), write_po(&extracted.file));
    }
}

#[test]
fn gettext_reads_what_is_written() {
    let edition = read(&real_edition());
    for language in languages(&edition) {
        let text = write_po(&edition.extract(&language, None).unwrap().file);
        let mut msgfmt = Command::new("msgfmt")
            .args(["-c", "-o", "/dev/null", "-"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("msgfmt; tests/setup.sh installs it");
        msgfmt.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let said = msgfmt.wait_with_output().unwrap();
        assert!(said.status.success(), "{language}: {}", String::from_utf8_lossy(&said.stderr));
    }
}

/// One word of one text is edited: that text is stale in each language and no other, the renewed catalogue shows the old
/// source, and a translation that comes back makes it current.
#[test]
fn one_word_edited() {
    let files = real_edition();
    let edition = read(&files);
    let key = "question.main_results.hint";
    let old = edition
        .model
        .as_ref()
        .unwrap()
        .texts()
        .into_iter()
        .find(|text| text.key.as_str() == key)
        .unwrap()
        .source
        .value
        .clone();
    let new = old.replacen("marquants", "remarquables", 1);
    assert_ne!(old, new);
    let mut edited = files.clone();
    let form = edited.form.as_mut().unwrap();
    assert_eq!(form.text.matches("Choisissez les plus marquants").count(), 1);
    form.text = form.text.replace("Choisissez les plus marquants", "Choisissez les plus remarquables");
    let edition = read(&edited);
    for language in languages(&edition) {
        let stale = BTreeSet::from([(key.to_owned(), "stale")]);
        assert_eq!(open(&edition, &language), stale, "{language}");
        let renewed = renewed(&edited, &edition, &language);
        let edition = read(&renewed);
        let entry = edition.po[&language].entries.iter().find(|entry| entry.context.value == key).unwrap();
        assert!(entry.fuzzy);
        assert_eq!((entry.id.value.as_str(), entry.previous.as_deref()), (new.as_str(), Some(old.as_str())));
        assert_eq!(open(&edition, &language), stale, "{language}: it is stale until somebody has looked at it");
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let back = format!("msgctxt {}\nmsgid {}\nmsgstr {}\n", quoted(key), quoted(&new), quoted(&entry.text.value));
        let file = InputFile { name: "back.po".to_owned(), stem: language.tag().to_owned(), text: back };
        let returned = edition.import(&language, &file).unwrap();
        assert!(!returned.findings.deny(), "{:?}", returned.findings);
        assert_eq!(returned.imported.taken, 1);
        let mut whole = renewed.clone();
        whole.catalogues.iter_mut().find(|file| file.stem == language.tag()).unwrap().text =
            write_po(&returned.imported.file);
        assert_eq!(open(&read(&whole), &language), BTreeSet::new());
    }
}

/// The texts that a comparison says stand under another key, without their translation.
fn left_behind(comparison: &EditionDiff) -> Vec<String> {
    let all = comparison.classified.iter().filter(|change| change.finding.message.contains("has the text that"));
    all.map(|change| change.at.to_string()).collect()
}

/// What `translation-drift` finds of texts that moved, a renewed catalogue takes along: all of them, or as texts to review.
#[test]
fn a_renewed_catalogue_takes_moved_texts_along() {
    let mut seen = 0;
    for folder in pairs() {
        let before = left_behind(&compared(&folder).0);
        if before.is_empty() {
            continue;
        }
        seen += 1;
        let files = load(&folder);
        let (old, mut new) = (side(&files, "old/"), side(&files, "new/"));
        let first = read_example(&old);
        for (name, text) in old.iter().filter(|(name, _)| name.starts_with("locales/")) {
            // The next edition starts with the catalogues of the one before.
            new.insert(name.clone(), text.clone());
            let stem = name.trim_start_matches("locales/").trim_end_matches(".po");
            let extracted = read_example(&new).extract(&Language::new(stem).unwrap(), None).unwrap();
            let moved: BTreeSet<&str> = extracted.moved.iter().map(|moved| moved.key.as_str()).collect();
            assert!(before.iter().all(|at| moved.iter().any(|key| key.contains(at.as_str()))), "{before:?}: {moved:?}");
            new.insert(name.clone(), write_po(&extracted.file));
            let now = read_after(&new, first.sources.clone());
            let comparison = now.compare_with(&first, &[], "2025-01-01").unwrap();
            let to_review = extracted.moved.iter().filter(|moved| moved.is_unsure).count();
            assert_eq!(left_behind(&comparison).len(), to_review, "{}", folder.display());
        }
    }
    assert!(seen >= 5, "{seen} pairs move a text");
}
