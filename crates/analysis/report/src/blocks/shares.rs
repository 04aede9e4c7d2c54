//! `shares`: how many countries gave which answer to a closed question, all together and by region.

use super::{CLOSED, Kind, ReportContext, Show, Shown, is_closed};
use crate::plan::BlockKey;
use crate::tally::{Tally, percent};
use crate::tree::{ReportPart, ReportTable, TableCell, TableColumn};
use canevas_evidence::Target;
use canevas_syntax::report::BlockKind;
use canevas_wording::ui::report::ReportWord;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Shares,
    summary: "How many countries gave which answer to a closed question; with `by: region` also in each region.",
    needs: &[BlockKey::Question],
    takes: &[BlockKey::By],
    shows: is_closed,
    resolve: |resolver| {
        let by_region = resolver.keys().by.is_some();
        resolver.question(CLOSED, is_closed).map(|target| Box::new(Shares { target, by_region }) as Box<dyn Show>)
    },
};

#[derive(Debug)]
struct Shares {
    target: Target,
    by_region: bool,
}

impl Show for Shares {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let all = Tally::new(context.own, self.target, &|_| true);
        if all.answered == 0 {
            let none = context.word(ReportWord::NoData);
            return Shown {
                parts: vec![ReportPart::Paragraph(none), context.base(context.own, self.target, &all)],
                ..Shown::default()
            };
        }
        let mut parts =
            vec![ReportPart::Table(if self.by_region { self.by_region(context) } else { self.in_all(context, &all) })];
        parts.push(context.base(context.own, self.target, &all));
        parts.extend(context.several(self.target));
        parts.push(context.behind(self.target, &all));
        Shown { summary: context.most(self.target, &all), parts, ..Shown::default() }
    }
}

impl Shares {
    fn caption(&self, context: &ReportContext<'_>) -> String {
        let is_rows = self.target.has_rows(context.own.copy.model);
        context.word(if is_rows { ReportWord::RowsInShares } else { ReportWord::InShares })
    }

    /// One line for each answer.
    fn in_all(&self, context: &ReportContext<'_>, tally: &Tally) -> ReportTable {
        let row = |share: &crate::Share| {
            vec![
                TableCell::words(context.answer(context.own, self.target, &share.answer)),
                TableCell::count(share.count),
                TableCell::share(percent(share.count, tally.answered), |n| context.percent(n)),
            ]
        };
        ReportTable {
            caption: self.caption(context).into(),
            columns: vec![
                TableColumn::words(context.word(ReportWord::Answer)),
                TableColumn::numbers(context.word(ReportWord::Count)),
                TableColumn::shares(context.word(ReportWord::Share)),
            ],
            rows: tally.shares.iter().map(row).collect(),
        }
    }

    /// One line for each region, with a column for each answer.
    fn by_region(&self, context: &ReportContext<'_>) -> ReportTable {
        let groups = context.groups(true);
        let all = Tally::new(context.own, self.target, &|_| true);
        let mut columns = vec![TableColumn::words(context.word(ReportWord::Region))];
        let answers = all.shares.iter().map(|share| context.answer(context.own, self.target, &share.answer));
        columns.extend(answers.map(TableColumn::shares));
        columns.push(TableColumn::numbers(context.word(ReportWord::Answered)));
        let rows = groups.iter().map(|group| {
            let tally = Tally::new(context.own, self.target, &|code| group.holds(code));
            let mut cells = vec![TableCell::words(group.name.clone())];
            cells.extend(all.shares.iter().map(|share| {
                let count = tally.count(&share.answer);
                TableCell::share(percent(count, tally.answered), |n| context.percent(n)).with_count(count)
            }));
            cells.push(TableCell::count(tally.answered));
            cells
        });
        ReportTable { caption: self.caption(context).into(), columns, rows: rows.collect() }
    }
}
