//! What the country answered in the edition before, under the questions that ask for it. It is text of the document and
//! no answer: whoever fills in answers for this edition, and the reader knows these lines as the blank's own.

use super::builder::Builder;
use crate::doc::{Inline, Mark, Paragraph, Style};
use canevas_model::{AnswerShape, Question};
use canevas_project::Row;
use canevas_responses::{AnswerKey, CompanionField, NON_RESPONSE_KEY};
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::ui::fill;
use serde_json::{Map, Value};

/// Answers of the edition before by key, with their companion fields.
type Answers = Map<String, Value>;

impl<'a> Builder<'a> {
    /// Last year's answer to a question, or to one of its rows; all rows where `row` names none.
    pub(super) fn last_year(&mut self, question: &'a Question, row: Option<&Row>) {
        if question.shown_last_year().is_none() {
            return;
        }
        let Some(last) = self.copy.last_year else { return };
        let lines = match (question.for_each, row) {
            (None, _) => self.lines_of(question, &last.answers),
            (Some(_), Some(row)) => self.lines_of(question, &of_row(&last.answers, &row.key)),
            (Some(rows), None) => {
                let mut lines = Vec::new();
                for row in self.copy.rows(rows) {
                    let inner = self.lines_of(question, &of_row(&last.answers, &row.key));
                    lines.extend(self.titled(&self.wording.row_label(&row), inner));
                }
                lines
            }
        };
        if lines.is_empty() {
            return;
        }
        let label = fill(&self.document_word(DocumentWord::LastYear), &[("edition", &last.edition)]);
        let mut inlines = vec![self.own(label)];
        if let Some(Inline::Run(run)) = inlines.first_mut() {
            run.mark = Mark::Label;
        }
        // One short line stands beside its label. More of them stand under it, each a paragraph: a page may end between them.
        let mut lines: Vec<&str> = lines.iter().flat_map(|line| line.split('\n')).collect();
        if let [line] = lines.as_slice() {
            inlines.push(Inline::text(format!(" {line}")));
            lines.clear();
        }
        self.push(Paragraph::new(Style::LastYear, inlines));
        self.push_all(lines.into_iter().map(|line| Paragraph::text(Style::LastYear, line)).collect());
    }

    /// An answer in words, line by line, then its comment.
    fn lines_of(&self, question: &'a Question, answers: &Answers) -> Vec<String> {
        let mut lines =
            answers.get(question.id.as_str()).map_or_else(Vec::new, |value| self.answer(question, value, answers));
        lines.extend(companion(question, CompanionField::Comment, answers).map(str::to_owned));
        lines.retain(|line| !line.trim().is_empty());
        lines
    }

    fn answer(&self, question: &'a Question, value: &Value, answers: &Answers) -> Vec<String> {
        if let Some(word) = value.get(NON_RESPONSE_KEY).and_then(Value::as_str) {
            return vec![self.wording.said(&word.into()).into_owned()];
        }
        let parts = value.as_array().map_or(&[][..], Vec::as_slice);
        match &question.shape {
            AnswerShape::One { .. } => vec![self.chosen(question, value, answers)],
            AnswerShape::Many { .. } => {
                let chosen: Vec<String> = parts.iter().map(|part| self.chosen(question, part, answers)).collect();
                vec![chosen.join(" · ")]
            }
            AnswerShape::Number(_) | AnswerShape::Year { .. } => {
                let unit = companion(question, CompanionField::Unit, answers);
                vec![self.wording.answer_with_unit(question, value, unit).text]
            }
            AnswerShape::NamesAndRoles { .. } => parts
                .iter()
                .map(|part| {
                    let words = ["name", "role"].iter().filter_map(|key| part.get(key).and_then(Value::as_str));
                    words.collect::<Vec<_>>().join(" – ")
                })
                .collect(),
            AnswerShape::Group => value.as_object().map_or_else(Vec::new, |fields| self.fields(question, fields)),
            AnswerShape::Rows { .. } => {
                let rows = parts.iter().filter_map(Value::as_object).enumerate();
                rows.filter_map(|(at, fields)| {
                    let line = self.fields(question, fields).join(" · ").replace('\n', " ");
                    (!line.is_empty()).then(|| format!("{}. {line}", at + 1))
                })
                .collect()
            }
            AnswerShape::Text { .. }
            | AnswerShape::YesNo
            | AnswerShape::Date { .. }
            | AnswerShape::Month { .. }
            | AnswerShape::Nothing => vec![self.wording.answer(&question.shape, value)],
        }
    }

    /// An option by its label, with the text that specifies it.
    fn chosen(&self, question: &'a Question, code: &Value, answers: &Answers) -> String {
        let label = self.wording.answer(&question.shape, code).replace('\n', " ");
        match code.as_str().and_then(|code| companion(question, CompanionField::other(code), answers)) {
            Some(text) => format!("{label} – {text}"),
            None => label,
        }
    }

    fn fields(&self, question: &'a Question, answers: &Answers) -> Vec<String> {
        let mut lines = Vec::new();
        for field in &question.fields {
            let name = field.short.as_ref().or(field.ask.as_ref());
            let name = name.map_or_else(|| field.id.to_string(), |text| self.wording.plain(text, None));
            lines.extend(self.titled(&name.replace('\n', " "), self.lines_of(field, answers)));
        }
        lines
    }

    /// Lines with what they are about before the first of them.
    fn titled(&self, title: &str, mut lines: Vec<String>) -> Vec<String> {
        if let Some(first) = lines.first_mut() {
            // A title that asks needs no colon after its own sign.
            let sign = if title.ends_with(['?', ':', '.', '!', '…']) { " " } else { self.wording.colon() };
            *first = format!("{title}{sign}{first}");
        }
        lines
    }
}

/// The text of a companion field: what specifies an option, or the comment.
fn companion<'v>(question: &Question, field: CompanionField, answers: &'v Answers) -> Option<&'v str> {
    let key = AnswerKey::companion(&question.id, field).to_string();
    answers.get(&key)?.as_str().filter(|text| !text.trim().is_empty())
}

/// The answers of one row.
fn of_row(answers: &Answers, key: &str) -> Answers {
    answers.iter().filter_map(|(id, rows)| Some((id.clone(), rows.as_object()?.get(key)?.clone()))).collect()
}
