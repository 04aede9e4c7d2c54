//! The report as SARIF 2.1.0, which code hosts read. Waived findings and findings whose rules are off are suppressed.

use super::place;
use crate::classify::RULES;
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use canevas_diagnostics::{Level, Sources, Span};
use serde_json::{Value, json};

/// One log of several comparisons.
pub fn sarif(comparisons: &[(&EditionDiff, &Sources)]) -> Value {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "name": rule.name,
                "shortDescription": { "text": rule.summary },
                "fullDescription": { "text": rule.explanation },
                "help": { "text": rule.explanation },
                "defaultConfiguration": { "level": level(rule.level) },
            })
        })
        .collect();
    let results: Vec<Value> = comparisons
        .iter()
        .flat_map(|(comparison, sources)| {
            let known = comparison.classified.iter().map(|change| result(change, sources, change.waived.as_ref()));
            let off = comparison.suppressed.iter();
            known.chain(off.map(|change| result(change, sources, change.finding.set_because.as_ref())))
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "canevas",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://github.com/canevas/canevas",
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Info => "note",
    }
}

fn location(sources: &Sources, span: Span) -> Value {
    let source = sources.get(span.source);
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(source.name()) },
        "region": {
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        },
    } })
}

/// A path as a relative reference, with escaped characters.
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// The result of a change. `suppressed` is the reason why nobody has to look at it.
fn result(change: &ClassifiedChange, sources: &Sources, suppressed: Option<&String>) -> Value {
    let finding = &change.finding;
    let index = RULES.iter().position(|rule| rule.code == finding.rule.code);
    let mut out = json!({
        "ruleId": finding.rule.code,
        "ruleIndex": index,
        "level": level(finding.level),
        "message": { "text": finding.message },
        "locations": [location(sources, finding.primary.span)],
        "partialFingerprints": { "canevas/v1": change.fingerprint },
        "properties": {
            "at": change.at.to_string(),
            "validates": change.validates.word(),
            "comparable": change.comparable.word(),
        },
    });
    if !finding.others.is_empty() {
        out["relatedLocations"] = finding
            .others
            .iter()
            .map(|label| {
                let mut location = location(sources, label.span);
                location["message"] = json!({ "text": place(sources, label.span).0 });
                location
            })
            .collect();
    }
    if let Some(reason) = suppressed {
        out["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
    }
    out
}
