//! Changes of conditions, of questions, fields, notes and sections.

use super::audience::{Audience, Conditions, Refused, is_identical, met_before};
use super::question_or_field::QuestionOrField;
use super::{Change, ChangeKind, ChangePlace, EditionPair};
use canevas_model::condition::Condition;
use canevas_model::{Model, Question, QuestionIx, Section, canonical};
use std::collections::HashMap;

/// The condition of a section.
fn of_section(model: &Model, question: &Question) -> Option<Condition> {
    model.sections[question.section].show_if.clone()
}

/// The condition of the heading.
fn of_heading(model: &Model, question: &Question) -> Option<Condition> {
    let block = model.sections[question.section].blocks.get(question.block)?;
    block.heading.as_ref()?.show_if.clone()
}

/// The condition of a question or field alone.
pub(super) fn alone(question: &Question) -> Option<Condition> {
    Condition::and(question.show_if.outer.clone(), question.show_if.row.clone())
}

/// All conditions of a question, also those around it.
pub(super) fn whole(model: &Model, question: &Question) -> Option<Condition> {
    Condition::and(canonical::full_outer(model, question), question.show_if.row.clone())
}

/// The conditions under which a question asks something of anybody, in both editions. A group whose fields take all of its
/// answers asks nothing where none of them is shown, so a condition that moves between a group and its fields changes nothing.
/// Fields that only one edition has have changes of their own.
fn asking(pair: &EditionPair<'_>, old: &Question, new: &Question) -> Conditions {
    let all = Conditions { old: whole(pair.old, old), new: whole(pair.new, new) };
    let is_in = |other: &Question, field: &Question| other.fields.iter().any(|known| known.id == field.id);
    let any_field = |question: &Question, other: &Question| {
        let common = question.fields.iter().filter(|field| is_in(other, field));
        let of_fields: Vec<Condition> =
            common.map(|field| alone(field).unwrap_or_else(|| Condition::And(Vec::new()))).collect();
        (!of_fields.is_empty()).then_some(Condition::Or(of_fields))
    };
    let asks_itself =
        |question: &Question| question.required || !question.can_say.is_empty() || question.comment.is_some();
    if asks_itself(old) || asks_itself(new) {
        return all;
    }
    Conditions { old: Condition::and(all.old, any_field(old, new)), new: Condition::and(all.new, any_field(new, old)) }
}

/// The conditions around a question or field, and its own. A heading counts as a part of its questions. If a question moved to
/// another section, so does the section.
fn parts(model: &Model, asked: &QuestionOrField<'_>, moved: bool) -> (Option<Condition>, Option<Condition>) {
    let question = asked.question;
    match asked.parent {
        Some(parent) => (whole(model, parent), alone(question)),
        None if moved => (None, whole(model, question)),
        None => (of_section(model, question), Condition::and(of_heading(model, question), alone(question))),
    }
}

/// The change of the condition of a question or field, together with that of its heading.
pub(super) fn conditions(
    pair: &EditionPair<'_>,
    old: &QuestionOrField<'_>,
    new: &QuestionOrField<'_>,
    moved: bool,
    out: &mut Vec<Change>,
) {
    let ((old_around, old_own), (new_around, new_own)) = (parts(pair.old, old, moved), parts(pair.new, new, moved));
    if is_identical(pair, old_own.as_ref(), new_own.as_ref()) {
        return;
    }
    let all = Conditions {
        old: Condition::and(old_around.clone(), old_own.clone()),
        new: Condition::and(new_around.clone(), new_own.clone()),
    };
    let own = Conditions { old: old_own, new: new_own };
    let Some(mut audience) = own.audience(pair, new_around.as_ref()) else { return };
    let asking = if old.parent.is_none() { asking(pair, old.question, new.question) } else { all.clone() };
    if asking.audience(pair, None).is_none() {
        return;
    }
    // The condition of the question can be inverted while that of its heading is not, and the other way round.
    let is_inverted = |old: Option<Condition>, new: Option<Condition>| {
        Conditions { old, new }.audience(pair, None) == Some(Audience::Inverted)
    };
    if old.parent.is_none() && is_inverted(of_heading(pair.old, old.question), of_heading(pair.new, new.question))
        || is_inverted(alone(old.question), alone(new.question))
    {
        audience = Audience::Inverted;
    }
    let refused = match pair.old_index(&new.top().id).filter(|_| old.question.takes_answer()) {
        Some(index) => {
            let field = old.parent.and_then(|parent| parent.fields.position(|field| field.id == old.question.id));
            all.refused(pair, (index, field), new.question.required)
        }
        None => Vec::new(),
    };
    let written = as_written(pair, new).and_then(|new| parts(pair.new_as_written, &new, moved).1);
    let kind = ChangeKind::Condition { old: own.old, new: written, audience, refused };
    let mut found = old.change_to(new, kind);
    found.old = old.question.show_if.span.or(found.old);
    found.new = new.question.show_if.span.or(found.new);
    out.push(found);
}

