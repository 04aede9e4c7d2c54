//! What must hold between answers: rules with words of their own, and bounds that name another answer. Both are a rule over answers,
//! which the check of returns and the form look at in the same way.

use crate::condition::Operand;
use crate::expression::{Expression, Rule};
use crate::indices::FieldIx;
use crate::text::Text;
use canevas_diagnostics::Span;

/// Something that must hold in a complete return. It is broken only once its question has an answer, and every answer that
/// it names is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Must {
    /// What must hold.
    pub rule: Rule,
    /// How it is said.
    pub kind: MustKind,
    /// The field at which it is broken: the one that is bounded, or the last that a rule names. The question itself where there is none.
    pub field: Option<FieldIx>,
    /// Where it is written.
    pub span: Span,
}

/// How it is said what must hold.
#[derive(Debug, Clone, PartialEq)]
pub enum MustKind {
    /// In words of the form.
    Said(Text),
    /// As a bound of the answer.
    Bound(LimitEnd),
}

/// Which bound of an answer names another answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitEnd {
    /// Smallest number.
    Min,
    /// Largest number.
    Max,
    /// Earliest date.
    From,
    /// Latest date.
    To,
}

/// How often it is looked at whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MustScope {
    /// Once.
    Question,
    /// Once for each row of the question's `for_each`.
    Row,
    /// Once for each group of fields: in each row, and in each row that a country adds.
    Fields,
}

impl Must {
    /// How often it is looked at whether it holds.
    pub fn scope(&self) -> MustScope {
        let operands = self.rule.operands();
        if operands.iter().any(|operand| matches!(operand, Operand::Field(..))) {
            MustScope::Fields
        } else if operands.iter().any(|operand| operand.is_row()) {
            MustScope::Row
        } else {
            MustScope::Question
        }
    }

    /// Whether it is said at a field of its question, or at the question itself: a rule stands at the question, and a bound at what it
    /// bounds.
    pub fn stands_at(&self, field: Option<FieldIx>) -> bool {
        match self.kind {
            MustKind::Said(_) => field.is_none(),
            MustKind::Bound(_) => self.field == field,
        }
    }

    /// Its words, where the form gives them.
    pub fn say(&self) -> Option<&Text> {
        match &self.kind {
            MustKind::Said(text) => Some(text),
            MustKind::Bound(_) => None,
        }
    }

    /// What bounds the answer, and at which end, where it is a bound.
    pub fn limit(&self) -> Option<(LimitEnd, &Expression)> {
        match (&self.kind, &self.rule) {
            (MustKind::Bound(end), Rule::Compare(_, _, limit)) => Some((*end, limit)),
            _ => None,
        }
    }
}
