//! Writes a value safely, if its meaning is certain.

use crate::flow::{self, FlowEntry};
use crate::layout::{BlockLayout, LayoutItem, Raw, Role, Value};
use crate::spaces::{join_folded, join_plain, tidy_text_line};
use crate::trap::Trap;
use std::ops::Range;

/// A value written safely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mended {
    /// The range to replace: from the key to the end of the value's last line.
    pub(crate) range: Range<usize>,
    /// The first line, from the key on.
    pub(crate) head: String,
    /// The lines below it, without indentation.
    pub(crate) below: Vec<String>,
    /// The column of those lines.
    pub(crate) indent: usize,
    /// How much deeper they are than the key.
    step: usize,
}

impl Mended {
    /// The lines as shown to a person.
    pub(crate) fn shown(&self) -> String {
        let mut shown = format!("    {}", self.head);
        for line in &self.below {
            shown.push('\n');
            if !line.is_empty() {
                shown.extend(std::iter::repeat_n(' ', 4 + self.step));
                shown.push_str(line);
            }
        }
        shown
    }

    /// The text that replaces [`Mended::range`].
    pub(crate) fn text(&self) -> String {
        let mut text = self.head.clone();
        for line in &self.below {
            text.push('\n');
            if !line.is_empty() {
                text.extend(std::iter::repeat_n(' ', self.indent));
                text.push_str(line);
            }
        }
        text
    }
}

/// The value of `item`, written safely. `None` if it is safe already or if its meaning is not certain.
pub(crate) fn mend(layout: &BlockLayout<'_>, item: &LayoutItem, traps: &[(Trap, Range<usize>)]) -> Option<Mended> {
    let joined = rewrite(layout, item, traps, LineBreaks::AsRead)?;
    versions(layout, item, traps).is_none().then_some(joined)
}

/// A text whose lines show a list or paragraphs that YAML joins into one line: as YAML reads it, and as its lines stand. Only the
/// author knows which one is meant. `None` for any other text.
pub(crate) fn versions(
    layout: &BlockLayout<'_>,
    item: &LayoutItem,
    traps: &[(Trap, Range<usize>)],
) -> Option<[Mended; 2]> {
    let joins = |(trap, _): &(Trap, Range<usize>)| matches!(trap, Trap::Folded | Trap::SeveralLines);
    if !traps.iter().find(|(trap, _)| trap.is_mended()).is_some_and(joins) {
        return None;
    }
    let read = rewrite(layout, item, traps, LineBreaks::AsRead)?;
    let typed = rewrite(layout, item, traps, LineBreaks::AsTyped)?;
    (LineShape::of(&read.below) != LineShape::of(&typed.below)).then_some([read, typed])
}

/// What becomes of the line breaks of a text that YAML joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineBreaks {
    /// YAML decides.
    AsRead,
    /// They stay.
    AsTyped,
}

/// What a person sees in the lines of a text.
#[derive(Debug, PartialEq, Eq)]
struct LineShape {
    /// Lines that start like an item of a list.
    items: usize,
    /// Empty lines between two others.
    gaps: usize,
}

impl LineShape {
    fn of(lines: &[String]) -> Self {
        let mut shape = Self { items: 0, gaps: 0 };
        let mut after_gap = false;
        for line in lines.iter().map(|line| line.trim()).skip_while(|line| line.is_empty()) {
            shape.items += usize::from(is_item(line));
            shape.gaps += usize::from(after_gap && !line.is_empty());
            after_gap = line.is_empty();
        }
        shape
    }
}

/// Whether a line starts with a dash, a bullet, or a number or letter with its sign: `- `, `• `, `2. `, `b) `.
pub(crate) fn is_item(line: &str) -> bool {
    let Some((start, _)) = line.split_once(' ') else { return false };
    let is_bullet = matches!(start, "-" | "*" | "+" | "•" | "‣" | "◦" | "▪" | "·" | "–" | "—");
    let word = start.strip_prefix('(').unwrap_or(start);
    let counts = |word: &str| {
        !word.is_empty()
            && word.len() < 4
            && (word.bytes().all(|c| c.is_ascii_digit())
                || word.len() == 1 && word.bytes().all(|c| c.is_ascii_alphabetic()))
    };
    is_bullet || word.strip_suffix(['.', ')']).is_some_and(counts)
}

