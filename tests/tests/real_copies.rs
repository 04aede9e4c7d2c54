//! What the real questionnaire's copies say, read off the text projections of the Word files: none of the mistakes that
//! the return of 2022-2023 shows, and no bracket but those that the build lists.

use canevas_compiler::{Edition, Request};
use canevas_tests::editions::real_edition;
use std::collections::BTreeMap;

/// Text projections and bracket lists by path.
fn texts() -> BTreeMap<String, String> {
    let edition = Edition::read(&real_edition());
    edition
        .build(&Request { targets: vec!["word".to_owned(), "brackets".to_owned()], ..Request::default() })
        .into_iter()
        .filter(|file| file.path.ends_with(".txt"))
        .map(|file| (file.path, String::from_utf8_lossy(&file.bytes).into_owned()))
        .collect()
}

/// A projection with its wrapped lines joined.
fn text(copy: &str, language: &str) -> String {
    let path = format!("alliance87/annual-report/2022-2023/{copy}/questionnaire.{language}.docx.txt");
    texts().get(&path).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

fn count(text: &str, words: &str) -> usize {
    text.matches(words).count()
}

#[test]
fn ordinals_and_numbers_run_on() {
    for (language, ordinals) in [
        ("fr", ["première priorité", "deuxième priorité", "troisième priorité"]),
        ("en", ["first priority", "second priority", "third priority"]),
        ("es", ["primera prioridad", "segunda prioridad", "tercera prioridad"]),
    ] {
        for copy in ["blank", "CMR"] {
            let text = text(copy, language);
            for (index, ordinal) in ordinals.iter().enumerate() {
                assert_eq!(count(&text, ordinal), 1, "{copy} {language}: {ordinal}");
                for question in [1, 2] {
                    let number = format!(" {question}.{} ", index + 1);
                    assert_eq!(count(&text, &number), 1, "{copy} {language}: question{number}");
                }
            }
        }
    }
    for step in 1..=3 {
        assert_eq!(count(&text("blank", "fr"), &format!("la prochaine étape {step}, «")), 1, "step {step}");
    }
}

#[test]
fn countries_stand_with_their_grammar() {
    for (copy, language, words) in [
        ("blank", "fr", "dans [tel pays]"),
        ("CMR", "fr", "au Cameroun"),
        ("CIV", "fr", "en Côte d’Ivoire"),
        ("COM", "fr", "aux Comores"),
        ("MDG", "fr", "à Madagascar"),
        ("COM", "en", "in the Comoros"),
        ("CMR", "es", "en el Camerún"),
    ] {
        let text = text(copy, language);
        assert!(text.contains(words), "{copy} {language}: {words}");
        assert!(
            !text.contains("le Cameroun a ") && !text.contains("les Comores ont"),
            "{copy}: a country is a subject"
        );
    }
}

#[test]
fn what_stays_in_brackets_is_what_the_build_lists() {
    let texts = texts();
    let mut seen = 0;
    for (path, projection) in texts.iter().filter(|(path, _)| path.ends_with(".docx.txt")) {
        let (folder, file) = path.rsplit_once('/').unwrap_or_default();
        let language = file.split('.').nth(1).unwrap_or_default();
        let listed = &texts[&format!("{folder}/brackets.txt")];
        let block = listed.split("\n\n").find(|block| block.starts_with(&format!("[{language}]"))).unwrap_or_default();
        let block = block.split_once('\n').map_or("", |(_, lines)| lines);
        for bracket in ["[\"…\"]", "[tel pays]", "[country]", "[país]"] {
            assert_eq!(projection.contains(bracket), block.contains(bracket), "{path}: {bracket}");
        }
        seen += 1;
    }
    assert_eq!(seen, 15, "five copies in three languages");
    assert!(!text("CMR", "fr").contains("[tel pays]"));
}

#[test]
fn a_first_report_is_not_asked_what_does_not_concern_it() {
    let text = text("COM", "fr");
    assert!(!text.contains("première priorité") && !text.contains("[one of: step_status"));
    assert!(text.contains("premier rapport"), "it says why the section is empty");
}

#[test]
fn conditions_name_the_numbers_of_today() {
    let text = text("blank", "fr");
    for words in [
        "si vous avez répondu « Oui » à la question 6",
        "si vous avez répondu à la question 8",
        "si vous avez répondu « Oui » à la question 23",
    ] {
        let words = words.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»").replace("question ", "question\u{a0}");
        // The projection is joined at white space, no-break spaces included.
        let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&joined) || text.contains(&words), "{words}");
    }
}
