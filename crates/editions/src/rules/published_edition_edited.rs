//! A published edition is no longer what was published.

use super::{EditionRule, Mirror, impact};
use crate::Mark::Breaks;
use crate::judge::{Ctx, Hit};
use crate::published::hold;
use canevas_diagnostics::rule;

rule! {
    RULE: "E034", "published-edition-edited", Deny, since "0.1.0",
    "A published edition is no longer what was published.",
    explain "`published.json` holds what countries received. A structure is frozen once it is published; a correction of text is declared under `errata`. Undo the edit, or make it in the next edition. There is no waiver.",
    bad concat!("sections:\n  - id: work\n    title: Work\n    questions:\n      - id: answer\n        type: long_text\n        ask: What is it?\n", include_str!("../example-published.txt")),
    good concat!("sections:\n  - id: work\n    title: Work\n    questions:\n      - id: answer\n        type: text\n        ask: What is it?\n", include_str!("../example-published.txt")),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Breaks, Breaks),
    waivable: false,
    mirror: Mirror::None("an edition that stays as it was is no finding"),
    run,
};

fn run(ctx: &Ctx<'_>, out: &mut Vec<Hit>) {
    let Some(published) = ctx.new.published else { return };
    let mut push = |at: &str, message: String, before: Option<String>| {
        out.push(Hit {
            at: at.to_owned(),
            message,
            help: Some("undo it here, and make it in the next edition".to_owned()),
            before,
            after: Some(at.to_owned()),
            new: Some(ctx.new.model.edition_span),
            safe: true,
            ..Hit::default()
        });
    };
    if published.edition != ctx.new.model.edition {
        let message = format!("published.json is of the edition {}", published.edition);
        push("edition", message, Some(published.edition.clone()));
        return;
    }
    let broken = hold(published, ctx.new.model, ctx.new.catalogues);
    for id in broken.structure {
        push(&id, format!("`{id}` is no longer what was published"), Some(published.definition.clone()));
    }
    let source = ctx.new.model.source_language.tag();
    for (key, language) in broken.texts {
        let language_of = Some(language.as_str()).filter(|language| *language != source);
        let before = published.texts.get(&language).and_then(|texts| texts.get(&key)).cloned();
        // A text that was not translated yet may be, at any time.
        let is_late = before.is_none() && language != source;
        if !is_late && ctx.declared.erratum(&key, language_of, source).is_none() {
            push(&key, format!("`{key}` is no longer what was published (`{language}`)"), before);
        }
    }
}
