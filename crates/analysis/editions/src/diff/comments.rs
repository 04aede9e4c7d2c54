//! Changes of the comment on an answer: its box, whether it must be given, and when it is asked.

use super::audience::{Conditions, Refused, is_identical, met_before};
use super::condition_changes::{alone, as_written, whole};
use super::question_or_field::QuestionOrField;
use super::{Change, ChangeKind, ChangePlace, EditionPair};
use canevas_model::condition::Condition;
use canevas_model::{Model, Question};

pub(super) fn comment(
    pair: &EditionPair<'_>,
    old: &QuestionOrField<'_>,
    new: &QuestionOrField<'_>,
    out: &mut Vec<Change>,
) {
    let change = |kind| Change { at: ChangePlace::Comment(new.place()), ..old.change_to(new, kind) };
    let (was, now) = (&old.question.comment_box, &new.question.comment_box);
    let lacking = || if now.required { lacking(pair, new) } else { Vec::new() };
    match (&old.question.comment, &new.question.comment) {
        (Some(_), None) => out.push(change(ChangeKind::Removed)),
        (None, Some(_)) => out.push(change(ChangeKind::Added { required: now.required, refused: lacking() })),
        (Some(_), Some(_)) => {
            if was.required != now.required {
                out.push(change(ChangeKind::Required { now: now.required, refused: lacking() }));
            }
            if let Some(kind) = condition(pair, old, new) {
                let mut found = change(kind);
                found.old = was.show_if.span.or(found.old);
                found.new = now.show_if.span.or(found.new);
                out.push(found);
            }
        }
        (None, None) => {}
    }
}

/// The condition of the comment alone.
fn own(question: &Question) -> Option<Condition> {
    let show_if = &question.comment_box.show_if;
    Condition::and(show_if.outer.clone(), show_if.row.clone())
}

/// The conditions of the question or field that the comment is about.
fn around(model: &Model, asked: &QuestionOrField<'_>) -> Option<Condition> {
    match asked.parent {
        Some(parent) => Condition::and(whole(model, parent), alone(asked.question)),
        None => whole(model, asked.question),
    }
}

/// Old answers with which the new form asks the comment. No old return has it where the old form did not ask it.
fn lacking(pair: &EditionPair<'_>, new: &QuestionOrField<'_>) -> Vec<Refused> {
    let asked = Condition::and(around(pair.new, new), own(new.question));
    let found = met_before(pair, asked.as_ref());
    found.into_iter().map(|answers| Refused { question: None, field: None, answers, is_answered: true }).collect()
}

/// The change of when the comment is asked, inside of where its question is.
fn condition(pair: &EditionPair<'_>, old: &QuestionOrField<'_>, new: &QuestionOrField<'_>) -> Option<ChangeKind> {
    let conditions = Conditions { old: own(old.question), new: own(new.question) };
    if is_identical(pair, conditions.old.as_ref(), conditions.new.as_ref()) {
        return None;
    }
    let (old_around, new_around) = (around(pair.old, old), around(pair.new, new));
    let audience = conditions.audience(pair, new_around.as_ref())?;
    let all = Conditions {
        old: Condition::and(old_around, conditions.old.clone()),
        new: Condition::and(new_around, conditions.new),
    };
    let refused = all.refused_beside(pair, new.question.comment_box.required);
    let written = as_written(pair, new).and_then(|new| own(new.question));
    Some(ChangeKind::Condition { old: conditions.old, new: written, audience, refused })
}
