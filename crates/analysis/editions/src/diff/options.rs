//! Changes of options in lists, questions and facts.

use super::audience::Refused;
use super::texts::{masked, same};
use super::{Change, ChangeKind, ChangePlace, EditionPair, FramePart, OptionOwner, OptionText, TextPurpose, reordered};
use canevas_diagnostics::Span;
use canevas_model::condition::Assignment;
use canevas_model::{
    AnswerShape, Choice, ChoiceLabel, ChoiceSource, ForEach, ListId, Model, Question, QuestionId, Text,
};
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
    pub question: Option<QuestionId>,
}

/// The lists that both editions have.
pub(super) fn lists(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    for list in &pair.new.lists {
        let Some(old) = pair.old.lists.iter().find(|old| old.id == list.id) else { continue };
        let (question, ordered) = used_by(pair.old, &old.id);
        // A list of respondents that no question uses is compared with the respondents, not here.
        let answers = |model: &Model| model.respondents.listed().is_some_and(|of| model.lists[of.list].id == list.id);
        if question.is_none() && used_by(pair.new, &list.id).0.is_none() && answers(pair.old) && answers(pair.new) {
            continue;
        }
        let owner = Owner { of: OptionOwner::List(list.id.clone()), old: old.span, new: list.span, question };
        options(&owner, &old.choices, &list.choices, ordered, out);
    }
}

/// The first question that uses a list, and whether it is a scale there.
fn used_by(model: &Model, list: &str) -> (Option<QuestionId>, bool) {
    let offers = |question: &Question| list_of(model, question).is_some_and(|offered| *offered == *list);
    let uses = |question: &&Question| {
        offers(question)
            || [question.for_each, question.columns]
                .iter()
                .any(|over| matches!(over, Some(ForEach::List(index)) if model.lists[*index].id == list))
            || question.fields.iter().any(offers)
    };
    let is_scale = |question: &Question| matches!(question.shape, AnswerShape::One { ordered: true, .. });
    let found = model.questions.iter().find(uses);
    let ordered = model.questions.iter().any(|question| is_scale(question) && uses(&question));
    (found.map(|question| question.id.clone()), ordered)
}

/// The list that a question's options come from.
pub(super) fn list_of<'a>(model: &'a Model, question: &Question) -> Option<&'a ListId> {
    match question.shape.choice_source()? {
        ChoiceSource::List(list) => model.lists.get(list).map(|list| &list.id),
        ChoiceSource::Inline | ChoiceSource::Countries | ChoiceSource::Rows(_) | ChoiceSource::Ticked(_) => None,
    }
}

fn label(choice: &Choice) -> String {
    match &choice.label {
        ChoiceLabel::Text(text) => text.source.value.clone(),
        ChoiceLabel::Country(country) => country.alpha3.to_owned(),
        ChoiceLabel::Entered(_, _, row) => format!("row {}", row + 1),
    }
}

impl Owner {
    /// The place of an option.
    fn option(&self, choice: &Choice) -> ChangePlace {
        ChangePlace::Option(self.of.clone(), choice.code.clone())
    }

    /// The place of a text of an option.
    fn text(&self, choice: &Choice, text: OptionText) -> ChangePlace {
        ChangePlace::OptionText(self.of.clone(), choice.code.clone(), text)
    }

    fn change(&self, at: ChangePlace, kind: ChangeKind, old: Option<&Choice>, new: Option<&Choice>) -> Change {
        Change {
            at,
            kind,
            old: Some(old.and_then(|choice| choice.span).unwrap_or(self.old)),
            new: Some(new.and_then(|choice| choice.span).unwrap_or(self.new)),
            question: self.question.clone(),
        }
    }
}

