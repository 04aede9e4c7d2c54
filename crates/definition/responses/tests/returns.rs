//! Every answer survives the way through JSON, and every return the way through its text.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

use canevas_diagnostics::Sources;
use canevas_model::{AnswerShape, Model, NonResponse, lower};
use canevas_responses::{
    Answer, AnswerKey, AnswerPath, FactPath, NameAndRole, Response, ResponsePath, ReturnFile, read_return,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", include_str!("every_shape.yaml"));
    let (model, findings) = lower(&sources, id);
    assert!(!findings.deny(), "{findings:?}");
    model.expect("a model")
});

/// Any JSON, with words that the form knows among its keys and texts.
fn any_json() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "yes",
            "no",
            "a",
            "b",
            "other",
            "2024-02-29",
            "2024-02-30",
            "2024-05",
            "nothing_to_report",
            "said",
            "name",
            "role",
            "title",
            "kind",
            "kind.b",
            "title.comment",
            "_row",
            "r1",
            "y2022",
            "",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    let number = prop_oneof![any::<i64>().prop_map(Value::from), any::<f64>().prop_map(Value::from)];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((word.clone(), inner), 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// The keys of every block in order, so that an order that changed is seen.
fn keys_in_order(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            map.iter().flat_map(|(key, value)| [vec![key.clone()], keys_in_order(value)].concat()).collect()
        }
        Value::Array(items) => items.iter().flat_map(keys_in_order).collect(),
        _ => Vec::new(),
    }
}

fn read(text: &str) -> Option<ReturnFile> {
    let mut sources = Sources::default();
    let id = sources.add("r.json", text);
    read_return(&sources, id).0
}

/// Text of JSON, with numbers and spaces as people and tools type them.
fn written(value: &Value, numbers: &mut impl Iterator<Item = String>) -> String {
    match value {
        Value::Number(_) => numbers.next().unwrap_or_else(|| value.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| written(item, numbers)).collect();
            format!("[ {} ]", items.join(","))
        }
        Value::Object(map) => {
            let entries =
                map.iter().map(|(key, value)| format!("{} :{}", Value::String(key.clone()), written(value, numbers)));
            format!("{{\n{}}}", entries.collect::<Vec<_>>().join(" ,\n"))
        }
        other => other.to_string(),
    }
}

fn typed_number() -> impl Strategy<Value = String> {
    "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,12})?([eE][+-]?[0-9]{1,3})?"
}

proptest! {
    #[test]
    fn an_answer_is_written_as_it_was_read(value in any_json()) {
        for question in &MODEL.questions {
            let answer = Answer::read(question, &value);
            let back = answer.to_json();
            prop_assert_eq!(&back, &value, "{}: {:?}", question.id, answer);
            if !matches!(question.shape, AnswerShape::NamesAndRoles { .. }) {
                prop_assert_eq!(keys_in_order(&back), keys_in_order(&value));
            }
            prop_assert_eq!(Answer::read(question, &back), answer);
        }
    }

    #[test]
    fn a_return_is_written_as_it_was_read(
        answers in any_json(), facts in any_json(), unread in any_json(),
        numbers in prop::collection::vec(typed_number(), 0..8)
    ) {
        let head = json!({
            "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft",
            "facts": facts, "answers": answers, "unread": unread,
        });
        let typed = written(&head, &mut std::iter::once("1".to_owned()).chain(numbers));
        // Facts that are no block are findings, but a return may have them.
        let Some(file) = read(&typed) else { return Ok(()) };
        let text = file.to_text();
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(squeezed(&text), squeezed(&typed), "only spaces differ");
        let again = read(&text).expect("what was written can be read");
        prop_assert_eq!(again.response.json(), file.response.json());
        prop_assert_eq!(again.to_text(), text);
        let plain = Response::from_json(file.response.json().clone());
        prop_assert_eq!(read(&plain.to_text()).map(|file| file.response), Some(plain));
    }

    /// The place of a value holds the text of that value, and the place of a key that of the key.
    #[test]
    fn places_show_what_stands_there(answers in prop::collection::vec(("[a-z]{1,6}(\\.[a-z]{1,6})?", any_json()), 0..5)) {
        let answers: Map<String, Value> = answers.into_iter().collect();
        let root = json!({
            "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft",
            "facts": { "country": "CMR" }, "answers": answers,
        });
        let text = written(&root, &mut std::iter::empty());
        let mut sources = Sources::default();
        let id = sources.add("r.json", &text);
        let file = read_return(&sources, id).0.expect("a return");
        let locator = file.locator();
        let at = |span: canevas_diagnostics::Span| &text[span.range()];
        for (key, value) in file.response.keys() {
            let path: ResponsePath = AnswerPath::of_key(&key).into();
            prop_assert_eq!(at(locator.key(&path)), Value::String(key.to_string()).to_string());
            prop_assert_eq!(at(locator.value(&path)), written(value, &mut std::iter::empty()));
            prop_assert_eq!(file.response.value(&path), Some(value));
            for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                prop_assert_eq!(at(locator.item(&path, index)), written(item, &mut std::iter::empty()));
            }
        }
        prop_assert_eq!(at(file.span(&FactPath::fact(FactPath::COUNTRY).into())), "\"CMR\"");
        let missing = AnswerPath::question("nothing_like_it");
        prop_assert_eq!(at(locator.value(&missing.into())), "{");
    }
}

