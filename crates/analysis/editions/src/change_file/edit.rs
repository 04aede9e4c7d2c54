//! Adds entries to the change file. The text is spliced, so that comments and layout stay as people wrote them.

use super::declared::ids;
use canevas_diagnostics::{Finding, Findings, Level, Source, SourceId};
use canevas_model::{Model, canonical};
use canevas_syntax::changes::{Changes, Was};
use canevas_syntax::{Node, NodeKind, Read as _, parse_yaml, traps};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A new change file that starts from an edition. It keeps the retirements of the earlier change file. Fails where they cannot
/// be copied.
pub fn start(from: &Model, earlier: Option<&str>) -> Result<String, String> {
    keep_retirements(head(from), earlier)
}

fn head(from: &Model) -> String {
    format!(
        "# What changes since the edition {}. Written by canevas rename, retire and accept; read by people.\n\
         from:\n  edition: {}\n  definition: {}\n",
        from.edition,
        quoted(&from.edition),
        quoted(&canonical::definition_digest(from))
    )
}

/// Adds the retirements of an earlier change file to a new one.
fn keep_retirements(head: String, earlier: Option<&str>) -> Result<String, String> {
    let Some((_, earlier)) = earlier.map(without_mark) else { return Ok(head) };
    let Some(Node { kind: NodeKind::Map(entries), .. }) = tree(earlier)? else { return Ok(head) };
    let Some(found) = entries.iter().find(|entry| entry.key.value == "retired") else { return Ok(head) };
    let NodeKind::List(items) = &found.value.kind else { return Ok(head) };
    let Some(last) = items.last() else { return Ok(head) };
    // The lines as they are, with their comments, or else entry by entry.
    let lines = line_start(earlier, found.key.span.start as usize)..next_line(earlier, last.span.end as usize - 1);
    let as_typed = format!("{head}{}\n", earlier[lines].trim_end().replace("\r\n", "\n"));
    let by_entry = format!("{head}retired:\n{}", copied(earlier, items));
    let wanted = found.value.to_json();
    let holds_them = |text: &String| {
        let root = tree(text).ok().flatten();
        root.and_then(|root| root.get("retired").map(Node::to_json)).as_ref() == Some(&wanted)
    };
    [as_typed, by_entry]
        .into_iter()
        .find(holds_them)
        .ok_or_else(|| format!("`retired` of the earlier change file cannot be copied; {BLOCK}"))
}

/// How a change file is written so that entries can be added to it.
const BLOCK: &str =
    "put each key on a line of its own, and each entry on lines of its own, the first of which starts with `-`";

