//! Answers from the custom XML part, which Word keeps in step with the controls. The document has priority.

use super::collect::{Collected, ControlContent, FieldFinding};
use super::custom_xml;
use super::document_text::DocumentText;
use super::normalize::glyph;
use super::report::Channel;
use super::rules::HIDDEN_ANSWER_DIFFERS;
use super::template::Template;
use crate::doc::ControlKind;
use canevas_diagnostics::Finding;
use canevas_ooxml::Element;

/// Adds the answers of fields that the document no longer has, or all answers where the document has none. Reports where
/// the two differ.
pub fn add(root: &Element, template: &Template, collected: &mut Collected, text: &DocumentText) {
    let answered = |(field, _): &(usize, usize), content: &ControlContent| {
        content.checked == Some(true)
            || !template.fields[*field].is_check() && !template.without_prompt(*field, &content.text).is_empty()
    };
    let is_empty = !collected.contents.iter().any(|(place, content)| answered(place, content));
    for (field, item, value) in custom_xml::values(root, template) {
        let check = template.fields[field].is_check();
        let ticked = matches!(value.trim(), "true" | "1");
        match collected.contents.get(&(field, item)).filter(|_| !is_empty) {
            None => {
                let content = ControlContent {
                    text: if check { String::new() } else { value },
                    checked: check.then_some(ticked),
                    channel: Channel::Xml,
                    ..ControlContent::default()
                };
                collected.contents.insert((field, item), content);
            }
            Some(content) if differs(template, field, content, &value, ticked) => {
                let message = format!("the hidden XML contains `{value}`; the visible text was taken");
                let finding = Finding::new(&HIDDEN_ANSWER_DIFFERS, text.span(content.paragraph), message);
                collected.findings.push(FieldFinding { finding, field: Some(field) });
            }
            Some(_) => {}
        }
    }
}

/// Whether the content of a field is another answer than a value of the custom XML part.
fn differs(template: &Template, field: usize, content: &ControlContent, value: &str, ticked: bool) -> bool {
    if template.fields[field].is_check() {
        return ticked != content.checked.or_else(|| content.text.chars().find_map(glyph)).unwrap_or(false);
    }
    let label = match &template.fields[field].kind {
        ControlKind::Select { options, .. } => {
            options.iter().find(|(code, _)| *code == value).map(|(_, label)| label.as_str())
        }
        ControlKind::Text { .. } | ControlKind::Date { .. } | ControlKind::Check => None,
    };
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let body = bare(&template.without_prompt(field, &content.text));
    let is_day = content.date.as_deref().and_then(|date| date.get(..10)).is_some_and(|day| value.starts_with(day));
    body != bare(value) && label.is_none_or(|label| bare(label) != body) && !is_day
}
