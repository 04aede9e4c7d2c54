//! Tables, row by row and cell by cell: repeated rows, and rows that stay as they are.

use super::claims::ReadParagraph;
use super::collector::{Collector, FlowToken, ParagraphMatch, text_of};
use super::items::{Rows, is_row_number, item_row, tables_of};
use super::ticks;
use crate::read::normalize::{alike, norm};
use crate::read::report::Channel;
use crate::read::rules::LABELS_CHANGED;
use crate::read::template::{FixedTable, Repeat, Segment, plain};
use std::collections::{BTreeMap, HashSet};

/// How alike the labels of a table must be to those of the blank form.
const ALIKE: f64 = 0.7;

/// What a cell of the blank form is.
struct Cell<'t> {
    lines: Vec<&'t [Segment]>,
    /// The repeated row, from 1; 0 outside of repeated rows.
    item: usize,
    group: usize,
    /// The label of the question.
    label: &'t str,
    /// Where a text that belongs to no answer stands.
    place: String,
}

impl<'t> Collector<'t> {
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
            for (column, inside) in cells {
                let place = if is_copy {
                    "a second copy of the table".to_owned()
                } else if header {
                    format!("the header of column {}", column + 1)
                } else {
                    format!("row {}, column {}", item.unwrap_or(*row), column + 1)
                };
                let own_column = columns.get(&column).copied().flatten();
                let own = own.zip(own_column).and_then(|(row, at)| row.get(at)).map_or(&[][..], Vec::as_slice);
                let lines = if item.is_some() { own.iter().map(Vec::as_slice).collect() } else { Vec::new() };
                let cell = Cell { lines, item: item.unwrap_or(0), group: known.group, label, place };
                let heads = own_column.and_then(|at| known.heads.get(at)).filter(|_| header);
                let inside: Vec<usize> = inside
                    .into_iter()
                    .filter(|at| {
                        let paragraph = &mut paragraphs[*at].matched;
                        paragraph.used = true;
                        let text = norm(&text_of(&paragraph.tokens));
                        let is_number = own_column == Some(0) && is_row_number(known, &text);
                        let is_label = is_copy && own.iter().any(|line| norm(&plain(line)) == text);
                        !is_number && !is_label && !heads.is_some_and(|heads| heads.contains(&text))
                    })
                    .collect();
                self.cell(&cell, &inside, paragraphs);
            }
        }
    }

    /// The column of the blank form that each column of a table of repeated rows is: by the fields in it, by its header, else
    /// by its place. Somebody may have added a column, or changed their order.
    fn columns(&self, table: usize, known: &Repeat, rows: &Rows, paragraphs: &[ReadParagraph]) -> BTreeMap<usize, Option<usize>> {
        let mut out: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        let of_field = |field: usize| {
            let holds = |cell: &Vec<Vec<Segment>>| cell.iter().flatten().any(|part| part.slot() == Some(field));
            known.rows.iter().find_map(|row| row.iter().position(holds))
        };
        let at_head = |text: &str| {
            let mut hits = known.heads.iter().enumerate().filter(|(_, heads)| heads.iter().any(|head| head == text));
            let first = hits.next().map(|(at, _)| at);
            first.filter(|_| !text.is_empty() && hits.next().is_none())
        };
        for (row, inside) in rows {
            for at in inside {
                let paragraph = &paragraphs[*at];
                let Some((_, _, column)) = paragraph.matched.cell else { continue };
                let by_field = paragraph.claimed.iter().find_map(|claimed| of_field(claimed.claim.field));
                let by_head = || at_head(&norm(&text_of(&paragraph.matched.tokens))).filter(|_| self.headers.contains(&(table, *row)));
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

    /// The table of fixed rows that a table is: by the fields in it, or by its labels.
    fn fixed_of(&self, rows: &Rows, paragraphs: &[ReadParagraph], taken: &HashSet<usize>) -> Option<usize> {
        let template = self.template;
        let inside = || rows.values().flatten().map(|at| &paragraphs[*at]);
        let of_field = |field: usize| template.fields[field].line.and_then(|line| template.lines[line].place);
        let claimed = inside().flat_map(|p| &p.claimed).find_map(|claimed| of_field(claimed.claim.field));
        if let Some((table, ..)) = claimed {
            return (!taken.contains(&table)).then_some(table);
        }
        let texts: HashSet<String> = inside().map(|p| norm(&text_of(&p.matched.tokens))).filter(|t| !t.is_empty()).collect();
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
            found as f64 / labels.len().max(1) as f64
        };
        let all = template.fixed.iter().enumerate().filter(|(at, _)| !taken.contains(at));
        let best = all.map(|(at, known)| (at, score(known))).fold((0, ALIKE), |best, next| if next.1 > best.1 { next } else { best });
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
            let Some(hit) = hit else { continue };
            for (column, inside) in by_cell(&rows[&row], paragraphs) {
                let own_column = columns.get(&column).copied().flatten();
                let own: &[usize] = own_column.and_then(|at| known[hit].get(at)).map_or(&[], Vec::as_slice);
                let lines: Vec<&[Segment]> = own.iter().map(|line| template.lines[*line].segments.as_slice()).collect();
                let first = known[hit].iter().flatten().next();
                let group = own.first().or(first).map_or(0, |line| template.lines[*line].group);
                let place = format!("row {}, column {}", hit + 1, column + 1);
                let cell = Cell { lines, item: 0, group, label: template.label(group), place };
                for line in own {
                    self.done[*line] = true;
                }
                self.out.visible.insert(group);
                for at in &inside {
                    paragraphs[*at].matched.used = true;
                }
                self.cell(&cell, &inside, paragraphs);
            }
        }
    }

    /// The column of the blank form that each column of a table is: by the fields and labels in it, else by its place.
    fn fixed_columns(
        &self,
        table: usize,
        pairs: &[(usize, Option<usize>)],
        rows: &Rows,
        paragraphs: &[ReadParagraph],
    ) -> BTreeMap<usize, Option<usize>> {
        let template = self.template;
        let mut out: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for (row, hit) in pairs {
            for at in &rows[row] {
                let paragraph = &paragraphs[*at];
                let Some((_, _, column)) = paragraph.matched.cell else { continue };
                let mut fields = paragraph.claimed.iter().filter_map(|claimed| template.fields[claimed.claim.field].line);
                let by_field = fields.find_map(|line| template.lines[line].place.filter(|place| place.0 == table));
                let cells = hit.and_then(|hit| template.fixed[table].get(hit));
                let key = paragraph.matched.key.as_str();
                let is_label = |lines: &Vec<usize>| lines.iter().any(|line| !key.is_empty() && template.lines[*line].key == key);
                let mut by_label = cells.into_iter().flat_map(|cells| cells.iter().enumerate()).filter(|(_, lines)| is_label(lines));
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

    /// The row of a table that stays as it is: by its fields, else by its texts.
    fn fixed_row(&self, known: &FixedTable, left: &[usize], inside: &[usize], paragraphs: &[ReadParagraph]) -> Option<usize> {
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
        let score = |row: usize| labels(row).filter(|line| is_label(&line.segments) && texts.contains(line.key.as_str())).count();
        let best = left.iter().map(|row| (*row, score(*row))).fold((0, 0), |best, next| if next.1 > best.1 { next } else { best });
        (best.1 > 0).then_some(best.0)
    }

    /// Reads the paragraphs of a cell; `cell` is the same cell of the blank form.
    fn cell(&mut self, cell: &Cell<'t>, inside: &[usize], paragraphs: &[ReadParagraph]) {
        let template = self.template;
        let mut lines: Vec<Option<&'t [Segment]>> = cell.lines.iter().copied().map(Some).collect();
        let mut open: Vec<&ParagraphMatch> = Vec::new();
        for at in inside {
            let paragraph = &paragraphs[*at].matched;
            self.belongs(paragraph.at, cell.group);
            let text = text_of(&paragraph.tokens);
            if norm(&text).is_empty() {
                // An empty field stands for its line.
                let claimed = paragraph.tokens.iter().find_map(FlowToken::field);
                let line = lines.iter_mut().find(|line| line.is_some_and(|line| claimed.is_some() && holds(line, claimed)));
                line.into_iter().for_each(|line| *line = None);
                continue;
            }
            match lines.iter_mut().find(|line| line.is_some_and(|line| is_line_of(line, paragraph, &|slot| template.fields[slot].is_check()))) {
                Some(line) => {
                    if let Some(segments) = line.take()
                        && !is_same(segments, paragraph)
                    {
                        self.pair(segments, paragraph, cell.item, cell.label);
                    }
                }
                None => open.push(paragraph),
            }
        }
        self.open_paragraphs(cell, &open, &lines);
    }

    /// Text in a cell that is on no line of the blank form.
    fn open_paragraphs(&mut self, cell: &Cell<'t>, open: &[&ParagraphMatch], lines: &[Option<&'t [Segment]>]) {
        let all: Vec<usize> = cell.lines.iter().flat_map(|line| line.iter().filter_map(Segment::slot)).collect();
        let texts: Vec<usize> = all.iter().copied().filter(|slot| !self.is_check(*slot)).collect();
        let free: Vec<usize> =
            texts.iter().copied().filter(|slot| !self.out.contents.contains_key(&(*slot, cell.item))).collect();
        for (at, paragraph) in open.iter().enumerate() {
            let text = text_of(&paragraph.tokens);
            let alone = free.len() == 1;
            let slot = if alone { free.first() } else { free.get(at).filter(|_| free.len() == open.len()) };
            if let Some(slot) = slot {
                if !alone {
                    let message = "the answer was recognised by its position between other answers";
                    self.report(&LABELS_CHANGED, Some((*slot, cell.item)), Some(paragraph.at), message);
                }
                // The label and the unit of the field belong to the form.
                let line = lines.iter().flatten().find(|line| holds(line, Some(*slot)));
                let known = line.map_or_else(Vec::new, |line| norm(&plain(line)).split_whitespace().map(str::to_owned).collect());
                let text = crate::read::align::extra(&known, &text);
                self.hold((*slot, cell.item), &text, Channel::Table, paragraph.at);
                continue;
            }
            if self.only_box(cell, paragraph) {
                continue;
            }
            match texts.as_slice() {
                [slot] if open.len() == 1 && !self.is_answered((*slot, cell.item)) && all.len() == 1 => {
                    self.beside((*slot, cell.item), &text, paragraph.at, "beside");
                }
                _ => self.unplaced_in(&cell.place, &text, cell.label),
            }
        }
    }

    /// A cell with one box and nothing else: a mark in it ticks the box.
    fn only_box(&mut self, cell: &Cell<'t>, paragraph: &ParagraphMatch) -> bool {
        let slots: Vec<usize> = cell.lines.iter().flat_map(|line| line.iter().filter_map(Segment::slot)).collect();
        let ([slot], Some(ticked)) = (slots.as_slice(), ticks::only_mark(&text_of(&paragraph.tokens))) else { return false };
        if !self.is_check(*slot) {
            return false;
        }
        let content = self.out.content((*slot, cell.item), Channel::Table, paragraph.at);
        content.marked = Some(content.marked.unwrap_or(false) || ticked);
        true
    }
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

fn holds(line: &[Segment], field: Option<usize>) -> bool {
    line.iter().any(|segment| segment.slot() == field && field.is_some())
}

/// Whether a paragraph has the same text and fields as a line.
fn is_same(line: &[Segment], paragraph: &ParagraphMatch) -> bool {
    let fields: Vec<usize> = line.iter().filter_map(Segment::slot).collect();
    let claimed: Vec<usize> = paragraph.tokens.iter().filter_map(FlowToken::field).collect();
    fields == claimed && norm(&plain(line)) == norm(&text_of(&paragraph.tokens))
}

/// Whether a paragraph is a line of the blank form, perhaps edited.
fn is_line_of(line: &[Segment], paragraph: &ParagraphMatch, is_box: &dyn Fn(usize) -> bool) -> bool {
    let claimed = paragraph.tokens.iter().find_map(FlowToken::field);
    if claimed.is_some() {
        return holds(line, claimed);
    }
    let label = norm(&plain(line));
    let text = norm(&text_of(&paragraph.tokens));
    if label.is_empty() {
        return false;
    }
    if line.iter().filter_map(Segment::slot).any(is_box) {
        return ticks::read(line, &paragraph.tokens, is_box).found;
    }
    text == label || text.starts_with(&label) || line.iter().all(|part| part.slot().is_none()) && alike(&label, &text) > 0.8
}
