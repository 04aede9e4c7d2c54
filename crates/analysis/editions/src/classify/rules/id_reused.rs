//! A retired id is used again.

use crate::change_file::{freed, ids, retirements};
use crate::classify::base::Effect::Breaks;
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{ChangePlace, OptionOwner, QuestionPlace};
use canevas_diagnostics::{Span, rule};
use std::collections::BTreeMap;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Breaks, Breaks), Direction::Adds);

rule! {
    RULE: "E004", "id-reused", (SEVERITY.level()), since "0.1.0",
    "A retired id is used again.",
    policy [never_waived],
    explain "Old returns hold answers under this id that mean something else. Never use an id twice: choose another one. There is no waiver.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
      - id: detail
            ^^^^^^
        type: long_text
        ask: How did it come about?
-- changes.yaml --
from: { edition: "2024" }
retired:
  - id: detail
    last_edition: "2022"
    reason: nobody used it
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
      - id: details
        type: long_text
        ask: How did it come about?
-- changes.yaml --
from: { edition: "2024" }
retired:
  - id: detail
    last_edition: "2022"
    reason: nobody used it
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
    keys: &["question.id"],
    mirror: Mirror::None("id-removed reports a retired id that stays unused"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let mut retired = retirements(ctx.old.changes);
    retired.extend(retirements(ctx.new.changes));
    // An id that a lineage of the earlier edition freed means another question there.
    let freed = freed(ctx.old.changes, ctx.old.model);
    if retired.is_empty() && freed.is_empty() {
        return Vec::new();
    }
    let model = ctx.new.model;
    let mut used: BTreeMap<String, (ChangePlace, Span)> = BTreeMap::new();
    let mut add = |place: ChangePlace, span| used.insert(place.to_string(), (place, span));
    for question in &model.questions {
        let place = ChangePlace::question(&question.id);
        let owner = || OptionOwner::Question(QuestionPlace { question: question.id.clone(), field: None });
        for choice in question.choices() {
            add(ChangePlace::Option(owner(), choice.code.clone()), choice.span.unwrap_or(question.span));
        }
        add(place, question.span);
    }
    for list in &model.lists {
        for choice in list.choices.iter() {
            let place = ChangePlace::Option(OptionOwner::List(list.id.clone()), choice.code.clone());
            add(place, choice.span.unwrap_or(list.span));
        }
    }
    let finding = |old: Option<Span>, at: String, (place, span): (ChangePlace, Span), was: &str, message: String| {
        ChangeFinding { old, new: Some(span), safe: true, ..ChangeFinding::at(place, message) }
            .help("choose an id that was never used")
            .from(Some(was.to_owned()), Some(at))
    };
    let reused = used.into_iter().filter_map(|(at, used)| {
        if let Some(retired) = retired.get(&at) {
            let message = format!("`{at}` was retired, and is used again");
            return Some(finding(retired.span, at, used, "retired", message));
        }
        let was = freed.get(at.as_str())?;
        let became = ids(was.new.as_ref()).join(", ");
        let message = format!("`{at}` is used again: it was the id of the question that became `{became}`");
        let relation = was.relation.as_ref().map_or("replaced", |relation| relation.value.word());
        Some(finding(was.span, at, used, relation, message))
    });
    reused.collect()
}
