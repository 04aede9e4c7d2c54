//! The model's verdict of a return and the JSON Schema's are the same, and so are the fields that fail where no hidden
//! question holds an answer. `CANEVAS_CASES` sets how many definitions are tried.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_json_schema::schema_value;
use canevas_model::JsonValue as _;
use canevas_responses::{NON_RESPONSE_KEY, ReturnLine, read_return};
use canevas_tests::compiled::Compiled;
use canevas_tests::fill::fill;
use canevas_tests::paths::cut;
use canevas_tests::program::ask;
use canevas_tests::random::Random;
use canevas_tests::respondents::generate_any;
use canevas_validate::{Failure, FailureKind, Validator, check_return, verdict, verdict_as_complete};
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::Command;

fn cases(default: usize) -> usize {
    std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default)
}

fn compiled(seed: u64) -> (Compiled, Random, String) {
    let mut random = Random::new(seed);
    let generated = generate_any(&mut random);
    let country = random.percent(60).then_some(generated.country);
    let compiled = Compiled::new(&generated.form, country.as_deref())
        .unwrap_or_else(|error| panic!("seed {seed}: {error}\n{}", generated.form));
    (compiled, random, format!("{}\n---\n{}", generated.form, country.unwrap_or_default()))
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::options().build(schema).unwrap_or_else(|error| panic!("{error}"))
}

/// The paths that fail, from a validator's errors.
fn failing(model: &canevas_model::Model, errors: &mut dyn Iterator<Item = ValidationError<'_>>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for error in errors {
        let pointer = error.instance_path().as_str();
        let keys: Vec<String> = match error.kind() {
            ValidationErrorKind::Required { property } => vec![property.as_str().unwrap_or_default().to_owned()],
            ValidationErrorKind::AdditionalProperties { unexpected } => unexpected.clone(),
            ValidationErrorKind::PropertyNames { error } => {
                vec![error.instance().as_str().unwrap_or_default().to_owned()]
            }
            _ => Vec::new(),
        };
        if keys.is_empty() {
            out.insert(cut(model, pointer, None));
        }
        out.extend(keys.iter().map(|key| cut(model, pointer, Some(key))));
    }
    out
}

#[test]
fn verdicts_and_fields_are_those_of_the_schema() {
    let (mut valid, mut complete, mut total, mut fields, mut disagree) = (0, 0, 0, 0, 0);
    for seed in 0..cases(300) as u64 {
        let (compiled, mut random, text) = compiled(seed);
        let copy = compiled.copy();
        let schema = schema_value(&copy, &compiled.model.source_language);
        let validator = validator(&schema);
        for _ in 0..20 {
            let json = fill(&mut random, &copy);
            let mut ours = verdict(&copy, &json);
            // A JSON Schema compares no answers. It names the rules between them under `$comment`.
            let before = ours.failures.len();
            ours.failures.retain(|failure| !matches!(failure.kind, FailureKind::Disagrees(_)));
            disagree += before - ours.failures.len();
            let errors = failing(&compiled.model, &mut validator.iter_errors(&json));
            let paths: BTreeSet<String> = ours.failing().into_iter().collect();
            let say = || {
                format!(
                    "seed {seed}\n{text}\n{}\nverdict: {paths:?}\nschema: {errors:?}",
                    serde_json::to_string_pretty(&json).unwrap_or_default()
                )
            };
            assert_eq!(ours.is_valid(), errors.is_empty(), "{}", say());
            let hidden = ours.failures.iter().any(|failure| failure.kind == FailureKind::Hidden);
            // Something said where nothing can be said is of the wrong kind, and a condition may take it either way.
            let odd = ours.failures.iter().any(|failure| {
                failure.kind == FailureKind::WrongKind
                    && json.pointer(&failure.path.pointer()).is_some_and(|value| value.get(NON_RESPONSE_KEY).is_some())
            });
            if !hidden && !odd {
                assert_eq!(paths, errors, "{}", say());
                fields += 1;
            }
            total += 1;
            valid += usize::from(ours.is_valid());
            complete += usize::from(ours.is_valid() && ours.complete);
        }
    }
    println!(
        "{total} returns, {valid} valid, {complete} of them complete, {fields} compared by field, {disagree} disagree"
    );
    assert!(disagree > 50, "{disagree}");
    // A generator that makes nothing valid, or nothing wrong, would test nothing.
    assert!(complete * 10 > total && (total - valid) * 10 > total, "{complete} and {valid} of {total}");
}

/// What is hidden counts as absent: taking it away changes nothing but that it fails no more.
#[test]
fn hidden_answers_count_as_absent() {
    let mut total = 0;
    for seed in 0..cases(300) as u64 {
        let (compiled, mut random, text) = compiled(seed);
        let copy = compiled.copy();
        for _ in 0..20 {
            let json = fill(&mut random, &copy);
            let before = verdict_as_complete(&copy, &json);
            let is_kind = |kind: &FailureKind| {
                matches!(kind, FailureKind::WrongKind | FailureKind::UnknownKey(_) | FailureKind::UnknownRow(_))
            };
            let (mut hidden, mut others) = (BTreeSet::new(), BTreeSet::new());
            for failure in &before.failures {
                let set = if failure.kind == FailureKind::Hidden { &mut hidden } else { &mut others };
                set.insert(failure.path.pointer());
            }
            if hidden.is_empty() || before.failures.iter().any(|failure| is_kind(&failure.kind)) {
                continue;
            }
            let mut mended = json.clone();
            for path in &hidden {
                remove(&mut mended, path);
            }
            let after = verdict_as_complete(&copy, &mended);
            let after: BTreeSet<String> = after.failing().into_iter().collect();
            assert_eq!(after, others, "seed {seed}\n{text}\n{json:#}\nhidden: {hidden:?}");
            total += 1;
        }
    }
    println!("{total} returns");
    assert!(total > 0);
}

