//! Runs the cases of one copy.

use crate::back_ends::BackEnds;
use crate::case_file::CaseFile;
use crate::rules::CASE_ASKS;
use crate::{expected, printed};
use canevas_diagnostics::{Finding, Findings};
use canevas_project::FormCopy;
use canevas_syntax::Sp;
use canevas_validate::{AskedPart, Validator, check_return, place_in_words};
use std::collections::BTreeSet;
use std::fmt;

/// Holds cases against a copy. What all of them need is prepared once.
pub struct CaseRunner<'e> {
    copy: FormCopy<'e>,
    validator: Validator<'e>,
    back_ends: BackEnds<'e>,
}

impl<'e> CaseRunner<'e> {
    /// A runner for the cases of a copy.
    pub fn new(copy: FormCopy<'e>) -> Self {
        Self { validator: Validator::new(&copy), back_ends: BackEnds::new(), copy }
    }

    /// What a case expects and does not get; nothing where it holds.
    pub fn run(&self, case: &CaseFile) -> Findings {
        let mut out = Findings::default();
        let model = self.copy.model;
        let json = case.file.response.json();
        let found = check_return(&self.validator, &case.file, false, &case.language);
        expected::compare(case, model, found, &mut out);
        let asked = self.validator.asks(json);
        for place in &case.asks {
            self.asks(case, place, true, &asked, &mut out);
        }
        for place in &case.does_not_ask {
            self.asks(case, place, false, &asked, &mut out);
        }
        printed::compare(case, &self.copy, &mut out);
        let verdict = self.validator.verdict(json);
        self.back_ends.compare(case, &self.copy, &verdict.failures, &mut out);
        out
    }

    /// The parts of the form that a return asks.
    pub fn asked(&self, case: &CaseFile) -> BTreeSet<AskedPart> {
        self.validator.asks(case.file.response.json())
    }

    fn asks(
        &self,
        case: &CaseFile,
        place: &Sp<crate::CasePlace>,
        wanted: bool,
        asked: &BTreeSet<AskedPart>,
        out: &mut Findings,
    ) {
        if asked.contains(&place.value.0) == wanted {
            return;
        }
        let model = self.copy.model;
        let language = printed::known(model, &case.language);
        let at = place_in_words(&self.copy, language, &place.value.path(model).into());
        let (message, help) = if wanted {
            let condition =
                "look at its `show_if`, and at those of its heading and section; `canevas reach` lists them";
            (format!("{at} is expected to be asked, and these answers do not make the form ask it"), condition)
        } else {
            let condition = "correct the answers or the `show_if`, or move it to `asks`";
            (format!("{at} is expected not to be asked, and these answers make the form ask it"), condition)
        };
        out.push(Finding::new(&CASE_ASKS, place.span, message).help(help));
    }
}

impl fmt::Debug for CaseRunner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CaseRunner").field("copy", &self.copy.code).finish_non_exhaustive()
    }
}
