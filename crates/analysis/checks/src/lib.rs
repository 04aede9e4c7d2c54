//! Checks of one edition: what is well formed and means something, and yet is a mistake.
//!
//! One file per rule in `rules/`. A check gets a `CheckContext`, the edition with its texts read once for all checks, and pushes
//! findings; it changes nothing and knows no other check. `phrases` are the texts with their languages, `pairs` the
//! translations beside their sources, `conditions` the conditions with those around them, `siblings` texts that stand side
//! by side.

mod conditions;
mod countries;
mod numerals;
mod ordinals;
mod pairs;
mod phrases;
mod reading;
mod rules;
mod siblings;
mod words;

pub use rules::RULES;

use canevas_diagnostics::{Findings, Rule, Sources};
use canevas_model::Model;
use canevas_project::{Catalogues, CountryFile, Glossary};
use rayon::prelude::*;
use reading::CheckContext;

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
    pub run: fn(&CheckContext<'_>, &mut Findings),
}

/// Runs every check; findings come in the order of the sources.
pub fn run(edition: &Edition<'_>) -> Findings {
    let reading = CheckContext::new(edition);
    let run = |check: &&Check| {
        let mut findings = Findings::default();
        (check.run)(&reading, &mut findings);
        debug_assert!(findings.iter().all(|finding| finding.rule == check.rule), "{}", check.rule.name);
        findings
    };
    // Side by side, and put together in the order of the rules.
    let found: Vec<Findings> = rules::ALL.par_iter().map(run).collect();
    let mut findings = Findings::default();
    for found in found {
        findings.extend(found);
    }
    findings.sorted()
}