#[test]
fn answers_are_typed_by_their_question() {
    let read = |id: &str, value: Value| Answer::read(MODEL.question(id).expect("a question"), &value);
    assert_eq!(read("plain", json!("x")), Answer::Text("x".to_owned()));
    assert_eq!(
        read("plain", json!({ "said": "nothing_to_report" })),
        Answer::NonResponse(NonResponse::NothingToReport.into())
    );
    assert_eq!(read("plain", json!("")), Answer::Unfit(json!("")));
    assert_eq!(read("so", json!("no")), Answer::YesNo(false));
    assert_eq!(read("choice", json!("other")), Answer::Code("other".to_owned()));
    assert_eq!(read("choice", json!("elsewhere")), Answer::Unfit(json!("elsewhere")));
    assert_eq!(read("choices", json!(["a", "other"])), Answer::Codes(vec!["a".to_owned(), "other".to_owned()]));
    assert_eq!(read("count", json!(3)), Answer::Number(3.into()));
    assert_eq!(read("count", json!("3")), Answer::Unfit(json!("3")));
    assert_eq!(read("day", json!("2024-02-29")).text().as_deref(), Some("2024-02-29"));
    assert!(matches!(read("day", json!("2023-02-29")), Answer::Unfit(_)));
    assert!(matches!(read("month", json!("2024-05")), Answer::Month(_)));
    let person = NameAndRole { name: "A".to_owned(), role: None };
    assert_eq!(read("people", json!([{ "name": "A" }])), Answer::NamesAndRoles(vec![person]));
    let row = vec![
        (AnswerKey::parse("_row"), Answer::Text("r1".to_owned())),
        (AnswerKey::parse("title"), Answer::Text("x".to_owned())),
        (AnswerKey::parse("kind.b"), Answer::Text("y".to_owned())),
        (AnswerKey::parse("unknown"), Answer::Unfit(json!(1))),
    ];
    let rows = json!([{ "_row": "r1", "title": "x", "kind.b": "y", "unknown": 1 }]);
    assert_eq!(read("steps", rows), Answer::Rows(vec![row]));
    assert_eq!(
        read("yearly", json!({ "y2022": "x" })),
        Answer::PerRow(vec![("y2022".to_owned(), Answer::Text("x".to_owned()))])
    );
}

#[test]
fn a_key_that_stands_twice_counts_once() {
    let text = "{ \"canevas\": 1, \"form\": \"f\", \"edition\": 2024, \"language\": \"en\", \"status\": \"draft\",
        \"facts\": {}, \"answers\": { \"a\": 1.50, \"b\": 2, \"a\": 3.0 } }";
    let file = read(text).expect("a return");
    assert_eq!(file.response.answers().map(Map::len), Some(2));
    assert_eq!(file.response.edition().as_deref(), Some("2024"));
    let path: ResponsePath = AnswerPath::question("a").into();
    assert_eq!(&text[file.span(&path).range()], "3.0");
    assert!(file.to_text().contains("\"a\": 3.0,\n    \"b\": 2"), "{}", file.to_text());
}
