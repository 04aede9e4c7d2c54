//! Tables, row by row and cell by cell: repeated rows, and rows that stay as they are.

use super::cells::Cell;
use super::claims::ReadParagraph;
use super::collector::{Collector, text_of};
use super::items::{Rows, is_row_number, item_row, tables_of};
use super::merged_cells::is_merged;
use crate::read::normalize::norm;
use crate::read::template::{FixedTable, Repeat, Segment, plain};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// How alike the labels of a table must be to those of the blank form.
const ALIKE: f64 = 0.7;

impl Collector<'_> {
    /// Reads the tables of the document.
    pub fn tables(&mut self, paragraphs: &mut [ReadParagraph]) {
        let mut fixed: HashSet<usize> = HashSet::new();
        for (table, rows) in tables_of(paragraphs) {
            if let Some(repeat) = self.repeat_tables.get(&table).copied() {
                self.repeated(table, repeat, &rows, paragraphs);
            } else if let Some(known) = self.fixed_of(&rows, paragraphs, &fixed) {
                fixed.insert(known);
                self.fixed_rows(known, &rows, paragraphs);
            }
        }
    }

    fn repeated(&mut self, table: usize, repeat: usize, rows: &Rows, paragraphs: &mut [ReadParagraph]) {
        let template = self.template;
        let known = &template.repeats[repeat];
        self.out.visible.insert(known.group);
        let label = template.label(known.group);
        let columns = self.columns(table, known, rows, paragraphs);
        for (row, inside) in rows {
            let cells = by_cell(inside, paragraphs);
            let of_row: Vec<&ReadParagraph> = inside.iter().map(|at| &paragraphs[*at]).collect();
            let item = self.row_items.get(&(table, *row)).map(|(_, item)| *item);
            let own = item_row(known, &of_row).and_then(|row| known.rows.get(row));
            let header = self.headers.contains(&(table, *row));
            let is_copy = self.copied_tables.contains(&table);
            let number = self.row_numbers.get(&(table, *row)).copied();
            let numbers: Vec<usize> = item.into_iter().chain(number).collect();
            let row_size = [own.map_or(0, Vec::len), cells.len()];
            for (column, inside) in cells {
                let place = if is_copy {
                    "a second copy of the table".to_owned()
                } else if header {
                    format!("the header of column {}", column + 1)
                } else {
                    format!("row {}, column {}", item.or(number).unwrap_or(*row), column + 1)
                };
                let of_fields = || held_column(known, &inside, paragraphs);
                let own_column = of_fields().or_else(|| columns.get(&column).copied().flatten());
                let own = own.zip(own_column).and_then(|(row, at)| row.get(at)).map_or(&[][..], Vec::as_slice);
                let lines = if item.is_some() { own.iter().map(Vec::as_slice).collect() } else { Vec::new() };
                let cell = Cell { lines, item: item.unwrap_or(0), group: known.group, label, place };
                let inside: Vec<usize> = inside
                    .into_iter()
                    .filter(|at| {
                        let paragraph = &mut paragraphs[*at].matched;
                        paragraph.used = true;
                        let text = norm(&text_of(&paragraph.tokens));
                        let is_number = own_column == Some(0) && is_row_number(known, &text, &numbers);
                        let is_label = is_copy
                            && (own.iter().any(|line| norm(&plain(line)) == text)
                                || template.other_texts.contains_key(&text));
                        let is_head = header && own_column.is_some_and(|at| known.is_head(at, &text));
                        !is_number && !is_label && !is_head
                    })
                    .collect();
                let is_merged = item.is_some() && is_merged(&cell.lines, row_size, &inside, paragraphs);
                let inside = if is_merged { self.merged_cell(&cell, &inside, paragraphs) } else { inside };
                self.cell(&cell, &inside, paragraphs);
            }
        }
    }

    /// The table of fixed rows that a table is: by the fields in it, or by its labels.
    fn fixed_of(&self, rows: &Rows, paragraphs: &[ReadParagraph], taken: &HashSet<usize>) -> Option<usize> {
        let template = self.template;
        let inside = || rows.values().flatten().map(|at| &paragraphs[*at]);
        let of_field = |field: usize| template.fields[field].line.and_then(|line| template.lines[line].place);
        let claimed = inside().flat_map(|p| &p.claimed).find_map(|claimed| of_field(claimed.claim.field));
        if let Some((table, ..)) = claimed {
            return (!taken.contains(&table)).then_some(table);
        }
        let texts: HashSet<String> =
            inside().map(|p| norm(&text_of(&p.matched.tokens))).filter(|t| !t.is_empty()).collect();
        let score = |known: &FixedTable| {
            let labels: Vec<&str> = known
                .iter()
                .flatten()
                .flatten()
                .map(|line| &template.lines[*line])
                .filter(|line| line.segments.iter().all(|part| part.slot().is_none()))
                .map(|line| line.key.as_str())
                .collect();
            let found = labels.iter().filter(|label| texts.contains(**label)).count();
            f64::from(found as u32) / f64::from(labels.len().max(1) as u32)
        };
        let all = template.fixed.iter().enumerate().filter(|(at, _)| !taken.contains(at));
        let best = all
            .map(|(at, known)| (at, score(known)))
            .fold((0, ALIKE), |best, next| if next.1 > best.1 { next } else { best });
        (best.1 > ALIKE).then_some(best.0)
    }

    fn fixed_rows(&mut self, table: usize, rows: &Rows, paragraphs: &mut [ReadParagraph]) {
        let template = self.template;
        let known = &template.fixed[table];
        let mut left: Vec<usize> = (0..known.len()).collect();
        let mut pairs: Vec<(usize, Option<usize>)> = Vec::new();
        for (row, inside) in rows {
            let hit = self.fixed_row(known, &left, inside, paragraphs);
            left.retain(|at| Some(*at) != hit);
            pairs.push((*row, hit));
        }
        let in_place = rows.len() == known.len();
        let columns = self.fixed_columns(table, &pairs, rows, paragraphs);
        for (row, hit) in pairs {
            // A row whose label is gone is where it was, where no row came or went.
            let hit = hit.or_else(|| left.contains(&row).then_some(row).filter(|_| in_place));
            let Some(hit) = hit else {
                // A row that somebody added has no row of the blank form.
                if left.is_empty() {
                    let first = known.iter().flatten().flatten().next();
                    let group = first.map_or(0, |line| template.lines[*line].group);
                    // The header is no row: it has no number.
                    let number = row + usize::from(!template.headed.contains(&table));
                    for (column, inside) in by_cell(&rows[&row], paragraphs) {
                        let place = format!("row {number}, column {}", column + 1);
                        let cell = Cell { lines: Vec::new(), item: 0, group, label: template.label(group), place };
                        for at in &inside {
                            paragraphs[*at].matched.used = true;
                        }
                        self.cell(&cell, &inside, paragraphs);
                    }
                }
                continue;
            };
            let named = self.row_name(table, hit);
            let cells = by_cell(&rows[&row], paragraphs);
            let row_size = [known[hit].len(), cells.len()];
            for (column, inside) in cells {
                let own_column = columns.get(&column).copied().flatten();
                let own: &[usize] = own_column.and_then(|at| known[hit].get(at)).map_or(&[], Vec::as_slice);
                let lines: Vec<&[Segment]> = own.iter().map(|line| template.lines[*line].segments.as_slice()).collect();
                let first = known[hit].iter().flatten().next();
                let group = own.first().or(first).map_or(0, |line| template.lines[*line].group);
                let place = match &named {
                    Some(row) => format!("{row}, column {}", column + 1),
                    None => format!("the header of column {}", column + 1),
                };
                let cell = Cell { lines, item: 0, group, label: template.label(group), place };
                for line in own {
                    self.done[*line] = true;
                }
                self.out.visible.insert(group);
                for at in &inside {
                    paragraphs[*at].matched.used = true;
                }
                let is_merged = named.is_some() && is_merged(&cell.lines, row_size, &inside, paragraphs);
                let inside = if is_merged { self.merged_cell(&cell, &inside, paragraphs) } else { inside };
                self.cell(&cell, &inside, paragraphs);
            }
        }
    }

    /// What a row of a table is called: by its label, or by its number where it has none. A header is no row.
    fn row_name(&self, table: usize, row: usize) -> Option<String> {
        let template = self.template;
        let known = &template.fixed[table];
        let first = usize::from(template.headed.contains(&table));
        let label = |row: usize| {
            let lines = known.get(row)?.first()?.iter().map(|line| template.lines[*line].segments.as_slice());
            let mut labels = lines.filter(|line| line.iter().all(|part| part.slot().is_none()));
            labels.next().map(|line| norm(&plain(line))).filter(|label| !label.is_empty())
        };
        // Where a row is a block of lines, its label stands on the first.
        let label = (first..=row).rev().find_map(label).filter(|label| label.parse::<u32>().is_err());
        (row >= first).then(|| {
            label.map_or_else(|| format!("row {}", row + 1 - first), |label| format!("row \u{201c}{label}\u{201d}"))
        })
    }

    /// The row of a table that stays as it is: by its fields, else by its texts.
    fn fixed_row(
        &self,
        known: &FixedTable,
        left: &[usize],
        inside: &[usize],
        paragraphs: &[ReadParagraph],
    ) -> Option<usize> {
        let template = self.template;
        let of_field = |field: usize| template.fields[field].line.and_then(|line| template.lines[line].place);
        let claimed = inside.iter().flat_map(|at| &paragraphs[*at].claimed);
        let mut claimed = claimed.filter_map(|claimed| of_field(claimed.claim.field));
        if let Some((_, row, _)) = claimed.next() {
            return left.contains(&row).then_some(row);
        }
        let texts: Vec<String> = inside.iter().map(|at| norm(&text_of(&paragraphs[*at].matched.tokens))).collect();
        let texts: HashSet<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let labels = |row: usize| known[row].iter().flatten().map(|line| &template.lines[*line]);
        let is_label = |segments: &[Segment]| segments.iter().all(|part| part.slot().is_none());
        let score = |row: usize| {
            labels(row).filter(|line| is_label(&line.segments) && texts.contains(line.key.as_str())).count()
        };
        let best = left
            .iter()
            .map(|row| (*row, score(*row)))
            .fold((0, 0), |best, next| if next.1 > best.1 { next } else { best });
        (best.1 > 0).then_some(best.0)
    }
}

/// The column of the blank form that a cell of repeated rows is by the fields in it, where they are all of one.
fn held_column(known: &Repeat, inside: &[usize], paragraphs: &[ReadParagraph]) -> Option<usize> {
    let fields = inside.iter().flat_map(|at| &paragraphs[*at].claimed).map(|claimed| claimed.claim.field);
    let columns: BTreeSet<usize> = fields.filter_map(|field| known.column_of(field)).collect();
    columns.first().copied().filter(|_| columns.len() == 1)
}

/// The paragraphs of a row by column.
fn by_cell(inside: &[usize], paragraphs: &[ReadParagraph]) -> BTreeMap<usize, Vec<usize>> {
    let mut cells: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in inside {
        let column = paragraphs[*at].matched.cell.map_or(0, |(_, _, cell)| cell);
        cells.entry(column).or_default().push(*at);
    }
    cells
}
