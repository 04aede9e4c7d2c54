//! Levels in force where they are not the rules' own. A finding that is switched off is set apart and not lost, so that
//! how many there are can always be told.

use crate::{Finding, Findings, Level, Rule};
use std::collections::BTreeMap;

/// What is set for one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The level in force; `None` where the rule is off.
    pub level: Option<Level>,
    /// Why.
    pub reason: String,
}

/// What is set, by the code of the rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<&'static str, Set>);

impl Levels {
    /// Sets a rule's level; gives `false`, and changes nothing, where it is set already.
    pub fn set(&mut self, rule: &'static Rule, set: Set) -> bool {
        let is_new = !self.0.contains_key(rule.code);
        self.0.entry(rule.code).or_insert(set);
        is_new
    }

    /// Gives a finding its level in force; `false` where its rule is off. The reason is kept with it.
    pub fn apply(&self, finding: &mut Finding) -> bool {
        let Some(set) = self.0.get(finding.rule.code) else { return true };
        finding.set_because = Some(set.reason.clone());
        match set.level {
            Some(level) => finding.level = level,
            None => return false,
        }
        true
    }

    /// Findings at their levels in force, and apart from them those whose rules are off.
    pub fn part(&self, findings: Findings) -> (Findings, Findings) {
        let (mut told, mut off) = (Findings::default(), Findings::default());
        for mut finding in findings {
            if self.apply(&mut finding) { told.push(finding) } else { off.push(finding) }
        }
        (told, off)
    }
}

/// What is switched off, for a summary: how many findings, of which rules, and why. `None` where nothing is.
pub fn suppressed_line<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Option<String> {
    let mut rules: BTreeMap<&str, (&Finding, usize)> = BTreeMap::new();
    for finding in findings {
        rules.entry(finding.rule.code).or_insert((finding, 0)).1 += 1;
    }
    let total: usize = rules.values().map(|(_, count)| count).sum();
    let each: Vec<String> = rules
        .values()
        .map(|(finding, count)| {
            let reason = finding.set_because.as_deref().unwrap_or_default().trim();
            format!("{} {} {count} ({reason})", finding.rule.code, finding.rule.name)
        })
        .collect();
    (total > 0).then(|| format!("{total} suppressed by canevas.toml: {}", each.join(", ")))
}
