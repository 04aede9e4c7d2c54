//! Compares a question or field of the old edition with the same one of the new edition.

use super::condition_changes::{as_written as conditions_as_written, conditions, demanded};
use super::question_or_field::QuestionOrField;
use super::type_relation::accepts_all;
use super::{
    BoundName, Change, ChangeKind, EditionPair, OptionOwner, TypeRelation, bounds, comments, dates, options, reordered,
    rules, sections,
};
use canevas_model::{AnswerShape, Feeds, ForEach, LastYear, Model, Question};
use std::collections::BTreeSet;

pub(super) fn compare(
    pair: &EditionPair<'_>,
    old: &QuestionOrField<'_>,
    new: &QuestionOrField<'_>,
    out: &mut Vec<Change>,
) {
    let (was, now) = (old.question, new.question);
    let mut push = |kind| out.push(old.change_to(new, kind));
    let (before, after) = (scope(pair.old_with_new_ids, was), scope(pair.new, now));
    if before != after {
        push(ChangeKind::Scope { before, after });
    }
    let section = |model: &Model, question: &Question| model.sections[question.section].id.clone();
    let (before, after) = (section(pair.old, was), section(pair.new, now));
    let moved = old.parent.is_none() && before != after;
    if moved {
        push(ChangeKind::Section { before, after });
    }
    let written = conditions_as_written(pair, new);
    // Answers for rows and columns have another shape, and always stand in a table: the scope says so.
    if was.columns.is_some() == now.columns.is_some() {
        shape(was, now, written.map(|written| written.question), &mut push);
    }
    settings(was, now, &mut push);
    let units = |question: &Question| -> Vec<String> {
        let units = question.units.as_ref().map(AnswerShape::choices).unwrap_or_default();
        units.iter().map(|unit| unit.code.to_string()).collect()
    };
    let (before, after) = (units(was), units(now));
    if before.iter().collect::<BTreeSet<_>>() != after.iter().collect() {
        push(ChangeKind::Units { before, after });
    }
    if let Some(kind) = sections::number(was.number.as_ref(), now.number.as_ref()) {
        push(kind);
    }
    if pair.old.is_unpublished(was) != pair.new.is_unpublished(now) && !is_told_of_section(pair, was, now) {
        push(ChangeKind::NotPublished { now: pair.new.is_unpublished(now) });
    }
    if let (Some(was), Some(now)) = (&was.feeds, &now.feeds) {
        let (before, after) = (carry(was, pair.old), carry(now, pair.new));
        // Rows that feed another fact are reported as such.
        if was.fact == now.fact && before != after {
            push(ChangeKind::Carry { before, after });
        }
    }
    if was.required != now.required {
        let index = pair.old_index(&new.top().id);
        let refused = if now.required { demanded(pair, index, new) } else { Vec::new() };
        push(ChangeKind::Required { now: now.required, refused });
    }
    let ids =
        |question: &Question| -> Vec<String> { question.fields.iter().map(|field| field.id.to_string()).collect() };
    if let Some((before, after)) = reordered(&ids(was), &ids(now)) {
        push(ChangeKind::Order { what: "fields", before, after });
    }
    rules::rules(pair, old, new, &mut push);
    dates::dates(pair, old, new, &mut push);
    comments::comment(pair, old, new, out);
    choices(pair, old, new, out);
    conditions(pair, old, new, moved, out);
}

/// Whether it is the section of a question that is now published, or no longer.
fn is_told_of_section(pair: &EditionPair<'_>, was: &Question, now: &Question) -> bool {
    let (old, new) = (&pair.old.sections[was.section], &pair.new.sections[now.section]);
    old.id == new.id && old.not_published != new.not_published
}

/// The rows and columns over which a question is repeated, in the words of reports.
fn scope(model: &Model, question: &Question) -> String {
    let rows = over(model, question.for_each);
    if question.columns.is_none() { rows } else { format!("{rows} and {}", over(model, question.columns)) }
}

fn over(model: &Model, each: Option<ForEach>) -> String {
    match each {
        None => "once".to_owned(),
        Some(ForEach::Fact(fact)) => format!("for each of {}", model.facts[fact].id),
        Some(ForEach::List(list)) => format!("for each of {}", model.lists[list].id),
        Some(ForEach::Years) => "for each year".to_owned(),
        Some(ForEach::Rows(rows)) => format!("for each of {}", model.questions[rows].id),
    }
}