/// The entries of a list as they are written, each after a dash with the usual depth.
fn copied(text: &str, items: &[Node]) -> String {
    let mut out = String::new();
    for item in items {
        let (start, end) = (item.span.start as usize, item.span.end as usize);
        let depth = column(text, start);
        for (index, line) in text[start..end].lines().enumerate() {
            let inner = if index == 0 { line } else { line.get(depth..).unwrap_or_else(|| line.trim_start()) };
            let lead = if index == 0 { "  - " } else { "    " };
            let line = format!("{lead}{inner}");
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

/// A new change file that also retires the ids which a lineage of the earlier edition freed: nobody may use them again.
pub(crate) fn with_freed(
    text: String,
    of: &Model,
    last_edition: &str,
    freed: &BTreeMap<&str, &Was>,
) -> Result<String, String> {
    let mut text = text;
    for (id, was) in freed {
        let reason = format!("became {} in the edition {}", ids(was.new.as_ref()).join(", "), of.edition);
        text = append(&text, "retired", &retired(id, last_edition, &reason, None))?;
    }
    Ok(text)
}

/// Whether a change file holds nothing but comments.
pub fn is_empty(text: &str) -> bool {
    let (_, text) = without_mark(text);
    text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
}

/// The byte order mark that some editors put first, and the text after it. The mark belongs to no column.
pub(crate) fn without_mark(text: &str) -> (&str, &str) {
    text.split_at(text.len() - text.trim_start_matches('\u{feff}').len())
}

/// Adds an entry to a change file. Fails if the new text is not a change file without an error: an error that stood there
/// before, or that the entry brings.
pub fn declare(text: &str, key: &str, entry: &[String]) -> Result<String, String> {
    let (mark, text) = without_mark(text);
    let out = append(text, key, entry)?;
    let mut findings = Findings::default();
    if let Some(node) = tree(&out)? {
        Changes::read(&node, &mut findings);
    }
    match first_error(&Source::new("changes.yaml", &*out), findings.iter()) {
        Some(why) => Err(format!("changes.yaml would not be right after this ({why}); correct that first")),
        None => Ok(format!("{mark}{out}")),
    }
}

fn first_error<'f>(source: &Source, mut findings: impl Iterator<Item = &'f Finding>) -> Option<String> {
    let finding = findings.find(|finding| finding.level == Level::Deny)?;
    let line = source.position(finding.primary.span.start as usize).line;
    Some(format!("line {line}: {}", finding.message))
}

/// The tree of a change file. `None` if it holds nothing but comments.
fn tree(text: &str) -> Result<Option<Node>, String> {
    if is_empty(text) {
        return Ok(None);
    }
    let source = Source::new("changes.yaml", text);
    let id = SourceId(0);
    let (node, found) = parse_yaml(id, &source);
    let traps = traps::scan(id, &source);
    first_error(&source, traps.iter().chain(found.iter())).map_or(Ok(node), Err)
}

/// How many bytes stand before a place in its line.
pub(crate) fn column(text: &str, at: usize) -> usize {
    at - line_start(text, at)
}

pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |before| before + 1)
}

/// The start of the line after a place.
pub(crate) fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The lines of a list entry whose dash stands in a column.
fn item(entry: &[String], column: usize) -> String {
    let line = |(index, line): (usize, &String)| match (index, line.is_empty()) {
        (0, _) => format!("{:column$}- {line}\n", ""),
        (_, true) => "\n".to_owned(),
        (_, false) => format!("{:column$}  {line}\n", ""),
    };
    entry.iter().enumerate().map(line).collect()
}

/// Adds an entry (its lines without indentation) to a list of the file. The new text is read again: it holds what it held and
/// the entry, or this fails.
fn append(text: &str, key: &str, entry: &[String]) -> Result<String, String> {
    let before = tree(text).map_err(|why| format!("changes.yaml cannot be read ({why}); correct it first"))?;
    let out = spliced(text, before.as_ref(), key, entry)?;
    let mut wanted = before.map_or_else(|| Value::Object(Map::new()), |node| node.to_json());
    let added = tree(&item(entry, 0))?.map(|node| node.to_json());
    if let (Some(keys), Some(Value::Array(added))) = (wanted.as_object_mut(), added) {
        match keys.entry(key).or_insert(Value::Null) {
            Value::Array(items) => items.extend(added),
            other => *other = Value::Array(added),
        }
    }
    match tree(&out) {
        Ok(Some(found)) if found.to_json() == wanted => Ok(out),
        _ => Err(format!("this entry cannot be added to changes.yaml as it is written; {BLOCK}")),
    }
}

/// A change file without these entries of a list. The lines of an entry go with its comments. The new text is read again: it
/// holds the rest of what it held, or this fails.
pub fn without(text: &str, key: &str, entries: &[usize]) -> Result<String, String> {
    let (mark, text) = without_mark(text);
    let Some(root) = tree(text)?.filter(|_| !entries.is_empty()) else { return Ok(format!("{mark}{text}")) };
    let mut wanted = root.to_json();
    let mut out = text.to_owned();
    let items = root.get(key).map_or(&[][..], |node| if let NodeKind::List(items) = &node.kind { items } else { &[] });
    for index in entries.iter().rev() {
        let Some(item) = items.get(*index) else { continue };
        let (start, end) = (item.span.start as usize, item.span.end as usize);
        let dash = text[..start].rfind('-').unwrap_or(start);
        out.replace_range(line_start(text, dash)..next_line(text, end.saturating_sub(1)), "");
        if let Some(Value::Array(items)) = wanted.get_mut(key) {
            items.remove(*index);
        }
    }
    match tree(&out) {
        Ok(Some(found)) if found.to_json() == wanted => Ok(format!("{mark}{out}")),
        _ => Err(format!("the entry of `{key}` that this one replaces cannot be removed; {BLOCK}")),
    }
}

