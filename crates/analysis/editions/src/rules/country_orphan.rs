//! Country files supply a fact that has no place any more.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::words;
use canevas_diagnostics::rule;
use canevas_model::Question;
use canevas_project::CountryFile;

rule! {
    RULE: "E036", "country-orphan", Deny, since "0.1.0",
    "Country files supply a fact that has no place any more.",
    explain "A fact is gone, is of another kind, or lost a field. What country files say about it is lost, and returns that carry it do not pass. A row or an option that a country file names and the form does not know is told when the file is read.",
    bad pair!(["detail\n        type: text\n        show_if: not first_report\n        ask: How did it come about?"] => ["answer\n        type: text\n        ask: What is it?"]; old "about:\n  facts:\n    first_report:\n      type: yes_no\n      ask: Is it the first report?\n"; files "-- old/countries/CMR.yaml --\ncanevas: 1\ncountry: CMR\nfacts:\n  first_report: no\n-- changes.yaml --\nfrom: { edition: \"2024\" }\nretired:\n  - id: detail\n    last_edition: \"2024\"\n    reason: nobody used it\n"),
    good pair!(["detail\n        type: text\n        show_if: not first_report\n        ask: How did it come about?"] => ["detail\n        type: text\n        show_if: not first_report\n        ask: How did it come about?"]; new "about:\n  facts:\n    first_report:\n      type: yes_no\n      ask: Is it the first report?\n"; old "about:\n  facts:\n    first_report:\n      type: yes_no\n      ask: Is it the first report?\n"; files "-- old/countries/CMR.yaml --\ncanevas: 1\ncountry: CMR\nfacts:\n  first_report: no\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Clear, Clear, Breaks),
    mirror: Mirror::Of("fact-added"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let (before, after) = match &change.kind {
            Kind::FactRemoved => (Some(change.at.clone()), None),
            Kind::FactChanged { before, after } => (Some(before.clone()), Some(after.clone())),
            _ => continue,
        };
        let id = change.at.trim_start_matches("facts.");
        let is_fed = |question: &Question| question.feeds.as_ref().is_some_and(|feeds| feeds.fact == id);
        if after.is_none() && ctx.old.model.questions.iter().any(is_fed) {
            continue;
        }
        let index = ctx.old.model.facts.iter().position(|fact| fact.id == id);
        let supplies =
            |file: &&CountryFile| index.is_some_and(|index| file.facts.get(index).is_some_and(Option::is_some));
        let countries: Vec<String> = ctx.old.countries.iter().filter(supplies).map(|file| file.code.clone()).collect();
        let who = if countries.is_empty() { "country files".to_owned() } else { countries.join(", ") };
        let message = match &after {
            None => format!("the fact `{id}` is gone; it is supplied by {who}"),
            Some(after) => {
                format!("the fact `{id}` is {after}, and was {}; it is supplied by {who}", words(before.as_deref()))
            }
        };
        let mut hit = ChangeFinding::of(change, message).from(before, after);
        hit.countries = Some(countries);
        out.push(hit);
    }
}
