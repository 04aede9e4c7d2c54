//! The lines of a YAML file as a person sees them: keys, texts, blocks, comments. It also works on files that YAML cannot
//! parse, because these need it most. [`crate::traps`] judges what is found here, and [`crate::format`] mends it.
//!
//! The work per line is limited, whatever the file contains.

use crate::spaces::{self, Slip, SlipKind, SpaceLead};
use std::ops::Range;

mod values;

/// Keys whose value is always a text. A test compares the list with the records that read the files.
pub(crate) const TEXT_KEYS: &[&str] = &[
    "ask",
    "bridge",
    "called",
    "closing",
    "comment",
    "example",
    "filled_by",
    "heading",
    "hint",
    "if_not_shown",
    "introduction",
    "label",
    "name_label",
    "printed_when_unknown",
    "reason",
    "reviewed_by",
    "role_label",
    "row_title",
    "rows_label",
    "say",
    "short",
    "specify",
    "text",
    "title",
    "unit",
];

/// What a value is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A text, by its key or as an option's label.
    Text,
    /// A fact of a country file: a text, a word, a number or a list.
    Fact,
    /// A condition.
    Condition,
    /// Anything else: ids, numbers, blocks.
    Other,
}

impl Role {
    /// The role of `key` in a block under `above` (from the outermost key to the nearest).
    pub(crate) fn of(above: &[&str], key: &str) -> Self {
        let parent = above.last().copied().unwrap_or("");
        let grand = above.len().checked_sub(2).map_or("", |at| above[at]);
        match above.first() {
            _ if key == "show_if" || (key == "when" && parent == "feeds_next_edition") => Self::Condition,
            _ if key == "that" && parent == "must" => Self::Condition,
            Some(&"facts") if key == "id" => Self::Other,
            Some(&"facts") => Self::Fact,
            Some(&"names") if above.len() == 2 => Self::Text,
            _ if matches!(parent, "choices" | "non_responses") || grand == "lists" => Self::Text,
            // Here a key is an id of the author, which may be `title`.
            _ if matches!(parent, "facts" | "list_of" | "lists" | "dates" | "computed") => Self::Other,
            _ if TEXT_KEYS.contains(&key) => Self::Text,
            _ => Self::Other,
        }
    }
}

/// A text that is neither quoted nor a block, or fails to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Raw {
    /// One range per line, without indentation, comment and trailing spaces; empty for an empty line.
    pub(crate) lines: Vec<Range<usize>>,
    /// The comment after the text.
    pub(crate) comment: Option<Range<usize>>,
    /// Whether it is uncertain that the lines below belong to it.
    pub(crate) unsure: bool,
}

/// The value of a key as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing on this line: a block of keys or a list below, or nothing at all.
    Below,
    /// A plain text, or a text whose notation is broken.
    Plain(Raw),
    /// A closed `'…'` or `"…"`.
    Quoted,
    /// Closed brackets, and what follows them on the line.
    Flow(Range<usize>),
    /// A text after `|` or `>`.
    Block(BlockScalar),
}

/// A text after `|` or `>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BlockScalar {
    /// The sign and its indicators.
    pub(crate) header: Range<usize>,
    /// The lines of the text, without empty ones at the end.
    pub(crate) lines: Range<usize>,
    /// Where the text of each line starts, in columns.
    pub(crate) indent: usize,
}

/// A key with its value, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LayoutItem {
    /// The key; empty where there is none.
    pub(crate) key: Range<usize>,
    /// The column of the key, or of the value where there is no key.
    pub(crate) column: usize,
    /// What the value is for.
    pub(crate) role: Role,
    /// The keys that decide the meaning of its brackets, including its own. Empty without brackets.
    pub(crate) above: Vec<String>,
    /// Where the value starts.
    pub(crate) at: usize,
    /// The value.
    pub(crate) value: Value,
    /// Lines from the key to the end of the value.
    pub(crate) lines: Range<usize>,
    /// Whether comments stand between the key and a value below it.
    pub(crate) interrupted: bool,
}

impl LayoutItem {
    /// An item whose value starts at `at`. The rest is filled in later.
    fn new(at: usize, line: usize) -> Self {
        let role = Role::Other;
        Self {
            key: at..at,
            column: 0,
            role,
            above: Vec::new(),
            at,
            value: Value::Below,
            lines: line..line + 1,
            interrupted: false,
        }
    }
}

/// What `canevas fmt` may do with the spaces at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Spaces at its end mean nothing.
    Loose,
    /// A line of a text after `|`.
    Text,
    /// Inside quotes or brackets: nothing may change.
    Sealed,
}

