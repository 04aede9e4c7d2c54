//! Puts rows into the text of a country file. The edit goes by the places of the parsed tree, so comments and layout stay as people
//! wrote them. The new text is parsed again: it says what it was to say, or nothing is edited.

use super::Row;
use crate::change_file::edit::{column, line_start, next_line, quoted, without_mark};
use canevas_diagnostics::{Level, Source, SourceId};
use canevas_syntax::traps::parse_with_traps;
use canevas_syntax::{Entry, Node, NodeKind};
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The key of the facts in a country file.
const FACTS: &str = "facts";

/// A country file in which a fact has these rows, and the comments that stood in its old rows.
pub(super) fn put(text: &str, fact: &str, rows: &[Row]) -> Result<(String, Vec<String>), String> {
    let refused = || {
        // Old editors of the Macintosh end lines so.
        let advice = if text.replace("\r\n", "").contains('\r') {
            "save it with line ends of Unix or Windows".to_owned()
        } else {
            format!("write each fact on a line of its own below a line `{FACTS}:`")
        };
        format!("rows of `{fact}` cannot be put into this country file as it is written: {advice}")
    };
    let (mark, text) = without_mark(text);
    let before = tree(text).ok_or_else(refused)?;
    let (out, comments) = spliced(text, &before, fact, rows).ok_or_else(refused)?;
    let mut wanted = before.to_json();
    let facts = wanted.as_object_mut().map(|keys| keys.entry(FACTS).or_insert(Value::Null)).ok_or_else(refused)?;
    if facts.is_null() {
        *facts = Value::Object(Map::new());
    }
    let facts = facts.as_object_mut().ok_or_else(refused)?;
    facts.insert(fact.to_owned(), Value::Array(rows.iter().map(Row::to_json).collect()));
    match tree(&out) {
        Some(found) if found.to_json() == wanted => Ok((format!("{mark}{out}"), comments)),
        _ => Err(refused()),
    }
}

/// The facts of a country file without an error.
pub(super) fn facts(text: &str) -> Option<Value> {
    let (_, text) = without_mark(text);
    let mut all = tree(text)?.to_json();
    Some(all.as_object_mut().and_then(|keys| keys.remove(FACTS)).unwrap_or_default())
}

/// The row and the field of a fact that stand at a place of a country file. The rows are counted from 0.
pub(super) fn place_in_rows(text: &str, fact: &str, place: usize) -> Option<(usize, String)> {
    let (root, _) = parse_with_traps(SourceId(0), &Source::new("", text));
    let root = root?;
    let NodeKind::List(rows) = &root.get(FACTS)?.get(fact)?.kind else { return None };
    let holds = |node: &Node| node.span.range().contains(&place);
    let index = rows.iter().position(holds)?;
    let NodeKind::Map(entries) = &rows[index].kind else { return None };
    Some((index, entries.iter().find(|entry| holds(&entry.value))?.key.value.clone()))
}

/// The tree of a country file without an error.
fn tree(text: &str) -> Option<Node> {
    let (node, findings) = parse_with_traps(SourceId(0), &Source::new("", text));
    node.filter(|_| findings.iter().all(|finding| finding.level != Level::Deny))
}

impl Row {
    fn to_json(&self) -> Value {
        let text = |(field, text): &(String, String)| {
            let by_language = Map::from_iter([(self.language.clone(), Value::from(text.as_str()))]);
            (field.clone(), Value::Object(by_language))
        };
        let id = ("id".to_owned(), Value::from(self.key.as_str()));
        Value::Object(std::iter::once(id).chain(self.texts.iter().map(text)).collect())
    }
}

/// The lines of a fact whose key stands in a column.
fn lines(fact: &str, rows: &[Row], column: usize) -> String {
    let mut out = format!("{:column$}{fact}:\n", "");
    for row in rows {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{:column$}  - id: {}    # {}", "", row.key, row.from);
        for (field, text) in &row.texts {
            let _ = writeln!(out, "{0:column$}    {field}:\n{0:column$}      {1}: {2}", "", row.language, quoted(text));
        }
    }
    out
}

/// Rows in brackets, for a file in braces.
fn in_brackets(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let text = |(field, text): &(String, String)| format!(", {field}: {{{}: {}}}", row.language, quoted(text));
        format!("{{id: {}{}}}", row.key, row.texts.iter().map(text).collect::<String>())
    };
    format!("[{}]", rows.iter().map(row).collect::<Vec<_>>().join(", "))
}

