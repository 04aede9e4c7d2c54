//! The change log for data users: what every change from one edition to the next means for those who compute with the answers.

use crate::step::ExportStep;
use crate::text_table::{Cell, TextTable, listed};
use canevas_editions::ClassifiedChange;
use canevas_syntax::changes::Comparable;

/// Every change of every step, a row each: `changes.csv`. Both verdicts stand in it: whether old answers pass the new edition, and
/// whether the series goes on.
pub(crate) fn changes_csv(steps: &[ExportStep<'_>]) -> String {
    let mut out = TextTable::new(&[
        "from",
        "to",
        "place",
        "rule",
        "name",
        "change",
        "before",
        "after",
        "old_answers_pass",
        "comparable",
        "reason",
        "countries",
    ]);
    for step in steps {
        for change in all(step) {
            out.row(&[
                Cell::Text(&step.diff.old),
                Cell::Text(&step.diff.new),
                Cell::Text(&change.at.to_string()),
                Cell::Text(change.finding.rule.code),
                Cell::Text(change.finding.rule.name),
                Cell::Text(&change.finding.message),
                Cell::Text(change.before.as_deref().unwrap_or_default()),
                Cell::Text(change.after.as_deref().unwrap_or_default()),
                Cell::Text(change.validates.word()),
                Cell::Text(change.comparable.word()),
                Cell::Text(&change.reasons(step.changes).join("; ")),
                Cell::Text(&listed(change.countries.iter().map(String::as_str))),
            ]);
        }
    }
    out.finish()
}

/// The changes of a step that break a series without a reason that its users could read.
pub fn unexplained_breaks<'s>(step: &ExportStep<'s>) -> Vec<&'s ClassifiedChange> {
    let is_open =
        |change: &&ClassifiedChange| change.comparable == Comparable::Broken && change.reasons(step.changes).is_empty();
    all(step).filter(is_open).collect()
}

/// Every change of a step, also those that reports do not show.
fn all<'s>(step: &ExportStep<'s>) -> impl Iterator<Item = &'s ClassifiedChange> + use<'s> {
    step.diff.classified.iter().chain(&step.diff.suppressed)
}
