//! An edition against one further back than the one it starts from.
//!
//! Each edition in between has a change file, which declares the changes of that step. A comparison with an edition further
//! back shows the changes of all steps at once, and no single change file declares them. Findings that a step already
//! reported therefore become notes. The others stand: no step could see them. An example is an option's code that was
//! removed and came back with another meaning.

use crate::diff::Place;
use crate::edition_diff::EditionDiff;
use canevas_diagnostics::Level;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Turns findings that a step already reported into notes, whatever id a question had then. `steps` lead from the old
/// edition to the new one, in that order.
pub fn told_by_steps(further: &mut EditionDiff, steps: &[&EditionDiff]) {
    let mut told: HashMap<(&str, Place), String> = HashMap::new();
    for (index, step) in steps.iter().enumerate() {
        for judged in &step.judged {
            let at = steps[index + 1..]
                .iter()
                .fold(judged.at.clone(), |at, later| at.with_new_ids(|id| later.replay.new_id(id).to_owned()));
            told.entry((judged.finding.rule.code, at)).or_insert_with(|| format!("from {} to {}", step.old, step.new));
        }
    }
    for judged in &mut further.judged {
        if let Some(step) = told.get(&(judged.finding.rule.code, judged.at.clone())) {
            judged.finding.level = Level::Info;
            judged.declared.get_or_insert_with(|| format!("told by the step {step}"));
        }
    }
    // What denies comes first, as in every comparison.
    further.judged.sort_by_key(|judged| Reverse(judged.finding.level));
}
