//! Where a byte of a YAML file stands: which keys are around it, and what is typed there. It works on files that YAML cannot
//! parse, because a file is in that state most of the time while somebody types.

mod flow;

use crate::layout::{BlockLayout, LayoutItem, Role, Value};
use std::ops::Range;

/// A place in a YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The steps from the top of the file to the block or the value at the place.
    pub steps: Vec<CursorStep>,
    /// The keys of the block at the place; none if no key fits there.
    pub block: Vec<CursorKey>,
    /// The kind of text that fits at the place.
    pub slot: CursorSlot,
    /// What is typed there, in bytes of the file; empty where nothing is.
    pub typed: Range<usize>,
}

/// A step from a block or list to what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CursorStep {
    /// To the value of a key.
    Key {
        /// The key.
        name: String,
        /// The keys of the block in which it stands, itself included.
        block: Vec<CursorKey>,
    },
    /// To an item of a list.
    Item,
}

/// A key of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CursorKey {
    /// The key.
    pub name: String,
    /// Where it stands.
    pub range: Range<usize>,
    /// Its value as typed on its line; empty where it is a block, or nothing.
    pub value: String,
}

/// What can stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CursorSlot {
    /// A key of a block.
    Key,
    /// The value of a key, which is the last step.
    Value(ValueRole),
    /// An item of a list: a word, or the first key of a block.
    Item,
    /// Nothing that is read: a comment.
    Comment,
}

/// What a value is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueRole {
    /// A text, by its key or as an option's label.
    Text,
    /// A condition, or a rule between answers.
    Condition,
    /// Anything else: a word, an id, a number.
    Other,
}

impl ValueRole {
    fn of(role: Role) -> Self {
        match role {
            Role::Text => Self::Text,
            Role::Condition => Self::Condition,
            Role::Fact | Role::Other => Self::Other,
        }
    }
}

impl Cursor {
    /// The place of a byte of a YAML file.
    pub fn at(text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let layout = BlockLayout::new(text);
        let line = layout.lines.partition_point(|line| line.start <= offset).saturating_sub(1);
        let lines = Lines::of(&layout);
        let cursor = match lines.half_typed(line, offset) {
            // A word without a colon would take in the lines below it: what is around it shows without it.
            Some(word) => {
                let rest = format!("{}{}{}", &text[..word.start], " ".repeat(word.len()), &text[word.end..]);
                let layout = BlockLayout::new(&rest);
                let cursor = Lines::of(&layout).at(&layout, line, word.start);
                Cursor { typed: word, ..cursor }
            }
            None => lines.at(&layout, line, offset),
        };
        flow::inside(text, offset, &cursor).unwrap_or(cursor)
    }

    /// The names of the steps, `[]` for an item: `sections`, `[]`, `questions`, `[]`.
    pub fn names(&self) -> Vec<&str> {
        self.steps.iter().map(CursorStep::name).collect()
    }

    /// The nearest block around the place that has a key, and whose own step the predicate takes.
    pub fn around(&self, key: &str) -> Option<&[CursorKey]> {
        let has = |block: &[CursorKey]| block.iter().any(|known| known.name == key);
        if has(&self.block) {
            return Some(&self.block);
        }
        let blocks = self.steps.iter().rev().filter_map(|step| match step {
            CursorStep::Key { block, .. } => Some(block.as_slice()),
            CursorStep::Item => None,
        });
        blocks.into_iter().find(|block| has(block))
    }
}

impl CursorStep {
    /// The key, or `[]`.
    pub fn name(&self) -> &str {
        match self {
            Self::Key { name, .. } => name,
            Self::Item => "[]",
        }
    }
}

/// A key with its value, or an item of a list, with the dashes before it.
struct Entry {
    /// The columns of the dashes on its line.
    dashes: Vec<usize>,
    /// The column of the key, or of the value where there is no key.
    column: usize,
    /// The key; empty where there is none.
    key: Range<usize>,
    /// The value, over all of its lines.
    value: Range<usize>,
    role: Role,
    /// The lines of the key and the value.
    lines: Range<usize>,
    /// Whether the value is a block of keys or a list, or nothing.
    is_open: bool,
}

