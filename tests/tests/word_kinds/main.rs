//! The kinds of damage and of habits that filled Word files show, each with several inputs: what was done to the XML of a
//! filled document, what the answers are then, and what the report says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod content;
mod hand;
mod lines;
mod looks;
mod merged_cells;
mod options;
mod own_texts;
mod places;
mod rows;
mod values;

use canevas_docx::read::read;
use canevas_tests::word::{blank, project, xml};
use hand::Hand;
use serde_json::Value;

/// An input of a kind.
pub struct Input {
    /// What happened.
    pub name: String,
    /// What was done to the filled document.
    pub done: Box<dyn Fn(&mut Hand)>,
    /// Answers by JSON pointer below `answers`; `null` where there must be none.
    pub answers: Vec<(&'static str, Value)>,
    /// What the report says.
    pub told: Vec<String>,
    /// What neither the answers nor the report may hold.
    pub nowhere: Vec<&'static str>,
}

/// An input.
pub fn input(name: &str, done: impl Fn(&mut Hand) + 'static) -> Input {
    Input { name: name.to_owned(), done: Box::new(done), answers: Vec::new(), told: Vec::new(), nowhere: Vec::new() }
}

impl Input {
    /// What an answer must be.
    #[must_use]
    pub fn is(mut self, path: &'static str, value: impl Into<Value>) -> Self {
        self.answers.push((path, value.into()));
        self
    }

    /// What the report must say.
    #[must_use]
    pub fn told(mut self, words: impl Into<String>) -> Self {
        self.told.push(words.into());
        self
    }

    /// What must be nowhere.
    #[must_use]
    pub fn nowhere(mut self, words: &'static str) -> Self {
        self.nowhere.push(words);
        self
    }
}

/// Reads each input of a kind, and holds what was read against what is right.
///
/// # Panics
///
/// Where something is not right.
pub fn hold(kind: &str, inputs: Vec<Input>) {
    let project = project("kinds").unwrap();
    let parts = {
        let copies = project.copies();
        let copy = copies.iter().find(|copy| copy.code.word() == "blank").unwrap();
        xml::parts(&blank(copy, "en").unwrap()).unwrap()
    };
    let mut wrong = Vec::new();
    for Input { name, done, answers, told, nowhere } in inputs {
        let mut hand = Hand::filled(parts.clone());
        done(&mut hand);
        let read = project.read_word(&read(&xml::file(&hand.parts).unwrap()).unwrap()).unwrap();
        let report: Vec<String> = read.report.findings.iter().map(canevas_docx::read::WordFinding::line).collect();
        let all = format!("{}\n{}", read.json, report.join("\n"));
        for (path, value) in answers {
            let found = read.json.pointer(&format!("/answers/{path}")).cloned().unwrap_or(Value::Null);
            if found != value {
                wrong.push(format!("{kind}, {name}: {path} is {found} and not {value}\n  {}", report.join("\n  ")));
            }
        }
        for words in told.iter().filter(|words| !report.iter().any(|line| line.contains(words.as_str()))) {
            wrong.push(format!("{kind}, {name}: nothing says `{words}`\n  {}", report.join("\n  ")));
        }
        for words in nowhere.iter().filter(|words| all.contains(**words)) {
            wrong.push(format!("{kind}, {name}: `{words}` should be nowhere\n  {all}"));
        }
        if told.is_empty() && !report.is_empty() {
            wrong.push(format!("{kind}, {name}: nothing should be told\n  {}", report.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
