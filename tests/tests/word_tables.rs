//! Tables in Word that people can use: `cases/word-tables` holds a form with a hundred options in each row, and with rows of many
//! fields. `UPDATE=1` renews the expected files.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_compiler::Request;
use canevas_docx::WordOptions;
use canevas_docx::read::{CopyReader, read as open};
use canevas_model::Language;
use canevas_readable::word;
use canevas_responses::Response;
use canevas_tests::example::{Project, load, read};
use canevas_wording::Wording;
use canevas_wording::typed::{Typed, value};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/word-tables")
}

fn edition() -> Project {
    let mut files = load(&folder());
    files.retain(|name, _| name == "form.yaml");
    let edition = read(&files);
    assert!(!edition.findings.deny(), "{}", edition.listing(&edition.findings));
    edition
}

#[test]
fn many_options_are_listed_once_below_the_table() {
    let built = edition().build(&Request::default());
    let text = built.iter().find(|built| built.path.ends_with("blank/questionnaire.en.docx.txt")).unwrap();
    let text = std::str::from_utf8(&text.bytes).unwrap();
    assert_eq!(text.matches("Zimbabwe").count(), 1 + 2, "one list for each table, and that of the countries");
    let compared = canevas_expected::compare(
        &folder().join("expected/questionnaire.en.docx.txt"),
        text,
        canevas_expected::renew!(),
    );
    assert!(compared.is_ok(), "{}", compared.err().unwrap_or_default());
}

#[test]
fn what_is_written_down_reads_back() {
    let edition = edition();
    let copies = edition.copies();
    let copy = copies.iter().find(|copy| copy.code.word() == "blank").unwrap();
    let answers = json!({
        "exports": { "aldrin": { "buyers": ["FRA", "COD"], "sellers": ["CIV"] }, "ddt": { "buyers": ["ZWE"] } },
        "shipments": [{ "_row": "r1", "ways": ["FRA", "ITA", "ESP"], "day": "2024-05-06" }, { "_row": "r2", "ways": { "said": "not_available" } }],
        "fields": [{ "_row": "r1", "a": "One", "b": "yes", "f": "Douala" }],
    });
    let given = json!({ "canevas": 1, "form": "demo/tables", "edition": "2024", "language": "en", "status": "complete", "facts": { "country": "CMR" }, "answers": answers });
    for language in copy.model.languages() {
        let made = word(copy, language, &Response::from_json(given.clone()), true, &WordOptions::default());
        let read =
            CopyReader::new(copy.clone(), language, copy.definition_digest()).answers(&open(&made.bytes).unwrap());
        let sorted = |answers: &Value| {
            let mut answers = answers.clone();
            for list in ["/exports/aldrin/buyers", "/shipments/0/ways"] {
                let list = answers.pointer_mut(list).and_then(Value::as_array_mut).unwrap();
                list.sort_by_key(ToString::to_string);
            }
            answers
        };
        assert_eq!(sorted(&read.json["answers"]), sorted(&answers), "{}", language.tag());
        assert_eq!(read.report.unplaced, []);
        assert_eq!(read.report.findings, []);
    }
}

/// People write semicolons, line breaks or commas between options. The reader keeps and reports a text that is not an option.
#[test]
fn options_are_read_as_people_write_them() {
    let edition = edition();
    let copies = edition.copies();
    let copy = copies.iter().find(|copy| copy.code.word() == "blank").unwrap();
    let shape = &copy.model.question("exports").unwrap().fields.first().unwrap().shape;
    let english = Language::new("en").unwrap();
    let typed = |text: &str| value(copy, &english, shape, &Typed { text, date: None, calendar: None, unit: "" });
    let codes = |text: &str| typed(text).map(|read| read.value);
    assert_eq!(codes("France; Chad").unwrap(), json!(["FRA", "TCD"]), "in the order of the options");
    assert_eq!(codes("chad\nfrance").unwrap(), json!(["FRA", "TCD"]));
    assert_eq!(codes("France, Chad; Tchad.").unwrap(), json!(["FRA", "TCD"]), "each once, in any language of the form");
    assert_eq!(codes("FRA").unwrap(), json!(["FRA"]));
    assert_eq!(codes("France; Chat").unwrap_err(), "“Chat” is none of the options");
    assert!(!Wording::new(copy, &english).instruction_to_write(shape).is_empty());
}
