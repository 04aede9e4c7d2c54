//! A return as a Word file for reading, read back: the same facts and answers, whatever the form and the return.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_docx::read::{CopyReader, ReadReturn, Unfit, read};
use canevas_docx::{FilledWord, Filling, Purpose, WordOptions, filled, lint};
use canevas_model::Language;
use canevas_model::dates::Day;
use canevas_project::FormCopy;
use canevas_readable::{page, readable, word};
use canevas_responses::{AnswerPath, Response, says_something};
use canevas_tests::compiled::Compiled;
use canevas_tests::fill::fill;
use canevas_tests::random::Random;
use canevas_tests::respondents::generate_any;
use canevas_tests::word::{folder_of, project};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn back(made: &FilledWord, copy: &FormCopy<'_>, language: &Language) -> ReadReturn {
    let opened = read(&made.bytes).unwrap();
    CopyReader::new(copy.clone(), language, copy.definition_digest()).answers(&opened)
}

/// A value without what says nothing.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let said = members.iter().filter(|(_, value)| says_something(value));
            Value::Object(said.map(|(key, value)| (key.clone(), plain(value))).collect())
        }
        Value::Array(items) => items.iter().filter(|item| says_something(item)).map(plain).collect(),
        // A Word file keeps no white space around a text.
        Value::String(text) => text.trim().into(),
        // 2.0 and 2 are one number.
        Value::Number(number) => {
            let number = number.as_f64().filter(|number| number.abs() < 1e15);
            number.map_or_else(|| value.clone(), canevas_model::condition::number_json)
        }
        other => other.clone(),
    }
}

fn same(form: &str, path: &Path, languages: &[&str]) {
    let given: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let response = Response::from_json(given.clone());
    let project = project(form).unwrap();
    let copies = project.copies();
    let copy = copies.iter().find(|copy| Some(copy.code.word()) == response.respondent_code()).unwrap();
    for tag in languages {
        let language = copy.model.languages().find(|language| language.tag() == *tag).unwrap();
        let made = word(copy, language, &response, true, &WordOptions::default());
        assert_eq!(lint(&made.bytes), Vec::<String>::new());
        assert_eq!(made.bytes, word(copy, language, &response, true, &WordOptions::default()).bytes);
        let read = back(&made, copy, language);
        assert_eq!(read.json["answers"], given["answers"], "{tag}");
        assert_eq!(read.report.unplaced, []);
        assert_eq!(read.report.findings, []);
        assert_eq!(made.left, 0);
    }
}

#[test]
fn a_real_return() {
    same("alliance87", &folder_of("alliance87").unwrap().join("returns/CMR.mended.json"), &["fr", "en", "es"]);
}

#[test]
fn every_control() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/same-answers/every-control.CMR.json");
    same("every-control", &path, &["fr"]);
}

/// The rows of a country have their titles in each language: in that of the return, whatever language the labels are in.
#[test]
fn facts_stay_in_the_language_of_the_return() {
    let form = include_str!("../cases/filled/two-languages.form.yaml");
    let country = include_str!("../cases/filled/two-languages.CMR.yaml");
    let given: Value = serde_json::from_str(include_str!("../cases/filled/two-languages.CMR.json")).unwrap();
    let compiled = Compiled::new(form, Some(country)).unwrap();
    let copy = compiled.copy();
    for language in compiled.model.languages() {
        let made = word(&copy, language, &Response::from_json(given.clone()), true, &WordOptions::default());
        let read = back(&made, &copy, language);
        for part in ["language", "facts", "answers"] {
            assert_eq!(read.json[part], given[part], "{part} in {language}");
        }
    }
}

