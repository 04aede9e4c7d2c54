//! The rows of a group that is asked once per row, with their fields and totals.

use super::ReportContext;
use super::rows::{Listed, cell};
use crate::tree::TableCell;
use canevas_evidence::{AskedAt, CountryReturn, Given, Target};
use canevas_model::{FieldIx, Question, TotalAt, TotalsShown};
use canevas_wording::ui::common::Common;

/// Whether each row ends with its total.
pub(super) fn has_row_totals(question: &Question) -> bool {
    matches!(question.total, Some(TotalsShown::Row | TotalsShown::Both))
}

/// The rows that a country is asked about, and a last one with the totals below them, where there are any.
pub(super) fn lines(
    context: &ReportContext<'_>,
    of: &CountryReturn,
    target: Target,
    fields: &[FieldIx],
    language: Option<&str>,
) -> Vec<Listed> {
    let model = context.own.copy.model;
    let question = &model.questions[target.question];
    let at = |field: FieldIx| Target { field: Some(field), ..target };
    let columns: Vec<Vec<AskedAt<'_>>> = fields.iter().map(|field| of.places(model, at(*field))).collect();
    let total = |row: Option<&str>, field| {
        let at = TotalAt { question: target.question, row: row.map(str::to_owned), field };
        let total = of.computed.totals.get(&at).map(|total| context.wording.total(question, &at, *total));
        TableCell::words(total.unwrap_or_else(|| "–".to_owned()))
    };
    let mut out = Vec::new();
    for place in of.places(model, Target { field: None, ..target }) {
        let row = place.row.as_deref();
        let mut cells = vec![TableCell::words(context.row_name(of, target, row).unwrap_or_default())];
        for (field, column) in fields.iter().zip(&columns) {
            let held = column.iter().find(|held| held.row.as_deref() == row);
            let held = held.map_or((&Given::Nothing, None), |held| (&held.given, held.unit()));
            cells.push(cell(context, &question.fields[*field], held, language));
        }
        cells.extend(has_row_totals(question).then(|| total(row, None)));
        out.push(Listed { cells, groups: Vec::new(), is_total: false });
    }
    let below = question.totals(target.question, []);
    if !out.is_empty() && !below.is_empty() {
        let mut cells = vec![TableCell::words(context.wording.word(Common::Total))];
        let has_total = |field: &FieldIx| below.iter().any(|at| at.field == Some(*field));
        let none = || TableCell::words("");
        cells.extend(fields.iter().map(|field| if has_total(field) { total(None, Some(*field)) } else { none() }));
        cells.extend(has_row_totals(question).then(|| total(None, None)));
        out.push(Listed { cells, groups: Vec::new(), is_total: true });
    }
    out
}
