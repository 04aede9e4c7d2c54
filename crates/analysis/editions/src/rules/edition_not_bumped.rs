//! Something changed, and the edition is still the same.

use super::{EditionRule, Mirror, impact};
use crate::Mark::Look;
use crate::diff::{Change, Kind};
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::label_part;
use canevas_diagnostics::rule;

rule! {
    RULE: "E033", "edition-not-bumped", Deny, since "0.1.0",
    "Something changed, and the edition is still the same.",
    policy [never_waived],
    explain "A return names its edition; if two forms carry one name, nobody can tell which of them it answers. Give the new one its own name (`canevas next-edition`), or declare a correction of text under `errata`. There is no waiver. While an edition is still being drafted, compare it with the edition before it.",
    bad concat!("sections:\n  - id: work\n    title: Work\n    questions:\n      - id: answer\n        type: text\n        ask: What is it?\n      - id: detail\n        type: text\n        ask: How did it come about?\n", "-- old/form.yaml --\nsections:\n  - id: work\n    title: Work\n    questions:\n      - id: answer\n        type: text\n        ask: What is it?\n"),
    good concat!("edition: \"2025\"\nsections:\n  - id: work\n    title: Work\n    questions:\n      - id: answer\n        type: text\n        ask: What is it?\n      - id: detail\n        type: text\n        ask: How did it come about?\n", "-- old/form.yaml --\nsections:\n  - id: work\n    title: Work\n    questions:\n      - id: answer\n        type: text\n        ask: What is it?\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Look, Look, Look, Look),
    mirror: Mirror::None("an edition that is bumped is no finding"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    if ctx.old.model.edition != ctx.new.model.edition {
        return;
    }
    let source = ctx.new.model.source_language.tag();
    let corrected = |change: &Change| match &change.kind {
        Kind::Text { .. } => ctx.declared.erratum(&change.at, None, source).is_some(),
        Kind::OptionLabel { .. } => ctx.declared.erratum(&label_part(&change.at), None, source).is_some(),
        Kind::Translation { language, .. } => ctx.declared.erratum(&change.at, Some(language), source).is_some(),
        _ => false,
    };
    let count = ctx.changes.iter().filter(|change| !corrected(change)).count();
    if count == 0 {
        return;
    }
    let changes = if count == 1 { "1 change".to_owned() } else { format!("{count} changes") };
    out.push(ChangeFinding {
        at: "edition".to_owned(),
        message: format!("the edition is still {}, after {changes}", ctx.new.model.edition),
        help: Some("`canevas next-edition` starts the next; a correction of text is declared under errata".to_owned()),
        before: Some(ctx.old.model.edition.clone()),
        after: Some(changes),
        old: Some(ctx.old.model.edition_span),
        new: Some(ctx.new.model.edition_span),
        safe: true,
        ..ChangeFinding::default()
    });
}
