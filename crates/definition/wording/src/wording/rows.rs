//! Rows in words: what names a row, and what texts quote of it.

use super::{Wording, bracket};
use crate::rich::{Block, BracketFact, Inline};
use crate::ui::form::Form;
use canevas_model::condition::said;
use canevas_model::{AnswerShape, FactKind, FieldIx, Piece, Placeholder, Text, TextOwner, TextRole};
use canevas_project::{FactValue, Row, RowSource};

impl Wording<'_> {
    /// Puts the title of an entered row before the question that is asked about it.
    pub(super) fn put_before(&self, blocks: &mut [Block], row: &Row) {
        let RowSource::Entered(_) = row.source else { return };
        if let Some(Block::Paragraph(first)) = blocks.first_mut() {
            let mut title = self.row_title(row);
            title.push(Inline::Text(self.colon().to_owned()));
            first.splice(0..0, title);
        }
    }

    /// What names a row: of an entered row its first field with one value, which is a bracket as long as nobody knows it.
    pub fn row_title(&self, row: &Row) -> Vec<Inline> {
        let RowSource::Entered(question) = row.source else { return vec![Inline::Value(self.row_label(row))] };
        let fields = &self.copy.model.questions[question].fields;
        self.item(row, fields.position(|field| !matches!(field.shape, AnswerShape::Many { .. })))
    }

    pub(super) fn item(&self, row: &Row, field: Option<FieldIx>) -> Vec<Inline> {
        match (row.source, field) {
            (RowSource::Known(fact), Some(field)) => {
                let path = || {
                    let FactKind::List { fields, .. } = &self.copy.model.facts[fact].kind else { return None };
                    Some(BracketFact::Field(
                        self.copy.model.facts[fact].id.clone(),
                        row.key.clone(),
                        fields.get(field)?.id.clone(),
                    ))
                };
                let Some(FactValue::Rows(rows)) = self.copy.fact(fact) else { return bracket(path()) };
                let value = rows.get(row.index).and_then(|row| row.fields.get(field)).and_then(Option::as_ref);
                let declared = self.copy.model.facts[fact].fields().get(field);
                let words = declared.zip(value).and_then(|(declared, value)| self.known(&declared.shape, value));
                words.map_or_else(|| bracket(path()), |(text, _)| vec![Inline::Value(text)])
            }
            (RowSource::Blank(fact), Some(field)) => {
                let declared = &self.copy.model.facts[fact];
                let FactKind::List { fields, .. } = &declared.kind else { return bracket(None) };
                bracket(
                    fields
                        .get(field)
                        .map(|field| BracketFact::Field(declared.id.clone(), row.key.clone(), field.id.clone())),
                )
            }
            (RowSource::Entered(index), Some(field)) => {
                let question = &self.copy.model.questions[index];
                let Some(field) = question.fields.get(field) else { return bracket(None) };
                let held = self.copy.entered(index, &row.key, &field.id);
                if let Some(value) = held.filter(|value| said(*value).is_none()) {
                    return vec![Inline::Value(self.answer(&field.shape, value))];
                }
                vec![Inline::Bracket {
                    before: "".into(),
                    text: format!("[{}]", self.entered_label(row)),
                    fact: Some(BracketFact::Entered(question.id.clone(), row.key.clone(), field.id.clone())),
                }]
            }
            _ => vec![Inline::Value(self.row_label(row))],
        }
    }

    /// Whether another entered row has the same value in a field. Then only the number of the row tells the two apart.
    pub(super) fn is_twin(&self, row: &Row, field: FieldIx) -> bool {
        let RowSource::Entered(question) = row.source else { return false };
        let id = &self.copy.model.questions[question].fields[field].id;
        let Some(own) = self.copy.entered(question, &row.key, id) else { return false };
        let mut others = self.copy.entered_rows(question).filter(|(key, _)| **key != row.key);
        others.any(|(_, held)| held.get(id.as_str()) == Some(own))
    }

    /// The number of a row that people enter.
    pub(super) fn entered_label(&self, row: &Row) -> String {
        self.filled(Form::RowName, &[("n", &(row.index + 1).to_string())])
    }

    /// The name of a row: its label, its year, or the first field of its fact. If that is not known, its number.
    pub fn row_label(&self, row: &Row) -> String {
        match row.source {
            RowSource::Year(year) => year.to_string(),
            RowSource::Entry(..) => {
                self.copy.entry_label(row).map_or_else(String::new, |label| self.label_text(label).plain())
            }
            RowSource::Entered(_) => match self.row_title(row).as_slice() {
                [Inline::Value(text)] => text.clone(),
                _ => self.entered_label(row),
            },
            RowSource::Known(..) | RowSource::Blank(_) => {
                let first = self.item(row, Some(0.into()));
                match first.as_slice() {
                    [Inline::Value(text)] => text.clone(),
                    _ => (row.index + 1).to_string(),
                }
            }
        }
    }
}

/// Whether a text asks about an entered row without a word of it.
pub(super) fn names_no_row(text: &Text, pieces: &[Piece]) -> bool {
    let of_row = |piece: &Piece| matches!(piece, Piece::Placeholder(Placeholder::Item(_)));
    matches!(text.key.owner(), TextOwner::Question(_)) && text.key.role() == TextRole::Ask && !pieces.iter().any(of_row)
}
