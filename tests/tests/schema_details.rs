//! What random definitions do not reach: every day of the calendar, patterns, names of keys, and size.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_json_schema::{schema, schema_value};
use canevas_tests::compiled::Compiled;
use canevas_validate::{verdict, verdict_as_complete};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write as _;

const HEAD: &str = "canevas: 1\nform: demo/form\nedition: 2024\nlanguages: { source: en }\ntitle: A form\n";

fn form(questions: &str) -> Compiled {
    let text = format!("{HEAD}sections:\n  - id: s\n    title: A section\n    questions:\n{questions}");
    Compiled::new(&text, None).unwrap()
}

fn a_return(answers: &Value) -> Value {
    json!({ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "complete",
            "facts": { "country": "TUN" }, "answers": answers })
}

/// Both judge alike; gives the verdict.
fn both(compiled: &Compiled, validator: &jsonschema::Validator, answers: &Value) -> bool {
    let json = a_return(answers);
    let ours = verdict(&compiled.copy(), &json).is_valid();
    assert_eq!(ours, validator.is_valid(&json), "{answers}");
    ours
}

fn validator(compiled: &Compiled) -> jsonschema::Validator {
    let schema = schema_value(&compiled.copy(), &compiled.model.source_language);
    jsonschema::options().build(&schema).unwrap()
}

fn dates() -> Compiled {
    form(
        "      - id: day\n        type: date\n        ask: When?\n      - id: near\n        type: date\n        from: 2019-10-09\n        to: 2100-02-28\n        ask: When?\n      \
         - id: after\n        type: text\n        show_if: day > 2020-02-29\n        ask: What?\n      - id: month\n        type: month\n        from: 1999-09\n        to: 2010-10\n        ask: When?\n",
    )
}

/// Every day that can be written, of years where something is special.
#[test]
fn days_are_those_of_the_calendar() {
    let compiled = dates();
    let validator = validator(&compiled);
    let mut valid = 0;
    for year in [0, 1, 4, 400, 999, 1000, 1200, 1900, 1904, 2000, 2023, 2024, 2096, 2100, 9996, 9999] {
        for month in 0..14 {
            for day in 0..33 {
                valid += usize::from(both(
                    &compiled,
                    &validator,
                    &json!({ "day": format!("{year:04}-{month:02}-{day:02}") }),
                ));
            }
        }
    }
    // Eleven years from 1000, six of them leap years: 1200, 1904, 2000, 2024, 2096, 9996.
    assert_eq!(valid, 11 * 365 + 6);
}

proptest! {
    #[test]
    fn bounds_of_dates_order_like_dates(text in "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-[0-3][0-9]", rest in "[ -~\n]{0,2}") {
        let compiled = dates();
        let validator = validator(&compiled);
        for text in [text.clone(), format!("{text}{rest}")] {
            both(&compiled, &validator, &json!({ "near": text }));
            both(&compiled, &validator, &json!({ "day": text, "after": "x" }));
            both(&compiled, &validator, &json!({ "month": text.get(..7) }));
        }
    }

    #[test]
    fn addresses_are_judged_alike(email in "[a-z!.@ \n+é-]{1,12}@[a-z.@\n-]{1,8}", url in "(http|https|ftp)://[a-z \t\r\n.é]{0,6}") {
        let compiled = form("      - id: mail\n        type: email\n        ask: Where?\n      - id: web\n        type: url\n        ask: Where?\n");
        let validator = validator(&compiled);
        both(&compiled, &validator, &json!({ "mail": email }));
        both(&compiled, &validator, &json!({ "web": url }));
    }
}

#[test]
fn something_said_has_no_bounds() {
    let compiled = form(
        "      - id: mail\n        type: email\n        required: true\n        can_say: [not_available]\n        ask: Where?\n",
    );
    let validator = validator(&compiled);
    assert!(both(&compiled, &validator, &json!({ "mail": { "said": "not_available" } })));
    assert!(!both(&compiled, &validator, &json!({ "mail": { "said": "nothing_to_report" } })));
    assert!(!both(&compiled, &validator, &json!({})));
}

/// "None of these" alone answers a question that asks for two at least.
#[test]
fn an_exclusive_option_stands_alone() {
    let compiled = form(
        "      - id: q\n        type: multiple_choice\n        at_least: 2\n        ask: Which?\n        choices: { a: A, b: B, none: { label: None, exclusive: true } }\n",
    );
    let validator = validator(&compiled);
    for (answer, valid) in
        [(json!(["none"]), true), (json!(["a"]), false), (json!(["a", "b"]), true), (json!(["a", "none"]), false)]
    {
        assert_eq!(both(&compiled, &validator, &json!({ "q": answer })), valid, "{answer}");
    }
}

/// A schema uses nothing that validators disagree on.
#[test]
fn only_what_validators_agree_on() {
    fn walk(value: &Value, path: &str) {
        match value {
            Value::Object(object) => {
                for key in ["format", "multipleOf", "$dynamicRef", "unevaluatedProperties"] {
                    assert!(!object.contains_key(key) || path.ends_with("properties"), "{path}/{key}");
                }
                if let Some(pattern) = object.get("pattern").and_then(Value::as_str) {
                    for part in [r"\s", r"\d", r"\w", r"\p", r"\b", "(?=", "(?!", "(?<"] {
                        assert!(!pattern.contains(part), "{path}: {pattern}");
                    }
                    let guarded = object.get("not").and_then(|not| not.get("pattern")).is_some();
                    assert!(!pattern.ends_with('$') || guarded, "{path}: {pattern}");
                }
                object.iter().for_each(|(key, value)| walk(value, &format!("{path}/{key}")));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, path)),
            Value::Number(number) => {
                assert!(number.as_f64().is_some_and(|number| number.abs() < 9_007_199_254_740_992.0), "{path}");
            }
            _ => {}
        }
    }
    for seed in 0..60 {
        let generated = canevas_tests::generate::generate(&mut canevas_tests::random::Random::new(seed));
        let compiled = Compiled::new(&generated.form, None).unwrap();
        walk(&schema_value(&compiled.copy(), &compiled.model.source_language), "");
    }
    walk(&schema_value(&dates().copy(), &dates().model.source_language), "");
}

/// Four times the questions give about four times the schema, and each is judged.
#[test]
fn the_schema_grows_with_the_questions() {
    let build = |count: usize| {
        let mut questions = String::new();
        for index in 0..count {
            let condition = if index > 0 { format!("        show_if: q{} = yes\n", index - 1) } else { String::new() };
            let _ = writeln!(
                questions,
                "      - id: q{index}\n        type: yes_no\n        required: true\n{condition}        ask: Is it so?"
            );
        }
        let compiled = form(&questions);
        let answers: serde_json::Map<String, Value> =
            (0..count).map(|index| (format!("q{index}"), "yes".into())).collect();
        let json = a_return(&answers.into());
        let bytes = schema(&compiled.copy(), &compiled.model.source_language).bytes.len();
        assert!(verdict(&compiled.copy(), &json).is_valid());
        assert_eq!(verdict_as_complete(&compiled.copy(), &a_return(&json!({}))).failures.len(), 1);
        bytes
    };
    let (small, large) = (build(2_500), build(10_000));
    assert!(large < small * 5, "{small} and {large} bytes");
}
