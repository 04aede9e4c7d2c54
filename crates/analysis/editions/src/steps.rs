//! Comparisons over several editions.
//!
//! Each edition in between has a change file, which declares the changes of that step. A comparison with an edition further
//! back shows the changes of all steps at once, and no single change file declares them. A finding that a step already
//! reported therefore becomes a note. The others keep their level: no step could see them. An example is an option's code that was
//! removed and came back with another meaning.

use crate::diff::ChangePlace;
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use canevas_diagnostics::Level;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What steps reported: by rule and place, the step and its finding.
struct Reported<'d>(HashMap<(&'static str, ChangePlace), (&'d EditionDiff, &'d ClassifiedChange)>);

impl<'d> Reported<'d> {
    /// `steps` lead from the old edition to the new one, in that order. A question may have another id in a later step.
    fn new(steps: &[&'d EditionDiff]) -> Self {
        let mut reported = HashMap::new();
        for (index, step) in steps.iter().enumerate() {
            for change in &step.classified {
                let at = steps[index + 1..]
                    .iter()
                    .fold(change.at.clone(), |at, later| at.with_new_ids(|id| later.replay.new_id(id).to_owned()));
                reported.entry((change.finding.rule.code, at)).or_insert((*step, change));
            }
        }
        Self(reported)
    }

    /// The step that reported a change, and its finding.
    fn of(&self, change: &ClassifiedChange) -> Option<(&'d EditionDiff, &'d ClassifiedChange)> {
        self.0.get(&(change.finding.rule.code, change.at.clone())).copied()
    }
}

/// Gives findings that a step reports too the advice of that step: its commands write the change file in which the change can
/// be declared.
pub fn advise_as_reported(further: &mut EditionDiff, steps: &[&EditionDiff]) {
    let reported = Reported::new(steps);
    for change in &mut further.classified {
        if let Some((_, found)) = reported.of(change) {
            change.finding.help.clone_from(&found.finding.help);
        }
    }
}

/// Lowers findings that a step already reported to notes, even if a question had another id then, with the advice of the step.
/// `steps` lead from the old edition to the new one, in that order.
pub fn demote_reported(further: &mut EditionDiff, steps: &[&EditionDiff]) {
    advise_as_reported(further, steps);
    let reported = Reported::new(steps);
    for change in &mut further.classified {
        if let Some((step, _)) = reported.of(change) {
            change.finding.level = Level::Info;
            change
                .declared
                .get_or_insert_with(|| format!("reported by the comparison from {} to {}", step.old, step.new));
        }
    }
    // Findings that deny come first, as in every comparison.
    further.classified.sort_by_key(|change| Reverse(change.finding.level));
}
