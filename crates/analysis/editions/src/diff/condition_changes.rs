//! Changes of conditions, of questions, fields, notes and sections.

use super::conditions::ConditionWriter;
use super::question_or_field::QuestionOrField;
use super::{Change, ChangeKind, ChangePlace, EditionPair};
use canevas_model::condition::Condition;
use canevas_model::{Model, Question, canonical};
use std::collections::HashMap;

/// The condition of a question or field, together with that of its heading. If the question moved to another section, the
/// conditions of the sections count too.
pub(super) fn conditions(
    pair: &EditionPair<'_>,
    old: &QuestionOrField<'_>,
    new: &QuestionOrField<'_>,
    moved: bool,
    out: &mut Vec<Change>,
) {
    let heading = |model: &Model, asked: &QuestionOrField<'_>| -> Option<Condition> {
        let block = model.sections[asked.question.section].blocks.get(asked.question.block);
        block.and_then(|block| block.heading.as_ref()).and_then(|heading| heading.show_if.clone())
    };
    let alone = |asked: &QuestionOrField<'_>| {
        let show_if = &asked.question.show_if;
        Condition::and(show_if.outer.clone(), show_if.row.clone())
    };
    let own = |model: &Model, asked: &QuestionOrField<'_>| -> Option<Condition> {
        let question = asked.question;
        if asked.parent.is_some() {
            alone(asked)
        } else if moved {
            Condition::and(canonical::full_outer(model, question), question.show_if.row.clone())
        } else {
            Condition::and(heading(model, asked), alone(asked))
        }
    };
    let (before, after) = (own(pair.old, old), own(pair.new, new));
    if let Some(mut kind) = condition(pair, before.as_ref(), after.as_ref()) {
        // The condition of the question can be inverted while that of its heading is not, and the other way round.
        let is_inverted = |old: Option<Condition>, new: Option<Condition>| {
            let kind = condition(pair, old.as_ref(), new.as_ref());
            matches!(kind, Some(ChangeKind::Condition { inverted: true, .. }))
        };
        if let ChangeKind::Condition { inverted, .. } = &mut kind {
            let of_heading = old.parent.is_none() && is_inverted(heading(pair.old, old), heading(pair.new, new));
            *inverted = *inverted || of_heading || is_inverted(alone(old), alone(new));
        }
        let mut found = old.change_to(new, kind);
        found.old = old.question.show_if.span.or(found.old);
        found.new = new.question.show_if.span.or(found.new);
        out.push(found);
    }
}

/// The change from one condition to another, if they differ.
fn condition(pair: &EditionPair<'_>, old: Option<&Condition>, new: Option<&Condition>) -> Option<ChangeKind> {
    let old_writer = ConditionWriter { model: pair.old_with_new_ids, loose: false };
    let new_writer = ConditionWriter { model: pair.new, loose: false };
    let (before, after) =
        (old.map(|condition| old_writer.write(condition)), new.map(|condition| new_writer.write(condition)));
    if before == after {
        return None;
    }
    let inverted = old.zip(new).is_some_and(|(old, new)| {
        let old_writer = ConditionWriter { loose: true, ..old_writer };
        let new_writer = ConditionWriter { loose: true, ..new_writer };
        old_writer.write(old) == new_writer.negation(new)
    });
    Some(ChangeKind::Condition {
        before: old.map(|condition| condition.canonical(pair.old)),
        after: new.map(|condition| condition.canonical(pair.new)),
        inverted,
    })
}

/// The conditions of sections that both editions have.
pub(super) fn sections(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    for section in &pair.new.sections {
        let Some(old) = pair.old.sections.iter().find(|old| old.id == section.id) else { continue };
        if let Some(kind) = condition(pair, old.show_if.as_ref(), section.show_if.as_ref()) {
            let first = old.blocks.iter().flat_map(|block| &block.questions).next();
            out.push(Change {
                at: ChangePlace::Section(section.id.clone()),
                kind,
                old: Some(old.show_if_span.unwrap_or(old.span)),
                new: Some(section.show_if_span.unwrap_or(section.span)),
                question: first.map(|index| pair.old.questions[*index].id.clone()),
            });
        }
    }
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