/// A form in two languages of which one has no catalogue: its texts say on the page which language they are in.
#[test]
fn texts_without_a_translation_say_their_language() {
    let form = FORM.replace("{ source: en }", "{ source: en, translations: [ar] }");
    let (_, response) = small(&json!({ "went_well": "yes", "why": "Everyone came" }), &json!({}));
    let compiled = Compiled::new(&form, None).unwrap();
    let copy = compiled.copy();
    let [english, arabic] = compiled.model.languages().collect::<Vec<_>>()[..] else { unreachable!() };
    let html = page(&readable(&copy, arabic, &response, true)).unwrap();
    for text in
        ["<h2><span lang=\"en\" dir=\"auto\">Your work</span></h2>", "<span lang=\"en\" dir=\"auto\">Why?</span>"]
    {
        assert!(html.contains(text), "{text}\n{html}");
    }
    assert!(!page(&readable(&copy, english, &response, true)).unwrap().contains("<span lang="));
}

/// Random returns of random forms. What is no answer stands in the file all the same, and reading tells it.
#[test]
fn random_returns() {
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let generated = generate_any(&mut random);
        let country = random.percent(50).then_some(generated.country);
        let compiled = Compiled::new(&generated.form, country.as_deref()).unwrap();
        let copy = compiled.copy();
        let given = fill(&mut random, &copy);
        let response = Response::from_json(given.clone());
        let language = &compiled.model.source_language;
        let made = word(&copy, language, &response, true, &WordOptions::default());
        assert_eq!(lint(&made.bytes), Vec::<String>::new(), "seed {seed}");
        let read = back(&made, &copy, language);
        let told = format!("{} {:?}", read.json.get("unread").unwrap_or(&json!({})), read.report.unplaced);
        compare(&plain(&given["answers"]), &plain(&read.json["answers"]), &told, &format!("seed {seed}"));
        // `compare` holds what becomes of lines that were joined.
        let is_joined = read.report.findings.iter().any(|about| about.finding.message.contains("takes one line"));
        if made.left == 0 && read.json.get("unread").is_none() {
            if !is_joined {
                assert_eq!(plain(&read.json["answers"]), plain(&given["answers"]), "seed {seed}");
            }
            assert_eq!(read.report.unplaced, [], "seed {seed}");
            assert_eq!(read.report.missing, Vec::<String>::new(), "seed {seed}");
        }
    }
}

/// The template with the answers in it reads back too, and a country may go on in it.
#[test]
fn random_returns_to_go_on_with() {
    for seed in 0..120 {
        let mut random = Random::new(seed);
        let generated = generate_any(&mut random);
        let compiled =
            Compiled::new(&generated.form, Some(&generated.country).filter(|_| seed % 2 == 0).map(String::as_str));
        let compiled = compiled.unwrap();
        let (copy, language) = (compiled.copy(), &compiled.model.source_language);
        let given = fill(&mut random, &copy);
        let response = Response::from_json(given.clone());
        let filling = Filling {
            response: &response,
            purpose: Purpose::Answering,
            asked: &BTreeSet::new(),
            personal: true,
            only: None,
            remarks: &BTreeMap::new(),
            cover: &[],
            lead: &[],
        };
        let made = filled(&copy, language, &filling, &WordOptions::default());
        assert_eq!(lint(&made.bytes), Vec::<String>::new(), "seed {seed}");
        let read = back(&made, &copy, language);
        let told = format!("{} {:?}", read.json.get("unread").unwrap_or(&json!({})), read.report.unplaced);
        compare(&plain(&given["answers"]), &plain(&read.json["answers"]), &told, &format!("seed {seed}"));
    }
}

/// Every value that was given is read at its place, or told as text that is no answer; and nothing else is read.
fn compare(given: &Value, read: &Value, told: &str, at: &str) {
    match (given, read) {
        (Value::Object(given), Value::Object(read)) => {
            for (key, value) in given {
                compare(value, read.get(key).unwrap_or(&Value::Null), told, &format!("{at}/{key}"));
            }
            let more: Vec<&String> = read.keys().filter(|key| !given.contains_key(*key)).collect();
            assert!(more.is_empty(), "{at}: {more:?}");
        }
        (given, read) if given == read => {}
        // An answer of one line holds no line break.
        (Value::String(given), Value::String(read)) if given.contains('\n') && given.replace('\n', "; ") == *read => {}
        (Value::Array(given), Value::Array(read)) if given.len() == read.len() => {
            for (index, (given, read)) in given.iter().zip(read).enumerate() {
                compare(given, read, told, &format!("{at}/{index}"));
            }
        }
        (given, _) => {
            // A row that cannot be read moves the others up.
            let rows = if given.is_array() { read.to_string() } else { String::new() };
            // A year does not start with 0; such a day is told as people write it.
            let is_day = |text: &String| !text.starts_with('0') || Day::parse(text).is_none();
            for text in texts(given).into_iter().filter(is_day) {
                assert!(told.contains(&text) || rows.contains(&text), "{at}: {text} is lost; {read} was read\n{told}");
            }
        }
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        // A row that cannot be read keeps no name.
        Value::Object(members) => {
            members.iter().filter(|(key, _)| *key != "_row").flat_map(|(_, value)| texts(value)).collect()
        }
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::String(text) => vec![format!("{:?}", text.trim()).trim_matches('"').to_owned()],
        other => vec![other.to_string()],
    }
}

