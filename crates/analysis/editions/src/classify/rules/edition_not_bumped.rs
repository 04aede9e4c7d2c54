//! Something changed, and the edition has the same name.

use crate::classify::base::Effect::Review;
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Change, ChangeKind, ChangePlace};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Review, Review, Review, Review), Direction::Alters)
    .but(canevas_diagnostics::Level::Deny, "Two different forms under one name cannot be told apart in a return.");

rule! {
    RULE: "E033", "edition-not-bumped", (SEVERITY.level()), since "0.1.0",
    "Something changed, and the edition has the same name.",
    policy [never_waived],
    explain "A return names its edition. If two forms have one name, it is unclear which of them the return answers. This holds for every change of the form, also of its period, and for two folders that say that they hold the same edition. Give the new one its own name (`canevas next-edition`), or declare a correction of text under `errata`. There is no waiver. While an edition is still being drafted, compare it with the edition before it.",
    bad r#"
edition: "2025"
         ^^^^^^
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
      - id: detail
        type: text
        ask: How did it come about?
-- old/form.yaml --
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
    good r#"
edition: "2026"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
      - id: detail
        type: text
        ask: How did it come about?
-- old/form.yaml --
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["form.edition"],
    mirror: Mirror::None("an edition with a new name is no finding"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    if ctx.old.model.edition != ctx.new.model.edition {
        return Vec::new();
    }
    let corrected = |change: &Change| match &change.kind {
        ChangeKind::Text { .. } => ctx.erratum(&change.at, None).is_some(),
        ChangeKind::OptionLabel { .. } => change.at.label().is_some_and(|label| ctx.erratum(&label, None).is_some()),
        ChangeKind::Date { texts, .. } | ChangeKind::Value { texts, .. } => ctx.are_corrected(texts),
        ChangeKind::Translation { language, .. } => ctx.erratum(&change.at, Some(language)).is_some(),
        _ => false,
    };
    let is_moved = ctx.old.model.period != ctx.new.model.period;
    let count = ctx.changes.iter().filter(|change| !corrected(change)).count() + usize::from(is_moved);
    if count == 0 {
        return Vec::new();
    }
    let changes = if count == 1 { "1 change".to_owned() } else { format!("{count} changes") };
    let message = format!("the edition still has the name {} after {changes}", ctx.new.model.edition);
    let help = "start the next edition with `canevas next-edition`, or declare a correction of text under `errata`";
    vec![ChangeFinding {
        old: Some(ctx.old.model.edition_span),
        new: Some(ctx.new.model.edition_span),
        safe: true,
        ..ChangeFinding::at(ChangePlace::Edition, message).help(help).from(Some("no change".to_owned()), Some(changes))
    }]
}
