//! What a copy leaves in brackets: the list of what a country file could still say.

use crate::Wording;
use canevas_model::{QuestionId, SectionId, Text, TextKey, TextOwner, TextRole};
use canevas_project::{Artifact, FormCopy, Row};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// `brackets.txt`: for each language, every bracket that the copy prints, with its catalogue key and its row, in the
/// order of the document. A bracket that stands twice in one text is told once.
pub fn brackets(copy: &FormCopy<'_>) -> Artifact {
    let hidden = hidden(copy);
    let is_printed = |text: &Text| text.key.role() == TextRole::IfNotShown || !hidden.holds(&text.key);
    let texts: Vec<&Text> = copy.model.texts().into_iter().filter(|text| is_printed(text)).collect();
    // The model tells what opens and what closes the form together; on the page the sections stand between them.
    let (closing, others): (Vec<&Text>, Vec<&Text>) =
        texts.into_iter().partition(|text| text.key.role() == TextRole::Closing);
    let mut out = String::new();
    for language in copy.model.languages() {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "[{language}]");
        let wording = Wording::new(copy, language);
        let start = out.len();
        for text in others.iter().chain(&closing) {
            match text.scope.rows {
                Some(rows) => copy.rows(rows).iter().for_each(|row| told(&wording, text, Some(row), &mut out)),
                None => told(&wording, text, None, &mut out),
            }
        }
        if out.len() == start {
            out.push_str("none\n");
        }
        out.push('\n');
    }
    out.pop();
    Artifact { name: "brackets.txt".to_owned(), bytes: out.into_bytes() }
}

/// What this copy never asks.
#[derive(Default)]
struct NeverAsked<'a> {
    sections: Vec<&'a SectionId>,
    questions: Vec<&'a QuestionId>,
}

impl NeverAsked<'_> {
    /// Whether a text belongs to it. The title of a section is printed in any case.
    fn holds(&self, key: &TextKey) -> bool {
        match key.owner() {
            TextOwner::Section(section) => key.role() == TextRole::Introduction && self.sections.contains(&section),
            owner => owner.question().is_some_and(|question| self.questions.contains(&question)),
        }
    }
}

fn hidden<'a>(copy: &FormCopy<'a>) -> NeverAsked<'a> {
    let mut out = NeverAsked::default();
    let mut asked = BTreeSet::new();
    for section in copy.outline() {
        if !section.presence.is_asked() {
            out.sections.push(&section.section.id);
        }
        let questions = section.blocks.iter().flat_map(|block| &block.questions);
        asked.extend(questions.filter(|view| view.presence.is_asked()).map(|view| view.index));
    }
    out.questions.extend(
        copy.model
            .questions
            .iter_enumerated()
            .filter_map(|(index, question)| (!asked.contains(&index)).then_some(&question.id)),
    );
    out
}

fn told<'a>(wording: &Wording<'a>, text: &'a Text, row: Option<&Row>, out: &mut String) {
    let rich = wording.rich(text, row);
    let mut seen: Vec<&str> = Vec::new();
    for (bracket, _) in rich.brackets() {
        if seen.contains(&bracket) {
            continue;
        }
        seen.push(bracket);
        let _ = match row {
            Some(row) => writeln!(out, "{}  row {}  {bracket}", text.key, row.key),
            None => writeln!(out, "{}  {bracket}", text.key),
        };
    }
}