const FORM: &str = r#"canevas: 1
form: demo/small
edition: "2024"
languages: { source: en }
title: Survey
sections:
  - id: work
    title: Your work
    questions:
      - id: went_well
        type: yes_no
        ask: Did it go well?
      - id: why
        type: long_text
        ask: Why?
        hint: A hint for those who answer
        show_if: went_well = yes
      - id: notes
        type: text
        ask: Any notes?
        can_say: [nothing_to_report]
        comment: Say more
      - id: answered_by
        type: text
        ask: Who answers?
        personal: true
  - id: people
    title: People
    questions:
      - id: how_many
        type: integer
        ask: How many took part?
      - id: who
        type: names_and_roles
        ask: Who took part?
"#;

fn small(answers: &Value, more: &Value) -> (Compiled, Response) {
    let mut given = json!({ "canevas": 1, "form": "demo/small", "edition": "2024", "language": "en", "status": "draft",
        "facts": { "country": "CMR" }, "answers": answers });
    for (key, value) in more.as_object().unwrap() {
        given[key] = value.clone();
    }
    (Compiled::new(FORM, None).unwrap(), Response::from_json(given))
}

fn made_of(compiled: &Compiled, response: &Response, personal: bool) -> FilledWord {
    word(&compiled.copy(), &compiled.model.source_language, response, personal, &WordOptions::default())
}

/// What is said in place of an answer looks different from one, and is none.
#[test]
fn no_answer_not_asked_and_nothing_to_report_are_told_apart() {
    let (compiled, response) =
        small(&json!({ "went_well": "no", "notes": { "said": "nothing_to_report" } }), &json!({}));
    let made = made_of(&compiled, &response, true);
    let lines: Vec<&str> = made.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let after = |question: &str| lines[lines.iter().position(|line| line.ends_with(question)).unwrap() + 1];
    assert_eq!(after("Why?"), "| Not asked, because of other answers");
    assert_eq!(after("Any notes?"), "☒[notes~nothing_to_report]\u{a0}Nothing to report");
    assert_eq!(after("Who answers?"), "| [text: answered_by]");
    assert_eq!(after("Who took part?"), "| No answer");
    assert!(!made.text.contains("A hint"), "{}", made.text);
    let read = back(&made, &compiled.copy(), &compiled.model.source_language);
    assert_eq!(read.json["answers"], response.json()["answers"]);
    assert_eq!(read.json["facts"], response.json()["facts"]);
    assert_eq!(read.report.findings, []);
}

/// An answer may say what a prompt says.
#[test]
fn an_answer_that_reads_like_a_prompt_is_an_answer() {
    let long = "No answer\n\n- No answer\nNot asked, because of other answers";
    let answers = json!({ "went_well": "yes", "why": long, "notes": "No answer", "notes.comment": "No answer was given",
        "who": [{ "name": "No answer" }, { "name": "B", "role": "No answer" }] });
    let (compiled, response) = small(&answers, &json!({}));
    let read = back(&made_of(&compiled, &response, true), &compiled.copy(), &compiled.model.source_language);
    assert_eq!(read.json["answers"], answers);
    assert_eq!(read.report.findings, []);
}

