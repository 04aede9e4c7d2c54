//! A table: what its columns are called and hold, and where their values come from.

use crate::kind::ValueKind;
use arrow_schema::{Field, Schema};
use canevas_model::{ComputedId, FactId, FieldId, QuestionId};
use canevas_responses::CompanionField;
use std::collections::HashMap;
use std::sync::Arc;

/// Whose row it is. These columns stand first in every table.
pub const EDITION: &str = "edition";
/// The code of the country.
pub const COUNTRY: &str = "country";
/// The code of who answers, where they are not countries; empty where nobody is named.
pub const RESPONDENT: &str = "respondent";
/// The name of who answers, where a form lists them.
pub(crate) const RESPONDENT_NAME: &str = "respondent_name";
/// The file of the return; with the number of its line where a file holds several.
pub const RETURN: &str = "return";
/// The key of a row: of the `for_each`, of a list fact, or the row's own name.
pub const ROW: &str = "row";
/// The number of a row that was added to an answer, from 1.
pub const ITEM: &str = "item";

/// The language that the return was filled in.
pub(crate) const LANGUAGE: &str = "language";
/// Whether the return is a draft or complete.
pub(crate) const STATUS: &str = "status";

/// The table of the returns.
pub const RETURNS_TABLE: &str = "returns";
/// The long table, a row for each answer.
pub const ANSWERS_TABLE: &str = "answers";
/// What is no answer to the question where it stands.
pub const LEFT_OUT_TABLE: &str = "left_out";

/// The question, the field and the part of the answer, as columns are called.
pub(crate) const QUESTION: &str = "question";
/// A value as text.
pub(crate) const VALUE: &str = "value";
/// Whether there is a value, and why there is none.
pub(crate) const STATE: &str = "state";
/// Where something stands in the return.
pub(crate) const PLACE: &str = "place";
/// Why it is no answer.
pub(crate) const WHY: &str = "why";

pub(crate) const ANSWERS_COLUMNS: [&str; 5] = [QUESTION, ROW, ITEM, STATE, VALUE];
pub(crate) const LEFT_OUT_COLUMNS: [&str; 3] = [PLACE, VALUE, WHY];

/// Before the id of a fact.
pub(crate) const FACTS: &str = "facts";
/// Before the name of a computed number.
pub(crate) const COMPUTED: &str = "computed";
/// The column of the word in place of an answer.
pub(crate) const SAID: &str = "said";
/// The column of names, and that of roles.
pub(crate) const NAME: &str = "name";
pub(crate) const ROLE: &str = "role";

/// Who answered, as a column is called in a table with these columns.
pub(crate) fn key_of_respondent(mut has: impl FnMut(&str) -> bool) -> &'static str {
    if has(COUNTRY) { COUNTRY } else { RESPONDENT }
}

/// A table of the export.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name, without the ending of a file.
    pub name: String,
    /// What a row of it is.
    pub of: TableOf,
    /// Its columns, the keys first.
    pub columns: Vec<Column>,
}

/// What a row of a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableOf {
    /// A return.
    Returns,
    /// A row of an answer.
    Question(QuestionId),
    /// A row of a list fact.
    Fact(FactId),
    /// A place at which a country was asked something, or was not.
    Answers,
    /// A value that does not answer the question where it stands.
    LeftOut,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name. That of an answer is its path in a return: `q`, `group/field`, `q.comment`, `facts/name`.
    pub name: String,
    /// What it holds.
    pub kind: ValueKind,
    /// Where its values come from.
    pub source: ColumnSource,
}

/// Where the values of a column come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ColumnSource {
    /// Whose row it is, or what the head of a return says.
    Key(&'static str),
    /// A part of an answer.
    Answer {
        /// The question, as the latest edition that asked it calls it.
        question: QuestionId,
        /// The field.
        field: Option<QuestionId>,
        /// Which part.
        part: AnswerPart,
    },
    /// A number that the form computes, as the latest edition that has it calls it.
    Computed(ComputedId),
    /// What is known about the country.
    Fact {
        /// The fact.
        fact: FactId,
        /// The field of a list.
        field: Option<FieldId>,
    },
}

/// A part of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AnswerPart {
    /// The answer itself.
    Value,
    /// The word in place of an answer.
    Said,
    /// A text beside it.
    Beside(CompanionField),
    /// A name of a list of names.
    Name,
    /// The role beside the name.
    Role,
}

impl Column {
    /// A column of whose row it is.
    pub(crate) fn key(name: &'static str) -> Self {
        let kind = if name == ITEM { ValueKind::Integer } else { ValueKind::Text };
        Self { name: name.to_owned(), kind, source: ColumnSource::Key(name) }
    }
}

impl Table {
    /// The columns in memory and in Parquet. `label` gives the words of a column, which Parquet keeps beside its name.
    pub fn schema(&self, label: &dyn Fn(&Column) -> Option<String>) -> Arc<Schema> {
        let fields: Vec<Field> = self.columns.iter().map(|column| field(column, label(column))).collect();
        Arc::new(Schema::new(fields))
    }
}

fn field(column: &Column, label: Option<String>) -> Field {
    let may_be_absent = !matches!(column.source, ColumnSource::Key(EDITION | COUNTRY | RESPONDENT | RETURN));
    let field = Field::new(&column.name, column.kind.data_type(), may_be_absent);
    let label = label.map(|label| ("label".to_owned(), label));
    field.with_metadata(HashMap::from_iter(label))
}
