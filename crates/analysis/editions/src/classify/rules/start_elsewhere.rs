//! The change file starts from another edition than the one before.

use crate::classify::base::Effect::Clear;
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::ChangePlace;
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Clear), Direction::Alters).but(
    canevas_diagnostics::Level::Warn,
    "What the change file declares is about another step, so publishing compares with another edition than a reader expects.",
);

rule! {
    RULE: "E044", "start-elsewhere", (SEVERITY.level()), since "0.1.0",
    "The change file starts from another edition than the one before.",
    explain "`from` names the edition that the countries answered before this one. What the change file declares is about the step from that edition, and `canevas publish` compares with it. A change file that was copied from an earlier edition often still names the edition before that one: changes since the last edition then go unseen. `canevas check` and `canevas build` compare `from` with the folders beside the edition, and `canevas diff` with the edition that it is given. No edition starts from itself or from a later one. A form that comes back every second year has no edition between, so it gives no finding. Where an edition takes up an older one on purpose, set the level of this rule to `info` in `canevas.toml`, with the reason.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- changes.yaml --
from: { edition: "2023" }
                 ^^^^^^
-- old/form.yaml --
edition: "2024"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- changes.yaml --
from: { edition: "2024" }
-- old/form.yaml --
edition: "2024"
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
    keys: &[],
    mirror: Mirror::None("a change file that starts from the edition before is no finding"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let (old, new) = (&ctx.old.model.edition, &ctx.new.model.edition);
    let from = ctx.new.changes.and_then(|changes| changes.from.as_ref()?.edition.as_ref());
    let Some(from) = from.filter(|from| ctx.is_one_step && old != new && from.value != *old) else {
        return Vec::new();
    };
    let message = format!("the change file starts from the edition {}, and this compares with {old}", from.value);
    let help = format!(
        "`from` names the edition that the countries answered before this one: if that is {old}, write \
         `edition: \"{old}\"`; if it is {}, compare with that edition",
        from.value
    );
    let found = ChangeFinding { new: Some(from.span), ..ChangeFinding::at(ChangePlace::Start, message) };
    vec![found.help(help).from(Some(old.clone()), Some(from.value.clone()))]
}
