//! Forms that others than countries answer: schools of a list, and nobody who is named. `cases/respondents` and `cases/nobody` hold the
//! definitions and returns, with what comes of them beside. `UPDATE=1` renews the expected files.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_compiler::Request;
use canevas_docx::read::{CopyReader, read};
use canevas_docx::{Filling, Purpose, WordOptions, filled, lint};
use canevas_project::FormCopy;
use canevas_responses::Response;
use canevas_tests::compiled::Compiled;
use canevas_tests::whole_case::{WholeCase, text};
use canevas_validate::verdict_as_complete;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const SCHOOLS: &str = include_str!("../cases/respondents/form.yaml");
const NOBODY: &str = include_str!("../cases/nobody/form.yaml");

#[test]
fn three_outputs_of_schools() {
    WholeCase::of("respondents").three_outputs("about");
}

#[test]
fn three_outputs_of_nobody() {
    WholeCase::of("nobody").three_outputs("about");
}

#[test]
fn a_school_that_is_gone_and_one_that_is_new() {
    WholeCase::of("respondents").difference();
}

#[test]
fn a_return_is_checked_and_read() {
    WholeCase::of("respondents").return_in_words("blank", &[true]);
    WholeCase::of("nobody").return_in_words("blank", &[true]);
}

#[test]
fn a_school_with_a_file_has_a_copy() {
    let built = WholeCase::of("respondents").edition().build(&Request::default());
    let page = text(&built, "hill/form.html");
    assert!(page.contains(">Hill School</b>") && page.contains("Its code is <bdi>hill</bdi>."), "{page}");
    assert!(!page.contains("data-fact=\"facts/respondent\""), "nobody is asked which school it is");
    let blank = text(&built, "blank/form.html");
    assert!(blank.contains("data-fact=\"facts/respondent\" data-case=\"code\""), "the form puts the code in");
    assert!(!built.iter().any(|built| built.path.contains("/lake/")), "without a file, and not asked for");
}

/// The digest of a form tells who answers, and that of a form of countries is what it was before others could answer.
#[test]
fn the_digest_tells_who_answers() {
    let digest = |form: &str| {
        let compiled = Compiled::new(form, None).unwrap();
        let copy = compiled.copy();
        copy.definition_digest().to_owned()
    };
    let without = "respondents:\n  kind: school\n  called: School\n  list: schools\n";
    let countries =
        SCHOOLS.replace(without, "").replace("{respondent.code}", "").replace("{respondent}", "the country");
    let said = countries.replace("period:", "respondents: countries\nperiod:");
    assert_eq!(digest(&countries), digest(&said));
    let others = [SCHOOLS.to_owned(), SCHOOLS.replace("lake: Lake School", "pond: Lake School"), countries];
    assert_eq!(others.iter().map(|form| digest(form)).collect::<BTreeSet<_>>().len(), 3);
    assert_eq!(digest(SCHOOLS), digest(&SCHOOLS.replace("Lake School", "School at the Lake")));
}

/// The reader finds the code by the name that was chosen in a Word file. For an unknown name, the message suggests the nearest one.
#[test]
fn word_asks_which_school_it_is() {
    let compiled = Compiled::new(SCHOOLS, None).unwrap();
    let copy = compiled.copy();
    let given = json!({
        "canevas": 1, "form": "demo/schools", "edition": "2025", "language": "en", "status": "draft",
        "facts": { "respondent": "river_2", "director": "Mr Diallo" }, "answers": { "count": 20 },
    });
    let read = through_word(&copy, &given, |bytes| bytes);
    assert_eq!(read["facts"], given["facts"]);
    assert_eq!(read["answers"], given["answers"]);
}

#[test]
fn word_asks_nobody_who_it_is() {
    let compiled = Compiled::new(NOBODY, None).unwrap();
    let given = json!({
        "canevas": 1, "form": "demo/nobody", "edition": "2025", "language": "en", "status": "draft",
        "facts": { "rural": "yes" }, "answers": { "uses": "yes", "why": "Home" },
    });
    let read = through_word(&compiled.copy(), &given, |bytes| bytes);
    assert_eq!((&read["facts"], &read["answers"]), (&given["facts"], &given["answers"]));
}

fn through_word(copy: &FormCopy<'_>, given: &Value, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Value {
    let response = Response::from_json(given.clone());
    let filling = Filling {
        response: &response,
        purpose: Purpose::Answering,
        asked: &BTreeSet::new(),
        personal: true,
        only: None,
        remarks: &BTreeMap::new(),
        cover: &[],
        lead: &[],
    };
    let language = &copy.model.source_language;
    let made = filled(copy, language, &filling, &WordOptions::default());
    assert_eq!(lint(&made.bytes), Vec::<String>::new());
    let opened = read(&change(made.bytes)).unwrap();
    CopyReader::new(copy.clone(), language, copy.definition_digest()).answers(&opened).json
}

#[test]
fn a_complete_return_says_who_answers_where_somebody_does() {
    let complete = |form: &str, facts: Value, answers: Value| {
        let compiled = Compiled::new(form, None).unwrap();
        let model = &compiled.model;
        let json = json!({
            "canevas": 1, "form": model.form, "edition": model.edition, "language": "en", "status": "complete",
            "facts": facts, "answers": answers,
        });
        verdict_as_complete(&compiled.copy(), &json).failing()
    };
    let schools = |facts| complete(SCHOOLS, facts, json!({ "count": 2 }));
    assert_eq!(schools(json!({ "respondent": "lake", "director": "A" })), [""; 0]);
    assert_eq!(schools(json!({ "director": "A" })), ["/facts/respondent"]);
    assert_eq!(schools(json!({ "respondent": "CMR", "director": "A" })), ["/facts/respondent"]);
    assert_eq!(schools(json!({ "country": "CMR", "respondent": "lake", "director": "A" })), ["/facts/country"]);
    let nobody = |facts| complete(NOBODY, facts, json!({ "uses": "no" }));
    assert_eq!(nobody(json!({ "rural": "no" })), [""; 0]);
    assert_eq!(nobody(json!({ "rural": "no", "respondent": "lake" })), ["/facts/respondent"]);
}
