//! Changes of options in lists, questions and facts.

use super::texts::{masked, same};
use super::{Change, ChangeKind, ChangePlace, EditionPair, FramePart, OptionOwner, OptionText, TextPurpose, reordered};
use canevas_diagnostics::Span;
use canevas_model::{AnswerShape, Choice, ChoiceSource, ForEach, Label, ListId, Model, Question, Text};
use std::collections::{HashMap, HashSet};

/// The owner of options.
#[allow(clippy::struct_field_names, reason = "the owner is one of its properties")]
pub(super) struct Owner {
    /// The list, question or fact.
    pub of: OptionOwner,
    /// Its place in the old edition.
    pub old: Span,
    /// Its place in the new one.
    pub new: Span,
    /// A question that uses them.
    pub question: Option<String>,
}

/// The lists that both editions have.
pub(super) fn lists(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    for list in &pair.new.lists {
        let Some(old) = pair.old.lists.iter().find(|old| old.id == list.id) else { continue };
        let (question, ordered) = used_by(pair.old, &old.id);
        let owner = Owner { of: OptionOwner::List(list.id.clone()), old: old.span, new: list.span, question };
        options(&owner, &old.choices, &list.choices, ordered, out);
    }
}

/// The first question that uses a list, and whether it is a scale there.
fn used_by(model: &Model, list: &str) -> (Option<String>, bool) {
    let offers = |question: &Question| list_of(model, question).is_some_and(|offered| *offered == *list);
    let uses = |question: &&Question| {
        offers(question)
            || question
                .for_each
                .is_some_and(|rows| matches!(rows, ForEach::List(index) if model.lists[index].id == list))
            || question.fields.iter().any(offers)
    };
    let is_scale = |question: &Question| matches!(question.shape, AnswerShape::One { ordered: true, .. });
    let found = model.questions.iter().find(uses);
    let ordered = model.questions.iter().any(|question| is_scale(question) && uses(&question));
    (found.map(|question| question.id.to_string()), ordered)
}

/// The list that a question's options come from.
pub(super) fn list_of<'a>(model: &'a Model, question: &Question) -> Option<&'a ListId> {
    match question.shape.choice_source()? {
        ChoiceSource::List(list) => model.lists.get(list).map(|list| &list.id),
        ChoiceSource::Inline | ChoiceSource::Countries => None,
    }
}

fn label(choice: &Choice) -> String {
    match &choice.label {
        Label::Text(text) => text.source.value.clone(),
        Label::Country(country) => country.alpha3.to_owned(),
    }
}

/// The changes between two sets of options.
pub(super) fn options(owner: &Owner, old: &[Choice], new: &[Choice], ordered: bool, out: &mut Vec<Change>) {
    let before: HashMap<&str, &Choice> = old.iter().map(|choice| (choice.code.as_str(), choice)).collect();
    let labels: HashMap<String, &str> = old.iter().map(|choice| (same(&label(choice)), choice.code.as_str())).collect();
    let option = |code: &str| ChangePlace::Option(owner.of.clone(), code.into());
    let text_of = |code: &str, text| ChangePlace::OptionText(owner.of.clone(), code.into(), text);
    let codes: HashSet<&str> = new.iter().map(|choice| choice.code.as_str()).collect();
    let mut push = |at: ChangePlace, kind, old: Option<&Choice>, new: Option<&Choice>| {
        out.push(Change {
            at,
            kind,
            old: Some(old.and_then(|choice| choice.span).unwrap_or(owner.old)),
            new: Some(new.and_then(|choice| choice.span).unwrap_or(owner.new)),
            question: owner.question.clone(),
        });
    };
    for choice in new {
        let code = choice.code.as_str();
        let Some(was) = before.get(code) else {
            push(option(code), ChangeKind::OptionAdded { label: label(choice) }, None, Some(choice));
            continue;
        };
        let (old_label, new_label) = (label(was), label(choice));
        if same(&old_label) != same(&new_label) {
            let taken_from = labels.get(&same(&new_label)).filter(|from| **from != code).map(|from| (*from).to_owned());
            let kind = ChangeKind::OptionLabel { before: old_label, after: new_label, taken_from };
            push(option(code), kind, Some(was), Some(choice));
        }
        if was.exclusive != choice.exclusive {
            push(option(code), ChangeKind::Exclusive { now: choice.exclusive }, Some(was), Some(choice));
        }
        let value = |text: &Option<Text>| text.as_ref().map(|text| text.source.value.clone());
        let (old_hint, new_hint) = (value(&was.hint), value(&choice.hint));
        if old_hint.as_deref().map(same) != new_hint.as_deref().map(same) {
            let kind = ChangeKind::Text { purpose: TextPurpose::Help, before: old_hint, after: new_hint };
            push(text_of(code, OptionText::Hint), kind, Some(was), Some(choice));
        }
        match (value(&was.specify), value(&choice.specify)) {
            (Some(_), None) => push(text_of(code, OptionText::Specify), ChangeKind::Removed, Some(was), Some(choice)),
            (None, Some(_)) => {
                push(
                    text_of(code, OptionText::Specify),
                    ChangeKind::Added { required: false },
                    Some(was),
                    Some(choice),
                );
            }
            (Some(old), Some(new)) if masked(&old) != masked(&new) => {
                let kind = ChangeKind::Text { purpose: TextPurpose::Wording, before: Some(old), after: Some(new) };
                push(text_of(code, OptionText::Specify), kind, Some(was), Some(choice));
            }
            _ => {}
        }
    }
    for choice in old.iter().filter(|choice| !codes.contains(choice.code.as_str())) {
        push(option(&choice.code), ChangeKind::OptionRemoved { label: label(choice) }, Some(choice), None);
    }
    let names = |choices: &[Choice]| choices.iter().map(|choice| choice.code.clone()).collect::<Vec<_>>();
    let (old_codes, new_codes) = (names(old), names(new));
    let (old_codes, new_codes): (Vec<&str>, Vec<&str>) = (
        old_codes.iter().map(canevas_model::OptionCode::as_str).collect(),
        new_codes.iter().map(canevas_model::OptionCode::as_str).collect(),
    );
    if let Some((before, after)) = reordered(&old_codes, &new_codes) {
        let kind = if ordered {
            ChangeKind::Frame {
                part: FramePart::Scale,
                before: Some(before.join(" < ")),
                after: Some(after.join(" < ")),
            }
        } else {
            ChangeKind::Order { what: "options", before, after }
        };
        out.push(Change {
            at: ChangePlace::Options(owner.of.clone()),
            kind,
            old: Some(owner.old),
            new: Some(owner.new),
            question: owner.question.clone(),
        });
    }
}
