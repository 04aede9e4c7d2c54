//! A published edition was edited.

use crate::EditionSide;
use crate::change_file::Declarations;
use crate::classify::base::Effect::Breaks;
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::ChangePlace;
use crate::publish::{Published, compare_with_lock};
use canevas_diagnostics::{Span, rule};
use canevas_model::TextKey;
use std::collections::HashSet;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Breaks, Breaks), Direction::Alters);

rule! {
    RULE: "E034", "published-edition-edited", (SEVERITY.level()), since "0.1.0",
    "A published edition was edited.",
    policy [never_waived],
    explain "`published.json` holds what the countries received. After publication, neither the structure nor what the pages show beside it may change, such as orders, dates and the contact. Each correction of text needs an entry under `errata`, also in the change file of a first edition, which holds nothing else and needs no `from`. Undo the edit, or make it in the next edition. A comparison also checks the earlier edition against its own lock. If both sides are the same edition, the earlier lock counts, even if it was removed or renewed since. There is no waiver.",
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
    mirror: Mirror::None("an unchanged edition is no finding"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let mut out = Vec::new();
    let (old, new) = (&ctx.old_as_written, &ctx.new);
    let same_edition = old.model.edition == new.model.edition;
    // If both sides are the same edition, the earlier lock is what the countries received. It counts even if it was
    // removed or renewed since.
    let lock = old.published.filter(|_| same_edition).or(new.published);
    if let Some(lock) = lock {
        check_lock(lock, new, &ctx.declared, "", &mut out);
    }
    // The comparison starts from what was published, so the earlier edition must still be that.
    if let Some(lock) = old.published.filter(|_| !same_edition) {
        check_lock(lock, old, &Declarations::new(old.changes), "the earlier edition: ", &mut out);
    }
    out
}

/// What an edition changes in its own lock. A check of one edition says it too, so that nobody has to compare to learn it.
pub(crate) fn in_own_lock(side: &EditionSide<'_>) -> Vec<ChangeFinding> {
    let mut out = Vec::new();
    if let Some(lock) = side.published {
        check_lock(lock, side, &Declarations::new(side.changes), "", &mut out);
    }
    out
}

/// Checks an edition against a lock. `of` starts each message: it names the edition.
fn check_lock(
    lock: &Published,
    side: &EditionSide<'_>,
    declared: &Declarations<'_>,
    of: &str,
    out: &mut Vec<ChangeFinding>,
) {
    let mut push =
        |at: ChangePlace, message: String, before: Option<String>, after: Option<String>, span: Option<Span>| {
            // Only a text can be corrected.
            let help = match &at {
                ChangePlace::Text(key) => format!(
                    "undo it here, and make it in the next edition; if it corrects a slip and changes no meaning, name \
                     `{key}` under `errata` in changes.yaml"
                ),
                _ => "undo it here, and make it in the next edition".to_owned(),
            };
            out.push(ChangeFinding {
                new: Some(span.unwrap_or(side.model.edition_span)),
                safe: true,
                ..ChangeFinding::at(at, format!("{of}{message}")).help(help).from(before, after)
            });
        };
    if lock.edition != side.model.edition {
        let message = format!("published.json belongs to the edition {}", lock.edition);
        push(ChangePlace::Edition, message, Some(lock.edition.clone()), Some(side.model.edition.clone()), None);
        return;
    }
    let differences = compare_with_lock(lock, side.model, side.catalogues);
    let mut reported = HashSet::new();
    for part in differences.structure {
        reported.insert((part.is_fact, part.id.clone()));
        let span = side.model.question(&part.id).map(|question| question.span);
        let message = match (&part.before, &part.after) {
            (None, _) => format!("`{}` was not in what was published", part.id),
            (_, None) => format!("`{}` is gone, and was in what was published", part.id),
            // A fact has no keys there: it is one value, or a list of fields.
            _ if part.is_fact => format!("`{}` differs from what was published", part.id),
            _ => format!("`{}` differs from what was published: {}", part.id, part.keys()),
        };
        let at =
            if part.is_fact { ChangePlace::PublishedFact(part.id.into()) } else { ChangePlace::question(&part.id) };
        push(at, message, part.before, part.after, span);
    }
    for part in differences.presentation {
        let (kind, id) = part.id.split_once('.').unwrap_or((&part.id, ""));
        // What the structure says of a place is enough.
        if reported.contains(&(kind == "fact", id.to_owned())) {
            continue;
        }
        let (at, span) = match kind {
            "question" => (ChangePlace::question(id), side.model.question(id).map(|question| question.span)),
            "section" => {
                let section = side.model.sections.iter().find(|section| section.id == *id);
                (ChangePlace::Section(id.into()), section.map(|section| section.span))
            }
            "fact" => {
                let fact = side.model.facts.iter().find(|fact| fact.id == *id);
                (ChangePlace::PublishedFact(id.into()), fact.map(|fact| fact.span))
            }
            "list" => {
                let list = side.model.lists.iter().find(|list| list.id == *id);
                (ChangePlace::Named(id.to_owned()), list.map(|list| list.span))
            }
            _ => (ChangePlace::Form, None),
        };
        let name = if id.is_empty() { "the form".to_owned() } else { format!("`{id}`") };
        let message = format!("{name} differs from what was published: {}", part.keys());
        push(at, message, part.before, part.after, span);
    }
    let source = side.model.source_language.tag();
    for text in differences.texts {
        let language_of = Some(text.language.as_str()).filter(|language| *language != source);
        // A text that had no translation may get one at any time.
        let is_late = text.before.is_none() && language_of.is_some();
        if !is_late && declared.erratum(&text.key, language_of, source).is_none() {
            let message = format!("`{}` differs from the published text (`{}`)", text.key, text.language);
            let at = TextKey::parse(&text.key).map_or(ChangePlace::Named(text.key), ChangePlace::Text);
            push(at, message, text.before, text.after, text.place);
        }
    }
}
