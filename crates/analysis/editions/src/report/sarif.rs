//! The report as SARIF 2.1.0, which code hosts read. Waived findings and findings whose rules are off are suppressed.

use crate::classify::RULES;
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use canevas_diagnostics::{Level, Rule, Sources, Span};
use serde::Serialize;

/// A log of several comparisons.
#[derive(Debug, Serialize)]
pub struct SarifLog<'d> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun<'d>; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'d> {
    tool: SarifTool,
    column_kind: &'static str,
    results: Vec<SarifResult<'d>>,
}

#[derive(Debug, Serialize)]
struct SarifTool {
    driver: SarifDriver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifDriver {
    name: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<SarifRule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRule {
    id: &'static str,
    name: &'static str,
    short_description: SarifMessage<'static>,
    full_description: SarifMessage<'static>,
    help: SarifMessage<'static>,
    default_configuration: SarifConfiguration,
}

#[derive(Debug, Serialize)]
struct SarifConfiguration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct SarifMessage<'d> {
    text: &'d str,
}

/// One change.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'d> {
    rule_id: &'static str,
    rule_index: Option<usize>,
    level: &'static str,
    message: SarifMessage<'d>,
    locations: [SarifLocation<'d>; 1],
    partial_fingerprints: SarifFingerprints<'d>,
    properties: SarifProperties,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<SarifLocation<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[SarifSuppression<'d>; 1]>,
}

#[derive(Debug, Serialize)]
struct SarifFingerprints<'d> {
    #[serde(rename = "canevas/v1")]
    fingerprint: &'d str,
}

/// What SARIF itself has no word for.
#[derive(Debug, Serialize)]
struct SarifProperties {
    at: String,
    validates: &'static str,
    comparable: &'static str,
}

#[derive(Debug, Serialize)]
struct SarifSuppression<'d> {
    kind: &'static str,
    justification: &'d str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLocation<'d> {
    physical_location: SarifPhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<SarifMessage<'d>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifPhysicalLocation {
    artifact_location: SarifFile,
    region: SarifRegion,
}

#[derive(Debug, Serialize)]
struct SarifFile {
    uri: String,
}

/// A part of a file. Lines and columns count from 1.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRegion {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// One log of several comparisons.
pub fn sarif<'d>(comparisons: &[(&'d EditionDiff, &'d Sources)]) -> SarifLog<'d> {
    let results = comparisons.iter().flat_map(|&(comparison, sources)| {
        let known = comparison.classified.iter().map(|change| result(change, sources, change.waived.as_deref()));
        let off = comparison.suppressed.iter();
        known.chain(off.map(|change| result(change, sources, change.finding.set_because.as_deref())))
    });
    let driver = SarifDriver {
        name: "canevas",
        version: env!("CARGO_PKG_VERSION"),
        information_uri: "https://github.com/canevas/canevas",
        rules: RULES.iter().map(|rule| SarifRule::of(rule)).collect(),
    };
    let run = SarifRun { tool: SarifTool { driver }, column_kind: "unicodeCodePoints", results: results.collect() };
    SarifLog { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
}

impl SarifRule {
    fn of(rule: &'static Rule) -> Self {
        Self {
            id: rule.code,
            name: rule.name,
            short_description: SarifMessage { text: rule.summary },
            full_description: SarifMessage { text: rule.explanation },
            help: SarifMessage { text: rule.explanation },
            default_configuration: SarifConfiguration { level: level(rule.level) },
        }
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Info => "note",
    }
}

fn location(sources: &Sources, span: Span) -> SarifLocation<'_> {
    let source = sources.get(span.source);
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    let region =
        SarifRegion { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column };
    let file = SarifFile { uri: uri(source.name()) };
    SarifLocation { physical_location: SarifPhysicalLocation { artifact_location: file, region }, message: None }
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

/// A change. `suppressed` is the reason why no one has to look at it.
fn result<'d>(change: &'d ClassifiedChange, sources: &'d Sources, suppressed: Option<&'d str>) -> SarifResult<'d> {
    let finding = &change.finding;
    let related = finding.others.iter().map(|label| {
        let text = sources.get(label.span.source).name();
        SarifLocation { message: Some(SarifMessage { text }), ..location(sources, label.span) }
    });
    SarifResult {
        rule_id: finding.rule.code,
        rule_index: RULES.iter().position(|rule| rule.code == finding.rule.code),
        level: level(finding.level),
        message: SarifMessage { text: &finding.message },
        locations: [location(sources, finding.primary.span)],
        partial_fingerprints: SarifFingerprints { fingerprint: &change.fingerprint },
        properties: SarifProperties {
            at: change.at.to_string(),
            validates: change.validates.word(),
            comparable: change.comparable.word(),
        },
        related_locations: related.collect(),
        suppressions: suppressed.map(|justification| [SarifSuppression { kind: "external", justification }]),
    }
}
