//! The form's script and this program merge copies into the same draft, and no text of a copy is lost. `CANEVAS_CASES` sets how
//! many definitions are tried.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_html::compiled_form;
use canevas_merge::{FilledCopy, merge};
use canevas_model::AnswerShape;
use canevas_project::FormCopy;
use canevas_responses::{Response, is_blank};
use canevas_tests::compiled::Compiled;
use canevas_tests::fill::fill;
use canevas_tests::program::ask;
use canevas_tests::random::Random;
use canevas_tests::respondents::generate_any;
use serde_json::{Map, Value, json};
use std::process::Command;

/// How many times the copies of each definition are merged.
const MERGES: usize = 50;
/// From how many random returns the copies of each definition are made.
const RETURNS: usize = 12;

#[test]
fn the_script_merges_as_the_program_does() {
    let definitions = std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200);
    let (mut given, mut ours) = (Vec::new(), Vec::new());
    for seed in 0..definitions {
        let mut random = Random::new(seed);
        let generated = generate_any(&mut random);
        let country = random.percent(60).then_some(generated.country);
        let compiled = Compiled::new(&generated.form, country.as_deref()).unwrap();
        let copy = compiled.copy();
        let language = &compiled.model.source_language;
        let mut form = compiled_form(&copy);
        for language in compiled.model.languages() {
            form["languages"][language.tag()] =
                json!({ "facts": copy.facts_in(language), "texts": copy.texts_digest(language) });
        }
        let mut returns: Vec<Value> = (0..RETURNS).map(|_| fill(&mut random, &copy)).collect();
        returns.iter_mut().for_each(within_reach);
        let cases: Vec<Vec<(String, Value)>> = (0..MERGES).map(|_| copies(&mut random, &copy, &returns)).collect();
        for case in &cases {
            let responses: Vec<Response> = case.iter().map(|(_, json)| Response::from_json(json.clone())).collect();
            let filled: Vec<FilledCopy<'_>> =
                case.iter().zip(&responses).map(|((name, _), response)| FilledCopy { name, response }).collect();
            let merged = merge(&copy, language, &filled);
            let told = format!(
                "seed {seed}\n{}\n---\n{}\n{}",
                generated.form,
                country.as_deref().unwrap_or_default(),
                case.iter().map(|(name, json)| format!("{name}: {json}\n")).collect::<String>()
            );
            lost(&copy, case, merged.response.json(), &told);
            nameless(case, merged.response.json(), &told);
            ours.push((told, merged));
        }
        given.push(json!({ "compiled": form, "tag": language.tag(), "cases": cases }));
    }
    let theirs = script(&Value::Array(given));
    let theirs: Vec<&Value> = theirs.iter().flatten().collect();
    assert_eq!(theirs.len(), ours.len());
    let mut differ = Vec::new();
    let mut with_differences = 0;
    for (theirs, (told, ours)) in theirs.into_iter().zip(&ours) {
        with_differences += usize::from(!ours.differences.is_empty());
        let (mut left, mut right) = (theirs.clone(), ours.response.json().clone());
        for side in [&mut left, &mut right] {
            side.as_object_mut().unwrap().shift_remove("made_by");
            plain_numbers(side);
        }
        if left != right {
            differ.push(format!("{told}\nscript: {left}\nprogram: {right}"));
        }
    }
    let total = ours.len();
    println!("{total} merges, {with_differences} of them with answers that differ");
    assert!(differ.is_empty(), "{} of {total} differ; the first:\n{}", differ.len(), differ[0]);
    // Copies that always agree, or never, would test little.
    assert!(with_differences * 4 > total && (total - with_differences) * 50 > total, "{with_differences} of {total}");
}

/// Copies of a common draft: each has more answers, fewer, and other ones, and texts that wait.
fn copies(random: &mut Random, copy: &FormCopy<'_>, returns: &[Value]) -> Vec<(String, Value)> {
    let draft = random.pick(returns);
    let count = 2 + random.below(3);
    let changes = *random.pick(&[5, 15, 40]);
    (0..count)
        .map(|index| {
            let (mut json, other) = (draft.clone(), random.pick(returns));
            if let Some(answers) = json["answers"].as_object_mut() {
                answers.retain(|_, _| !random.percent(10));
                for (key, value) in other["answers"].as_object().into_iter().flatten() {
                    if random.percent(changes) {
                        answers.insert(key.clone(), value.clone());
                    }
                }
            }
            if random.percent(10) && json["facts"].is_object() {
                json["facts"]["elsewhere"] = "in another form".into();
            }
            if random.percent(15) {
                say_fact_otherwise(random, copy, &mut json);
            }
            if random.percent(20) {
                json["unread"] = Value::Object(unread(random, copy, other));
            }
            if random.percent(20) {
                json["sign_off"] = json!({ "name": format!("Person {}", random.below(3)), "place": "Here" });
            }
            if random.percent(20) {
                unplaced(random, copy, &mut json);
            }
            // Two ministries may give their files the same name.
            let name = if random.percent(10) { "copy.json".to_owned() } else { format!("{index} health.json") };
            (name, json)
        })
        .collect()
}

