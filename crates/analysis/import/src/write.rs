//! Writes a proposed mapping, with what a person should look at.

use crate::mapping::{Becomes, ColumnPlan, Mapping};
use crate::target::Target;
use canevas_syntax::import::Confidence;
use std::fmt::Write as _;

/// A mapping as a file. `language` is the one that the heads are in.
pub fn mapping_text(mapping: &Mapping, targets: &[Target<'_>]) -> String {
    let mut out = String::from(
        "# Which question each column of the export answers. Correct it, and name it with --mapping.\n\
         # An unsure column is not placed: correct `to`, and take `confidence: unsure` away.\n\
         canevas: 1\n",
    );
    // Writing to a String cannot fail.
    match &mapping.country {
        Some(code) => drop(writeln!(out, "country: {code}")),
        None if !has_country(mapping, targets) => {
            out.push_str("# No column says which country answers. If it is one for all rows, write `country: CMR`.\n");
        }
        None => {}
    }
    out.push_str("columns:\n");
    for plan in &mapping.columns {
        column(plan, targets, &mut out);
    }
    if mapping.columns.is_empty() {
        out.push_str("  []\n");
    }
    out
}

/// Whether a column says which country answers.
pub fn has_country(mapping: &Mapping, targets: &[Target<'_>]) -> bool {
    let is_country = |plan: &ColumnPlan| match plan.becomes {
        Becomes::Answers(target, _) => matches!(targets[target].takes, crate::target::Takes::Respondent),
        Becomes::Ignored | Becomes::Unknown => false,
    };
    // A form that names nobody has no place for it.
    let is_asked = targets.iter().any(|target| matches!(target.takes, crate::target::Takes::Respondent));
    !is_asked || mapping.columns.iter().any(is_country)
}

fn column(plan: &ColumnPlan, targets: &[Target<'_>], out: &mut String) {
    let why = match (&plan.why, plan.becomes) {
        (None, Becomes::Unknown) => Some("no text of the form is similar"),
        (why, _) => why.as_deref(),
    };
    if let Some(why) = why {
        let _ = writeln!(out, "  # {}", why.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let _ = writeln!(out, "  - head: {}", quoted(&plan.head));
    match plan.becomes {
        Becomes::Answers(target, confidence) => {
            let _ = writeln!(out, "    to: {}", targets[target].path.name());
            let _ = writeln!(out, "    confidence: {}", confidence.word());
        }
        Becomes::Ignored => out.push_str("    ignore: yes\n"),
        Becomes::Unknown => {
            let _ = writeln!(out, "    confidence: {}", Confidence::Unsure.word());
        }
    }
    if !plan.options.is_empty() {
        out.push_str("    options:\n");
        for (text, code) in &plan.options {
            let _ = writeln!(out, "      {}: {code}", quoted(text));
        }
    }
}

/// A text in quotation marks, as JSON and YAML both write it.
fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}
