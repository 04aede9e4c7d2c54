//! Matches waivers with findings.

use super::RuleContext;
use super::base::WaiverUse;
use crate::edition_diff::ClassifiedChange;
use canevas_diagnostics::{Level, Levels, Rule};
use canevas_syntax::changes::Waiver;
use std::collections::{HashMap, HashSet};

/// The waivers of the change file.
pub(crate) struct Waivers<'a> {
    all: &'a [Waiver],
    by_fingerprint: HashMap<&'a str, Vec<usize>>,
    met: HashSet<usize>,
    /// Waivers that expired, and in whose place a valid one stands.
    renewed: HashSet<usize>,
}

impl<'a> Waivers<'a> {
    pub fn new(ctx: &RuleContext<'a>) -> Self {
        let all = ctx.new.changes.and_then(|changes| changes.waivers.as_deref()).unwrap_or_default();
        let mut by_fingerprint: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, waiver) in all.iter().enumerate() {
            if let Some(fingerprint) = &waiver.fingerprint {
                by_fingerprint.entry(&fingerprint.value).or_default().push(index);
            }
        }
        Self { all, by_fingerprint, met: HashSet::new(), renewed: HashSet::new() }
    }

    /// The waiver of a change: a valid one, if there is one. It then counts as matched.
    fn meet(&mut self, ctx: &RuleContext<'_>, change: &ClassifiedChange) -> Option<&'a Waiver> {
        let rule = change.finding.rule;
        let names = |waiver: &Waiver| {
            waiver.rule.as_ref().is_some_and(|named| rule.is_called(&named.value))
                && waiver.at.as_ref().is_some_and(|at| change.at == *at.value.as_str())
        };
        let known = self.by_fingerprint.get(change.fingerprint.as_str())?;
        let named: Vec<usize> = known.iter().copied().filter(|index| names(&self.all[*index])).collect();
        if !rule.policy.waivable {
            return None;
        }
        let is_valid = |index: &&usize| !ctx.expired(&self.all[**index]);
        let index = match named.iter().find(is_valid) {
            Some(valid) => {
                self.renewed.extend(named.iter().filter(|index| !is_valid(index)));
                *valid
            }
            None => *named.first()?,
        };
        self.met.insert(index);
        Some(&self.all[index])
    }

    /// Each waiver, and whether it applies.
    pub(super) fn uses(&self, rules: &[&Rule]) -> Vec<WaiverUse<'a>> {
        let is_allowed = |waiver: &Waiver| {
            let named = waiver.rule.as_ref().map_or("", |rule| rule.value.as_str());
            rules.iter().find(|rule| rule.is_called(named)).is_none_or(|rule| rule.policy.waivable)
        };
        self.all
            .iter()
            .enumerate()
            .filter(|(index, _)| !self.renewed.contains(index))
            .map(|(index, waiver)| WaiverUse {
                waiver,
                is_met: self.met.contains(&index),
                is_allowed: is_allowed(waiver),
            })
            .collect()
    }
}

/// Applies waivers and the levels of the settings. Returns the changes to show, and the changes whose rules are off.
pub(crate) fn apply_levels(
    ctx: &RuleContext<'_>,
    levels: &Levels,
    waivers: &mut Waivers<'_>,
    changes: impl Iterator<Item = ClassifiedChange>,
) -> (Vec<ClassifiedChange>, Vec<ClassifiedChange>) {
    let (mut shown, mut off) = (Vec::new(), Vec::new());
    for mut change in changes {
        let waiver = waivers.meet(ctx, &change).filter(|waiver| !ctx.expired(waiver));
        if let Some(reason) = waiver.and_then(|waiver| waiver.reason.as_ref()) {
            change.finding.level = Level::Info;
            change.waived = Some(reason.value.clone());
        }
        let is_open = change.declared.is_none() && change.waived.is_none();
        if is_open && !levels.apply(&mut change.finding) {
            off.push(change);
        } else {
            shown.push(change);
        }
    }
    (shown, off)
}