fn spliced(text: &str, root: Option<&Node>, key: &str, entry: &[String]) -> Result<String, String> {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let insert = |at: usize, lines: &str| {
        let gap = if at == 0 || text[..at].ends_with('\n') { "" } else { newline };
        format!("{}{gap}{}{}", &text[..at], lines.replace('\n', newline), &text[at..])
    };
    let Some(root) = root else { return Ok(insert(text.len(), &format!("{key}:\n{}", item(entry, 2)))) };
    let NodeKind::Map(entries) = &root.kind else {
        return Err(format!("changes.yaml is not a block of keys; {BLOCK}"));
    };
    let start = root.span.start as usize;
    if text[start..].starts_with('{') {
        return Err(format!("changes.yaml stands in braces; {BLOCK}"));
    }
    let depth = column(text, start);
    let Some(found) = entries.iter().find(|entry| entry.key.value == key) else {
        // A line of dots ends the document.
        let ends = |at: &usize| text[*at..].starts_with("...");
        let mut lines = std::iter::successors(Some(next_line(text, start)), |at| Some(next_line(text, *at)));
        let end = lines.find(|at| *at == text.len() || ends(at)).unwrap_or(text.len());
        return Ok(insert(end, &format!("{:depth$}{key}:\n{}", "", item(entry, depth + 2))));
    };
    let value = found.value.span.range();
    match &found.value.kind {
        NodeKind::Empty => Ok(insert(next_line(text, found.key.span.end as usize), &item(entry, depth + 2))),
        NodeKind::List(items) if items.is_empty() => {
            let line = next_line(text, value.end);
            let before = text[..value.start].trim_end_matches(' ');
            let rest = text[value.end..line].trim_end_matches(['\r', '\n']);
            let entry = item(entry, depth + 2).replace('\n', newline);
            Ok(format!("{before}{rest}{newline}{entry}{}", &text[line..]))
        }
        NodeKind::List(items) if !text[value.start..].starts_with('[') => {
            let ends = |items: &[Node]| Some((items.first()?.span.start as usize, items.last()?.span.end as usize));
            let (first, last) = ends(items).unwrap_or((value.start, value.end));
            let dash = text[..first].rfind('-').map_or(depth, |dash| column(text, dash));
            let mut end = next_line(text, last.saturating_sub(1));
            // A comment that is as deep as the entries belongs to the last one.
            while end < text.len() {
                let line = &text[end..next_line(text, end)];
                let comment = line.trim_start_matches(' ');
                if !comment.starts_with('#') || line.len() - comment.len() <= dash.max(depth) {
                    break;
                }
                end += line.len();
            }
            Ok(insert(end, &item(entry, dash)))
        }
        _ => Err(format!("`{key}` stands on one line; {BLOCK}")),
    }
}

/// The entry for a question with a new id.
pub fn renamed(old: &str, new: &str) -> Vec<String> {
    vec![format!("new: {new}"), format!("old: {old}"), "relation: renamed".to_owned(), "comparable: full".to_owned()]
}

