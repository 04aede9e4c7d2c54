//! Answers from the custom XML part, which Word keeps in step with the controls. What is seen has priority: a field that is
//! there and empty was emptied, and a row or a line that is gone was deleted. Answers come from there only where nobody can
//! have emptied a field: nothing of a question is left to see, or its controls are gone and it shows prompts. Line breaks that
//! the document lost come from there as well.

use super::collect::{Collected, ControlContent, FieldFinding};
use super::custom_xml;
use super::document_text::DocumentText;
use super::normalize::{composed, norm};
use super::report::Channel;
use super::rules::HIDDEN_ANSWER_DIFFERS;
use super::template::Template;
use crate::doc::ControlKind;
use canevas_diagnostics::Finding;
use canevas_ooxml::Element;
use canevas_wording::typed::can_mean;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The longest text that a message quotes.
const LONGEST: usize = 200;

/// Adds the answers of questions that the document no longer has. Reports each value that only the custom XML part holds; where
/// the answers are expected to differ from those that the file was made with, a box that shows another one is nothing to report.
/// An office suite that does not keep the custom XML part in step leaves the old answer there.
pub fn add(root: &Element, template: &Template, collected: &mut Collected, text: &DocumentText, expects_changes: bool) {
    let mut values: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    for (field, item, value) in custom_xml::values(root, template) {
        values.entry(field).or_default().push((item, value));
    }
    let found: BTreeSet<usize> = collected.contents.keys().map(|(field, _)| template.fields[*field].group).collect();
    let held = collected.contents.iter().filter(|(_, content)| content.source.is_some());
    let held: BTreeSet<usize> = held.map(|((field, _), _)| template.fields[*field].group).collect();
    let unheld = unheld_repeats(template, collected);
    for (field, values) in values {
        let group = template.fields[field].group;
        let is_gone = !found.contains(&group) && !collected.visible.contains(&group);
        let seen = Seen::of(template, collected, field);
        let mut told: Vec<FieldFinding> = Vec::new();
        let mut taken: Vec<(usize, ControlContent)> = Vec::new();
        for (item, value) in values {
            let check = template.fields[field].is_check();
            let ticked = matches!(value.trim(), "true" | "1");
            if check && !ticked && is_gone {
                continue;
            }
            let shown = shown(template, field, &value);
            if let Some((item, content, lost)) = seen.lost(template, field, item, &value) {
                let message = if lost == Lost::Breaks {
                    taken.push((item, ControlContent { text: composed(&value), ..content.clone() }));
                    format!(
                        "line breaks of the answer are lost in the document; {shown} was taken from the hidden part of the file, which has them; check it"
                    )
                } else if expects_changes {
                    continue;
                } else {
                    format!("the hidden part of the file holds {shown}, with other spaces; what is seen was taken")
                };
                let finding = Finding::new(&HIDDEN_ANSWER_DIFFERS, text.span(content.paragraph), message);
                told.push(FieldFinding { finding, field: Some(field), item });
                continue;
            }
            let here = seen.contents.get(&item).copied();
            if seen.holds(template, field, item, &value) || check && !ticked && (seen.repeats || here.is_none()) {
                continue;
            }
            // A prompt without a control says that nobody emptied the field.
            let shows_prompt = here.is_some_and(|content| {
                !check && !content.text.trim().is_empty() && !is_answered(template, field, content)
            });
            let is_open = match template.fields[field].repeat {
                None => !held.contains(&group),
                Some(repeat) => unheld.contains(&repeat),
            };
            let was_never_emptied = shows_prompt && is_open;
            // A place that lost its control and is empty was not necessarily emptied.
            let is_seen = |content: &ControlContent| content.source.is_some() || is_answered(template, field, content);
            let message = if is_gone || was_never_emptied {
                let content = ControlContent {
                    text: if check { String::new() } else { value.clone() },
                    checked: check.then_some(ticked),
                    channel: Channel::Xml,
                    ..ControlContent::default()
                };
                taken.push((item, content));
                let left = if is_gone { "nothing of the question is left" } else { "the field itself is gone" };
                format!("{left} in the document; {shown} was taken from the hidden part of the file; check it")
            } else if expects_changes && (seen.repeats || here.is_some_and(is_seen)) {
                continue;
            } else {
                match here.filter(|content| !seen.repeats && is_answered(template, field, content)) {
                    Some(_) => format!("the hidden part of the file holds {shown}; what is seen was taken"),
                    None => format!("only the hidden part of the file holds {shown}; it counts as deleted"),
                }
            };
            let paragraph = here.and_then(|content| content.paragraph);
            let finding = Finding::new(&HIDDEN_ANSWER_DIFFERS, text.span(paragraph), message);
            told.push(FieldFinding { finding, field: Some(field), item });
        }
        collected.contents.extend(taken.into_iter().map(|(item, content)| ((field, item), content)));
        collected.findings.extend(told);
    }
}

