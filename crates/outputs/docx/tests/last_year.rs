//! What the country answered in the edition before, printed under this year's questions and never read as an answer.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod support;

use canevas_diagnostics::Sources;
use canevas_docx::read::{ReadReturn, answers, read};
use canevas_docx::{WordOptions, lint, questionnaire};
use canevas_model::{Language, Model};
use canevas_project::{Catalogues, FormCopy, LastAnswers, hold_last_year};
use canevas_responses::read_return;
use serde_json::{Value, json};
use std::fmt::Write as _;
use support::{EVERYTHING, country, file, model, parts, put};

const KNOWN: &str = include_str!("forms/everything/countries/CMR.yaml");

/// The form with every type of question, each with last year's answer, in all three ways by turns.
fn form() -> Model {
    let mut ways = ["show", "confirm", "copy"].iter().cycle();
    let mut yaml = String::new();
    for line in EVERYTHING.lines() {
        yaml.push_str(line);
        yaml.push('\n');
        let indent = line.len() - line.trim_start().len();
        // Questions, and not fields or facts.
        if line.trim_start().starts_with("type: ") && (indent == 8 || yaml.contains("heading:") && indent == 12) {
            if line.ends_with("note") {
                continue;
            }
            let _ = writeln!(yaml, "{}last_year: {}", " ".repeat(indent), ways.next().unwrap());
        }
    }
    model(&yaml)
}

fn last(model: &Model, answers: &Value) -> Vec<LastAnswers> {
    let text = json!({
        "canevas": 1, "form": "tests/everything", "edition": "2021-2022", "language": "fr", "status": "complete",
        "facts": { "country": "CMR" }, "answers": answers,
    });
    let mut sources = Sources::default();
    let id = sources.add("CMR.json", text.to_string());
    let (held, _) = hold_last_year(&read_return(&sources, id).0.unwrap(), "CMR", model, None);
    held.into_iter().collect()
}

fn all_answers() -> Value {
    json!({
        "a_text": { "said": "not_available" },
        "a_text.comment": "rien de neuf",
        "a_long_text": "Première ligne\nseconde ligne ☒ cochée",
        "a_yes_no": "yes",
        "a_single_choice": "other",
        "a_single_choice.other": "la troisième",
        "a_multiple_choice": ["first", "other", "gone"],
        "a_multiple_choice.other": "une autre",
        "an_integer": 12,
        "a_date": "2021-05-01",
        "a_month": "2021-06",
        "some_names": [{ "name": "Le ministère", "role": "pilote" }, { "name": "Seul" }],
        "a_group": { "person": "Awa", "role": "north", "known": "no" },
        "some_rows": [{ "_row": "r1", "title": "Un pas", "areas": ["one", "two"] }, { "_row": "r2", "title": "Deux" }],
        "per_fact": { "first": "En cours" },
        "per_year": { "y2022": 3 },
        "per_entry": { "one": { "count": 4, "kind": ["south"] }, "two": { "said": "not_available" } },
    })
}

fn with<T>(use_it: impl FnOnce(&FormCopy<'_>) -> T) -> T {
    let model = form();
    let known = country(&model, KNOWN);
    let catalogues = Catalogues::new();
    let all = last(&model, &all_answers());
    assert_eq!(all.len(), 1);
    use_it(&FormCopy::new(&model, Some(&known), &catalogues).with_last_year(&all))
}

fn after(change: impl FnOnce(&mut String)) -> ReadReturn {
    with(|copy| {
        let french = Language::new("fr").unwrap();
        let bytes = questionnaire(copy, &french, &WordOptions::default()).remove(0).bytes;
        let mut parts = parts(&bytes);
        change(parts.get_mut("word/document.xml").unwrap());
        answers(&read(&file(&parts)).unwrap(), copy, &french)
    })
}

#[test]
fn answers_stand_in_words_under_their_questions() {
    let text = with(|copy| {
        let made = questionnaire(copy, &Language::new("fr").unwrap(), &WordOptions::default());
        assert_eq!(lint(&made[0].bytes), Vec::<String>::new());
        String::from_utf8(made[1].bytes.clone()).unwrap()
    });
    for wanted in [
        "Réponse donnée en 2021-2022\u{a0}:",
        "Première · Autre – une autre · gone",
        "Autre – la troisième",
        "12\u{a0}personnes",
        "1er mai 2021",
        "juin 2021",
        "Le ministère – pilote",
        "Nom\u{a0}: Awa",
        "Région\u{a0}: Nord",
        "1. Titre\u{a0}: Un pas · Domaines\u{a0}: Première partie · Deuxième partie",
        "Première partie\u{a0}: Nombre\u{a0}: 4",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    let place = |word: &str| text.find(word).unwrap();
    assert!(place("Une aide.") < place("rien de neuf") && place("rien de neuf") < place("Un commentaire"));
}

#[test]
fn they_are_no_answers_and_no_stray_text() {
    let read = after(|_| {});
    assert_eq!(read.json["answers"], json!({}));
    assert_eq!(read.report.unplaced, []);
    assert_eq!(read.report.findings, []);
}

#[test]
fn the_answer_of_this_year_is_read_beside_them_with_controls_and_without() {
    for keep in [true, false] {
        let read = after(|document| {
            put(document, "an_integer", 0, "13");
            put(document, "a_long_text", 0, "Première ligne\nseconde ligne");
            put(document, "a_yes_no=no", 0, "x");
            if !keep {
                support::unwrap(document);
            }
        });
        let expected = json!({ "an_integer": 13, "a_long_text": "Première ligne\nseconde ligne", "a_yes_no": "no" });
        assert_eq!(read.json["answers"], expected, "controls: {keep}");
        assert_eq!(read.report.unplaced, [], "controls: {keep}");
    }
}

/// The words of last year stand in the document twice then: as the form prints them, and as somebody typed them again.
#[test]
fn last_year_s_answer_typed_again_is_an_answer() {
    for keep in [true, false] {
        let read = after(|document| {
            put(document, "a_long_text", 0, "Première ligne\nseconde ligne ☒ cochée");
            put(document, "per_fact/first", 0, "En cours");
            put(document, "a_text.comment", 0, "rien de neuf");
            if !keep {
                support::unwrap(document);
                support::cut(document, "<w:bookmarkStart ", "/>");
                support::cut(document, "<w:bookmarkEnd ", "/>");
            }
        });
        let answers = &read.json["answers"];
        assert_eq!(answers["a_long_text"], "Première ligne\nseconde ligne ☒ cochée", "controls: {keep}");
        assert_eq!(answers["per_fact"]["first"], "En cours", "controls: {keep}");
        assert_eq!(answers["a_text.comment"], "rien de neuf", "controls: {keep}");
        assert_eq!(read.report.unplaced, [], "controls: {keep}");
    }
}

#[test]
fn a_copy_whose_answers_are_not_known_has_none() {
    let model = form();
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, None, &catalogues);
    let made = questionnaire(&copy, &Language::new("fr").unwrap(), &WordOptions::default());
    assert!(!String::from_utf8_lossy(&made[1].bytes).contains("Réponse donnée en"));
}