/// A question or field of the new edition with the dates that its form has.
pub(super) fn as_written<'a>(pair: &EditionPair<'a>, new: &QuestionOrField<'_>) -> Option<QuestionOrField<'a>> {
    let question = &pair.new_as_written.questions[pair.new_index(&new.top().id)?];
    Some(match new.parent {
        None => QuestionOrField { question, parent: None },
        Some(_) => {
            let field = question.fields.iter().find(|field| field.id == new.question.id)?;
            QuestionOrField { question: field, parent: Some(question) }
        }
    })
}

/// Old answers that lack what the new edition demands, if its form asks for it.
pub(super) fn demanded(pair: &EditionPair<'_>, old: Option<QuestionIx>, new: &QuestionOrField<'_>) -> Vec<Refused> {
    let condition = match new.parent {
        Some(parent) => Condition::and(whole(pair.new, parent), alone(new.question)),
        None => whole(pair.new, new.question),
    };
    // The group is there, and the field is not.
    let of_old = old.map(|old| &pair.old.questions[old]).filter(|_| new.parent.is_some());
    let field = of_old.and_then(|old| old.fields.position(|field| field.id == new.question.id));
    let is_answered = new.parent.is_some() && field.is_none();
    let found = met_before(pair, condition.as_ref());
    found.into_iter().map(|answers| Refused { question: old, field, answers, is_answered }).collect()
}

/// The conditions of sections that both editions have. A condition that moved to the questions of its section is no change.
pub(super) fn sections(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    for (index, section) in pair.new.sections.iter_enumerated() {
        let Some(old) = pair.old.sections.iter().find(|old| old.id == section.id) else { continue };
        let own = Conditions { old: old.show_if.clone(), new: section.show_if.clone() };
        let Some(audience) = own.audience(pair, None) else { continue };
        let (mut any, mut is_same, mut refused, mut question) = (false, true, Vec::new(), None);
        for (at, was) in questions_of(pair.old, old) {
            let Some(now) = pair.counterpart(at) else { continue };
            any = true;
            question = question.or(Some(&was.id));
            if asking(pair, was, now).audience(pair, None).is_none() {
                continue;
            }
            is_same = false;
            let all = Conditions { old: whole(pair.old, was), new: whole(pair.new, now) };
            if was.takes_answer() {
                refused.extend(all.refused(pair, (at, None), now.required));
            }
        }
        if any && is_same {
            continue;
        }
        let first = refused.first().and_then(|refused| refused.question);
        let question = first.map(|index| &pair.old.questions[index].id).or(question);
        out.push(Change {
            at: ChangePlace::Section(section.id.clone()),
            question: question.cloned(),
            kind: ChangeKind::Condition {
                old: own.old,
                new: pair.new_as_written.sections[index].show_if.clone(),
                audience,
                refused,
            },
            old: Some(old.show_if_span.unwrap_or(old.span)),
            new: Some(section.show_if_span.unwrap_or(section.span)),
        });
    }
}

fn questions_of<'m>(model: &'m Model, section: &'m Section) -> impl Iterator<Item = (QuestionIx, &'m Question)> {
    let all = section.blocks.iter().flat_map(|block| &block.questions);
    all.map(|index| (*index, &model.questions[*index]))
}

/// The conditions of notes. A note takes no answer, and the diff of texts compares its text.
pub(super) fn notes(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    let is_note = |question: &&Question| !question.takes_answer();
    let old: HashMap<&str, &Question> =
        pair.old.questions.iter().filter(is_note).map(|note| (note.id.as_str(), note)).collect();
    for note in pair.new.questions.iter().filter(is_note) {
        if let Some(was) = old.get(note.id.as_str()) {
            let [was, now] = [*was, note].map(|question| QuestionOrField { question, parent: None });
            conditions(pair, &was, &now, false, out);
        }
    }
}
