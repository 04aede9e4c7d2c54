//! `changes`: what each country answered in the edition before, and what it answers now.

use super::{Kind, ReportContext, Show, Shown, is_single};
use crate::plan::BlockKey;
use crate::tally::{ClosedAnswer, given_answers, grade};
use crate::tree::{ReportPart, ReportTable, TableCell, TableColumn};
use canevas_evidence::{EditionReturns, Target};
use canevas_syntax::changes::Comparable;
use canevas_syntax::report::BlockKind;
use canevas_wording::ui::report::ReportWord;
use std::collections::BTreeMap;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Changes,
    summary: "What each country answered in the edition before and answers now: higher, lower, the same, new, or no more.",
    needs: &[BlockKey::Question],
    takes: &[],
    shows: is_single,
    resolve: |resolver| {
        let what = "a question with one answer to choose";
        let target = resolver.question(what, is_single)?;
        // Rows of two editions are not the same rows.
        if target.has_rows(resolver.model) {
            resolver.mismatch(
                "a country has several answers to it, one for each row",
                "compare a question that a country answers once",
            );
            return None;
        }
        Some(Box::new(Changes { target }))
    },
};

#[derive(Debug)]
struct Changes {
    target: Target,
}

/// How an answer changed. The order is that of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kindred {
    Higher,
    Lower,
    Other,
    Same,
    New,
    Gone,
}

impl Kindred {
    fn word(self) -> ReportWord {
        match self {
            Self::Higher => ReportWord::Higher,
            Self::Lower => ReportWord::Lower,
            Self::Other => ReportWord::Other,
            Self::Same => ReportWord::Same,
            Self::New => ReportWord::New,
            Self::Gone => ReportWord::Gone,
        }
    }
}

impl Show for Changes {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let note = |text| Shown { parts: vec![ReportPart::Paragraph(text)], ..Shown::default() };
        let Some((before, target)) = context.evidence.before(self.target, 1) else {
            let editions = &context.evidence.editions;
            let earlier = editions.len().checked_sub(2).and_then(|at| editions.get(at));
            return note(earlier.map_or_else(
                || context.word(ReportWord::NothingBefore),
                |earlier| context.filled(ReportWord::NotAskedIn, &[("edition", &earlier.status.edition)]),
            ));
        };
        let mark = context.break_note(self.target, 1);
        if let Some((Comparable::Broken, text)) = mark {
            return note(text);
        }
        let (was, is) = (answers(before, target), answers(context.own, self.target));
        let mut lines: Vec<(Kindred, &str)> = Vec::new();
        for code in was.keys().chain(is.keys().filter(|code| !was.contains_key(*code))) {
            lines.push((self.kindred(context, was.get(code), is.get(code)), code));
        }
        let count = |kinds: &[Kindred]| lines.iter().filter(|(kind, _)| kinds.contains(kind)).count();
        let moved = count(&[Kindred::Higher, Kindred::Lower, Kindred::Other]);
        let same = count(&[Kindred::Same]);
        let values = [
            ("both", (moved + same).to_string()),
            ("moved", moved.to_string()),
            ("same", same.to_string()),
            ("before", before.status.edition.clone()),
            ("after", context.own.status.edition.clone()),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        lines.sort_by_cached_key(|(kind, code)| {
            (*kind, canevas_wording::sort_key(&context.wording.listed_respondent(code)))
        });
        let cell = |edition: &EditionReturns<'_>, target, answer: Option<&ClosedAnswer>| {
            let words = answer.map_or_else(|| "–".into(), |answer| context.answer(edition, target, answer));
            let grade = answer.and_then(|answer| grade(edition.copy.model, target, answer));
            TableCell { grade, ..TableCell::words(words) }
        };
        let row = |(kind, code): &(Kindred, &str)| {
            vec![
                TableCell::words(context.wording.listed_respondent(code)),
                cell(before, target, was.get(code)),
                cell(context.own, self.target, is.get(code)),
                TableCell::words(context.word(kind.word())),
            ]
        };
        let table = ReportTable {
            caption: context.question(self.target),
            columns: vec![
                TableColumn::words(context.wording.respondent_word()),
                TableColumn::words(before.status.edition.clone()),
                TableColumn::words(context.own.status.edition.clone()),
                TableColumn::words(context.word(ReportWord::Change)),
            ],
            rows: lines.iter().map(row).collect(),
        };
        let mut parts = vec![ReportPart::Table(table)];
        parts.extend(mark.map(|(_, text)| ReportPart::Note(text.into())));
        Shown { summary: Some(context.filled(ReportWord::ChangedOf, &values)), parts, ..Shown::default() }
    }
}

impl Changes {
    fn kindred(&self, context: &ReportContext<'_>, was: Option<&ClosedAnswer>, is: Option<&ClosedAnswer>) -> Kindred {
        let model = context.own.copy.model;
        match (was, is) {
            (None, _) => Kindred::New,
            (_, None) => Kindred::Gone,
            (Some(was), Some(is)) if was == is => Kindred::Same,
            (Some(was), Some(is)) => {
                // Both grades are on the scale of the report's edition.
                match grade(model, self.target, was).zip(grade(model, self.target, is)) {
                    Some((was, is)) if is > was => Kindred::Higher,
                    Some((was, is)) if is < was => Kindred::Lower,
                    _ => Kindred::Other,
                }
            }
        }
    }
}

/// What each country answered.
fn answers<'r>(edition: &'r EditionReturns<'_>, target: Target) -> BTreeMap<&'r str, ClosedAnswer> {
    edition.places(target).filter_map(|place| Some((place.country, given_answers(&place.given).pop()?))).collect()
}
