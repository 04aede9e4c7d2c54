//! Reads what people will read: texts, without words that YAML takes for switches and without characters that nobody sees.

use crate::node::{Node, NodeKind, SourceText, Style};
use crate::read::{Read, mismatch};
use crate::rules;
use canevas_diagnostics::{Finding, Findings};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

impl Read for SourceText {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        if let Some(finding) = no_text(node) {
            findings.push(finding);
            return None;
        }
        read_text(node, findings)
    }
}

/// Why a word that YAML knows cannot be a text, where it stands without quotes: as in `hint: no` and `comment: true`.
fn no_text(node: &Node) -> Option<Finding> {
    let NodeKind::Scalar(scalar) = &node.kind else { return None };
    if scalar.style != Style::Plain {
        return None;
    }
    let word = scalar.text.as_str();
    let help = match word {
        "~" | "null" | "Null" | "NULL" => {
            let message = format!("`{word}` stands for no value in YAML");
            return Some(Finding::new(&rules::EMPTY_VALUE, node.span, message).help("write a text, or remove the key"));
        }
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            format!("remove the key: without it there is nothing to show. If the text is this word, write \"{word}\"")
        }
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            format!("write the words that people will read. If the text is this word, write \"{word}\"")
        }
        _ => return None,
    };
    let message = format!("expected a text, found the switch `{word}`");
    Some(Finding::new(&rules::WRONG_KIND, node.span, message).help(help))
}

/// A text that may be any word: the label of an option may be `no`.
pub(crate) fn read_text(node: &Node, findings: &mut Findings) -> Option<SourceText> {
    match node.source_text() {
        Some(text) if text.value.trim().is_empty() => {
            findings.push(
                Finding::new(&rules::EMPTY_VALUE, node.span, "this text is empty").help("write it, or remove the key"),
            );
            None
        }
        Some(text) => {
            if let Some((at, bad)) = text.value.char_indices().find(|(_, c)| forbidden(*c)) {
                findings.push(
                    Finding::new(
                        &rules::FORBIDDEN_CHARACTER,
                        text.part(at..at + bad.len_utf8()),
                        format!("this text holds the invisible character U+{:04X}", bad as u32),
                    )
                    .help("delete it; it often comes along when text is pasted from Word or from a web page"),
                );
                return None;
            }
            Some(text)
        }
        None => {
            mismatch(node, "a text", findings);
            None
        }
    }
}

/// Characters that no text may hold: controls, bidirectional overrides, private use and non-characters.
pub fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{feff}')
        || (c as u32 & 0xfffe) == 0xfffe
}

/// A text of another program as a definition may hold it, and the characters that were taken out, each once. A line ends with
/// `\n`, however the other program ends it.
pub fn without_forbidden(text: &str) -> (String, Vec<char>) {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut removed: Vec<char> = lines.chars().filter(|c| forbidden(*c)).collect();
    removed.sort_unstable();
    removed.dedup();
    (lines.replace(forbidden, ""), removed)
}

impl JsonSchema for SourceText {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"], "pattern": NOT_BLANK })
    }
}

/// In a schema, a text that shows something.
pub(crate) const NOT_BLANK: &str = r"\S";
