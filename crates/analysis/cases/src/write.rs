//! Writes a case as a file.

use serde_json::{Map, Value};

/// What a written case says.
pub(crate) struct WrittenCase<'a> {
    pub(crate) about: &'a str,
    pub(crate) facts: &'a Map<String, Value>,
    pub(crate) answers: &'a Map<String, Value>,
    pub(crate) asks: Vec<String>,
    pub(crate) does_not_ask: Vec<String>,
}

/// The text of the file.
pub(crate) fn write(case: &WrittenCase<'_>) -> String {
    let mut out = format!("canevas: 1\nabout: {}\n", scalar(case.about));
    for (key, members) in [("facts", case.facts), ("answers", case.answers)] {
        if !members.is_empty() {
            out.push_str(key);
            out.push(':');
            block(members, 1, &mut out);
        }
    }
    for (key, names) in [("asks", &case.asks), ("does_not_ask", &case.does_not_ask)] {
        if !names.is_empty() {
            out.push_str(key);
            out.push_str(":\n");
            for name in names {
                line(1, &format!("- {name}"), &mut out);
            }
        }
    }
    out
}

fn line(depth: usize, text: &str, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
    out.push_str(text);
    out.push('\n');
}

/// Lines of `key: value`, below a key that is written.
fn block(members: &Map<String, Value>, depth: usize, out: &mut String) {
    out.push('\n');
    for (key, value) in members {
        out.extend(std::iter::repeat_n("  ", depth));
        out.push_str(key);
        out.push(':');
        below(value, depth, out);
    }
}

/// A value after its key.
fn below(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => block(members, depth + 1, out),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            out.push('\n');
            for item in items {
                line(depth + 1, &format!("- {}", flow(item)), out);
            }
        }
        value => {
            out.push(' ');
            out.push_str(&flow(value));
            out.push('\n');
        }
    }
}

/// A value in one line.
fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let members: Vec<String> = members.iter().map(|(key, value)| format!("{key}: {}", flow(value))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A text, in quotes unless YAML reads it as it stands. A text of digits is a text where the question asks for one.
fn scalar(text: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(is_word);
    let is_nothing = ["null", "true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_plain && !is_nothing { text.to_owned() } else { Value::from(text).to_string() }
}
