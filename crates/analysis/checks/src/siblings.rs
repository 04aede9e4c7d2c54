//! Neighbouring texts of one kind: questions of a section, fields of a question, options of a list. Texts that differ in an
//! ordinal only were copied and edited by hand.

use crate::CheckContext;
use crate::ordinals::{ordinals, without_ordinals};
use crate::phrases::Phrase;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A text with a typed ordinal.
pub(crate) struct Numbered<'a> {
    /// The text.
    pub phrase: &'a Phrase<'a>,
    /// Its first ordinal.
    pub range: Range<usize>,
    /// All its ordinals.
    pub numbers: Vec<u32>,
    /// Its place in the order of the form.
    order: usize,
}

/// Groups of two or more siblings that are equal but for their ordinals (and for what they quote), in order of the form.
/// Groups of options come with `true`.
pub(crate) fn numbered<'a>(edition: &'a CheckContext<'a>) -> Vec<(bool, Vec<Numbered<'a>>)> {
    let sections: HashMap<&str, &str> = edition
        .model
        .questions
        .iter()
        .filter_map(|question| Some((question.id.as_str(), edition.model.sections.get(question.section)?.id.as_str())))
        .collect();
    let mut groups: BTreeMap<String, Vec<Numbered<'a>>> = BTreeMap::new();
    for (order, phrase) in edition.phrases().iter().enumerate() {
        if !matches!(phrase.part(), "ask" | "short" | "title" | "label") {
            continue;
        }
        let masked = &phrase.masked;
        let found = ordinals(masked);
        let Some((range, _)) = found.first().cloned() else { continue };
        let parts: Vec<&str> = phrase.key.split('.').collect();
        let parent = match parts.as_slice() {
            ["question", id, part] => format!("{}.{part}", sections.get(id).copied().unwrap_or_default()),
            // An option or a field: beside those of the same question or list. A section: beside the others.
            [.., _, part] => {
                format!("{}.{part}", &phrase.key[..parts[0].len() + 1 + parts.get(1).map_or(0, |p| p.len())])
            }
            _ => continue,
        };
        let parent = if parts[0] == "section" { "section".to_owned() } else { parent };
        let language = phrase.language.map_or("", canevas_model::Language::tag);
        let key = format!("{language}\n{parent}\n{}", without_ordinals(masked, &found));
        let numbers = found.into_iter().map(|(_, number)| number).collect();
        groups.entry(key).or_default().push(Numbered { phrase, range, numbers, order });
    }
    let mut groups: Vec<Vec<Numbered<'a>>> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| group[0].order);
    groups.into_iter().map(|group| (group[0].phrase.part() == "label", group)).collect()
}
