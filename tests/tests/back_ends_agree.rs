//! What a copy asks, and under which condition, reads the same in the form and in the Word file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use canevas_compiler::diagnostics::Level;
use canevas_compiler::{Edition, Request};
use canevas_tests::editions::read_edition;
use std::collections::BTreeSet;
use std::path::Path;

/// The form and the text of the Word file of a copy.
fn outputs(country: bool) -> (String, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/back-ends");
    let edition = Edition::read(&read_edition(&folder));
    let denied = edition.findings.iter().filter(|finding| finding.level == Level::Deny);
    let denied: Vec<&str> = denied.map(|finding| &*finding.message).collect();
    assert!(denied.is_empty(), "{denied:#?}");
    let built = edition.build(&Request::default());
    let folder = if country { "CMR/" } else { "blank/" };
    let text = |ending: &str| {
        let found = built.iter().find(|built| built.path.contains(folder) && built.path.ends_with(ending));
        let built = found.unwrap_or_else(|| panic!("there is no {ending} in {folder}"));
        String::from_utf8(built.bytes.clone()).unwrap()
    };
    (text("form.html"), text("questionnaire.en.docx.txt"))
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
