//! The parts of a return that have a shape of their own: sign-off, respondent, documents, numbers with their unit, special answers.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

use canevas_diagnostics::{Finding, Sources};
use canevas_model::dates::Day;
use canevas_model::{NonResponse, NonResponseCode};
use canevas_responses::{
    Answer, AnswerKey, CompanionField, Document, DocumentPlace, MemberFault, Quantity, Respondent, RespondentKind,
    ReturnFile, SignOff, read_return,
};
use proptest::prelude::*;
use serde_json::{Number, Value, json};

fn read(text: &str) -> (Option<ReturnFile>, Vec<String>) {
    let mut sources = Sources::default();
    let id = sources.add("CMR.json", text);
    let (file, findings) = read_return(&sources, id);
    let told = |finding: &Finding| {
        let span = finding.primary.span;
        format!("{}: {}", &text[span.range()], finding.message)
    };
    (file, findings.iter().map(told).collect())
}

/// A return with these keys at its end, as the program writes it.
fn with(parts: &Value) -> String {
    let mut all = json!({
        "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft",
        "facts": { "country": "CMR" }, "answers": {},
    });
    all.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    format!("{all:#}\n")
}

fn text() -> impl Strategy<Value = String> {
    "[^\\s\\pC]{1,12}( [^\\s\\pC]{1,6})?"
}

fn day() -> impl Strategy<Value = Day> {
    (1900_i32..2200, 1_u32..13, 1_u32..29)
        .prop_map(|(year, month, day)| Day::parse(&format!("{year:04}-{month:02}-{day:02}")).expect("a day"))
}

/// Any JSON of a few levels, with the keys of the parts among its keys.
fn any_json() -> impl Strategy<Value = Value> {
    let key = prop::sample::select(vec![
        "name", "function", "place", "date", "code", "kind", "title", "address", "file", "value", "unit", "other",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        prop::sample::select(vec!["", " ", "CMR", "country", "2024-05-31", "https://a.b", "a/b", "kg"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..4)
                .prop_map(|all| Value::Object(all.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())),
        ]
    })
}

proptest! {
    #[test]
    fn a_sign_off_is_written_as_it_was_read(
        name in text(), function in prop::option::of(text()), place in prop::option::of(text()), date in prop::option::of(day()),
    ) {
        let sign_off = SignOff { name, function, place, date };
        prop_assert_eq!(SignOff::read(&sign_off.to_json()), Ok(sign_off.clone()));
        let text = with(&json!({ "sign_off": sign_off.to_json() }));
        let (file, findings) = read(&text);
        let file = file.expect("a return");
        prop_assert_eq!(findings, Vec::<String>::new());
        prop_assert_eq!(file.to_text(), text);
        prop_assert_eq!(file.response.sign_off(), Some(sign_off));
    }

    #[test]
    fn a_respondent_is_written_as_it_was_read(code in "[A-Za-z0-9_-]{1,40}", name in prop::option::of(text()), kind in prop::option::of("[a-z]{1,8}")) {
        let kind = kind.filter(|kind| kind != "country");
        let respondent = Respondent {
            code: &code,
            name: name.as_deref(),
            kind: kind.as_deref().map_or(RespondentKind::Country, RespondentKind::Other),
        };
        let json = respondent.to_json();
        prop_assert_eq!(Respondent::read(&json), Ok(respondent));
        let text = with(&json!({ "respondent": json }));
        let (file, findings) = read(&text);
        let file = file.expect("a return");
        prop_assert_eq!(findings, Vec::<String>::new());
        prop_assert_eq!(file.to_text(), text);
        prop_assert_eq!(file.response.respondent(), Some(respondent));
        prop_assert_eq!(file.response.country(), respondent.country_code());
    }

    #[test]
    fn documents_are_written_as_they_were_read(all in prop::collection::vec((text(), "[a-z]{1,9}", any::<bool>()), 1..4)) {
        let documents: Vec<Document> = all
            .into_iter()
            .map(|(title, word, on_web)| Document {
                title,
                place: if on_web { DocumentPlace::Address(format!("https://example.org/{word}")) } else { DocumentPlace::File(format!("{word}.pdf")) },
            })
            .collect();
        let json: Value = documents.iter().map(Document::to_json).collect();
        prop_assert_eq!(Document::read_list(&json), Ok(documents));
    }

    #[test]
    fn a_number_with_its_unit_is_written_as_it_was_read(whole in any::<i64>(), part in -1e9_f64..1e9, unit in "[a-z]{1,5}") {
        for value in [Number::from(whole), Number::from_f64(part).expect("a number")] {
            let quantity = Quantity { value, unit: unit.clone() };
            prop_assert_eq!(Quantity::read(&quantity.to_json()), Ok(quantity));
        }
    }

    #[test]
    fn what_is_read_of_any_value_is_all_of_it(value in any_json()) {
        if let Ok(read) = SignOff::read(&value) {
            prop_assert_eq!(read.to_json(), value.clone());
        }
        if let Ok(read) = Document::read_list(&value) {
            prop_assert_eq!(read.iter().map(Document::to_json).collect::<Value>(), value.clone());
        }
        if let Ok(read) = Quantity::read(&value) {
            prop_assert_eq!(read.to_json(), value.clone());
        }
        if let Ok(read) = Respondent::read(&value) {
            let mut known = value.clone();
            if let Some(known) = known.as_object_mut() {
                known.retain(|key, value| key != "kind" || value != "country");
            }
            prop_assert_eq!(read.to_json(), known);
        }
        let (file, _) = read(&with(&json!({ "sign_off": value.clone(), "respondent": value })));
        prop_assert!(file.is_some());
    }
}

