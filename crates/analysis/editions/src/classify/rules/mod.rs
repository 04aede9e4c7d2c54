//! One file per rule. To add one, write its file and add its line below. A test names the next free code.

use super::base::{ChangeFinding, EditionRule};
use crate::EditionSide;
use canevas_diagnostics::{Finding, Rule};

/// Declares each rule's module and lists its `CHECK`.
macro_rules! rules {
    ($($name:ident),+ $(,)?) => {
        $(mod $name;)+

        static ALL: &[&EditionRule] = &[$(&$name::CHECK),+];
    };
}

rules! {
    bound_relaxed,
    bound_tightened,
    cardinality_changed,
    carry_broken,
    carry_changed,
    condition_changed,
    condition_inverted,
    country_orphan,
    date_moved,
    declaration_unmet,
    edition_not_bumped,
    exclusivity_changed,
    fact_added,
    form_changed,
    frame_changed,
    help_changed,
    id_added,
    id_removed,
    id_reused,
    language_added,
    language_dropped,
    last_year_changed,
    layout_changed,
    lineage_broken,
    nothing_to_report_changed,
    number_changed,
    old_return_fails,
    option_added,
    option_code_reassigned,
    option_relabelled,
    option_removed,
    order_changed,
    period_off_series,
    personal_changed,
    placeholder_changed,
    publication_changed,
    published_edition_edited,
    rename_undeclared,
    required_added,
    required_removed,
    respondents_added,
    respondents_changed,
    retirement_dropped,
    rule_added,
    rule_removed,
    scope_moved,
    section_moved,
    start_elsewhere,
    translation_drift,
    type_changed,
    type_widened,
    units_added,
    units_changed,
    value_changed,
    waiver_stale,
    wording_changed,
    wording_cosmetic,
}

/// Every rule, in the order of the codes.
static SORTED: [&EditionRule; ALL.len()] = sorted();

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &codes();

/// The rule about an edition that keeps the name of the one before. Two folders that hold one edition break it too, which only
/// an operation sees.
pub static EDITION_NOT_BUMPED: &Rule = edition_not_bumped::CHECK.rule;

/// The rule about a change file that starts elsewhere. Only an operation sees the folders beside an edition.
pub static START_ELSEWHERE: &Rule = start_elsewhere::CHECK.rule;

/// The findings of the rule published-edition-edited about one edition.
pub(super) fn in_own_lock(side: &EditionSide<'_>) -> Vec<Finding> {
    let found = published_edition_edited::in_own_lock(side).into_iter();
    let finding = |found: ChangeFinding| {
        let span = found.new.unwrap_or(side.model.edition_span);
        Finding::new(published_edition_edited::CHECK.rule, span, found.message).help_if(found.help)
    };
    found.map(finding).collect()
}

/// Every rule, in the order of the codes.
pub(super) fn in_order() -> impl Iterator<Item = &'static EditionRule> {
    SORTED.iter().copied()
}

/// The keys of the language whose changes are reported, each with a rule that reports them: `question.hint`, E026.
pub fn rules_of_keys() -> Vec<(&'static str, &'static Rule)> {
    in_order().flat_map(|rule| rule.keys.iter().map(|key| (*key, rule.rule))).collect()
}

const fn codes() -> [&'static Rule; ALL.len()] {
    let mut rules = [ALL[0].rule; ALL.len()];
    let sorted = sorted();
    let mut index = 0;
    while index < rules.len() {
        rules[index] = sorted[index].rule;
        index += 1;
    }
    rules
}

const fn sorted() -> [&'static EditionRule; ALL.len()] {
    let mut rules = [ALL[0]; ALL.len()];
    let mut count = 0;
    while count < ALL.len() {
        let mut at = count;
        while at > 0 && is_before(ALL[count].rule.code, rules[at - 1].rule.code) {
            rules[at] = rules[at - 1];
            at -= 1;
        }
        rules[at] = ALL[count];
        count += 1;
    }
    rules
}

