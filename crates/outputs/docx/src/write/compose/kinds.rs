//! What the columns of a table hold.

use crate::columns::Column;
use crate::doc::{Paragraph, TableRow};
use canevas_model::Question;
use canevas_wording::paper::ColumnKind;

/// The columns of a table by what they hold.
pub(super) fn columns_of<'r>(
    kinds: impl IntoIterator<Item = ColumnKind>,
    header: &[Vec<Paragraph>],
    rows: impl IntoIterator<Item = &'r TableRow>,
) -> Vec<Column> {
    let rows: Vec<&TableRow> = rows.into_iter().collect();
    let column = |(at, kind)| {
        let head = header.get(at).map_or(&[][..], Vec::as_slice);
        Column::of(kind, head, rows.iter().filter_map(|row| row.get(at)).flatten())
    };
    kinds.into_iter().enumerate().map(column).collect()
}

/// What the answers to a question hold, where they stand in a column.
pub(super) fn kind_of(field: &Question) -> ColumnKind {
    ColumnKind::of(&field.shape, field.control)
}

/// What the answers of several fields hold, where they stand one under the other.
pub(super) fn widest(question: &Question) -> ColumnKind {
    let is_long = question.fields.iter().any(|field| kind_of(field) == ColumnKind::Lines);
    if is_long { ColumnKind::Lines } else { ColumnKind::Line }
}
