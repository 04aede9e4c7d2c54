//! `countries`: which countries gave an answer, by name.

use super::{CLOSED, Kind, ReportContext, Show, Shown, is_closed};
use crate::plan::BlockKey;
use crate::tally::{ClosedAnswer, Tally};
use crate::tree::{ReportPart, ReportTable, TableCell, TableColumn};
use canevas_evidence::Target;
use canevas_syntax::report::BlockKind;
use canevas_wording::ui::report::ReportWord;
use std::collections::BTreeSet;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Countries,
    summary: "Which countries gave one of some answers, by name; with `by: region` region by region.",
    needs: &[BlockKey::Question, BlockKey::Answers],
    takes: &[BlockKey::By],
    shows: is_closed,
    resolve: |resolver| {
        let by_region = resolver.keys().by.is_some();
        let target = resolver.question(CLOSED, is_closed)?;
        let answers = resolver.answers(target)?;
        Some(Box::new(Countries { target, answers, by_region }))
    },
};

#[derive(Debug)]
struct Countries {
    target: Target,
    answers: Vec<ClosedAnswer>,
    by_region: bool,
}

impl Show for Countries {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let tally = Tally::new(context.own, self.target, &|_| true);
        let given = tally.shares.iter().filter(|share| self.answers.contains(&share.answer));
        let named: BTreeSet<&str> = given.flat_map(|share| share.countries.iter().map(String::as_str)).collect();
        let base = context.base(context.own, self.target, &tally);
        if tally.answered == 0 {
            let none = ReportPart::Paragraph(context.word(ReportWord::NoData));
            return Shown { parts: vec![none, base], ..Shown::default() };
        }
        let values = [
            ("count", named.len().to_string()),
            ("answered", tally.countries.len().to_string()),
            ("share", context.share(named.len(), tally.countries.len())),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let names = if self.by_region {
            ReportPart::Table(by_region(context, &named))
        } else {
            ReportPart::Paragraph(context.name_list(named.iter().copied()))
        };
        let summary = Some(context.filled(ReportWord::CountriesOf, &values));
        Shown { summary, parts: vec![names, base], ..Shown::default() }
    }
}

fn by_region(context: &ReportContext<'_>, named: &BTreeSet<&str>) -> ReportTable {
    let rows = context.groups(true).into_iter().skip(1).map(|group| {
        let codes: Vec<&str> = named.iter().copied().filter(|code| group.holds(code)).collect();
        vec![
            TableCell::words(group.name.clone()),
            TableCell::count(codes.len()),
            TableCell::words(context.name_list(codes)),
        ]
    });
    ReportTable {
        caption: context.own.status.edition.clone().into(),
        columns: vec![
            TableColumn::words(context.word(ReportWord::Region)),
            TableColumn::numbers(context.word(ReportWord::Count)),
            TableColumn::words(context.wording.respondent_word()),
        ],
        rows: rows.collect(),
    }
}
