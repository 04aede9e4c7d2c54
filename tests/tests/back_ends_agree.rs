//! What a copy asks, and under which condition, reads the same in the form and in the Word file. Both have the same boxes, and the
//! JSON Schema has a place for each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use canevas_compiler::diagnostics::Level;
use canevas_compiler::{Built, Edition, Request};
use canevas_tests::editions::read_edition;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// The form and the text of the Word file of a copy.
fn outputs(country: bool) -> (String, String) {
    let built = built("back-ends");
    let folder = if country { "CMR/" } else { "blank/" };
    (built_text(&built, folder, "form.html"), built_text(&built, folder, "questionnaire.en.docx.txt"))
}

/// The files of a case.
fn built(case: &str) -> Vec<Built> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(case);
    let edition = Edition::read(&read_edition(&folder));
    let denied = edition.findings.iter().filter(|finding| finding.level == Level::Deny);
    let denied: Vec<&str> = denied.map(|finding| &*finding.message).collect();
    assert!(denied.is_empty(), "{denied:#?}");
    edition.build(&Request::default())
}

fn built_text(built: &[Built], folder: &str, ending: &str) -> String {
    let found = built.iter().find(|built| built.path.contains(folder) && built.path.ends_with(ending));
    let built = found.unwrap_or_else(|| panic!("there is no {ending} in {folder}"));
    String::from_utf8(built.bytes.clone()).unwrap()
}

/// The conditions in words of a form.
fn conditions(page: &str) -> BTreeSet<String> {
    let page = page.split("<script type=\"application/json\"").next().unwrap();
    let parts = page.split("class=\"if\"").skip(1).map(|part| part.split_once('>').unwrap().1);
    parts.map(|part| part.split('<').next().unwrap().replace("&quot;", "\"").replace("&#x27;", "'")).collect()
}

#[test]
fn every_condition_of_the_form_is_in_the_word_file() {
    for (country, count) in [(false, 8), (true, 6)] {
        let (page, word) = outputs(country);
        let conditions = conditions(&page);
        assert!(conditions.len() >= count, "{conditions:#?}");
        // The text of the Word file breaks its lines.
        let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let word = joined(&word);
        for condition in &conditions {
            assert!(word.contains(&joined(condition)), "the Word file lacks: {condition}");
        }
        // Both halves of a condition, and nothing of what the copy knows.
        assert!(conditions.iter().any(|text| text.contains(" and ")), "{conditions:#?}");
        assert_eq!(conditions.iter().any(|text| text.contains("a member")), !country, "{conditions:#?}");
    }
}

#[test]
fn what_a_copy_never_asks_stands_in_neither() {
    let (page, word) = outputs(true);
    let visible = page.split("<script type=\"application/json\"").next().unwrap();
    for text in ["A silent question", "A silent note", "A silent heading", "Under the heading", "A hidden question"] {
        assert!(!visible.contains(text) && !word.contains(text), "{text}");
    }
    for text in ["Members skip this.", "This section is for other countries."] {
        assert!(visible.contains(text) && word.contains(text), "{text}");
    }
    let (page, word) = outputs(false);
    for text in ["A silent question", "A silent note", "A silent heading", "Under the heading", "A hidden question"] {
        assert!(page.contains(text) && word.contains(text), "{text}");
    }
}

/// The boxes of the form: the place of each answer, `place~word` for one in place of an answer.
fn boxes_of_the_form(page: &str) -> BTreeSet<String> {
    let page = page.split("<script type=\"application/json\"").next().unwrap();
    let tags =
        page.split('<').filter(|tag| ["input ", "textarea ", "select "].iter().any(|name| tag.starts_with(name)));
    let value = |tag: &str, key: &str| {
        let (_, rest) = tag.split('>').next().unwrap().split_once(&format!(" {key}=\""))?;
        Some(rest.split('"').next().unwrap().to_owned())
    };
    let place = |tag: &str| {
        let name = value(tag, "name")?.strip_prefix("answers/")?.replace("/{i}", "");
        Some(value(tag, "data-said").map_or_else(|| name.clone(), |said| format!("{name}~{said}")))
    };
    tags.filter_map(place).collect()
}

/// The boxes of a Word file, read from its text.
fn boxes_of_the_word_file(text: &str) -> BTreeSet<String> {
    let in_brackets = text.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0));
    let places = in_brackets.filter_map(|inner| match inner.split_once(": ") {
        Some(("rows", _)) => None,
        Some((_, place)) => Some(place),
        None => Some(inner.split('=').next().unwrap()),
    });
    let is_place =
        |place: &str| place.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_./~".contains(c));
    // The table of rows is no box, and the country of a blank copy is no answer.
    places.filter(|place| is_place(place) && !["table", "country"].contains(place)).map(str::to_owned).collect()
}

/// The places of a JSON Schema.
fn places_of_the_schema(text: &str) -> BTreeSet<String> {
    fn walk(kind: &Value, defs: &Value, place: &str, out: &mut BTreeSet<String>) {
        if let Some(name) = kind["$ref"].as_str() {
            return walk(&defs[name.rsplit('/').next().unwrap()], defs, place, out);
        }
        let parts = [&kind["then"], &kind["else"]].into_iter().chain(kind["anyOf"].as_array().into_iter().flatten());
        let parts: Vec<&Value> = parts.filter(|part| part.is_object()).collect();
        if let Some(said) = kind["properties"]["said"]["oneOf"].as_array() {
            out.extend(said.iter().map(|said| format!("{place}~{}", said["const"].as_str().unwrap())));
        } else if !parts.is_empty() {
            for part in parts {
                walk(part, defs, place, out);
            }
        } else if let Some(properties) = kind["properties"].as_object() {
            for (key, kind) in properties.iter().filter(|(key, _)| *key != "_row") {
                let place = if place.is_empty() { key.clone() } else { format!("{place}/{key}") };
                walk(kind, defs, &place, out);
            }
        } else if kind["items"]["properties"].is_object() {
            walk(&kind["items"], defs, place, out);
        } else {
            out.insert(place.to_owned());
        }
    }
    let schema: Value = serde_json::from_str(text).unwrap();
    let mut out = BTreeSet::new();
    walk(&schema["$defs"]["answers"], &schema["$defs"], "", &mut out);
    out
}

#[test]
fn form_word_file_and_schema_have_the_same_boxes() {
    for case in ["boxes/cs", "boxes/tables", "boxes/beside", "back-ends"] {
        let built = built(case);
        let form = boxes_of_the_form(&built_text(&built, "blank/", "form.html"));
        let word = boxes_of_the_word_file(&built_text(&built, "blank/", "questionnaire.en.docx.txt"));
        let schema = places_of_the_schema(&built_text(&built, "blank/", "return.en.schema.json"));
        let differ = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
            one.symmetric_difference(other).cloned().collect()
        };
        assert_eq!(differ(&form, &word), [""; 0], "{case}: the form and the Word file");
        assert_eq!(differ(&form, &schema), [""; 0], "{case}: the form and the schema");
        let beside = |sign: char| form.iter().filter(|place| place.contains(sign)).count();
        assert!(case == "back-ends" || (beside('~') > 5 && beside('.') > 3), "{case}: {form:#?}");
    }
}
