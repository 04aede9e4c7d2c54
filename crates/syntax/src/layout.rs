//! The lines of a YAML file as a person sees them: keys, texts, blocks, comments. Works where YAML does not parse,
//! since that is when it is needed: [`crate::traps`] judges what is found here and [`crate::format`] mends it.
//!
//! Every line is looked at a fixed number of times, whatever the file holds.

use crate::flow::Brackets;
use crate::spaces::{self, Lead, Slip, SlipKind};
use std::ops::Range;

/// Keys whose value is a text, wherever they stand. A test holds the list against the records that read the files.
pub(crate) const TEXT_KEYS: &[&str] = &[
    "ask",
    "bridge",
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
            _ if key == "show_if" => Self::Condition,
            Some(&"facts") if key == "id" => Self::Other,
            Some(&"facts") => Self::Fact,
            Some(&"names") if above.len() == 2 => Self::Text,
            _ if parent == "choices" || grand == "lists" => Self::Text,
            // Here a key is somebody's id, which may well be `title`.
            _ if matches!(parent, "facts" | "list_of" | "lists" | "dates") => Self::Other,
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
    /// A comment after it.
    pub(crate) comment: Option<Range<usize>>,
    /// Whether lines below may or may not belong to it.
    pub(crate) unsure: bool,
}

/// What stands after a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing on this line: a block of keys or a list below, or nothing at all.
    Below,
    /// Text without notation, or with a notation that does not hold.
    Plain(Raw),
    /// A properly closed `'…'` or `"…"`.
    Quoted,
    /// Properly closed brackets, and what follows them on the line.
    Flow(Range<usize>),
    /// A text after `|` or `>`.
    Block(Block),
}

/// A text after `|` or `>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// The sign and its indicators.
    pub(crate) header: Range<usize>,
    /// The lines of the text, without empty ones at the end.
    pub(crate) lines: Range<usize>,
    /// Where the text of each line starts, in columns.
    pub(crate) indent: usize,
}

/// A key with its value, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// The key; empty where there is none.
    pub(crate) key: Range<usize>,
    /// The column of the key, or of the value where there is no key.
    pub(crate) column: usize,
    /// What the value is for.
    pub(crate) role: Role,
    /// The keys that decide what stands in its brackets, itself included; empty where there are none.
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

/// How a line takes to being tidied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Spaces at its end mean nothing.
    Loose,
    /// A line of a text after `|`.
    Text,
    /// Inside quotes or brackets: nothing may be touched.
    Sealed,
}

/// A file by lines.
#[derive(Debug)]
pub(crate) struct Layout<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Each line without its break.
    pub(crate) lines: Vec<Range<usize>>,
    /// How each line takes to being tidied.
    pub(crate) kinds: Vec<LineKind>,
    /// Keys and items in the order of the file.
    pub(crate) items: Vec<Item>,
    /// Invisible spaces and tabs where they do harm.
    pub(crate) slips: Vec<Slip>,
    /// How many more bytes may be read in vain, looking for ends that are not there.
    patience: usize,
}

struct Key {
    range: Range<usize>,
    /// One past the colon.
    colon: usize,
    simple: bool,
}

impl<'a> Layout<'a> {
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