/// The type and its bounds.
fn shape(was: &Question, now: &Question, written: Option<&Question>, push: &mut dyn FnMut(ChangeKind)) {
    let relation = TypeRelation::between(was, now);
    let same_type = relation == TypeRelation::Same;
    if !same_type {
        let accepts_all = accepts_all(&was.shape, &now.shape);
        push(ChangeKind::Type { before: was.type_name, after: now.type_name, relation, accepts_all });
    }
    // Years and numbers have bounds of one kind. A format belongs to its type.
    let numbers = was.shape.number().is_some() && now.shape.number().is_some();
    let same_shape = numbers || std::mem::discriminant(&was.shape) == std::mem::discriminant(&now.shape);
    if same_shape {
        for mut kind in bounds::changes(&was.shape, &now.shape) {
            as_written(&mut kind, was, now, written);
            // The longest text with a format comes with the format.
            let of_type = match &kind {
                ChangeKind::Bound { bound: BoundName::Format | BoundName::Decimals, .. } => true,
                ChangeKind::Bound { bound: BoundName::MaxLength, .. } => {
                    was.shape.format().is_some() || now.shape.format().is_some()
                }
                _ => false,
            };
            if same_type || !of_type {
                push(kind);
            }
        }
    }
}

/// Names the words of the period where they give a bound, and otherwise the date that the form has.
fn as_written(kind: &mut ChangeKind, was: &Question, now: &Question, written: Option<&Question>) {
    let ChangeKind::Bound { bound, before, after, .. } = kind else { return };
    let (index, word) = match bound {
        BoundName::From => (0, "period.from"),
        BoundName::To => (1, "period.to"),
        _ => return,
    };
    if was.of_period[index] && before.is_some() {
        *before = Some(word.to_owned());
    }
    if now.of_period[index] && after.is_some() {
        *after = Some(word.to_owned());
    } else if let Some(AnswerShape::Date { from, to } | AnswerShape::Month { from, to }) = written.map(|now| &now.shape)
    {
        let date = if index == 0 { from } else { to };
        after.clone_from(date);
    }
}

/// Which rows go on, in words.
fn carry(feeds: &Feeds, model: &Model) -> String {
    let rows = match &feeds.when {
        Some(when) => format!("rows with `{}` go on", when.canonical(model)),
        None => "all rows go on".to_owned(),
    };
    if feeds.adds { rows } else { format!("{rows}, in place of those that are there") }
}

/// Keys with a single value.
fn settings(was: &Question, now: &Question, push: &mut dyn FnMut(ChangeKind)) {
    if was.can_say != now.can_say {
        push(ChangeKind::CanSay { before: was.can_say.clone(), after: now.can_say.clone() });
    }
    if was.personal != now.personal {
        push(ChangeKind::Personal { now: now.personal });
    }
    let is_as_before = was.columns.is_some() == now.columns.is_some();
    if is_as_before && (was.layout, was.total) != (now.layout, now.total) {
        let word = |question: &Question| {
            let total = question.total.map(|total| format!(", total: {}", total.word())).unwrap_or_default();
            format!("{}{total}", question.layout.word())
        };
        push(ChangeKind::Layout { before: word(was), after: word(now) });
    }
    let last_year = |question: &Question| question.shown_last_year().unwrap_or(LastYear::Never);
    if last_year(was) != last_year(now) {
        push(ChangeKind::LastYear { before: last_year(was), after: last_year(now) });
    }
    let feed = |question: &Question| question.feeds.as_ref().map(|feeds| feeds.fact.clone());
    if feed(was) != feed(now) {
        push(ChangeKind::Feed { before: feed(was), after: feed(now) });
    }
}

fn choices(pair: &EditionPair<'_>, old: &QuestionOrField<'_>, new: &QuestionOrField<'_>, out: &mut Vec<Change>) {
    let (before, after) = (old.question.choices(), new.question.choices());
    if before.is_empty() || after.is_empty() {
        return;
    }
    let (from, to) = (options::list_of(pair.old, old.question), options::list_of(pair.new, new.question));
    if from.is_some() && from == to {
        return;
    }
    let owner = options::Owner {
        of: OptionOwner::Question(new.place()),
        old: old.question.span,
        new: new.question.span,
        question: Some(old.top().id.clone()),
    };
    let scale = |question: &Question| matches!(question.shape, AnswerShape::One { ordered: true, .. });
    options::options(&owner, before, after, scale(old.question) && scale(new.question), out);
}