impl Entry {
    fn of(layout: &BlockLayout<'_>, item: &LayoutItem) -> Self {
        let line = layout.lines.get(item.lines.start).cloned().unwrap_or_default();
        let first = if item.key.is_empty() { item.at.min(line.end) } else { item.key.start };
        let before = layout.text.get(line.start..first).unwrap_or_default();
        let last = layout.lines.get(item.lines.end.saturating_sub(1)).map_or(item.at, |line| line.end);
        Self {
            dashes: before.bytes().enumerate().filter(|(_, byte)| *byte == b'-').map(|(at, _)| at).collect(),
            column: item.column,
            key: item.key.clone(),
            value: item.at.min(last)..last,
            role: item.role,
            lines: item.lines.clone(),
            is_open: item.value == Value::Below,
        }
    }

    /// The column of the first sign on its line.
    fn first_column(&self) -> usize {
        self.dashes.first().copied().unwrap_or(self.column)
    }
}

struct Lines<'a> {
    text: &'a str,
    entries: Vec<Entry>,
}

/// What holds a block: a key, a dash, or the file. The entries of the block begin at `first`, and all of them are deeper than the
/// column, or as deep as a list under its key.
#[derive(Clone, Copy)]
struct Opener {
    first: usize,
    column: Option<usize>,
    /// Whether it is a dash on the line of the first entry.
    shares_line: bool,
}

impl<'a> Lines<'a> {
    fn of(layout: &BlockLayout<'a>) -> Self {
        Self { entries: layout.items.iter().map(|item| Entry::of(layout, item)).collect(), text: layout.text }
    }

