//! The difference of two models. It knows no rule: it says what is other, where, and in what words.

mod bounds;
pub(crate) mod conditions;
mod facts;
mod options;
mod questions;
mod texts;

pub(crate) use texts::same as same_text;

use canevas_diagnostics::Span;
use canevas_model::Model;
use canevas_project::Catalogues;
use std::collections::BTreeMap;

/// One thing that is other.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Where: a question's id, `group.field`, `list.option`, or a catalogue key.
    pub at: String,
    /// What.
    pub kind: Kind,
    /// Its place in the old edition.
    pub old: Option<Span>,
    /// Its place in the new one.
    pub new: Option<Span>,
    /// The question of the old edition whose answers it is about.
    pub question: Option<String>,
}

/// What a text does for the person who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It asks.
    Wording,
    /// It helps or leads.
    Help,
}

/// What is other.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
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
    /// Declared: the same question under a new id.
    Renamed {
        /// The id it had.
        from: String,
    },
    /// It stands in another section.
    Section {
        /// The section it stood in.
        before: String,
        /// The section it stands in.
        after: String,
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
        /// The type it had.
        before: &'static str,
        /// The type it has.
        after: &'static str,
    },
    /// A bound of its answers.
    Bound {
        /// Which.
        bound: &'static str,
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
        what: &'static str,
        /// As it was.
        before: Option<String>,
        /// As it is.
        after: Option<String>,
    },
    /// The special answers that it takes.
    CanSay {
        /// As they were.
        before: Vec<&'static str>,
        /// As they are.
        after: Vec<&'static str>,
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
        part: Part,
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
    /// The fact of the next edition that the rows become.
    Feed {
        /// As it was.
        before: Option<String>,
        /// As it is.
        after: Option<String>,
    },
}

/// What is compared: models, the new one with the old one's period, and their translations.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// The old model.
    pub old: &'a Model,
    /// The new model.
    pub new: &'a Model,
    /// Its translations.
    pub old_catalogues: &'a Catalogues,
    /// Its translations.
    pub new_catalogues: &'a Catalogues,
    /// Declared renames: new id to old id.
    pub renamed: &'a BTreeMap<String, String>,
}

impl Pair<'_> {
    /// The old id of a question of the new edition.
    pub(crate) fn old_id<'s>(&'s self, new: &'s str) -> &'s str {
        self.renamed.get(new).map_or(new, String::as_str)
    }
}

/// The difference, in the order of the new edition; what is gone comes last.
pub fn diff(pair: &Pair<'_>) -> Vec<Change> {
    let mut out = Vec::new();
    languages(pair, &mut out);
    facts::facts(pair, &mut out);
    options::lists(pair, &mut out);
    questions::questions(pair, &mut out);
    texts::texts(pair, &mut out);
    out
}

fn languages(pair: &Pair<'_>, out: &mut Vec<Change>) {
    for (model, other, now) in [(pair.old, pair.new, false), (pair.new, pair.old, true)] {
        for language in model.languages().filter(|language| !other.languages().any(|known| known == *language)) {
            out.push(Change {
                at: format!("languages.{language}"),
                kind: Kind::Language { now },
                old: Some(pair.old.edition_span),
                new: Some(pair.new.edition_span),
                question: None,
            });
        }
    }
}

/// The ids that are in both, in the order of each; `None` where the orders agree.
pub(crate) fn reordered<'a>(old: &[&'a str], new: &[&'a str]) -> Option<(Vec<String>, Vec<String>)> {
    let (in_old, in_new): (std::collections::HashSet<_>, std::collections::HashSet<_>) =
        (old.iter().collect(), new.iter().collect());
    let before: Vec<String> = old.iter().filter(|id| in_new.contains(id)).map(|id| (*id).to_owned()).collect();
    let after: Vec<String> = new.iter().filter(|id| in_old.contains(id)).map(|id| (*id).to_owned()).collect();
    (before != after).then_some((before, after))
}
