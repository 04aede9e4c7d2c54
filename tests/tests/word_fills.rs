//! Word questionnaires filled in and read back: the cases of `cases/word` by a hand on their XML. What LibreOffice makes of
//! them is in `office/fill.test.mjs`. `UPDATE=1 cargo test --workspace --test word_fills` writes what is expected
//! anew; read the difference.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_docx::read::read;
use canevas_tests::word::{cases, project, seen, xml};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_answer_comes_back_or_is_told() {
    let cases = cases().unwrap();
    let forms: BTreeSet<&str> = cases.iter().map(|case| case.word("form")).collect();
    let projects: BTreeMap<&str, _> = forms.into_iter().map(|form| (form, project(form).unwrap())).collect();
    let mut wrong = Vec::new();
    for case in cases.iter().filter(|case| case.is_by("xml")) {
        let project = &projects[case.word("form")];
        let file = xml::filled(case, project).unwrap();
        let read = project.read_word(&read(&file).unwrap()).unwrap();
        wrong.extend(seen::compare(&cases, case, "xml", &read).unwrap());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A file that no hand writes would be compared with nothing.
#[test]
fn every_file_of_a_case_is_used() {
    for case in cases().unwrap() {
        let hands = ["xml", "libreoffice"].into_iter().filter(|hand| case.is_by(hand));
        let mut wanted: BTreeSet<String> = hands.map(|hand| format!("report.{hand}.json")).collect();
        assert!(!wanted.is_empty(), "{}: no hand fills it in", case.name);
        wanted.insert("fill.json".to_owned());
        if case.word("answers_of").is_empty() {
            wanted.insert("expected.json".to_owned());
        }
        let files = std::fs::read_dir(&case.folder).unwrap().flatten();
        let found: BTreeSet<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
        assert_eq!(found, wanted, "{}", case.name);
    }
}
