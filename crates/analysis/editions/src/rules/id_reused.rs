//! A retired id is used again.

use super::{EditionRule, Mirror, impact};
use crate::Mark::Breaks;
use crate::declared::retirements;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::{Span, rule};
use std::collections::HashMap;

rule! {
    RULE: "E004", "id-reused", Deny, since "0.1.0",
    "A retired id is used again.",
    policy [never_waived],
    explain "Old returns hold answers under this id that mean something else, or stopped meaning anything. Ids are never used twice: take another. There is no waiver.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\nretired:\n  - id: detail\n    last_edition: \"2022\"\n    reason: nobody used it\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?", "details\n        type: long_text\n        ask: How did it come about?"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\nretired:\n  - id: detail\n    last_edition: \"2022\"\n    reason: nobody used it\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Breaks, Breaks),
    mirror: Mirror::None("an id that is retired and stays so is id-removed, declared"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    let mut retired = retirements(ctx.old.changes);
    retired.extend(retirements(ctx.new.changes));
    if retired.is_empty() {
        return;
    }
    let model = ctx.new.model;
    let mut used: HashMap<String, Span> = HashMap::new();
    for question in &model.questions {
        used.insert(question.id.clone(), question.span);
        for choice in question.choices() {
            used.insert(format!("{}.{}", question.id, choice.code), choice.span.unwrap_or(question.span));
        }
    }
    for list in &model.lists {
        for choice in list.choices.iter() {
            used.insert(format!("{}.{}", list.id, choice.code), choice.span.unwrap_or(list.span));
        }
    }
    let mut found: Vec<&String> = retired.keys().filter(|at| used.contains_key(*at)).collect();
    found.sort();
    for at in found {
        let message = format!("`{at}` was retired, and is used again");
        out.push(ChangeFinding {
            at: at.clone(),
            message,
            help: Some("take an id that was never used".to_owned()),
            before: Some("retired".to_owned()),
            after: Some(at.clone()),
            old: retired.get(at).and_then(|retired| retired.span),
            new: used.get(at).copied(),
            safe: true,
            ..ChangeFinding::default()
        });
    }
}