/// The entry that retires a question or an option. It holds a copy of the question.
pub fn retired(at: &str, last_edition: &str, reason: &str, question: Option<&str>) -> Vec<String> {
    let (id, option) = at.split_once('.').map_or((at, None), |(id, option)| (id, Some(option)));
    let mut out = vec![format!("id: {id}")];
    out.extend(option.map(|option| format!("option: {option}")));
    out.push(format!("last_edition: {}", quoted(last_edition)));
    out.push(format!("reason: {}", quoted(reason)));
    if let Some(question) = question {
        out.push("question:".to_owned());
        out.extend(question.lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") }));
    }
    out
}

/// The entry that accepts a finding.
pub fn waiver(rule: &str, at: &str, fingerprint: &str, reason: &str, expires: Option<&str>) -> Vec<String> {
    let mut out = vec![
        format!("rule: {rule}"),
        format!("at: {}", quoted(at)),
        format!("fingerprint: {}", quoted(fingerprint)),
        format!("reason: {}", quoted(reason)),
    ];
    out.extend(expires.map(|day| format!("expires: {}", quoted(day))));
    out
}

/// A text in double quotes, which YAML and JSON read in the same way.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A question for the change file: its lines in the form, and what its section says of it. The comment on all rows of a question has
/// no lines of its own.
pub fn question_as_it_was(model: &Model, source: &Source, id: &str) -> Option<String> {
    let question = model.question(id)?;
    let mut lines = if question.is_comment {
        let ask = quoted(question.ask.as_ref().map_or("", |ask| ask.source.value.as_str()));
        let personal = if question.personal { "\npersonal: yes" } else { "" };
        let not_published = if question.not_published { "\nnot_published: yes" } else { "" };
        format!("id: {id}\ntype: long_text\nask: {ask}{personal}{not_published}")
    } else {
        question_as_typed(model, source, id)?
    };
    if model.is_unpublished(question) && !question.not_published {
        lines.push_str("\nnot_published: yes");
    }
    Some(lines)
}

/// The lines of a question in the form, without their indentation and the dash.
fn question_as_typed(model: &Model, source: &Source, id: &str) -> Option<String> {
    let question = model.question(id)?;
    let text = source.text();
    let lines: Vec<&str> = text.lines().collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let of_id = source.line_of(question.span.start as usize);
    let mut first = of_id;
    while !lines.get(first)?.trim_start().starts_with('-') {
        first = first.checked_sub(1)?;
    }
    let dash = depth(lines[first]);
    if lines[first].trim_start().starts_with("- {") {
        return None;
    }
    let mut block: Vec<&str> = vec![lines[first]];
    block.extend(lines[first + 1..].iter().take_while(|line| line.trim().is_empty() || depth(line) > dash));
    while block.last().is_some_and(|line| line.trim().is_empty()) {
        block.pop();
    }
    let inner = dash + 2;
    let out: Vec<&str> = block
        .iter()
        .map(|line| if line.trim().is_empty() { "" } else { line.get(inner..).unwrap_or_else(|| line.trim_start()) })
        .collect();
    Some(out.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::append;

    fn entry() -> Vec<String> {
        vec!["new: b".to_owned(), "old: a".to_owned()]
    }

    #[test]
    fn entries_are_spliced_and_comments_stay() {
        let text = "from: { edition: \"2024\" }\nwas:\n  - new: d   # why\n    old: c\n\n# later\nretired: []\n";
        let expected = "from: { edition: \"2024\" }\nwas:\n  - new: d   # why\n    old: c\n  - new: b\n    old: a\n\n# later\nretired: []\n";
        assert_eq!(append(text, "was", &entry()).as_deref(), Ok(expected));
        let found = append(text, "retired", &entry());
        assert!(found.is_ok_and(|text| text.ends_with("# later\nretired:\n  - new: b\n    old: a\n")));
        assert!(append("was: [{ new: d, old: c }]\n", "was", &entry()).is_err());
        assert_eq!(append("", "was", &entry()).as_deref(), Ok("was:\n  - new: b\n    old: a\n"));
        let flush = append("was:\n- new: d\n  old: c\n", "was", &entry());
        assert_eq!(flush.as_deref(), Ok("was:\n- new: d\n  old: c\n- new: b\n  old: a\n"));
    }

    /// Adds an entry to a text that holds `before`, and reads it again.
    fn added(text: &str) -> String {
        append(text, "was", &entry()).unwrap_or_else(|why| format!("refused: {why}"))
    }

    #[test]
    fn retirements_are_copied_from_every_style() {
        let kept = |earlier: &str| super::keep_retirements("from: a\n".to_owned(), Some(earlier));
        let entry =
            "  - id: c\n    question:\n      id: c\n      max_length: 9\n      ask: |\n        One\n\n        Two\n";
        let block = format!("from: a\nretired:\n{entry}");
        assert_eq!(kept(&format!("was: []\nretired:\n{entry}# after\n")), Ok(block.clone()));
        assert_eq!(kept(&format!("'retired':\n{entry}...\n")), Ok(block.replace("retired", "'retired'")));
        let comment = entry.replace("question:", "question: # as it was");
        assert_eq!(kept(&format!("retired:\n{comment}")), Ok(format!("from: a\nretired:\n{comment}")));
        let indented = format!("  retired:\n{entry}").replace("\n  ", "\n    ");
        assert_eq!(kept(&indented), Ok(block));
        let flow = "from: a\nretired:\n  - { id: c, question: { id: c, max_length: 9 } }\n";
        assert_eq!(kept("{ retired: [{ id: c, question: { id: c, max_length: 9 } }] }").as_deref(), Ok(flow));
        for none in ["retired: []\n", "retired:\n", "was: []\n", "# nothing\n", "[]\n"] {
            assert_eq!(kept(none).as_deref(), Ok("from: a\n"), "{none}");
        }
        assert!(kept("retired: [\n").is_err());
    }

    #[test]
    fn every_style_is_edited_or_refused() {
        let entry = "new: b\n%old: a\n";
        let of = |dash: &str| format!("{dash}- {}", entry.replace('%', &format!("{dash}  ")));
        let from = "from:\n  edition: \"2024\"\n";
        for (before, after) in [
            // Deep entries, a quoted key, document marks, CRLF, no newline at the end.
            (format!("{from}was:\n    - new: d\n      old: c\n"), of("    ")),
            (format!("{from}\"was\":\n  - new: d\n    old: c\n"), of("  ")),
            (format!("{from}'was':\n- {{ new: d, old: c }}\n"), of("")),
            (format!("{from}was:\n  -\n    new: d\n    old: c"), format!("\n{}", of("  "))),
            (format!("{from}was:\n  -   new: d\n      old: |-\n        c\n"), of("  ")),
            (format!("---\n{from}"), format!("was:\n{}", of("  "))),
            ("  from:\n    edition: \"2024\"\n  was:\n    - new: d\n      old: c\n".to_owned(), of("    ")),
            (format!("{from}was:\n"), of("  ")),
        ] {
            assert_eq!(added(&before), format!("{before}{after}"));
            // The new entry comes before the line of dots.
            let ended = format!("{}\n...\n", before.trim_end());
            assert_eq!(added(&ended), format!("{}\n{}...\n", before.trim_end(), after.trim_start_matches('\n')));
            let windows = before.replace('\n', "\r\n");
            assert_eq!(added(&windows), format!("{windows}{}", after.replace('\n', "\r\n")));
        }
        let empty = format!("{from}was: [] # none\nretired: []\n");
        assert_eq!(added(&empty), format!("{from}was: # none\n{}retired: []\n", of("  ")));
        for refused in [
            "{from: {edition: \"2024\"}}\n",
            "{\n  from: {edition: \"2024\"},\n  was: []\n}\n",
            "was: [{ new: d, old: c }]\n",
            "was:\n  [{ new: d, old: c }]\n",
            "was: none\n",
            "was: { new: d }\n",
            "- was\n",
            "was:\n  - new: d\n old: c\n",
            "was: []\nwas: []\n",
            "--- \nfrom: a\n---\nwas: []\n",
        ] {
            assert!(append(refused, "was", &super::renamed("a", "b")).is_err(), "{refused}: {}", added(refused));
        }
    }
}
