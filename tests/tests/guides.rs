//! The guides for those who fill in a questionnaire: one text in three languages. What they print in bold stands on the form or in the
//! Word file with the same words, so that a reader finds it; and each of them has what the others have.
//!
//! `tests/browser/guides.test.mjs` follows them in a browser. `npm run screenshots` in `tests/` makes their pictures.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_wording::Grammar;
use canevas_wording::ui::{Word as _, common::Common, desk::DeskWord, document::DocumentWord, form::Form};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each guide, and its language.
const GUIDES: [(&str, Grammar); 3] =
    [("countries.md", Grammar::English), ("countries.fr.md", Grammar::French), ("countries.es.md", Grammar::Spanish)];

/// The most bytes that a picture has.
const MOST: u64 = 80 * 1024;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

fn guide(name: &str) -> String {
    fs::read_to_string(docs().join(name)).unwrap()
}

/// The parts of a guide, each from a title to the next one.
fn sections(text: &str) -> Vec<&str> {
    text.split("\n## ").collect()
}

/// What is bold in a text, each on one line.
fn bold(text: &str) -> Vec<String> {
    let without_code: String = text.split('`').step_by(2).collect();
    let parts = without_code.split("**").skip(1).step_by(2);
    parts.map(|part| part.split('\n').map(str::trim_start).collect::<Vec<_>>().join(" ")).collect()
}

/// Whether a text is a word with its `{placeholders}` filled in.
fn is_filled(text: &str, word: &str) -> bool {
    let mut fixed = word.split(['{', '}']).step_by(2);
    let Some(mut rest) = fixed.next().and_then(|start| text.strip_prefix(start)) else { return false };
    let fixed: Vec<&str> = fixed.collect();
    let Some((end, between)) = fixed.split_last() else { return rest.is_empty() };
    for piece in between {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(end)
}

/// The keys of the words that a text is in a language.
fn keys(text: &str, grammar: Grammar) -> BTreeSet<&'static str> {
    let common = Common::ALL.iter().map(|word| (word.catalogue_key(), word.forms(grammar)));
    let form = Form::ALL.iter().map(|word| (word.catalogue_key(), word.forms(grammar)));
    let document = DocumentWord::ALL.iter().map(|word| (word.catalogue_key(), word.forms(grammar)));
    let desk = DeskWord::ALL.iter().map(|word| (word.catalogue_key(), word.forms(grammar)));
    let all: Vec<_> = common.chain(form).chain(document).chain(desk).collect();
    let exact: BTreeSet<_> = all.iter().filter(|(_, forms)| forms.contains(&text)).map(|(key, _)| *key).collect();
    if !exact.is_empty() {
        return exact;
    }
    all.iter().filter(|(_, forms)| forms.iter().any(|word| is_filled(text, word))).map(|(key, _)| *key).collect()
}

/// The pictures of a text: the description and the path of each.
fn pictures(text: &str) -> Vec<(&str, &str)> {
    let after = text.split("![").skip(1).filter_map(|part| part.split_once("]("));
    after.filter_map(|(description, rest)| Some((description, rest.split_once(')')?.0))).collect()
}

#[test]
fn what_is_bold_is_what_the_form_says() {
    for (name, grammar) in GUIDES {
        let words = bold(&guide(name));
        assert!(words.len() > 50, "{name}: {}", words.len());
        for word in words {
            assert!(!keys(&word, grammar).is_empty(), "{name}: the form does not say **{word}**");
        }
    }
}

#[test]
fn another_word_would_be_seen() {
    assert!(keys("Save the copy", Grammar::English).is_empty());
    assert!(keys("Save a copy", Grammar::French).is_empty());
    assert_eq!(keys("Answer given in 2021-2022", Grammar::English), BTreeSet::from(["ui.form.last_year"]));
    assert_eq!(bold("a **b\n  c** `**d**` **e**"), ["b c", "e"]);
}

#[test]
fn the_guides_have_the_same_parts() {
    let texts = GUIDES.map(|(name, _)| guide(name));
    let parts = texts.each_ref().map(|text| sections(text));
    assert!(parts[0].len() > 12, "{}", parts[0].len());
    for (at, (name, grammar)) in GUIDES.iter().enumerate().skip(1) {
        assert_eq!(parts[0].len(), parts[at].len(), "sections of {name}");
        for (english, other) in parts[0].iter().zip(&parts[at]) {
            let title = other.lines().next().unwrap();
            let count = |sign: &str| [english, other].map(|part| part.lines().filter(|l| l.starts_with(sign)).count());
            for sign in ["- ", "1. ", "2. ", "3. ", "4. ", "| "] {
                let [here, there] = count(sign);
                assert_eq!(here, there, "{name}: lines that start with `{sign}` under {title}");
            }
            let paragraphs = [english, other].map(|part| part.trim_end().split("\n\n").count());
            assert_eq!(paragraphs[0], paragraphs[1], "{name}: paragraphs under {title}");
            let shown = [english, other].map(|part| {
                pictures(part).into_iter().map(|(_, path)| path.rsplit('/').next().unwrap()).collect::<Vec<_>>()
            });
            assert_eq!(shown[0], shown[1], "{name}: pictures under {title}");
            let said = [bold(english), bold(other)];
            assert_eq!(said[0].len(), said[1].len(), "{name}: {:?} and {:?}", said[0], said[1]);
            for (word, translated) in said[0].iter().zip(&said[1]) {
                let same = keys(word, Grammar::English).intersection(&keys(translated, *grammar)).count();
                assert!(same > 0, "{name}, {title}: **{translated}** is not **{word}**");
            }
        }
    }
}

#[test]
fn every_picture_is_there_and_small_and_described() {
    let folders = ["countries/en", "countries/fr", "countries/es", "secretariat"];
    let names = GUIDES.map(|(name, _)| name).into_iter().chain(["secretariat.md"]);
    for (name, folder) in names.zip(folders) {
        let text = guide(name);
        let mut used = BTreeSet::new();
        for (description, path) in pictures(&text) {
            assert!(description.chars().count() > 25, "{name}: say what is to be seen on {path}");
            let size = fs::metadata(docs().join(path)).map(|file| file.len());
            assert!(size.as_ref().is_ok_and(|size| *size < MOST), "{name}: {path}: {size:?}");
            used.insert(path);
        }
        let made = fs::read_dir(docs().join("images").join(folder)).unwrap();
        let made = made.map(|file| format!("images/{folder}/{}", file.unwrap().file_name().display()));
        let unused: Vec<String> = made.filter(|path| !used.contains(path.as_str())).collect();
        assert_eq!(unused, Vec::<String>::new(), "{name} does not show them");
        assert!(used.len() > 4, "{name}: {} pictures", used.len());
    }
}

/// French has a space that does not break before its high signs.
#[test]
fn the_french_guide_has_french_signs() {
    let text = guide("countries.fr.md");
    let read: String = text.split('`').step_by(2).collect();
    for line in read.lines() {
        assert!(!line.contains('\''), "{line}");
        for (at, sign) in line.match_indices([';', '!', '?', ':', '»', '«']) {
            let (before, after) = (&line[..at], &line[at + sign.len()..]);
            let right = match sign {
                "«" => after.starts_with('\u{a0}'),
                ":" | "»" => before.ends_with('\u{a0}') || after.starts_with("//"),
                "!" => after.starts_with('[') || before.ends_with('\u{202f}'),
                _ => before.ends_with('\u{202f}'),
            };
            assert!(right, "`{sign}` in: {line}");
        }
    }
}
