//! The text after a change, by the places of the tree. What cannot be done in the style of the text is `None`.

use super::lines::{
    above, below, column, dash_of, is_blank_before, line_after, line_start, newline, next_line, with_ends, with_lines,
};
use super::values::{self, indented};
use super::{Change, Step, at, tree};
use crate::{Entry, Node, NodeKind, Scalar, Style};
use serde_json::{Map, Value};
use std::ops::Range;

/// The text after a change.
pub fn spliced(text: &str, root: &Node, change: &Change) -> Option<String> {
    match change {
        Change::Set { at: place, value } => set(text, root, place, value),
        Change::Remove { at: place } => remove(text, root, place),
        Change::Insert { at: place, value } => {
            let (_, list) = place.split_last()?;
            match at(root, list)? {
                node if in_brackets(node) && !items_of(node).is_empty() => {
                    insert_in_brackets(text, node, place, &values::flow(value))
                }
                _ => insert_lines(text, root, place, &values::item(value)),
            }
        }
        Change::Move { from, to } if from == to => Some(text.to_owned()),
        Change::Move { from, to } => {
            let piece = piece(text, root, from, true)?;
            let without = remove(text, root, from)?;
            put_piece(&without, &tree(&without).ok()?, to, piece)
        }
        Change::Duplicate { at: place } => {
            let (Step::Item(index), list) = place.split_last()? else { return None };
            let behind: Vec<Step> = list.iter().cloned().chain([Step::Item(index + 1)]).collect();
            put_piece(text, root, &behind, piece(text, root, place, false)?)
        }
        Change::RenameKey { at: place, name } => {
            let (Step::Key(key), above) = place.split_last()? else { return None };
            let range = entry_of(at(root, above)?, key)?.key.span.range();
            let name = values::flow(&Value::from(name.as_str()));
            Some(format!("{}{name}{}", &text[..range.start], &text[range.end..]))
        }
    }
}

fn entries_of(node: &Node) -> &[Entry] {
    if let NodeKind::Map(entries) = &node.kind { entries } else { &[] }
}

fn items_of(node: &Node) -> &[Node] {
    if let NodeKind::List(items) = &node.kind { items } else { &[] }
}

fn entry_of<'n>(node: &'n Node, key: &str) -> Option<&'n Entry> {
    entries_of(node).iter().find(|entry| entry.key.value == key)
}

/// Whether a block stands in braces or brackets. Without them it starts where its first entry does, and that may be a bracket.
fn in_brackets(node: &Node) -> bool {
    let start = node.span.start;
    match &node.kind {
        NodeKind::Map(entries) => entries.first().is_none_or(|first| first.key.span.start > start),
        NodeKind::List(items) => items.first().is_none_or(|first| first.span.start > start),
        NodeKind::Empty | NodeKind::Refused | NodeKind::Scalar(_) => false,
    }
}

/// The end of the last line of a value, without the line end. An empty value ends with its key.
fn last_line_end(text: &str, node: &Node) -> usize {
    let line = line_after(text, node.span.end as usize);
    text[..line].trim_end_matches(['\n', '\r']).len()
}

fn set(text: &str, root: &Node, place: &[Step], value: &Value) -> Option<String> {
    let known = (0..=place.len()).rev().find(|length| at(root, &place[..*length]).is_some())?;
    if known == place.len() {
        return replaced(text, root, place, value);
    }
    // The missing keys above the value are written with it.
    let mut value = value.clone();
    for step in place[known + 1..].iter().rev() {
        let Step::Key(key) = step else { return None };
        value = Value::Object(Map::from_iter([(key.clone(), value)]));
    }
    let (Step::Key(key), node) = (&place[known], at(root, &place[..known])?) else { return None };
    let lone = || Value::Object(Map::from_iter([(key.clone(), value.clone())]));
    match &node.kind {
        NodeKind::Empty => replaced(text, root, &place[..known], &lone()),
        NodeKind::Map(entries) if entries.is_empty() => replaced(text, root, &place[..known], &lone()),
        NodeKind::Map(entries) if in_brackets(node) => {
            let end = entries.last()?.value.span.end as usize;
            Some(format!("{}, {}{}", &text[..end], values::flow_entry(key, &value), &text[end..]))
        }
        NodeKind::Map(entries) => {
            let depth = column(text, entries.first()?.key.span.start as usize);
            let last = line_after(text, entries.last()?.value.span.end as usize);
            let end = below(text, last, depth);
            Some(with_lines(text, end..end, &indented(&values::entry(key, &value), depth)))
        }
        NodeKind::Refused | NodeKind::Scalar(_) | NodeKind::List(_) => None,
    }
}