    /// The word without a colon that starts on a line, around or before an offset.
    fn half_typed(&self, line: usize, offset: usize) -> Option<Range<usize>> {
        let next = self.entries.partition_point(|entry| entry.lines.start <= line);
        let entry = next.checked_sub(1).and_then(|at| self.entries.get(at))?;
        let is_word = entry.key.is_empty() && entry.lines.start == line && entry.value.start <= offset;
        let rest = self.text.get(entry.value.start..).filter(|_| is_word)?;
        let word = rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())].trim_end();
        let word = (!word.starts_with(['[', '{', '"', '\''])).then_some(word)?;
        Some(entry.value.start..(entry.value.start + word.len()).max(offset))
    }

    fn at(&self, layout: &BlockLayout<'_>, line: usize, offset: usize) -> Cursor {
        let range = layout.lines.get(line).cloned().unwrap_or(offset..offset);
        let before = self.text.get(range.start..offset).unwrap_or_default();
        let next = self.entries.partition_point(|entry| entry.lines.start <= line);
        let own = next.checked_sub(1).map(|at| (at, &self.entries[at]));
        let is_inside = |entry: &Entry| entry.lines.contains(&line) && entry.lines.start < line && !entry.is_open;
        if before.trim_start().starts_with('#') && !own.is_some_and(|(_, entry)| is_inside(entry)) {
            let typed = offset..offset;
            return Cursor { steps: Vec::new(), block: Vec::new(), slot: CursorSlot::Comment, typed };
        }
        match own {
            Some((at, entry)) if is_inside(entry) || (entry.lines.start == line && offset >= entry.value.start) => {
                let typed = entry.value.start.min(offset)..entry.value.end.max(offset);
                if !entry.key.is_empty() {
                    let slot = CursorSlot::Value(ValueRole::of(entry.role));
                    let steps = self.steps_to(at, &entry.dashes, entry.column, true);
                    return Cursor { steps, block: Vec::new(), slot, typed };
                }
                let slot = if entry.dashes.is_empty() { CursorSlot::Key } else { CursorSlot::Item };
                self.in_block((at, line), &entry.dashes, entry.column, slot, typed)
            }
            Some((at, entry)) if entry.lines.start == line && !entry.key.is_empty() && offset > entry.key.end => {
                // Between the colon and the value.
                let slot = CursorSlot::Value(ValueRole::of(entry.role));
                let steps = self.steps_to(at, &entry.dashes, entry.column, true);
                Cursor { steps, block: Vec::new(), slot, typed: offset..entry.value.end.max(offset) }
            }
            Some((at, entry)) if entry.lines.start == line => {
                let typed = if offset < entry.key.start { offset..offset } else { entry.key.clone() };
                self.in_block((at, line), &entry.dashes, entry.column, CursorSlot::Key, typed)
            }
            _ => {
                // Only spaces and dashes.
                let dashes: Vec<usize> =
                    before.bytes().enumerate().filter(|(_, byte)| *byte == b'-').map(|(at, _)| at).collect();
                let slot = if dashes.is_empty() { CursorSlot::Key } else { CursorSlot::Item };
                self.in_block((next, line), &dashes, before.len(), slot, offset..offset)
            }
        }
    }

    /// A place on a line where a key or an item can stand, before or in the entry `at`.
    fn in_block(
        &self,
        (at, line): (usize, usize),
        dashes: &[usize],
        column: usize,
        slot: CursorSlot,
        typed: Range<usize>,
    ) -> Cursor {
        let steps = self.steps_to(at, dashes, column, false);
        let opener = match dashes.last() {
            Some(dash) => {
                let shares_line = self.entries.get(at).is_some_and(|entry| entry.lines.start == line);
                Opener { first: at, column: Some(*dash), shares_line }
            }
            None => self.opener(at, column),
        };
        Cursor { steps, block: self.keys(opener), slot, typed }
    }

    /// What holds the block of an entry in this column.
    fn opener(&self, at: usize, column: usize) -> Opener {
        for (index, entry) in self.entries[..at].iter().enumerate().rev() {
            if !entry.key.is_empty() && entry.column < column && entry.is_open {
                return Opener { first: index + 1, column: Some(entry.column), shares_line: false };
            }
            if let Some(dash) = entry.dashes.iter().rev().find(|dash| **dash < column) {
                return Opener { first: index, column: Some(*dash), shares_line: true };
            }
        }
        Opener { first: 0, column: None, shares_line: false }
    }

    /// The keys of a block.
    fn keys(&self, opener: Opener) -> Vec<CursorKey> {
        let mut members = Vec::new();
        let mut own_column = None;
        for (index, entry) in self.entries.iter().enumerate().skip(opener.first) {
            let is_first = index == opener.first;
            let is_out = opener.column.is_some_and(|column| entry.first_column() <= column);
            if is_out && !(is_first && opener.shares_line) {
                break;
            }
            if entry.key.is_empty() || (!is_first && !entry.dashes.is_empty()) {
                continue;
            }
            if *own_column.get_or_insert(entry.column) == entry.column {
                members.push(self.key(entry));
            }
        }
        members
    }

    fn key(&self, entry: &Entry) -> CursorKey {
        let name = self.text.get(entry.key.clone()).unwrap_or_default().trim_matches(['"', '\'']).to_owned();
        let typed = self.text.get(entry.value.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        let typed = if entry.is_open { "" } else { typed };
        let value = typed.split(" #").next().unwrap_or_default().trim().to_owned();
        CursorKey { name, range: entry.key.clone(), value }
    }

    /// The steps from the top to the block of an entry, or to its value.
    fn steps_to(&self, at: usize, dashes: &[usize], column: usize, into_value: bool) -> Vec<CursorStep> {
        let mut steps = Vec::new();
        if into_value {
            steps.push(self.step(at, dashes.last().copied(), column));
        }
        // A list may stand in the column of its key.
        let (mut limit, mut may_equal) = (column, false);
        for dash in dashes.iter().rev() {
            steps.push(CursorStep::Item);
            (limit, may_equal) = (*dash, true);
        }
        for (index, entry) in self.entries[..at.min(self.entries.len())].iter().enumerate().rev() {
            let is_above = entry.column < limit || (may_equal && entry.column == limit);
            if !entry.key.is_empty() && entry.is_open && is_above {
                steps.push(self.step(index, entry.dashes.last().copied(), entry.column));
                (limit, may_equal) = (entry.column, false);
            }
            for dash in entry.dashes.iter().rev() {
                if *dash < limit {
                    steps.push(CursorStep::Item);
                    (limit, may_equal) = (*dash, true);
                }
            }
            if limit == 0 && !may_equal {
                break;
            }
        }
        steps.reverse();
        steps
    }

    /// The step into the value of an entry.
    fn step(&self, at: usize, dash: Option<usize>, column: usize) -> CursorStep {
        let opener = match dash {
            Some(dash) => Opener { first: at, column: Some(dash), shares_line: true },
            None => self.opener(at, column),
        };
        let name = self.entries.get(at).map(|entry| self.key(entry).name).unwrap_or_default();
        CursorStep::Key { name, block: self.keys(opener) }
    }
}
