//! The first phase: the differences between two models. It does not know the rules.

pub(crate) mod align;
mod audience;
pub(crate) mod baseline;
mod bounds;
mod change;
mod comments;
mod condition_changes;
mod dates;
mod facts;
mod headings;
mod moved_texts;
mod options;
mod order;
mod place;
mod question;
mod question_or_field;
mod questions;
pub(crate) mod rebase;
mod respondents;
mod rules;
mod sections;
mod text_pairs;
mod texts;
mod type_relation;
mod values;

pub use audience::{Audience, Refused};
pub use bounds::BoundName;
pub use change::{Aspect, Change, ChangeKind, FramePart, TextPurpose};
pub(crate) use place::subject_of_text;
pub use place::{ChangePlace, OptionOwner, OptionText, QuestionPlace};
pub(crate) use respondents::RESPONDENTS;
pub use text_pairs::TextPair;
pub(crate) use text_pairs::{text_pairs, to_translate};
pub(crate) use texts::{exact as exact_text, same as same_text, standing};
pub use type_relation::TypeRelation;
pub(crate) use type_relation::accepts_all;

use canevas_model::condition::{Condition, Goal, Space};
use canevas_model::{Model, Period, Question, QuestionId, QuestionIx};
use canevas_project::Catalogues;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The two editions that a comparison reads.
#[derive(Debug, Clone, Copy)]
pub struct EditionPair<'a> {
    /// The old model.
    pub old: &'a Model,
    /// The old model with the ids that its questions have in the new edition. Conditions are compared in it.
    pub old_with_new_ids: &'a Model,
    /// The new model, with the period of the old one.
    pub new: &'a Model,
    /// The new model as it is.
    pub new_as_written: &'a Model,
    /// The translations of the old edition.
    pub old_catalogues: &'a Catalogues,
    /// The translations of the new edition.
    pub new_catalogues: &'a Catalogues,
    /// Declared renames: new id to old id.
    pub renamed: &'a BTreeMap<QuestionId, QuestionId>,
    /// Places of the old edition of which the change file says what became of them: no question of the new one is guessed to be theirs.
    pub settled: &'a HashSet<String>,
    /// The period of the old edition.
    pub old_period: Option<Period>,
    /// The period of the new edition. `new` has that of the old one.
    pub new_period: Option<Period>,
    /// The returns of the old edition.
    pub old_space: &'a Space<'a>,
    /// The returns of the new edition.
    pub new_space: &'a Space<'a>,
    /// Where questions stand in both models, by their new ids.
    pub index: &'a QuestionIndex<'a>,
}

/// Questions of both editions by the ids of the new one.
#[derive(Debug)]
pub struct QuestionIndex<'a> {
    old: HashMap<&'a str, QuestionIx>,
    new: HashMap<&'a str, QuestionIx>,
}

impl<'a> QuestionIndex<'a> {
    /// `old` has the ids of the new edition.
    pub(crate) fn new(old: &'a Model, new: &'a Model) -> Self {
        let of = |model: &'a Model| {
            model.questions.iter_enumerated().map(|(index, question)| (question.id.as_str(), index)).collect()
        };
        Self { old: of(old), new: of(new) }
    }
}

impl EditionPair<'_> {
    fn old_goal<'g>(&'g self, condition: &'g Condition, truth: bool) -> Goal<'g> {
        Goal { model: self.old_with_new_ids, condition, truth }
    }

    fn new_goal<'g>(&'g self, condition: &'g Condition, truth: bool) -> Goal<'g> {
        Goal { model: self.new, condition, truth }
    }

    /// The question of the old edition that has this id in the new one.
    pub(crate) fn old_index(&self, new_id: &str) -> Option<QuestionIx> {
        self.index.old.get(new_id).copied()
    }

    /// The question of the old edition with this id of its own.
    pub(crate) fn old_index_of_old_id(&self, old_id: &str) -> Option<QuestionIx> {
        let renamed = self.renamed.iter().find(|(_, old)| **old == *old_id).map(|(new, _)| new.as_str());
        self.old_index(renamed.unwrap_or(old_id))
    }

    /// The question of the new edition with this id.
    pub(crate) fn new_index(&self, id: &str) -> Option<QuestionIx> {
        self.index.new.get(id).copied()
    }

    /// The question of the new edition that a question of the old one became.
    pub(crate) fn counterpart(&self, old: QuestionIx) -> Option<&Question> {
        let id = &self.old_with_new_ids.questions[old].id;
        Some(&self.new.questions[self.new_index(id)?])
    }

    /// The old id of a question of the new edition.
    pub(crate) fn old_id<'s>(&'s self, new: &'s str) -> &'s str {
        self.renamed.get(new).map_or(new, QuestionId::as_str)
    }
}

/// The changes in the order of the new edition. Those that only the old edition has come last.
pub fn diff(pair: &EditionPair<'_>) -> Vec<Change> {
    let mut out = Vec::new();
    languages(pair, &mut out);
    values::values(pair, &mut out);
    respondents::respondents(pair, &mut out);
    facts::facts(pair, &mut out);
    options::lists(pair, &mut out);
    questions::questions(pair, &mut out);
    condition_changes::notes(pair, &mut out);
    condition_changes::sections(pair, &mut out);
    sections::sections(pair, &mut out);
    order::questions(pair, &mut out);
    texts::catalogues(pair, &mut out);
    texts::texts(pair, &mut out);
    out
}

fn languages(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    for (model, other, now) in [(pair.old, pair.new, false), (pair.new, pair.old, true)] {
        for language in model.languages().filter(|language| !other.languages().any(|known| known == *language)) {
            out.push(Change {
                at: ChangePlace::Language(language.to_string()),
                kind: ChangeKind::Language { now },
                old: Some(pair.old.edition_span),
                new: Some(pair.new.edition_span),
                question: None,
            });
        }
    }
}

/// The common ids in the order of each side. `None` if the orders agree.
pub(crate) fn reordered<Id: AsRef<str>>(old: &[Id], new: &[Id]) -> Option<(Vec<String>, Vec<String>)> {
    let set = |ids: &[Id]| -> HashSet<String> { ids.iter().map(|id| id.as_ref().to_owned()).collect() };
    let (in_old, in_new) = (set(old), set(new));
    let common = |ids: &[Id], other: &HashSet<String>| -> Vec<String> {
        ids.iter().map(AsRef::as_ref).filter(|id| other.contains(*id)).map(str::to_owned).collect()
    };
    let (before, after) = (common(old, &in_new), common(new, &in_old));
    (before != after).then_some((before, after))
}
