//! Puts rows into the text of a country file. The edit goes by the places of the parsed tree, so comments and layout stay as people
//! wrote them. The new text is parsed again: it says what it was to say, or nothing is edited.

use super::rows::{Cell, Row};
use crate::change_file::edit::{column, line_start, next_line, quoted, without_mark};
use canevas_diagnostics::{Level, Source, SourceId};
use canevas_syntax::traps::parse_with_traps;
use canevas_syntax::{Entry, Node, NodeKind};
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The key of the facts in a country file.
const FACTS: &str = "facts";

/// A changed text of a country file, and the comments that went with what was taken out.
pub(super) type Edited = (String, Vec<String>);

/// A country file in which a fact has these rows, and the comments that stood in its old rows.
pub(super) fn put(text: &str, fact: &str, rows: &[Row]) -> Result<Edited, String> {
    let wanted = |facts: &mut Map<String, Value>| {
        facts.insert(fact.to_owned(), Value::Array(rows.iter().map(Row::to_json).collect()));
        Some(())
    };
    edited(text, fact, wanted, |text, before| spliced(text, before, fact, rows))
}

/// A country file in which a fact has these rows after those that it has.
pub(super) fn append(text: &str, fact: &str, rows: &[Row]) -> Result<Edited, String> {
    if rows_of(text, fact).is_none_or(|known| known.is_empty()) {
        return put(text, fact, rows);
    }
    let wanted = |facts: &mut Map<String, Value>| {
        facts.get_mut(fact)?.as_array_mut()?.extend(rows.iter().map(Row::to_json));
        Some(())
    };
    edited(text, fact, wanted, |text, before| {
        let NodeKind::Map(entries) = &before.get(FACTS)?.kind else { return None };
        let entry = entries.iter().find(|entry| entry.key.value == fact)?;
        let NodeKind::List(items) = &entry.value.kind else { return None };
        let last = items.last()?.span;
        let Some(dash) = dash_of(text, last.start as usize) else {
            let end = last.end as usize;
            let rows = in_brackets(rows);
            let rows = rows.trim_start_matches('[').trim_end_matches(']');
            return Some((format!("{}, {rows}{}", &text[..end], &text[end..]), Vec::new()));
        };
        let depth = column(text, entry.key.span.start as usize);
        let end = with_comments(text, next_line(text, last.end.saturating_sub(1) as usize), depth);
        Some((with_lines(text, end..end, &row_lines(rows, column(text, dash))), Vec::new()))
    })
}

/// A country file in which a list of facts no longer has the row of a key.
pub(super) fn remove(text: &str, fact: &str, key: &str) -> Result<Edited, String> {
    let is_row = |row: &Value| row.get("id").is_some_and(|id| id == key);
    let wanted = |facts: &mut Map<String, Value>| {
        facts.get_mut(fact)?.as_array_mut()?.retain(|row| !is_row(row));
        Some(())
    };
    edited(text, fact, wanted, |text, before| {
        let NodeKind::Map(entries) = &before.get(FACTS)?.kind else { return None };
        let entry = entries.iter().find(|entry| entry.key.value == fact)?;
        let NodeKind::List(items) = &entry.value.kind else { return None };
        let at = items.iter().position(|item| is_row(&item.to_json()))?;
        let item = &items[at];
        let without = |from: usize, to: usize, instead: &str| format!("{}{instead}{}", &text[..from], &text[to..]);
        let Some(dash) = dash_of(text, item.span.start as usize) else {
            // In brackets, a comma goes with the row, and so does the comment behind that comma.
            let span = item.span.range();
            if let Some(after) = items.get(at + 1) {
                let gone = span.start..about_the_next(text, span.end..after.span.start as usize);
                let comments = comments(text, gone.clone(), item);
                return Some((without(gone.start, gone.end, ""), comments));
            }
            let from = at.checked_sub(1).map_or(span.start, |before| items[before].span.end as usize);
            // A comment between the last two rows is about the one that stays.
            let between = &text[from..span.start];
            let kept = if between.contains('#') { between.replacen(',', "", 1) } else { String::new() };
            return Some((without(from, span.end, &kept), comments(text, span, item)));
        };
        // A comment above the first row may be about all of them.
        let from =
            if at > 0 { above(text, line_start(text, dash), column(text, dash)) } else { line_start(text, dash) };
        let to = next_line(text, item.span.end.saturating_sub(1) as usize);
        let to = with_comments(text, to, column(text, dash));
        let gone = comments(text, from..to, item);
        if items.len() > 1 {
            return Some((without(from, to, ""), gone));
        }
        // A list without rows is written as such.
        let colon = entry.key.span.end as usize + text[entry.key.span.end as usize..].find(':')? + 1;
        Some((format!("{} []{}{}", &text[..colon], &text[colon..from], &text[to..]), gone))
    })
}

