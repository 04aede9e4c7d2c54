//! The old edition with what nobody reads as the new one has it: the ids of sections, and which of its languages is the source.

use super::baseline::Baseline;
use super::same_text;
use crate::EditionSide;
use canevas_diagnostics::Findings;
use canevas_model::lower::text_pieces;
use canevas_model::{Language, Model, SectionId, Text, TextKey, TextOwner};
use canevas_project::{Catalogue, Catalogues, Translation};
use canevas_syntax::SourceText;
use std::collections::{BTreeSet, HashMap};

/// The old edition, aligned. `None` if there is nothing to align. `new_id` leads from an old question id to the new one.
pub(crate) fn aligned(
    old: &EditionSide<'_>,
    new: &EditionSide<'_>,
    new_id: &dyn Fn(&str) -> String,
) -> Option<Baseline> {
    let sections = sections(old.model, new.model, new_id);
    let swaps = old.model.source_language != new.model.source_language
        && old.model.translations.contains(&new.model.source_language);
    if sections.is_empty() && !swaps {
        return None;
    }
    let mut out = Baseline { model: old.model.clone(), catalogues: old.catalogues.clone() };
    rename(&mut out, &sections);
    if swaps {
        swap(&mut out, new);
    }
    Some(out)
}

/// Sections with another id: old id to new id. They have the same title, or the same questions.
fn sections(old: &Model, new: &Model, new_id: &dyn Fn(&str) -> String) -> HashMap<SectionId, SectionId> {
    let ids =
        |model: &Model| -> BTreeSet<SectionId> { model.sections.iter().map(|section| section.id.clone()).collect() };
    let (old_ids, new_ids) = (ids(old), ids(new));
    let was_in: HashMap<String, usize> =
        old.questions.iter().map(|question| (new_id(&question.id), question.section.into())).collect();
    let asked: BTreeSet<&str> = new.questions.iter().map(|question| question.id.as_str()).collect();
    let mut before: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); old.sections.len()];
    for (id, section) in was_in.iter().filter(|(id, _)| asked.contains(id.as_str())) {
        before[*section].insert(id);
    }
    let mut after: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); new.sections.len()];
    for question in new.questions.iter().filter(|question| was_in.contains_key(question.id.as_str())) {
        after[usize::from(question.section)].insert(&question.id);
    }
    let mut out: HashMap<SectionId, SectionId> = HashMap::new();
    for (section, own) in new.sections.iter().zip(&after).filter(|(section, _)| !old_ids.contains(&section.id)) {
        let title = same_text(&section.title.source.value);
        // The section that its first question was in has the same questions, or the same title.
        let Some(at) = own.first().and_then(|id| was_in.get(*id)) else { continue };
        let was = &old.sections[canevas_model::SectionIx::from(*at)];
        let is_same = before[*at] == *own || same_text(&was.title.source.value) == title;
        if is_same && !new_ids.contains(&was.id) && !out.contains_key(&was.id) {
            out.insert(was.id.clone(), section.id.clone());
        }
    }
    out
}

/// Gives sections their new ids, also in the keys of their texts.
fn rename(of: &mut Baseline, ids: &HashMap<SectionId, SectionId>) {
    let new_key = |key: &TextKey| match key.owner() {
        TextOwner::Section(id) => Some(TextKey::new(TextOwner::Section(ids.get(id)?.clone()), key.role())),
        _ => None,
    };
    for section in &mut of.model.sections {
        let texts = [&mut section.introduction, &mut section.if_not_shown, &mut section.filled_by];
        for text in std::iter::once(&mut section.title).chain(texts.into_iter().flatten()) {
            if let Some(key) = new_key(&text.key) {
                text.key = key;
            }
        }
        if let Some(id) = ids.get(&section.id) {
            section.id = id.clone();
        }
    }
    for catalogue in of.catalogues.values_mut() {
        let moved: Vec<(TextKey, TextKey)> =
            catalogue.entries.keys().filter_map(|key| Some((key.clone(), new_key(key)?))).collect();
        for (key, new_key) in moved {
            if let Some(entry) = catalogue.entries.remove(&key) {
                catalogue.entries.insert(new_key, entry);
            }
        }
    }
}

/// Makes a translation of the old edition its source, and its source a translation.
fn swap(of: &mut Baseline, new: &EditionSide<'_>) {
    let (was, now) = (of.model.source_language.clone(), new.model.source_language.clone());
    let Some(translations) = of.catalogues.get(&now).cloned() else { return };
    let before: Vec<Text> = of.model.texts().into_iter().cloned().collect();
    let by_key: HashMap<&TextKey, &Text> = before.iter().map(|text| (&text.key, text)).collect();
    let texts: HashMap<String, &Text> =
        new.model.texts().into_iter().map(|text| (text.key.to_string(), text)).collect();
    let back = new.catalogues.get(&was);
    of.model.replace_texts(|text| {
        let translated = translations.current(text).map(|translation| translation.text.value.clone());
        translated.or_else(|| {
            // Where the old edition has no translation, the new one may still say the same in the old language.
            let now = texts.get(text.key.as_str())?;
            let same = same_text(&back?.current(now)?.text.value) == same_text(&text.source.value);
            same.then(|| now.source.value.clone())
        })
    });
    of.model.source_language = now.clone();
    of.model.translations.retain(|language| *language != now);
    of.model.translations.push(was.clone());
    let sources: HashMap<TextKey, String> =
        of.model.texts().into_iter().map(|text| (text.key.clone(), text.source.value.clone())).collect();
    let mut out = Catalogues::new();
    for (language, catalogue) in std::mem::take(&mut of.catalogues) {
        if language != now {
            let mut catalogue = catalogue;
            for (key, entry) in &mut catalogue.entries {
                let made_from_it = by_key.get(key);
                if let (Some(source), true) =
                    (sources.get(key), made_from_it.is_some_and(|text| text.source.value == entry.source))
                {
                    entry.source.clone_from(source);
                }
            }
            out.insert(language, catalogue);
        }
    }
    out.insert(was.clone(), as_catalogue(&of.model, &before, &sources, was, translations.span));
    of.catalogues = out;
}

/// The former source as a translation.
fn as_catalogue(
    model: &Model,
    before: &[Text],
    sources: &HashMap<TextKey, String>,
    language: Language,
    span: canevas_diagnostics::Span,
) -> Catalogue {
    let entry = |text: &Text| {
        let translation = SourceText::opaque(text.source.value.clone(), text.span());
        let entry = Translation {
            source: sources.get(&text.key)?.clone(),
            pieces: text_pieces(model, &translation, text.scope, &mut Findings::default()),
            text: translation,
            fuzzy: false,
            previous: None,
            span: text.span(),
        };
        Some((text.key.clone(), entry))
    };
    Catalogue { language, entries: before.iter().filter_map(entry).collect(), span }
}
