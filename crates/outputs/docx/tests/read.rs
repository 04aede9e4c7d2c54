//! What reading a Word file refuses, and that no bytes make it panic. What is read from filled files is held by the cases in
//! tests/cases/word, and that no word is lost by tests/tests/word_properties.rs.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::WordOptions;
use canevas_docx::read::{PackageError, read};
use std::collections::BTreeMap;
use support::{EVERYTHING, file, made, model, parts};

fn document(parts: &mut BTreeMap<String, String>) -> &mut String {
    parts.get_mut("word/document.xml").unwrap()
}

#[test]
fn hostile_files_are_refused() {
    let (bytes, _) = made(&model(EVERYTHING), None, "fr", &WordOptions::default());
    let sound = parts(&bytes);
    let refused = |change: &dyn Fn(&mut BTreeMap<String, String>)| {
        let mut parts = sound.clone();
        change(&mut parts);
        read(&file(&parts)).err().unwrap()
    };
    let bomb = refused(&|parts| drop(parts.insert("word/a.xml".into(), " ".repeat(8 << 20))));
    assert!(matches!(bomb, PackageError::Bomb(_)), "{bomb}");
    let large = refused(&|parts| drop(parts.insert("word/a.xml".into(), " ".repeat(21 << 20))));
    assert!(matches!(large, PackageError::TooLarge(_)), "{large}");
    let doctype = refused(&|parts| document(parts).insert_str(0, "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///x\">]>"));
    assert!(matches!(doctype, PackageError::Doctype(_)), "{doctype}");
    let many = refused(&|parts| (0..200).for_each(|n| drop(parts.insert(format!("a/{n}.xml"), String::new()))));
    assert!(matches!(many, PackageError::TooManyEntries(_)), "{many}");
    let outside = refused(&|parts| drop(parts.insert("../a.xml".into(), String::new())));
    assert!(matches!(outside, PackageError::BadName(_)), "{outside}");
    let deep = refused(&|parts| *document(parts) = "<w:p>".repeat(100_000));
    assert!(matches!(deep, PackageError::NotXml(..)), "{deep}");
    let mut twice =
        file(&BTreeMap::from([("word/b.xml".to_owned(), String::new()), ("word/c.xml".to_owned(), String::new())]));
    for at in 0..twice.len() - 10 {
        if &twice[at..at + 10] == b"word/c.xml" {
            twice[at + 5] = b'b';
        }
    }
    assert!(matches!(read(&twice).err().unwrap(), PackageError::Duplicate(_)));
}

#[test]
fn no_bytes_make_it_panic() {
    let (bytes, _) = made(&model(EVERYTHING), None, "fr", &WordOptions::default());
    let mut state = 1_u64;
    for round in 0..300 {
        let mut broken = bytes.clone();
        for _ in 0..=round % 8 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (state >> 33) as usize % broken.len();
            broken[at] = (state >> 20) as u8;
        }
        broken.truncate(broken.len() - if round % 3 == 0 { round } else { 0 });
        let _ = read(&broken);
    }
}