/// A country file in which a field of a row has another value. A text is added to the languages that the field has.
pub(super) fn set(text: &str, fact: &str, key: &str, field: &str, cell: &Cell) -> Result<Edited, String> {
    let is_row = |row: &Value| row.get("id").is_some_and(|id| id == key);
    let wanted = |facts: &mut Map<String, Value>| {
        let row = facts.get_mut(fact)?.as_array_mut()?.iter_mut().find(|row| is_row(row))?.as_object_mut()?;
        match (row.get_mut(field), cell.to_json()) {
            (Some(Value::Object(known)), Value::Object(more)) => known.extend(more),
            (_, value) => drop(row.insert(field.to_owned(), value)),
        }
        Some(())
    };
    edited(text, fact, wanted, |text, before| {
        let NodeKind::List(items) = &before.get(FACTS)?.get(fact)?.kind else { return None };
        let row = items.iter().find(|item| is_row(&item.to_json()))?;
        let NodeKind::Map(entries) = &row.kind else { return None };
        let known = entries.iter().find(|entry| entry.key.value == field);
        let out = match (known.map(|entry| &entry.value), cell) {
            (None, cell) => beside(text, row, entries, field, cell)?,
            (Some(value), Cell::Word(word)) => {
                let range = value.span.range();
                format!("{}{}{}", &text[..range.start], plain(word), &text[range.end..])
            }
            (Some(value), Cell::Texts(texts)) => {
                let NodeKind::Map(languages) = &value.kind else { return None };
                let [(Some(language), words)] = texts.as_slice() else { return None };
                beside(text, value, languages, language, &Cell::Texts(vec![(None, words.clone())]))?
            }
        };
        Some((out, Vec::new()))
    })
}

/// A text with a key more in a block or in braces.
fn beside(text: &str, map: &Node, entries: &[Entry], key: &str, cell: &Cell) -> Option<String> {
    if is_in_braces(text, map) {
        return beside_the_last(text, entries, &format!("{key}: {}", cell.in_braces()));
    }
    let column = column(text, entries.first()?.key.span.start as usize);
    let end = end_of(text, entries.last()?);
    Some(with_lines(text, end..end, &cell.lines(key, column)))
}

/// The place of the dash of an item: on its line, or on one above that has nothing but a comment beside it. None for an item in
/// brackets.
fn dash_of(text: &str, item: usize) -> Option<usize> {
    let mut start = line_start(text, item);
    let before = text[start..item].trim_end();
    if !before.trim_start().is_empty() {
        return before.ends_with('-').then(|| start + before.len() - 1);
    }
    while start > 0 {
        let end = start;
        start = line_start(text, start - 1);
        let words = text[start..end].split('#').next().unwrap_or_default().trim_end();
        match words.trim_start() {
            "" => {}
            "-" => return Some(start + words.len() - 1),
            _ => return None,
        }
    }
    None
}

/// Where the part between two rows in brackets ends that goes with the first of them: comments on lines of their own are about the
/// second.
fn about_the_next(text: &str, between: std::ops::Range<usize>) -> usize {
    let mut at = next_line(text, between.start);
    while at < between.end {
        let line = &text[at..next_line(text, at)];
        let comment = line.trim_start();
        // A comma behind the comment would stay alone.
        if comment.starts_with('#') && text[between.start..at].split('#').next().is_some_and(|it| it.contains(',')) {
            return at + line.len() - comment.len();
        }
        at += line.len();
    }
    between.end
}

/// The text with lines in the place of a part, with the line ends of the text.
fn with_lines(text: &str, part: std::ops::Range<usize>, lines: &str) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if part.start == 0 || text[..part.start].ends_with('\n') { "" } else { newline };
    format!("{}{gap}{}{}", &text[..part.start], lines.replace('\n', newline), &text[part.end..])
}

/// Changes a country file, and reads the new text again: it must hold what it held, with the facts as they are wanted.
fn edited(
    text: &str,
    fact: &str,
    wanted: impl FnOnce(&mut Map<String, Value>) -> Option<()>,
    change: impl FnOnce(&str, &Node) -> Option<Edited>,
) -> Result<Edited, String> {
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
    let (out, comments) = change(text, &before).ok_or_else(refused)?;
    let mut all = before.to_json();
    let facts = all.as_object_mut().map(|keys| keys.entry(FACTS).or_insert(Value::Null)).ok_or_else(refused)?;
    if facts.is_null() {
        *facts = Value::Object(Map::new());
    }
    wanted(facts.as_object_mut().ok_or_else(refused)?).ok_or_else(refused)?;
    match tree(&out) {
        Some(found) if found.to_json() == all => Ok((format!("{mark}{out}"), comments)),
        _ => Err(refused()),
    }
}

/// The facts of a country file without an error.
pub(super) fn facts(text: &str) -> Option<Value> {
    let (_, text) = without_mark(text);
    let mut all = tree(text)?.to_json();
    Some(all.as_object_mut().and_then(|keys| keys.remove(FACTS)).unwrap_or_default())
}

/// The rows of a fact in a country file without an error.
pub(super) fn rows_of(text: &str, fact: &str) -> Option<Vec<Map<String, Value>>> {
    let facts = facts(text)?;
    let rows = facts.get(fact)?.as_array()?;
    Some(rows.iter().filter_map(|row| row.as_object().cloned()).collect())
}

