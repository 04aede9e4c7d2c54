//! Changes of the order of questions.

use super::{Change, ChangeKind, ChangePlace, EditionPair};
use canevas_model::SectionId;
use std::collections::HashSet;

/// Questions in another order. The change `Section` reports those that moved to another section.
pub(super) fn questions(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    // Each question with its old id and its section.
    let place = |id, section: &'_ SectionId| (id, section.clone());
    let old: Vec<(&str, SectionId)> =
        pair.old.questions.iter().map(|q| place(q.id.as_str(), &pair.old.sections[q.section].id)).collect();
    let new: Vec<(&str, SectionId)> =
        pair.new.questions.iter().map(|q| place(pair.old_id(&q.id), &pair.new.sections[q.section].id)).collect();
    let (in_old, in_new): (HashSet<_>, HashSet<_>) = (old.iter().collect(), new.iter().collect());
    let before: Vec<_> = old.iter().filter(|question| in_new.contains(question)).collect();
    let after: Vec<_> = new.iter().filter(|question| in_old.contains(question)).collect();
    let Some((first, section)) = before.iter().zip(&after).find(|(a, b)| a != b).map(|(_, b)| *b) else { return };
    let ids = |side: &[&(&str, SectionId)]| side.iter().map(|(id, _)| (*id).to_owned()).collect::<Vec<_>>();
    out.push(Change {
        at: ChangePlace::Section(section.clone()),
        kind: ChangeKind::Order { what: "questions", before: ids(&before), after: ids(&after) },
        old: pair.old.question(first).map(|question| question.span),
        new: pair.new.questions.iter().find(|question| pair.old_id(&question.id) == *first).map(|new| new.span),
        question: None,
    });
}
