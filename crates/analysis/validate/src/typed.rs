//! Warnings about texts: a non-response such as "RAS" where the form has a box for it, gaps that nobody filled in, and
//! characters that nobody sees, formulas, and line breaks in answers of one line.

use crate::formula::is_formula;
use crate::phrases::{gap, non_answer};
use crate::rules;
use crate::words::{Words, non_response_text};
use canevas_diagnostics::Rule;
use canevas_model::{AnswerShape, Control, NonResponseCode, Question, QuestionIx};
use canevas_project::FormCopy;
use canevas_responses::{AnswerKey, AnswerPath, CompanionField, Response};
use canevas_syntax::forbidden;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

type Report<'r> = dyn FnMut(AnswerPath, &'static Rule, String, String) + 'r;

/// Checks every text of the answers.
pub(crate) fn scan(copy: &FormCopy<'_>, words: &Words<'_>, response: &Response, report: &mut Report<'_>) {
    let Some(answers) = response.answers() else { return };
    let unknown = copy.model.country_unknown.as_ref().map_or_else(String::new, |text| words.wording.plain(text, None));
    for (index, question) in copy.model.questions.iter_enumerated() {
        let mut scan = Scan { words, unknown: &unknown, report, index, in_rows: question.for_each.is_some() };
        if let Some(answer) = answers.get(question.id.as_str()) {
            let path = AnswerPath::question(&question.id);
            match (question.for_each, answer) {
                (Some(_), Value::Object(rows)) => {
                    for (key, value) in rows {
                        scan.answer(question, value, &path.clone().in_row(key));
                    }
                }
                _ => scan.answer(question, answer, &path),
            }
        }
        for field in CompanionField::of(question) {
            let is_line = field.is_line(question);
            let key = AnswerKey::companion(&question.id, field);
            if let Some(text) = answers.get(&key.to_string()) {
                scan.gaps(text, &AnswerPath::of_key(&key), is_line);
            }
        }
    }
}

struct Scan<'s, 'r> {
    words: &'s Words<'s>,
    unknown: &'s str,
    report: &'s mut Report<'r>,
    index: QuestionIx,
    in_rows: bool,
}

impl Scan<'_, '_> {
    fn answer(&mut self, question: &Question, value: &Value, path: &AnswerPath) {
        match (&question.shape, value) {
            (AnswerShape::Text { .. }, Value::String(text)) => {
                // What is more than one address is no address, and has a finding of its own.
                let is_line = question.control == Control::Line && question.shape.format().is_none();
                self.gaps(value, path, is_line);
                let wording = &self.words.wording;
                let in_its_words = question.can_say.iter().find(|said| is_alike(&wording.said(said), text));
                let meant = || {
                    let (said, first) = (NonResponseCode::from(non_answer(text)?), question.can_say.first()?);
                    Some(question.can_say.iter().find(|known| **known == said).unwrap_or(first))
                };
                if let Some(offered) = in_its_words.or_else(meant) {
                    let subject = self.words.question(self.index, None);
                    let message = format!("{subject} contains `{text}`, but the question has a box for that");
                    let written = non_response_text(offered.word());
                    let help = format!("write {written} (“{}”)", wording.said(offered));
                    (self.report)(path.clone(), &rules::NON_ANSWER_TYPED, message, help);
                }
            }
            (AnswerShape::Group, Value::Object(fields)) => self.fields(question, fields, path),
            (AnswerShape::Rows { .. }, Value::Array(rows)) => {
                for (index, row) in rows.iter().enumerate() {
                    if let Some(fields) = row.as_object() {
                        self.fields(question, fields, &path.clone().item(index));
                    }
                }
            }
            (AnswerShape::NamesAndRoles { .. }, Value::Array(_)) => self.gaps(value, path, true),
            _ => {}
        }
    }

    fn fields(&mut self, question: &Question, fields: &Map<String, Value>, path: &AnswerPath) {
        for field in &question.fields {
            for key in AnswerKey::all_of(field) {
                let Some(value) = fields.get(&key.to_string()) else { continue };
                let path = path.clone().field_key(&key);
                match &key.companion {
                    None => self.answer(field, value, &path),
                    Some(companion) => self.gaps(value, &path, companion.is_line(field)),
                }
            }
        }
    }

    /// Finds gaps and hidden characters in a text, in the texts of names and roles, or in those of the rows of a `for_each`. In one
    /// that has one line, it finds line breaks too.
    fn gaps(&mut self, value: &Value, path: &AnswerPath, is_line: bool) {
        match value {
            Value::String(text) => {
                if let Some(gap) = gap(text, self.unknown) {
                    let message = format!("{} still contains `{gap}`", self.words.question(self.index, None));
                    let help = "fill it in, or remove it".to_owned();
                    (self.report)(path.clone(), &rules::BRACKETS_IN_ANSWER, message, help);
                }
                self.hidden(text, path);
                self.formula(text, path);
                if is_line && text.trim().contains('\n') {
                    self.line_break(path);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.gaps(item, &path.clone().item(index), is_line);
                }
            }
            Value::Object(object) => {
                for (key, item) in object {
                    let is_row = self.in_rows && path.row().is_none();
                    let below = if is_row { path.clone().in_row(key) } else { path.clone().field(key.as_str()) };
                    self.gaps(item, &below, is_line);
                }
            }
            _ => {}
        }
    }

    /// Finds the characters that no definition, page or Word file may hold.
    fn hidden(&mut self, text: &str, path: &AnswerPath) {
        // A line may end as another program ends it; a carriage return elsewhere is no line end.
        let lines = text.replace("\r\n", "\n");
        let found: BTreeSet<char> = lines.chars().filter(|c| forbidden(*c)).collect();
        let Some(first) = found.first() else { return };
        let more = match found.len() - 1 {
            0 => String::new(),
            1 => " and another one".to_owned(),
            more => format!(" and {more} others"),
        };
        let subject = self.words.question(self.index, None);
        let message = format!("{subject} holds the invisible character U+{:04X}{more}", u32::from(*first));
        let help =
            "delete it; it often comes along when text is pasted. The next edition takes over the text without it";
        (self.report)(path.clone(), &rules::HIDDEN_CHARACTER, message, help.to_owned());
    }

    /// Reports a line break where the form has a box of one line.
    fn line_break(&mut self, path: &AnswerPath) {
        let message = format!(
            "{} has an answer of several lines, and the form asks for one",
            self.words.question(self.index, path.row())
        );
        let help = "write one line; the form shows “; ” where a line ends".to_owned();
        (self.report)(path.clone(), &rules::LINE_BREAK_IN_ANSWER, message, help);
    }

    /// Finds a text that a spreadsheet would run.
    fn formula(&mut self, text: &str, path: &AnswerPath) {
        if is_formula(text) {
            let message = format!("{} holds a formula", self.words.question(self.index, None));
            let help = "a spreadsheet would run it; ask what was meant, and write that".to_owned();
            (self.report)(path.clone(), &rules::FORMULA_IN_ANSWER, message, help);
        }
    }
}

/// Whether a text says the same words as a box, whatever its capitals and its signs.
fn is_alike(words: &str, text: &str) -> bool {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    letters(words) == letters(text)
}