fn rewrite(
    layout: &BlockLayout<'_>,
    item: &LayoutItem,
    traps: &[(Trap, Range<usize>)],
    breaks: LineBreaks,
) -> Option<Mended> {
    let (first, _) = *traps.iter().find(|(trap, _)| trap.is_mended()).map(|(trap, range)| (trap, range)).as_ref()?;
    // A comment between the lines of a text, or below it, would become part of it. So would a remark.
    if traps.iter().any(|(trap, _)| *trap == Trap::Remark)
        || item.interrupted
        || !matches!(item.value, Value::Block(_)) && layout.comment_follows(item)
    {
        return None;
    }
    let text = layout.text;
    let end = layout.lines.get(item.lines.end.checked_sub(1)?)?.end;
    let range = item.key.start..end;
    match (&item.value, first) {
        (Value::Plain(raw), Trap::Negation) => {
            let [line] = raw.lines.as_slice() else { return None };
            let condition = negated(&text[line.clone()])?;
            let head = format!("{}{condition}", &text[item.key.start..item.at]);
            Some(Mended { range: item.key.start..line.end, head, below: Vec::new(), indent: 0, step: 2 })
        }
        (Value::Plain(raw), _) if !item.key.is_empty() => {
            if raw.comment.clone().is_some_and(|comment| looks_like_text(&text[comment])) || is_reference(text, raw) {
                return None;
            }
            let below = plain_lines(text, raw, *first, breaks)?;
            let comment = raw.comment.clone().map_or(String::new(), |comment| format!("  {}", &text[comment]));
            let head = format!("{}: |{comment}", &text[item.key.clone()]);
            Some(Mended { range, head, below, indent: item.column + 2, step: 2 })
        }
        (Value::Block(block), Trap::Folded) if !block.lines.is_empty() => {
            // A text with a stated indentation may start with spaces. A tab on an empty line may end a text. The author must
            // decide in both cases.
            let tab = block.lines.clone().any(|line| layout.is_blank(line) && layout.line(line).contains('\t'));
            if tab || text[block.header.clone()].bytes().any(|b| b.is_ascii_digit()) {
                return None;
            }
            let lines = block.lines.clone().map(|line| &text[layout.block_line(block, line)]);
            let below = match breaks {
                LineBreaks::AsRead => {
                    join_folded(lines).split('\n').map(|line| tidy_text_line(line).to_owned()).collect()
                }
                LineBreaks::AsTyped => lines.map(|line| tidy_text_line(line).to_owned()).collect(),
            };
            let header_end = layout.lines[block.lines.start - 1].end;
            let rest = text[block.header.start + 1..header_end].trim_end();
            let head = format!("{}|{rest}", &text[item.key.start..block.header.start]);
            Some(Mended {
                range,
                head,
                below,
                indent: block.indent,
                step: block.indent.saturating_sub(item.column).max(1),
            })
        }
        (Value::Flow(flow), Trap::Start(_)) if flow_is_text(text, item, flow) => {
            // A text that YAML takes for braces or a list, such as `{edition}`.
            let rest = text[flow.end..end].trim();
            if looks_like_text(rest) {
                return None;
            }
            let comment = if rest.is_empty() { String::new() } else { format!("  {rest}") };
            let below = vec![text[flow.clone()].to_owned()];
            if below[0].contains(['\n', '\r']) {
                return None;
            }
            let head = format!("{}: |{comment}", &text[item.key.clone()]);
            Some(Mended { range, head, below, indent: item.column + 2, step: 2 })
        }
        (Value::Flow(flow), _) => braces(text, item, flow, range, traps),
        _ => None,
    }
}

/// Whether what YAML takes for a comment may belong to the text before it: `#2` is a number, `# two` a comment.
pub(crate) fn looks_like_text(comment: &str) -> bool {
    comment.starts_with('#') && !comment.starts_with("# ")
}

/// Whether a value is an anchor of YAML, as in `&words Describe it`, or names one, as in `*words`. Only the author knows what the
/// text is then.
pub(crate) fn is_reference(text: &str, raw: &Raw) -> bool {
    let line = &text[raw.lines[0].clone()];
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-'));
    first.strip_prefix('&').is_some_and(is_name) || rest.is_empty() && first.strip_prefix('*').is_some_and(is_name)
}

fn flow_is_text(text: &str, item: &LayoutItem, range: &Range<usize>) -> bool {
    item.role == Role::Text && flow::entries(text, range.clone()).first().is_none_or(|entry| entry.key.is_none())
}

/// `!a` as `not a`, if it has only one meaning.
fn negated(condition: &str) -> Option<String> {
    let rest = condition.trim_start_matches('!');
    let times = condition.len() - rest.len();
    let rest = rest.trim_start();
    // `!a = b` may mean `not a = b` or `a != b`.
    let certain = times == 1
        && rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '(')
        && !rest.contains(['=', '<', '>', '!', '&', '|', '#']);
    certain.then(|| format!("not {rest}"))
}

