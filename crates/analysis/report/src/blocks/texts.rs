//! `texts`: what all countries wrote about one thing, one after the other.

use super::{Kind, ReportContext, Show, Shown, is_text};
use crate::evidence::{CountryReturn, Given, Target};
use crate::plan::BlockKey;
use crate::tree::{CountryText, ReportPart};
use canevas_model::Language;
use canevas_responses::Answer;
use canevas_syntax::report::BlockKind;
use canevas_wording::ui::report::ReportWord;
use canevas_wording::{Wording, language_name};

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
    let told = context.own.copy.clone().with_file(&of.file);
    let rows = model.questions[target.question].for_each.map(|each| told.rows(each)).unwrap_or_default();
    let wording = Wording::new(&told, context.wording.language);
    let text = |place: crate::AskedAt<'_>| {
        let Given::Value(Answer::Text(text)) = place.given else { return None };
        let row = place.row.as_ref().and_then(|key| rows.iter().find(|row| row.key == *key));
        let about = row.map(|row| wording.row_label(row));
        Some(CountryText { about, ..country_text(context, of, &text) })
    };
    of.places(model, target).into_iter().filter_map(text).collect()
}

/// A text of a country, with its language where that is not the one of the report.
pub(super) fn country_text(context: &ReportContext<'_>, of: &CountryReturn, text: &str) -> CountryText {
    let tag = of.response.language().filter(|tag| *tag != context.wording.language.tag());
    let language = tag.and_then(|tag| Some((tag.to_owned(), language_name(&Language::new(tag)?))));
    CountryText {
        country: context.wording.listed_country(&of.code),
        about: None,
        lines: text.trim().lines().map(|line| line.trim_end().to_owned()).collect(),
        language,
    }
}