    fn is_blank(&self, line: usize) -> bool {
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
        if ["---", "..."].iter().any(|mark| content.strip_prefix(mark).is_some_and(|rest| rest.trim().is_empty())) {
            above.clear();
            return line + 1;
        }
        let Range { start, end } = self.lines[line];
        let lead = Lead::read(content);
        let (mut at, mut column) = (start + lead.bytes, lead.column);
        let mut dash = None;
        while self.text[at..end].starts_with('-') {
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
        let key = self.key(at, end);
        if lead.dirty && (key.as_ref().is_some_and(|key| key.simple) || dash.is_some() || at == end) {
            let kept = if at == end && dash.is_none() { 0 } else { lead.column };
            self.slip(start..start + lead.bytes, SlipKind::Indent, &" ".repeat(kept));
        }
        // A list may stand in the column of its own key, so a dash closes only what is deeper.
        above.truncate(above.partition_point(|(c, _)| *c < column));
        let parent = dash.or_else(|| above.last().map(|(c, _)| *c));
        // Only the outermost key and the nearest two decide, so that depth costs nothing.
        let near = above.len().saturating_sub(2).max(1).min(above.len());
        let mut decisive: Vec<&str> = above.iter().take(1).chain(&above[near..]).map(|(_, key)| *key).collect();
        let Some(key) = key else {
            let item = self.empty_item(at..at, column, Role::Other, at, line);
            return self.value(item, line, parent, &decisive);
        };
        let word = &self.text[key.range.clone()];
        let gap = spaces::gap(&self.text[key.colon..end]);
        if gap.odd {
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
        let item = self.empty_item(key.range, column, role, key.colon + gap.bytes, line);
        above.push((column, word));
        decisive.push(word);
        self.value(item, line, Some(column), &decisive)
    }

    fn empty_item(&self, key: Range<usize>, column: usize, role: Role, at: usize, line: usize) -> Item {
        Item {
            key,
            column,
            role,
            above: Vec::new(),
            at,
            value: Value::Below,
            lines: line..line + 1,
            interrupted: false,
        }
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

    /// Whether a line starts with something that can only be meant as a key: one word and a colon.
    fn is_key_line(&self, line: usize) -> bool {
        let range = self.lines[line].clone();
        let lead = Lead::read(self.line(line));
        self.key(range.start + lead.bytes, range.end).is_some_and(|key| key.simple && key.colon == key.range.end + 1)
    }

    /// The column of a line that goes on with a value of a key in column `parent`, if it does.
    fn deeper(&self, line: usize, parent: Option<usize>) -> Option<Lead> {
        let content = self.line(line);
        let pure = content.len() - content.trim_start_matches(' ').len();
        let least = parent.map_or(0, |column| column + 1);
        let lead = if pure >= least { Lead::clean(pure) } else { Lead::read(content) };
        (lead.column >= least && lead.bytes < content.len()).then_some(lead)
    }

    /// Reads the value of `item` and stores it; returns the line after it.
    fn value(&mut self, mut item: Item, line: usize, parent: Option<usize>, above: &[&str]) -> usize {
        let textual = matches!(item.role, Role::Text | Role::Fact);
        let mut line = line;
        let rest = &self.text[item.at..self.lines[line].end];
        if rest.is_empty() || rest.starts_with('#') {
            match textual.then(|| self.below(line, parent)).flatten() {
                Some((start, at, interrupted)) => {
                    item.interrupted = interrupted || rest.starts_with('#');
                    item.at = at;
                    line = start;
                }
                None => {
                    let cut = rest.chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != '#');
                    if textual && cut && !self.followed(line, parent) {
                        let range = item.at..item.at + rest.trim_end().len();
                        item.value = Value::Plain(Raw { lines: vec![range], ..Raw::default() });
                    }
                    if item.key.is_empty() && rest.is_empty() && item.value == Value::Below {
                        return line + 1;
                    }
                    self.items.push(item);
                    return line + 1;
                }
            }
        }
        let (value, last) = self.value_at(item.at, line, parent);
        if let Value::Flow(_) = value {
            item.above = above.iter().map(|key| (*key).to_owned()).collect();
        }
        item.value = value;
        item.lines.end = last + 1;
        self.items.push(item);
        last + 1
    }

    /// Where a text on the lines below a key starts, and whether comments stand in between.
    fn below(&self, line: usize, parent: Option<usize>) -> Option<(usize, usize, bool)> {
        let mut next = line + 1;
        while next < self.lines.len() && self.is_blank(next) {
            next += 1;
        }
        let interrupted = next < self.lines.len() && self.is_comment(next);
        // Only directly below: a comment in between is left alone, and so is what follows it.
        if next >= self.lines.len() || interrupted {
            return None;
        }
        let lead = self.deeper(next, parent)?;
        let Range { start, end } = self.lines[next];
        let rest = &self.text[start + lead.bytes..end];
        if self.is_key_line(next) || rest == "-" {
            return None;
        }
        if let Some(item) = rest.strip_prefix("- ") {
            let item = end - item.trim_start().len();
            let ids = self.key(item, end).is_some_and(|key| key.simple && key.colon == key.range.end + 1)
                || item < end && self.text[item..end].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                || self.text[item..end].starts_with(['{', '[', '"', '\'']);
            if ids {
                return None;
            }
        }
        Some((next, start + lead.bytes, interrupted))
    }

    /// Whether something deeper than `parent` follows.
    fn followed(&self, line: usize, parent: Option<usize>) -> bool {
        let next = (line + 1..self.lines.len()).find(|next| !self.is_blank(*next));
        next.is_some_and(|next| self.deeper(next, parent).is_some())
    }

    /// The value at `at`, and its last line.
    fn value_at(&mut self, at: usize, line: usize, parent: Option<usize>) -> (Value, usize) {
        let rest = &self.text[at..self.lines[line].end];
        match rest.as_bytes().first() {
            Some(b'|' | b'>') => match header(rest) {
                Some(length) => self.block(at..at + length, line, parent),
                None if rest.starts_with('|') => {
                    let (value, last) = self.block(at..at + 1, line, parent);
                    let mut raw = Raw { lines: vec![at..at + rest.trim_end().len()], ..Raw::default() };
                    if let Value::Block(block) = value {
                        raw.lines.extend(block.lines.clone().map(|line| self.block_line(&block, line)));
                    }
                    (Value::Plain(raw), last)
                }
                None => self.plain(at, line, parent),
            },
            Some(quote @ (b'"' | b'\'')) => {
                let quote = char::from(*quote);
                let mut quotes = spaces::Quotes::new(quote);
                let (closed, last) = self.closed(at, line, parent, false, |text| quotes.feed(text));
                self.enclosed(at, line, parent, closed, last, false)
            }
            Some(b'{' | b'[') => {
                let mut brackets = Brackets::default();
                let (closed, last) = self.closed(at, line, parent, true, |text| brackets.feed(text));
                self.enclosed(at, line, parent, closed, last, true)
            }
            _ => self.plain(at, line, parent),
        }
    }

    /// A value that starts with a quote or a bracket: proper where it is closed and nothing but a comment follows.
    fn enclosed(
        &mut self,
        at: usize,
        line: usize,
        parent: Option<usize>,
        closed: Option<usize>,
        last: usize,
        flow: bool,
    ) -> (Value, usize) {
        if let Some(close) = closed {
            let rest = &self.text[close..self.lines[last].end];
            let trimmed = rest.trim_start_matches([' ', '\t']);
            if trimmed.is_empty() || trimmed.starts_with('#') && trimmed.len() < rest.len() {
                if last > line {
                    self.kinds[line..=last].fill(LineKind::Sealed);
                }
                return (if flow { Value::Flow(at..close) } else { Value::Quoted }, last);
            }
        }
        let (value, plain_last) = self.plain(at, line, parent);
        if plain_last >= last {
            return (value, plain_last);
        }
        // Quotes that close further down, or never: YAML takes those lines along, the writer perhaps did not mean it.
        let Value::Plain(raw) = value else { return (value, last) };
        let value = Value::Plain(Raw { unsure: true, ..raw });
        let read = self.lines[last].end - at;
        if closed.is_none() && self.patience >= read {
            self.patience -= read;
            return (value, plain_last);
        }
        self.kinds[line..=last].fill(LineKind::Sealed);
        (value, last)
    }

    /// Feeds lines from `at` on until one closes; returns the place after the end, if there is one, and the last line.
    fn closed(
        &self,
        at: usize,
        line: usize,
        parent: Option<usize>,
        flow: bool,
        mut feed: impl FnMut(&str) -> Option<usize>,
    ) -> (Option<usize>, usize) {
        let (mut from, mut line) = (at, line);
        loop {
            if let Some(end) = feed(&self.text[from..self.lines[line].end]) {
                return (Some(from + end), line);
            }
            let next = line + 1;
            let goes_on = next < self.lines.len()
                && (self.is_blank(next)
                    || self.deeper(next, parent).is_some()
                    || flow && self.line(next).trim_start().starts_with(['}', ']']));
            if !goes_on {
                return (None, line);
            }
            line = next;
            from = self.lines[line].start;
        }
    }

    /// A text without notation, with the lines below that YAML joins to it.
    fn plain(&mut self, at: usize, line: usize, parent: Option<usize>) -> (Value, usize) {
        let mut raw = Raw::default();
        let add = |raw: &mut Raw, from: usize, end: usize| {
            let (text, comment) = spaces::split_comment(&self.text[from..end]);
            raw.lines.push(from..from + text.len());
            raw.comment = comment.map(|at| from + at..from + self.text[from..end].trim_end().len());
        };
        add(&mut raw, at, self.lines[line].end);
        let (mut last, mut next) = (line, line + 1);
        let mut tabs = Vec::new();
        while raw.comment.is_none() && next < self.lines.len() {
            if self.is_blank(next) {
                next += 1;
                continue;
            }
            let Some(lead) = self.deeper(next, parent).filter(|_| !self.is_comment(next) && !self.is_key_line(next))
            else {
                break;
            };
            let Range { start, end } = self.lines[next];
            if parent.is_none() && self.line(next).starts_with(['-', '.', '%']) {
                break;
            }
            raw.lines.extend((last + 1..next).map(|line| self.lines[line].start..self.lines[line].start));
            let from = end - self.text[start + lead.bytes..end].trim_start_matches([' ', '\t']).len();
            add(&mut raw, from, end);
            if lead.dirty {
                tabs.push((start..start + lead.bytes, lead.column));
            }
            last = next;
            next += 1;
        }
        for (range, column) in tabs {
            self.slip(range, SlipKind::Indent, &" ".repeat(column));
        }
        (Value::Plain(raw), last)
    }

    /// The text after `|` or `>`.
    fn block(&mut self, header: Range<usize>, line: usize, parent: Option<usize>) -> (Value, usize) {
        let digit = self.text[header.clone()].bytes().find(u8::is_ascii_digit).map(|b| usize::from(b - b'0'));
        let mut indent = digit.map(|digit| parent.unwrap_or(0) + digit);
        let (mut last, mut next) = (line, line + 1);
        while next < self.lines.len() {
            if !self.is_blank(next) {
                let Some(lead) = self.deeper(next, parent) else { break };
                if lead.column < *indent.get_or_insert(lead.column) {
                    break;
                }
                if lead.dirty {
                    let start = self.lines[next].start;
                    self.slip(start..start + lead.bytes, SlipKind::Indent, &" ".repeat(lead.column));
                }
                last = next;
            }
            next += 1;
        }
        let folded = self.text[header.clone()].starts_with('>');
        self.kinds[line + 1..next].fill(if folded { LineKind::Sealed } else { LineKind::Text });
        let lines = line + 1..last + 1;
        (Value::Block(Block { header, lines, indent: indent.unwrap_or(0) }), last)
    }

    /// A line of a block without its indentation.
    pub(crate) fn block_line(&self, block: &Block, line: usize) -> Range<usize> {
        let Range { start, end } = self.lines[line];
        let lead = self.line(line).bytes().take(block.indent).take_while(|b| *b == b' ').count();
        start + lead..end
    }
}

/// The length of a block's header (`|`, `>-`, `|2+`), if nothing but a comment follows it on the line.
fn header(rest: &str) -> Option<usize> {
    let length = 1 + rest.bytes().skip(1).take_while(|b| matches!(b, b'+' | b'-' | b'1'..=b'9')).count();
    let after = &rest[length..];
    let trimmed = after.trim_start_matches([' ', '\t']);
    let fits = length <= 3 && (trimmed.is_empty() || trimmed.starts_with('#') && trimmed.len() < after.len());
    fits.then_some(length)
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
            if property.get("type") == Some(&serde_json::json!(["string", "number", "boolean"])) {
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
        // A condition has a role of its own, names of countries are known by their place, and a bridge is prose
        // although it is read as a word.
        for elsewhere in ["show_if", "name", "the", "of", "in"] {
            assert!(found.remove(elsewhere), "{elsewhere}");
        }
        found.insert("bridge".to_owned());
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), TEXT_KEYS);
    }
}
