//! Stars that readers see.

use crate::phrases::Origin;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_wording::stray_stars;

rule! {
    RULE: "C047", "stray-star", Warn, since "0.1.0",
    "A star marks no words, so that readers see it.",
    policy [can_err],
    explain "Stars make words bold, **so**, or stressed, *so*: without a space between the stars and the words, and within one paragraph. A list has a hyphen before each item. Any other star is shown as typed. Write \\* for a star that is meant.",
    bad r#"
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: What do you plan?
        hint: |
          See ** annex 3 ** of the plan.
              ^^
"#,
    good r#"
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: What do you plan?
        hint: |
          See **annex 3** of the plan.
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    // Texts of country files are plain text, not Markdown.
    for phrase in edition.phrases().iter().filter(|phrase| !matches!(phrase.origin, Origin::Country(_))) {
        let text = &phrase.text.value;
        let stars = stray_stars(text);
        let Some(first) = stars.first() else { continue };
        let message = match stars.len() {
            1 => "readers see this star: it marks no words".to_owned(),
            count => format!("readers see this star and {} more: they mark no words", count - 1),
        };
        let starts_a_line = text[..first.start].rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
        let help = if starts_a_line && first.len() == 1 && text[first.end..].starts_with(' ') {
            "write `- ` before each item of a list"
        } else {
            "write **words** without a space inside the stars, or \\* for a star that is meant"
        };
        findings.push(Finding::new(&RULE, phrase.text.part(first.clone()), message).help(help));
    }
}
