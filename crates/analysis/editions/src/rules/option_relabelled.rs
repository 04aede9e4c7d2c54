//! An option says something else under the same code.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::label_part;
use canevas_diagnostics::rule;
use canevas_syntax::changes::{Comparable, Verdict};

rule! {
    RULE: "E021", "option-relabelled", Warn, since "0.1.0",
    "An option says something else under the same code.",
    explain "If it means the same, say so in the change file: `meaning: [{ part: LIST.OPTION.label, verdict: same }]`. If it does not, give it a code of its own.",
    bad pair!(["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"] => ["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Completed"]),
    good pair!(["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"] => ["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Look, Breaks, Look),
    mirror: Mirror::None("there is no side to it: any change is told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::OptionLabel { before, after, taken_from } = &change.kind else { continue };
        let part = label_part(&change.at);
        let meaning = ctx.declared.meaning(&part).or_else(|| ctx.declared.meaning(&format!("list.{part}")));
        let erratum = ctx.declared.erratum(&part, None, ctx.new.model.source_language.tag());
        if erratum.is_some() || meaning == Some(Verdict::Other) || (taken_from.is_some() && meaning.is_none()) {
            continue;
        }
        let message = format!("`{}` says “{after}”, and said “{before}”", change.at);
        let mut hit = ChangeFinding::of(change, message)
            .from(Some(before.clone()), Some(after.clone()))
            .help(format!("say in the change file whether it means the same: part: {part}"));
        if meaning.is_some() {
            hit.declared = Some("same meaning, says the change file".to_owned());
            hit.comparable = Some(Comparable::Full);
        }
        out.push(hit);
    }
}