/// Each fault is told once, at the value that it is about.
#[test]
fn faults_of_the_head_are_told_at_their_places() {
    for (parts, faults) in [
        (
            json!({ "sign_off": { "name": "A", "date": "31.05.2024" } }),
            &["\"31.05.2024\": `31.05.2024` is no day such as 2024-05-31"][..],
        ),
        (json!({ "sign_off": { "name": " " } }), &["\" \": `name` is a text that is not empty"]),
        (
            json!({ "respondent": { "code": "../etc" } }),
            &["\"../etc\": `../etc` is no code: up to 40 letters a to z, digits, `-` and `_`"],
        ),
        (json!({ "respondent": { "code": "north", "kind": "region" }, "sign_off": { "name": "A" } }), &[]),
    ] {
        assert_eq!(read(&with(&parts)).1, faults, "{parts}");
    }
    // The reader of the head knows the keys.
    for (parts, part) in [
        (json!({ "sign_off": { "nmae": "A" } }), "did you mean"),
        (json!({ "sign_off": "A" }), "a block of keys such as `name`"),
        (json!({ "respondent": {} }), "needs the key `code`"),
    ] {
        let (file, told) = read(&with(&parts));
        assert!(file.is_some() && !told.is_empty(), "{parts}: {told:?} {part}");
    }
}

fn messages(faults: Vec<MemberFault>) -> Vec<String> {
    faults.into_iter().map(|fault| format!("/{} {}", fault.at.join("/"), fault.message)).collect()
}

#[test]
fn faults_of_values_come_all_at_once() {
    let documents = json!([
        { "title": "A", "address": "https://example.org" },
        { "address": "ftp://example.org", "file": "a.pdf" },
        { "title": "B", "file": "../a.pdf", "bytes": "AAAA" },
        { "title": "C" },
        "D",
    ]);
    assert_eq!(
        messages(Document::read_list(&documents).unwrap_err()),
        [
            "/1 a document needs the key `title`",
            "/1/address `ftp://example.org` is no web address: it starts with https:// or http://",
            "/1 a document has an `address` or a `file`",
            "/2/bytes a document has no key `bytes`; it has `title`, `address`, `file`",
            "/2/file `../a.pdf` is no name of a file alone, without its folder",
            "/3 a document has an `address` or a `file`",
            "/4 a document is an object",
        ]
    );
    // Where other questions name documents, the row of each has a key.
    assert!(Document::read(&json!({ "_row": "r1", "title": "Act", "file": "act.pdf" })).is_ok());
    assert_eq!(messages(Document::read_list(&json!([])).unwrap_err()), ["/ documents are a list that is not empty"]);
    assert_eq!(
        messages(Quantity::read(&json!({ "value": "12" })).unwrap_err()),
        ["/ a number with a unit needs the key `unit`", "/value `value` is a number, without quotes"]
    );
    assert_eq!(messages(Quantity::read(&json!(12)).unwrap_err()), ["/ a number with a unit is an object"]);
}

/// A special answer is a code: the words of the language are three of them.
#[test]
fn a_special_answer_is_any_code() {
    let own = Answer::NonResponse("confidential".into());
    assert_eq!(own.to_json(), json!({ "said": "confidential" }));
    let built_in = NonResponseCode::from(NonResponse::NotAvailable);
    assert_eq!((built_in.word(), built_in.built_in()), ("not_available", Some(NonResponse::NotAvailable)));
    assert_eq!(NonResponseCode::from("confidential").built_in(), None);
}

/// The examples of the guide are what the program reads and writes.
#[test]
fn the_examples_of_the_guide_are_read() {
    let guide = include_str!("../../../../docs/outputs.md");
    let blocks = guide.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut seen = Vec::new();
    for block in blocks {
        let whole = if block.trim_start().starts_with('"') { format!("{{{block}}}") } else { block.to_owned() };
        let value: Value = serde_json::from_str(&whole).expect("JSON");
        let (kind, written) = match (value.get("sign_off"), value.get("respondent"), value.is_array()) {
            (Some(part), ..) => ("sign-off", json!({ "sign_off": SignOff::read(part).expect("a sign-off").to_json() })),
            (_, Some(part), _) => {
                ("respondent", json!({ "respondent": Respondent::read(part).expect("one").to_json() }))
            }
            (.., true) => {
                ("documents", Document::read_list(&value).expect("documents").iter().map(Document::to_json).collect())
            }
            _ if value.get("value").is_some() => {
                ("quantity", Quantity::read(&value).expect("a number with its unit").to_json())
            }
            _ => {
                let keys = value.as_object().expect("members").keys().map(|key| AnswerKey::parse(key));
                let companions: Vec<Option<CompanionField>> = keys.map(|key| key.companion).collect();
                assert_eq!(companions, [None, Some(CompanionField::Unit)]);
                ("number with a unit", value.clone())
            }
        };
        assert_eq!(written, value);
        seen.push(kind);
    }
    assert_eq!(seen, ["number with a unit", "documents", "quantity", "sign-off", "respondent"]);
}
