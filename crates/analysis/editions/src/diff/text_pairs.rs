//! Texts in every language, before and after, for translators and for the redline.

use super::{same_text, standing};
use crate::EditionSide;
use canevas_model::{Language, QuestionId, Text, TextKey};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One text in one language, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPair {
    /// The language.
    pub language: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// The old text.
    pub before: Option<String>,
    /// The new text. A translation counts only if it is current.
    pub after: Option<String>,
    /// Whether the text needs a new translation.
    pub redo: bool,
}

/// Texts that changed in some language.
pub(crate) fn text_pairs(old: &EditionSide<'_>, new: &EditionSide<'_>) -> BTreeMap<TextKey, Vec<TextPair>> {
    let value = |side: &EditionSide<'_>, text: &Text, language: &Language| {
        if *language == side.model.source_language {
            return Some(text.source.value.clone());
        }
        side.catalogues.get(language)?.current(text).map(|translation| translation.text.value.clone())
    };
    let before: HashMap<&TextKey, &Text> = old.model.texts().into_iter().map(|text| (&text.key, text)).collect();
    let after: HashMap<&TextKey, &Text> = new.model.texts().into_iter().map(|text| (&text.key, text)).collect();
    let keys: BTreeSet<&TextKey> = before.keys().chain(after.keys()).copied().collect();
    let mut out = BTreeMap::new();
    for key in keys {
        let (was, now) = (before.get(key), after.get(key));
        let pairs: Vec<TextPair> = new
            .model
            .languages()
            .map(|language| {
                let before = was.and_then(|text| value(old, text, language));
                let after = now.and_then(|text| value(new, text, language));
                let redo = now.is_some() && after.is_none();
                TextPair {
                    language: language.tag().to_owned(),
                    right_to_left: language.is_right_to_left(),
                    before,
                    after,
                    redo,
                }
            })
            .collect();
        let same = |pair: &TextPair| pair.before.as_deref().map(same_text) == pair.after.as_deref().map(same_text);
        if !pairs.iter().all(same) {
            out.insert(key.clone(), pairs);
        }
    }
    out
}

/// The number of new or changed texts without a current translation, by language.
///
/// A text of a renamed question keeps its translation: `canevas translate extract` moves it to the new key.
pub(crate) fn to_translate(
    old: &EditionSide<'_>,
    new: &EditionSide<'_>,
    renamed: &BTreeMap<QuestionId, QuestionId>,
) -> BTreeMap<String, usize> {
    let old_key = |text: &Text| {
        let owner = text.key.owner();
        let was = owner.question().and_then(|id| renamed.get(id));
        was.map(|was| TextKey::new(owner.with_question(was.clone()), text.key.role()))
    };
    let before: HashMap<&str, String> =
        old.model.texts().into_iter().map(|text| (text.key.as_str(), same_text(&text.source.value))).collect();
    let by_key: HashMap<&str, &Text> = old.model.texts().into_iter().map(|text| (text.key.as_str(), text)).collect();
    let mut out = BTreeMap::new();
    for language in &new.model.translations {
        let catalogue = new.catalogues.get(language);
        // A text that had a translation and has none now.
        let of_old = old.catalogues.get(language);
        let translated = |text: &&Text| {
            let was = of_old.zip(by_key.get(text.key.as_str()));
            was.is_some_and(|(catalogue, was)| catalogue.current(was).is_some())
        };
        let known = old.model.translations.contains(language);
        let count = new
            .model
            .texts()
            .into_iter()
            .filter(|text| catalogue.and_then(|catalogue| catalogue.current(text)).is_none())
            .filter(|text| {
                let moved = old_key(text);
                let key = moved.as_ref().map_or(text.key.as_str(), TextKey::as_str);
                let is_changed = !known || before.get(key) != Some(&same_text(&text.source.value));
                let is_untranslated_before = || {
                    let was = of_old.zip(by_key.get(key));
                    was.is_none_or(|(catalogue, was)| catalogue.current(was).is_none())
                };
                if moved.is_some() && !is_changed {
                    return is_untranslated_before();
                }
                let is_gone =
                    || translated(text) && catalogue.and_then(|catalogue| standing(catalogue, text)).is_none();
                is_changed || is_gone()
            })
            .count();
        if count > 0 {
            out.insert(language.tag().to_owned(), count);
        }
    }
    out
}
