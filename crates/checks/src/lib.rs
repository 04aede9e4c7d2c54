//! Checks of one edition: what is well formed and means something, and yet is a mistake.
//!
//! One file per rule in `rules/`. A check reads an [`Edition`] and pushes findings; it changes nothing and knows no other
//! check. What several checks look at is made once per check from shared readers: `phrases` are the texts with their
//! languages, `pairs` the translations beside their sources, `conditions` the conditions with those around them, `siblings` texts that stand side by side.

mod conditions;
mod countries;
mod numerals;
mod ordinals;
mod pairs;
mod phrases;
mod rules;
mod siblings;
mod words;

pub use rules::RULES;

use canevas_diagnostics::{Findings, Rule, Sources};
use canevas_inputs::{Catalogues, CountryFile, Glossary};
use canevas_model::Model;

/// One edition with everything that is checked together.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The texts that were read.
    pub sources: &'a Sources,
    /// The form.
    pub model: &'a Model,
    /// Its translations.
    pub catalogues: &'a Catalogues,
    /// The country files.
    pub countries: &'a [CountryFile],
    /// The glossary, where there is one.
    pub glossary: Option<&'a Glossary>,
}

/// One check: a rule and the function that looks for it.
pub(crate) struct Check {
    /// The rule.
    pub rule: &'static Rule,
    /// Looks for it.
    pub run: fn(&Edition<'_>, &mut Findings),
}

/// Runs every check; findings come in the order of the sources.
pub fn run(edition: &Edition<'_>) -> Findings {
    let mut findings = Findings::default();
    for check in rules::ALL {
        let before = findings.len();
        (check.run)(edition, &mut findings);
        debug_assert!(findings.iter().skip(before).all(|finding| finding.rule == check.rule), "{}", check.rule.name);
    }
    findings.sorted()
}
