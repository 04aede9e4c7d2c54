//! Which rows of a table stay on one page. A row is never torn, and the head stands on each page. A small table stays whole.
//! A larger one may break between its rows, but no first or last row stands alone: otherwise tables that are moved to the next
//! page as a whole leave pages half empty.

use crate::columns::{self, TEXT_WIDTH};
use crate::doc::{Keep, Table, TableRow, TableRows};

/// The most lines of a table that stays whole, its head included.
const SMALL: u32 = 5;
/// The most lines of a row that is short: the row stays with one beside it, so that it does not stand alone.
const SHORT: u32 = 3;
/// The most rows of one item that stay together, however high they are.
const MOST_ROWS: usize = 5;

/// Keeps the rows of a table together as far as they should be. An item of at most `third` lines stays whole: the next page would
/// not say which item it is.
pub(super) fn keep(table: &mut Table, third: u32) {
    let widths = columns::widths(&table.columns, TEXT_WIDTH);
    let height =
        |row: &TableRow| row.iter().zip(&widths).map(|(cell, width)| columns::lines(cell, *width)).max().unwrap_or(1);
    let head = if table.header.is_empty() { 0 } else { height(&table.header) };
    let sum = |rows: &[TableRow]| rows.iter().map(height).fold(0, u32::saturating_add);
    let bodies: Vec<u32> = match &table.rows {
        TableRows::Fixed(rows) => vec![sum(rows)],
        TableRows::Repeating { items, .. } => items.iter().map(|item| sum(item)).collect(),
    };
    let is_small = bodies.iter().fold(head, |all, body| all.saturating_add(*body)) <= SMALL;
    let mut starts: Vec<usize> = match &table.rows {
        TableRows::Fixed(rows) => (0..rows.len()).filter(|at| !table.is_continued(&rows[*at])).collect(),
        TableRows::Repeating { .. } => Vec::new(),
    };
    let heights: Vec<u32> = match &table.rows {
        TableRows::Fixed(rows) => rows.iter().map(height).collect(),
        TableRows::Repeating { .. } => Vec::new(),
    };
    let are_short = |at: usize| heights.iter().skip(at).take(2).all(|lines| *lines <= SHORT);
    // The head says what the columns are, and the question stands above it.
    keep_row(&mut table.header);
    match &mut table.rows {
        TableRows::Fixed(rows) => {
            // Rows that belong to one title, or each row by itself.
            starts.push(rows.len());
            let count = starts.len() - 1;
            for (at, pair) in starts.windows(2).enumerate() {
                let Some(block) = rows.get_mut(pair[0]..pair[1]) else { continue };
                let alone = !table.blocks && is_edge(at, count) && are_short(at);
                let lines = heights
                    .get(pair[0]..pair[1])
                    .unwrap_or_default()
                    .iter()
                    .fold(0, |all: u32, row| all.saturating_add(*row));
                keep_block(block, lines <= third, is_small || alone, at + 1 == count);
            }
        }
        TableRows::Repeating { items, .. } => {
            let count = items.len();
            for (at, item) in items.iter_mut().enumerate() {
                let alone = item.len() == 1 && bodies[at] <= SHORT && is_edge(at, count);
                keep_block(item, bodies[at] <= third, is_small || alone, at + 1 == count);
            }
        }
    }
}

/// Whether a row that stands alone stays with the next: the first one, and the last but one.
fn is_edge(at: usize, count: usize) -> bool {
    at == 0 || at + 2 == count
}

/// Keeps the rows of an item together where they, or their lines, are few, else the first two and the last two; with `next`, the last row with
/// the item after it, unless there is none.
fn keep_block(rows: &mut [TableRow], is_low: bool, next: bool, is_last: bool) {
    let count = rows.len();
    let is_whole = count <= MOST_ROWS || is_low;
    for (at, row) in rows.iter_mut().enumerate() {
        let keeps = if at + 1 == count { next && !is_last } else { is_whole || is_edge(at, count) || next };
        if keeps {
            keep_row(row);
        }
    }
}

/// Word and LibreOffice look at the paragraphs of a row for whether it stays with the next one.
fn keep_row(row: &mut TableRow) {
    row.iter_mut().flatten().for_each(|paragraph| paragraph.keep = Keep::Next);
}
