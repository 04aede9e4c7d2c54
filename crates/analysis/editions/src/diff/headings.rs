//! Headings have no id: their key names the first question under them. A heading over other questions is the same heading
//! if it says the same, and it comes and goes with its questions.

use super::EditionPair;
use super::texts::same;
use canevas_model::{Heading, Model, Question, Text};
use std::collections::{HashMap, HashSet};

/// The headings of both editions, as far as their keys do not match.
pub(super) struct Headings {
    /// Keys of headings of the new edition that are no change.
    new: HashSet<String>,
    /// The same for the old edition.
    old: HashSet<String>,
}

impl Headings {
    pub fn new(pair: &EditionPair<'_>) -> Self {
        let (before, after) = (all(pair.old), all(pair.new));
        let keys = |headings: &[(&Heading, Vec<&Question>)]| -> HashSet<String> {
            headings.iter().map(|(heading, _)| heading.title.key.to_string()).collect()
        };
        let (old_keys, new_keys) = (keys(&before), keys(&after));
        let mut alone: HashMap<String, Vec<String>> = HashMap::new();
        for (heading, _) in before.iter().filter(|(heading, _)| !new_keys.contains(heading.title.key.as_str())) {
            alone.entry(same(&heading.title.source.value)).or_default().push(heading.title.key.to_string());
        }
        let (mut old, mut new) = (HashSet::new(), HashSet::new());
        for (heading, questions) in after.iter().filter(|(heading, _)| !old_keys.contains(heading.title.key.as_str())) {
            let with_same_words = alone.get_mut(&same(&heading.title.source.value)).and_then(Vec::pop);
            let is_new = |question: &&Question| pair.old_index(&question.id).is_none();
            if with_same_words.is_some() || questions.iter().all(is_new) {
                new.insert(heading.title.key.to_string());
            }
            old.extend(with_same_words);
        }
        for (heading, questions) in before {
            let is_gone = |question: &&Question| {
                pair.old_index_of_old_id(&question.id).is_none_or(|index| pair.counterpart(index).is_none())
            };
            if questions.iter().all(is_gone) {
                old.insert(heading.title.key.to_string());
            }
        }
        Self { new, old }
    }

    /// Whether a heading of the new edition is no change.
    pub fn is_kept(&self, text: &Text) -> bool {
        self.new.contains(text.key.as_str())
    }

    /// Whether a heading of the old edition is no change.
    pub fn was_kept(&self, text: &Text) -> bool {
        self.old.contains(text.key.as_str())
    }
}

fn all(model: &Model) -> Vec<(&Heading, Vec<&Question>)> {
    let blocks = model.sections.iter().flat_map(|section| &section.blocks);
    let with_heading = blocks.filter_map(|block| Some((block.heading.as_ref()?, &block.questions)));
    with_heading
        .map(|(heading, questions)| (heading, questions.iter().map(|index| &model.questions[*index]).collect()))
        .collect()
}
