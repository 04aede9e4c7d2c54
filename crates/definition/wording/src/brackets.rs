//! The brackets that a copy still prints: what its country file could supply.

use crate::{BracketFact, Wording};
use canevas_model::{Language, QuestionId, SectionId, Text, TextKey, TextOwner, TextRole};
use canevas_project::{Artifact, FormCopy, Row};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A bracket that a copy prints in place of an unknown value.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenBracket<'a> {
    /// The text that contains it.
    pub text: &'a Text,
    /// The key of the row, if the text is repeated for each row.
    pub row: Option<String>,
    /// The bracket as printed.
    pub bracket: String,
}

/// `brackets.txt`: for each language, every bracket that the copy prints, with its text key and its row.
pub fn brackets(copy: &FormCopy<'_>) -> Artifact {
    let texts = printed(copy);
    let mut out = String::new();
    for language in copy.languages() {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "[{language}]");
        let open = open_in(copy, &texts, language);
        for OpenBracket { text, row, bracket } in &open {
            let _ = match row {
                Some(row) => writeln!(out, "{}  row {row}  {bracket}", text.key),
                None => writeln!(out, "{}  {bracket}", text.key),
            };
        }
        if open.is_empty() {
            out.push_str("none\n");
        }
        out.push('\n');
    }
    out.pop();
    Artifact { name: "brackets.txt".to_owned(), bytes: out.into_bytes() }
}

/// The brackets that a copy prints in a language, in the order of the document. A bracket that occurs twice in one
/// text is listed once.
pub fn open_brackets<'a>(copy: &FormCopy<'a>, language: &Language) -> Vec<OpenBracket<'a>> {
    open_in(copy, &printed(copy), language)
}

/// The texts that a copy prints, in the order of the document.
fn printed<'a>(copy: &FormCopy<'a>) -> Vec<&'a Text> {
    let hidden = hidden(copy);
    let is_printed = |text: &Text| text.key.role() == TextRole::IfNotShown || !hidden.holds(&text.key);
    let texts: Vec<&Text> = copy.model.texts().into_iter().filter(|text| is_printed(text)).collect();
    // The model lists the introduction and the closing text together. On the page, the sections stand between them.
    let (closing, mut others): (Vec<&Text>, Vec<&Text>) =
        texts.into_iter().partition(|text| text.key.role() == TextRole::Closing);
    others.extend(closing);
    others
}

fn open_in<'a>(copy: &FormCopy<'a>, texts: &[&'a Text], language: &Language) -> Vec<OpenBracket<'a>> {
    let wording = Wording::new(copy, language);
    let mut open = Vec::new();
    for text in texts {
        match text.scope.rows {
            Some(rows) => copy.rows(rows).iter().for_each(|row| collect(&wording, text, Some(row), &mut open)),
            None => collect(&wording, text, None, &mut open),
        }
    }
    open
}

/// The questions and sections that this copy never asks.
#[derive(Default)]
struct NeverAsked<'a> {
    sections: BTreeSet<&'a SectionId>,
    questions: BTreeSet<&'a QuestionId>,
}

impl NeverAsked<'_> {
    /// Whether a text belongs to one of them. The title of a section is always printed.
    fn holds(&self, key: &TextKey) -> bool {
        match key.owner() {
            TextOwner::Section(section) => key.role() == TextRole::Introduction && self.sections.contains(section),
            owner => owner.question().is_some_and(|question| self.questions.contains(question)),
        }
    }
}

fn hidden<'a>(copy: &FormCopy<'a>) -> NeverAsked<'a> {
    let mut out = NeverAsked::default();
    let mut asked = BTreeSet::new();
    for section in copy.outline() {
        if !section.presence.is_asked() {
            out.sections.insert(&section.section.id);
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

fn collect<'a>(wording: &Wording<'_>, text: &'a Text, row: Option<&Row>, open: &mut Vec<OpenBracket<'a>>) {
    let start = open.len();
    for (bracket, fact) in wording.rich(text, row).brackets() {
        // Answers fill it, and no country file.
        let is_answered =
            matches!(fact, Some(BracketFact::Computed(_) | BracketFact::Entered(..) | BracketFact::Cell(_)));
        if !is_answered && !open[start..].iter().any(|known| known.bracket == bracket) {
            open.push(OpenBracket { text, row: row.map(|row| row.key.clone()), bracket: bracket.to_owned() });
        }
    }
}
