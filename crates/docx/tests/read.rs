//! Filled documents read back: as Word leaves them, and after what happens to them on the way.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::Options;
use canevas_docx::read::{Channel, ReadError, ReadReturn, answers, read};
use canevas_inputs::{Catalogues, Copy};
use canevas_model::Language;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use support::{EVERYTHING, country, cut, file, made, model, parts, put, unwrap};

const KNOWN: &str = include_str!("forms/everything/countries/CMR.yaml");

const FILLS: &[(&str, usize, &str)] = &[
    ("a_text", 0, "A & B < C \"d\" 'e' العربية 😀"),
    ("a_text.comment", 0, "un\n\ndeux\n- trois"),
    ("a_yes_no=yes", 0, "x"),
    ("a_single_choice", 0, "Autre"),
    ("a_single_choice.other", 0, "tout autre chose"),
    ("a_country", 0, "Cameroun"),
    ("a_rating", 0, "Assez bien"),
    ("a_multiple_choice=first", 0, "x"),
    ("a_multiple_choice=other", 0, "x"),
    ("a_multiple_choice.other", 0, "une précision"),
    ("an_integer", 0, "42"),
    ("a_decimal", 0, "1,5"),
    ("a_date", 0, "1er mars 2023"),
    ("a_month", 0, "juin 2022"),
    ("a_year", 0, "2021"),
    ("some_names~nothing_to_report", 0, "x"),
    ("a_group/person", 0, "Ada"),
    ("a_group/known=no", 0, "x"),
    ("some_rows/title", 0, "étape une"),
    ("some_rows/areas=two", 0, "x"),
    ("some_rows/title", 1, "étape deux"),
    ("wide_rows/title", 0, "projet"),
    ("wide_rows/amount", 0, "3,25"),
    ("wide_rows/text", 1, "seulement un texte"),
    ("per_fact/first", 0, "du texte"),
    ("per_fact/second~not_available", 0, "x"),
    ("per_year/y2022", 0, "7"),
    ("per_entry/one/count", 0, "3"),
    ("per_entry/two/note", 0, "une note"),
    ("per_entry/two/kind=north", 0, "x"),
    ("only_later", 0, "la suite"),
];

fn expected() -> Value {
    json!({
        "a_text": "A & B < C \"d\" 'e' العربية 😀",
        "a_text.comment": "un\n\ndeux\n- trois",
        "a_yes_no": "yes",
        "a_single_choice": "other",
        "a_single_choice.other": "tout autre chose",
        "a_country": "CMR",
        "a_rating": "fair",
        "a_multiple_choice": ["first", "other"],
        "a_multiple_choice.other": "une précision",
        "an_integer": 42,
        "a_decimal": 1.5,
        "a_date": "2023-03-01",
        "a_month": "2022-06",
        "a_year": 2021,
        "some_names": { "said": "nothing_to_report" },
        "a_group": { "person": "Ada", "known": "no" },
        "some_rows": [{ "_row": "r1", "title": "étape une", "areas": ["two"] }, { "_row": "r2", "title": "étape deux" }],
        "wide_rows": [{ "_row": "r1", "title": "projet", "amount": 3.25 }, { "_row": "r2", "text": "seulement un texte" }],
        "per_fact": { "first": "du texte", "second": { "said": "not_available" } },
        "per_year": { "y2022": 7 },
        "per_entry": { "one": { "count": 3 }, "two": { "note": "une note", "kind": ["north"] } },
        "only_later": "la suite",
    })
}

/// The known copy, filled, changed, and read.
fn after(change: impl Fn(&mut BTreeMap<String, String>)) -> ReadReturn {
    let model = model(EVERYTHING);
    let known = country(&model, KNOWN);
    let (bytes, _) = made(&model, Some(&known), "fr", &Options::default());
    let mut parts = parts(&bytes);
    let document = parts.get_mut("word/document.xml").unwrap();
    for (tag, nth, text) in FILLS {
        put(document, tag, *nth, text);
    }
    change(&mut parts);
    let opened = read(&file(&parts)).unwrap();
    let catalogues = Catalogues::new();
    let copy = Copy::new(&model, Some(&known), &catalogues);
    answers(&opened, &copy, &Language::new("fr").unwrap())
}

fn document(parts: &mut BTreeMap<String, String>) -> &mut String {
    parts.get_mut("word/document.xml").unwrap()
}

