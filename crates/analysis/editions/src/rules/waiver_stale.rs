//! A waiver meets no finding, has expired, or gives no reason.

use super::{EditionRule, Mirror, impact};
use crate::Mark::Clear;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;
use canevas_syntax::Sp;

rule! {
    RULE: "E038", "waiver-stale", Deny, since "0.1.0",
    "A waiver meets no finding, has expired, or gives no reason.",
    policy [never_waived],
    explain "A waiver accepts one change exactly as it was. When the change is made otherwise, or undone, or the day has passed, it has to be looked at again: remove it, or run `canevas accept` anew. Whether it meets its finding is told against the edition that the change file starts from.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\nwaivers:\n  - rule: required-added\n    at: answer\n    fingerprint: \"0123456789abcdef\"\n    reason: all countries agreed\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Clear, Clear, Clear),
    mirror: Mirror::None("a waiver that holds is no finding"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for (index, waiver) in ctx.waivers.iter().enumerate() {
        let word = |word: &Option<Sp<String>>| word.as_ref().map_or_else(String::new, |word| word.value.clone());
        let (rule, at) = (word(&waiver.rule), word(&waiver.at));
        let refused =
            super::ALL.iter().any(|known| !known.rule.policy.waivable && known.rule.is_called(&rule));
        let (message, help) = if refused {
            (format!("`{rule}` cannot be waived"), "remove the waiver, and undo what it was to accept")
        } else if !ctx.used.contains(&index) && ctx.starts_here() {
            (format!("this waiver of `{rule}` at `{at}` meets no finding"), "remove it, or run `canevas accept` anew")
        } else if ctx.expired(waiver) {
            let day = word(&waiver.expires);
            (format!("this waiver of `{rule}` at `{at}` expired on {day}"), "mend what it accepts, or renew it")
        } else if waiver.reason.as_ref().is_none_or(|reason| reason.value.trim().is_empty()) {
            (format!("this waiver of `{rule}` at `{at}` gives no reason"), "say why it is accepted")
        } else {
            continue;
        };
        out.push(ChangeFinding {
            at,
            message,
            help: Some(help.to_owned()),
            before: Some(rule),
            after: Some(word(&waiver.fingerprint)),
            new: waiver.span,
            ..ChangeFinding::default()
        });
    }
}