/// The text with another value at a place that has one.
fn replaced(text: &str, root: &Node, place: &[Step], value: &Value) -> Option<String> {
    let (last, above) = place.split_last()?;
    let (parent, node) = (at(root, above)?, at(root, place)?);
    let range = node.span.range();
    if in_brackets(parent) {
        if node.kind == NodeKind::Empty {
            return None;
        }
        return Some(format!("{}{}{}", &text[..range.start], values::flow(value), &text[range.end..]));
    }
    if let (NodeKind::Scalar(old), Value::String(new)) = (&node.kind, value)
        && let Some(new) = on_its_line(text, node, old, new)
    {
        return Some(format!("{}{new}{}", &text[..range.start], &text[range.end..]));
    }
    // From the colon or the dash to the end of the value; a comment behind it stays on the first line.
    let (start, depth, lines) = match last {
        Step::Key(key) => {
            let key = entry_of(parent, key)?.key.span.range();
            let colon = key.end + text[key.end..].find(':')? + 1;
            (colon, column(text, key.start), values::behind(value, false))
        }
        Step::Item(_) => {
            let dash = dash_of(text, range.start)?;
            (dash, column(text, dash), values::item(value))
        }
    };
    let end = last_line_end(text, node).max(start);
    let is_block = text[start..end].contains('\n');
    let end = if is_block {
        text[..below(text, next_line(text, end), depth)].trim_end_matches(['\n', '\r']).len()
    } else {
        end
    };
    let lines = indented(&lines, depth);
    let lines =
        lines.trim_end_matches('\n').strip_prefix(&" ".repeat(depth)).unwrap_or_else(|| lines.trim_end_matches('\n'));
    let (first, rest) = lines.split_once('\n').map_or((lines, None), |(first, rest)| (first, Some(rest)));
    let mut new = first.trim_end().to_owned();
    new.push_str(comment_of(text, node, start).unwrap_or_default());
    if let Some(rest) = rest {
        new = format!("{new}\n{rest}");
    }
    Some(format!("{}{}{}", &text[..start], with_ends(&new, newline(text)), &text[end..]))
}

/// A scalar that takes the place of another one on the same line, in the quotes of the old one.
fn on_its_line(text: &str, node: &Node, old: &Scalar, new: &str) -> Option<String> {
    let range = node.span.range();
    if text[range.clone()].contains('\n') {
        return None;
    }
    match (old.style, text.as_bytes().get(range.start)) {
        (Style::Quoted, Some(b'\'')) if !new.contains(['\'', '\n', '\r']) && !new.chars().any(char::is_control) => {
            Some(format!("'{new}'"))
        }
        (Style::Quoted, Some(b'"')) if !new.contains('\n') => Some(Value::from(new).to_string()),
        (Style::Plain, _) if !new.is_empty() => {
            let lines = values::behind(&Value::from(new), false);
            let line = lines.trim_start_matches(' ').trim_end_matches('\n');
            (!line.contains('\n')).then(|| line.to_owned())
        }
        _ => None,
    }
}

/// The comment on the first line of a value, behind it or behind its key, with the spaces before it: they say that it is one.
fn comment_of<'t>(text: &'t str, node: &Node, start: usize) -> Option<&'t str> {
    let line_end = text[..next_line(text, start)].trim_end_matches(['\n', '\r']).len();
    let range = node.span.range();
    let is_here = range.end <= line_end && range.end > start;
    let rest = &text[if is_here { range.end } else { start }..line_end];
    let is_block =
        matches!(&node.kind, NodeKind::Scalar(scalar) if matches!(scalar.style, Style::Literal | Style::Folded));
    let of_block = !is_here || is_block;
    let from = if of_block { rest[..=rest.find(" #")?].trim_end().len() } else { 0 };
    let comment = rest[from..].trim_end();
    comment.trim_start().starts_with('#').then_some(comment)
}

/// The lines of an entry or item from its first byte on, with its comments.
fn part(text: &str, start: usize, node: &Node, is_first: bool) -> Range<usize> {
    let (line, depth) = (line_start(text, start), column(text, start));
    let from = if is_first { line } else { above(text, line, depth) };
    from..below(text, line_after(text, node.span.end as usize), depth)
}

fn remove(text: &str, root: &Node, place: &[Step]) -> Option<String> {
    let (last, above_it) = place.split_last()?;
    let parent = at(root, above_it)?;
    let (index, spans): (usize, Vec<Range<usize>>) = match (&parent.kind, last) {
        (NodeKind::Map(entries), Step::Key(key)) => (
            entries.iter().position(|entry| entry.key.value == *key)?,
            entries.iter().map(|entry| entry.key.span.to(entry.value.span).range()).collect(),
        ),
        (NodeKind::List(items), Step::Item(index)) => (*index, items.iter().map(|item| item.span.range()).collect()),
        _ => return None,
    };
    let node = at(root, place)?;
    if spans.len() == 1 {
        let empty = if matches!(last, Step::Key(_)) { Value::Object(Map::new()) } else { Value::Array(Vec::new()) };
        return replaced(text, root, above_it, &empty);
    }
    if in_brackets(parent) {
        let gone = match spans.get(index + 1) {
            Some(next) => spans[index].start..next.start,
            None => spans[index - 1].end..spans[index].end,
        };
        let loses_comment = text[gone.clone()].contains(" #");
        return (!loses_comment).then(|| format!("{}{}", &text[..gone.start], &text[gone.end..]));
    }
    let start = match last {
        Step::Key(_) => spans[index].start,
        Step::Item(_) => dash_of(text, spans[index].start)?,
    };
    let depth = column(text, start);
    if text[start - depth..start].chars().any(|c| c != ' ') {
        // The first key of an item stands behind the dash; the next one takes its place there.
        let next = spans.get(index + 1)?.start;
        let from = above(text, line_start(text, next), depth);
        return Some(format!("{}{}", &text[..start], &text[from + depth..]));
    }
    let mut gone = part(text, start, node, index == 0);
    // One blank line between two entries goes with the one of them.
    let behind = next_line(text, gone.end);
    if index > 0 && is_blank_before(text, gone.start) {
        gone.start = line_start(text, gone.start - 1);
    } else if index == 0 && text[gone.end..behind].trim().is_empty() {
        gone.end = behind;
    }
    Some(format!("{}{}", &text[..gone.start], &text[gone.end..]))
}