/// The key of the row and the field of a fact that stand at a place of a country file.
pub(super) fn place_in_rows(text: &str, fact: &str, place: usize) -> Option<(String, String)> {
    let (root, _) = parse_with_traps(SourceId(0), &Source::new("", text));
    let root = root?;
    let NodeKind::List(rows) = &root.get(FACTS)?.get(fact)?.kind else { return None };
    let holds = |node: &Node| node.span.range().contains(&place);
    let row = rows.iter().find(|row| holds(row))?;
    let NodeKind::Map(entries) = &row.kind else { return None };
    let key = row.get("id").and_then(Node::source_text)?.value;
    Some((key, entries.iter().find(|entry| holds(&entry.value))?.key.value.clone()))
}

/// The tree of a country file without an error.
fn tree(text: &str) -> Option<Node> {
    let (node, findings) = parse_with_traps(SourceId(0), &Source::new("", text));
    node.filter(|_| findings.iter().all(|finding| finding.level != Level::Deny))
}

impl Row {
    /// The row as the tree of a country file holds it.
    pub(super) fn to_json(&self) -> Value {
        let id = ("id".to_owned(), Value::from(self.key.as_str()));
        let cells = self.cells.iter().map(|(field, cell)| (field.clone(), cell.to_json()));
        Value::Object(std::iter::once(id).chain(cells).collect())
    }
}

impl Cell {
    /// The value as the tree of a country file holds it.
    fn to_json(&self) -> Value {
        match self {
            Self::Word(word) => word.as_str().into(),
            Self::Texts(texts) => match texts.as_slice() {
                [(None, text)] => text.as_str().into(),
                texts => {
                    let known =
                        texts.iter().filter_map(|(language, text)| Some((language.clone()?, text.as_str().into())));
                    Value::Object(known.collect())
                }
            },
        }
    }

    /// The lines of a key with the value, in a column.
    fn lines(&self, key: &str, column: usize) -> String {
        match self {
            Self::Word(word) => format!("{:column$}{key}: {}\n", "", plain(word)),
            Self::Texts(texts) => match texts.as_slice() {
                [(None, text)] => format!("{:column$}{key}: {}\n", "", quoted(text)),
                texts => {
                    let line =
                        |(language, text): (&str, &String)| format!("{:column$}  {language}: {}\n", "", quoted(text));
                    let known = texts.iter().filter_map(|(language, text)| Some((language.as_deref()?, text)));
                    format!("{:column$}{key}:\n{}", "", known.map(line).collect::<String>())
                }
            },
        }
    }

    /// The value in a file in braces.
    fn in_braces(&self) -> String {
        match self {
            Self::Word(word) => plain(word),
            Self::Texts(texts) => match texts.as_slice() {
                [(None, text)] => quoted(text),
                texts => {
                    let known = texts.iter().filter_map(|(language, text)| Some((language.as_deref()?, text)));
                    let known: Vec<String> =
                        known.map(|(language, text)| format!("{language}: {}", quoted(text))).collect();
                    format!("{{{}}}", known.join(", "))
                }
            },
        }
    }
}

/// A word such as a code, a number, a date or an address, in quotes where YAML would read it as something else.
fn plain(word: &str) -> String {
    let is_simple =
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.@".contains(&byte));
    let starts = word.starts_with(|c: char| c.is_ascii_alphanumeric()) || word.starts_with('-');
    if is_simple && starts && word != "null" && word != "-" { word.to_owned() } else { quoted(word) }
}

/// The lines of a fact whose key stands in a column.
fn lines(fact: &str, rows: &[Row], column: usize) -> String {
    format!("{:column$}{fact}:\n{}", "", row_lines(rows, column + 2))
}

/// The lines of rows whose dashes stand in a column.
fn row_lines(rows: &[Row], column: usize) -> String {
    let mut out = String::new();
    for row in rows {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{:column$}- id: {}    # {}", "", row.key, row.from);
        out.extend(row.cells.iter().map(|(field, cell)| cell.lines(field, column + 2)));
    }
    out
}

/// Rows in brackets, for a file in braces.
fn in_brackets(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let cells = row.cells.iter().map(|(field, cell)| format!(", {field}: {}", cell.in_braces()));
        format!("{{id: {}{}}}", row.key, cells.collect::<String>())
    };
    format!("[{}]", rows.iter().map(row).collect::<Vec<_>>().join(", "))
}

/// The text with the rows, and the comments that went. `None` if the file is of a style that is not edited.
fn spliced(text: &str, root: &Node, fact: &str, rows: &[Row]) -> Option<(String, Vec<String>)> {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let replaced = |from: usize, to: usize, lines: &str| with_lines(text, from..to, lines);
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

/// The start of the comments that stand in a column right above a line: they are about what follows.
fn above(text: &str, line: usize, column: usize) -> usize {
    let mut start = line;
    while start > 0 {
        let before = line_start(text, start - 1);
        let comment = text[before..start].trim_start_matches(' ');
        if !comment.starts_with('#') || start - before - comment.len() != column {
            break;
        }
        start = before;
    }
    start
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
