//! Catalogues out to translators and back: nothing is lost on the way, a changed source is stale in every language and in
//! nothing else, and no damaged file is taken by halves.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests")]

use canevas_compiler::{Edition, EditionFiles, InputFile, write_po};
use canevas_model::Language;
use canevas_tests::editions::real_edition;
use canevas_tests::random::Random;
use canevas_translate::State;
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
    catalogue.text = write_po(&edition.extract(language).unwrap().file);
    files
}

/// The keys of a language's texts that are not current.
fn open(edition: &Edition, language: &Language) -> BTreeSet<(String, &'static str)> {
    edition
        .translation_states()
        .into_iter()
        .filter(|(known, _)| *known == language)
        .flat_map(|(_, entries)| entries)
        .filter(|entry| entry.state != State::Current)
        .map(|entry| (entry.text.key.clone(), entry.state.word()))
        .collect()
}

#[test]
fn renewing_loses_nothing_and_is_done_once() {
    let files = real_edition();
    let edition = read(&files);
    for language in languages(&edition) {
        let extracted = edition.extract(&language).unwrap();
        assert_eq!((extracted.changed, extracted.gone), (0, 0));
        let again = read(&renewed(&files, &edition, &language));
        assert_eq!(again.findings, edition.findings, "a renewed catalogue says the same");
        let texts = |edition: &Edition| -> BTreeSet<(String, String)> {
            let entries = &edition.catalogues[&language].entries;
            entries.iter().map(|(key, entry)| (key.clone(), entry.text.value.clone())).collect()
        };
        assert_eq!(texts(&edition), texts(&again));
        assert_eq!(write_po(&again.extract(&language).unwrap().file), write_po(&extracted.file));
    }
}

#[test]
fn gettext_reads_what_is_written() {
    let edition = read(&real_edition());
    for language in languages(&edition) {
        let text = write_po(&edition.extract(&language).unwrap().file);
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
    let old =
        edition.model.as_ref().unwrap().texts().into_iter().find(|text| text.key == key).unwrap().source.value.clone();
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

/// Catalogues damaged in many small ways: no panic, and what is taken without a finding that denies reads back clean.
#[test]
fn damaged_files_are_refused_or_taken_whole() {
    let cases = std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60);
    let files = real_edition();
    let edition = read(&files);
    let language = &languages(&edition)[0];
    let whole = &files.catalogues.iter().find(|file| file.stem == language.tag()).unwrap().text;
    // A short file damages faster, and in the same ways.
    let short: String = whole.split_inclusive("\n\n").take(12).collect();
    let (mut refused, mut taken) = (0, 0);
    for seed in 0..cases {
        let mut random = Random::new(seed);
        let mut text: Vec<char> = short.chars().collect();
        for _ in 0..=random.below(3) {
            let at = random.below(text.len());
            match random.below(4) {
                0 => drop(text.remove(at)),
                1 => text.insert(at, *random.pick(&['"', '\\', '\n', '{', '}', '#', '\u{202e}', 'x'])),
                2 => text.truncate(at.max(1)),
                _ => text[at] = *random.pick(&['"', '\\', '\n', ' ', '{', '|', '~']),
            }
        }
        let file =
            InputFile { name: "back.po".to_owned(), stem: language.tag().to_owned(), text: text.into_iter().collect() };
        let returned = edition.import(language, &file).unwrap();
        if returned.findings.deny() {
            refused += 1;
            continue;
        }
        taken += 1;
        let mut with = files.clone();
        with.catalogues.iter_mut().find(|file| file.stem == language.tag()).unwrap().text =
            write_po(&returned.imported.file);
        assert!(read(&with).catalogues[language].entries.len() >= edition.catalogues[language].entries.len(), "{seed}");
    }
    assert!(refused > 0 && taken > 0, "{refused} refused, {taken} taken");
}

/// A catalogue through XLIFF and back: each translation, its source and its state as they were.
#[test]
fn through_xliff_and_back() {
    let edition = read(&real_edition());
    let mut hostile = edition.extract(&languages(&edition)[0]).unwrap().file;
    let texts = [
        "a < b & \"c\" 'd' ]]> <!-- & &amp; </source>",
        "{country.of} then {country.of}, {{not one}, {period.to}",
        "see [the site](https://a.org/x?y=1&z=2) and [no link] or [half](  and {unclosed",
        "[**bold** {edition}](https://a.org)\n\n- one\n- two\n",
        " spaces at both ends ",
        "العربية 😀 e\u{301}",
    ];
    for (at, entry) in hostile.entries.iter_mut().enumerate() {
        let text = |value: &str| canevas_syntax::SourceText::opaque(value, entry.context.span);
        let (source, target) = (text(texts[at % texts.len()]), text(texts[(at / texts.len()) % texts.len()]));
        (entry.id, entry.text) = (source, target);
        entry.fuzzy = at % 3 == 0;
    }
    let whole = languages(&edition).into_iter().map(|language| edition.extract(&language).unwrap().file);
    for file in whole.chain([hostile]) {
        let xliff = canevas_translate::write_xliff(&file, "a/b 2024", "fr", "en");
        let mut sources = canevas_diagnostics::Sources::default();
        let id = sources.add("a.en.xlf", xliff.as_str());
        let (back, findings) = canevas_translate::parse_xliff(id, sources.get(id));
        assert!(findings.is_empty(), "{findings:?}");
        let told = |file: &canevas_inputs::PoFile| -> Vec<(String, String, String, bool)> {
            let of = |entry: &canevas_inputs::PoEntry| {
                let (id, text) = (entry.id.value.clone(), entry.text.value.clone());
                (entry.context.value.clone(), id, text, entry.fuzzy)
            };
            file.entries.iter().filter(|entry| !entry.text.value.is_empty()).map(of).collect()
        };
        assert_eq!(told(&back), told(&file));
    }
}

/// Damaged XLIFF is refused or read, and never makes a panic.
#[test]
fn damaged_xliff() {
    let edition = read(&real_edition());
    let language = &languages(&edition)[0];
    let mut file = edition.extract(language).unwrap().file;
    file.entries.truncate(8);
    let whole = canevas_translate::write_xliff(&file, "a/b 2024", "fr", language.tag());
    let (mut refused, mut read) = (0, 0);
    for seed in 0..150 {
        let mut random = Random::new(seed);
        let mut text: Vec<char> = whole.chars().collect();
        let at = random.below(text.len());
        match random.below(3) {
            0 => drop(text.remove(at)),
            1 => text.insert(at, *random.pick(&['<', '>', '&', '"', '/', 'x'])),
            _ => text.truncate(at.max(1)),
        }
        let text: String = text.into_iter().collect();
        let back = InputFile { name: "back.xlf".to_owned(), stem: language.tag().to_owned(), text };
        let returned = edition.import(language, &back).unwrap();
        if returned.findings.deny() { refused += 1 } else { read += 1 }
    }
    assert!(refused > 30 && read > 5, "{refused} refused, {read} read");
}
