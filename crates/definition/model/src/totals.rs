//! Totals: sums over the rows and columns of a question. They are shown and printed, nobody types them, and no return holds them.
//!
//! A cell that is not asked counts for nothing. A cell that is asked and has no number is missing: the sum leaves it out, and is shown
//! as incomplete.

use crate::expression::Exact;
use crate::indices::{FieldIx, QuestionIx};
use crate::shape::AnswerShape;
use crate::text::Text;
use crate::types::{Model, Question};
use canevas_syntax::definition::Total as TotalsShown;

/// Where a total stands: at the end of a row, below a column, or, with neither, in the corner. A question without columns has one
/// total, in the corner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TotalAt {
    /// The question.
    pub question: QuestionIx,
    /// The key of the row whose numbers are added up.
    pub row: Option<String>,
    /// The column whose numbers are added up.
    pub field: Option<FieldIx>,
}

/// What numbers come to together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The sum.
    pub sum: Exact,
    /// Whether every place that is asked has a number.
    pub is_complete: bool,
}

impl Total {
    /// The sum of the numbers that are given; none where none is given, or where the sum has too many digits. `cells` are the places
    /// that are asked.
    pub fn of(cells: impl IntoIterator<Item = Option<f64>>) -> Option<Self> {
        let mut total: Option<Exact> = None;
        let mut is_complete = true;
        for cell in cells {
            let Some(number) = cell else {
                is_complete = false;
                continue;
            };
            let Some(number) = Exact::of_answer(number) else { continue };
            total = Some(match total {
                None => number,
                Some(sum) => sum.plus(number)?,
            });
        }
        total.map(|sum| Self { sum, is_complete })
    }
}

impl Question {
    /// Whether totals add up its answers: a number, whose unit is the same in every row.
    pub fn adds_up(&self) -> bool {
        matches!(self.shape, AnswerShape::Number(_)) && self.units.is_none()
    }

    /// The unit of a total: that of its column, or of all columns where they are alike.
    pub fn unit_of_total(&self, at: &TotalAt) -> Option<&Text> {
        match at.field.or(self.columns.and(self.fields.first_key())) {
            Some(field) => self.fields.get(field)?.unit.as_ref(),
            None => self.unit.as_ref(),
        }
    }

    /// The totals that it shows over these rows, row by row and then those below the rows. `index` is its own.
    pub fn totals<'r>(&self, index: QuestionIx, rows: impl IntoIterator<Item = &'r str>) -> Vec<TotalAt> {
        let Some(total) = self.total else { return Vec::new() };
        let at = |row: Option<&str>, field| TotalAt { question: index, row: row.map(str::to_owned), field };
        let mut out = Vec::new();
        if matches!(total, TotalsShown::Row | TotalsShown::Both) {
            out.extend(rows.into_iter().map(|row| at(Some(row), None)));
        }
        if matches!(total, TotalsShown::Column | TotalsShown::Both) {
            let fields = self.fields.iter_enumerated().filter(|(_, field)| field.adds_up());
            out.extend(fields.map(|(field, _)| at(None, Some(field))));
        }
        if self.fields.is_empty() || total == TotalsShown::Both {
            out.push(at(None, None));
        }
        out
    }
}

impl TotalAt {
    /// The fields that are added up; none where the question has no columns.
    pub fn fields<'m>(&'m self, model: &'m Model) -> impl Iterator<Item = (FieldIx, &'m Question)> {
        let fields = model.questions[self.question].fields.iter_enumerated();
        fields.filter(|(at, field)| field.adds_up() && self.field.is_none_or(|only| only == *at))
    }

    /// Its name in a page and in a filled document: the question, the row and the column, with a stroke between them.
    pub fn name(&self, model: &Model) -> String {
        let question = &model.questions[self.question];
        let field = self.field.map_or("", |field| question.fields[field].id.as_str());
        format!("{}/{}/{field}", question.id, self.row.as_deref().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::Total;

    fn total(cells: &[Option<f64>]) -> Option<(String, bool)> {
        Total::of(cells.iter().copied()).map(|total| (total.sum.to_string(), total.is_complete))
    }

    #[test]
    fn numbers_are_added_exactly_and_a_missing_one_is_told() {
        assert_eq!(total(&[Some(0.1), Some(0.2)]), Some(("0.3".to_owned(), true)));
        assert_eq!(total(&[Some(0.1), None, Some(-4.0)]), Some(("-3.9".to_owned(), false)));
        assert_eq!(total(&[None, None]), None);
        assert_eq!(total(&[]), None);
    }
}
