//! What answers are measured by is other: unit, scale, period, who answers.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::words;
use canevas_diagnostics::rule;
use canevas_model::Model;
use canevas_syntax::changes::{Comparable, Verdict};

rule! {
    RULE: "E016", "frame-changed", Deny, since "0.1.0",
    "What answers are measured by is other: unit, scale, period, who answers.",
    explain "The same number means something else, and no schema sees it: the series breaks in silence. Ask under a new id, or say in the change file what it means: `meaning: [{ part: …, verdict: same }]`.",
    bad pair!(["count\n        type: integer\n        unit: persons\n        ask: How many were there?"] => ["count\n        type: integer\n        unit: households\n        ask: How many were there?"]),
    good pair!(["count\n        type: integer\n        unit: persons\n        ask: How many were there?"] => ["count\n        type: integer\n        unit: persons\n        ask: How many were there?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Look, Breaks, Breaks, Breaks),
    mirror: Mirror::None("there is no side to it: any change is told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Frame { what, before, after } = &change.kind else { continue };
        if ctx.declared.erratum(&change.at, None, ctx.new.model.source_language.tag()).is_some() {
            continue;
        }
        let message = format!(
            "`{}`: the {what} is “{}”, and was “{}”",
            change.at,
            words(after.as_deref()),
            words(before.as_deref())
        );
        let mut hit = ChangeFinding::of(change, message).from(before.clone(), after.clone());
        // Conditions may compare grades; no schema knows a unit.
        hit.safe = *what != "scale";
        if let Some(verdict) = ctx.declared.meaning(&change.at) {
            hit.declared = Some(format!("{} meaning, says the change file", verdict.word()));
            hit.comparable = (verdict == Verdict::Same).then_some(Comparable::Full);
        }
        out.push(hit);
    }
    let months = |model: &Model| {
        model.period.map(|p| (p.to.year - p.from.year) * 12 + p.to.month.cast_signed() - p.from.month.cast_signed() + 1)
    };
    let (before, after) = (months(ctx.old.model), months(ctx.new.model));
    if before != after {
        let count = |months: Option<i32>| months.map_or("no period".to_owned(), |months| format!("{months} months"));
        out.push(ChangeFinding {
            at: "form.period".to_owned(),
            message: format!("the form is about {}, and was about {}", count(after), count(before)),
            before: Some(count(before)),
            after: Some(count(after)),
            old: Some(ctx.old.model.edition_span),
            new: Some(ctx.new.model.edition_span),
            ..ChangeFinding::default()
        });
    }
}