/// The lines of a text that YAML cannot read as plain.
fn plain_lines(text: &str, raw: &Raw, first: Trap, breaks: LineBreaks) -> Option<Vec<String>> {
    if raw.unsure {
        return None;
    }
    let lines: Vec<&str> = raw.lines.iter().map(|line| &text[line.clone()]).collect();
    let verbatim = || lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    let joined = || join_plain(lines.iter().copied());
    let lines = match first {
        Trap::Start('|') => {
            let rest = lines[0].trim_start_matches('|');
            let rest = rest.strip_prefix(['-', '+']).filter(|rest| rest.starts_with(' ')).unwrap_or(rest);
            let first = rest.trim_start();
            if first.is_empty() {
                return None;
            }
            let lines = std::iter::once(&first).chain(&lines[1..]);
            lines.map(|line| tidy_text_line(line).to_owned()).collect()
        }
        Trap::Start('>') => {
            let rest = lines[0].trim_start_matches(['>', '=']).trim_start();
            if !rest.starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            joined().split('\n').map(str::to_owned).collect()
        }
        // Dashes and stars at the start of lines are a list in the text.
        Trap::Start('-' | '*') => verbatim(),
        Trap::SeveralLines if breaks == LineBreaks::AsTyped => verbatim(),
        Trap::Start(quote @ ('"' | '\'')) => {
            let joined = joined();
            let inner = joined.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
            let text = match inner {
                Some(inner) if !inner.is_empty() && apostrophes_only(inner, quote) => {
                    if quote == '"' && inner.contains('\\') {
                        return None;
                    }
                    inner.trim()
                }
                _ => joined.as_str(),
            };
            text.split('\n').map(|line| line.trim().to_owned()).collect()
        }
        Trap::SeveralLines => joined().split('\n').map(str::to_owned).collect(),
        // YAML cannot read such a text, or cuts it. Its lines are all there is to go by.
        _ => {
            let (joined, typed): (Vec<String>, _) = (joined().split('\n').map(str::to_owned).collect(), verbatim());
            if LineShape::of(&joined) == LineShape::of(&typed) { joined } else { typed }
        }
    };
    (!lines.iter().all(String::is_empty)).then_some(lines)
}

/// Whether every `quote` in a text stands between two letters. Then the outer two were meant as quotes.
fn apostrophes_only(inner: &str, quote: char) -> bool {
    inner.match_indices(quote).all(|(at, _)| {
        let before = inner[..at].chars().next_back();
        let after = inner[at + 1..].chars().next();
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    })
}

/// Braces, opened into one line for each key. Inner braces too, if a text in them is at risk.
fn braces(
    text: &str,
    item: &LayoutItem,
    flow: &Range<usize>,
    range: Range<usize>,
    traps: &[(Trap, Range<usize>)],
) -> Option<Mended> {
    let whole = &text[flow.clone()];
    if whole.contains(['\n', '\r']) || !whole.starts_with('{') {
        return None;
    }
    let entries = flow::entries(text, flow.clone());
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); entries.len() + 1];
    for (index, entry) in entries.iter().enumerate() {
        children[entry.parent.map_or(0, |parent| parent + 1)].push(index);
    }
    let mut lines = Unfolded { text, entries: &entries, children: &children, traps, lines: Vec::new() };
    lines.add(0, 0)?;
    let mut lines = lines.lines;
    if lines.is_empty() {
        return None;
    }
    let rest = text[flow.end..range.end].trim();
    if item.key.is_empty() {
        if !rest.is_empty() {
            return None;
        }
        let head = lines.remove(0);
        return Some(Mended { range: flow.start..range.end, head, below: lines, indent: item.column, step: 0 });
    }
    let comment = if rest.is_empty() { String::new() } else { format!("  {rest}") };
    let head = format!("{}:{comment}", &text[item.key.clone()]);
    Some(Mended { range, head, below: lines, indent: item.column + 2, step: 2 })
}

struct Unfolded<'a> {
    text: &'a str,
    entries: &'a [FlowEntry],
    children: &'a [Vec<usize>],
    /// In the order of the text.
    traps: &'a [(Trap, Range<usize>)],
    lines: Vec<String>,
}

impl Unfolded<'_> {
    /// Adds the lines of the entries at `slot`. `None` if an entry has no certain meaning.
    fn add(&mut self, slot: usize, depth: usize) -> Option<()> {
        // Whether the last line is a text that a comma may have split.
        let mut open = false;
        for index in self.children[slot].iter().copied() {
            let entry = &self.entries[index];
            let value = &self.text[entry.value.clone()];
            if value.is_empty() {
                return None;
            }
            let Some(key) = entry.key.clone().filter(|key| !key.is_empty()) else {
                if entry.nested || entry.key.is_some() || !open {
                    return None;
                }
                let rest = &self.text[entry.comma?..entry.value.end];
                self.lines.last_mut()?.push_str(rest);
                continue;
            };
            let key = format!("{}{}:", " ".repeat(2 * depth), &self.text[key]);
            let keyed = self.children[index + 1].first().is_some_and(|child| self.entries[*child].key.is_some());
            let risk = || {
                let next = self.traps.partition_point(|(_, trap)| trap.start <= entry.value.start);
                self.traps.get(next).is_some_and(|(_, trap)| trap.end <= entry.value.end)
            };
            open = !entry.nested;
            if entry.nested && value.starts_with('{') && keyed && depth < crate::MAX_DEPTH && risk() {
                self.lines.push(key);
                self.add(index + 1, depth + 1)?;
            } else {
                self.lines.push(format!("{key} {value}"));
            }
        }
        Some(())
    }
}
