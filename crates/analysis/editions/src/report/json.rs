//! The report as JSON.

use super::place;
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use canevas_diagnostics::{Sources, Span};
use serde_json::{Value, json};

/// The comparison as JSON; see [`schema`].
pub fn json(comparison: &EditionDiff, sources: &Sources) -> Value {
    json!({
        "canevas": 1,
        "form": comparison.form,
        "old": comparison.old,
        "new": comparison.new,
        "verdict": {
            "denies": comparison.denies(),
            "validates": comparison.validates().word(),
            "comparable": comparison.comparable().word(),
        },
        "to_translate": comparison.to_translate,
        "countries": comparison.countries(),
        "findings": comparison.classified.iter().map(|change| one(change, sources)).collect::<Vec<_>>(),
        "suppressed": comparison.suppressed.iter().map(|change| one(change, sources)).collect::<Vec<_>>(),
    })
}

fn at(sources: &Sources, span: Span) -> Value {
    let (file, line, column) = place(sources, span);
    json!({ "file": file, "line": line, "column": column })
}

fn one(change: &ClassifiedChange, sources: &Sources) -> Value {
    let finding = &change.finding;
    let mut out = json!({
        "code": finding.rule.code,
        "name": finding.rule.name,
        "level": finding.level.word(),
        "at": change.at.to_string(),
        "message": finding.message,
        "place": at(sources, finding.primary.span),
        "validates": change.validates.word(),
        "comparable": change.comparable.word(),
        "impact": {
            "answers": change.impact.answers.sign(),
            "series": change.impact.series.sign(),
            "translators": change.impact.translators.sign(),
            "countries": change.impact.countries.sign(),
        },
        "countries": change.countries,
        "fingerprint": change.fingerprint,
    });
    let texts = [
        ("before", &change.before),
        ("after", &change.after),
        ("declared", &change.declared),
        ("waived", &change.waived),
        ("level_reason", &finding.set_because),
        ("help", &finding.help),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            out[key] = text.as_str().into();
        }
    }
    if let Some(label) = finding.others.first() {
        out["place_before"] = at(sources, label.span);
    }
    if let Some(witness) = &change.witness {
        out["witness"] = witness.clone();
    }
    out
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