/// Marks the answers of a filled file that are whole as they stand, although they may hold the words of a prompt: those that the
/// hidden part holds too, and texts of several lines. A file that was made blank is read with more care, since people type beside
/// prompts.
pub fn mark_typed(root: &Element, template: &Template, collected: &mut Collected) {
    for (field, item, value) in custom_xml::values(root, template) {
        let Some(content) = collected.contents.get_mut(&(field, item)) else { continue };
        let shown = norm(&content.text);
        let is_same = |text: &str| norm(&composed(text)) == shown;
        content.is_typed = is_same(&value) || label(template, field, &value).is_some_and(is_same);
    }
    for content in collected.contents.values_mut() {
        content.is_typed |= content.text.trim().contains('\n');
    }
}

/// Reports answers whose line breaks stand before the field: words that were on lines of their own are joined.
pub fn lost_breaks(template: &Template, collected: &mut Collected, text: &DocumentText) {
    let mut told = Vec::new();
    for ((field, item), content) in &collected.contents {
        let is_joined =
            content.lost_breaks && !content.text.trim().contains('\n') && is_answered(template, *field, content);
        if is_joined && !template.fields[*field].is_check() {
            let message = "line breaks of the answer are lost in the document; words and numbers on lines of their own may be joined; check it";
            let finding = Finding::new(&HIDDEN_ANSWER_DIFFERS, text.span(content.paragraph), message);
            told.push(FieldFinding { finding, field: Some(*field), item: *item });
        }
    }
    collected.findings.extend(told);
}

/// The repeats of which neither a control nor an answer is left.
fn unheld_repeats(template: &Template, collected: &Collected) -> BTreeSet<usize> {
    let mut out: BTreeSet<usize> = (0..template.repeats.len()).collect();
    for ((field, _), content) in &collected.contents {
        if let Some(repeat) = template.fields[*field].repeat
            && (content.source.is_some()
                || !template.fields[*field].is_check() && is_answered(template, *field, content))
        {
            out.remove(&repeat);
        }
    }
    out
}

/// What is seen of a field, by row.
struct Seen<'c> {
    contents: BTreeMap<usize, &'c ControlContent>,
    repeats: bool,
    /// The rows by their texts, without white space. A deleted row moves those below it up.
    rows: HashMap<String, usize>,
}

impl<'c> Seen<'c> {
    fn of(template: &Template, collected: &'c Collected, field: usize) -> Self {
        let own = collected.contents.range((field, 0)..(field + 1, 0));
        let contents: BTreeMap<usize, &ControlContent> = own.map(|((_, item), content)| (*item, content)).collect();
        let repeats = template.fields[field].repeat.is_some();
        let rows = contents.iter().filter(|_| repeats).map(|(item, content)| {
            let text = match (template.fields[field].is_check(), content.is_ticked()) {
                (true, true) => "true".to_owned(),
                (true, false) => String::new(),
                (false, _) => bare(&template.answer(field, content)),
            };
            (text, *item)
        });
        let rows = rows.collect();
        Self { contents, repeats, rows }
    }

