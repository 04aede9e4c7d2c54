//! `quotes`: passages that the secretariat chose. Each must stand in the answer of its country, word for word.

use super::texts::country_text;
use super::{Kind, ReportContext, Show, Shown, is_text};
use crate::evidence::{Given, Target};
use crate::plan::BlockKey;
use crate::rules;
use crate::tree::ReportPart;
use canevas_diagnostics::{Finding, Findings};
use canevas_responses::Answer;
use canevas_syntax::report::{BlockKind, Quote};

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
                let message = format!("there is no return of `{}`", country.value);
                let help = "quote a country whose return counts; `canevas returns status` lists them";
                findings.push(Finding::new(&rules::QUOTE_NOT_THERE, country.span, message).help(help));
                continue;
            };
            let passage = spaced(&text.value);
            let places = of.places(context.own.copy.model, self.target);
            let stands = places.iter().any(|place| match &place.given {
                Given::Value(Answer::Text(answer)) => !passage.is_empty() && spaced(answer).contains(&passage),
                _ => false,
            });
            if stands {
                texts.push(country_text(context, of, &text.value));
            } else {
                let message = format!("{} did not write this", country.value);
                let help = "quote word for word, without dots for what is left out";
                findings.push(Finding::new(&rules::QUOTE_NOT_THERE, text.span, message).help(help));
            }
        }
        Shown { parts: vec![ReportPart::Texts(texts)], findings, ..Shown::default() }
    }
}

/// A text with single spaces: a passage may be broken into other lines than the answer.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
