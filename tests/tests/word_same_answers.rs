//! A return written by hand and the same return filled into a Word file hold the same facts and answers. The third way,
//! through the form, is in `browser/same-answers.test.mjs`.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_tests::word::{by_hand::through_word, folder_of, project};
use serde_json::Value;
use std::path::Path;

fn same(form: &str, path: &Path) {
    let given: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let read = through_word(&project(form).unwrap(), &given).unwrap();
    for (id, answer) in given["answers"].as_object().unwrap() {
        assert_eq!(&read.json["answers"][id], answer, "{id}");
    }
    assert_eq!(read.json["answers"], given["answers"]);
    assert_eq!(read.json["facts"], given["facts"]);
    for digest in ["definition", "copy"] {
        assert!(given[digest].is_null() || read.json[digest] == given[digest], "{digest}");
    }
    assert_eq!(read.json.get("unread"), None);
    assert_eq!(read.report.unplaced, []);
    assert_eq!(read.report.findings, []);
}

#[test]
fn a_real_return() {
    same("alliance87", &folder_of("alliance87").unwrap().join("returns/CMR.mended.json"));
}

#[test]
fn every_control() {
    same("every-control", &Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/same-answers/every-control.CMR.json"));
}
