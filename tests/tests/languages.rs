//! How well a text in the wrong language is told: every text of the real form, put into each other language's place.

use canevas_tests::example::{Files, files_of, read};
use std::fmt::Write as _;
use std::path::Path;

/// The texts of the real form by language, from its catalogues.
fn texts() -> Vec<(&'static str, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/alliance87/annual-report/2022-2023");
    let mut files = Files::new();
    for path in ["form.yaml", "locales/en.po", "locales/es.po"] {
        files.insert(path.to_owned(), std::fs::read_to_string(folder.join(path)).unwrap_or_default());
    }
    let project = read(&files);
    let mut texts = Vec::new();
    for text in project.model.iter().flat_map(canevas_model::Model::texts) {
        texts.push(("fr", text.source.value.clone()));
        for (language, catalogue) in &project.catalogues {
            let tag = if language.tag() == "en" { "en" } else { "es" };
            texts.extend(catalogue.current(text).map(|translation| (tag, translation.text.value.clone())));
        }
    }
    texts
}

/// A form in `place`, with a paragraph of each text as a question of its own; how many are said to be foreign.
fn foreign(place: &str, texts: &[&str]) -> usize {
    let others: Vec<&str> = ["fr", "en", "es"].into_iter().filter(|tag| *tag != place).collect();
    let mut form = format!(
        "languages:\n  source: {place}\n  translations: [{}]\ntitle: X\nsections:\n  - id: s\n    title: X\n    questions:\n",
        others.join(", ")
    );
    for (index, text) in texts.iter().enumerate() {
        let _ = write!(form, "      - id: q{index}\n        type: text\n        ask: |\n          {text}\n");
    }
    let findings = read(&files_of(&form)).all_findings();
    findings.iter().filter(|finding| finding.rule.name == "wrong-language").count()
}

#[test]
fn texts_of_the_real_form_in_each_place() {
    let all = texts();
    let mut paragraphs: Vec<(&str, &str)> = all
        .iter()
        .flat_map(|(tag, text)| text.lines().map(move |line| (*tag, line.trim().trim_start_matches("- "))))
        .filter(|(_, line)| line.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count() >= 4)
        .filter(|(_, line)| !line.contains('{'))
        .collect();
    paragraphs.sort_unstable();
    paragraphs.dedup();
    for place in ["fr", "en", "es"] {
        for tag in ["fr", "en", "es"] {
            let texts: Vec<&str> = paragraphs.iter().filter(|(of, _)| *of == tag).map(|(_, line)| *line).collect();
            assert!(texts.len() > 50, "{tag}: {}", texts.len());
            let found = foreign(place, &texts);
            if place == tag {
                assert_eq!(found, 0, "false alarms in {place}");
            } else {
                assert!(found * 100 >= texts.len() * 90, "{tag} in {place}: {found} of {}", texts.len());
            }
        }
    }
}
