//! Levels that `canevas.toml` sets in place of the rules' own. Findings that are switched off stay in a list of their own,
//! so that a summary can count them.

use crate::{Finding, Findings, Level, Rule};
use std::collections::BTreeMap;

/// The setting for one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelSetting {
    /// The new level; `None` if the rule is off.
    pub level: Option<Level>,
    /// The author's reason.
    pub reason: String,
}

/// The settings by the code of the rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<&'static str, LevelSetting>);

impl Levels {
    /// Sets a rule's level. Returns `false` and changes nothing if the level is set already.
    pub fn set(&mut self, rule: &'static Rule, set: LevelSetting) -> bool {
        let is_new = !self.0.contains_key(rule.code);
        self.0.entry(rule.code).or_insert(set);
        is_new
    }

    /// Gives a finding its new level and the reason for it. Returns `false` if its rule is off.
    pub fn apply(&self, finding: &mut Finding) -> bool {
        let Some(set) = self.0.get(finding.rule.code) else { return true };
        finding.set_because = Some(set.reason.clone());
        match set.level {
            Some(level) => finding.level = level,
            None => return false,
        }
        true
    }

    /// Whether a rule is switched off.
    pub fn is_off(&self, rule: &Rule) -> bool {
        self.0.get(rule.code).is_some_and(|set| set.level.is_none())
    }

    /// Splits findings into those with their new levels and those whose rules are off.
    pub fn part(&self, findings: Findings) -> (Findings, Findings) {
        let (mut told, mut off) = (Findings::default(), Findings::default());
        for mut finding in findings {
            if self.apply(&mut finding) { told.push(finding) } else { off.push(finding) }
        }
        (told, off)
    }
}

/// A line for a summary: how many findings are switched off or accepted, of which rules, and why. `None` if there are none.
pub fn suppressed_line<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Option<String> {
    let mut rules: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for finding in findings {
        let reason = finding.set_because.as_deref().unwrap_or_default().trim();
        *rules.entry((finding.rule.code, finding.rule.name, reason)).or_default() += 1;
    }
    let total: usize = rules.values().sum();
    let each: Vec<String> =
        rules.iter().map(|((code, name, reason), count)| format!("{code} {name} {count} ({reason})")).collect();
    (total > 0).then(|| format!("{total} suppressed by canevas.toml: {}", each.join(", ")))
}
