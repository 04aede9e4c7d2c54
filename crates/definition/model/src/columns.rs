//! Questions with an answer for each row and each column. A column is a field of the row, which the compiler makes from an entry of
//! a list or from a year: so everything that knows the fields of rows knows columns too.

use crate::ids::QuestionId;
use crate::own_words::OwnWord;
use crate::shape::{AnswerShape, ChoiceSource};
use crate::text::Text;
use crate::types::{ForEach, Question};

/// The key of a year, as a row or a column.
pub fn key_of_year(year: i32) -> String {
    format!("y{year}")
}

impl Question {
    /// The texts that all columns share: the unit, and what is written at the options.
    pub(crate) fn texts_of_column(&self) -> Vec<&Text> {
        let mut texts: Vec<&Text> = self.unit.iter().collect();
        let written = |shape: &&AnswerShape| shape.choice_source() == Some(ChoiceSource::Inline);
        for choice in self.units.iter().chain([&self.shape]).filter(written).flat_map(AnswerShape::choices) {
            texts.extend(choice.texts());
        }
        texts
    }

    /// The fields that differ from one another: columns are alike, so that the first stands for all.
    pub fn unlike_fields(&self) -> impl Iterator<Item = &Self> {
        self.fields.iter().take(if self.columns.is_some() { 1 } else { usize::MAX })
    }

    /// Gives the columns of a question about the years other years. A rule names a column by its place, so none goes.
    pub fn set_years(&mut self, years: &[i32]) {
        let (Some(ForEach::Years), Some(last)) = (self.columns, years.last()) else { return };
        while let Some(field) = self.fields.last().filter(|_| self.fields.len() < years.len()).cloned() {
            self.fields.push(field);
        }
        let all = years.iter().copied().chain(last + 1..);
        for (field, year) in self.fields.iter_mut().zip(all) {
            field.id = QuestionId::from(key_of_year(year).as_str());
            field.ask = field.ask.take().map(|ask| ask.into_own(OwnWord::Year(year)));
        }
    }
}