/// The answers are as expected; else those that differ are told.
fn right(read: &ReadReturn) {
    let expected = expected();
    let found = read.json["answers"].as_object().unwrap();
    let names: BTreeSet<&String> = expected.as_object().unwrap().keys().chain(found.keys()).collect();
    let wrong: Vec<_> = names
        .into_iter()
        .filter(|name| found.get(*name) != expected.get(*name))
        .map(|name| (name, found.get(name), expected.get(name)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{:#?}\n{:#?}", read.report.warnings, read.report.stray);
}

fn holds(read: &ReadReturn) {
    right(read);
    assert_eq!(read.json.get("unread"), None);
    assert_eq!(read.report.stray, [], "stray");
}

#[test]
fn as_word_leaves_it() {
    let read = after(|_| ());
    holds(&read);
    assert!(read.report.fields.iter().all(|field| field.channel == Channel::Tag));
    assert_eq!(read.report.missing, Vec::<String>::new());
    assert_eq!(read.report.warnings, Vec::<String>::new());
    assert_eq!(read.json["facts"]["country"], "CMR");
}

#[test]
fn without_tags() {
    let read = after(|parts| cut(document(parts), "<w:tag ", "/>"));
    holds(&read);
    assert!(read.report.fields.iter().any(|field| field.channel == Channel::Xpath));
}

#[test]
fn without_controls() {
    let read = after(|parts| unwrap(document(parts)));
    holds(&read);
    assert!(read.report.fields.iter().any(|field| field.channel == Channel::Bookmark));
}

#[test]
fn without_repeating_sections() {
    holds(&after(|parts| {
        let text = document(parts).replace("<w15:repeatingSection/>", "").replace("<w15:repeatingSectionItem/>", "");
        *document(parts) = text;
    }));
}

#[test]
fn without_controls_bookmarks_and_xml() {
    let read = after(|parts| {
        unwrap(document(parts));
        cut(document(parts), "<w:bookmarkStart ", "/>");
        cut(document(parts), "<w:bookmarkEnd ", "/>");
        parts.retain(|name, _| !name.starts_with("customXml"));
    });
    holds(&read);
}

#[test]
fn labels_lightly_edited() {
    let read = after(|parts| {
        unwrap(document(parts));
        cut(document(parts), "<w:bookmarkStart ", "/>");
        let text = document(parts).replace("Quelle année", "Quelle année svp");
        *document(parts) = text;
    });
    right(&read);
    assert!(read.report.stray.iter().any(|stray| stray.text.contains("svp")), "{:?}", read.report.stray);
}

#[test]
fn text_outside_of_controls_is_told() {
    let read = after(|parts| {
        let text = document(parts).replacen("Et la suite", "Et la suite voir annexe", 1);
        *document(parts) = text.replacen(
            "<w:p><w:pPr><w:pStyle w:val=\"Remarks\"/></w:pPr>",
            "<w:p><w:pPr><w:pStyle w:val=\"Remarks\"/></w:pPr><w:r><w:t>Libre propos</w:t></w:r>",
            1,
        );
    });
    right(&read);
    let texts: Vec<&str> = read.report.stray.iter().map(|stray| stray.text.as_str()).collect();
    assert_eq!(texts, ["voir annexe", "Libre propos"]);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let read = after(|parts| {
        let text = document(parts).replacen(
            "<w:t xml:space=\"preserve\">la suite</w:t></w:r>",
            "<w:t>la </w:t></w:r><w:del><w:r><w:delText>fin</w:delText></w:r></w:del><w:ins><w:r><w:t>suite</w:t></w:r></w:ins>",
            1,
        );
        *document(parts) = text;
    });
    holds(&read);
    assert_eq!(read.report.warnings.len(), 1);
}

#[test]
fn prompts_are_no_answers() {
    let read = after(|parts| put(document(parts), "only_later", 0, "avant Cliquez ici pour répondre."));
    assert!(!read.json["answers"]["only_later"].as_str().unwrap().is_empty());
    let long = "mot ".repeat(5000);
    let read = after(|parts| put(document(parts), "only_later", 0, &long));
    assert_eq!(read.json["answers"]["only_later"], long.trim());
}

#[test]
fn what_has_no_shape_is_kept() {
    let read = after(|parts| {
        put(document(parts), "a_date", 0, "mi-mai");
        put(document(parts), "a_yes_no=no", 0, "x");
        put(document(parts), "an_integer", 0, "1.234");
    });
    assert_eq!(read.json["unread"], json!({ "/a_yes_no": "yes, no", "/an_integer": "1.234", "/a_date": "mi-mai" }));
}

#[test]
fn only_the_xml_is_left() {
    let read = after(|parts| {
        *document(parts) = "<w:document xmlns:w=\"w\"><w:body><w:p/></w:body></w:document>".to_owned();
        let xml = parts.get_mut("customXml/item1.xml").unwrap();
        *xml = xml.replace("<c:only_later/>", "<c:only_later>la suite</c:only_later>");
    });
    assert_eq!(read.json["answers"], json!({ "only_later": "la suite" }));
    assert!(!read.report.missing.is_empty());
}

#[test]
fn hostile_files_are_refused() {
    let (bytes, _) = made(&model(EVERYTHING), None, "fr", &Options::default());
    let sound = parts(&bytes);
    let refused = |change: &dyn Fn(&mut BTreeMap<String, String>)| {
        let mut parts = sound.clone();
        change(&mut parts);
        read(&file(&parts)).err().unwrap()
    };
    let bomb = refused(&|parts| drop(parts.insert("word/a.xml".into(), " ".repeat(8 << 20))));
    assert!(matches!(bomb, ReadError::Bomb(_)), "{bomb}");
    let large = refused(&|parts| drop(parts.insert("word/a.xml".into(), " ".repeat(21 << 20))));
    assert!(matches!(large, ReadError::TooLarge(_)), "{large}");
    let doctype = refused(&|parts| document(parts).insert_str(0, "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///x\">]>"));
    assert!(matches!(doctype, ReadError::Doctype(_)), "{doctype}");
    let many = refused(&|parts| (0..200).for_each(|n| drop(parts.insert(format!("a/{n}.xml"), String::new()))));
    assert!(matches!(many, ReadError::TooManyEntries(_)), "{many}");
    let outside = refused(&|parts| drop(parts.insert("../a.xml".into(), String::new())));
    assert!(matches!(outside, ReadError::BadName(_)), "{outside}");
    let deep = refused(&|parts| *document(parts) = "<w:p>".repeat(100_000));
    assert!(matches!(deep, ReadError::NotXml(..)), "{deep}");
    let mut twice =
        file(&BTreeMap::from([("word/b.xml".to_owned(), String::new()), ("word/c.xml".to_owned(), String::new())]));
    for at in 0..twice.len() - 10 {
        if &twice[at..at + 10] == b"word/c.xml" {
            twice[at + 5] = b'b';
        }
    }
    assert!(matches!(read(&twice).err().unwrap(), ReadError::Duplicate(_)));
}

#[test]
fn no_bytes_make_it_panic() {
    let (bytes, _) = made(&model(EVERYTHING), None, "fr", &Options::default());
    let mut state = 1_u64;
    for round in 0..300 {
        let mut broken = bytes.clone();
        for _ in 0..=round % 8 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (state >> 33) as usize % broken.len();
            broken[at] = (state >> 20) as u8;
        }
        broken.truncate(broken.len() - if round % 3 == 0 { round } else { 0 });
        let _ = read(&broken);
    }
}

/// Words typed anywhere, with or without controls, are in the return or told.
#[test]
fn no_word_is_lost() {
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for round in 0..24 {
        let mut typed: Vec<String> = Vec::new();
        let plans: Vec<(usize, usize)> = (0..6).map(|_| (next(10_000), next(3))).collect();
        for at in 0..plans.len() {
            typed.push(format!("zq{round}w{at}"));
        }
        let read = after(|parts| {
            let text = document(parts);
            if round % 3 > 0 {
                unwrap(text);
            }
            if round % 3 > 1 {
                cut(text, "<w:bookmarkStart ", "/>");
                cut(text, "<w:bookmarkEnd ", "/>");
            }
            for ((place, how), word) in plans.iter().zip(&typed) {
                let sign = ["</w:t></w:r>", "</w:p>", "<w:r><w:t>"][*how];
                let places: Vec<usize> = text.match_indices(sign).map(|(at, _)| at).collect();
                let at = places[place % places.len()] + if *how == 1 { 0 } else { sign.len() };
                let run = format!("<w:r><w:t xml:space=\"preserve\"> {word} </w:t></w:r>");
                // Within a run's text the bare word, else a run of its own.
                let piece = if *how == 2 { format!("{word} ") } else { run };
                text.insert_str(at, &piece);
            }
        });
        let all = format!("{} {:?}", read.json, read.report);
        for word in &typed {
            assert!(all.contains(word.as_str()), "{word} is lost in round {round}");
        }
    }
}
