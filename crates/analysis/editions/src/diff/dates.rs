//! Dates with a name that a question prints. A date that moves with the period stays the same; another day asks something else.

use super::question_or_field::QuestionOrField;
use super::rebase::{earlier, months_between};
use super::{ChangeKind, EditionPair, FramePart};
use canevas_model::dates::Day;
use canevas_model::{Model, NamedDate, Piece, Placeholder, Question, Text};
use std::collections::BTreeSet;

pub(super) fn dates(
    pair: &EditionPair<'_>,
    old: &QuestionOrField<'_>,
    new: &QuestionOrField<'_>,
    push: &mut dyn FnMut(ChangeKind),
) {
    let (before, after) = (printed(pair.old, old.question), printed(pair.new, new.question));
    for (id, day) in after {
        let Some((_, was)) = before.iter().find(|(known, _)| *known == id) else { continue };
        if !is_same(pair, *was, day) {
            let words = |day: Day| Some(format!("{id} {day}"));
            push(ChangeKind::Frame { part: FramePart::Date, before: words(*was), after: words(day) });
        }
    }
}

/// The dates that the question, its unit or its help print.
fn printed<'m>(model: &'m Model, question: &Question) -> BTreeSet<(&'m str, Day)> {
    let texts = [&question.ask, &question.hint, &question.unit, &question.example];
    let pieces = texts.into_iter().flatten().flat_map(|text: &Text| &text.pieces);
    pieces
        .filter_map(|piece| match piece {
            Piece::Placeholder(Placeholder::Date(date, _)) => model.dates.get(*date),
            _ => None,
        })
        .map(|NamedDate { id, day }| (id.as_str(), *day))
        .collect()
}

/// Whether a day lies to the new period as it lay to the old one. Without periods, it may move by years.
fn is_same(pair: &EditionPair<'_>, old: Day, new: Day) -> bool {
    let months = match (pair.old_period, pair.new_period) {
        (Some(old), Some(new)) => months_between(old, new),
        _ => (new.month.year - old.month.year) * 12,
    };
    let is_last = |day: Day| day == day.month.last_day();
    earlier(new, months) == old || (is_last(old) && is_last(new) && earlier(new, months).month == old.month)
}
