//! Answers from the custom XML part, which Word keeps in step with the controls. What is seen has priority: a field that is
//! there and empty was emptied, and a row that is gone was deleted. Only where nothing of a question is left to see do its
//! answers come from there.

use super::collect::{Collected, ControlContent, FieldFinding};
use super::custom_xml;
use super::document_text::DocumentText;
use super::normalize::composed;
use super::report::Channel;
use super::rules::HIDDEN_ANSWER_DIFFERS;
use super::template::Template;
use super::values::can_mean;
use crate::doc::ControlKind;
use canevas_diagnostics::Finding;
use canevas_ooxml::Element;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The longest text that a message quotes.
const LONGEST: usize = 200;

/// Adds the answers of questions that the document no longer has. Reports each value that only the custom XML part holds.
pub fn add(root: &Element, template: &Template, collected: &mut Collected, text: &DocumentText) {
    let mut values: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    for (field, item, value) in custom_xml::values(root, template) {
        values.entry(field).or_default().push((item, value));
    }
    let found: BTreeSet<usize> = collected.contents.keys().map(|(field, _)| template.fields[*field].group).collect();
    for (field, values) in values {
        let group = template.fields[field].group;
        let is_gone = !found.contains(&group) && !collected.visible.contains(&group);
        let mut seen: BTreeMap<usize, &ControlContent> = BTreeMap::new();
        seen.extend(collected.contents.range((field, 0)..(field + 1, 0)).map(|((_, item), content)| (*item, content)));
        let repeats = template.fields[field].repeat.is_some();
        let rows = seen.values().filter(|_| repeats).map(|content| {
            if template.fields[field].is_check() {
                return if content.is_ticked() { "true".to_owned() } else { String::new() };
            }
            bare(&template.without_prompt(field, &content.text))
        });
        let rows: HashSet<String> = rows.collect();
        let mut told: Vec<FieldFinding> = Vec::new();
        let mut taken: Vec<(usize, ControlContent)> = Vec::new();
        for (item, value) in values {
            let check = template.fields[field].is_check();
            let ticked = matches!(value.trim(), "true" | "1");
            if check && !ticked && is_gone {
                continue;
            }
            let shown = shown(template, field, &value);
            let same = |content: &ControlContent| !differs(template, field, content, &value, ticked);
            // A deleted row moves those below it up.
            let in_a_row = || {
                rows.contains(&bare(&composed(&value)))
                    || label(template, field, &value).is_some_and(|label| rows.contains(&bare(label)))
            };
            let is_seen = seen.get(&item).is_some_and(|content| same(content)) || repeats && in_a_row();
            let here = seen.get(&item).copied();
            if is_seen || check && !ticked && (repeats || here.is_none()) {
                continue;
            }
            let message = if is_gone {
                let content = ControlContent {
                    text: if check { String::new() } else { value.clone() },
                    checked: check.then_some(ticked),
                    channel: Channel::Xml,
                    ..ControlContent::default()
                };
                taken.push((item, content));
                format!(
                    "nothing of the question is left in the document; {shown} was taken from the hidden part of the file; check it"
                )
            } else {
                match here.filter(|content| !repeats && is_answered(template, field, content)) {
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
    !template.without_prompt(field, &content.text).is_empty()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether the content of a field is another answer than a value of the custom XML part.
fn differs(template: &Template, field: usize, content: &ControlContent, value: &str, ticked: bool) -> bool {
    if template.fields[field].is_check() {
        return ticked != content.is_ticked();
    }
    let shown = template.without_prompt(field, &content.text);
    if matches!(template.fields[field].kind, ControlKind::Date { .. }) && can_mean(&shown, value) {
        return false;
    }
    let body = bare(&shown);
    let is_day = !body.is_empty()
        && content.date.as_deref().and_then(|date| date.get(..10)).is_some_and(|day| value.starts_with(day));
    body != bare(&composed(value)) && label(template, field, value).is_none_or(|label| bare(label) != body) && !is_day
}
