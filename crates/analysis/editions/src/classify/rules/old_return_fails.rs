//! Real returns of the old edition that the new one refuses. What a schema allows in theory matters less than what countries wrote.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::ChangePlace;
use canevas_diagnostics::{Level, rule};
use canevas_model::{Language, Question};
use canevas_project::FormCopy;
use canevas_responses::{Response, ReturnFile};
use canevas_validate::{Failure, FailureKind, FailureSubject, failure_in_words, verdict_as_complete};
use std::collections::BTreeMap;

const SEVERITY: Severity = Severity::of(impact(Breaks, Clear, Clear, Clear), Direction::Narrows)
    .but(Level::Warn, "Whether old answers must pass is for the secretariat to say: `canevas.toml` can make it deny.");

rule! {
    RULE: "E048", "old-return-fails", (SEVERITY.level()), since "0.1.0",
    "The new edition refuses an answer that a country gave.",
    explain "`canevas diff --returns FOLDER` holds returns of the old edition against the new one. The finding names the country and what is wrong, such as an option that was chosen and is no longer offered. Whoever opens last year's answers in the new form finds such an answer among the texts that wait. To stop a change because of it, set the level of this rule in `canevas.toml`.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: story
            ^^^^^
        type: text
        max_length: 10
        ask: What happened?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: story
        type: text
        ask: What happened?
-- old/returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "story": "A new law was passed." } }
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: story
        type: text
        ask: What happened?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: story
        type: text
        ask: What happened?
-- old/returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "story": "A new law was passed." } }
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &[],
    mirror: Mirror::None("an answer that passes needs no finding"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let all = ctx.old.returns.len();
    let mut by_question: BTreeMap<usize, (&Question, Vec<String>, Vec<String>)> = BTreeMap::new();
    for read in ctx.old.returns {
        for (at, failure) in refused(ctx, &read.response) {
            let Some((index, question)) = ctx.new.model.questions.iter().enumerate().find(|(_, known)| known.id == *at)
            else {
                continue;
            };
            let who = read.response.respondent_code().unwrap_or("?").to_owned();
            let (_, countries, words) = by_question.entry(index).or_insert((question, Vec::new(), Vec::new()));
            words.push(format!("{who}: {failure}"));
            if !countries.contains(&who) {
                countries.push(who);
            }
        }
    }
    let found = by_question.into_values().map(|(question, countries, words)| {
        let message = format!(
            "{} of {all} {} {} fail here: {}",
            countries.len(),
            if all == 1 { "return of" } else { "returns of" },
            ctx.old.model.edition,
            words.join("; ")
        );
        ChangeFinding {
            new: Some(question.span),
            question: Some(question.id.clone()),
            countries: Some(countries),
            fails: true,
            ..ChangeFinding::at(ChangePlace::question(&question.id), message)
        }
        .help("allow what was answered, or say in the form what became of it")
    });
    found.collect()
}

/// What the new edition refuses in a return and the old one takes, with the question that it is about. A return of last year lacks
/// what is new and has what is gone; both are no fault of its answers.
fn refused(ctx: &RuleContext<'_>, response: &Response) -> Vec<(String, String)> {
    let carried = ctx.replay.carried(response.json());
    let new = FormCopy::new(ctx.new.model, None, ctx.new.catalogues);
    let old = FormCopy::new(ctx.old.model, None, ctx.old.catalogues);
    let before = verdict_as_complete(&old, response.json()).failures;
    let file = ReturnFile::without_places(carried.clone());
    let language = response.language().and_then(Language::new).unwrap_or_else(|| ctx.new.model.source_language.clone());
    let is_judged = |failure: &&Failure| {
        matches!(failure.subject, FailureSubject::Question { .. })
            && !matches!(failure.kind, FailureKind::Missing | FailureKind::Hidden | FailureKind::Unread)
            && !before.iter().any(|known| known.kind == failure.kind && known.path == failure.path)
    };
    let after = verdict_as_complete(&new, &carried).failures;
    after
        .iter()
        .filter(is_judged)
        .filter_map(|failure| {
            let FailureSubject::Question { question, .. } = failure.subject else { return None };
            let words = failure_in_words(&new, &file, failure, &language);
            Some((ctx.new.model.questions[question].id.to_string(), words))
        })
        .collect()
}
