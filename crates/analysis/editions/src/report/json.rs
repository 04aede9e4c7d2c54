//! The report as JSON.

use super::place;
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use canevas_diagnostics::{Sources, Span};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A comparison as `--format json` prints it; [`schema`] describes it.
#[derive(Debug, Serialize)]
pub struct ComparisonReport<'d> {
    canevas: u32,
    form: &'d str,
    old: &'d str,
    new: &'d str,
    verdict: ComparisonVerdict,
    to_translate: &'d BTreeMap<String, usize>,
    countries: Vec<&'d str>,
    findings: Vec<ChangeReport<'d>>,
    suppressed: Vec<ChangeReport<'d>>,
}

/// The verdict over all changes.
#[derive(Debug, Serialize)]
struct ComparisonVerdict {
    denies: bool,
    validates: &'static str,
    comparable: &'static str,
}

/// One change.
#[derive(Debug, Serialize)]
struct ChangeReport<'d> {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    at: String,
    message: &'d str,
    place: SourcePlace,
    validates: &'static str,
    comparable: &'static str,
    impact: ImpactSigns,
    countries: &'d [String],
    fingerprint: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    declared: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level_reason: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place_before: Option<SourcePlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<&'d Value>,
}

/// A place in a file. Lines and columns count from 1.
#[derive(Debug, Serialize)]
struct SourcePlace {
    file: String,
    line: usize,
    column: usize,
}

/// What a change touches, as signs.
#[derive(Debug, Serialize)]
struct ImpactSigns {
    answers: &'static str,
    series: &'static str,
    translators: &'static str,
    countries: &'static str,
}

/// The comparison as JSON.
pub fn json<'d>(comparison: &'d EditionDiff, sources: &Sources) -> ComparisonReport<'d> {
    let each = |changes: &'d [ClassifiedChange]| changes.iter().map(|change| one(change, sources)).collect();
    ComparisonReport {
        canevas: 1,
        form: &comparison.form,
        old: &comparison.old,
        new: &comparison.new,
        verdict: ComparisonVerdict {
            denies: comparison.denies(),
            validates: comparison.validates().word(),
            comparable: comparison.comparable().word(),
        },
        to_translate: &comparison.to_translate,
        countries: comparison.countries(),
        findings: each(&comparison.classified),
        suppressed: each(&comparison.suppressed),
    }
}

fn at(sources: &Sources, span: Span) -> SourcePlace {
    let (file, line, column) = place(sources, span);
    SourcePlace { file, line, column }
}

fn one<'d>(change: &'d ClassifiedChange, sources: &Sources) -> ChangeReport<'d> {
    let finding = &change.finding;
    ChangeReport {
        code: finding.rule.code,
        name: finding.rule.name,
        level: finding.level.word(),
        at: change.at.to_string(),
        message: &finding.message,
        place: at(sources, finding.primary.span),
        validates: change.validates.word(),
        comparable: change.comparable.word(),
        impact: ImpactSigns {
            answers: change.impact.answers.sign(),
            series: change.impact.series.sign(),
            translators: change.impact.translators.sign(),
            countries: change.impact.countries.sign(),
        },
        countries: &change.countries,
        fingerprint: &change.fingerprint,
        before: change.before.as_deref(),
        after: change.after.as_deref(),
        declared: change.declared.as_deref(),
        waived: change.waived.as_deref(),
        level_reason: finding.set_because.as_deref(),
        help: finding.help.as_deref(),
        place_before: finding.others.first().map(|label| at(sources, label.span)),
        witness: change.witness.as_ref(),
    }
}

/// The JSON Schema of it.
pub fn schema() -> Value {
    let text = json!({ "type": "string" });
    let mark = json!({ "enum": ["-", "!", "x"] });
    let place = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["file", "line", "column"],
        "properties": { "file": text, "line": { "type": "integer" }, "column": { "type": "integer" } },
    });
    let validates = json!({ "enum": ["yes", "unsure", "no"] });
    let comparable = json!({ "enum": ["full", "with_bridge", "broken"] });
    let verdict = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["denies", "validates", "comparable"],
        "properties": { "denies": { "type": "boolean" }, "validates": validates, "comparable": comparable },
    });
    let impact = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["answers", "series", "translators", "countries"],
        "properties": { "answers": mark, "series": mark, "translators": mark, "countries": mark },
    });
    let texts = json!({ "type": "array", "items": text });
    let required = [
        "code",
        "name",
        "level",
        "at",
        "message",
        "place",
        "validates",
        "comparable",
        "impact",
        "countries",
        "fingerprint",
    ];
    let finding = json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": {
            "code": text, "name": text, "level": { "enum": ["info", "warn", "deny"] }, "at": text, "message": text,
            "place": place, "place_before": place, "validates": validates, "comparable": comparable, "impact": impact,
            "countries": texts, "fingerprint": text, "before": text, "after": text, "declared": text, "waived": text,
            "level_reason": text, "help": text, "witness": { "type": "object" },
        },
    });
    let comparison = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["canevas", "form", "old", "new", "verdict", "to_translate", "countries", "findings", "suppressed"],
        "properties": {
            "canevas": { "const": 1 },
            "form": text,
            "old": text,
            "new": text,
            "verdict": verdict,
            "to_translate": { "type": "object", "additionalProperties": { "type": "integer" } },
            "countries": texts,
            "findings": { "type": "array", "items": finding },
            "suppressed": { "type": "array", "items": finding },
        },
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What canevas diff --format json prints",
        "type": "object",
        "additionalProperties": false,
        "required": ["comparisons"],
        "properties": { "comparisons": { "type": "array", "items": comparison } },
    })
}