/// A file by lines.
#[derive(Debug)]
pub(crate) struct BlockLayout<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Each line without its break.
    pub(crate) lines: Vec<Range<usize>>,
    /// What may be done with the end of each line.
    pub(crate) kinds: Vec<LineKind>,
    /// Keys and items in the order of the file.
    pub(crate) items: Vec<LayoutItem>,
    /// Harmful invisible spaces and tabs.
    pub(crate) slips: Vec<Slip>,
    /// How many more bytes may be read in search of missing ends.
    patience: usize,
}

struct Key {
    range: Range<usize>,
    /// One past the colon.
    colon: usize,
    simple: bool,
}

impl<'a> BlockLayout<'a> {
    /// Reads `text`.
    pub(crate) fn new(text: &'a str) -> Self {
        let lines = spaces::lines(text);
        let kinds = vec![LineKind::Loose; lines.len()];
        let mut layout = Self { text, lines, kinds, items: Vec::new(), slips: Vec::new(), patience: 4 * text.len() };
        let mut above: Vec<(usize, &'a str)> = Vec::new();
        let mut line = 0;
        while line < layout.lines.len() {
            line = layout.structure(line, &mut above);
        }
        layout
    }

    /// The text of a line, without its break.
    pub(crate) fn line(&self, line: usize) -> &'a str {
        self.lines.get(line).map_or("", |range| &self.text[range.clone()])
    }

    pub(crate) fn is_blank(&self, line: usize) -> bool {
        self.line(line).bytes().all(|b| matches!(b, b' ' | b'\t'))
    }

    fn is_comment(&self, line: usize) -> bool {
        self.line(line).trim_start_matches([' ', '\t']).starts_with('#')
    }

