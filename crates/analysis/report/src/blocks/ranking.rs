//! `ranking`: questions in the order of how many countries gave one of some answers: what is done most, and what least.

use super::{CLOSED, Kind, ReportContext, Show, Shown, is_closed};
use crate::plan::BlockKey;
use crate::tally::{ClosedAnswer, given_answers, percent};
use crate::tree::{ReportPart, ReportTable, TableCell, TableColumn};
use canevas_evidence::Target;
use canevas_syntax::report::BlockKind;
use canevas_wording::PlainText;
use canevas_wording::ui::report::ReportWord;
use std::cmp::Reverse;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Ranking,
    summary: "Questions in the order of how many countries gave one of the `answers`, the most first.",
    needs: &[BlockKey::Questions, BlockKey::Answers],
    takes: &[],
    shows: is_closed,
    resolve: |resolver| {
        let targets = resolver.questions(CLOSED, is_closed)?;
        let answers: Option<Vec<_>> = targets.iter().map(|target| resolver.answers(*target)).collect();
        Some(Box::new(Ranking { targets, answers: answers? }))
    },
};

#[derive(Debug)]
struct Ranking {
    targets: Vec<Target>,
    /// For each question, the answers that count.
    answers: Vec<Vec<ClosedAnswer>>,
}

/// A question with its figures.
struct Ranked {
    name: PlainText,
    count: usize,
    answered: usize,
    percent: Option<usize>,
}

impl Show for Ranking {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let mut ranked: Vec<Ranked> =
            self.targets.iter().zip(&self.answers).map(|(target, answers)| ranked(context, *target, answers)).collect();
        // Of questions with the same share, the first of the report comes first.
        ranked.sort_by_key(|of| Reverse(of.percent));
        let row = |of: &Ranked| {
            vec![
                TableCell::words(of.name.clone()),
                TableCell::count(of.count),
                TableCell::share(of.percent, |n| context.percent(n)),
                TableCell::count(of.answered),
            ]
        };
        let table = ReportTable {
            caption: context.word(ReportWord::InShares).into(),
            columns: vec![
                TableColumn::words(context.word(ReportWord::Question)),
                TableColumn::numbers(context.word(ReportWord::Count)),
                TableColumn::shares(context.word(ReportWord::Share)),
                TableColumn::numbers(context.word(ReportWord::Answered)),
            ],
            rows: ranked.iter().map(row).collect(),
        };
        Shown { parts: vec![ReportPart::Table(table)], ..Shown::default() }
    }
}

fn ranked(context: &ReportContext<'_>, target: Target, answers: &[ClosedAnswer]) -> Ranked {
    let mut answered = 0;
    let mut count = 0;
    for place in context.own.places(target) {
        let given = given_answers(&place.given);
        answered += usize::from(!given.is_empty());
        // A place with two of the answers counts once.
        count += usize::from(given.iter().any(|answer| answers.contains(answer)));
    }
    Ranked { name: context.question(target), count, answered, percent: percent(count, answered) }
}
