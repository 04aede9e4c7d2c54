//! Traps of YAML: places where YAML would read something other than a person meant. They are found before the file is parsed,
//! because "this text contains ' : '" helps more than the error of a parser.
//!
//! The search covers values of keys that contain texts, and conditions that start with `!`.

use crate::flow;
use crate::layout::{BlockLayout, LayoutItem, Raw, Role, Value};
use crate::mend::{is_item, is_reference, looks_like_text, mend, versions};
use crate::node::{Node, NodeKind};
use crate::rules;
use crate::spaces::{self, Slip, SlipKind};
use crate::trap::Trap;
use crate::yaml::parse_yaml;
use canevas_diagnostics::{Finding, Findings, Level, Source, SourceId, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// Finds the places where YAML would read something other than a person meant, in the values of keys that contain texts.
pub fn scan(id: SourceId, source: &Source) -> Findings {
    let layout = BlockLayout::new(source.text());
    let mut findings = Findings::default();
    for slip in &layout.slips {
        findings.push(slip_finding(id, &layout, slip));
    }
    for item in &layout.items {
        let mut traps = judge(&layout, item);
        let versions = versions(&layout, item, &traps);
        let mended = if versions.is_some() { None } else { mend(&layout, item, &traps) };
        keep_first(&mut traps);
        for (nth, (trap, range)) in traps.into_iter().enumerate() {
            let (rule, message, help) = trap.words();
            let mut finding = Finding::new(rule, Span::new(id, range), message).label(trap.label());
            finding = match (&versions, &mended) {
                (Some([read, typed]), _) if nth == 0 => finding.help(format!(
                    "write the text that you mean; as YAML reads it now:\n{}\nor with its lines as they stand:\n{}",
                    read.shown(),
                    typed.shown()
                )),
                (_, Some(mended)) if nth == 0 && trap.is_mended() => finding
                    .help(format!("{help}:\n{}", mended.shown()))
                    .fix(Span::new(id, mended.range.clone()), mended.text()),
                _ => finding.help(help),
            };
            findings.push(finding);
        }
    }
    findings.sorted()
}

/// Reads YAML, and says of each text that YAML reads otherwise than it is written what is wrong. What the parser says because of
/// such a text is left out.
pub fn parse_with_traps(id: SourceId, source: &Source) -> (Option<Node>, Findings) {
    let mut findings = scan(id, source);
    let (mut node, parsed) = parse_yaml(id, source);
    let is_news = news_beside(&findings, source);
    if let Some(node) = &mut node {
        refuse(node, &denied(&findings), source);
    }
    findings.extend(parsed.into_iter().filter(is_news).collect());
    (node, findings)
}

/// The places of traps because of which nothing is built.
fn denied(traps: &Findings) -> BTreeSet<u32> {
    traps.iter().filter(|trap| trap.level == Level::Deny).map(|trap| trap.primary.span.start).collect()
}

/// Refuses what YAML reads in the place of a text: a list, a block of keys, or nothing.
fn refuse(node: &mut Node, traps: &BTreeSet<u32>, source: &Source) {
    if traps.contains(&node.span.start) && !matches!(node.kind, NodeKind::Scalar(_)) {
        node.kind = NodeKind::Refused;
    }
    match &mut node.kind {
        NodeKind::Map(entries) => entries.iter_mut().for_each(|entry| {
            // A text that starts with # is nothing at all to YAML.
            let end = entry.key.span.end;
            let line_end = source.line_start(source.line_of(end as usize) + 1);
            if entry.value.kind == NodeKind::Empty
                && traps.range(end..).next().is_some_and(|at| (*at as usize) < line_end)
            {
                entry.value.kind = NodeKind::Refused;
            }
            refuse(&mut entry.value, traps, source);
        }),
        NodeKind::List(items) => items.iter_mut().for_each(|item| refuse(item, traps, source)),
        NodeKind::Scalar(_) | NodeKind::Empty | NodeKind::Refused => {}
    }
}

/// Whether a finding of a reader says more than the traps that were found in the same text. The parser stops at a trap or below
/// it. A reader that goes on marks the place of the trap.
pub fn news_beside(traps: &Findings, source: &Source) -> impl Fn(&Finding) -> bool + use<> {
    let places = denied(traps);
    let line = places.first().map(|start| source.line_start(source.line_of(*start as usize)));
    move |finding| {
        let start = finding.primary.span.start;
        let is_below = line.is_some_and(|line| start as usize >= line);
        !(places.contains(&start) || finding.rule.code == rules::NOT_YAML.code && is_below)
    }
}

/// Leaves the first of the traps of one text because of which YAML does not read it as it stands. The text is mended as a whole,
/// and what follows a `#` is not read at all. Texts in braces are several.
fn keep_first(traps: &mut Vec<(Trap, Range<usize>)>) {
    let denies = |trap: Trap| trap.words().0.code == rules::TEXT_TRAP.code;
    if traps.iter().any(|(trap, _)| matches!(trap, Trap::Comma | Trap::Braces)) {
        return;
    }
    let first = traps.iter().filter(|(trap, _)| denies(*trap)).map(|(_, range)| range.start).min();
    traps.retain(|(trap, range)| !denies(*trap) || Some(range.start) == first);
}

fn slip_finding(id: SourceId, layout: &BlockLayout<'_>, slip: &Slip) -> Finding {
    let run = &layout.text[slip.range.clone()];
    let place = match slip.kind {
        SlipKind::Indent
            if layout.text[slip.range.end..].starts_with(['\n', '\r']) || slip.range.end == layout.text.len() =>
        {
            "on this line, which looks empty"
        }
        SlipKind::Indent => "before this key or text",
        SlipKind::AfterDash => "after this dash",
        SlipKind::BeforeColon => "between this key and its colon",
        SlipKind::AfterColon => "after this colon",
    };
    let odd = run.char_indices().find_map(|(at, c)| Some((at, c, spaces::name(c)?)));
    let (at, length, message, help) = match odd {
        Some((at, c, name)) => (
            at,
            c.len_utf8(),
            format!("there is a {name} (U+{:04X}) {place}", u32::from(c)),
            "nobody sees it, but to YAML it is a letter; delete it, and type a plain space where one is wanted",
        ),
        None => (
            run.find('\t').unwrap_or(0),
            1,
            format!("there is a tab {place}"),
            if slip.kind == SlipKind::AfterColon {
                "type one plain space here"
            } else {
                "YAML wants plain spaces here, two for each step"
            },
        ),
    };
    let start = slip.range.start + at;
    Finding::new(&rules::TEXT_STYLE, Span::new(id, start..start + length), message).help(help)
}

/// The problems of a value, in the order of the text.
pub(crate) fn judge(layout: &BlockLayout<'_>, item: &LayoutItem) -> Vec<(Trap, Range<usize>)> {
    let textual = matches!(item.role, Role::Text | Role::Fact);
    match &item.value {
        Value::Plain(raw) if item.role == Role::Condition => {
            let start = raw.lines[0].start;
            let negated = layout.text[start..].starts_with('!');
            if negated { vec![(Trap::Negation, start..start + 1)] } else { Vec::new() }
        }
        Value::Plain(raw) if textual => {
            let mut traps = judge_plain(layout.text, item.role, raw);
            // The parser says more of an anchor or an alias: only the author knows whether the text starts there.
            if matches!(traps.as_slice(), [(Trap::Start(_), _)]) && is_reference(layout.text, raw) {
                return Vec::new();
            }
            // A comment below a text and deeper than its key looks like another line of the text.
            if item.role == Role::Text
                && traps.is_empty()
                && let Some(line) = layout.comment_after(item)
            {
                let range = layout.lines[line].clone();
                let indent = layout.line(line).len() - layout.line(line).trim_start().len();
                traps.push((Trap::Comment, range.start + indent..range.end));
            }
            traps
        }
        Value::Block(block) if textual => {
            let text = layout.text;
            if text[block.header.clone()].starts_with('>') {
                return vec![(Trap::Folded, block.header.start..block.header.start + 1)];
            }
            let lines = block.lines.clone().map(|line| layout.block_line(block, line));
            let printed = lines.filter(|line| text[line.clone()].starts_with("# "));
            let header = rest_of_line(text, block.header.end);
            let cut = header.and_then(|rest| cut_off(item.role, text, rest));
            cut.into_iter().chain(printed.map(|line| (Trap::CommentInText, line))).collect()
        }
        Value::Quoted if textual => {
            let end = layout.lines.get(item.lines.end - 1).map_or(item.at, |line| line.end);
            let start = item.at + layout.text[item.at..].len() - layout.text[item.at..].trim_start().len();
            let whole = layout.text.get(start..end).unwrap_or_default();
            let quote = whole.chars().next().map_or(0, char::len_utf8);
            let mut traps = Vec::new();
            if whole.lines().skip(1).any(|line| line.trim().is_empty() || is_item(line.trim())) {
                traps.push((Trap::QuotedLines, start..start + quote));
            }
            let rest = quoted_end(layout.text, start).and_then(|end| rest_of_line(layout.text, end));
            traps.extend(rest.and_then(|rest| cut_off(item.role, layout.text, rest)));
            traps
        }
        Value::Flow(range) => judge_flow(layout.text, item, range),
        _ => Vec::new(),
    }
}

fn judge_plain(text: &str, role: Role, raw: &Raw) -> Vec<(Trap, Range<usize>)> {
    let mut traps = Vec::new();
    let first = raw.lines[0].clone();
    let start = &text[first.clone()];
    let c = start.chars().next().unwrap_or(' ');
    let apart = start.chars().nth(1).is_none_or(|c| matches!(c, ' ' | '\t'));
    if "{}[]\"'*&%@>!`|,#".contains(c) || "-?".contains(c) && apart {
        traps.push((Trap::Start(c), first.start..first.start + c.len_utf8()));
        if role == Role::Text && matches!(c, '{' | '[' | '"' | '\'') {
            traps.extend(raw.comment.clone().and_then(|rest| cut_off(role, text, rest)));
        }
        // After a quote, a bracket, a | or a #, further problems give no second finding.
        if !matches!(c, '*' | '&' | '%' | '@' | '!' | '>' | '-') {
            return traps;
        }
    }
    let find = |wanted: u8| {
        raw.lines.iter().find_map(|line| {
            let bytes = &text.as_bytes()[line.clone()];
            let space = |b: Option<&u8>| b.is_none_or(|b| matches!(b, b' ' | b'\t'));
            let at = (0..bytes.len()).find(|at| {
                bytes[*at] == wanted
                    && if wanted == b'#' { *at > 0 && space(bytes.get(at - 1)) } else { space(bytes.get(at + 1)) }
            })?;
            Some(line.start + at..line.start + at + 1)
        })
    };
    traps.extend(find(b':').map(|range| (Trap::Colon, range)));
    let is_apart = |range: &Range<usize>| text[range.end..].chars().next().is_none_or(char::is_whitespace);
    let is_remark =
        |range: &Range<usize>| role == Role::Fact && ends_a_fact(&text[first.start..], range.start - first.start);
    traps.extend(
        find(b'#')
            .filter(|range| !(is_apart(range) && is_remark(range)))
            .map(|range| (if is_apart(&range) { Trap::Remark } else { Trap::Hash }, range)),
    );
    if traps.is_empty() && raw.lines.len() > 1 {
        traps.push((Trap::SeveralLines, first.clone()));
    }
    let last = raw.lines.last().map_or(first.end, |line| line.end);
    let whole = &text[first.start..last];
    for (open, close) in [('“', '”'), ('«', '»')] {
        let inner = whole.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if inner.is_some_and(|inner| !inner.contains([open, close])) {
            traps.push((Trap::CurlyQuotes, first.start..first.start + open.len_utf8()));
        }
    }
    if role == Role::Text || whole.contains(' ') {
        traps.extend(raw.comment.clone().map(|range| (Trap::Comment, range)));
    }
    traps
}

/// Whether a `#` starts a remark after a fact that is a number, a date, an address or a word such as `yes`. `Loi # 5` may be one
/// text, and so may `no # 5`.
fn ends_a_fact(fact: &str, hash: usize) -> bool {
    let (value, remark) = (fact[..hash].trim_end(), fact[hash + 1..].trim_start());
    let is_all = |is: fn(char) -> bool| !value.is_empty() && value.chars().all(is);
    let is_address = value.contains("://") || value.contains('@');
    is_all(|c| c.is_ascii_digit() || "-+.:".contains(c))
        || is_address && is_all(|c| !c.is_whitespace())
        || is_all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && remark.starts_with(|c: char| c.is_alphabetic() || "([“«".contains(c))
}

fn judge_flow(text: &str, item: &LayoutItem, range: &Range<usize>) -> Vec<(Trap, Range<usize>)> {
    let entries = flow::entries(text, range.clone());
    let keyed = entries.first().is_some_and(|entry| entry.key.is_some());
    if item.role == Role::Text && !keyed {
        let c = if text[range.start..].starts_with('{') { '{' } else { '[' };
        let cut = rest_of_line(text, range.end).and_then(|rest| cut_off(item.role, text, rest));
        return std::iter::once((Trap::Start(c), range.start..range.start + 1)).chain(cut).collect();
    }
    let mut traps = Vec::new();
    let mut roles: Vec<Role> = Vec::with_capacity(entries.len());
    // The last entry under each parent. An entry without a colon continues the text of that entry.
    let mut before: Vec<Option<usize>> = vec![None; entries.len() + 1];
    let above: Vec<&str> = item.above.iter().map(String::as_str).collect();
    for (index, entry) in entries.iter().enumerate() {
        let slot = entry.parent.map_or(0, |parent| parent + 1);
        let previous = before[slot].replace(index);
        let value = &text[entry.value.clone()];
        let role = match (&entry.key, previous) {
            (Some(key), _) => Role::of(&path(text, &above, &entries, entry.parent), &text[key.clone()]),
            (None, Some(previous)) if entry.in_map => roles[previous],
            _ => Role::Other,
        };
        roles.push(role);
        if !matches!(role, Role::Text | Role::Fact) || !entry.in_map {
            continue;
        }
        match (&entry.key, &entry.comma) {
            (None, Some(comma)) => traps.push((Trap::Comma, *comma..comma + 1)),
            _ if entry.nested && role == Role::Text && value.starts_with('{') && !value.contains(':') => {
                traps.push((Trap::Start('{'), entry.value.start..entry.value.start + 1));
            }
            _ if entry.nested => {}
            _ if value.starts_with(['"', '\'']) => {}
            _ if value.contains(char::is_whitespace) => traps.push((Trap::Braces, entry.value.clone())),
            _ => {}
        }
    }
    traps
}

/// What follows a text in quotes or the `|` above one is a comment where it looks like one. Without a space it looks like a text.
fn cut_off(role: Role, text: &str, rest: Range<usize>) -> Option<(Trap, Range<usize>)> {
    (role == Role::Text && looks_like_text(&text[rest.clone()])).then(|| (Trap::Hash, rest.start..rest.start + 1))
}

/// The comment after a value that ends at `end`, up to the end of its line.
fn rest_of_line(text: &str, end: usize) -> Option<Range<usize>> {
    let line = text[end..].lines().next().unwrap_or_default();
    let start = end + line.len() - line.trim_start().len();
    let rest = line.trim();
    (rest.starts_with('#') && start > end).then(|| start..start + rest.len())
}

/// The end of a text in quotes that starts at `start`.
fn quoted_end(text: &str, start: usize) -> Option<usize> {
    let quote = text.as_bytes().get(start).copied().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 1,
            byte if byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The keys that decide the role of an entry: the outermost and the nearest.
fn path<'a>(text: &'a str, above: &[&'a str], entries: &[flow::FlowEntry], parent: Option<usize>) -> Vec<&'a str> {
    let key = |index: usize| entries[index].key.clone().map_or("", |key| &text[key]);
    let Some(parent) = parent else { return above.to_vec() };
    match entries[parent].parent {
        None => above.iter().copied().chain([key(parent)]).collect(),
        Some(grand) => above.first().copied().into_iter().chain([key(grand), key(parent)]).collect(),
    }
}
