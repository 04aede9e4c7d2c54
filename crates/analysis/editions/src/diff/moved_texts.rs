//! Texts that say the same under another key: options that a list had and a question has now, a question that became a fact,
//! a section's introduction that became a note. Catalogues find a translation by its key, so it stays behind.

use super::question_or_field::QuestionOrField;
use super::texts::{old_key, same, with_new_ids};
use super::{EditionPair, QuestionPlace};
use canevas_model::{Choice, ChoiceLabel, FactKind, Model, Text, TextKey};
use std::collections::{HashMap, HashSet};

/// A text of the new edition, and the text of the old edition that it was.
pub(super) struct MovedText<'a> {
    pub old: &'a Text,
    pub new: &'a Text,
}

/// The texts that moved, in the order of the new edition.
pub(super) fn moved<'a>(pair: &EditionPair<'a>) -> Vec<MovedText<'a>> {
    let (before, after) = (pair.old.texts(), pair.new.texts());
    let old_keys: HashSet<&TextKey> = before.iter().map(|text| &text.key).collect();
    let kept: HashSet<TextKey> = after.iter().map(|text| old_key(pair, &text.key)).collect();
    let of_options = options(pair);
    let mut alike: HashMap<String, Vec<&Text>> = HashMap::new();
    for text in before.iter().filter(|text| !kept.contains(&text.key)) {
        alike.entry(words(pair, text)).or_default().push(text);
    }
    let is_new = |text: &&Text| !old_keys.contains(&old_key(pair, &text.key));
    let found = after.into_iter().filter(is_new).filter_map(|new| {
        let now = same(&new.source.value);
        let of_option = of_options.get(&new.key).copied().filter(|old| words(pair, old) == now);
        let with_words = || {
            let old = alike.get(&now)?;
            old.iter().find(|old| old.key.role() == new.key.role()).or_else(|| old.first()).copied()
        };
        Some(MovedText { old: of_option.or_else(with_words)?, new })
    });
    found.collect()
}

/// What a text of the old edition says, with the ids of the new one.
fn words(pair: &EditionPair<'_>, old: &Text) -> String {
    same(&with_new_ids(pair, &old.source.value))
}

/// The old texts of options by the keys that they have in the new edition. A list that other questions use stays where it is.
fn options<'a>(pair: &EditionPair<'a>) -> HashMap<TextKey, &'a Text> {
    let mut out = HashMap::new();
    let old = QuestionOrField::all(pair.old);
    let by_place: HashMap<QuestionPlace, &QuestionOrField<'_>> = old.iter().map(|was| (was.place(), was)).collect();
    for now in QuestionOrField::all(pair.new) {
        if let Some(was) = by_place.get(&now.place_under(pair.old_id(&now.top().id))) {
            of_choices(was.question.choices(), now.question.choices(), &mut out);
        }
    }
    for now in &pair.new.facts {
        let old: &'a Model = pair.old;
        let Some(was) = old.facts.iter().find(|fact| fact.id == now.id) else { continue };
        if let (FactKind::Value { shape: was, .. }, FactKind::Value { shape: now, .. }) = (&was.kind, &now.kind) {
            of_choices(was.choices(), now.choices(), &mut out);
        }
        for field in now.fields() {
            if let Some(was) = was.fields().iter().find(|was| was.id == field.id) {
                of_choices(was.shape.choices(), field.shape.choices(), &mut out);
            }
        }
    }
    out
}

fn of_choices<'a>(old: &'a [Choice], new: &[Choice], out: &mut HashMap<TextKey, &'a Text>) {
    let by_code: HashMap<&str, &Choice> = old.iter().map(|choice| (choice.code.as_str(), choice)).collect();
    for choice in new {
        let Some(was) = by_code.get(choice.code.as_str()) else { continue };
        for (was, now) in texts(was).into_iter().zip(texts(choice)) {
            if let (Some(was), Some(now)) = (was, now) {
                out.entry(now.key.clone()).or_insert(was);
            }
        }
    }
}

/// The label, help and box of an option.
fn texts(choice: &Choice) -> [Option<&Text>; 3] {
    let label = if let ChoiceLabel::Text(text) = &choice.label { Some(text) } else { None };
    [label, choice.hint.as_ref(), choice.specify.as_ref()]
}
