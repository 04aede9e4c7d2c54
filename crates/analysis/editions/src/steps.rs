//! Comparisons over several editions.
//!
//! Each edition in between has a change file, which declares the changes of that step. A comparison with an edition further
//! back shows the changes of all steps at once, and no single change file declares them. A finding that a step already
//! reported therefore becomes a note. The others keep their level: no step could see them. An example is an option's code that was
//! removed and came back with another meaning.

use crate::diff::ChangePlace;
use crate::edition_diff::EditionDiff;
use canevas_diagnostics::Level;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Lowers findings that a step already reported to notes, even if a question had another id then. `steps` lead from the
/// old edition to the new one, in that order.
pub fn demote_reported(further: &mut EditionDiff, steps: &[&EditionDiff]) {
    let mut reported: HashMap<(&str, ChangePlace), String> = HashMap::new();
    for (index, step) in steps.iter().enumerate() {
        for change in &step.classified {
            let at = steps[index + 1..]
                .iter()
                .fold(change.at.clone(), |at, later| at.with_new_ids(|id| later.replay.new_id(id).to_owned()));
            reported
                .entry((change.finding.rule.code, at))
                .or_insert_with(|| format!("from {} to {}", step.old, step.new));
        }
    }
    for change in &mut further.classified {
        if let Some(step) = reported.get(&(change.finding.rule.code, change.at.clone())) {
            change.finding.level = Level::Info;
            change.declared.get_or_insert_with(|| format!("reported by the comparison {step}"));
        }
    }
    // Findings that deny come first, as in every comparison.
    further.classified.sort_by_key(|change| Reverse(change.finding.level));
}
