//! The unit, scale, period or respondent changed.

use super::period_off_series::off_series;
use crate::classify::base::Effect::{Breaks, Review};
use crate::classify::base::{
    ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact, meaning_in_words, or_none,
};
use crate::diff::{Aspect, Change, ChangeKind, ChangePlace};
use canevas_diagnostics::rule;
use canevas_model::{Model, Period};
use canevas_syntax::changes::{Comparable, Verdict};

const SEVERITY: Severity = Severity::of(impact(Review, Breaks, Breaks, Breaks), Direction::Alters);

rule! {
    RULE: "E016", "frame-changed", (SEVERITY.level()), since "0.1.0",
    "The unit, scale, period or respondent changed.",
    explain "The same number now means something else, and no schema can detect this. The series breaks without a warning. This is so for another unit, another usual respondent, the reverse order of a scale, and a date that the question prints and that moves otherwise than the period. It is also so for a period of another length, for one that starts in another month, and for one that moves while the edition keeps its name. Ask under a new id, or declare in the change file what the change means: `meaning: [{ part: …, verdict: same }]`.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: count
        type: integer
        unit: households
              ^^^^^^^^^^
        ask: How many were there?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: count
        type: integer
        unit: persons
        ask: How many were there?
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: count
        type: integer
        unit: persons
        ask: How many were there?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: count
        type: integer
        unit: persons
        ask: How many were there?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.unit", "question.choices", "section.filled_by", "form.period", "period.from", "period.to"],
    mirror: Mirror::None("this rule reports every such change"),
    detectors: &[Detector::Changes(&[Aspect::Frame], detect), Detector::Editions(period)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Frame { part, before, after } = &change.kind else { return None };
    if ctx.erratum(&change.at, None).is_some() {
        return None;
    }
    let (was, is) = (or_none(before.as_deref()), or_none(after.as_deref()));
    let called = ctx.words.called(&change.at);
    let message = match (before, after) {
        (None, Some(is)) => format!("{called}: the {part} is “{is}”, where there was none"),
        (Some(was), None) => format!("{called}: the {part} “{was}” was removed"),
        _ => format!("{called}: the {part} changed from “{was}” to “{is}”"),
    };
    let mut found = ChangeFinding::of(change, message).from(before.clone(), after.clone());
    // No schema knows a unit or the order of a scale. A condition that compares grades has a finding of its own.
    found.safe = true;
    if let Some(verdict) = ctx.meaning(&change.at) {
        found.declared = Some(meaning_in_words(verdict).to_owned());
        found.comparable = (verdict == Verdict::Same).then_some(Comparable::Full);
    }
    Some(found)
}

/// Whether a period has another length, or starts in another month of the cycle. The next one starts where one ends, or some
/// periods later.
pub(super) fn is_of_another_cycle(was: Period, is: Period) -> bool {
    was.months() != is.months() || (is.from.number() - was.from.number()) % was.months() != 0
}

fn period(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let (old, new) = (ctx.old.model, ctx.new.model);
    let length = |model: &Model| model.period.map(Period::months);
    let (before, after) = (length(old), length(new));
    let (was, is) = if before == after {
        let Some((was, is)) = old.period.zip(new.period).filter(|(was, is)| was != is) else { return Vec::new() };
        // A published edition keeps its own.
        if !is_of_another_cycle(was, is) && old.edition != new.edition {
            return Vec::new();
        }
        let words = |period: Period| format!("{} – {}", period.from, period.to);
        (words(was), words(is))
    } else {
        let count = |months: Option<i32>| months.map_or("no period".to_owned(), |months| format!("{months} months"));
        (count(before), count(after))
    };
    let months = old.period.zip(new.period).filter(|_| old.edition != new.edition);
    let off = months.and_then(|(was, is)| off_series(was, is, ctx.is_one_step));
    let off = off.map_or_else(String::new, |off| format!("; it {off} of the period before"));
    let message = format!("the period was {was}, and is {is} now{off}");
    vec![ChangeFinding {
        // Bounds and conditions that name the period have findings of their own.
        safe: true,
        old: Some(old.period_span.unwrap_or(old.edition_span)),
        new: Some(new.period_span.unwrap_or(new.edition_span)),
        ..ChangeFinding::at(ChangePlace::Period, message).from(Some(was), Some(is))
    }]
}
