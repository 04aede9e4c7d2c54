//! What is known about who answers, or asked of them at the start: one value, or rows.

use crate::ids::{FactId, FieldId};
use crate::indices::FieldIx;
use crate::shape::{AnswerShape, Control};
use crate::text::Text;
use canevas_diagnostics::Span;
use typed_index_collections::{TiSlice, TiVec};

/// A fact about a country, or about whoever else answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// One value, or rows.
    pub kind: FactKind,
    /// The question that asks for it.
    pub ask: Option<Text>,
    /// A hint.
    pub hint: Option<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// One value, or rows.
#[derive(Debug, Clone, PartialEq)]
pub enum FactKind {
    /// One value.
    Value {
        /// Its shape.
        shape: AnswerShape,
        /// How it is asked.
        control: Control,
    },
    /// Rows of simple values.
    List {
        /// The fields of a row.
        fields: TiVec<FieldIx, FactField>,
        /// Rows of a copy that does not know the list: `r1` to `rN`.
        blank_rows: u32,
    },
}

impl Fact {
    /// The shape of its value, or of each field of its rows.
    pub fn shapes(&self) -> impl Iterator<Item = &AnswerShape> {
        let (value, fields) = match &self.kind {
            FactKind::Value { shape, .. } => (Some(shape), None),
            FactKind::List { fields, .. } => (None, Some(fields)),
        };
        value.into_iter().chain(fields.into_iter().flatten().map(|field| &field.shape))
    }

    /// The fields of its rows; none where it is one value.
    pub fn fields(&self) -> &TiSlice<FieldIx, FactField> {
        match &self.kind {
            FactKind::Value { .. } => TiSlice::from_ref(&[]),
            FactKind::List { fields, .. } => fields,
        }
    }
}

/// A field of a list fact's rows: a simple value, which questions about the row quote.
#[derive(Debug, Clone, PartialEq)]
pub struct FactField {
    /// Its id.
    pub id: FieldId,
    /// The question that asks for it.
    pub ask: Option<Text>,
    /// A hint.
    pub hint: Option<Text>,
    /// The type's name, for the canonical projection and for messages.
    pub type_name: &'static str,
    /// What a value looks like.
    pub shape: AnswerShape,
    /// How it is asked.
    pub control: Control,
    /// Where it is declared.
    pub span: Span,
}

impl FactField {
    /// Whether it takes any text, as every field did in the first version of the language.
    pub fn is_plain_text(&self) -> bool {
        matches!(self.shape, AnswerShape::Text { format: None, .. })
    }

    /// Longest text, where it is a text.
    pub fn max_length(&self) -> Option<u32> {
        match &self.shape {
            AnswerShape::Text { max_length, .. } => *max_length,
            _ => None,
        }
    }
}
