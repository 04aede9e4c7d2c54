//! Country files supply a fact that the form no longer has.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{
    ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact, or_none,
};
use crate::diff::{Aspect, Change, ChangeKind, accepts_all};
use canevas_diagnostics::rule;
use canevas_model::{FactKind, Model, Question};
use canevas_project::CountryFile;

const SEVERITY: Severity = Severity::of(impact(Breaks, Clear, Clear, Breaks), Direction::Removes);

rule! {
    RULE: "E036", "country-orphan", (SEVERITY.level()), since "0.1.0",
    "Country files supply a fact that the form no longer has.",
    explain "The form no longer has the fact, or the fact has another type or lacks a field. What country files say about it is lost, and returns that carry it do not pass. When a country file names an unknown row or option, the check of that file reports it.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  first_report: no
-- changes.yaml --
from: { edition: "2024" }
retired:
  - id: detail
    last_edition: "2024"
    reason: nobody used it
-- old/form.yaml --
about:
  facts:
    first_report:
    ^^^^^^^^^^^^
      type: yes_no
      ask: Is it the first report?
sections:
  - id: work
    title: Work
    questions:
      - id: detail
        type: text
        show_if: not first_report
        ask: How did it come about?
"#,
    good r#"
edition: "2025"
about:
  facts:
    first_report:
      type: yes_no
      ask: Is it the first report?
sections:
  - id: work
    title: Work
    questions:
      - id: detail
        type: text
        show_if: not first_report
        ask: How did it come about?
-- old/countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  first_report: no
-- old/form.yaml --
about:
  facts:
    first_report:
      type: yes_no
      ask: Is it the first report?
sections:
  - id: work
    title: Work
    questions:
      - id: detail
        type: text
        show_if: not first_report
        ask: How did it come about?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["about.facts", "fact.type", "fact.list_of"],
    mirror: Mirror::Of("fact-added"),
    detectors: &[Detector::Changes(&[Aspect::FactRemoved, Aspect::FactChanged], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let (before, after) = match &change.kind {
        ChangeKind::FactRemoved => (Some(change.at.to_string()), None),
        ChangeKind::FactChanged { before, after, lost: true } => (Some(before.clone()), Some(after.clone())),
        _ => return None,
    };
    let id = change.at.subject();
    let is_fed = |question: &Question| question.feeds.as_ref().is_some_and(|feeds| feeds.fact == id);
    if after.is_none() && ctx.old.model.questions.iter().any(is_fed) {
        return None;
    }
    let index = ctx.old.model.facts.position(|fact| fact.id == id);
    let supplies = |file: &&CountryFile| index.is_some_and(|index| file.facts.get(index).is_some_and(Option::is_some));
    let countries: Vec<String> = ctx.old.countries.iter().filter(supplies).map(|file| file.code.clone()).collect();
    let supply = if countries.is_empty() {
        "country files could supply it".to_owned()
    } else {
        format!("the country files of {} supply it", countries.join(", "))
    };
    let message = match &after {
        None => format!("the fact `{id}` was removed; {supply}"),
        Some(after) => {
            format!("the fact `{id}` changed from {} to {after}; {supply}", or_none(before.as_deref()))
        }
    };
    let mut found = ChangeFinding::of(change, message).from(before, after);
    found.countries = Some(countries);
    // A text takes what was a code or a date.
    found.safe = after_accepts(ctx, id);
    Some(found)
}

/// Whether the new fact surely takes every value of the old one.
fn after_accepts(ctx: &RuleContext<'_>, id: &str) -> bool {
    let shape = |model: &Model| {
        model.facts.iter().find(|fact| fact.id == *id).and_then(|fact| match &fact.kind {
            FactKind::Value { shape, .. } => Some(shape.clone()),
            FactKind::List { .. } => None,
        })
    };
    shape(ctx.old.model).zip(shape(ctx.new.model)).is_some_and(|(old, new)| accepts_all(&old, &new))
}
