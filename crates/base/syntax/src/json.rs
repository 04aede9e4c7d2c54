//! JSON to [`Node`], for returns. Comments and trailing commas are errors, because other tools refuse them.

use crate::node::{Entry, Node, NodeKind, Scalar, Sp, Style};
use crate::rules;
use crate::yaml::{MAX_DEPTH, too_large};
use canevas_diagnostics::{Finding, Findings, Source, SourceId, Span};
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use std::collections::HashMap;

/// Reads JSON. It never fails: each error is a finding.
pub fn parse_json(id: SourceId, source: &Source) -> (Option<Node>, Findings) {
    let mut findings = Findings::default();
    if let Some(finding) = too_large(id, source) {
        findings.push(finding);
        return (None, findings);
    }
    let text = source.text();
    if let Some(at) = depth_exceeded(text) {
        let message = format!("this is nested more than {MAX_DEPTH} levels deep");
        findings.push(Finding::new(&rules::TOO_BIG, Span::new(id, at..at + 1), message));
        return (None, findings);
    }
    let options = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    match parse_to_ast(text, &CollectOptions::default(), &options) {
        Ok(result) => {
            if let Some(value) = &result.value {
                let node = node(id, text, value, &mut findings);
                return (Some(node), findings);
            }
            findings.push(Finding::new(&rules::NOT_JSON, Span::new(id, 0..0), "this file is empty"));
        }
        Err(error) if ends_early(text, &error) => {
            let end = text.trim_end().len();
            let start = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
            findings.push(
                Finding::new(&rules::NOT_JSON, Span::new(id, start..end), "this file ends too early: it was written or copied only in part")
                    .label("the file ends after this")
                    .help("take the whole file again from the one who sent it, or save it again from the form; what is missing cannot be guessed"),
            );
        }
        Err(error) => {
            let range = error.range();
            findings.push(
                Finding::new(
                    &rules::NOT_JSON,
                    Span::new(id, range.start..range.end),
                    format!("this is not JSON: {}", error.kind()),
                )
                .label("the reader stopped here")
                .help("a return is written by the form or by `canevas`; take the file from there again"),
            );
        }
    }
    (None, findings)
}

/// Whether the text is right as far as it goes, and only its end is missing.
fn ends_early(text: &str, error: &ParseError) -> bool {
    let (mut open, mut in_string, mut escaped) = (Vec::new(), false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => open.push(byte + 2),
            // In ASCII, a closing bracket is two after the one that it closes.
            b']' | b'}' if !in_string && open.pop() != Some(byte) => return false,
            _ => {}
        }
    }
    let is_at_end = error.range().end >= text.trim_end().len();
    let is_open = matches!(error.kind(), ParseErrorKind::UnterminatedArray | ParseErrorKind::UnterminatedObject);
    (!open.is_empty() || in_string) && (is_at_end || is_open)
}

/// The first byte at which brackets nest too deep. It does not parse, so it bounds the recursion of the parser.
fn depth_exceeded(text: &str) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(at);
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn node(id: SourceId, text: &str, value: &Value<'_>, findings: &mut Findings) -> Node {
    let range = value.range();
    let span = Span::new(id, range.start..range.end);
    let bare = || {
        NodeKind::Scalar(Scalar {
            text: text[range.start..range.end].to_owned(),
            style: Style::Bare,
            segments: vec![(0, span.start)],
        })
    };
    let kind = match value {
        Value::StringLit(string) => {
            let raw = text.get(range.start + 1..range.end.saturating_sub(1)).unwrap_or("");
            let segments = if raw == string.value { vec![(0, span.start + 1)] } else { Vec::new() };
            NodeKind::Scalar(Scalar { text: string.value.to_string(), style: Style::Quoted, segments })
        }
        Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => bare(),
        Value::Array(array) => {
            NodeKind::List(array.elements.iter().map(|element| node(id, text, element, findings)).collect())
        }
        Value::Object(object) => {
            let mut seen: HashMap<String, Span> = HashMap::new();
            let mut entries = Vec::with_capacity(object.properties.len());
            for property in &object.properties {
                let name_range = property.name.range();
                let key = Sp::new(property.name.as_str().to_owned(), Span::new(id, name_range.start..name_range.end));
                if let Some(first) = seen.insert(key.value.clone(), key.span) {
                    findings.push(
                        Finding::new(
                            &rules::DUPLICATE_KEY,
                            key.span,
                            format!("the key `{}` stands twice in this block", key.value),
                        )
                        .also(first, "first here"),
                    );
                }
                entries.push(Entry { key, value: node(id, text, &property.value, findings) });
            }
            NodeKind::Map(entries)
        }
    };
    Node { span, kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_diagnostics::Sources;

    #[test]
    fn values_and_places_agree_with_serde_json() {
        let text = r#"{ "a": "é\u00e9 \ud83d\ude00", "b": [1, 2.50, true], "c": { } }"#;
        let mut sources = Sources::default();
        let id = sources.add("r.json", text);
        let (node, findings) = parse_json(id, sources.get(id));
        assert!(findings.is_empty(), "{findings:?}");
        let json: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        assert_eq!(node.map(|n| n.to_json()), Some(json));
    }

    /// The finding about a file that ends too early points at its end, wherever the file was cut. The finding about another mistake points at
    /// the mistake.
    #[test]
    fn a_file_that_ends_early_says_so() {
        let whole = r#"{ "a": "é \" x", "b": [1, 2.50, true, null], "c": { "d": ["", {}] } }"#;
        let told = |text: &str| {
            let mut sources = Sources::default();
            let id = sources.add("r.json", text);
            let (_, findings) = parse_json(id, sources.get(id));
            let told: Vec<(String, usize)> =
                findings.iter().map(|finding| (finding.message.clone(), finding.primary.span.range().end)).collect();
            told
        };
        for end in (1..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            for after in ["", "\n"] {
                let told = told(&format!("{}{after}", &whole[..end]));
                let [(message, at)] = told.as_slice() else { unreachable!("{end}: {told:?}") };
                assert!(message.starts_with("this file ends too early"), "{end}: {message}");
                assert_eq!(*at, whole[..end].trim_end().len(), "{end}");
            }
        }
        for text in [r#"{ "a": 1 "b": [1, 2] }"#, r#"{ "a": x, "b": { }"#, r#"{ "a": [1, 2 }"#, "[1] 2", "x"] {
            assert!(told(text).iter().all(|(message, _)| message.starts_with("this is not JSON")), "{text}");
        }
    }

    #[test]
    fn broken_json_is_a_finding() {
        for text in ["", "{", "{\"a\":1,}", "// x\n1", "{\"a\":1,\"a\":2}", &"[".repeat(100_000)] {
            let mut sources = Sources::default();
            let id = sources.add("r.json", text);
            assert!(parse_json(id, sources.get(id)).1.deny(), "{text:.20}");
        }
    }
}
