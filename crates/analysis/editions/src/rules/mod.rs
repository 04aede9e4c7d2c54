//! One file per rule. To add one: the file, its `mod` line and its line in [`ALL`]; a test finds a file that has none.

use crate::judge::{ChangeFinding, RuleContext};
use crate::{Impact, Mark};
use canevas_diagnostics::Rule;

/// An example: questions of the old edition, then of the new one, with what else stands in the two forms and beside them.
macro_rules! pair {
    ([$($old:literal),*] => [$($new:literal),*] $(; new $new_head:literal)? $(; old $old_head:literal)? $(; files $files:literal)?) => {
        concat!(
            "edition: \"2025\"\n", $($new_head,)?
            "sections:\n  - id: work\n    title: Work\n    questions:\n", $("      - id: ", $new, "\n",)*
            $($files,)?
            "-- old/form.yaml --\n", $($old_head,)?
            "sections:\n  - id: work\n    title: Work\n    questions:\n", $("      - id: ", $old, "\n",)*
        )
    };
}

mod bound_relaxed;
mod bound_tightened;
mod cardinality_changed;
mod carry_broken;
mod condition_changed;
mod condition_inverted;
mod country_orphan;
mod edition_not_bumped;
mod exclusivity_changed;
mod fact_added;
mod frame_changed;
mod hint_changed;
mod id_added;
mod id_removed;
mod id_reused;
mod language_added;
mod language_dropped;
mod lineage_broken;
mod nothing_to_report_changed;
mod option_added;
mod option_code_reassigned;
mod option_relabelled;
mod option_removed;
mod order_changed;
mod placeholder_changed;
mod published_edition_edited;
mod rename_undeclared;
mod required_added;
mod required_removed;
mod retirement_dropped;
mod scope_moved;
mod section_moved;
mod translation_drift;
mod type_changed;
mod type_widened;
mod waiver_stale;
mod wording_changed;
mod wording_cosmetic;

/// A rule about a change.
pub(crate) struct EditionRule {
    /// The rule.
    pub rule: &'static Rule,
    /// What such a change touches.
    pub impact: Impact,
    /// Whether a waiver may accept it.
    pub waivable: bool,
    /// Its other half.
    #[cfg_attr(not(test), expect(dead_code, reason = "held by a test"))]
    pub mirror: Mirror,
    /// Looks for it.
    pub run: fn(&RuleContext<'_>, &mut Vec<ChangeFinding>),
}

/// The other half of a rule: added and removed, tightened and relaxed.
#[cfg_attr(not(test), expect(dead_code, reason = "held by a test"))]
pub(crate) enum Mirror {
    /// This rule.
    Of(&'static str),
    /// None, and why.
    None(&'static str),
}

pub(crate) const fn impact(answers: Mark, series: Mark, translators: Mark, countries: Mark) -> Impact {
    Impact { answers, series, translators, countries }
}

/// Every rule, in the order of the codes. The last one looks at what the others left of the waivers.
pub(crate) static ALL: [&EditionRule; 38] = [
    &id_removed::CHECK,
    &id_added::CHECK,
    &rename_undeclared::CHECK,
    &id_reused::CHECK,
    &retirement_dropped::CHECK,
    &section_moved::CHECK,
    &scope_moved::CHECK,
    &lineage_broken::CHECK,
    &type_changed::CHECK,
    &type_widened::CHECK,
    &cardinality_changed::CHECK,
    &bound_tightened::CHECK,
    &bound_relaxed::CHECK,
    &required_added::CHECK,
    &required_removed::CHECK,
    &frame_changed::CHECK,
    &nothing_to_report_changed::CHECK,
    &option_removed::CHECK,
    &option_added::CHECK,
    &option_code_reassigned::CHECK,
    &option_relabelled::CHECK,
    &exclusivity_changed::CHECK,
    &order_changed::CHECK,
    &wording_changed::CHECK,
    &wording_cosmetic::CHECK,
    &hint_changed::CHECK,
    &translation_drift::CHECK,
    &placeholder_changed::CHECK,
    &language_dropped::CHECK,
    &language_added::CHECK,
    &condition_changed::CHECK,
    &condition_inverted::CHECK,
    &edition_not_bumped::CHECK,
    &published_edition_edited::CHECK,
    &carry_broken::CHECK,
    &country_orphan::CHECK,
    &fact_added::CHECK,
    &waiver_stale::CHECK,
];

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &rules();

const fn rules() -> [&'static Rule; ALL.len()] {
    let mut rules = [ALL[0].rule; ALL.len()];
    let mut index = 0;
    while index < rules.len() {
        rules[index] = ALL[index].rule;
        index += 1;
    }
    rules
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the test lists the files of its folder")]
mod tests {
    use super::{ALL, Mirror, RULES};

    /// A file that nobody registered would be a rule that never runs.
    #[test]
    fn every_file_is_registered_under_its_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let Ok(entries) = std::fs::read_dir(folder) else { unreachable!() };
        let mut files: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".rs").map(|name| name.replace('_', "-")))
            .filter(|name| name != "mod")
            .collect();
        files.sort();
        let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        assert_eq!(files, names);
    }

    #[test]
    fn codes_are_in_order_and_used_once() {
        let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        assert!(codes.iter().all(|code| code.starts_with('E') && code.len() == 4));
    }

    /// Added and removed, tightened and relaxed: both halves, or a stated reason.
    #[test]
    fn every_rule_has_its_other_half_or_a_reason() {
        for rule in ALL {
            match rule.mirror {
                Mirror::None(reason) => {
                    assert!(reason.split(' ').count() > 3, "{}: {reason}", rule.rule.name);
                }
                Mirror::Of(other) => {
                    let found = ALL.iter().find(|known| known.rule.name == other);
                    let back = found.map(|found| &found.mirror);
                    assert!(matches!(back, Some(Mirror::Of(name)) if *name == rule.rule.name), "{}", rule.rule.name);
                }
            }
        }
    }
}