    /// Reads what starts on `line`; returns the line after it.
    fn structure(&mut self, line: usize, above: &mut Vec<(usize, &'a str)>) -> usize {
        let content = self.line(line);
        if self.is_blank(line) || self.is_comment(line) || content.starts_with(['%'].as_slice()) {
            return line + 1;
        }
        if let Some(rest) = content.strip_prefix("---").or_else(|| content.strip_prefix("...")) {
            let value = rest.trim_start_matches([' ', '\t']);
            if value.is_empty() || value.len() < rest.len() {
                above.clear();
                let item = LayoutItem::new(self.lines[line].end - value.len(), line);
                return self.value(item, line, None, &[]);
            }
        }
        let Range { start, end } = self.lines[line];
        let lead = SpaceLead::read(content);
        let (mut at, mut column) = (start + lead.bytes, lead.column);
        let mut dash = None;
        // `?` and `:` are YAML's long notation for a key. Definitions do not use it, but it must not confuse the lines below.
        while self.text[at..end].starts_with(['-', '?', ':']) {
            let gap = spaces::gap(&self.text[at + 1..end]);
            if gap.bytes == 0 && at + 1 < end {
                break;
            }
            above.truncate(above.partition_point(|(c, _)| *c <= column));
            dash = Some(column);
            if gap.dirty {
                self.slip(at + 1..at + 1 + gap.bytes, SlipKind::AfterDash, " ");
            }
            column += 1 + if gap.dirty { 1 } else { gap.bytes };
            at += 1 + gap.bytes;
        }
        let mut key = self.key(at, end);
        let harmful = key.as_ref().is_some_and(|key| key.simple) || dash.is_some() || at == end;
        if lead.dirty && !harmful && content[..lead.bytes].contains(spaces::is_odd) {
            // No known key follows. For YAML the invisible space is the first letter of the value.
            column = content.len() - content.trim_start_matches(' ').len();
            at = start + column;
            key = self.key(at, end);
        } else if lead.dirty && harmful {
            let kept = if at == end && dash.is_none() { 0 } else { lead.column };
            self.slip(start..start + lead.bytes, SlipKind::Indent, &" ".repeat(kept));
        }
        // A list may stand in the column of its key, so a dash closes only deeper items.
        above.truncate(above.partition_point(|(c, _)| *c < column));
        let parent = dash.or_else(|| above.last().map(|(c, _)| *c));
        // Only the outermost key and the nearest two matter, so deep nesting takes no more time.
        let near = above.len().saturating_sub(2).max(1).min(above.len());
        let mut decisive: Vec<&str> = above.iter().take(1).chain(&above[near..]).map(|(_, key)| *key).collect();
        let Some(key) = key else {
            let item = LayoutItem { column, ..LayoutItem::new(at, line) };
            return self.value(item, line, parent, &decisive);
        };
        let word = &self.text[key.range.clone()];
        let gap = spaces::gap(&self.text[key.colon..end]);
        if gap.dirty {
            self.slip(
                key.colon..key.colon + gap.bytes,
                SlipKind::AfterColon,
                if key.colon + gap.bytes == end { "" } else { " " },
            );
        }
        let before = key.range.end..key.colon - 1;
        if self.text[before.clone()].chars().any(spaces::is_odd) {
            self.slip(before, SlipKind::BeforeColon, "");
        }
        let role = Role::of(&decisive, word);
        let item = LayoutItem { key: key.range, column, role, ..LayoutItem::new(key.colon + gap.bytes, line) };
        above.push((column, word));
        decisive.push(word);
        self.value(item, line, Some(column), &decisive)
    }

    fn slip(&mut self, range: Range<usize>, kind: SlipKind, fix: &str) {
        self.slips.push(Slip { range, kind, fix: fix.to_owned() });
    }

    /// The key at `from`, if what follows is one.
    fn key(&self, from: usize, end: usize) -> Option<Key> {
        let rest = &self.text[from..end];
        let first = rest.chars().next()?;
        if matches!(first, '"' | '\'') {
            let close = 1 + rest[1..].find(first)?;
            let after = rest[close + 1..].trim_start_matches(' ');
            let colon = rest.len() - after.len();
            return (after.starts_with(": ") || after == ":").then(|| Key {
                range: from..from + close + 1,
                colon: from + colon + 1,
                simple: true,
            });
        }
        if "#{}[],&*!|>%@`".contains(first) {
            return None;
        }
        let mut before = ' ';
        for (at, c) in rest.char_indices() {
            if c == '#' && matches!(before, ' ' | '\t') {
                return None;
            }
            before = c;
            if c != ':' {
                continue;
            }
            let next = rest[at + 1..].chars().next();
            let word = rest[..at].trim_end_matches(|c| matches!(c, ' ' | '\t') || spaces::is_odd(c));
            let simple =
                !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
            let apart = next.is_none_or(|c| matches!(c, ' ' | '\t') || simple && spaces::is_odd(c));
            if apart {
                return (!word.is_empty()).then(|| Key {
                    range: from..from + word.len(),
                    colon: from + at + 1,
                    simple,
                });
            }
        }
        None
    }

    /// Whether a comment follows that would become part of a text after `|` in a key of this column.
    pub(crate) fn comment_follows(&self, item: &LayoutItem) -> bool {
        self.comment_after(item).is_some()
    }

    /// The line of the comment that follows an item and is deeper than its key.
    pub(crate) fn comment_after(&self, item: &LayoutItem) -> Option<usize> {
        let next = (item.lines.end..self.lines.len()).find(|next| !self.is_blank(*next))?;
        (self.is_comment(next) && self.deeper(next, Some(item.column)).is_some()).then_some(next)
    }

    /// Whether a line starts with what can only be a key: one word and a colon.
    fn is_key_line(&self, line: usize) -> bool {
        let range = self.lines[line].clone();
        let lead = SpaceLead::read(self.line(line));
        self.key(range.start + lead.bytes, range.end).is_some_and(|key| key.simple && key.colon == key.range.end + 1)
    }

    /// The column of a line, if the line continues a value of a key in column `parent`.
    fn deeper(&self, line: usize, parent: Option<usize>) -> Option<SpaceLead> {
        let content = self.line(line);
        let pure = content.len() - content.trim_start_matches(' ').len();
        let least = parent.map_or(0, |column| column + 1);
        let lead = if pure >= least { SpaceLead::clean(pure) } else { SpaceLead::read(content) };
        (lead.column >= least && lead.bytes < content.len()).then_some(lead)
    }
}

#[cfg(test)]
mod tests {
    use super::TEXT_KEYS;
    use crate::{changes::Changes, country::Country, definition::Form};
    use serde_json::Value;
    use std::collections::BTreeSet;

    /// Collects the names of properties that are read as texts.
    fn texts(schema: &Value, found: &mut BTreeSet<String>) {
        let Value::Object(schema) = schema else { return };
        for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if property.get("pattern").is_some_and(|pattern| pattern == crate::texts::NOT_BLANK) {
                found.insert(name.clone());
            }
        }
        schema
            .get("$defs")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .for_each(|(_, schema)| texts(schema, found));
    }

    #[test]
    fn the_keys_that_hold_texts_are_those_that_the_records_read() {
        let mut found = BTreeSet::new();
        for schema in [schemars::schema_for!(Form), schemars::schema_for!(Country), schemars::schema_for!(Changes)] {
            texts(schema.as_value(), &mut found);
        }
        // These two may be a block too.
        found.extend(["comment", "specify"].map(str::to_owned));
        // A condition has its own role. Names of countries are known by their place. A bridge is prose, although a word
        // reader reads it.
        for elsewhere in ["show_if", "when", "that", "name", "the", "of", "in"] {
            assert!(found.remove(elsewhere), "{elsewhere}");
        }
        found.insert("bridge".to_owned());
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), TEXT_KEYS);
    }
}
