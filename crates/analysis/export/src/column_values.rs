//! The values of a column while they are collected. Each row puts one value into each column, or nothing.

use crate::kind::ValueKind;
use arrow_array::ArrayRef;
use arrow_array::builder::{Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use canevas_model::dates::Day;
use serde_json::Value;
use std::sync::Arc;

/// The values of a column.
#[derive(Debug)]
pub(crate) enum ColumnValues {
    Text(StringBuilder),
    Integer(Int64Builder),
    Decimal(Float64Builder),
    Date(Date32Builder),
    Codes(ListBuilder<StringBuilder>),
}

impl ColumnValues {
    pub(crate) fn new(kind: ValueKind) -> Self {
        match kind {
            ValueKind::Text | ValueKind::Code | ValueKind::Month => Self::Text(StringBuilder::new()),
            ValueKind::Integer => Self::Integer(Int64Builder::new()),
            ValueKind::Decimal => Self::Decimal(Float64Builder::new()),
            ValueKind::Date => Self::Date(Date32Builder::new()),
            ValueKind::Codes => Self::Codes(ListBuilder::new(StringBuilder::new()).with_field(ValueKind::item())),
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        if let Self::Text(values) = self {
            values.append_value(text);
        }
    }

    pub(crate) fn integer(&mut self, number: i64) {
        if let Self::Integer(values) = self {
            values.append_value(number);
        }
    }

    /// Takes an answer; says whether the column can hold it as it is.
    pub(crate) fn put(&mut self, value: &Value) -> bool {
        match self {
            Self::Text(values) => value.as_str().map(|text| values.append_value(text)),
            Self::Integer(values) => whole(value).map(|number| values.append_value(number)),
            Self::Decimal(values) => value.as_f64().map(|number| values.append_value(number)),
            Self::Date(values) => {
                let day = value.as_str().and_then(Day::parse);
                day.map(|day| values.append_value(day.days_since_1970()))
            }
            Self::Codes(values) => value.as_array().filter(|codes| codes.iter().all(Value::is_string)).map(|codes| {
                for code in codes {
                    values.values().append_option(code.as_str());
                }
                values.append(true);
            }),
        }
        .is_some()
    }

    fn len(&self) -> usize {
        use arrow_array::builder::ArrayBuilder;
        match self {
            Self::Text(values) => values.len(),
            Self::Integer(values) => values.len(),
            Self::Decimal(values) => values.len(),
            Self::Date(values) => values.len(),
            Self::Codes(values) => values.len(),
        }
    }

    fn nothing(&mut self) {
        match self {
            Self::Text(values) => values.append_null(),
            Self::Integer(values) => values.append_null(),
            Self::Decimal(values) => values.append_null(),
            Self::Date(values) => values.append_null(),
            Self::Codes(values) => values.append_null(),
        }
    }

    /// Whether the last of so many rows put a value here.
    pub(crate) fn is_full(&self, rows: usize) -> bool {
        self.len() == rows
    }

    /// Ends a row: what put nothing here has nothing here.
    pub(crate) fn end_row(&mut self, rows: usize) {
        if !self.is_full(rows) {
            self.nothing();
        }
    }

    pub(crate) fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(values) => Arc::new(values.finish()),
            Self::Integer(values) => Arc::new(values.finish()),
            Self::Decimal(values) => Arc::new(values.finish()),
            Self::Date(values) => Arc::new(values.finish()),
            Self::Codes(values) => Arc::new(values.finish()),
        }
    }
}

/// A whole number, also where JSON writes it as `3.0`.
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let number = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9.1e15)?;
        #[allow(
            clippy::cast_possible_truncation,
            reason = "it is whole, and smaller than the largest number in a return"
        )]
        let whole = number as i64;
        Some(whole)
    })
}
