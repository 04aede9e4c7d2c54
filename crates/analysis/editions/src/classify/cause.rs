//! Why a change makes old answers fail. A witness must fail for this reason, and for no other.

use crate::diff::{BoundName, Change, ChangeKind, ChangePlace, OptionOwner, OptionText};
use canevas_model::{FactId, OptionCode, QuestionId};
use canevas_responses::CompanionField;

/// Why old answers fail.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cause {
    /// For any reason, at the question of the finding if it has one.
    Any,
    /// The form does not ask the question, or asks it now and demands an answer.
    Condition,
    /// An answer is missing.
    Missing,
    /// The text of an option is missing.
    Unspecified(OptionCode),
    /// An answer is out of a bound.
    Bound(BoundName),
    /// This rule between answers does not hold.
    Rule(String),
    /// An answer has the wrong type or stands in the wrong place.
    Kind,
    /// An option does not exist.
    Option(OptionCode),
    /// Options exclude each other.
    Alone,
    /// A question does not accept this non-response.
    Said,
    /// The form has no such question or field, or no such text beside it.
    Gone(Option<CompanionField>),
    /// A fact.
    Fact(FactId),
    /// The return belongs to another form.
    Form,
}

impl Cause {
    /// The cause of a change.
    pub fn of(change: &Change) -> Self {
        if let ChangePlace::Fact(id) | ChangePlace::FactField(id, _) = &change.at {
            return Self::Fact(id.clone());
        }
        if let (
            ChangeKind::Added { .. } | ChangeKind::Required { .. },
            ChangePlace::OptionText(_, code, OptionText::Specify),
        ) = (&change.kind, &change.at)
        {
            return Self::Unspecified(code.clone());
        }
        match &change.kind {
            ChangeKind::Added { .. } | ChangeKind::Required { .. } => Self::Missing,
            ChangeKind::Removed | ChangeKind::LooksRenamed { .. } => Self::Gone(companion(&change.at)),
            ChangeKind::Scope { .. } | ChangeKind::Type { .. } => Self::Kind,
            ChangeKind::Bound { bound, .. } => Self::Bound(*bound),
            ChangeKind::Rule { after: Some(rule), .. } => Self::Rule(rule.clone()),
            ChangeKind::CanSay { .. } => Self::Said,
            ChangeKind::OptionRemoved { .. } => match &change.at {
                ChangePlace::Option(OptionOwner::Fact(id) | OptionOwner::FactField(id, _), _) => Self::Fact(id.clone()),
                ChangePlace::Option(_, code) => Self::Option(code.clone()),
                _ => Self::Any,
            },
            ChangeKind::Exclusive { .. } => Self::Alone,
            ChangeKind::Condition { .. } => Self::Condition,
            _ => Self::Any,
        }
    }
}

fn companion(at: &ChangePlace) -> Option<CompanionField> {
    match at {
        ChangePlace::Comment(_) => Some(CompanionField::Comment),
        ChangePlace::OptionText(_, code, OptionText::Specify) => Some(CompanionField::other(code)),
        _ => None,
    }
}

/// The field that a place is in.
pub(crate) fn field(at: &ChangePlace) -> Option<&QuestionId> {
    match at {
        ChangePlace::Question(asked)
        | ChangePlace::Comment(asked)
        | ChangePlace::Options(OptionOwner::Question(asked))
        | ChangePlace::Option(OptionOwner::Question(asked), _)
        | ChangePlace::OptionText(OptionOwner::Question(asked), ..) => asked.field.as_ref(),
        _ => None,
    }
}
