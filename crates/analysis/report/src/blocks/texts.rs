//! `texts`: what all countries wrote about one thing, one after the other.

use super::{Kind, ReportContext, Show, Shown, is_text};
use crate::plan::BlockKey;
use crate::tree::{CountryText, ReportPart};
use canevas_evidence::{AskedAt, CountryReturn, Given, Target};
use canevas_model::Language;
use canevas_responses::Answer;
use canevas_syntax::report::BlockKind;
use canevas_wording::language_name;
use canevas_wording::ui::report::ReportWord;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Texts,
    summary: "What all countries wrote, in the order of their names, each text in its own language.",
    needs: &[BlockKey::Question],
    takes: &[],
    shows: is_text,
    resolve: |resolver| {
        resolver.question("a question with a text", is_text).map(|target| Box::new(Texts { target }) as Box<dyn Show>)
    },
};

#[derive(Debug)]
struct Texts {
    target: Target,
}

impl Show for Texts {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let mut texts = Vec::new();
        for code in context.codes() {
            let Some(of) = context.own.returns.iter().find(|of| of.code == code) else { continue };
            texts.extend(texts_of(context, of, self.target));
        }
        let part = if texts.is_empty() {
            ReportPart::Paragraph(context.word(ReportWord::NoData))
        } else {
            ReportPart::Texts(texts)
        };
        Shown { parts: vec![part], ..Shown::default() }
    }
}

/// What a country wrote, at each place.
pub(super) fn texts_of(context: &ReportContext<'_>, of: &CountryReturn, target: Target) -> Vec<CountryText> {
    let model = context.own.copy.model;
    let text = |place: AskedAt<'_>| {
        let Given::Value(Answer::Text(text)) = place.given else { return None };
        let about = context.row_name(of, target, place.row.as_deref());
        Some(CountryText { about, ..country_text(context, of, &text) })
    };
    of.places(model, target).into_iter().filter_map(text).collect()
}

/// A text of a country, with its language where that is not the one of the report.
pub(super) fn country_text(context: &ReportContext<'_>, of: &CountryReturn, text: &str) -> CountryText {
    let tag = of.response.language().filter(|tag| *tag != context.wording.language.tag());
    let language = tag.and_then(|tag| Some((tag.to_owned(), language_name(&Language::new(tag)?))));
    CountryText {
        country: context.wording.listed_respondent(&of.code),
        about: None,
        lines: text.trim().lines().map(|line| line.trim_end().to_owned()).collect(),
        language,
    }
}
