//! `series`: how the answers to a closed question changed over the editions. Nothing joins two editions whose answers cannot be
//! compared.

use super::{CLOSED, Kind, ReportContext, Show, Shown, is_closed};
use crate::chart::{Line, LineChart, line_chart};
use crate::plan::BlockKey;
use crate::tally::{ClosedAnswer, Tally, offered, percent};
use crate::tree::{ReportChart, ReportPart, ReportTable, TableCell, TableColumn};
use canevas_evidence::{EditionReturns, Target};
use canevas_syntax::changes::Comparable;
use canevas_syntax::report::BlockKind;
use canevas_wording::PlainText;
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
        let points: Vec<Point<'_>> = (0..count)
            .rev()
            .zip(&evidence.editions)
            .map(|(steps, edition)| self.point(context, edition, steps))
            .collect();
        let Some(own) = points.last().and_then(|point| point.tally.as_ref()) else { return Shown::default() };
        let answers = self.answers(context, &points);
        let marks: Vec<_> = (1..count).rev().map(|steps| context.break_note(self.target, steps)).collect();
        let is_broken: Vec<bool> = marks.iter().map(|mark| matches!(mark, Some((Comparable::Broken, _)))).collect();

        let mut parts = Vec::new();
        if points.iter().filter(|point| point.tally.as_ref().is_some_and(|tally| tally.answered > 0)).count() > 1 {
            parts.push(ReportPart::Chart(self.chart(context, &answers, &points, &is_broken)));
        }
        parts.push(ReportPart::Table(self.table(context, &answers, &points)));
        parts.extend(marks.into_iter().flatten().map(|(_, text)| ReportPart::Note(text.into())));
        let missing = points.iter().filter(|point| point.tally.is_none());
        let not_asked = |point: &Point<'_>| context.filled(ReportWord::NotAskedIn, &[("edition", point.edition)]);
        parts.extend(missing.map(|point| ReportPart::Note(not_asked(point).into())));
        parts.push(context.base(context.own, self.target, own));
        parts.extend(context.several(self.target));
        Shown { summary: context.most(self.target, own), parts, ..Shown::default() }
    }
}

/// An edition in a series.
struct Point<'e> {
    edition: &'e str,
    /// The answers; none where the edition did not ask the question.
    tally: Option<Tally>,
    /// The answers that it offered.
    offered: Vec<ClosedAnswer>,
}

impl Point<'_> {
    /// The share of an answer in whole per cent; none where nobody could give it.
    fn percent(&self, answer: &ClosedAnswer) -> Option<usize> {
        let tally = self.tally.as_ref().filter(|tally| self.offered.contains(answer) || tally.count(answer) > 0)?;
        percent(tally.count(answer), tally.answered)
    }
}

impl Point<'_> {
    fn cell(&self, context: &ReportContext<'_>, answer: &ClosedAnswer) -> TableCell {
        let share = TableCell::share(self.percent(answer), |n| context.percent(n));
        match &self.tally {
            Some(tally) if share.number.is_some() => share.with_count(tally.count(answer)),
            _ => share,
        }
    }
}

impl Series {
    fn point<'e>(&self, context: &ReportContext<'e>, edition: &'e EditionReturns<'_>, steps: usize) -> Point<'e> {
        let before = context.evidence.before(self.target, steps);
        let tally = before.map(|(edition, target)| Tally::new(edition, target, &|_| true));
        let offered = before.map(|(edition, target)| offered(target.of(edition.copy.model))).unwrap_or_default();
        Point { edition: &edition.status.edition, tally, offered }
    }

    /// Every answer of the series with its words: those that the report's edition offers, then those of earlier editions only.
    fn answers(&self, context: &ReportContext<'_>, points: &[Point<'_>]) -> Vec<(ClosedAnswer, PlainText)> {
        let mut answers: Vec<(ClosedAnswer, PlainText)> = Vec::new();
        for (steps, point) in points.iter().rev().enumerate() {
            let Some((edition, target)) = context.evidence.before(self.target, steps) else { continue };
            let given = point.tally.iter().flat_map(|tally| &tally.shares).filter(|share| share.count > 0);
            for answer in point.offered.iter().chain(given.map(|share| &share.answer)) {
                if !answers.iter().any(|(known, _)| known == answer) {
                    answers.push((answer.clone(), context.answer(edition, target, answer)));
                }
            }
        }
        answers
    }

    fn caption(&self, context: &ReportContext<'_>) -> String {
        let is_rows = self.target.has_rows(context.own.copy.model);
        context.word(if is_rows { ReportWord::RowsInShares } else { ReportWord::InShares })
    }

    fn table(
        &self,
        context: &ReportContext<'_>,
        answers: &[(ClosedAnswer, PlainText)],
        points: &[Point<'_>],
    ) -> ReportTable {
        let mut columns = vec![TableColumn::words(context.word(ReportWord::Edition))];
        columns.extend(answers.iter().map(|(_, words)| TableColumn::shares(words.clone())));
        columns.push(TableColumn::numbers(context.word(ReportWord::Answered)));
        let rows = points.iter().map(|point| {
            let mut cells = vec![TableCell::words(point.edition)];
            cells.extend(answers.iter().map(|(answer, _)| point.cell(context, answer)));
            let answered = point.tally.as_ref().map(|tally| tally.answered);
            cells.push(answered.map_or_else(|| TableCell::words("–"), TableCell::count));
            cells
        });
        ReportTable { caption: self.caption(context).into(), columns, rows: rows.collect() }
    }

    fn chart(
        &self,
        context: &ReportContext<'_>,
        answers: &[(ClosedAnswer, PlainText)],
        points: &[Point<'_>],
        is_broken: &[bool],
    ) -> ReportChart {
        let line = |(answer, name): &(ClosedAnswer, PlainText)| Line {
            name: name.text.clone(),
            values: points.iter().map(|point| point.percent(answer)).collect(),
        };
        let lines: Vec<Line> = answers.iter().map(line).collect();
        let colon = context.wording.colon();
        let spoken = lines.iter().map(|line| {
            let values = line.values.iter().zip(points);
            let values =
                values.filter_map(|(value, point)| Some(format!("{} {}", point.edition, context.percent((*value)?))));
            format!("{}{colon}{}", line.name, values.collect::<Vec<_>>().join(", "))
        });
        let alternative = spoken.collect::<Vec<_>>().join("; ");
        let editions: Vec<&str> = points.iter().map(|point| point.edition).collect();
        let chart = LineChart {
            editions: &editions,
            lines: &lines,
            is_broken,
            break_word: &context.word(ReportWord::BreakLabel),
            percent: &|n| context.percent(n),
            is_right_to_left: context.wording.language.is_right_to_left(),
        };
        let caption = format!("{}{colon}{}", context.question(self.target).text, self.caption(context));
        ReportChart::new(caption, alternative, line_chart(&chart))
    }
}
