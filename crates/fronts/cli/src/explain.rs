//! `canevas explain`.

use crate::Failure;
use crate::args::{Explain, Format};
use crate::terminal::{give, give_json};
use crate::wrap::wrapped;
use canevas_operations::{Conclusion, RuleEntry, explain as rules_of, json};

/// Explains one rule, or lists all.
pub fn explain(options: &Explain) -> Result<Conclusion, Failure> {
    let list = rules_of(options.code.as_deref())?;
    let text = match (options.format, options.code.is_some()) {
        (Format::Json, _) => json(&list)?,
        (Format::Text, true) => list.rules.iter().map(page).collect(),
        (Format::Text, false) => list
            .rules
            .iter()
            .map(|rule| format!("{}  {:<5} {:<24} {}\n", rule.code, rule.level, rule.name, rule.summary))
            .collect(),
    };
    match options.format {
        Format::Json => give_json(&text)?,
        Format::Text => give(&text)?,
    }
    Ok(Conclusion::Passes)
}

fn page(rule: &RuleEntry) -> String {
    let indent = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
    let level = if rule.may_be_lowered {
        format!(
            "Set its level in canevas.toml:\n\n    [rules.{}]\n    level = \"warn\"  # deny, warn, info or off\n    reason = \"why\"\n",
            rule.name
        )
    } else {
        "Its level cannot be lowered.\n".to_owned()
    };
    let accepted = if rule.may_be_accepted {
        "\nA finding can also be accepted for one text. `canevas check` prints the lines for canevas.toml.\n"
    } else {
        ""
    };
    let former = rule.former_names.iter().map(|name| format!(", formerly {name}")).collect::<String>();
    format!(
        "{} {}  ({}, since {}{former})\n\n{}\n\n{}\n\n{level}{accepted}\nWrong:\n\n{}\nRight:\n\n{}",
        rule.code,
        rule.name,
        rule.level,
        rule.since,
        rule.summary,
        wrapped(rule.explanation, 100),
        indent(rule.marked),
        indent(rule.good),
    )
}