/// Removes what stands at a pointer, and what holds nothing after that (rows of a list stay).
fn remove(json: &mut Value, path: &str) {
    let Some((parent, key)) = path.rsplit_once('/') else { return };
    let Some(Value::Object(object)) = json.pointer_mut(parent) else { return };
    object.shift_remove(key);
    let in_list = parent.rsplit('/').next().is_some_and(|part| part.parse::<usize>().is_ok());
    if object.is_empty() && !in_list && parent != "/answers" {
        remove(json, parent);
    }
}

/// Findings deny exactly the complete returns that are not valid, whatever stands in them.
#[test]
fn findings_deny_what_the_verdict_refuses() {
    for seed in 0..(cases(300) / 3) as u64 {
        let (mut compiled, mut random, text) = compiled(seed);
        for _ in 0..10 {
            let json = fill(&mut random, &compiled.copy());
            let id = compiled.sources.add("returns/CMR.json", format!("{json:#}"));
            let (file, read) = read_return(&compiled.sources, id);
            let file = file.unwrap();
            let found = check_return(&Validator::new(&compiled.copy()), &file, true, &compiled.model.source_language);
            let valid = verdict_as_complete(&compiled.copy(), &json).is_valid();
            assert_eq!(read.deny() || found.deny(), !valid, "seed {seed}\n{text}\n{json:#}\n{found:?}");
            let draft = check_return(&Validator::new(&compiled.copy()), &file, false, &compiled.model.source_language);
            if !verdict(&compiled.copy(), &json).is_valid() {
                assert!(read.deny() || draft.deny(), "seed {seed}\n{text}\n{json:#}\n{draft:?}");
            }
        }
    }
}

/// A return that stands in a line has the verdict of the same return in a file, and where the line says that nothing is found, nothing is.
#[test]
fn a_line_has_the_verdict_of_its_file() {
    let (mut total, mut nothing, mut plain) = (0, 0, 0);
    for seed in 0..(cases(300) / 2) as u64 {
        let (mut compiled, mut random, text) = compiled(seed);
        let language = compiled.model.source_language.clone();
        for _ in 0..20 {
            let json = fill(&mut random, &compiled.copy());
            let line = json.to_string();
            let id = compiled.sources.add("returns/CMR.json", line.clone());
            let (file, read) = read_return(&compiled.sources, id);
            let validator = Validator::new(&compiled.copy());
            total += 1;
            let Some(of_line) = ReturnLine::read(&line) else { continue };
            plain += 1;
            let say = || format!("seed {seed}\n{text}\n{json:#}");
            assert_eq!(of_line.json().to_value(), json, "{}", say());
            assert_eq!(validator.verdict(of_line.json()), validator.verdict(&json), "{}", say());
            for as_complete in [true, false] {
                let own = validator.failures(of_line.json(), as_complete);
                assert_eq!(own, validator.failures(&json, as_complete), "{}", say());
                let found = check_return(&validator, file.as_ref().unwrap(), as_complete, &language);
                let finds_nothing = validator.finds_nothing(of_line.json(), as_complete);
                assert_eq!(finds_nothing, found.is_empty(), "{}\n{found:?}", say());
                assert!(!finds_nothing || read.is_empty(), "{}\n{read:?}", say());
                nothing += usize::from(finds_nothing);
            }
        }
    }
    println!("{total} returns, {plain} plain, {nothing} without a finding");
    // Each plain one was looked at twice.
    assert!(plain * 2 > total && nothing * 10 > total && nothing < 2 * plain, "{nothing} and {plain} of {total}");
}

/// Other validators read the same schemas.
fn agree(command: &mut Command) {
    let (mut schemas, mut instances, mut expected) = (Vec::new(), Vec::new(), Vec::new());
    for seed in 0..(cases(300) / 5).max(40) as u64 {
        let (compiled, mut random, _) = compiled(seed);
        let copy = compiled.copy();
        schemas.push(schema_value(&copy, &compiled.model.source_language));
        for _ in 0..6 {
            let json = fill(&mut random, &copy);
            let only_rules = |failure: &Failure| matches!(failure.kind, FailureKind::Disagrees(_));
            expected.push(verdict(&copy, &json).failures.iter().all(only_rules));
            instances.push(json!([schemas.len() - 1, json]));
        }
    }
    let input = json!({ "schemas": schemas, "cases": instances });
    let output = ask(command, &input.to_string()).unwrap_or_else(|error| panic!("{error}"));
    let verdicts: Vec<bool> = serde_json::from_slice(&output).unwrap();
    assert_eq!(verdicts.len(), expected.len());
    for (index, (theirs, ours)) in verdicts.iter().zip(&expected).enumerate() {
        assert_eq!(theirs, ours, "{}", instances[index]);
    }
    println!("{} returns", expected.len());
}

fn script(name: &str) -> String {
    format!("{}/schema/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn ajv_agrees() {
    agree(Command::new("node").arg(script("ajv_verdicts.mjs")));
}

#[test]
fn python_agrees() {
    agree(Command::new("/usr/bin/python3").arg(script("python_verdicts.py")));
}

/// The same cases come out of the same seed.
#[test]
fn cases_are_reproducible() {
    let export = || canevas_tests::export::export_cases(7, 5, 4).unwrap();
    assert_eq!(export(), export());
}
