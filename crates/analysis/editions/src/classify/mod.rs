//! The second phase: what the changes mean. One file per rule.

mod base;
mod rules;
mod waivers;

pub(crate) use base::{ChangeFinding, EditionRule, RuleContext};
pub use base::{Impact, Mark};
pub use rules::{RULES, rules_of_keys};
pub(crate) use waivers::{Waivers, settle};

use base::Judge;

/// A finding with its rule.
pub(crate) struct Found {
    pub rule: &'static EditionRule,
    pub finding: ChangeFinding,
}

/// What the rules find in the changes and in the two editions, in the order of the rules' codes.
pub(crate) fn classify(ctx: &RuleContext<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for rule in rules::in_order() {
        let mut push = |finding| out.push(Found { rule, finding });
        for judge in rule.judges {
            match judge {
                Judge::Changes(aspects, run) => {
                    let judged = ctx.changes.iter().filter(|change| aspects.contains(&change.kind.aspect()));
                    judged.filter_map(|change| run(ctx, change)).for_each(&mut push);
                }
                Judge::Editions(run) => run(ctx).into_iter().for_each(&mut push),
                Judge::Waivers(_) => {}
            }
        }
    }
    out
}

/// What the rules find in the waivers. It comes after the waivers were held against the other findings.
pub(crate) fn classify_waivers(ctx: &RuleContext<'_>, waivers: &Waivers<'_>) -> Vec<Found> {
    let uses = waivers.uses(RULES);
    let mut out = Vec::new();
    for rule in rules::in_order() {
        for judge in rule.judges {
            if let Judge::Waivers(run) = judge {
                out.extend(run(ctx, &uses).into_iter().map(|finding| Found { rule, finding }));
            }
        }
    }
    out
}