/// Says a fact otherwise, which the copy may know: a person may have edited the file.
fn say_fact_otherwise(random: &mut Random, copy: &FormCopy<'_>, json: &mut Value) {
    let ids: Vec<&str> = copy.model.facts.iter().map(|fact| fact.id.as_str()).collect();
    let value: Value = match random.below(3) {
        0 => random.below(3).into(),
        1 => format!("Otherwise {}", random.below(3)).into(),
        _ => "yes".into(),
    };
    if ids.is_empty() {
        return;
    }
    match json.get_mut("facts").and_then(|facts| facts.get_mut(*random.pick(&ids))) {
        Some(Value::Object(rows)) => {
            let fields = rows.values_mut().filter_map(Value::as_object_mut).flat_map(|row| row.values_mut());
            let mut fields: Vec<&mut Value> = fields.collect();
            if !fields.is_empty() {
                let index = random.below(fields.len());
                *fields[index] = value;
            }
        }
        Some(held) => *held = value,
        None => {}
    }
}

/// Puts values that are no texts where the form does not ask for them.
fn unplaced(random: &mut Random, copy: &FormCopy<'_>, json: &mut Value) {
    let value = match random.below(3) {
        0 => json!({ "said": "confidential" }),
        1 => json!([{ "title": "Law", "file": format!("{}.pdf", random.below(3)) }]),
        _ => json!({ "value": random.below(3), "unit": "kg" }),
    };
    let questions: Vec<_> = copy.model.questions.iter().filter(|question| question.takes_answer()).collect();
    if questions.is_empty() || random.percent(20) {
        json["answers"]["docs"] = value;
        return;
    }
    let question = random.pick(&questions);
    let answers = &mut json["answers"];
    let first = answers.get_mut(question.id.as_str()).and_then(|rows| rows.get_mut(0)).and_then(Value::as_object_mut);
    match (first, question.fields.first()) {
        (Some(first), Some(field)) => drop(first.insert(field.id.to_string(), value)),
        _ => answers[question.id.as_str()] = value,
    }
}

/// Texts that wait, at places that the form has and at others.
fn unread(random: &mut Random, copy: &FormCopy<'_>, other: &Value) -> Map<String, Value> {
    let questions: Vec<_> = copy.model.questions.iter().filter(|question| question.takes_answer()).collect();
    let mut texts = Map::new();
    if questions.is_empty() {
        return texts;
    }
    for _ in 0..=random.below(4) {
        let question = random.pick(&questions);
        let mut key = format!("/{}", question.id);
        if let Some(rows) = question.for_each {
            let rows: Vec<String> = copy.rows(rows).into_iter().map(|row| row.key).collect();
            if !rows.is_empty() && random.percent(85) {
                key = format!("{key}/{}", random.pick(&rows));
            }
        }
        let fields: Vec<&str> = match &question.shape {
            AnswerShape::NamesAndRoles { .. } => vec!["name", "role"],
            _ => question.fields.iter().map(|field| field.id.as_str()).collect(),
        };
        if matches!(question.shape, AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. }) && random.percent(90)
        {
            key = format!("{key}/{}", random.below(4));
        }
        if !fields.is_empty() && random.percent(80) {
            key = format!("{key}/{}", random.pick(&fields));
        }
        if random.percent(5) {
            key.clear();
            key += *random.pick::<&str>(&["/nowhere", "/facts/start", "/facts/country", "no path"]);
        }
        let suffix: &str = random.pick::<&str>(&["", "", "", " (labour.json)", " (labour.json)", " (set aside)"]);
        key += suffix;
        let answers = other["answers"].as_object();
        let answer = answers.and_then(|answers| answers.get(question.id.as_str()));
        let answer = answer.map(|answer| answer.as_str().map_or_else(|| answer.to_string(), str::to_owned));
        let text = match random.below(6) {
            0 => "2024-3-5".to_owned(),
            1 => "7".to_owned(),
            2 => r#"{"said":"not_available"}"#.to_owned(),
            3 => answer.unwrap_or_else(|| "no".to_owned()),
            _ => format!("about {}", random.below(100)),
        };
        texts.insert(key, text.into());
    }
    texts
}

