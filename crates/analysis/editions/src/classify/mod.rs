//! The second phase: rules turn changes into findings. One file per rule.

mod base;
mod cause;
mod context;
mod mirrored;
mod rules;
mod waivers;
mod words;

pub(crate) use base::{ChangeFinding, EditionRule, is_own_word};
pub use base::{Effect, Impact};
pub(crate) use cause::{Cause, field};
pub(crate) use context::RuleContext;
pub use context::command_word;
pub use rules::{EDITION_NOT_BUMPED, RULES, START_ELSEWHERE, rules_of_keys};
pub(crate) use waivers::{Waivers, apply_levels};
pub(crate) use words::Words;

use crate::EditionSide;
use base::Detector;
use canevas_diagnostics::Findings;

/// A finding with its rule.
pub(crate) struct RuleFinding {
    pub rule: &'static EditionRule,
    pub finding: ChangeFinding,
}

/// What one edition changes in its own lock.
pub fn edited_since_publication(side: &EditionSide<'_>) -> Findings {
    rules::in_own_lock(side).into_iter().collect()
}

/// The findings of all rules about changes and editions, in the order of the codes.
pub(crate) fn classify(ctx: &RuleContext<'_>) -> Vec<RuleFinding> {
    let mut out = Vec::new();
    for rule in rules::in_order() {
        let mut push = |finding| out.push(RuleFinding { rule, finding });
        for detector in rule.detectors {
            match detector {
                Detector::Changes(aspects, run) => {
                    let matching = ctx.changes.iter().filter(|change| aspects.contains(&change.kind.aspect()));
                    matching.filter_map(|change| run(ctx, change)).for_each(&mut push);
                }
                Detector::Editions(run) => run(ctx).into_iter().for_each(&mut push),
                Detector::Waivers(_) => {}
            }
        }
    }
    out
}

/// The findings of the rules about waivers. They need to know which waivers match a finding.
pub(crate) fn classify_waivers(ctx: &RuleContext<'_>, waivers: &Waivers<'_>) -> Vec<RuleFinding> {
    let uses = waivers.uses(RULES);
    let mut out = Vec::new();
    for rule in rules::in_order() {
        for detector in rule.detectors {
            if let Detector::Waivers(run) = detector {
                out.extend(run(ctx, &uses).into_iter().map(|finding| RuleFinding { rule, finding }));
            }
        }
    }
    out
}
