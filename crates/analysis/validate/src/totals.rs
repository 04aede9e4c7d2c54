//! The totals of rows and columns, over the answers that count.

use crate::walk::ResponseValidator;
use canevas_model::condition::said;
use canevas_model::{EitherValue, JsonValue, Question, Total, TotalAt};
use canevas_project::Row;
use canevas_responses::RowContext;
use std::collections::BTreeMap;

impl<'v, V: JsonValue<'v>> ResponseValidator<'v, V> {
    /// The totals in which there is a number. The answers must have been walked over. Without `personal`, what is computed from answers
    /// that may not be published stays out.
    pub(crate) fn totals(&self, personal: bool) -> BTreeMap<TotalAt, Total> {
        let copy = &self.of.copy;
        let model = copy.model;
        let mut out = BTreeMap::new();
        for (index, question) in model.questions.iter_enumerated().filter(|(_, question)| question.total.is_some()) {
            let rows = question.for_each.map(|rows| copy.rows(rows)).unwrap_or_default();
            let is_asked = |row: &&Row| {
                self.exists(row)
                    && self.asked.iter().any(|place| place.question == index && place.row.as_deref() == Some(&row.key))
            };
            let may_show = |of: &Question| personal || model.may_be_published(of);
            for at in copy.totals(index) {
                if !(may_show(question) && at.fields(model).all(|(_, field)| may_show(field))) {
                    continue;
                }
                let rows =
                    rows.iter().filter(|row| at.row.as_ref().is_none_or(|only| row.key == *only)).filter(is_asked);
                let total = Total::of(rows.flat_map(|row| self.numbers(&at, row)));
                out.extend(total.map(|total| (at, total)));
            }
        }
        out
    }

    /// The number in each place of a row that is asked and added up.
    fn numbers(&self, at: &TotalAt, row: &Row) -> Vec<Option<f64>> {
        let model = self.of.copy.model;
        let question = &model.questions[at.question];
        let answer = self.relevant.answer(at.question).and_then(|rows| rows.member(&row.key));
        if question.fields.is_empty() {
            return vec![answer.and_then(EitherValue::number)];
        }
        // A word for the whole row stands in the place of each number.
        let is_said = !question.can_say.is_empty() && answer.is_some_and(|answer| said(answer).is_some());
        let context = RowContext { row: Some(&row.key), fields: answer };
        let is_asked = |field: &Question| {
            is_said
                || (self.relevant.shows(field.show_if.outer.as_ref())
                    && self.relevant.shows_in(field.show_if.row.as_ref(), context))
        };
        let fields = at.fields(model).map(|(_, field)| field).filter(|field| is_asked(field));
        fields.map(|field| answer.and_then(|answer| answer.member(&field.id)).and_then(EitherValue::number)).collect()
    }
}
