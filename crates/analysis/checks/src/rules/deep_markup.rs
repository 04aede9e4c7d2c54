//! Markup that nests too deep.

use crate::phrases::Origin;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_wording::{MAX_NESTING, nested_too_deep};

rule! {
    RULE: "C046", "deep-markup", Deny, since "0.1.0",
    "The markup of a text nests too deep.",
    explain "Markup may stand in markup, such as a link in bold words, at most 8 levels deep. No text needs more. Deeper markup often comes from a tool, or from signs that were meant as text. Write \\* for a star that is meant as a star.",
    bad r#"
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: What do you plan?
        hint: |
          *a *b *c *d *e *f *g *h *i*********
                                  ^
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
          *a **b** c*
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    // Texts of country files are plain text, not Markdown.
    for phrase in edition.phrases().iter().filter(|phrase| !matches!(phrase.origin, Origin::Country(_))) {
        if let Some(range) = nested_too_deep(&phrase.text.value) {
            let message = format!("the markup of this text nests more than {MAX_NESTING} levels deep");
            findings.push(
                Finding::new(&RULE, phrase.text.part(range), message)
                    .help("remove markup; write \\* for a star that is meant as a star"),
            );
        }
    }
}
