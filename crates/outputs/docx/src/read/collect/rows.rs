//! Tables of repeated rows. A row whose controls are gone is read by column, or by the label beside the field.

use super::collector::{Collector, ControlContent, FlowToken, ParagraphMatch, text_of};
use crate::read::align::extra;
use crate::read::normalize::{alike, glyph, norm};
use crate::read::report::Channel;
use crate::read::template::{Repeat, Segment, plain};
use std::collections::{BTreeMap, HashSet};

/// The text of a row without controls, by column, and its first paragraph.
struct BareRow {
    place: (usize, usize),
    cells: BTreeMap<usize, Vec<String>>,
    paragraph: usize,
}

impl<'t> Collector<'t> {
    /// Reads the tables that repeat rows of the blank form.
    pub fn tables(&mut self, paragraphs: &mut [ParagraphMatch]) {
        let mut tables: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            if let Some((table, ..)) = paragraph.cell {
                tables.entry(table).or_default().push(at);
            }
        }
        let mut taken = HashSet::new();
        for (table, inside) in tables {
            let Some(repeat) = self.repeat_of(table, &inside, paragraphs, &taken) else { continue };
            taken.insert(repeat);
            let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for at in inside {
                rows.entry(paragraphs[at].cell.map_or(0, |cell| cell.1)).or_default().push(at);
            }
            for (row, inside) in rows {
                for at in &inside {
                    paragraphs[*at].used = true;
                }
                if row > 0 && !self.row_items.contains_key(&(table, row)) {
                    self.bare_row(repeat, (table, row), &inside, paragraphs);
                    continue;
                }
                let item = self.row_items.get(&(table, row)).map_or(0, |(_, item)| *item);
                for at in inside {
                    let paragraph = &paragraphs[at];
                    let text = text_of(&paragraph.tokens);
                    let known = &self.template.repeats[repeat];
                    let is_known = known.texts.contains(&norm(&text)) || text.parse::<u32>().is_ok();
                    if !is_known && !self.behind(self.line_of(repeat, &paragraph.tokens), paragraph, item) {
                        self.unplaced(&text, &known.header);
                    }
                }
            }
        }
    }

    /// The repeated rows of the blank form that a table holds: by the fields in it, or by its header.
    fn repeat_of(
        &self,
        table: usize,
        inside: &[usize],
        paragraphs: &[ParagraphMatch],
        taken: &HashSet<usize>,
    ) -> Option<usize> {
        if let Some((_, (repeat, _))) = self.row_items.range((table, 0)..(table + 1, 0)).next() {
            return Some(*repeat);
        }
        let head =
            inside.iter().map(|at| &paragraphs[*at]).filter(|paragraph| paragraph.cell.is_some_and(|c| c.1 == 0));
        let head: Vec<&str> = head.map(|paragraph| paragraph.key.as_str()).collect();
        let head = norm(&head.join(" "));
        let mut best = None;
        for (index, known) in self.template.repeats.iter().enumerate() {
            let score = alike(&known.header, &head);
            if !taken.contains(&index) && score > 0.7 && best.is_none_or(|(_, high)| score > high) {
                best = Some((index, score));
            }
        }
        best.map(|(index, _)| index)
    }

    /// Reads a row without controls.
    fn bare_row(&mut self, repeat: usize, place: (usize, usize), inside: &[usize], paragraphs: &[ParagraphMatch]) {
        let known = &self.template.repeats[repeat];
        let mut cells: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for paragraph in inside.iter().map(|at| &paragraphs[*at]) {
            let column = paragraph.cell.map_or(0, |cell| cell.2);
            cells.entry(column).or_default().push(text_of(&paragraph.tokens));
        }
        let row = if known.rows.len() == 1 {
            known.rows.first()
        } else {
            let text = norm(&cells.get(&1).map_or(String::new(), |lines| lines.join(" ")));
            let score = |row: &&Vec<Vec<Vec<Segment>>>| {
                let label: Vec<String> = row.get(1).into_iter().flatten().map(|line| plain(line)).collect();
                alike(&norm(&label.join(" ")), &text)
            };
            known.rows.iter().max_by(|a, b| score(a).total_cmp(&score(b))).filter(|row| score(row) > 0.6)
        };
        let first = inside.first().map_or(0, |at| paragraphs[*at].at);
        let bare = BareRow { place, cells, paragraph: first };
        for (column, lines) in &bare.cells {
            let cell = row.and_then(|row| row.get(*column)).map_or(&[][..], Vec::as_slice);
            self.bare_cell(repeat, &bare, cell, lines);
        }
    }

    /// Reads a cell without controls; `cell` is the same cell of the blank form.
    fn bare_cell(&mut self, repeat: usize, bare: &BareRow, cell: &'t [Vec<Segment>], lines: &[String]) {
        let known: &'t Repeat = &self.template.repeats[repeat];
        let slots: Vec<usize> = cell.iter().flatten().filter_map(Segment::slot).collect();
        let text = lines.join("\n");
        let Some(first) = slots.first() else {
            if !known.texts.contains(&norm(&text))
                && !lines.iter().all(|line| known.texts.contains(&norm(line)))
                && text.trim().parse::<u32>().is_err()
            {
                self.unplaced(&text, &known.header);
            }
            return;
        };
        if !self.template.fields[*first].is_check() {
            let item = self.item(repeat, None, Some(bare.place), *first);
            // A unit after the field belongs to the form.
            let around: String = cell.iter().map(|line| plain(line)).collect();
            let around: Vec<String> = norm(&around).split_whitespace().map(str::to_owned).collect();
            let text = if around.is_empty() { text } else { extra(&around, &text) };
            self.hold((*first, item), &text, Channel::Table, bare.paragraph);
            return;
        }
        let mut boxes = slots.iter().copied().filter(|slot| self.template.fields[*slot].is_check());
        let ticks: Vec<(usize, bool)> =
            text.chars().filter_map(glyph).map_while(|t| Some((boxes.next()?, t))).collect();
        for (slot, ticked) in ticks {
            let item = self.item(repeat, None, Some(bare.place), slot);
            let content = ControlContent {
                checked: Some(ticked),
                channel: Channel::Table,
                paragraph: Some(bare.paragraph),
                ..ControlContent::default()
            };
            self.out.contents.insert((slot, item), content);
        }
        for line in lines {
            let rest: String = line.chars().filter(|c| glyph(*c).is_none()).collect();
            // A line among the checkboxes may specify an option.
            let specified = cell.iter().find_map(|segments| {
                let label = norm(&plain(segments));
                let slot = segments.iter().find_map(Segment::slot)?;
                let is_text = !self.template.fields[slot].is_check() && !label.is_empty();
                (is_text && norm(&rest).starts_with(&label)).then_some((slot, label))
            });
            if let Some((slot, label)) = specified {
                let item = self.item(repeat, None, Some(bare.place), slot);
                let label: Vec<String> = label.split_whitespace().map(str::to_owned).collect();
                self.hold((slot, item), &extra(&label, &rest), Channel::Table, bare.paragraph);
            } else if !known.texts.contains(&norm(&rest)) {
                self.unplaced(line, &known.header);
            }
        }
    }

    /// The line of the blank form's repeated rows that contains the field among some tokens.
    fn line_of(&self, repeat: usize, tokens: &[FlowToken]) -> &'t [Segment] {
        let claimed = tokens.iter().find_map(FlowToken::field);
        let mut lines = self.template.repeats[repeat].rows.iter().flatten().flatten();
        let holds = |segment: &Segment| claimed.is_some() && segment.slot() == claimed;
        lines.find(|line| line.iter().any(holds)).map_or(&[], Vec::as_slice)
    }
}