/// Nothing of a personal answer is in the file: neither seen nor hidden, nor as a text that waits.
#[test]
fn personal_answers_are_left_out() {
    let answers = json!({ "answered_by": "Aya Nkwenti", "how_many": 3 });
    let unread = json!({ "unread": { "/answered_by (a.json)": "Aya Nkwenti", "/how_many": "a few Nkwentis" } });
    let (compiled, response) = small(&answers, &unread);
    let made = made_of(&compiled, &response, false);
    assert!(made.text.contains("Left out of this copy, because the answer is personal"), "{}", made.text);
    let parts = canevas_tests::word::xml::parts(&made.bytes).unwrap();
    assert!(parts.values().all(|part| !part.contains("Aya")));
    assert_eq!(made.left, 1);
    let read = back(&made, &compiled.copy(), &compiled.model.source_language);
    assert_eq!(read.json["answers"], json!({ "how_many": 3 }));
    let unplaced: Vec<&str> = read.report.unplaced.iter().map(|text| text.text.as_str()).collect();
    assert_eq!(unplaced, ["5 How many took part?: this answer could not be read: a few Nkwentis"]);
    let whole = back(&made_of(&compiled, &response, true), &compiled.copy(), &compiled.model.source_language);
    assert_eq!(whole.json["answers"], answers);
}

/// Who signed a return stands for it in a Word file too. A name is personal: a file without personal answers has none.
#[test]
fn the_parts_beside_the_answers_come_back() {
    let signed = json!({ "sign_off": { "name": "Aya Nkwenti", "date": "2024-05-31" }, "note": ["of the ministry"] });
    let (compiled, response) = small(&json!({ "how_many": 3 }), &signed);
    let (copy, language) = (compiled.copy(), &compiled.model.source_language);
    let read = back(&made_of(&compiled, &response, true), &copy, language);
    assert_eq!((&read.json["sign_off"], &read.json["note"]), (&signed["sign_off"], &signed["note"]));
    assert_eq!(read.report.findings, []);
    let public = made_of(&compiled, &response, false);
    let parts = canevas_tests::word::xml::parts(&public.bytes).unwrap();
    assert!(parts.values().all(|part| !part.contains("Aya") && !part.contains("ministry")));
    let reader = CopyReader::new(copy.clone(), language, copy.definition_digest());
    assert_eq!(reader.unfit(&read_file(&parts)), Some(Unfit::LacksPersonal));
}

/// Some programs take the hidden part out of a file. What a copy for reading prints would then be read as answers.
#[test]
fn a_copy_for_reading_without_its_hidden_part_is_not_read() {
    let told = json!({ "went_well": "no", "answered_by": "Aya" });
    for (answers, personal) in [(&told, true), (&json!({ "how_many": 3 }), true), (&json!({ "how_many": 3 }), false)] {
        let (compiled, response) = small(answers, &json!({ "sign_off": { "name": "Aya", "date": "2024-05-31" } }));
        let (copy, language) = (compiled.copy(), &compiled.model.source_language);
        let mut parts = canevas_tests::word::xml::parts(&made_of(&compiled, &response, personal).bytes).unwrap();
        parts.retain(|name, _| !name.starts_with("customXml"));
        let reader = CopyReader::new(copy.clone(), language, copy.definition_digest());
        let unfit = reader.unfit(&read_file(&parts));
        assert_eq!(unfit, Some(Unfit::DamagedReading));
        let unfit = unfit.unwrap();
        assert!(unfit.message().contains("is lost") && unfit.help().contains("`canevas fill`"));
    }
    // A country that writes these words into the blank form has answered.
    let compiled = Compiled::new(FORM, None).unwrap();
    let (copy, language) = (compiled.copy(), &compiled.model.source_language);
    let blank = canevas_docx::questionnaire(&copy, language, &WordOptions::default());
    let mut parts = canevas_tests::word::xml::parts(&blank[0].bytes).unwrap();
    parts.retain(|name, _| !name.starts_with("customXml"));
    let document = parts.get_mut("word/document.xml").unwrap();
    let words = ["Status", "No answer", "Draft"];
    let lines: String = words.iter().map(|word| format!("<w:p><w:r><w:t>{word}</w:t></w:r></w:p>")).collect();
    *document = document.replace("</w:body>", &format!("{lines}</w:body>"));
    let reader = CopyReader::new(copy.clone(), language, copy.definition_digest());
    assert_eq!(reader.unfit(&read_file(&parts)), None);
}