/// Whether a code comes before another of the same length.
const fn is_before(code: &str, other: &str) -> bool {
    let (code, other) = (code.as_bytes(), other.as_bytes());
    let mut index = 0;
    while index < code.len() && index < other.len() {
        if code[index] != other[index] {
            return code[index] < other[index];
        }
        index += 1;
    }
    code.len() < other.len()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the tests read files of this crate")]
mod tests {
    use super::{ALL, RULES, in_order};
    use crate::classify::base::{Detector, Direction, Mirror, Severity};
    use crate::diff::Aspect;
    use canevas_diagnostics::{Level, conflicts};
    use std::collections::BTreeSet;

    /// A file without a line in the list would be a rule that never runs.
    #[test]
    fn every_file_is_registered_under_its_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/classify/rules");
        let Ok(entries) = std::fs::read_dir(folder) else { unreachable!() };
        let files: BTreeSet<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".rs").map(|name| name.replace('_', "-")))
            .filter(|name| name != "mod")
            .collect();
        let names: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
        let missing: Vec<_> = files.symmetric_difference(&names).collect();
        assert!(missing.is_empty(), "a file and a line of `rules!` in classify/rules/mod.rs do not match: {missing:?}");
    }

    /// A failure names the culprit and the next free code. The order of the list above does not matter.
    #[test]
    fn every_code_is_used_once() {
        assert_eq!(conflicts(RULES), [""; 0]);
        for rule in RULES {
            let number = rule.code.strip_prefix('E').filter(|number| number.len() == 3);
            assert!(number.is_some_and(|number| number.parse::<u16>().is_ok()), "{} is no code", rule.code);
        }
    }

    /// Added and removed, tightened and relaxed: both halves, or a stated reason.
    #[test]
    fn every_rule_has_its_counterpart_or_a_reason() {
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

    /// A level follows from effect and direction. A rule that differs says why; this list shows both at once.
    #[test]
    fn levels_follow_from_effect_and_direction() {
        let mut list = String::new();
        for rule in in_order() {
            let Severity { impact, direction, set } = rule.severity;
            let derived = rule.severity.derived();
            let (signs, word) = (impact.signs(), derived.word());
            let line = match set {
                None => format!("{} {signs} {direction:?}: {word}\n", rule.rule.code),
                Some((level, reason)) => {
                    assert!(level != derived, "{} overrides what follows anyway", rule.rule.name);
                    assert!(reason.split(' ').count() > 5, "{}: {reason}", rule.rule.name);
                    format!("{} {signs} {direction:?}: {word}, but {}: {reason}\n", rule.rule.code, level.word())
                }
            };
            assert_eq!(rule.rule.level, rule.severity.level(), "{} does not use its SEVERITY", rule.rule.name);
            list.push_str(&line);
        }
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/classify/levels.txt");
        let command = "if the difference is right, run `UPDATE=1 cargo test --workspace --lib`";
        let compared = canevas_expected::compare(&path, &list, command);
        assert!(compared.is_ok(), "{}", compared.err().unwrap_or_default());
    }

    /// What only moves is less severe than what changes a number; what breaks answers denies in every direction.
    #[test]
    fn effects_decide_first_and_directions_second() {
        use crate::classify::base::Effect::{Breaks, Clear, Review};
        use crate::classify::base::impact;
        let level = |impact, direction| Severity::of(impact, direction).derived();
        for direction in [Direction::Adds, Direction::Moves, Direction::Widens, Direction::Narrows] {
            assert_eq!(level(impact(Breaks, Clear, Clear, Clear), direction), Level::Deny);
            assert_eq!(level(impact(Clear, Clear, Breaks, Review), direction), Level::Info);
        }
        assert_eq!(level(impact(Clear, Review, Clear, Clear), Direction::Moves), Level::Info);
        assert_eq!(level(impact(Clear, Review, Clear, Clear), Direction::Widens), Level::Warn);
    }

    /// A change that no rule takes would pass without a word.
    #[test]
    fn every_kind_of_change_has_a_rule() {
        let taken: BTreeSet<Aspect> = ALL
            .iter()
            .flat_map(|rule| rule.detectors)
            .filter_map(|detector| match detector {
                Detector::Changes(aspects, _) => Some(*aspects),
                Detector::Editions(_) | Detector::Waivers(_) => None,
            })
            .flatten()
            .copied()
            .collect();
        for aspect in Aspect::ALL {
            assert!(taken.contains(aspect), "no rule takes {aspect:?}");
        }
    }
}
