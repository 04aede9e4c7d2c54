//! Values as a person would write them: words without quotes where YAML reads them as they are, longer texts after `|`.

use serde_json::Value;

/// How deep a block stands within the one above it, in columns.
const STEP: usize = 2;

/// Words that other readers of YAML take for something else.
const SPECIAL: &[&str] = &["null", "Null", "NULL", "~"];

/// Whether a text may stand without quotes, also in braces. It is stricter than YAML.
pub fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    let last = text.chars().next_back();
    first.is_some_and(|first| first.is_alphanumeric() || "/(«“¿¡_.".contains(first))
        && !text.starts_with("...")
        && last.is_some_and(|last| last != ':' && !last.is_whitespace())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(['\n', '\r', '\t', ',', '[', ']', '{', '}', '"'])
        && !text.chars().any(char::is_control)
        && !SPECIAL.contains(&text)
}

/// A text in quotes, which YAML and JSON read in the same way.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A scalar in braces or brackets.
fn in_flow(text: &str) -> String {
    // Several words in braces read as one text, but people take the next comma for a part of it.
    if is_plain(text) && !text.contains(' ') { text.to_owned() } else { quoted(text) }
}

/// A value in braces or brackets, on one line.
pub fn flow(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => in_flow(text),
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(keys) if keys.is_empty() => "{}".to_owned(),
        Value::Object(keys) => {
            format!("{{ {} }}", keys.iter().map(|(key, value)| flow_entry(key, value)).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A key with its value in braces.
pub fn flow_entry(key: &str, value: &Value) -> String {
    format!("{}: {}", in_flow(key), flow(value)).trim_end().to_owned()
}

/// The lines of a key with its value in a block, without the indentation of the key, each with its end.
pub fn entry(key: &str, value: &Value) -> String {
    format!("{}:{}", in_flow(key), behind(value, false))
}

/// The lines of an item of a list, without the indentation of the dash.
pub fn item(value: &Value) -> String {
    match value {
        Value::Object(keys) if !keys.is_empty() => {
            let lines: String = keys.iter().map(|(key, value)| entry(key, value)).collect();
            format!("- {}", indented(&lines, STEP).trim_start_matches(' '))
        }
        value => format!("-{}", behind(value, true)),
    }
}

/// What stands behind `key:` or a dash, up to the end of its last line. The lines below are as deep as the key needs them.
pub fn behind(value: &Value, of_item: bool) -> String {
    match value {
        Value::Null => "\n".to_owned(),
        Value::String(text) => format!(" {}\n", scalar(text)),
        Value::Array(items) if !items.is_empty() && of_item => format!(" {}\n", flow(value)),
        Value::Array(items) if !items.is_empty() => {
            let lines: String = items.iter().map(item).collect();
            format!("\n{}", indented(&lines, STEP))
        }
        Value::Object(keys) if !keys.is_empty() => {
            let lines: String = keys.iter().map(|(key, value)| entry(key, value)).collect();
            format!("\n{}", indented(&lines, STEP))
        }
        value => format!(" {}\n", flow(value)),
    }
}

/// A scalar in a block, without the line end. The lines of a long text stand one step deeper than the key.
fn scalar(text: &str) -> String {
    if is_plain_in_block(text) {
        return text.to_owned();
    }
    if is_literal(text) {
        return format!("|\n{}", indented(text, STEP));
    }
    quoted(text)
}

/// In a block, commas and brackets inside a text mean nothing to YAML.
fn is_plain_in_block(text: &str) -> bool {
    let quiet: String = text.chars().map(|c| if ",[]{}\"".contains(c) { 'x' } else { c }).collect();
    let starts = text.chars().next().is_some_and(|first| !",[]{}\"".contains(first));
    starts && is_plain(&quiet)
}

/// Whether a text comes back unchanged from behind `|`.
fn is_literal(text: &str) -> bool {
    let is_line = |line: &str| !line.ends_with([' ', '\t']) && !line.starts_with(['\t', '#']);
    !text.is_empty()
        && !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
        && text.chars().all(|c| c == '\n' || !c.is_control())
        && !text.contains(['\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'])
        && text.split('\n').all(is_line)
}

/// Lines, each of them deeper; empty lines stay empty.
pub fn indented(lines: &str, by: usize) -> String {
    let deeper = |line: &str| if line.trim().is_empty() { line.to_owned() } else { format!("{:by$}{line}", "") };
    lines.split_inclusive('\n').map(deeper).collect()
}
