//! An edition against one further back than the one it starts from.
//!
//! Each step on the way there has a change file of its own, which declares what it changed. Held against an edition further
//! back, all of that shows at once, and no one change file declares it. What a step told is therefore only listed; what
//! stands is what no step could see, such as an option's code that went and came back with another meaning.

use crate::judge::EditionDiff;
use canevas_diagnostics::Level;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Lists only what one of the steps told, under whatever id it had then. `steps` lead from the old edition to the new one,
/// in that order.
pub fn told_by_steps(further: &mut EditionDiff, steps: &[&EditionDiff]) {
    let mut told: HashMap<(&str, String), String> = HashMap::new();
    for (index, step) in steps.iter().enumerate() {
        for judged in &step.judged {
            let at = steps[index + 1..]
                .iter()
                .fold(judged.at.clone(), |at, later| with_new_id(&at, |id| later.replay.new_id(id)));
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

/// A place with the id of its question as it is later: `id`, `id.field` or `question.id.part`.
fn with_new_id<'a>(at: &'a str, new_id: impl Fn(&'a str) -> &'a str) -> String {
    let (head, rest) = at.strip_prefix("question.").map_or(("", at), |rest| ("question.", rest));
    let (id, tail) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    format!("{head}{}{tail}", new_id(id))
}

#[cfg(test)]
mod tests {
    use super::with_new_id;

    #[test]
    fn places_follow_a_rename() {
        let new_id = |id| if id == "old" { "new" } else { id };
        for (at, expected) in [
            ("old", "new"),
            ("old.title", "new.title"),
            ("question.old.hint", "question.new.hint"),
            ("older", "older"),
            ("list.old.label", "list.old.label"),
        ] {
            assert_eq!(with_new_id(at, new_id), expected);
        }
    }
}
