//! What a column holds. The same values stand in CSV, XLSX and Parquet; each file writes them in its own way.

use arrow_schema::{DataType, Field};
use canevas_model::AnswerShape;
use std::sync::Arc;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueKind {
    /// A text, as it was written.
    Text,
    /// The code of one option; `yes` or `no`.
    Code,
    /// The codes of several options.
    Codes,
    /// A whole number. A year is one.
    Integer,
    /// A number with decimals.
    Decimal,
    /// A day.
    Date,
    /// A month, such as `2023-04`.
    Month,
}

impl ValueKind {
    /// What a simple answer is; none for names, groups and rows, which have tables or columns of their own.
    pub fn of(shape: &AnswerShape) -> Option<Self> {
        Some(match shape {
            AnswerShape::Text { .. } => Self::Text,
            AnswerShape::YesNo | AnswerShape::One { .. } => Self::Code,
            AnswerShape::Many { .. } => Self::Codes,
            AnswerShape::Number(number) if !number.whole => Self::Decimal,
            AnswerShape::Number(_) | AnswerShape::Year { .. } => Self::Integer,
            AnswerShape::Date { .. } => Self::Date,
            AnswerShape::Month { .. } => Self::Month,
            AnswerShape::NamesAndRoles { .. }
            | AnswerShape::Group
            | AnswerShape::Rows { .. }
            | AnswerShape::Nothing => return None,
        })
    }

    /// The kind of a column that holds values of both kinds as they are; none where there is no such kind.
    pub fn joined(self, other: Self) -> Option<Self> {
        match (self, other) {
            (own, other) if own == other => Some(own),
            (Self::Integer, Self::Decimal) | (Self::Decimal, Self::Integer) => Some(Self::Decimal),
            _ => None,
        }
    }

    /// The word for the kind in the codebook.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Code => "code",
            Self::Codes => "codes",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Month => "month",
        }
    }

    /// The type of the column in memory and in Parquet.
    pub fn data_type(self) -> DataType {
        match self {
            Self::Text | Self::Code | Self::Month => DataType::Utf8,
            Self::Codes => DataType::List(Arc::new(Self::item())),
            Self::Integer => DataType::Int64,
            Self::Decimal => DataType::Float64,
            Self::Date => DataType::Date32,
        }
    }

    /// What the list of a column of codes holds.
    pub(crate) fn item() -> Field {
        Field::new_list_field(DataType::Utf8, true)
    }
}