    /// Whether a value is seen in its row, or in another one.
    fn holds(&self, template: &Template, field: usize, item: usize, value: &str) -> bool {
        let ticked = matches!(value.trim(), "true" | "1");
        let same = |content: &&ControlContent| !differs(template, field, content, value, ticked);
        let in_a_row = || {
            self.rows.contains_key(&bare(&composed(value)))
                || label(template, field, value).is_some_and(|label| self.rows.contains_key(&bare(label)))
        };
        self.contents.get(&item).is_some_and(same) || self.repeats && in_a_row()
    }

    /// The row that shows a value without some of its white space, and what it lacks.
    fn lost(
        &self,
        template: &Template,
        field: usize,
        item: usize,
        value: &str,
    ) -> Option<(usize, &'c ControlContent, Lost)> {
        if !matches!(template.fields[field].kind, ControlKind::Text { .. }) {
            return None;
        }
        let value = composed(value);
        let letters = bare(&value);
        let of = |item: usize| {
            let content = *self.contents.get(&item)?;
            let text = template.answer(field, content);
            (bare(&text) == letters).then_some((item, content, text))
        };
        let (item, content, text) = of(item).or_else(|| of(*self.rows.get(&letters)?))?;
        Some((item, content, lost(&text, &value)?))
    }
}

/// What a text lacks of another one that has the same letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lost {
    /// A line break.
    Breaks,
    /// The space between two words.
    Spaces,
}

/// What `text` lacks of `whole`; both have the same letters.
fn lost(text: &str, whole: &str) -> Option<Lost> {
    // The white space before each letter: none, a space or a line break.
    let gaps = |text: &str| {
        let mut gap = 0;
        let mut out = Vec::new();
        for c in text.trim().chars() {
            match c {
                '\n' => gap = 2,
                c if c.is_whitespace() => gap = gap.max(1),
                _ => out.push(std::mem::take(&mut gap)),
            }
        }
        out
    };
    let (seen, all) = (gaps(text), gaps(whole));
    let lacks = |wanted: i32| seen.iter().zip(&all).any(|(seen, all)| *all == wanted && *seen < wanted);
    if lacks(2) { Some(Lost::Breaks) } else { lacks(1).then_some(Lost::Spaces) }
}

/// A value as a message shows it.
fn shown(template: &Template, field: usize, value: &str) -> String {
    if template.fields[field].is_check() {
        return (if matches!(value.trim(), "true" | "1") { "a tick" } else { "no tick" }).to_owned();
    }
    let text = label(template, field, value).unwrap_or(value);
    format!("\u{201c}{}\u{201d}", crate::tags::cut(&text.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST))
}

fn label<'t>(template: &'t Template, field: usize, value: &str) -> Option<&'t str> {
    match &template.fields[field].kind {
        ControlKind::Select { options, .. } => {
            options.iter().find(|(code, _)| *code == value).map(|(_, label)| label.as_str())
        }
        ControlKind::Text { .. } | ControlKind::Date { .. } | ControlKind::Check => None,
    }
}

fn is_answered(template: &Template, field: usize, content: &ControlContent) -> bool {
    if template.fields[field].is_check() {
        return true;
    }
    !template.answer(field, content).is_empty()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether the content of a field is another answer than a value of the custom XML part.
fn differs(template: &Template, field: usize, content: &ControlContent, value: &str, ticked: bool) -> bool {
    if template.fields[field].is_check() {
        return ticked != content.is_ticked();
    }
    let shown = template.answer(field, content);
    if matches!(template.fields[field].kind, ControlKind::Date { .. }) && can_mean(&shown, value) {
        return false;
    }
    let body = bare(&shown);
    let is_day = !body.is_empty()
        && content.date.as_deref().and_then(|date| date.get(..10)).is_some_and(|day| value.starts_with(day));
    body != bare(&composed(value)) && label(template, field, value).is_none_or(|label| bare(label) != body) && !is_day
}
