//! `themes`: what countries wrote about, by the themes that the secretariat gave to their texts.

use super::{Kind, ReportContext, Show, Shown};
use crate::plan::BlockKey;
use crate::tally::{Tally, percent};
use crate::tree::{ReportPart, ReportTable, TableCell, TableColumn};
use canevas_evidence::Target;
use canevas_model::{Model, Question, QuestionId};
use canevas_syntax::report::BlockKind;
use canevas_wording::ui::report::ReportWord;
use std::collections::BTreeSet;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Themes,
    summary: "How many countries wrote about which theme. The secretariat names the themes in `coding/QUESTION.csv`.",
    needs: &[BlockKey::Question],
    takes: &[],
    shows: Question::takes_answer,
    resolve: |resolver| {
        let target = resolver.question("a question that takes an answer", Question::takes_answer)?;
        Some(Box::new(Themes { target }))
    },
};

#[derive(Debug)]
struct Themes {
    target: Target,
}

impl Show for Themes {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let id = &context.own.copy.model.questions[self.target.question].id;
        let Some(coding) = context.evidence.codings.get(id) else { return Shown::default() };
        let answered = context.own.answering(id);
        let themes = coding.themes(context.wording.language);
        let row = |(theme, countries): &(&str, &BTreeSet<String>)| {
            vec![
                TableCell::words(*theme),
                TableCell::count(countries.len()),
                TableCell::share(percent(countries.len(), answered.len()), |n| context.percent(n)),
                TableCell::words(context.name_list(countries.iter().map(String::as_str))),
            ]
        };
        let table = ReportTable {
            caption: context.word(ReportWord::InShares).into(),
            columns: vec![
                TableColumn::words(context.word(ReportWord::Theme)),
                TableColumn::numbers(context.word(ReportWord::Count)),
                TableColumn::shares(context.word(ReportWord::Share)),
                TableColumn::words(context.wording.respondent_word()),
            ],
            rows: themes.iter().map(row).collect(),
        };
        let coded = coding.countries();
        let without: Vec<&str> = answered.iter().map(String::as_str).filter(|code| !coded.contains(code)).collect();
        let mut parts = vec![ReportPart::Table(table)];
        if !without.is_empty() {
            let names = context.name_list(without);
            let without = context.filled(ReportWord::WithoutTheme, &[("names", &names)]);
            parts.push(ReportPart::Note(without.into()));
        }
        parts.push(context.base(context.own, self.target, &Tally::new(context.own, self.target, &|_| true)));
        let most = themes.first();
        let summary = most.map(|(theme, countries)| context.share_of(false, theme, countries.len(), answered.len()));
        Shown { summary, parts, ..Shown::default() }
    }

    fn coded(&self, model: &Model) -> Option<QuestionId> {
        Some(model.questions[self.target.question].id.clone())
    }
}