/// An item as it is written.
enum Piece {
    /// Its lines, as deep as if the dash stood in the first column.
    Lines(String),
    /// Its text in brackets.
    Flow(String),
}

fn piece(text: &str, root: &Node, place: &[Step], with_comments: bool) -> Option<Piece> {
    let (Step::Item(index), list) = place.split_last()? else { return None };
    let (parent, node) = (at(root, list)?, at(root, place)?);
    if in_brackets(parent) {
        return Some(Piece::Flow(text[node.span.range()].to_owned()));
    }
    let dash = dash_of(text, node.span.start as usize)?;
    let depth = column(text, dash);
    if text[dash - depth..dash].chars().any(|c| c != ' ') {
        return None;
    }
    let lines = &text[part(text, dash, node, *index == 0 || !with_comments)];
    let less = |line: &str| {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        line[spaces.min(depth)..].to_owned()
    };
    let mut lines: String = lines.split_inclusive('\n').map(less).collect();
    if !lines.ends_with('\n') {
        lines.push('\n');
    }
    Some(Piece::Lines(lines))
}

fn put_piece(text: &str, root: &Node, place: &[Step], piece: Piece) -> Option<String> {
    let (_, list) = place.split_last()?;
    let list = at(root, list)?;
    match piece {
        Piece::Flow(item) if in_brackets(list) && !items_of(list).is_empty() => {
            insert_in_brackets(text, list, place, &item)
        }
        Piece::Flow(item) => insert_lines(text, root, place, &format!("- {item}\n")),
        Piece::Lines(_) if in_brackets(list) && !items_of(list).is_empty() => None,
        Piece::Lines(lines) => insert_lines(text, root, place, &lines),
    }
}

fn insert_in_brackets(text: &str, list: &Node, place: &[Step], item: &str) -> Option<String> {
    let (Step::Item(index), items) = (place.last()?, items_of(list)) else { return None };
    let (at, new) = match (items.get(*index), items.last()) {
        (Some(next), _) => (next.span.start as usize, format!("{item}, ")),
        (None, Some(last)) => (last.span.end as usize, format!(", {item}")),
        (None, None) => return None,
    };
    Some(format!("{}{new}{}", &text[..at], &text[at..]))
}

/// The text with an item's lines in a list. The list may be empty.
fn insert_lines(text: &str, root: &Node, place: &[Step], lines: &str) -> Option<String> {
    let (Step::Item(index), above_it) = place.split_last()? else { return None };
    let list = at(root, above_it)?;
    let items = items_of(list);
    if items.is_empty() {
        return first_item(text, root, above_it, lines);
    }
    let dash = |item: &Node| dash_of(text, item.span.start as usize);
    let depth = column(text, dash(items.first()?)?);
    let is_spaced = items.len() > 1 && {
        let line = line_start(text, dash(items.last()?)?);
        is_blank_before(text, above(text, line, depth))
    };
    let gap = if is_spaced { "\n" } else { "" };
    let lines = indented(lines, depth);
    match items.get(*index) {
        Some(next) => {
            let line = line_start(text, dash(next)?);
            let start = if *index == 0 { line } else { above(text, line, depth) };
            Some(with_lines(text, start..start, &format!("{lines}{gap}")))
        }
        None => {
            let last = line_after(text, items.last()?.span.end as usize);
            let end = below(text, last, depth);
            Some(with_lines(text, end..end, &format!("{gap}{lines}")))
        }
    }
}

/// The text with the lines of the first item of an empty list, below its key.
fn first_item(text: &str, root: &Node, place: &[Step], lines: &str) -> Option<String> {
    let (Step::Key(key), above) = place.split_last()? else { return None };
    let (parent, node) = (at(root, above)?, at(root, place)?);
    if in_brackets(parent) {
        return None;
    }
    let key = entry_of(parent, key)?.key.span.range();
    let colon = key.end + text[key.end..].find(':')? + 1;
    let value_end = if node.kind == NodeKind::Empty { colon } else { node.span.end as usize };
    let line = next_line(text, value_end);
    let rest = text[value_end..line].trim_end();
    let lines = indented(lines, column(text, key.start) + 2);
    let newline = newline(text);
    Some(format!("{}{rest}{newline}{}{}", &text[..colon], with_ends(&lines, newline), &text[line..]))
}
