//! A waiver matches no finding, has expired, or gives no reason.

use super::RULES;
use crate::classify::base::Effect::Clear;
use crate::classify::base::{
    ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, WaiverUse, impact,
};
use crate::diff::ChangePlace;
use canevas_diagnostics::{nearest, rule};
use canevas_syntax::Sp;
use canevas_syntax::changes::Waiver;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Clear), Direction::Alters).but(
    canevas_diagnostics::Level::Deny,
    "A waiver that accepts nothing could later accept a change that nobody has seen.",
);

rule! {
    RULE: "E038", "waiver-stale", (SEVERITY.level()), since "0.1.0",
    "A waiver matches no finding, has expired, or gives no reason.",
    policy [never_waived],
    explain "A waiver accepts one change exactly as it was. If the change is different now, was undone, or the waiver has expired, look at it again: remove the waiver, or run `canevas accept` again. The rule looks for the finding in the comparison with the edition that the change file starts from.",
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
from: { edition: "2024" }
waivers:
  - rule: required-added
    ^^^^^^^^^^^^^^^^^^^^
    at: answer
    fingerprint: "0123456789abcdef"
    reason: all countries agreed
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
-- old/form.yaml --
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
    mirror: Mirror::None("a valid waiver is no finding"),
    detectors: &[Detector::Waivers(detect)],
};

fn detect(ctx: &RuleContext<'_>, waivers: &[WaiverUse<'_>]) -> Vec<ChangeFinding> {
    waivers.iter().filter_map(|waiver| one(ctx, waiver)).collect()
}

fn one(ctx: &RuleContext<'_>, waiver: &WaiverUse<'_>) -> Option<ChangeFinding> {
    let WaiverUse { waiver, is_met, is_allowed } = *waiver;
    let word = |word: &Option<Sp<String>>| word.as_ref().map_or_else(String::new, |word| word.value.clone());
    let (rule, at) = (word(&waiver.rule), word(&waiver.at));
    let (message, help) = if !rule.is_empty() && !RULES.iter().any(|known| known.is_called(&rule)) {
        let near = nearest(&rule, RULES.iter().flat_map(|known| known.names()));
        let help = near.map_or_else(
            || "`canevas explain` lists the names and codes of all rules".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("no rule about changes is called `{rule}`, so this waiver at `{at}` accepts nothing");
        return Some(found(waiver, &rule, at, message, help));
    } else if !is_allowed {
        (format!("`{rule}` cannot be waived"), "remove the waiver, and undo the change that it accepts")
    } else if !is_met && ctx.starts_here() {
        (format!("this waiver of `{rule}` at `{at}` matches no finding"), "remove it, or run `canevas accept` again")
    } else if ctx.expired(waiver) {
        let day = word(&waiver.expires);
        (
            format!("this waiver of `{rule}` at `{at}` expired on {day}"),
            "undo the change that it accepts, or renew the waiver",
        )
    } else if waiver.reason.as_ref().is_none_or(|reason| reason.value.trim().is_empty()) {
        (format!("this waiver of `{rule}` at `{at}` gives no reason"), "write why the change is acceptable")
    } else {
        return None;
    };
    Some(found(waiver, &rule, at, message, help.to_owned()))
}

fn found(waiver: &Waiver, rule: &str, at: String, message: String, help: String) -> ChangeFinding {
    let fingerprint = waiver.fingerprint.as_ref().map_or_else(String::new, |word| word.value.clone());
    let found = ChangeFinding { new: waiver.span, ..ChangeFinding::at(ChangePlace::Named(at), message) };
    found.help(help).from(Some(rule.to_owned()), Some(fingerprint))
}
