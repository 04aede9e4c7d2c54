//! Reads what people will read: texts, without words that YAML takes for switches and without characters that nobody sees.

use crate::node::{Node, NodeKind, SourceText, Style};
use crate::of_key::{NOTHING_TO_SHOW, OR_REMOVE};
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

/// A word that stands without quotes.
fn plain(node: &Node) -> Option<&str> {
    let NodeKind::Scalar(scalar) = &node.kind else { return None };
    (scalar.style == Style::Plain).then_some(scalar.text.as_str())
}

/// The finding for a word by which YAML says that there is no value.
pub(crate) fn no_value(node: &Node, what: &str) -> Option<Finding> {
    let word = plain(node).filter(|word| matches!(*word, "~" | "null" | "Null" | "NULL"))?;
    let message = format!("`{word}` stands for no value in YAML");
    Some(Finding::new(&rules::EMPTY_VALUE, node.span, message).help(format!("write {what}{OR_REMOVE}")))
}

/// Why a word that YAML knows cannot be a text, where it stands without quotes: as in `hint: no` and `comment: true`.
fn no_text(node: &Node) -> Option<Finding> {
    let word = plain(node)?;
    let help = match word {
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            format!("{NOTHING_TO_SHOW} If the text is this word, write \"{word}\"")
        }
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            format!("{WORDS} If the text is this word, write \"{word}\"")
        }
        _ => return no_value(node, "a text"),
    };
    Some(switch(node, word, help))
}

/// The same for the label of an option, which may be `No`: only what is a switch in every YAML is none.
fn no_label(node: &Node) -> Option<Finding> {
    match plain(node)? {
        word @ ("true" | "True" | "TRUE" | "false" | "False" | "FALSE") => {
            Some(switch(node, word, format!("{WORDS} If the label is this word, write \"{word}\"")))
        }
        _ => no_value(node, "the label").map(|finding| finding.help("write the label")),
    }
}

/// No and yes as people write a switch: the letters that are one in YAML 1.1, and the words of other languages.
const SHORT: [(&str, &str); 6] = [("n", "y"), ("non", "oui"), ("no", "sí"), ("no", "si"), ("não", "sim"), ("لا", "نعم")];

/// The finding for such a word without quotes, where a text stands that a questionnaire may have or not: as in `comment: y`.
pub(crate) fn short_switch(node: &Node) -> Option<Finding> {
    let word = plain(node)?;
    let lower = word.to_lowercase();
    let (no, _) = SHORT.iter().find(|(no, yes)| [*no, *yes].contains(&lower.as_str()))?;
    let start = if *no == lower { NOTHING_TO_SHOW } else { WORDS };
    Some(switch(node, word, format!("{start} If the text is this word, write \"{word}\"")))
}

const WORDS: &str = "write the words that people will read.";

fn switch(node: &Node, word: &str, help: String) -> Finding {
    Finding::new(&rules::WRONG_KIND, node.span, format!("expected a text, found the switch `{word}`")).help(help)
}

/// The label of an option, which may be a word such as `no`.
pub(crate) fn read_label(node: &Node, findings: &mut Findings) -> Option<SourceText> {
    if let Some(finding) = no_label(node) {
        findings.push(finding);
        return None;
    }
    let before = findings.len();
    let label = read_text(node, findings);
    for finding in findings.since(before).filter(|finding| finding.rule.code == rules::EMPTY_VALUE.code) {
        finding.help = Some("write the label".to_owned());
    }
    label
}

/// A text that may be any word.
fn read_text(node: &Node, findings: &mut Findings) -> Option<SourceText> {
    match node.source_text() {
        Some(text) if text.value.trim().is_empty() => {
            findings.push(
                Finding::new(&rules::EMPTY_VALUE, node.span, "this text is empty").help(format!("write it{OR_REMOVE}")),
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
