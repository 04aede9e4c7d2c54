//! Rules between answers, and bounds that name another answer. A rule is known by what it says, with the ids of the new edition.

use super::question_or_field::QuestionOrField;
use super::{ChangeKind, EditionPair};
use canevas_model::{Model, MustIx, Question, QuestionId, TextKey, TextOwner, TextRole};

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

/// The key that the old edition has for what a rule of the new one says. A rule that only one of them has keeps a key that nothing has in
/// the other.
pub(super) fn old_key(pair: &EditionPair<'_>, question: &QuestionId, rule: MustIx) -> TextKey {
    let of =
        |model: &'_ Model, id: &str| model.question(id).map(|question| written(model, question)).unwrap_or_default();
    let (was, now) = (of(pair.old_with_new_ids, question), of(pair.new, question));
    let at = now.get(usize::from(rule)).and_then(|rule| was.iter().position(|old| old == rule));
    let owner = TextOwner::Rule(pair.old_id(question).into(), at.unwrap_or(was.len() + usize::from(rule)).into());
    TextKey::new(owner, TextRole::Say)
}