/// Fails if a text or number of a copy is nowhere in the merged draft.
fn lost(copy: &FormCopy<'_>, copies: &[(String, Value)], merged: &Value, told: &str) {
    let mut kept = String::new();
    // What the copy knows itself, it may say in another language.
    for language in copy.model.languages() {
        leaves(&copy.facts_in(language).into(), &mut |leaf| kept.extend(["\0", leaf]));
    }
    for part in ["facts", "answers", "unread", "sign_off"] {
        leaves(&merged[part], &mut |leaf| kept.extend(["\0", leaf]));
    }
    for (name, json) in copies {
        for part in ["facts", "answers", "unread", "sign_off"] {
            let Some(held) = json.get(part) else { continue };
            leaves(held, &mut |leaf| {
                // A text that shows nothing is no answer.
                assert!(
                    is_blank(leaf)
                        || kept.contains(leaf)
                        || kept.contains(&in_two_digits(leaf))
                        // Where several values wait in one text, each stands as a file has it.
                        || kept.contains(Value::from(leaf).to_string().trim_matches('"')),
                    "{name}: “{leaf}” is lost\n{told}\nmerged: {merged}"
                );
            });
        }
    }
}

/// Fails if a text waits without the name of its file, although other answers wait beside it, or the answer of another copy counts
/// there.
fn nameless(copies: &[(String, Value)], merged: &Value, told: &str) {
    let unread = &merged["unread"];
    for (key, text) in unread.as_object().into_iter().flatten() {
        let Some(question) = key.strip_prefix('/').filter(|rest| !rest.contains(['/', ' '])) else { continue };
        let mut holders = copies.iter().map(|(_, copy)| copy).filter(|copy| copy["unread"].get(key) == Some(text));
        let Some(holder) = holders.next() else { continue };
        let (beside, aside) = (format!("{key} ("), format!("{key} (set aside"));
        let mut keys = unread.as_object().into_iter().flat_map(Map::keys);
        let waits = keys.any(|other| other.starts_with(&beside) && !other.starts_with(&aside));
        let said = &merged["answers"][question];
        let is_of_another = copies.iter().any(|(_, copy)| !said.is_null() && copy["answers"][question] == *said);
        let counts = is_of_another && holder["answers"][question].is_null();
        assert!(!waits && !counts, "{key}: {text} has no sender\n{told}\nmerged: {merged}");
    }
}

/// A date as an answer has it: `2024-03-05` for `2024-3-5`.
fn in_two_digits(date: &str) -> String {
    let parts: Vec<String> =
        date.split('-').map(|part| if part.len() == 1 { format!("0{part}") } else { part.to_owned() }).collect();
    parts.join("-")
}

/// Calls `each` with every text, number and other simple value. A text may hold a value as JSON.
fn leaves(value: &Value, each: &mut dyn FnMut(&str)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| leaves(item, each)),
        Value::Object(members) => {
            for (_, value) in members.iter().filter(|(key, _)| *key != "_row") {
                leaves(value, each);
            }
        }
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            Ok(inner @ (Value::Array(_) | Value::Object(_) | Value::Number(_))) => leaves(&inner, each),
            _ => each(text.trim()),
        },
        Value::Number(number) => each(&number.as_f64().unwrap_or_default().to_string()),
        Value::Null | Value::Bool(_) => each(&value.to_string()),
    }
}

/// A browser rounds whole numbers that are larger than the largest one that JSON readers agree on; this program keeps them.
fn within_reach(value: &mut Value) {
    const MOST: f64 = 9_007_199_254_740_991.0;
    match value {
        Value::Number(number) if number.as_f64().is_some_and(|number| number.abs() > MOST) => *value = MOST.into(),
        Value::Array(items) => items.iter_mut().for_each(within_reach),
        Value::Object(members) => members.values_mut().for_each(within_reach),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Numbers as a browser has them: 2.0 is 2.
fn plain_numbers(value: &mut Value) {
    match value {
        Value::Number(number) => *value = number.as_f64().unwrap_or_default().into(),
        Value::Array(items) => items.iter_mut().for_each(plain_numbers),
        Value::Object(members) => members.values_mut().for_each(plain_numbers),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// What the form's script makes of the copies, run in Node.
fn script(given: &Value) -> Vec<Vec<Value>> {
    let path = format!("{}/schema/script_merges.mjs", env!("CARGO_MANIFEST_DIR"));
    let output = ask(Command::new("node").arg(path), &given.to_string()).unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_slice(&output).unwrap()
}
