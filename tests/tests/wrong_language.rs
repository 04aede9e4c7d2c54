//! The check `wrong-language` denies only what is certain. Short texts of every language are right in a form of their own
//! language, and so is every text of the interface. Long texts are found wherever they do not belong.

use canevas_diagnostics::{Finding, Level};
use canevas_tests::example::{complete, read};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const LANGUAGES: [&str; 5] = ["ar", "en", "es", "fr", "pt"];

/// The findings of the check in a form whose questions have these texts, with the text of each.
fn found(language: &str, translations: &[&str], texts: &[String]) -> Vec<(String, Finding)> {
    let mut form = format!("languages: {{ source: {language}, translations: [{}] }}\n", translations.join(", "));
    form.push_str("sections:\n  - id: all\n    title: \"1\"\n    questions:\n");
    for (index, text) in texts.iter().enumerate() {
        let text = serde_json::Value::from(text.as_str());
        // Writing to a String cannot fail.
        let _ = write!(form, "      - id: q{index}\n        type: text\n        ask: {text}\n");
    }
    let mut files = BTreeMap::from([("form.yaml".to_owned(), form)]);
    complete(&mut files);
    let project = read(&files);
    let findings = project.all_findings();
    let of_rule = findings.into_iter().filter(|finding| finding.rule.name == "wrong-language");
    of_rule
        .map(|finding| {
            let span = finding.primary.span;
            (project.sources.get(span.source).slice(span.range()).to_owned(), finding)
        })
        .collect()
}

fn others(language: &str) -> Vec<&'static str> {
    LANGUAGES.into_iter().filter(|other| *other != language).collect()
}

fn lines(folder: &str, language: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("cases/texts/{folder}/{language}.txt"));
    let Ok(text) = std::fs::read_to_string(&path) else { unreachable!("{}", path.display()) };
    text.lines().map(str::to_owned).collect()
}

/// The translated words of the interface. A placeholder of theirs is none of a form.
fn words_of_the_interface(language: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/definition/wording/locales");
    let Ok(text) = std::fs::read_to_string(folder.join(format!("{language}.po"))) else { return Vec::new() };
    let texts = text.lines().filter_map(|line| line.strip_prefix("msgstr \"")?.strip_suffix('"'));
    texts.filter(|text| !text.is_empty()).map(|text| text.replace(['{', '}', '\\'], "")).collect()
}

#[test]
fn short_texts_and_the_interface_are_never_denied() {
    for language in LANGUAGES {
        let mut texts = lines("short", language);
        let short = texts.len();
        assert!(short >= 40, "{language}");
        texts.extend(words_of_the_interface(language));
        for translations in [Vec::new(), others(language)] {
            let found = found(language, &translations, &texts);
            let denied: Vec<_> = found.iter().filter(|(_, finding)| finding.level == Level::Deny).collect();
            assert!(denied.is_empty(), "{language} {translations:?}: {denied:#?}");
            // A quoted name may give a warning, sooner where another language of the form is near, but a form does not drown in
            // warnings.
            let most = if translations.is_empty() { short / 10 } else { short / 5 };
            let warned: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
            assert!(warned.len() <= most, "{language} {translations:?}: {warned:#?}");
        }
    }
}

#[test]
fn long_texts_are_found_where_they_do_not_belong() {
    for language in LANGUAGES {
        for place in others(language) {
            let texts = lines("long", language);
            for translations in [Vec::new(), vec![language], others(place)] {
                let found = found(place, &translations, &texts);
                let denied = found.iter().filter(|(_, finding)| finding.level == Level::Deny).count();
                assert_eq!(denied, texts.len(), "{language} in {place} {translations:?}: {found:#?}");
            }
        }
        assert_eq!(found(language, &[], &lines("long", language)).len(), 0, "{language}");
        assert_eq!(found(language, &others(language), &lines("long", language)).len(), 0, "{language}");
    }
}
