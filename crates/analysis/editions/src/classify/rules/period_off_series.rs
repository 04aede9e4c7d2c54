//! The period overlaps that of the edition before, or leaves a gap after it.

use super::frame_changed::is_of_another_cycle;
use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::ChangePlace;
use canevas_diagnostics::{counted, rule};
use canevas_model::Period;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Clear, Clear), Direction::Alters);

rule! {
    RULE: "E051", "period-off-series", (SEVERITY.level()), since "0.1.0",
    "The period overlaps that of the edition before, or leaves a gap after it.",
    explain "A form comes back when its period is over: after a year, or after two, three or four years, as long as the period is. If two editions share months, countries report these months twice, and a sum over the editions counts them twice. If no edition has a month, nobody reports it. Correct `period`, or accept the finding with the reason. A period of another length, or one that starts in another month of the cycle, is a `frame-changed` (E016), which says the same of its months.",
    bad r#"
edition: "2023-2024"
period: { from: 2022-01, to: 2023-12 }
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
edition: "2021-2022"
period: { from: 2022-01, to: 2023-12 }
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
    good r#"
edition: "2023-2024"
period: { from: 2023-01, to: 2024-12 }
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
edition: "2021-2022"
period: { from: 2021-01, to: 2022-12 }
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
    keys: &["period.from", "period.to"],
    mirror: Mirror::None("this rule reports months that are asked twice and months that are never asked"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let (old, new) = (ctx.old.model, ctx.new.model);
    let Some((was, is)) = old.period.zip(new.period) else { return Vec::new() };
    // A changed length, and a start in another month of the cycle, are findings of their own, and so are another form and an
    // edition that keeps its name.
    if old.form != new.form || old.edition == new.edition || is_of_another_cycle(was, is) {
        return Vec::new();
    }
    let Some(what) = off_series(was, is, ctx.is_one_step) else { return Vec::new() };
    let words = |period: Period| format!("{} – {}", period.from, period.to);
    let next = Some(was.plus_editions(1)).filter(|_| has_whole_years(was));
    let message = format!("the period {} {what} of {}", words(is), words(was));
    vec![ChangeFinding {
        safe: true,
        old: Some(old.period_span.unwrap_or(old.edition_span)),
        new: Some(new.period_span.unwrap_or(new.edition_span)),
        help: next.map(|next| format!("the next period is `{{ from: {}, to: {} }}`", next.from, next.to)),
        ..ChangeFinding::at(ChangePlace::Period, message).from(Some(words(was)), Some(words(is)))
    }]
}

/// Whether a period is that of a form which comes back as soon as it is over. A form about one season comes back a year later.
fn has_whole_years(period: Period) -> bool {
    period.months() % 12 == 0
}

/// How a period lies to the one before, if it does not follow it: “overlaps 6 months”. A later edition may stand between two that
/// are compared, so that a gap between them is none.
pub(super) fn off_series(was: Period, is: Period, is_one_step: bool) -> Option<String> {
    let missing = is.from.number() - was.to.number() - 1;
    let is_before = is.to.number() < was.from.number();
    let months = |count: i32| counted(count.unsigned_abs() as usize, "month", "months");
    if missing < 0 && !is_before {
        let first = is.from.number().max(was.from.number());
        let last = is.to.number().min(was.to.number());
        Some(format!("overlaps {}", months(last - first + 1)))
    } else if missing > 0 && is_one_step && has_whole_years(was) {
        Some(format!("leaves a gap of {} after the end", months(missing)))
    } else {
        None
    }
}
