//! `reporting`: who reported, by region and over the editions.

use super::{Kind, ReportContext, Show, Shown};
use crate::tally::percent;
use crate::tree::{NamedGroup, ReportPart, ReportTable, TableCell, TableColumn};
use canevas_desk::{CountryState, Counts};
use canevas_syntax::report::BlockKind;
use canevas_wording::ui::report::ReportWord;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Reporting,
    summary: "Who reported, on time or late, by region, and in earlier editions.",
    needs: &[],
    takes: &[],
    shows: |_| false,
    resolve: |_| Some(Box::new(Reporting)),
};

#[derive(Debug)]
struct Reporting;

impl Show for Reporting {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let counts = context.own.status.counts;
        let mut parts = vec![ReportPart::Table(by_region(context))];
        if context.evidence.editions.len() > 1 {
            parts.push(ReportPart::Table(by_edition(context)));
        }
        parts.push(ReportPart::Behind(behind(context)));
        Shown { summary: Some(reported_of(context, &counts)), parts, ..Shown::default() }
    }
}

fn reported_of(context: &ReportContext<'_>, counts: &Counts) -> String {
    let (reported, expected) = (counts.reported.to_string(), counts.expected.to_string());
    let share = context.share(counts.reported, counts.expected);
    let values = [("reported", &*reported), ("expected", &*expected), ("share", &*share)];
    context.filled(ReportWord::ReportedOf, &values)
}

fn columns(context: &ReportContext<'_>, first: ReportWord, is_timed: bool) -> Vec<TableColumn> {
    let mut columns = vec![TableColumn::words(context.word(first))];
    let mut numbers = vec![ReportWord::Expected, ReportWord::Reported, ReportWord::Share];
    if is_timed {
        numbers.extend([ReportWord::OnTime, ReportWord::Late]);
    }
    numbers.push(ReportWord::Missing);
    columns.extend(numbers.into_iter().map(|word| {
        let title = context.word(word);
        if word == ReportWord::Share { TableColumn::shares(title) } else { TableColumn::numbers(title) }
    }));
    columns
}

fn row(context: &ReportContext<'_>, name: String, counts: &Counts, is_timed: bool) -> Vec<TableCell> {
    let share = TableCell::share(percent(counts.reported, counts.expected), |n| context.percent(n));
    let mut cells =
        vec![TableCell::words(name), TableCell::count(counts.expected), TableCell::count(counts.reported), share];
    if is_timed {
        cells.extend([TableCell::count(counts.on_time), TableCell::count(counts.late)]);
    }
    cells.push(TableCell::count(counts.expected - counts.reported));
    cells
}

fn by_region(context: &ReportContext<'_>) -> ReportTable {
    let status = &context.own.status;
    let is_timed = status.due.is_some();
    let mut rows = vec![row(context, context.word(ReportWord::AllCountries), &status.counts, is_timed)];
    rows.extend(status.regions.iter().map(|region| {
        let name = region.id.as_ref().map_or_else(|| context.word(ReportWord::InNoRegion), |id| context.region(id));
        row(context, name, &region.counts, is_timed)
    }));
    ReportTable {
        caption: status.edition.clone().into(),
        columns: columns(context, ReportWord::Region, is_timed),
        rows,
    }
}

fn by_edition(context: &ReportContext<'_>) -> ReportTable {
    let editions = &context.evidence.editions;
    let is_timed = editions.iter().all(|edition| edition.status.due.is_some());
    let row = |edition: &canevas_evidence::EditionReturns<'_>| {
        row(context, edition.status.edition.clone(), &edition.status.counts, is_timed)
    };
    ReportTable {
        caption: context.word(ReportWord::AllCountries).into(),
        columns: columns(context, ReportWord::Edition, is_timed),
        rows: editions.iter().map(row).collect(),
    }
}

fn behind(context: &ReportContext<'_>) -> Vec<NamedGroup> {
    let countries = &context.own.status.countries;
    let group = |word, states: &[CountryState]| {
        let codes =
            countries.iter().filter(|country| states.contains(&country.state)).map(|country| country.code.as_str());
        NamedGroup { name: context.word(word).into(), countries: context.names(codes) }
    };
    let mut groups = vec![
        group(ReportWord::Reported, &[CountryState::Reported]),
        group(ReportWord::Missing, &[CountryState::Draft, CountryState::Incomplete, CountryState::Missing]),
    ];
    groups.retain(|group| !group.countries.is_empty());
    groups
}
