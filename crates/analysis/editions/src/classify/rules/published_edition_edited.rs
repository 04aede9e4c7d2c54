//! A published edition is no longer what was published.

use crate::EditionSide;
use crate::change_file::Declarations;
use crate::classify::base::Effect::Breaks;
use crate::classify::base::{ChangeFinding, Direction, EditionRule, Detector, Mirror, RuleContext, Severity, impact};
use crate::diff::ChangePlace;
use crate::publish::{Published, hold};
use canevas_diagnostics::{Span, rule};
use canevas_model::TextKey;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Breaks, Breaks), Direction::Alters);

rule! {
    RULE: "E034", "published-edition-edited", (SEVERITY.level()), since "0.1.0",
    "A published edition is no longer what was published.",
    policy [never_waived],
    explain "`published.json` holds what countries received. A structure is frozen once it is published; a correction of text is declared under `errata`. Undo the edit, or make it in the next edition. The earlier edition of a comparison is held against its lock as well, so that what is compared with is what was published; and of one edition at two times, the earlier lock counts, even where it was removed or made anew. There is no waiver.",
    bad r#"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
            ^^^^^^
        type: long_text
        ask: What is it?
-- published.json --
{"canevas": 1, "form": "demo/sample", "edition": "2024", "definition": "sha256:ce2eb058ae78c4032a78ac808ac19435385983862589382e56442232241be44d", "projection": {"canonical": 1, "form": "demo/sample", "facts": {}, "questions": {"answer": {"type": "text"}}}, "texts": {"en": {"digest": "sha256:f5ddf92547a9bc190748d8f37341e754bde5d187d7d170da3566eed5c8ad7b26", "texts": {"form.title": "A form", "question.answer.ask": "What is it?", "section.work.title": "Work"}}}, "order": {"work": ["answer"]}, "facts": {}}
-- old/form.yaml --
edition: "2023"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
    good r#"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- published.json --
{"canevas": 1, "form": "demo/sample", "edition": "2024", "definition": "sha256:ce2eb058ae78c4032a78ac808ac19435385983862589382e56442232241be44d", "projection": {"canonical": 1, "form": "demo/sample", "facts": {}, "questions": {"answer": {"type": "text"}}}, "texts": {"en": {"digest": "sha256:f5ddf92547a9bc190748d8f37341e754bde5d187d7d170da3566eed5c8ad7b26", "texts": {"form.title": "A form", "question.answer.ask": "What is it?", "section.work.title": "Work"}}}, "order": {"work": ["answer"]}, "facts": {}}
-- old/form.yaml --
edition: "2023"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &[],
    mirror: Mirror::None("an edition that stays as it was is no finding"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let mut out = Vec::new();
    let (old, new) = (&ctx.old_as_written, &ctx.new);
    let same_edition = old.model.edition == new.model.edition;
    // Of one edition at two times, the earlier lock is what countries received: a lock that was removed or made anew
    // since then lets nothing pass.
    let lock = old.published.filter(|_| same_edition).or(new.published);
    if let Some(lock) = lock {
        held(lock, new, &ctx.declared, "", &mut out);
    }
    // The base of a difference is what was published, so the earlier edition has to be that still.
    if let Some(lock) = old.published.filter(|_| !same_edition) {
        held(lock, old, &Declarations::new(old.changes), "the earlier edition: ", &mut out);
    }
    out
}

/// Holds an edition against a lock; `of` says which edition messages speak of.
fn held(lock: &Published, side: &EditionSide<'_>, declared: &Declarations<'_>, of: &str, out: &mut Vec<ChangeFinding>) {
    let mut push = |at: ChangePlace, message: String, before: Option<String>, after: Option<String>, span: Option<Span>| {
        out.push(ChangeFinding {
            new: Some(span.unwrap_or(side.model.edition_span)),
            safe: true,
            ..ChangeFinding::at(at, format!("{of}{message}"))
                .help("undo it here, and make it in the next edition")
                .from(before, after)
        });
    };
    if lock.edition != side.model.edition {
        let message = format!("published.json is of the edition {}", lock.edition);
        push(ChangePlace::Edition, message, Some(lock.edition.clone()), Some(side.model.edition.clone()), None);
        return;
    }
    let broken = hold(lock, side.model, side.catalogues);
    for part in broken.structure {
        let span = side.model.question(&part.id).map(|question| question.span);
        let message = format!("`{}` is no longer what was published", part.id);
        let at = if part.is_fact { ChangePlace::PublishedFact(part.id.into()) } else { ChangePlace::question(&part.id) };
        push(at, message, part.before, part.after, span);
    }
    let source = side.model.source_language.tag();
    for text in broken.texts {
        let language_of = Some(text.language.as_str()).filter(|language| *language != source);
        // A text that was not translated yet may be, at any time.
        let is_late = text.before.is_none() && language_of.is_some();
        if !is_late && declared.erratum(&text.key, language_of, source).is_none() {
            let message = format!("`{}` is no longer what was published (`{}`)", text.key, text.language);
            let at = TextKey::parse(&text.key).map_or(ChangePlace::Named(text.key), ChangePlace::Text);
            push(at, message, text.before, text.after, text.place);
        }
    }
}
