//! `series`: how the answers to a closed question changed over the editions. Nothing joins two editions whose answers cannot be
//! compared.

use super::{CLOSED, Kind, ReportContext, Show, Shown, is_closed};
use crate::chart::{Line, LineChart, line_chart};
use crate::evidence::Target;
use crate::plan::BlockKey;
use crate::tally::{Tally, percent};
use crate::tree::{ReportChart, ReportPart, ReportTable, TableCell, TableColumn};
use canevas_syntax::changes::Comparable;
use canevas_syntax::report::BlockKind;
use canevas_wording::ui::report::ReportWord;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Series,
    summary: "How many countries gave which answer, edition by edition, with the breaks of the series.",
    needs: &[BlockKey::Question],
    takes: &[],
    shows: is_closed,
    resolve: |resolver| resolver.question(CLOSED, is_closed).map(|target| Box::new(Series { target }) as Box<dyn Show>),
};

#[derive(Debug)]
struct Series {
    target: Target,
}

impl Show for Series {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let evidence = context.evidence;
        let count = evidence.editions.len();
        if count < 2 {
            let none = ReportPart::Paragraph(context.word(ReportWord::NothingBefore));
            return Shown { parts: vec![none], ..Shown::default() };
        }
        // The earliest edition comes first: it is the most steps away.
        let tallies: Vec<Option<Tally>> = (0..count)
            .rev()
            .map(|steps| {
                evidence.before(self.target, steps).map(|(edition, target)| Tally::new(edition, target, &|_| true))
            })
            .collect();
        let Some(Some(own)) = tallies.last() else { return Shown::default() };
        let names: Vec<&str> = evidence.editions.iter().map(|edition| edition.status.edition.as_str()).collect();
        let marks: Vec<_> = (1..count).rev().map(|steps| context.break_note(self.target, steps)).collect();
        let is_broken: Vec<bool> = marks.iter().map(|mark| matches!(mark, Some((Comparable::Broken, _)))).collect();

        let mut parts = Vec::new();
        if tallies.iter().flatten().filter(|tally| tally.answered > 0).count() > 1 {
            parts.push(ReportPart::Chart(self.chart(context, own, &tallies, &names, &is_broken)));
        }
        parts.push(ReportPart::Table(self.table(context, own, &tallies, &names)));
        parts.extend(marks.into_iter().flatten().map(|(_, text)| ReportPart::Note(text)));
        let missing = tallies.iter().zip(&names).filter(|(tally, _)| tally.is_none());
        parts.extend(
            missing.map(|(_, name)| {
                ReportPart::Note(context.wording.filled(ReportWord::NotAskedIn, &[("edition", name)]))
            }),
        );
        parts.push(context.base(context.own, self.target, own));
        parts.extend(context.several(self.target));
        Shown { summary: context.most(self.target, own), parts, ..Shown::default() }
    }
}

impl Series {
    fn caption(&self, context: &ReportContext<'_>) -> String {
        let is_rows = self.target.has_rows(context.own.copy.model);
        context.word(if is_rows { ReportWord::RowsInShares } else { ReportWord::InShares })
    }

    fn table(
        &self,
        context: &ReportContext<'_>,
        own: &Tally,
        tallies: &[Option<Tally>],
        names: &[&str],
    ) -> ReportTable {
        let mut columns = vec![TableColumn::words(context.word(ReportWord::Edition))];
        let answers = own.shares.iter().map(|share| context.answer(context.own, self.target, &share.answer));
        columns.extend(answers.map(TableColumn::numbers));
        columns.push(TableColumn::numbers(context.word(ReportWord::Answered)));
        let rows = tallies.iter().zip(names).map(|(tally, name)| {
            let mut cells = vec![TableCell::words(*name)];
            cells.extend(own.shares.iter().map(|share| {
                let percent = tally.as_ref().and_then(|tally| percent(tally.count(&share.answer), tally.answered));
                TableCell::share(percent, |n| context.percent(n))
            }));
            cells.push(tally.as_ref().map_or_else(|| TableCell::words("–"), |tally| TableCell::count(tally.answered)));
            cells
        });
        ReportTable { caption: self.caption(context), columns, rows: rows.collect() }
    }

    fn chart(
        &self,
        context: &ReportContext<'_>,
        own: &Tally,
        tallies: &[Option<Tally>],
        names: &[&str],
        is_broken: &[bool],
    ) -> ReportChart {
        let lines = own.shares.iter().map(|share| Line {
            name: context.answer(context.own, self.target, &share.answer),
            values: tallies
                .iter()
                .map(|tally| tally.as_ref().and_then(|tally| percent(tally.count(&share.answer), tally.answered)))
                .collect(),
        });
        let lines: Vec<Line> = lines.collect();
        let caption = format!("{}: {}", context.question(self.target), self.caption(context));
        let spoken = lines.iter().map(|line| {
            let values = line
                .values
                .iter()
                .zip(names)
                .filter_map(|(value, name)| value.map(|n| format!("{name} {}", context.percent(n))));
            format!("{}: {}", line.name, values.collect::<Vec<_>>().join(", "))
        });
        let alternative = spoken.collect::<Vec<_>>().join("; ");
        let chart = LineChart {
            editions: names,
            lines: &lines,
            is_broken,
            break_word: &context.word(ReportWord::BreakLabel),
            percent: &|n| context.percent(n),
            is_right_to_left: context.wording.language.is_right_to_left(),
        };
        ReportChart::new(caption, alternative, line_chart(&chart))
    }
}
