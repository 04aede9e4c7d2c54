//! The browser's script and the model agree: the same verdict of a complete return, and the same fields that fail where
//! no hidden question holds an answer. `CANEVAS_CASES` sets how many definitions are tried.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_html::compiled_form;
use canevas_project::FormCopy;
use canevas_responses::{ResponsePath, UNREAD_KEY};
use canevas_tests::compiled::Compiled;
use canevas_tests::fill::fill;
use canevas_tests::program::ask;
use canevas_tests::random::Random;
use canevas_tests::respondents::generate_any;
use canevas_validate::{Failure, FailureKind, FailureSubject, computed, verdict_as_complete};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

const RETURNS: usize = 20;

/// What the script is to say of a return.
struct Expected {
    valid: bool,
    failing: BTreeSet<String>,
    foreign: Vec<String>,
    hidden: bool,
    of_the_form: bool,
    computed: BTreeMap<String, String>,
    told: String,
}

impl Expected {
    /// Paths outside rows that are not the copy's: what stands in such a row is told by the model and left by the form.
    fn at_hand(&self, paths: &BTreeSet<String>) -> BTreeSet<String> {
        let inside = |path: &str| self.foreign.iter().any(|row| path.starts_with(row));
        // Something said where nothing can be said is told at the answer or at its one key.
        let answer = |path: &str| path.strip_suffix("/said").unwrap_or(path).to_owned();
        paths.iter().filter(|path| !inside(path)).map(|path| answer(path)).collect()
    }
}

fn foreign_rows(failures: &[Failure]) -> Vec<String> {
    let rows = failures.iter().filter(|failure| matches!(failure.kind, FailureKind::UnknownRow(_)));
    rows.map(|failure| format!("{}/", failure.path.pointer())).collect()
}

#[test]
fn the_script_says_what_the_model_says() {
    let definitions = std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300);
    let mut given = Vec::new();
    let mut expected: Vec<Vec<Expected>> = Vec::new();
    for seed in 0..definitions {
        let mut random = Random::new(seed);
        let generated = generate_any(&mut random);
        let country = random.percent(60).then_some(generated.country);
        let compiled = Compiled::new(&generated.form, country.as_deref()).unwrap();
        let copy = compiled.copy();
        let cases: Vec<Value> = (0..RETURNS).map(|_| fill(&mut random, &copy)).collect();
        expected.push(
            cases
                .iter()
                .map(|json| {
                    let ours = verdict_as_complete(&copy, json);
                    Expected {
                        valid: ours.is_valid(),
                        failing: ours.failing().into_iter().collect(),
                        foreign: foreign_rows(&ours.failures),
                        // A text beside an option that is not chosen is a hidden answer as well. A word beside fields cannot be
                        // entered; both refuse it, each in its own way.
                        hidden: has_word_beside_fields(json)
                            || ours
                                .failures
                                .iter()
                                .any(|failure| matches!(failure.kind, FailureKind::Hidden | FailureKind::NotChosen)),
                        of_the_form: ours.failures.iter().any(|failure| written_by_the_form(&copy, failure)),
                        computed: copy.clone().with_computed(computed(&copy, json, true)).computed_in_text(),
                        told: format!(
                            "seed {seed}\n{}\n---\n{}\n{json:#}",
                            generated.form,
                            country.as_deref().unwrap_or_default()
                        ),
                    }
                })
                .collect(),
        );
        given.push(json!({ "compiled": compiled_form(&copy), "cases": cases }));
    }
    let said = script(&Value::Array(given));
    let (mut total, mut valid, mut fields, mut sums, mut wrong) = (0, 0, 0, 0, Vec::new());
    for (theirs, ours) in said.iter().flatten().zip(expected.iter().flatten()) {
        if ours.of_the_form {
            continue;
        }
        let failing: BTreeSet<String> =
            theirs["failing"].as_array().unwrap().iter().map(|path| path.as_str().unwrap().to_owned()).collect();
        let agree =
            theirs["complete"] == ours.valid && (ours.hidden || ours.at_hand(&failing) == ours.at_hand(&ours.failing));
        if !agree {
            wrong.push(format!("{}\nscript: {failing:?}\nmodel: {:?}", ours.told, ours.failing));
        }
        let numbers: BTreeMap<String, String> = serde_json::from_value(theirs["computed"].clone()).unwrap();
        if numbers != ours.computed {
            wrong.push(format!("{}\nscript: {numbers:?}\nmodel: {:?}", ours.told, ours.computed));
        }
        sums += numbers.len();
        total += 1;
        valid += usize::from(ours.valid);
        fields += usize::from(!ours.hidden);
    }
    println!("{total} returns, {valid} of them complete, {fields} compared by field, {sums} computed numbers");
    assert!(wrong.is_empty(), "{} of {total} differ; the first:\n{}", wrong.len(), wrong[0]);
    assert!(total * 10 > definitions as usize * RETURNS * 9, "{total}");
    assert!(sums * 10 > total, "{sums} computed numbers");
    // A generator that makes nothing complete, or nothing wrong, would test nothing.
    assert!(valid * 10 > total && (total - valid) * 10 > total, "{valid} of {total}");
}

/// Whether an answer has a word in place of an answer, and an answer too.
fn has_word_beside_fields(json: &Value) -> bool {
    match json {
        Value::Object(members) => {
            (members.contains_key("said") && members.len() > 1) || members.values().any(has_word_beside_fields)
        }
        Value::Array(items) => items.iter().any(has_word_beside_fields),
        _ => false,
    }
}

/// The form writes the head and the facts it knows itself, and looks only at what it asks.
fn written_by_the_form(copy: &FormCopy<'_>, failure: &Failure) -> bool {
    match failure.subject {
        FailureSubject::Fact(fact) => copy.fact(fact).is_some() || matches!(failure.kind, FailureKind::UnknownKey(_)),
        FailureSubject::Head => match &failure.path {
            ResponsePath::Answer(_) => false,
            ResponsePath::Head(key) => **key != *UNREAD_KEY,
            ResponsePath::Fact(fact) => !fact.is_respondent() || matches!(failure.kind, FailureKind::UnknownKey(_)),
            ResponsePath::Whole => true,
        },
        FailureSubject::Question { .. } => false,
    }
}

/// The verdicts of the browser's script, run in Node.
fn script(given: &Value) -> Vec<Vec<Value>> {
    let path = format!("{}/schema/script_verdicts.mjs", env!("CARGO_MANIFEST_DIR"));
    let output = ask(Command::new("node").arg(path), &given.to_string()).unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_slice(&output).unwrap()
}
