//! Runs the cases of an edition. Each copy is prepared once, for the first case that needs it.

use crate::Edition;
use canevas_cases::{CaseFile, CaseRunner};
use canevas_diagnostics::Findings;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

impl Edition {
    /// What the cases of the edition's folder expect and do not get, if the form has no error. The findings have the rules' own levels.
    pub fn check_cases(&self) -> Findings {
        let mut findings = Findings::default();
        let Some(model) = self.model.as_ref().filter(|_| self.form_is_whole && !self.cases.is_empty()) else {
            return findings;
        };
        let blank: OnceLock<CaseRunner<'_>> = OnceLock::new();
        let runners: BTreeMap<&str, OnceLock<CaseRunner<'_>>> =
            self.countries.iter().map(|file| (file.code.as_str(), OnceLock::new())).collect();
        let run = |case: &CaseFile| {
            let own = case.country.as_deref().and_then(|code| runners.get_key_value(code));
            let file = own.and_then(|(code, _)| self.countries.iter().find(|file| file.code == **code));
            let runner = own.map_or(&blank, |(_, runner)| runner);
            runner.get_or_init(|| CaseRunner::new(self.copy(model, file))).run(case)
        };
        let found: Vec<Findings> = self.cases.par_iter().map(run).collect();
        for found in found {
            findings.extend(found);
        }
        findings
    }
}
