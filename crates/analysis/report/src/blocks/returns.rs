//! `returns`: the whole return of each country, for reading, as a file beside the report.

use super::{Kind, ReportContext, Show, Shown};
use crate::tree::{LinkedFile, ReportPart};
use canevas_syntax::report::BlockKind;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Returns,
    summary: "The whole return of each country, for reading. Answers that are not published are left out.",
    needs: &[],
    takes: &[],
    shows: |_| false,
    resolve: |_| Some(Box::new(Returns)),
};

#[derive(Debug)]
struct Returns;

impl Show for Returns {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let file = |code: &str| LinkedFile { title: context.wording.listed_respondent(code), name: return_file(code) };
        let files = context.codes().into_iter().map(file).collect();
        Shown { parts: vec![ReportPart::Files(files)], ..Shown::default() }
    }

    fn needs_returns(&self) -> bool {
        true
    }
}

/// The name of the file that holds the return of a country, from the folder of the report.
pub fn return_file(code: &str) -> String {
    format!("returns/{code}.html")
}
