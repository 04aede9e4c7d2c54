//! Facts that were added, removed or changed.

use super::{Change, ChangeKind, ChangePlace, EditionPair, OptionOwner, bounds, options, reordered};
use canevas_diagnostics::Span;
use canevas_model::{AnswerShape, ChoiceSource, Fact, FactField, FactKind, FieldIx, Model, TiVec};
use std::mem::discriminant;

pub(super) fn facts(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    for fact in &pair.new.facts {
        let at = ChangePlace::Fact(fact.id.clone());
        let Some(old) = pair.old.facts.iter().find(|old| old.id == fact.id) else {
            out.push(Change { at, kind: ChangeKind::FactAdded, old: None, new: Some(fact.span), question: None });
            continue;
        };
        let (before, after) = (words(old), words(fact));
        let mut push = |kind| {
            out.push(Change { at: at.clone(), kind, old: Some(old.span), new: Some(fact.span), question: None });
        };
        if lost(old, fact) {
            push(ChangeKind::FactChanged { before, after, lost: true });
        } else if let (
            FactKind::List { fields: was, blank_rows: rows_before },
            FactKind::List { fields: now, blank_rows: rows },
        ) = (&old.kind, &fact.kind)
        {
            if rows_before != rows {
                let words = |rows: u32| format!("{rows} blank rows");
                push(ChangeKind::Layout { before: words(*rows_before), after: words(*rows) });
            }
            if now.len() > was.len() {
                push(ChangeKind::FactChanged { before, after, lost: false });
            }
            let ids = |fields: &TiVec<FieldIx, FactField>| -> Vec<String> {
                fields.iter().map(|field| field.id.as_str().to_owned()).collect()
            };
            if let Some((before, after)) = reordered(&ids(was), &ids(now)) {
                push(ChangeKind::Order { what: "fields", before, after });
            }
            for field in now {
                let Some(old) = was.iter().find(|old| old.id == field.id) else { continue };
                let of_field = |kind| Change {
                    at: ChangePlace::FactField(fact.id.clone(), field.id.clone()),
                    kind,
                    old: Some(old.span),
                    new: Some(field.span),
                    question: None,
                };
                out.extend(bounds::changes(&old.shape, &field.shape).into_iter().map(of_field));
                let at = [(old.span, &old.shape), (field.span, &field.shape)];
                options_of(pair, OptionOwner::FactField(fact.id.clone(), field.id.clone()), at, out);
            }
        } else if let (FactKind::Value { shape: old_shape, .. }, FactKind::Value { shape, .. }) =
            (&old.kind, &fact.kind)
        {
            for kind in bounds::changes(old_shape, shape) {
                push(kind);
            }
            let at = [(old.span, old_shape), (fact.span, shape)];
            options_of(pair, OptionOwner::Fact(fact.id.clone()), at, out);
        }
    }
    for fact in pair.old.facts.iter().filter(|old| !pair.new.facts.iter().any(|fact| fact.id == old.id)) {
        let at = ChangePlace::Fact(fact.id.clone());
        out.push(Change { at, kind: ChangeKind::FactRemoved, old: Some(fact.span), new: None, question: None });
    }
}

/// The changes of the options of a fact, or of a field of its rows: `at` has its place and shape in each edition.
fn options_of(
    pair: &EditionPair<'_>,
    of: OptionOwner,
    [(old, was), (new, now)]: [(Span, &AnswerShape); 2],
    out: &mut Vec<Change>,
) {
    let list = |model: &Model, shape: &AnswerShape| match shape.choice_source()? {
        ChoiceSource::List(list) => model.lists.get(list).map(|list| list.id.clone()),
        ChoiceSource::Inline | ChoiceSource::Countries | ChoiceSource::Rows(_) | ChoiceSource::Ticked(_) => None,
    };
    let (from, to) = (list(pair.old, was), list(pair.new, now));
    // The changes of a list that both use are reported at the list.
    if from.is_some() && from == to {
        return;
    }
    if let (AnswerShape::One { choices: before, .. }, AnswerShape::One { choices: after, .. }) = (was, now) {
        options::options(&options::Owner { of, old, new, question: None }, before, after, false, out);
    }
}

/// Whether the new fact has no place for something that a country supplied.
fn lost(old: &Fact, new: &Fact) -> bool {
    match (&old.kind, &new.kind) {
        (FactKind::Value { shape: old, .. }, FactKind::Value { shape: new, .. }) => {
            discriminant(old) != discriminant(new)
        }
        (FactKind::List { fields: old, .. }, FactKind::List { fields: new, .. }) => {
            let keeps = |field: &FactField, kept: &FactField| {
                kept.id == field.id && discriminant(&kept.shape) == discriminant(&field.shape)
            };
            old.iter().any(|field| !new.iter().any(|kept| keeps(field, kept)))
        }
        _ => true,
    }
}

fn words(fact: &Fact) -> String {
    match &fact.kind {
        FactKind::List { fields, .. } => {
            let field = |field: &FactField| match field.shape {
                AnswerShape::Text { format: None, .. } => field.id.to_string(),
                _ => format!("{} ({})", field.id, kind(&field.shape)),
            };
            format!("rows of {}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
        FactKind::Value { shape, .. } => kind(shape).to_owned(),
    }
}

/// What a value is, in words.
fn kind(shape: &AnswerShape) -> &'static str {
    match shape {
        AnswerShape::Text { format: Some(format), .. } => format.name,
        AnswerShape::Text { format: None, .. } => "a text",
        AnswerShape::YesNo => "yes or no",
        AnswerShape::One { .. } => "one of several options",
        AnswerShape::Many { .. } => "several options",
        AnswerShape::Number(number) if number.whole => "a whole number",
        AnswerShape::Number(_) => "a number",
        AnswerShape::Year { .. } => "a year",
        AnswerShape::Date { .. } => "a date",
        AnswerShape::Month { .. } => "a month",
        AnswerShape::NamesAndRoles { .. } => "names and roles",
        AnswerShape::Group | AnswerShape::Rows { .. } => "fields",
        AnswerShape::Nothing => "nothing",
    }
}
