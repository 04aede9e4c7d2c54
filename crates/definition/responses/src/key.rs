//! The keys of `answers`, of a group and of a repeated row: `id`, `id.code`, `id.unit`, `id.comment`.

use crate::shape::{fits, is_chosen, is_text};
use canevas_model::{Choice, JsonValue, Question, QuestionId, Text, TiVec};
use std::fmt;
use std::sync::Arc;

/// The key of a repeated row under which the row keeps its own name. Ids never start with an underscore.
pub const ROW_NAME_KEY: &str = "_row";

/// The word of a comment in a key. The language forbids an option that asks to specify to have this code.
const COMMENT: &str = "comment";

/// The word of a unit in a key. The language forbids it in the same way.
const UNIT: &str = "unit";

/// A field that stands beside an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CompanionField {
    /// The text that specifies the option of this code ("other, please specify").
    Other(Arc<str>),
    /// The code of the unit that the respondent chose for a number.
    Unit,
    /// The comment.
    Comment,
}

impl CompanionField {
    /// The text of an option.
    pub fn other(code: &str) -> Self {
        Self::of_word(code)
    }

    /// The word after the dot in a key: the option's code, `unit` or `comment`.
    pub fn word(&self) -> &str {
        match self {
            Self::Other(code) => code,
            Self::Unit => UNIT,
            Self::Comment => COMMENT,
        }
    }

    fn of_word(word: &str) -> Self {
        match word {
            COMMENT => Self::Comment,
            UNIT => Self::Unit,
            code => Self::Other(code.into()),
        }
    }

    /// The companion fields of a question, in the order of its options; the unit and the comment come last.
    pub fn of(question: &Question) -> impl Iterator<Item = Self> {
        let texts = question.choices().iter().filter(|choice| choice.specify.is_some());
        let texts = texts.map(|choice| Self::Other(choice.code.as_str().into()));
        let unit = question.units.iter().map(|_| Self::Unit);
        texts.chain(unit).chain(question.comment.iter().map(|_| Self::Comment))
    }

    /// Whether a question has this companion field.
    pub fn belongs_to(&self, question: &Question) -> bool {
        match self {
            Self::Comment => question.comment.is_some(),
            Self::Unit => question.units.is_some(),
            Self::Other(code) => self.option(question).is_some_and(|choice| choice.code == **code),
        }
    }

    /// Whether its box has one line. A comment has several, and so may the text of an option.
    pub fn is_line(&self, question: &Question) -> bool {
        self.option(question).is_some_and(|option| !option.specify_box.is_long)
    }

    /// The text that asks for this companion field. A unit needs none: it stands beside its number.
    pub fn label<'q>(&self, question: &'q Question) -> Option<&'q Text> {
        match self {
            Self::Other(_) => self.option(question)?.specify.as_ref(),
            Self::Unit => None,
            Self::Comment => question.comment.as_ref(),
        }
    }

    /// Whether a complete return must have this companion field, and may have it, with this answer: the text of an option with
    /// the option, and the unit with the number. A comment always may stand there.
    pub fn goes_with<'v>(&self, question: &Question, answer: Option<impl JsonValue<'v>>) -> Option<bool> {
        match self {
            Self::Other(_) => Some(is_chosen(answer, &self.option(question)?.code)),
            Self::Unit => Some(answer.is_some_and(|answer| answer.number().is_some())),
            Self::Comment => None,
        }
    }

    /// Whether a value can stand in this companion field.
    pub fn fits<'v>(&self, question: &Question, value: impl JsonValue<'v>) -> bool {
        match self {
            Self::Unit => question.units.as_ref().is_some_and(|units| fits(units, value)),
            Self::Other(_) | Self::Comment => is_text(value),
        }
    }

    /// The option that the text specifies.
    pub fn option<'q>(&self, question: &'q Question) -> Option<&'q Choice> {
        let Self::Other(code) = self else { return None };
        question.choices().iter().find(|choice| choice.specify.is_some() && choice.code == **code)
    }
}

/// A key: whose answer it holds, and whether it holds the answer itself or a companion field. Every text is a key of
/// some id, so reading never fails and [`fmt::Display`] gives the same text back; whether a form knows the key is asked
/// of the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerKey {
    /// The id of the question, or of the field in a group or row.
    pub id: QuestionId,
    /// The companion field; none for the answer itself.
    pub companion: Option<CompanionField>,
}

impl AnswerKey {
    /// The key of an answer.
    pub fn answer(id: impl Into<QuestionId>) -> Self {
        Self { id: id.into(), companion: None }
    }

    /// The key of a companion field.
    pub fn companion(id: impl Into<QuestionId>, field: CompanionField) -> Self {
        Self { id: id.into(), companion: Some(field) }
    }

    /// Reads a key. An id holds no dot, so the first dot ends it.
    pub fn parse(text: &str) -> Self {
        match text.split_once('.') {
            None => Self::answer(text),
            Some((id, word)) => Self::companion(id, CompanionField::of_word(word)),
        }
    }

    /// All keys of a question: of its answer, and of its companion fields.
    pub fn all_of(question: &Question) -> impl Iterator<Item = Self> {
        let companions = CompanionField::of(question).map(|field| Self::companion(&question.id, field));
        std::iter::once(Self::answer(&question.id)).chain(companions)
    }

    /// The same key of another id, for a question that was renamed.
    #[must_use]
    pub fn renamed(&self, id: impl Into<QuestionId>) -> Self {
        Self { id: id.into(), companion: self.companion.clone() }
    }

    /// Whether this is a key of the question.
    pub fn belongs_to(&self, question: &Question) -> bool {
        self.id == question.id && self.companion.as_ref().is_none_or(|field| field.belongs_to(question))
    }

    /// Whether this is the key of a repeated row's own name.
    pub fn is_row_name(&self) -> bool {
        *self.id == *ROW_NAME_KEY && self.companion.is_none()
    }

    /// The question among several that has this key, with its index.
    pub fn find_in<'q, Ix: From<usize>>(
        &self,
        questions: &'q TiVec<Ix, Question>,
    ) -> Result<(Ix, &'q Question), UnknownKey> {
        let found = questions.iter_enumerated().find(|(_, question)| question.id == self.id);
        found.filter(|(_, question)| self.belongs_to(question)).ok_or_else(|| UnknownKey(self.to_string()))
    }
}

impl fmt::Display for AnswerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.companion {
            None => f.write_str(&self.id),
            Some(field) => write!(f, "{}.{}", self.id, field.word()),
        }
    }
}

/// A key that a form does not know, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey(pub String);

impl fmt::Display for UnknownKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