/// The changes between two sets of options.
pub(super) fn options(owner: &Owner, old: &[Choice], new: &[Choice], ordered: bool, out: &mut Vec<Change>) {
    let before: HashMap<&str, &Choice> = old.iter().map(|choice| (choice.code.as_str(), choice)).collect();
    let labels: HashMap<String, &str> = old.iter().map(|choice| (same(&label(choice)), choice.code.as_str())).collect();
    for choice in new {
        match before.get(choice.code.as_str()) {
            None => {
                let kind = ChangeKind::OptionAdded { label: label(choice) };
                out.push(owner.change(owner.option(choice), kind, None, Some(choice)));
            }
            Some(was) => compare(owner, was, choice, &labels, out),
        }
    }
    let codes: HashSet<&str> = new.iter().map(|choice| choice.code.as_str()).collect();
    for choice in old.iter().filter(|choice| !codes.contains(choice.code.as_str())) {
        let kind = ChangeKind::OptionRemoved { label: label(choice) };
        out.push(owner.change(owner.option(choice), kind, Some(choice), None));
    }
    order(owner, old, new, ordered, out);
}

/// The changes of one option. `labels` leads from the old labels to their codes.
fn compare(owner: &Owner, old: &Choice, new: &Choice, labels: &HashMap<String, &str>, out: &mut Vec<Change>) {
    let mut push = |at, kind| out.push(owner.change(at, kind, Some(old), Some(new)));
    let (before, after) = (label(old), label(new));
    if same(&before) != same(&after) {
        let taken_from = labels.get(&same(&after)).filter(|from| new.code != **from).map(|from| (*from).to_owned());
        push(owner.option(new), ChangeKind::OptionLabel { before, after, taken_from });
    }
    if old.exclusive != new.exclusive {
        push(owner.option(new), ChangeKind::Exclusive { now: new.exclusive });
    }
    let value = |text: &Option<Text>| text.as_ref().map(|text| text.source.value.clone());
    let (before, after) = (value(&old.hint), value(&new.hint));
    if before.as_deref().map(same) != after.as_deref().map(same) {
        let kind = ChangeKind::Text { purpose: TextPurpose::Help, before, after };
        push(owner.text(new, OptionText::Hint), kind);
    }
    let specify = owner.text(new, OptionText::Specify);
    let lacking = |now: bool| {
        let lacks = Refused { question: None, field: None, answers: Assignment::new(), is_answered: true };
        if now { vec![lacks] } else { Vec::new() }
    };
    if old.specify.is_some() && new.specify.is_some() && old.specify_box.is_optional != new.specify_box.is_optional {
        let now = !new.specify_box.is_optional;
        push(specify.clone(), ChangeKind::Required { now, refused: lacking(now) });
    }
    match (value(&old.specify), value(&new.specify)) {
        (Some(_), None) => push(specify, ChangeKind::Removed),
        // A complete return that chose the option lacks its text.
        (None, Some(_)) => {
            let required = !new.specify_box.is_optional;
            push(specify, ChangeKind::Added { required, refused: lacking(required) });
        }
        (Some(before), Some(after)) if masked(&before) != masked(&after) => {
            let (before, after) = (Some(before), Some(after));
            push(specify, ChangeKind::Text { purpose: TextPurpose::Wording, before, after });
        }
        _ => {}
    }
}

/// The change of the order. The order of a scale is a part of its meaning.
fn order(owner: &Owner, old: &[Choice], new: &[Choice], ordered: bool, out: &mut Vec<Change>) {
    let Some((before, after)) = reordered(&codes(old), &codes(new)) else { return };
    let kind = if ordered {
        let (before, after) = (Some(before.join(" < ")), Some(after.join(" < ")));
        ChangeKind::Frame { part: FramePart::Scale, before, after }
    } else {
        ChangeKind::Order { what: "options", before, after }
    };
    out.push(owner.change(ChangePlace::Options(owner.of.clone()), kind, None, None));
}

fn codes(choices: &[Choice]) -> Vec<&str> {
    choices.iter().map(|choice| choice.code.as_str()).collect()
}
