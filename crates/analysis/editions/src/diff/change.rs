//! A change: where it stands, and what was and is there.

use super::bounds::BoundName;
use super::{ChangePlace, TypeRelation};
use canevas_diagnostics::Span;
use canevas_model::{FactId, LastYear, Layout, NonResponse, SectionId};
use std::fmt;

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Where.
    pub at: ChangePlace,
    /// What.
    pub kind: ChangeKind,
    /// Its place in the old edition.
    pub old: Option<Span>,
    /// Its place in the new one.
    pub new: Option<Span>,
    /// The question of the old edition whose answers it is about.
    pub question: Option<String>,
}

/// What a text does for the person who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextPurpose {
    /// It asks.
    Wording,
    /// It helps or leads.
    Help,
}

/// What gives an answer its meaning beside the words of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FramePart {
    /// The unit of a number.
    Unit,
    /// The person or office that usually answers.
    UsualRespondent,
    /// The order of the grades of a scale.
    Scale,
}

impl fmt::Display for FramePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unit => "unit",
            Self::UsualRespondent => "usual respondent",
            Self::Scale => "scale",
        })
    }
}

/// What changed, with the values before and after.
#[derive(Debug, Clone, PartialEq)]
pub enum ChangeKind {
    /// A question or field that was not there.
    Added {
        /// Whether a complete return must answer it.
        required: bool,
    },
    /// A question or field that is gone.
    Removed,
    /// One is gone and another asks the same in the same words.
    LooksRenamed {
        /// The id that is gone.
        from: String,
    },
    /// Declarations: the same question under a new id.
    Renamed {
        /// The id it had.
        from: String,
    },
    /// It stands in another section.
    Section {
        /// The section it stood in.
        before: SectionId,
        /// The section it stands in.
        after: SectionId,
    },
    /// It is repeated over something else, or stands in another group.
    Scope {
        /// What it was asked for.
        before: String,
        /// What it is asked for.
        after: String,
    },
    /// It is of another type.
    Type {
        /// The name of the old type, for messages.
        before: &'static str,
        /// The name of the new type, for messages.
        after: &'static str,
        /// How the new type relates to the old one.
        relation: TypeRelation,
    },
    /// A bound of its answers.
    Bound {
        /// Which.
        bound: BoundName,
        /// The bound there was.
        before: Option<String>,
        /// The bound there is.
        after: Option<String>,
        /// Whether fewer answers pass.
        tighter: bool,
    },
    /// Whether a complete return must answer it.
    Required {
        /// Whether it must now.
        now: bool,
    },
    /// What its answers are measured by.
    Frame {
        /// Which.
        part: FramePart,
        /// As it was.
        before: Option<String>,
        /// As it is.
        after: Option<String>,
    },
    /// The special answers that it takes.
    CanSay {
        /// As they were.
        before: Vec<NonResponse>,
        /// As they are.
        after: Vec<NonResponse>,
    },
    /// An option that was not there.
    OptionAdded {
        /// Its label.
        label: String,
    },
    /// An option that is gone.
    OptionRemoved {
        /// Its label.
        label: String,
    },
    /// An option's label.
    OptionLabel {
        /// As it was.
        before: String,
        /// As it is.
        after: String,
        /// The option that had this label.
        taken_from: Option<String>,
    },
    /// Whether an option excludes the others.
    Exclusive {
        /// Whether it does now.
        now: bool,
    },
    /// The order of things that are in both.
    Order {
        /// Of what.
        what: &'static str,
        /// As it was.
        before: Vec<String>,
        /// As it is.
        after: Vec<String>,
    },
    /// A text in the source language.
    Text {
        /// What it does.
        purpose: TextPurpose,
        /// As it was.
        before: Option<String>,
        /// As it is.
        after: Option<String>,
    },
    /// The placeholders of a text.
    Placeholders {
        /// As they were.
        before: Vec<String>,
        /// As they are.
        after: Vec<String>,
    },
    /// A translation whose source is as it was.
    Translation {
        /// The language.
        language: String,
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
    /// A language of the form.
    Language {
        /// Whether it is there now.
        now: bool,
    },
    /// When something is asked.
    Condition {
        /// As it was.
        before: Option<String>,
        /// As it is.
        after: Option<String>,
        /// Whether it is asked exactly where it was not.
        inverted: bool,
    },
    /// A fact that was not there.
    FactAdded,
    /// A fact that is gone.
    FactRemoved,
    /// A fact of another kind, or without a field.
    FactChanged {
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
    /// Whether its answers must not be published.
    Personal {
        /// Whether they must not now.
        now: bool,
    },
    /// How its rows are laid out.
    Layout {
        /// As it was.
        before: Layout,
        /// As it is.
        after: Layout,
    },
    /// What happens with last year's answer.
    LastYear {
        /// As it was.
        before: LastYear,
        /// As it is.
        after: LastYear,
    },
    /// The fact of the next edition that the rows become.
    Feed {
        /// As it was.
        before: Option<FactId>,
        /// As it is.
        after: Option<FactId>,
    },
}

/// What a change is about, without its values. Rules say by it which changes they judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// A question or field that was not there.
    Added,
    /// A question or field that is gone.
    Removed,
    /// One is gone and another asks the same in the same words.
    LooksRenamed,
    /// Declarations: the same question under a new id.
    Renamed,
    /// It stands in another section.
    Section,
    /// It is repeated over something else, or stands in another group.
    Scope,
    /// It is of another type.
    Type,
    /// A bound of its answers.
    Bound,
    /// Whether a complete return must answer it.
    Required,
    /// What its answers are measured by.
    Frame,
    /// The special answers that it takes.
    CanSay,
    /// An option that was not there.
    OptionAdded,
    /// An option that is gone.
    OptionRemoved,
    /// An option's label.
    OptionLabel,
    /// Whether an option excludes the others.
    Exclusive,
    /// The order of things that are in both.
    Order,
    /// A text in the source language.
    Text,
    /// The placeholders of a text.
    Placeholders,
    /// A translation whose source is as it was.
    Translation,
    /// A language of the form.
    Language,
    /// When something is asked.
    Condition,
    /// A fact that was not there.
    FactAdded,
    /// A fact that is gone.
    FactRemoved,
    /// A fact of another kind, or without a field.
    FactChanged,
    /// Whether its answers must not be published.
    Personal,
    /// How its rows are laid out.
    Layout,
    /// What happens with last year's answer.
    LastYear,
    /// The fact of the next edition that the rows become.
    Feed,
}

impl Aspect {
    /// Every aspect.
    #[cfg(test)]
    pub(crate) const ALL: &'static [Self] = &[
        Self::Added,
        Self::Removed,
        Self::LooksRenamed,
        Self::Renamed,
        Self::Section,
        Self::Scope,
        Self::Type,
        Self::Bound,
        Self::Required,
        Self::Frame,
        Self::CanSay,
        Self::OptionAdded,
        Self::OptionRemoved,
        Self::OptionLabel,
        Self::Exclusive,
        Self::Order,
        Self::Text,
        Self::Placeholders,
        Self::Translation,
        Self::Language,
        Self::Condition,
        Self::FactAdded,
        Self::FactRemoved,
        Self::FactChanged,
        Self::Personal,
        Self::Layout,
        Self::LastYear,
        Self::Feed,
    ];
}

