//! A published edition is no longer what was published.

use super::{EditionRule, Mirror, impact};
use crate::Mark::Breaks;
use crate::Side;
use crate::declared::Declared;
use crate::judge::{ChangeFinding, RuleContext};
use crate::published::{Published, hold};
use canevas_diagnostics::{Span, rule};

rule! {
    RULE: "E034", "published-edition-edited", Deny, since "0.1.0",
    "A published edition is no longer what was published.",
    policy [never_waived],
    explain "`published.json` holds what countries received. A structure is frozen once it is published; a correction of text is declared under `errata`. Undo the edit, or make it in the next edition. The earlier edition of a comparison is held against its lock as well, so that what is compared with is what was published; and of one edition at two times, the earlier lock counts, even where it was removed or made anew. There is no waiver.",
    bad concat!("sections:\n  - id: work\n    title: Work\n    questions:\n      - id: answer\n        type: long_text\n        ask: What is it?\n", include_str!("../example-published.txt")),
    good concat!("sections:\n  - id: work\n    title: Work\n    questions:\n      - id: answer\n        type: text\n        ask: What is it?\n", include_str!("../example-published.txt")),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Breaks, Breaks),
    mirror: Mirror::None("an edition that stays as it was is no finding"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    let (old, new) = (&ctx.as_it_is, &ctx.new);
    let same_edition = old.model.edition == new.model.edition;
    // Of one edition at two times, the earlier lock is what countries received: a lock that was removed or made anew
    // since then lets nothing pass.
    let lock = old.published.filter(|_| same_edition).or(new.published);
    if let Some(lock) = lock {
        held(lock, new, &ctx.declared, "", out);
    }
    // The base of a difference is what was published, so the earlier edition has to be that still.
    if let Some(lock) = old.published.filter(|_| !same_edition) {
        held(lock, old, &Declared::new(old.changes), "the earlier edition: ", out);
    }
}

/// Holds an edition against a lock; `of` says which edition messages speak of.
fn held(lock: &Published, side: &Side<'_>, declared: &Declared<'_>, of: &str, out: &mut Vec<ChangeFinding>) {
    let mut push = |at: &str, message: String, before: Option<String>, after: Option<String>, place: Option<Span>| {
        out.push(ChangeFinding {
            at: at.to_owned(),
            message: format!("{of}{message}"),
            help: Some("undo it here, and make it in the next edition".to_owned()),
            before,
            after,
            new: Some(place.unwrap_or(side.model.edition_span)),
            safe: true,
            ..ChangeFinding::default()
        });
    };
    if lock.edition != side.model.edition {
        let message = format!("published.json is of the edition {}", lock.edition);
        push("edition", message, Some(lock.edition.clone()), Some(side.model.edition.clone()), None);
        return;
    }
    let broken = hold(lock, side.model, side.catalogues);
    for part in broken.structure {
        let place = side.model.question(&part.id).map(|question| question.span);
        push(&part.id, format!("`{}` is no longer what was published", part.id), part.before, part.after, place);
    }
    let source = side.model.source_language.tag();
    for text in broken.texts {
        let language_of = Some(text.language.as_str()).filter(|language| *language != source);
        // A text that was not translated yet may be, at any time.
        let is_late = text.before.is_none() && language_of.is_some();
        if !is_late && declared.erratum(&text.key, language_of, source).is_none() {
            let message = format!("`{}` is no longer what was published (`{}`)", text.key, text.language);
            push(&text.key, message, text.before, text.after, text.place);
        }
    }
}
