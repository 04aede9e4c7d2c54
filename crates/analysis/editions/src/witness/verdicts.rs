//! Gives each finding its verdicts: whether old answers pass, whether the series goes on, and which countries it affects.

use super::WitnessSearch;
use crate::EditionSide;
use crate::classify::{ChangeFinding, Effect, RuleFinding};
use crate::edition_diff::{ClassifiedChange, Validates};
use canevas_diagnostics::{Finding, Level, Rule, Span};
use canevas_model::condition::Outcome;
use canevas_model::{Model, canonical};
use canevas_project::FormCopy;
use canevas_syntax::changes::Comparable;
use serde_json::json;
use std::collections::BTreeSet;

/// The hash of rule, place and values. It does not depend on the words of a message or on line numbers.
fn fingerprint(rule: &Rule, found: &ChangeFinding) -> String {
    let digest = canonical::digest_of(&json!([rule.code, found.at.to_string(), found.before, found.after]));
    digest.trim_start_matches("sha256:").chars().take(16).collect()
}

/// Gives verdicts.
pub(crate) struct Verdicts<'a> {
    search: WitnessSearch<'a>,
    countries: CountryCopies<'a>,
    edition: Span,
}

impl<'a> Verdicts<'a> {
    /// `edition` is the place of findings without a place of their own.
    pub fn new(search: WitnessSearch<'a>, old: &EditionSide<'a>, new: &EditionSide<'a>, edition: Span) -> Self {
        Self { search, countries: CountryCopies::new(old, new), edition }
    }

    /// The verdicts about a finding.
    pub fn of(&self, found: RuleFinding) -> ClassifiedChange {
        let (rule, found) = (found.rule, found.finding);
        let impact = rule.severity.impact;
        let mut witness = None;
        let validates = if impact.answers == Effect::Clear || found.safe {
            Validates::Yes
        } else {
            witness = self.search.find(&found);
            if found.fails || witness.is_some() { Validates::No } else { Validates::Unsure }
        };
        let comparable = found.comparable.unwrap_or(match impact.series {
            Effect::Clear => Comparable::Full,
            Effect::Review => Comparable::WithBridge,
            Effect::Breaks => Comparable::Broken,
        });
        let countries = match (&found.countries, impact.countries) {
            (Some(countries), _) => countries.clone(),
            (None, Effect::Clear) => Vec::new(),
            _ => self.countries.touched(found.question.as_deref()),
        };
        let span = found.new.or(found.old).unwrap_or(self.edition);
        let mut finding = Finding::new(rule.rule, span, found.message.clone())
            .help_if(found.help.clone().filter(|_| found.declared.is_none()));
        if let Some(old) = found.old.filter(|old| Some(*old) != found.new && found.new.is_some()) {
            finding = finding.also(old, "before");
        }
        if found.declared.is_some() {
            finding.level = Level::Info;
        }
        ClassifiedChange {
            fingerprint: fingerprint(rule.rule, &found),
            finding,
            at: found.at,
            before: found.before,
            after: found.after,
            impact,
            validates,
            comparable,
            witness_reads: match (&witness, &found.question) {
                (Some(_), Some(id)) => self.search.read_by(id),
                _ => BTreeSet::new(),
            },
            witness,
            witness_of: found.question,
            declared: found.declared,
            waived: None,
            countries,
        }
    }
}

/// The copies of countries, to find out which copies contain a question.
struct CountryCopies<'a> {
    model: &'a Model,
    copies: Vec<FormCopy<'a>>,
}

impl<'a> CountryCopies<'a> {
    fn new(old: &EditionSide<'a>, new: &EditionSide<'a>) -> Self {
        let side = if old.countries.is_empty() { new } else { old };
        let copies = side.countries.iter().map(|file| FormCopy::new(side.model, Some(file), side.catalogues)).collect();
        Self { model: side.model, copies }
    }

    fn touched(&self, question: Option<&str>) -> Vec<String> {
        let condition = question
            .and_then(|id| self.model.question(id))
            .and_then(|question| canonical::full_outer(self.model, question));
        self.copies
            .iter()
            .filter(|copy| copy.outcome(condition.as_ref()) != Outcome::Never)
            .map(|copy| copy.code.word().to_owned())
            .collect()
    }
}