/// The text with the rows, and the comments that went. `None` if the file is of a style that is not edited.
fn spliced(text: &str, root: &Node, fact: &str, rows: &[Row]) -> Option<(String, Vec<String>)> {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let replaced = |from: usize, to: usize, lines: &str| {
        let gap = if from == 0 || text[..from].ends_with('\n') { "" } else { newline };
        format!("{}{gap}{}{}", &text[..from], lines.replace('\n', newline), &text[to..])
    };
    let kept = |text: String| Some((text, Vec::new()));
    let NodeKind::Map(keys) = &root.kind else { return None };
    let facts = keys.iter().find(|entry| entry.key.value == FACTS);
    if is_in_braces(text, root) {
        let Some(facts) = facts else {
            return kept(beside_the_last(text, keys, &format!("{FACTS}: {{{fact}: {}}}", in_brackets(rows)))?);
        };
        return braces(text, &facts.value, fact, rows);
    }
    let depth = column(text, root.span.start as usize);
    let Some(facts) = facts else {
        // A line of dots ends the document.
        let ends = |at: &usize| *at == text.len() || text[*at..].starts_with("...");
        let first = next_line(text, root.span.end.saturating_sub(1) as usize);
        let end = std::iter::successors(Some(first), |at| Some(next_line(text, *at))).find(ends)?;
        return kept(replaced(end, end, &format!("{:depth$}{FACTS}:\n{}", "", lines(fact, rows, depth + 2))));
    };
    match &facts.value.kind {
        NodeKind::Empty => {
            let end = next_line(text, facts.key.span.end as usize);
            kept(replaced(end, end, &lines(fact, rows, depth + 2)))
        }
        NodeKind::Map(entries) if entries.is_empty() => {
            let value = facts.value.span.range();
            let before = text[..value.start].trim_end_matches([' ', '\r', '\n']);
            let line = next_line(text, value.end);
            let rest = text[value.end..line].trim_end();
            let rows = lines(fact, rows, depth + 2).replace('\n', newline);
            kept(format!("{before}{rest}{newline}{rows}{}", &text[line..]))
        }
        NodeKind::Map(_) if is_in_braces(text, &facts.value) => braces(text, &facts.value, fact, rows),
        NodeKind::Map(entries) => {
            let depth = column(text, entries.first()?.key.span.start as usize);
            let Some(old) = entries.iter().find(|entry| entry.key.value == fact) else {
                let last = entries.last()?;
                let end = with_comments(text, end_of(text, last), column(text, facts.key.span.start as usize));
                return kept(replaced(end, end, &lines(fact, rows, depth)));
            };
            let start = line_start(text, old.key.span.start as usize);
            if !text[start..old.key.span.start as usize].trim().is_empty() {
                return None;
            }
            let end = with_comments(text, end_of(text, old), depth);
            let gone = comments(text, start..end, &old.value);
            Some((replaced(start, end, &lines(fact, rows, depth)), gone))
        }
        NodeKind::Refused | NodeKind::Scalar(_) | NodeKind::List(_) => None,
    }
}

fn is_in_braces(text: &str, node: &Node) -> bool {
    text[node.span.start as usize..].starts_with('{')
}

/// Puts the rows into facts in braces.
fn braces(text: &str, facts: &Node, fact: &str, rows: &[Row]) -> Option<(String, Vec<String>)> {
    let NodeKind::Map(entries) = &facts.kind else { return None };
    let Some(old) = entries.iter().find(|entry| entry.key.value == fact) else {
        let rows = format!("{fact}: {}", in_brackets(rows));
        let out = if entries.is_empty() {
            let inside = facts.span.start as usize + 1;
            format!("{}{rows}{}", &text[..inside], &text[inside..])
        } else {
            beside_the_last(text, entries, &rows)?
        };
        return Some((out, Vec::new()));
    };
    let value = old.value.span.range();
    let out = format!("{}{}{}", &text[..value.start], in_brackets(rows), &text[value.end..]);
    Some((out, comments(text, value, &old.value)))
}

/// A text with another key after the last one, in braces.
fn beside_the_last(text: &str, entries: &[Entry], key: &str) -> Option<String> {
    let end = entries.last()?.value.span.end as usize;
    Some(format!("{}, {key}{}", &text[..end], &text[end..]))
}

/// The start of the line after a key with its value.
fn end_of(text: &str, entry: &Entry) -> usize {
    let end = match entry.value.kind {
        NodeKind::Empty => entry.key.span.end,
        _ => entry.value.span.end.max(entry.key.span.end),
    };
    next_line(text, end.saturating_sub(1) as usize)
}

/// The place after the comments that follow, as far as they are deeper than a column: they belong to what stands before them.
fn with_comments(text: &str, from: usize, column: usize) -> usize {
    let mut end = from;
    while end < text.len() {
        let line = &text[end..next_line(text, end)];
        let comment = line.trim_start_matches(' ');
        if !comment.starts_with('#') || line.len() - comment.len() <= column {
            break;
        }
        end += line.len();
    }
    end
}

/// The comments in a part of the text, without those that name where a row came from.
fn comments(text: &str, range: std::ops::Range<usize>, value: &Node) -> Vec<String> {
    let mut texts = Vec::new();
    scalars(value, &mut texts);
    let mut texts = texts.into_iter().peekable();
    let (mut at, mut out) = (range.start, Vec::new());
    while let Some(found) = text[at..range.end].find('#') {
        let sign = at + found;
        while texts.next_if(|text| text.end <= sign).is_some() {}
        at = sign + 1;
        let is_start = text[..sign].ends_with([' ', '\t', '\n', '\r']);
        if !is_start || texts.peek().is_some_and(|text| text.contains(&sign)) {
            continue;
        }
        at = next_line(text, sign).min(range.end);
        let comment = text[sign..at].trim_end();
        if !(comment.starts_with("# from ") && comment.contains(" of the edition ")) {
            out.push(comment.to_owned());
        }
    }
    out
}

/// The places of the texts of a tree, in the order of the file.
fn scalars(node: &Node, out: &mut Vec<std::ops::Range<usize>>) {
    match &node.kind {
        NodeKind::Scalar(_) => out.push(node.span.range()),
        NodeKind::Map(entries) => entries.iter().for_each(|entry| {
            out.push(entry.key.span.range());
            scalars(&entry.value, out);
        }),
        NodeKind::List(items) => items.iter().for_each(|item| scalars(item, out)),
        NodeKind::Empty | NodeKind::Refused => {}
    }
}

#[cfg(test)]
mod tests;
