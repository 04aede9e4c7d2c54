//! Which column of the blank form each column of a table is. Somebody may have added one, or changed their order.

use super::claims::ReadParagraph;
use super::collector::{Collector, text_of};
use super::items::Rows;
use crate::read::normalize::norm;
use crate::read::template::Repeat;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The columns of a table, each with that of the blank form.
pub type Columns = BTreeMap<usize, Option<usize>>;

impl Collector<'_> {
    /// The column of the blank form that each column of a table of repeated rows is: by the fields in it, by its header, else
    /// by its place. Somebody may have added a column, or changed their order.
    pub(super) fn columns(&self, table: usize, known: &Repeat, rows: &Rows, paragraphs: &[ReadParagraph]) -> Columns {
        let mut out: Columns = Columns::new();
        let at_head = |text: &str| {
            let tables = std::iter::once(&known.heads).chain(&known.other_heads);
            let is_first = |heads: &[String]| heads.first().is_some_and(|head| head == text);
            let hits = tables.flat_map(|heads| heads.iter().enumerate()).filter(|(_, heads)| is_first(heads));
            let mut columns: BTreeSet<usize> = hits.map(|(at, _)| at).collect();
            columns.pop_first().filter(|_| !text.is_empty() && columns.is_empty())
        };
        for (row, inside) in rows {
            for at in inside {
                let paragraph = &paragraphs[*at];
                let Some((_, _, column)) = paragraph.matched.cell else { continue };
                let by_field = paragraph.claimed.iter().find_map(|claimed| known.column_of(claimed.claim.field));
                let by_head = || {
                    at_head(&norm(&text_of(&paragraph.matched.tokens)))
                        .filter(|_| self.headers.contains(&(table, *row)))
                };
                let found = by_field.or_else(by_head);
                let place = out.entry(column).or_default();
                *place = place.or(found);
            }
        }
        let taken: HashSet<usize> = out.values().copied().flatten().collect();
        for (column, place) in &mut out {
            *place = place.or(Some(*column).filter(|column| !taken.contains(column)));
        }
        out
    }

    /// The column of the blank form that each column of a table is: by the fields and labels in it, else by its place.
    pub(super) fn fixed_columns(
        &self,
        table: usize,
        pairs: &[(usize, Option<usize>)],
        rows: &Rows,
        paragraphs: &[ReadParagraph],
    ) -> Columns {
        let template = self.template;
        let mut out: Columns = Columns::new();
        for (row, hit) in pairs {
            for at in &rows[row] {
                let paragraph = &paragraphs[*at];
                let Some((_, _, column)) = paragraph.matched.cell else { continue };
                let mut fields =
                    paragraph.claimed.iter().filter_map(|claimed| template.fields[claimed.claim.field].line);
                let by_field = fields.find_map(|line| template.lines[line].place.filter(|place| place.0 == table));
                let cells = hit.and_then(|hit| template.fixed[table].get(hit));
                let key = paragraph.matched.key.as_str();
                let is_label =
                    |lines: &Vec<usize>| lines.iter().any(|line| !key.is_empty() && template.lines[*line].key == key);
                let mut by_label =
                    cells.into_iter().flat_map(|cells| cells.iter().enumerate()).filter(|(_, lines)| is_label(lines));
                let label = by_label.next().map(|(at, _)| at).filter(|_| by_label.next().is_none());
                let place = out.entry(column).or_default();
                *place = place.or(by_field.map(|place| place.2)).or(label);
            }
        }
        let taken: HashSet<usize> = out.values().copied().flatten().collect();
        for (column, place) in &mut out {
            *place = place.or(Some(*column).filter(|column| !taken.contains(column)));
        }
        out
    }
}
