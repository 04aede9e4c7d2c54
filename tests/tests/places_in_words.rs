//! What people read about a return names its places in words: the question, the row and the field. No message holds a path such as `a/b/c`
//! or the signs of JSON, whatever the form, and whatever is wrong with the return. `CANEVAS_CASES` sets how many definitions are tried.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_compiler::returns::remark;
use canevas_docx::WordOptions;
use canevas_docx::read::{CopyReader, read};
use canevas_merge::{FilledCopy, merge};
use canevas_project::FormCopy;
use canevas_readable::{markdown, readable, word};
use canevas_responses::{Response, ReturnFile};
use canevas_tests::compiled::Compiled;
use canevas_tests::fill::fill;
use canevas_tests::generate::generate;
use canevas_tests::random::Random;
use canevas_validate::{Validator, check_return, concerns, key_in_words, place_in_words, verdict_as_complete};
use canevas_wording::Wording;
use serde_json::{Value, json};

/// Why a text shows a path or JSON.
fn fault(text: &str) -> Option<&'static str> {
    // What a copy does not know stands in brackets.
    let text = text.replace("[\"…\"]", "");
    // Addresses, and the name of a file that a generated answer gives.
    let is_answer = |word: &&str| word.contains("://") || word.contains("a/b.pdf");
    let words: Vec<&str> = text.split(' ').filter(|word| !is_answer(word)).collect();
    let text = &words.join(" ");
    let letters: Vec<char> = text.chars().collect();
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let path = letters.windows(3).any(|part| is_word(part[0]) && part[1] == '/' && is_word(part[2]));
    let starts = letters.windows(3).any(|part| matches!(part[0], '`' | ' ') && part[1] == '/' && is_word(part[2]));
    let json = ["{\"", "[\"", "\":", "[{", "{ \""].iter().any(|sign| text.contains(sign));
    match (path || starts, json) {
        (true, _) => Some("a path"),
        (false, true) => Some("JSON"),
        (false, false) => None,
    }
}

#[test]
fn a_fault_would_be_seen() {
    for text in [
        "at `/steps/0/title`",
        "steps/0/title: x",
        "at /steps",
        "cannot be `{\"a\":1}`",
        "`[\"x\"]`",
        "{ \"said\": 1 }",
    ] {
        assert!(fault(text).is_some(), "{text}");
    }
    for text in ["question 3 (“Steps”), row 2", "see http://a.org", "either / or", "`steps`, `title`"] {
        assert!(fault(text).is_none(), "{text}");
    }
}

/// Makes a return wrong at random places: values of other kinds, unknown keys at any depth, texts that belong to no answer.
fn spoil(random: &mut Random, json: &mut Value, copy: &FormCopy<'_>) {
    let odd = || [json!({ "a": { "b": "x" } }), json!(["x", { "c": 1 }]), json!("3"), json!(true), json!([[1]])];
    let mut unread = serde_json::Map::new();
    if let Some(answers) = json["answers"].as_object_mut() {
        for (key, value) in answers.iter_mut() {
            match value {
                Value::Object(members) if random.percent(30) => {
                    members.insert("nothing_here".to_owned(), json!({ "a": { "b": 1 } }));
                }
                Value::Array(items) if random.percent(30) => items.push(json!({ "nothing_here": ["x"] })),
                value if random.percent(20) => *value = odd()[random.below(5)].clone(),
                _ => {}
            }
            if random.percent(40) {
                unread.insert(format!("/{key}/r1/more"), "A text".into());
                unread.insert(format!("/{key}/0/title"), "A text".into());
                unread.insert(format!("/{key} (a.json)"), "Another".into());
            }
        }
        answers.insert("gone".to_owned(), json!({ "a": { "b": 1 } }));
    }
    unread.insert("/gone/0/title".to_owned(), "Lost".into());
    unread.insert("/facts/gone/r1/title".to_owned(), "Lost".into());
    for fact in &copy.model.facts {
        unread.insert(format!("/facts/{}/r1/gone", fact.id), "Lost".into());
    }
    json["unread"] = unread.into();
}

#[test]
fn no_message_holds_a_path_or_json() {
    let tried = std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(40);
    let mut seen = 0;
    for seed in 0..tried {
        let mut random = Random::new(seed);
        let generated = generate(&mut random);
        let compiled =
            Compiled::new(&generated.form, Some(&generated.country)).unwrap_or_else(|error| panic!("{error}"));
        let (copy, language) = (compiled.copy(), &compiled.model.source_language);
        let mut wrong = |what: &str, text: &str| {
            seen += 1;
            if let Some(fault) = fault(text) {
                panic!("seed {seed}, {what} holds {fault}: {text}\n{}", generated.form);
            }
        };
        let good = fill(&mut random, &copy);
        let mut bad = good.clone();
        spoil(&mut random, &mut bad, &copy);
        let validator = Validator::new(&copy);
        for json in [&good, &bad] {
            let file = ReturnFile::without_places(json.clone());
            for as_complete in [false, true] {
                for finding in &check_return(&validator, &file, as_complete, language) {
                    wrong("a finding", &finding.message);
                }
            }
            let verdict = verdict_as_complete(&copy, json);
            for failure in &verdict.failures {
                wrong("a place", &place_in_words(&copy, language, &failure.path));
                wrong("a named place", &Wording::new(&copy, language).named_place(&failure.path));
            }
            for key in json["unread"].as_object().into_iter().flatten().map(|(key, _)| key) {
                wrong("a key", &key_in_words(&copy, language, key));
            }
            for concern in concerns(&copy, &file.response, &verdict, &|_| true) {
                wrong("a remark", &remark(&Wording::new(&copy, language), &concern));
            }
            let made = readable(&copy, language, &file.response, true);
            // Answers stand behind a sign, and say what they like.
            for line in markdown(&made).lines().filter(|line| !line.starts_with('>')) {
                wrong("a line for reading", line);
            }
            let made = word(&copy, language, &file.response, true, &WordOptions::default());
            let back =
                CopyReader::new(copy.clone(), language, copy.definition_digest()).answers(&read(&made.bytes).unwrap());
            for about in &back.report.findings {
                wrong("a finding about a Word file", &about.line());
            }
        }
        let sides = [Response::from_json(good), Response::from_json(bad)];
        let [one, other] = &sides;
        let copies =
            [FilledCopy { name: "one.json", response: one }, FilledCopy { name: "other.json", response: other }];
        for difference in merge(&copy, language, &copies).differences {
            match &difference.path {
                Some(path) => wrong("a difference", &place_in_words(&copy, language, path)),
                None => wrong("a difference", &key_in_words(&copy, language, &difference.key)),
            }
            for side in &difference.sides {
                wrong("a side", &side.words);
            }
        }
    }
    assert!(seen > 1000, "{seen}");
}
