//! `canevas explain`.

use crate::args::{Explain, Format};
use crate::{Failure, Outcome};
use canevas_compiler::diagnostics::example::without_marks;
use canevas_compiler::diagnostics::{Rule, nearest};
use canevas_compiler::{all_rules, may_be_lowered, rule};
use serde_json::json;
use std::io::Write as _;

/// Explains one rule, or lists all.
pub fn explain(options: &Explain) -> Result<Outcome, Failure> {
    let rules: Vec<&Rule> = match &options.code {
        None => all_rules(),
        Some(word) => vec![rule(word).ok_or_else(|| {
            let words: Vec<&str> = all_rules().into_iter().flat_map(|rule| [rule.code, rule.name]).collect();
            let hint = nearest(word, words).map_or_else(
                || "; `canevas explain` lists them all".to_owned(),
                |near| format!("; did you mean {near}?"),
            );
            format!("no rule is called `{word}`{hint}")
        })?],
    };
    let text = match (options.format, options.code.is_some()) {
        (Format::Json, _) => {
            let rules: Vec<_> = rules.iter().map(|rule| to_json(rule)).collect();
            serde_json::to_string_pretty(&json!({ "rules": rules })).map_err(|error| error.to_string())? + "\n"
        }
        (Format::Text, true) => rules.iter().map(|rule| page(rule)).collect(),
        (Format::Text, false) => rules
            .iter()
            .map(|rule| format!("{}  {:<5} {:<24} {}\n", rule.code, rule.level.word(), rule.name, rule.summary))
            .collect(),
    };
    // A reader that closes the pipe early (`| head`) has what it wanted.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(Outcome::Clean)
}

fn page(rule: &Rule) -> String {
    let indent = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
    let level = if may_be_lowered(rule) {
        format!(
            "Set its level in canevas.toml:\n\n    [rules.{}]\n    level = \"warn\"  # deny, warn, info or off\n    reason = \"why\"\n",
            rule.name
        )
    } else {
        "Its level cannot be lowered.\n".to_owned()
    };
    format!(
        "{} {}  ({}, since {})\n\n{}\n\n{}\n\n{level}\nWrong:\n\n{}\nRight:\n\n{}",
        rule.code,
        rule.name,
        rule.level.word(),
        rule.since,
        rule.summary,
        wrap(rule.explanation),
        indent(rule.bad),
        indent(rule.good),
    )
}

/// Lines of at most 100 characters.
fn wrap(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > 100 {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out
}

fn to_json(rule: &Rule) -> serde_json::Value {
    json!({
        "code": rule.code, "name": rule.name, "level": rule.level.word(), "since": rule.since,
        "may_be_lowered": may_be_lowered(rule), "summary": rule.summary, "explanation": rule.explanation, "bad": without_marks(rule.bad), "good": rule.good,
    })
}
