//! What can be wrong with a return: the vocabulary that the walk, the facts and the findings share.

use canevas_model::{FactIx, FieldIx, MustIx, QuestionIx, TextFormat};
use canevas_responses::ResponsePath;

/// One failure.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// Its place. The path ends at the answer or at the field, even if the failure is inside it.
    pub path: ResponsePath,
    /// What is wrong.
    pub kind: FailureKind,
    /// The part of the form that it concerns.
    pub subject: FailureSubject,
}

/// The part of the form that a failure concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureSubject {
    /// The head of the return, or a key that the form does not know.
    Head,
    /// A fact.
    Fact(FactIx),
    /// A question, or a field of it.
    Question {
        /// The question.
        question: QuestionIx,
        /// The field.
        field: Option<FieldIx>,
    },
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum FailureKind {
    /// A value of the wrong kind.
    WrongKind,
    /// A key that the form does not know.
    UnknownKey(String),
    /// A part of a return that this form does not ask for.
    NotAsked(&'static str),
    /// The key of a row that the copy does not have.
    UnknownRow(String),
    /// A required answer that the return does not give.
    Missing,
    /// An answer to a question that is not asked.
    Hidden,
    /// An answer outside its bounds.
    Bounds(Bound),
    /// What must hold between this answer and others does not hold.
    Disagrees(MustIx),
    /// An option that excludes the others, chosen together with others.
    NotAlone,
    /// The text of an option that is not chosen.
    NotChosen,
    /// An option is chosen that asks for a text, and the return does not give it.
    Unspecified,
    /// A comment that must be given, and is not there.
    NoComment,
    /// Texts that belong to no answer.
    Unread,
    /// A value that differs from the copy.
    Differs(String),
}

/// A bound that an answer breaks.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// Most characters.
    MaxLength(u32),
    /// The format of a text.
    Format(&'static TextFormat),
    /// Fewest items.
    AtLeast(u32),
    /// Most items.
    AtMost(u32),
    /// Smallest number.
    Min(f64),
    /// Largest number.
    Max(f64),
    /// Most decimals.
    Decimals(u32),
    /// Earliest day or month.
    From(String),
    /// Latest day or month.
    To(String),
}
