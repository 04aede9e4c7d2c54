//! The first phase: the differences between two models. It does not know the rules.

pub(crate) mod baseline;
mod bounds;
mod change;
mod condition_changes;
pub(crate) mod conditions;
mod facts;
mod options;
mod order;
mod place;
mod question;
mod question_or_field;
mod questions;
pub(crate) mod rebase;
mod text_pairs;
mod texts;
mod type_relation;

pub use bounds::BoundName;
pub use change::{Aspect, Change, ChangeKind, FramePart, TextPurpose};
pub(crate) use place::subject_of_text;
pub use place::{ChangePlace, OptionOwner, OptionText, QuestionPlace};
pub use text_pairs::TextPair;
pub(crate) use text_pairs::{text_pairs, to_translate};
pub(crate) use texts::same as same_text;
pub use type_relation::TypeRelation;

use canevas_model::{Model, QuestionId};
use canevas_project::Catalogues;
use std::collections::BTreeMap;

/// The two editions that a comparison reads.
#[derive(Debug, Clone, Copy)]
pub struct EditionPair<'a> {
    /// The old model.
    pub old: &'a Model,
    /// The old model with the ids that its questions have in the new edition. Conditions are compared in it.
    pub old_with_new_ids: &'a Model,
    /// The new model, with the period of the old one.
    pub new: &'a Model,
    /// The translations of the old edition.
    pub old_catalogues: &'a Catalogues,
    /// The translations of the new edition.
    pub new_catalogues: &'a Catalogues,
    /// Declared renames: new id to old id.
    pub renamed: &'a BTreeMap<QuestionId, QuestionId>,
}

impl EditionPair<'_> {
    /// The old id of a question of the new edition.
    pub(crate) fn old_id<'s>(&'s self, new: &'s str) -> &'s str {
        self.renamed.get(new).map_or(new, QuestionId::as_str)
    }
}

/// The changes in the order of the new edition. Those that only the old edition has come last.
pub fn diff(pair: &EditionPair<'_>) -> Vec<Change> {
    let mut out = Vec::new();
    languages(pair, &mut out);
    facts::facts(pair, &mut out);
    options::lists(pair, &mut out);
    questions::questions(pair, &mut out);
    condition_changes::notes(pair, &mut out);
    condition_changes::sections(pair, &mut out);
    order::questions(pair, &mut out);
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
pub(crate) fn reordered<'a>(old: &[&'a str], new: &[&'a str]) -> Option<(Vec<String>, Vec<String>)> {
    let (in_old, in_new): (std::collections::HashSet<_>, std::collections::HashSet<_>) =
        (old.iter().collect(), new.iter().collect());
    let before: Vec<String> = old.iter().filter(|id| in_new.contains(id)).map(|id| (*id).to_owned()).collect();
    let after: Vec<String> = new.iter().filter(|id| in_old.contains(id)).map(|id| (*id).to_owned()).collect();
    (before != after).then_some((before, after))
}