/// A sheet for answering: some of the questions, each with what is asked, and the answers so far.
#[test]
fn a_sheet_holds_the_questions_that_are_chosen() {
    let answers = json!({ "went_well": "yes", "how_many": 3, "who": [{ "name": "A" }] });
    let (compiled, response) = small(&answers, &json!({}));
    let copy = compiled.copy();
    let language = &compiled.model.source_language;
    let path = |id: &str| AnswerPath::question(id);
    let only = BTreeSet::from([path("how_many"), path("who")]);
    let remarks = BTreeMap::from([(path("how_many"), vec!["Is it three?".to_owned(), "Please check.".to_owned()])]);
    let filling = Filling {
        response: &response,
        purpose: Purpose::Answering,
        asked: &only,
        personal: true,
        only: Some(&only),
        remarks: &remarks,
        cover: &[("Sheet".to_owned(), "Questions of the secretariat".to_owned())],
        lead: &["Please answer by Friday.".to_owned()],
    };
    let made = filled(&copy, language, &filling, &WordOptions::default());
    assert_eq!(lint(&made.bytes), Vec::<String>::new());
    for text in
        ["Is it three?", "Please answer by Friday.", "Questions of the secretariat", "[how_many: 3]", "Other remarks"]
    {
        assert!(made.text.contains(text), "{text}: {}", made.text);
    }
    assert!(!made.text.contains("Did it go well?") && !made.text.contains("Your work"), "{}", made.text);
    let read = back(&made, &copy, language);
    assert_eq!(read.json["answers"], json!({ "how_many": 3, "who": [{ "name": "A" }] }));
    assert_eq!(read.report.findings, []);
    // What the country then changes and types is found.
    let mut parts = canevas_tests::word::xml::parts(&made.bytes).unwrap();
    canevas_tests::word::xml::put(&mut parts, "how_many", 0, &json!("4"), false).unwrap();
    let document = parts.get_mut("word/document.xml").unwrap();
    *document = document.replace("<w:t>Please check.</w:t>", "<w:t>Please check. It was four.</w:t>");
    let opened = read_file(&parts);
    let read = CopyReader::new(copy.clone(), language, copy.definition_digest()).answers(&opened);
    assert_eq!(read.json["answers"]["how_many"], 4);
    assert_eq!(read.report.unplaced.len(), 1, "{:?}", read.report.unplaced);
}

fn read_file(parts: &canevas_tests::word::xml::Parts) -> canevas_docx::read::Opened {
    read(&canevas_tests::word::xml::file(parts).unwrap()).unwrap()
}

/// Other programs lose tags, controls or bookmarks. Where one of them is left, every answer is where it was.
#[test]
fn a_filled_file_survives_other_programs() {
    let path = folder_of("alliance87").unwrap().join("returns/CMR.mended.json");
    let given: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let response = Response::from_json(given.clone());
    let project = project("alliance87").unwrap();
    let copies = project.copies();
    let copy = copies.iter().find(|copy| Some(copy.code.word()) == response.respondent_code()).unwrap();
    let language = copy.model.languages().find(|language| language.tag() == "en").unwrap();
    let made = word(copy, language, &response, true, &WordOptions::default());
    for lost in [
        &["tags"][..],
        &["controls"],
        &["bookmarks"],
        &["tags", "repeating sections"],
        &["repeating sections", "bookmarks"],
    ] {
        let mut parts = canevas_tests::word::xml::parts(&made.bytes).unwrap();
        for what in lost {
            canevas_tests::word::xml::lose(&mut parts, what).unwrap();
        }
        let reader = CopyReader::new(copy.clone(), language, copy.definition_digest());
        let read = reader.answers(&read_file(&parts));
        assert_eq!(read.json["answers"], given["answers"], "{lost:?}");
        assert_eq!(read.report.unplaced, [], "{lost:?}");
    }
}
