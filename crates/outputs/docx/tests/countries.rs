//! Lists of countries: in the alphabet of the language, with the countries that only a country file has.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::read::{answers, read};
use canevas_docx::{WordOptions, lint, questionnaire};
use canevas_model::{Language, Model};
use canevas_project::{Catalogues, CountryFile, FormCopy};
use serde_json::json;
use support::{country, file, model, parts, put};

fn form() -> Model {
    let one =
        "      - id: partner\n        type: single_choice\n        choices: countries\n        ask: Which country?\n";
    let many = "      - id: partners\n        type: multiple_choice\n        choices: countries\n        ask: Which countries?\n";
    model(&format!(
        "canevas: 1\nform: a/b\nedition: 2025\nlanguages: {{ source: en, translations: [fr, es] }}\ntitle: A report {{country.of}}\n\
         sections:\n  - id: s\n    title: S\n    questions:\n{one}{many}"
    ))
}

fn own(model: &Model, code: &str, name: &str) -> CountryFile {
    country(
        model,
        &format!(
            "canevas: 1\ncountry: {code}\nnames:\n  en:\n    name: {name}\n    the: the {name}\n    of: of the {name}\n    in: in the {name}\nfacts: {{}}\n"
        ),
    )
}

fn document(copy: &FormCopy<'_>, language: &str) -> Vec<u8> {
    let language = Language::new(language).unwrap();
    let bytes = questionnaire(copy, &language, &WordOptions::default()).swap_remove(0).bytes;
    assert_eq!(lint(&bytes), Vec::<String>::new());
    bytes
}

/// The names in the lists of a document, and those behind boxes.
fn lists(bytes: &[u8]) -> (Vec<Vec<String>>, Vec<String>) {
    let document = parts(bytes)["word/document.xml"].clone();
    let quoted = |text: &str, sign: &str| -> Vec<String> {
        text.split(sign).skip(1).map(|rest| rest.split('"').next().unwrap().replace("&#39;", "'")).collect()
    };
    let lists = document.split("<w:dropDownList").skip(1).map(|list| {
        // The first entry is the prompt.
        quoted(list.split("</w:dropDownList>").next().unwrap(), "w:displayText=\"").split_off(1)
    });
    let boxes = document.split("<w:p><w:pPr><w:pStyle w:val=\"Choice\"/>").skip(1).map(|paragraph| {
        paragraph
            .split("</w:p>")
            .next()
            .unwrap()
            .rsplit("<w:t")
            .next()
            .unwrap()
            .split('>')
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap()
            .trim()
            .replace('\u{a0}', "")
    });
    (lists.collect(), boxes.collect())
}

#[test]
fn every_list_is_in_the_alphabet_of_the_language() {
    let model = form();
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, None, &catalogues);
    for (language, first, later) in [
        ("en", ["Afghanistan", "Albania"], ["Equatorial Guinea", "Eritrea"]),
        ("fr", ["Afghanistan", "Afrique du Sud"], ["Égypte", "El Salvador"]),
        ("es", ["Afganistán", "Albania"], ["Dominica", "Ecuador"]),
    ] {
        let (lists, boxes) = lists(&document(&copy, language));
        let [country, partner] = lists.try_into().unwrap();
        assert_eq!(country, partner, "{language}: both lists are one");
        assert_eq!(country[..2], first, "{language}");
        let at = country.iter().position(|name| name == later[0]).unwrap_or_else(|| panic!("{language}: {later:?}"));
        assert_eq!(country[at + 1], later[1], "{language}");
        assert_eq!(boxes.len(), country.len());
        let glued: Vec<String> = country.iter().map(|name| name.replace('\u{a0}', "")).collect();
        assert_eq!(boxes, glued, "{language}");
    }
}

#[test]
fn a_country_that_only_a_file_has_is_listed_and_read_back() {
    let model = form();
    let files = [
        own(&model, "EUE", "European Union"),
        own(&model, "COK", "Cook Islands"),
        own(&model, "TWN", "Chinese Taipei"),
    ];
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, None, &catalogues).with_names_of(&files);
    for language in ["en", "fr"] {
        let bytes = document(&copy, language);
        let (lists, _) = lists(&bytes);
        // A file without a name in the language gives that of the source language.
        let at = lists[0].iter().position(|name| name == "Cook Islands").unwrap();
        assert!(["Congo", "Comores"].contains(&lists[0][at - 1].as_str()), "{language}: {}", lists[0][at - 1]);
        assert!(
            lists[0].iter().any(|name| name == "European Union")
                && lists[0].iter().any(|name| name == "Chinese Taipei")
        );
        let mut parts = parts(&bytes);
        put(parts.get_mut("word/document.xml").unwrap(), "@country", 0, "European Union");
        let read = answers(&read(&file(&parts)).unwrap(), &copy, &Language::new(language).unwrap());
        assert_eq!(read.json["facts"], json!({ "country": "EUE" }));
    }
    // A copy that knows its country lets nobody choose one.
    let known = FormCopy::new(&model, files.first(), &catalogues).with_names_of(&files);
    assert_eq!(lists(&document(&known, "en")).0.len(), 1);
}
