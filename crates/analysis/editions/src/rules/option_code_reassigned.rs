//! An option's code stands for something else.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::label_part;
use canevas_diagnostics::rule;
use canevas_syntax::changes::Verdict;

rule! {
    RULE: "E020", "option-code-reassigned", Deny, since "0.1.0",
    "An option's code stands for something else.",
    explain "Old answers pass in silence and count as what they never said. Give the new meaning a code of its own, and retire the old one.",
    bad pair!(["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          done: Done"] => ["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Done\n          done: Planned"]),
    good pair!(["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"] => ["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Breaks, Breaks, Breaks),
    mirror: Mirror::None("there is no side to it: any change is told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::OptionLabel { before, after, taken_from } = &change.kind else { continue };
        let part = label_part(&change.at);
        let meaning = ctx.declared.meaning(&part).or_else(|| ctx.declared.meaning(&format!("list.{part}")));
        let other = meaning == Some(Verdict::Other);
        if !(other || (taken_from.is_some() && meaning.is_none())) {
            continue;
        }
        let message = match taken_from {
            Some(from) => format!("`{}` says “{after}”, which `{from}` said, and said “{before}”", change.at),
            None => format!("`{}` says “{after}”, and said “{before}”, which means something else", change.at),
        };
        let mut hit = ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone()));
        hit.declared = other.then(|| "other meaning, says the change file".to_owned());
        out.push(hit.help("give the new meaning a code of its own, and retire the old one"));
    }
}
