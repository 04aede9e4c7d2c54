//! The totals of rows and columns, as people read them.

use crate::gather::Gatherer;
use crate::tree::{ReadableAnswer, ReadableField, ReadablePlace, ReadableQuestion, ReadableValue};
use canevas_model::{Total, TotalAt};
use canevas_project::{OutlineQuestion, Row};
use canevas_wording::PlainText;
use canevas_wording::ui::common::Common;

impl<'a> Gatherer<'a, '_> {
    fn word_of_totals(&self) -> PlainText {
        self.answers.wording.word(Common::Total).into()
    }

    fn total(&self, outline: &OutlineQuestion<'a>, at: &TotalAt, total: Total) -> ReadableAnswer {
        let words = self.answers.wording.total(outline.question, at, total);
        ReadableAnswer { value: ReadableValue::Words(words.into()), beside: Vec::new() }
    }

    /// The totals that there are.
    fn totals(&self, outline: &OutlineQuestion<'a>) -> Vec<(TotalAt, Total)> {
        let copy = self.answers.wording.copy;
        copy.totals(outline.index).into_iter().filter_map(|at| copy.total(&at).map(|total| (at, total))).collect()
    }

    /// A row with its total after its fields.
    pub(crate) fn with_total(
        &self,
        outline: &OutlineQuestion<'a>,
        row: &Row,
        mut place: ReadablePlace,
    ) -> ReadablePlace {
        let total = self.totals(outline).into_iter().find(|(at, _)| at.row.as_ref() == Some(&row.key));
        if let (Some((at, total)), ReadableValue::Fields(fields)) = (total, &mut place.answer.value) {
            fields.push(ReadableField { label: self.word_of_totals(), answer: self.total(outline, &at, total) });
        }
        place
    }

    /// The totals of the columns, as a last row.
    pub(crate) fn totals_below(&self, outline: &OutlineQuestion<'a>) -> Option<ReadablePlace> {
        let wording = &self.answers.wording;
        let below = self.totals(outline).into_iter().filter(|(at, _)| at.row.is_none());
        let fields: Vec<ReadableField> = below
            .map(|(at, total)| {
                let field = at.field.map(|field| &outline.question.fields[field]);
                let name = field.and_then(|field| field.short.as_ref().or(field.ask.as_ref()));
                let label = match (field, name) {
                    (_, Some(name)) => wording.plain_text(name, None),
                    (Some(field), None) => field.id.to_string().into(),
                    (None, None) => self.word_of_totals(),
                };
                ReadableField { label, answer: self.total(outline, &at, total) }
            })
            .collect();
        let answer = ReadableAnswer { value: ReadableValue::Fields(fields), beside: Vec::new() };
        let is_none = matches!(&answer.value, ReadableValue::Fields(fields) if fields.is_empty());
        (!is_none).then(|| ReadablePlace { row: Some(self.word_of_totals()), answer })
    }

    /// The total of a question that is asked once per row, after its rows.
    pub(crate) fn total_of_rows(&self, outline: &OutlineQuestion<'a>) -> Option<ReadableQuestion> {
        let (at, total) = self.totals(outline).pop()?;
        let places = vec![ReadablePlace { row: Some(self.word_of_totals()), answer: self.total(outline, &at, total) }];
        Some(ReadableQuestion { heading: None, number: String::new(), text: Vec::new(), places })
    }
}
