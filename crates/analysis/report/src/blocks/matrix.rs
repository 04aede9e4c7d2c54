//! `matrix`: countries by questions. A shade shows how far along a scale an answer is; the words stand in every cell.

use super::{Kind, ReportContext, Show, Shown, is_single};
use crate::plan::BlockKey;
use crate::tally::{given_answers, grade};
use crate::tree::{ReportPart, ReportTable, TableCell, TableColumn};
use canevas_evidence::{Given, Target};
use canevas_syntax::report::BlockKind;
use canevas_wording::PlainText;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Matrix,
    summary: "A line for each country and a column for each question, shaded by grade.",
    needs: &[BlockKey::Questions],
    takes: &[],
    shows: is_single,
    resolve: |resolver| {
        let what = "questions with one answer to choose";
        let targets = resolver.questions(what, is_single)?;
        Some(Box::new(Matrix { targets }))
    },
};

#[derive(Debug)]
struct Matrix {
    targets: Vec<Target>,
}

impl Show for Matrix {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let mut columns = vec![TableColumn::words(context.wording.respondent_word())];
        columns.extend(self.targets.iter().map(|target| TableColumn::words(context.question(*target))));
        let rows = context.codes().into_iter().map(|code| {
            let mut cells = vec![TableCell::words(context.wording.listed_respondent(code))];
            cells.extend(self.targets.iter().map(|target| cell(context, code, *target)));
            cells
        });
        let table = ReportTable { caption: context.own.status.edition.clone().into(), columns, rows: rows.collect() };
        Shown { parts: vec![ReportPart::Table(table)], ..Shown::default() }
    }
}

/// What a country answered. With several rows, each answer once.
fn cell(context: &ReportContext<'_>, code: &str, target: Target) -> TableCell {
    let model = context.own.copy.model;
    let of = context.own.returns.iter().find(|of| of.code == code);
    let places = of.map(|of| of.places(model, target)).unwrap_or_default();
    let mut words: Vec<PlainText> = Vec::new();
    let mut grades = Vec::new();
    for place in &places {
        match &place.given {
            Given::Said(said) => words.push(context.wording.said(said).into()),
            given => {
                let answers = given_answers(given);
                grades.extend(answers.iter().map(|answer| grade(model, target, answer)));
                words.extend(answers.iter().map(|answer| context.answer(context.own, target, answer)));
            }
        }
    }
    words.dedup();
    // One shade stands for one answer.
    let grade = match grades.as_slice() {
        [grade] => *grade,
        _ => None,
    };
    let text = if words.is_empty() { "–".into() } else { PlainText::joined(&words, "; ") };
    TableCell { grade, ..TableCell::words(text) }
}
