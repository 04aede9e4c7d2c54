//! `quotes`: passages that the secretariat chose. Each must stand in the answer of its country, word for word.

use super::texts::country_text;
use super::{Kind, ReportContext, Show, Shown, is_text};
use crate::plan::{BlockKey, plan};
use crate::rules;
use crate::tree::ReportPart;
use canevas_diagnostics::{Finding, Findings};
use canevas_evidence::Target;
use canevas_model::{Model, Report};
use canevas_responses::{AnswerPath, Response};
use canevas_syntax::report::{BlockKind, Quote};
use serde_json::Value;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Quotes,
    summary: "Passages of what countries wrote, chosen by the secretariat, each with its country.",
    needs: &[BlockKey::Question, BlockKey::Quotes],
    takes: &[],
    shows: is_text,
    resolve: |resolver| {
        let target = resolver.question("a question with a text", is_text)?;
        let quotes = resolver.keys().quotes.clone()?;
        Some(Box::new(Quotes { target, quotes }))
    },
};

#[derive(Debug)]
struct Quotes {
    target: Target,
    quotes: Vec<Quote>,
}

impl Show for Quotes {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let (mut texts, mut findings) = (Vec::new(), Findings::default());
        for quote in &self.quotes {
            let Some((country, text)) = quote.country.as_ref().zip(quote.text.as_ref()) else { continue };
            let Some(of) = context.own.returns.iter().find(|of| of.code == country.value) else {
                let message = format!("no return of `{}` counts", country.value);
                let help = "quote a country whose return counts; `canevas returns status` lists them";
                findings.push(Finding::new(&rules::QUOTE_NOT_THERE, country.span, message).help(help));
                continue;
            };
            if says(&of.response, context.own.copy.model, self.target, &text.value) {
                texts.push(country_text(context, of, &text.value));
            } else {
                findings.extend(not_said(quote));
            }
        }
        Shown { parts: vec![ReportPart::Texts(texts)], findings, ..Shown::default() }
    }

    fn misquoted(&self, model: &Model, returns: &[&Response]) -> Findings {
        let mut findings = Findings::default();
        for quote in &self.quotes {
            let Some((country, text)) = quote.country.as_ref().zip(quote.text.as_ref()) else { continue };
            let own: Vec<_> = returns.iter().filter(|of| of.respondent_code() == Some(&country.value)).collect();
            if !own.is_empty() && !own.iter().any(|of| says(of, model, self.target, &text.value)) {
                findings.extend(not_said(quote));
            }
        }
        findings
    }
}

fn not_said(quote: &Quote) -> Findings {
    let mut findings = Findings::default();
    if let Some((country, text)) = quote.country.as_ref().zip(quote.text.as_ref()) {
        let message = format!("{} did not write this", country.value);
        let help = "quote word for word, without dots for what is left out";
        findings.push(Finding::new(&rules::QUOTE_NOT_THERE, text.span, message).help(help));
    }
    findings
}

/// The quotes of a report that stand in no return of their country, where there is one.
pub fn misquoted(report: &Report, model: &Model, returns: &[&Response]) -> Findings {
    let mut findings = Findings::default();
    for block in plan(report, model).0.blocks {
        findings.extend(block.show.misquoted(model, returns));
    }
    findings
}

/// Whether a passage stands in what a country wrote.
fn says(response: &Response, model: &Model, target: Target, passage: &str) -> bool {
    let passage = spaced(passage);
    let path = AnswerPath::question(&model.questions[target.question].id);
    !passage.is_empty() && response.value_at(&path).is_some_and(|value| holds(value, &passage))
}

fn holds(value: &Value, passage: &str) -> bool {
    match value {
        Value::String(text) => spaced(text).contains(passage),
        Value::Array(items) => items.iter().any(|item| holds(item, passage)),
        Value::Object(members) => members.values().any(|member| holds(member, passage)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A text with single spaces: a passage may be broken into other lines than the answer.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
