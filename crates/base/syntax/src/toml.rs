//! TOML to [`Node`], for the settings of a repository. The only module that knows a TOML parser.

use crate::node::{Entry, Node, NodeKind, Scalar, Sp, Style};
use crate::rules;
use crate::yaml::too_large;
use canevas_diagnostics::{Finding, Findings, Source, SourceId, Span};
use toml_edit::{Document, Item, Key, TableLike, Value};

/// Reads TOML. It never fails: each error is a finding, and `None` means that nothing could be read. An empty file is a block
/// without keys. The parser limits how deep it nests.
pub fn parse_toml(id: SourceId, source: &Source) -> (Option<Node>, Findings) {
    let mut findings = Findings::default();
    if let Some(finding) = too_large(id, source) {
        findings.push(finding);
        return (None, findings);
    }
    let text = source.text();
    match Document::parse(text) {
        Ok(document) => (Some(block(id, text, document.as_table(), Span::new(id, 0..text.len()))), findings),
        Err(error) => {
            let range = error.span().unwrap_or(text.len()..text.len());
            findings.push(
                Finding::new(
                    &rules::NOT_TOML,
                    Span::new(id, range),
                    format!("this is not TOML: {}", error.message().replace('\n', "; ")),
                )
                .label("the reader stopped here")
                .help("write a line `[rules.NAME]`, and below it `level = \"…\"` and `reason = \"…\"`"),
            );
            (None, findings)
        }
    }
}

/// A table in any of TOML's notations, with its keys in the order of the file.
fn block(id: SourceId, text: &str, table: &dyn TableLike, span: Span) -> Node {
    let mut entries: Vec<Entry> = table
        .iter()
        .filter_map(|(name, _)| table.get_key_value(name))
        .map(|(key, item)| {
            let place = key_span(id, key).unwrap_or(span);
            let inner = item.span().map_or(place, |range| place.to(Span::new(id, range)));
            Entry { key: Sp::new(key.get().to_owned(), place), value: node(id, text, item, inner) }
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.span);
    Node { span, kind: NodeKind::Map(entries) }
}

fn key_span(id: SourceId, key: &Key) -> Option<Span> {
    key.span().map(|range| Span::new(id, range))
}

/// An item. `block_span` is its place if it is a block of keys.
fn node(id: SourceId, text: &str, item: &Item, block_span: Span) -> Node {
    if let Some(table) = item.as_table_like() {
        return block(id, text, table, block_span);
    }
    match item {
        Item::Value(given) => value(id, text, given),
        Item::ArrayOfTables(tables) => {
            let blocks = tables.iter().map(|table| {
                let span = table.span().map_or(block_span, |range| Span::new(id, range));
                block(id, text, table, span)
            });
            Node { span: block_span, kind: NodeKind::List(blocks.collect()) }
        }
        Item::None | Item::Table(_) => Node { span: block_span, kind: NodeKind::Empty },
    }
}

fn value(id: SourceId, text: &str, value: &Value) -> Node {
    let range = value.span().unwrap_or(0..0);
    let span = Span::new(id, range.clone());
    let raw = text.get(range.clone()).unwrap_or_default();
    let kind = match value {
        Value::String(string) => {
            let string = string.value();
            let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
            let segments = if inner == string { vec![(0, span.start + 1)] } else { Vec::new() };
            NodeKind::Scalar(Scalar { text: string.clone(), style: Style::Quoted, segments })
        }
        Value::Array(array) => NodeKind::List(array.iter().map(|item| self::value(id, text, item)).collect()),
        Value::InlineTable(table) => return block(id, text, table, span),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
            NodeKind::Scalar(Scalar { text: raw.to_owned(), style: Style::Bare, segments: vec![(0, span.start)] })
        }
    };
    Node { span, kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_diagnostics::Sources;

    fn read(text: &str) -> (Option<Node>, Findings, Sources) {
        let mut sources = Sources::default();
        let id = sources.add("canevas.toml", text);
        let (node, findings) = parse_toml(id, sources.get(id));
        (node, findings, sources)
    }

    #[test]
    fn every_way_to_write_a_block_gives_the_same() {
        let ways = [
            "[rules.a]\nlevel = \"info\"\nreason = \"é\"\n",
            "rules.a.level = \"info\"\nrules.a.reason = \"é\"\n",
            "[rules]\na = { level = 'info', reason = \"\\u00e9\" }\n",
            "rules = { a = { level = \"\"\"\ninfo\"\"\", reason = 'é' } }",
        ];
        for text in ways {
            let (node, findings, _) = read(text);
            assert!(findings.is_empty(), "{findings:?}");
            let json = node.map(|node| node.to_json());
            let expected = serde_json::json!({ "rules": { "a": { "level": "info", "reason": "é" } } });
            assert_eq!(json, Some(expected), "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_file() {
        let (node, _, sources) = read("# é\n[rules.text-length]\nlevel = \"info\"\n");
        let Some(node) = node else { unreachable!() };
        let Some(NodeKind::Map(rules)) = node.get("rules").map(|node| &node.kind) else { unreachable!() };
        assert_eq!(sources.place(rules[0].key.span), "canevas.toml:2:8");
        assert_eq!(
            rules[0].value.get("level").map(|level| sources.place(level.span)).as_deref(),
            Some("canevas.toml:3:9")
        );
    }

    #[test]
    fn broken_toml_is_a_finding() {
        for text in
            ["[", "a = b", "a = \"\n", "a = 1\na = 2", &"[".repeat(100_000), &format!("a = {}", "[".repeat(100_000))]
        {
            assert!(read(text).1.deny(), "{text:.20}");
        }
        assert!(read("").1.is_empty());
    }
}