impl ChangeKind {
    /// What the change is about.
    pub fn aspect(&self) -> Aspect {
        match self {
            Self::Added { .. } => Aspect::Added,
            Self::Removed => Aspect::Removed,
            Self::LooksRenamed { .. } => Aspect::LooksRenamed,
            Self::Renamed { .. } => Aspect::Renamed,
            Self::Section { .. } => Aspect::Section,
            Self::Scope { .. } => Aspect::Scope,
            Self::Type { .. } => Aspect::Type,
            Self::Bound { .. } => Aspect::Bound,
            Self::Required { .. } => Aspect::Required,
            Self::Frame { .. } => Aspect::Frame,
            Self::CanSay { .. } => Aspect::CanSay,
            Self::OptionAdded { .. } => Aspect::OptionAdded,
            Self::OptionRemoved { .. } => Aspect::OptionRemoved,
            Self::OptionLabel { .. } => Aspect::OptionLabel,
            Self::Exclusive { .. } => Aspect::Exclusive,
            Self::Order { .. } => Aspect::Order,
            Self::Text { .. } => Aspect::Text,
            Self::Placeholders { .. } => Aspect::Placeholders,
            Self::Translation { .. } => Aspect::Translation,
            Self::Language { .. } => Aspect::Language,
            Self::Condition { .. } => Aspect::Condition,
            Self::FactAdded => Aspect::FactAdded,
            Self::FactRemoved => Aspect::FactRemoved,
            Self::FactChanged { .. } => Aspect::FactChanged,
            Self::Personal { .. } => Aspect::Personal,
            Self::Layout { .. } => Aspect::Layout,
            Self::LastYear { .. } => Aspect::LastYear,
            Self::Feed { .. } => Aspect::Feed,
        }
    }
}
