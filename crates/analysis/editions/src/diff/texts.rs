//! Changes of texts, in the source language and in translations.

use super::dates;
use super::headings::Headings;
use super::moved_texts::moved;
use super::{Change, ChangeKind, ChangePlace, EditionPair, FramePart, TextPurpose, rules};
use canevas_model::{FactKind, Model, OptionHome, QuestionId, Text, TextKey, TextOwner, TextRole, pieces_of};
use canevas_project::{Catalogue, Translation};
use canevas_syntax::template::{Piece, pieces};
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization as _;

/// A text in NFC, with single spaces.
pub(crate) fn exact(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The comparable form of a text: nobody reads another text where an apostrophe, a quotation mark or a hyphen has another shape,
/// or where a space stands before a question mark.
pub(crate) fn same(text: &str) -> String {
    let shape = |c: char| match c {
        '‘' | '’' | '‛' | 'ʼ' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' => '-',
        other => other,
    };
    let mut out = String::new();
    let mut after_opening = false;
    for c in exact(text).chars() {
        if c == ' ' && after_opening {
            continue;
        }
        after_opening = c == '«';
        if matches!(c, '?' | '!' | ':' | ';' | '»') && out.ends_with(' ') {
            out.pop();
        }
        out.push(shape(c));
    }
    out.replace('…', "...")
}

/// The same without placeholders.
pub(crate) fn masked(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    same(&out)
}

pub(super) fn texts(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    let old: HashMap<&TextKey, &Text> = pair.old.texts().into_iter().map(|text| (&text.key, text)).collect();
    let (old_owners, new_owners) = (owners(pair.old), owners(pair.new));
    let headings = Headings::new(pair);
    let mut seen: HashSet<TextKey> = HashSet::new();
    let mut dates = dates::Moved::default();
    for text in pair.new.texts() {
        let key = old_key(pair, &text.key);
        let was = old.get(&key).copied();
        seen.insert(key.clone());
        if let Some(was) = was {
            translations(pair, was, text, out);
            if same(&with_new_ids(pair, &was.source.value)) == same(&text.source.value) {
                dates::of_text(pair, was, text, &mut dates, out);
            }
        }
        if in_options(&text.key) {
            continue;
        }
        match was {
            Some(was) => compare(pair, was, text, out),
            None if owner(&text.key).is_some_and(|owner| !old_owners.contains(&owner.with_old_id(pair))) => {}
            None if headings.is_kept(text) => {}
            None if ask_of_field(&key).is_some_and(|ask| !old.contains_key(&ask)) => {}
            None => one_side(None, Some(text), &text.key, out),
        }
    }
    for text in pair.old.texts() {
        let gone = owner(&text.key).is_some_and(|owner| {
            let is_renamed = matches!(owner, Owner::Question(id) if pair.renamed.values().any(|old| old == id));
            !new_owners.contains(&owner) && !is_renamed
        });
        let gone = gone || headings.was_kept(text);
        // If the new edition still has the question of the field, `seen` holds its old key.
        let gone = gone || ask_of_field(&text.key).is_some_and(|ask| !seen.contains(&ask));
        if !seen.contains(&text.key) && !in_options(&text.key) && !gone {
            one_side(Some(text), None, &text.key, out);
        }
    }
    out.extend(dates.changes());
    for text in moved(pair) {
        translations(pair, text.old, text.new, out);
    }
}

/// What a text comes and goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Owner<'a> {
    Question(&'a str),
    Section(&'a str),
    Fact(&'a str),
    FactField(&'a str, &'a str),
}

impl<'a> Owner<'a> {
    fn with_old_id(self, pair: &'a EditionPair<'_>) -> Self {
        if let Self::Question(id) = self { Self::Question(pair.old_id(id)) } else { self }
    }
}

/// Questions with an answer, sections and facts. Their texts come and go with them.
fn owners(model: &Model) -> HashSet<Owner<'_>> {
    let asked = model.questions.iter().filter(|question| question.takes_answer());
    let mut out: HashSet<Owner<'_>> = asked.map(|question| Owner::Question(question.id.as_str())).collect();
    out.extend(model.sections.iter().map(|section| Owner::Section(section.id.as_str())));
    for fact in &model.facts {
        out.insert(Owner::Fact(fact.id.as_str()));
        if let FactKind::List { fields, .. } = &fact.kind {
            out.extend(fields.iter().map(|field| Owner::FactField(fact.id.as_str(), field.id.as_str())));
        }
    }
    out
}

/// The question, section or fact with which a text comes and goes.
fn owner(key: &TextKey) -> Option<Owner<'_>> {
    match key.owner() {
        TextOwner::Section(section) => Some(Owner::Section(section.as_str())),
        TextOwner::FactField(fact, field) | TextOwner::Option(OptionHome::FactField(fact, field), _) => {
            Some(Owner::FactField(fact.as_str(), field.as_str()))
        }
        TextOwner::Fact(fact) | TextOwner::Option(OptionHome::Fact(fact), _) => Some(Owner::Fact(fact.as_str())),
        // A note consists of its text only.
        owner if key.role() != TextRole::Text => owner.question().map(|id| Owner::Question(id.as_str())),
        _ => None,
    }
}

/// For a text of a field, the key of the field's question. If that text is new or was removed, so is the field.
fn ask_of_field(key: &TextKey) -> Option<TextKey> {
    matches!(key.owner(), TextOwner::Field(..)).then(|| TextKey::new(key.owner().clone(), TextRole::Ask))
}

fn in_options(key: &TextKey) -> bool {
    matches!(key.owner(), TextOwner::Option(..))
}

/// The key that the old edition has for a text of the new one.
pub(super) fn old_key(pair: &EditionPair<'_>, key: &TextKey) -> TextKey {
    if let TextOwner::Rule(question, rule) = key.owner() {
        return rules::old_key(pair, question, *rule);
    }
    match key.owner().question().and_then(|id| pair.renamed.get(id.as_str())) {
        Some(old) => TextKey::new(key.owner().with_question(old.clone()), key.role()),
        None => key.clone(),
    }
}

fn question_of(key: &TextKey) -> Option<QuestionId> {
    key.owner().question().cloned()
}

pub(super) fn kind_of(key: &TextKey, before: Option<String>, after: Option<String>) -> ChangeKind {
    if matches!(key.owner(), TextOwner::NonResponse(_)) {
        return ChangeKind::Text { purpose: TextPurpose::Wording, before, after };
    }
    match key.role() {
        TextRole::Ask | TextRole::NameLabel | TextRole::RoleLabel => {
            ChangeKind::Text { purpose: TextPurpose::Wording, before, after }
        }
        // These change the meaning of an answer.
        TextRole::Unit => ChangeKind::Frame { part: FramePart::Unit, before, after },
        TextRole::FilledBy => ChangeKind::Frame { part: FramePart::UsualRespondent, before, after },
        _ => ChangeKind::Text { purpose: TextPurpose::Help, before, after },
    }
}

fn one_side(old: Option<&Text>, new: Option<&Text>, key: &TextKey, out: &mut Vec<Change>) {
    // The diff of questions reports comment boxes and who offers a special answer, and the diff of rules what they say.
    if matches!(key.role(), TextRole::Comment | TextRole::Say) || matches!(key.owner(), TextOwner::NonResponse(_)) {
        return;
    }
    let value = |text: Option<&Text>| text.map(|text| text.source.value.clone());
    out.push(Change {
        at: ChangePlace::Text(key.clone()),
        kind: kind_of(key, value(old), value(new)),
        old: old.map(Text::span),
        new: new.map(Text::span),
        question: question_of(key),
    });
}

/// An old text with the new ids of questions in its placeholders, so that a declared rename does not change it.
pub(super) fn with_new_ids(pair: &EditionPair<'_>, text: &str) -> String {
    let mut out = text.to_owned();
    if pair.renamed.is_empty() {
        return out;
    }
    // The last placeholder comes first, so that the ranges of the others stay right.
    for piece in pieces(text).unwrap_or_default().into_iter().rev() {
        if let Piece::Placeholder(parts, range) = piece
            && let [word, old_id] = parts.as_slice()
            && word == "question"
            && let Some((new_id, _)) = pair.renamed.iter().find(|(_, renamed)| **renamed == *old_id)
        {
            out.replace_range(range, &format!("{{question.{new_id}}}"));
        }
    }
    out
}

fn compare(pair: &EditionPair<'_>, old: &Text, new: &Text, out: &mut Vec<Change>) {
    let (before, after) = (&with_new_ids(pair, &old.source.value), &new.source.value);
    if same(before) == same(after) {
        return;
    }
    // What a title of a row prints is answers, and no value of the form.
    let names = |text: &String| match new.key.role() {
        TextRole::RowTitle => Vec::new(),
        _ => pieces_of(text).unwrap_or_default(),
    };
    let (old_names, new_names) = (names(before), names(after));
    let kind = kind_of(&new.key, Some(old.source.value.clone()), Some(after.clone()));
    let is_wording = matches!(kind, ChangeKind::Text { purpose: TextPurpose::Wording, .. });
    let same_words = masked(before) == masked(after);
    let mut push = |kind| {
        out.push(Change {
            at: ChangePlace::Text(new.key.clone()),
            kind,
            old: Some(old.span()),
            new: Some(new.span()),
            question: question_of(&old.key),
        });
    };
    // Where the words of a question changed too, one finding is enough. Other words deny nothing, and placeholders do.
    if old_names != new_names && (same_words || !is_wording) {
        push(ChangeKind::Placeholders { before: old_names.clone(), after: new_names.clone(), is_wording });
    }
    if old_names == new_names || !same_words {
        push(kind);
    }
}

/// Catalogues that are gone, though the form still has their language: each is one change.
pub(super) fn catalogues(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    for language in &pair.new.translations {
        let Some(was) = pair.old_catalogues.get(language).filter(|_| !pair.new_catalogues.contains_key(language))
        else {
            continue;
        };
        let of_text = |text: &&Text| was.current(text).is_some();
        let translations = pair.old.texts().iter().filter(|text| of_text(text)).count();
        if translations > 0 {
            out.push(Change {
                at: ChangePlace::Language(language.to_string()),
                kind: ChangeKind::CatalogueRemoved { translations },
                old: Some(pair.old.edition_span),
                new: Some(pair.new.edition_span),
                question: None,
            });
        }
    }
}

/// Translations that changed while their source did not.
fn translations(pair: &EditionPair<'_>, old: &Text, new: &Text, out: &mut Vec<Change>) {
    if same(&with_new_ids(pair, &old.source.value)) != same(&new.source.value) {
        return;
    }
    for (language, catalogue) in pair.new_catalogues {
        let Some(before) = pair.old_catalogues.get(language).and_then(|catalogue| catalogue.current(old)) else {
            continue;
        };
        let after = standing(catalogue, new);
        let moved_from = (old_key(pair, &new.key) != old.key).then(|| old.key.clone());
        // The translation of a renamed question waits under its old key.
        let is_renamed = old.key != new.key && moved_from.is_none();
        if after.is_none() && is_renamed && !catalogue.entries.contains_key(&new.key) {
            continue;
        }
        let words = |translation: &Translation| translation.text.value.clone();
        let is_same =
            after.is_some_and(|after| same(&with_new_ids(pair, &before.text.value)) == same(&after.text.value));
        if is_same {
            continue;
        }
        let is_wording =
            matches!(kind_of(&new.key, None, None), ChangeKind::Text { purpose: TextPurpose::Wording, .. });
        out.push(Change {
            at: ChangePlace::Text(new.key.clone()),
            kind: ChangeKind::Translation {
                language: language.tag().to_owned(),
                before: words(before),
                after: after.map(words),
                is_wording: is_wording || new.key.role() == TextRole::Label,
                moved_from,
            },
            old: Some(before.text.span),
            new: Some(after.map_or(new.span(), |after| after.text.span)),
            question: question_of(&old.key),
        });
    }
}

/// The translation of a text, unless it is missing or waits for a review. It stands even if its source got another apostrophe.
pub(crate) fn standing<'c>(catalogue: &'c Catalogue, text: &Text) -> Option<&'c Translation> {
    let found = catalogue.entries.get(&text.key)?;
    (!found.fuzzy && same(&found.source) == same(&text.source.value)).then_some(found)
}
