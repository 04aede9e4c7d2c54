//! A return from a text of its own: what it says, and what is wrong with the file.

use canevas_diagnostics::{Findings, Level, Sources};
use canevas_responses::{ReturnFile, read_return};
use canevas_syntax::rules::{DUPLICATE_KEY, NOT_JSON, TOO_BIG};

/// What is wrong with the file of a return, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnFault {
    /// The line, from 1.
    pub line: usize,
    /// The place, as `name:line:column`.
    pub place: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Whether it is unclear what the file says: it is no JSON, or a key stands twice in one block.
    pub is_unclear: bool,
}

/// Reads a return. The faults come in the order in which they were found, those that leave it unclear first.
pub fn read_return_text(name: &str, text: &str) -> (Option<ReturnFile>, Vec<ReturnFault>) {
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    let (read, findings) = read_return(&sources, id);
    (read, faults(&findings, &sources))
}

fn faults(findings: &Findings, sources: &Sources) -> Vec<ReturnFault> {
    let denying = findings.iter().filter(|finding| finding.level == Level::Deny);
    let mut faults: Vec<ReturnFault> = denying
        .map(|finding| {
            let span = finding.primary.span;
            ReturnFault {
                line: sources.get(span.source).line_of(span.range().start) + 1,
                place: sources.place(span),
                message: finding.message.clone(),
                is_unclear: [&DUPLICATE_KEY, &NOT_JSON, &TOO_BIG].iter().any(|rule| rule.code == finding.rule.code),
            }
        })
        .collect();
    faults.sort_by_key(|fault| !fault.is_unclear);
    faults
}
