//! Checks of one edition: they find mistakes in definitions that are well formed.
//!
//! Each rule has a file in `rules/`. A check reads a `CheckContext`, the edition with its texts prepared once for all checks,
//! and pushes findings. It changes nothing and does not know the other checks. `phrases` holds the texts with their
//! languages, `pairs` the translations beside their sources, `conditions` the conditions with the conditions around them,
//! and `siblings` neighbouring texts of one kind.

mod conditions;
mod context;
mod countries;
mod numerals;
mod ordinals;
mod pairs;
mod phrases;
mod rules;
mod siblings;
mod tokens;

pub use rules::RULES;

use canevas_diagnostics::{Findings, Rule, Sources};
use canevas_model::Model;
use canevas_project::{Catalogues, CountryFile, Glossary};
use context::CheckContext;
use rayon::prelude::*;

/// One edition with all parts that are checked together.
#[derive(Debug, Clone, Copy)]
pub struct EditionParts<'a> {
    /// The sources of all files.
    pub sources: &'a Sources,
    /// The form.
    pub model: &'a Model,
    /// Its translations.
    pub catalogues: &'a Catalogues,
    /// The country files.
    pub countries: &'a [CountryFile],
    /// The glossary, if the edition has one.
    pub glossary: Option<&'a Glossary>,
}

/// One check: a rule and the function that looks for it.
pub(crate) struct RuleCheck {
    /// The rule.
    pub rule: &'static Rule,
    /// Looks for violations of the rule.
    pub run: fn(&CheckContext<'_>, &mut Findings),
}

/// Runs every check. Findings come in the order of the sources.
pub fn run(edition: &EditionParts<'_>) -> Findings {
    let context = CheckContext::new(edition);
    let run = |check: &&RuleCheck| {
        let mut findings = Findings::default();
        (check.run)(&context, &mut findings);
        debug_assert!(findings.iter().all(|finding| finding.rule == check.rule), "{}", check.rule.name);
        findings
    };
    // The checks run in parallel; their findings are joined in the order of the rules.
    let found: Vec<Findings> = rules::ALL.par_iter().map(run).collect();
    let mut findings = Findings::default();
    for found in found {
        findings.extend(found);
    }
    findings.sorted()
}
