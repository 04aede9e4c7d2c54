//! A case as it was read.

use crate::place::CasePlace;
use canevas_diagnostics::{Rule, SourceId};
use canevas_model::{Language, QuestionId};
use canevas_responses::ReturnFile;
use canevas_syntax::{SourceText, Sp};

/// A case: the return that it describes, and what it expects. Its names are those of the form: a case with another name is not kept.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// The source that it was read from.
    pub source: SourceId,
    /// The code of the country that answers; none where the blank copy is filled in.
    pub country: Option<String>,
    /// The language of the answers, and of what is printed.
    pub language: Language,
    /// The return, whose places are those of the case.
    pub file: ReturnFile,
    /// What must be asked.
    pub asks: Vec<Sp<CasePlace>>,
    /// What must not be asked.
    pub does_not_ask: Vec<Sp<CasePlace>>,
    /// What must be found.
    pub findings: Vec<ExpectedFinding>,
    /// The words that must be printed.
    pub prints: Vec<(Sp<CasePlace>, SourceText)>,
}

/// A finding that a case expects.
#[derive(Debug, Clone)]
pub struct ExpectedFinding {
    /// Its rule, and where the case names it.
    pub rule: Sp<&'static Rule>,
    /// The question that it is about, where the case says so.
    pub question: Option<QuestionId>,
    /// The field that it is about.
    pub field: Option<QuestionId>,
    /// The row: its key, or its number from 1.
    pub row: Option<String>,
}
