//! A place inside brackets: `[a, b]`, `{ from: 2022-05, to: 2023-04 }`, also where they are not closed yet.

use super::{Cursor, CursorKey, CursorSlot, CursorStep, ValueRole};
use std::ops::Range;

/// An open bracket before the place.
struct Open {
    is_block: bool,
    keys: Vec<CursorKey>,
    /// The key whose value is being read.
    key: Option<String>,
    /// Where the key, the value or the item starts.
    start: usize,
}

/// The place inside the brackets that the value at a cursor starts with; `None` where it starts with none, or the place is
/// outside them.
pub(super) fn inside(text: &str, offset: usize, cursor: &Cursor) -> Option<Cursor> {
    if !matches!(cursor.slot, CursorSlot::Value(_) | CursorSlot::Item)
        || !(cursor.typed.contains(&offset) || offset == cursor.typed.end)
    {
        return None;
    }
    let start = cursor.typed.start;
    let before = text.get(start..offset)?;
    if !before.trim_start().starts_with(['[', '{']) {
        return None;
    }
    let mut open: Vec<Open> = Vec::new();
    let (mut quote, mut previous) = (None, ' ');
    for (at, c) in before.char_indices() {
        let at = start + at;
        let next = text[at + c.len_utf8()..].chars().next();
        if let Some(end) = quote {
            quote = quote.filter(|_| c != end);
            previous = c;
            continue;
        }
        match c {
            '"' | '\'' if matches!(previous, ' ' | ',' | '[' | '{' | ':') => quote = Some(c),
            '[' | '{' => {
                open.push(Open { is_block: c == '{', keys: Vec::new(), key: None, start: at + 1 });
            }
            ']' | '}' => {
                open.pop();
            }
            ',' => {
                let last = open.last_mut()?;
                (last.key, last.start) = (None, at + 1);
            }
            ':' if next.is_none_or(char::is_whitespace) => {
                if let Some(last) = open.last_mut().filter(|last| last.is_block) {
                    let range = trimmed(text, last.start..at);
                    let name = text.get(range.clone()).unwrap_or_default().to_owned();
                    last.keys.push(CursorKey { name: name.clone(), range, value: value_after(text, at + 1) });
                    (last.key, last.start) = (Some(name), at + 1);
                }
            }
            _ => {}
        }
        previous = c;
    }
    let innermost = open.last()?;
    let end = text[offset..].find([',', ']', '}', '\n']).map_or(text.len(), |at| offset + at);
    let typed = trimmed(text, innermost.start..end.max(offset));
    let typed = if typed.is_empty() { offset..offset } else { typed.start.min(offset)..typed.end.max(offset) };
    let (slot, block) = match (innermost.is_block, &innermost.key) {
        (false, _) => (CursorSlot::Item, Vec::new()),
        (true, Some(_)) => (CursorSlot::Value(ValueRole::Other), Vec::new()),
        (true, None) => (CursorSlot::Key, innermost.keys.clone()),
    };
    let mut steps = cursor.steps.clone();
    for bracket in open {
        match (bracket.is_block, bracket.key) {
            (false, _) => steps.push(CursorStep::Item),
            (true, Some(name)) => steps.push(CursorStep::Key { name, block: bracket.keys }),
            (true, None) => {}
        }
    }
    Some(Cursor { steps, block, slot, typed })
}

/// A range without the spaces around it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let whole = text.get(range.clone()).unwrap_or_default();
    let start = range.start + whole.len() - whole.trim_start().len();
    start..start + whole.trim().len()
}

fn value_after(text: &str, from: usize) -> String {
    let rest = text.get(from..).unwrap_or_default();
    rest[..rest.find([',', ']', '}', '\n']).unwrap_or(rest.len())].trim().to_owned()
}
