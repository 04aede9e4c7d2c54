//! Rules between answers, and bounds that name another answer. A rule is known by what it says, with the ids of the new edition.

use super::question_or_field::QuestionOrField;
use super::{ChangeKind, EditionPair};
use canevas_model::{Model, Question};

/// The rules that only one of the editions has at a question.
pub(super) fn rules(
    pair: &EditionPair<'_>,
    old: &QuestionOrField<'_>,
    new: &QuestionOrField<'_>,
    push: &mut dyn FnMut(ChangeKind),
) {
    let (was, now) = (written(pair.old_with_new_ids, old.question), written(pair.new, new.question));
    for rule in was.iter().filter(|rule| !now.contains(rule)) {
        push(ChangeKind::Rule { before: Some(rule.clone()), after: None });
    }
    for rule in now.iter().filter(|rule| !was.contains(rule)) {
        push(ChangeKind::Rule { before: None, after: Some(rule.clone()) });
    }
}

fn written(model: &Model, question: &Question) -> Vec<String> {
    question.must.iter().map(|must| must.rule.canonical(model)).collect()
}
