//! The paragraphs of a cell, compared with the same cell of the blank form.

use super::claims::ReadParagraph;
use super::collector::{Collector, FlowToken, ParagraphMatch, text_of};
use super::option_labels::bare_label;
use super::{marks, ticks};
use crate::read::align::extra;
use crate::read::normalize::{alike, norm};
use crate::read::report::Channel;
use crate::read::rules::{CHECKBOX_DIFFERS, LABELS_CHANGED};
use crate::read::template::{Segment, plain};

/// What a cell of the blank form is.
pub(super) struct Cell<'t> {
    pub(super) lines: Vec<&'t [Segment]>,
    /// The repeated row, from 1; 0 outside of repeated rows.
    pub(super) item: usize,
    pub(super) group: usize,
    /// The label of the question.
    pub(super) label: &'t str,
    /// Where a text that belongs to no answer stands.
    pub(super) place: String,
}

impl<'t> Collector<'t> {
    /// Reads the paragraphs of a cell; `cell` is the same cell of the blank form.
    pub(super) fn cell(&mut self, cell: &Cell<'t>, inside: &[usize], paragraphs: &[ReadParagraph]) {
        if self.typed_label(cell, inside, paragraphs) {
            return;
        }
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
                if let Some(at) = lines.iter().position(|line| line.is_some_and(|line| holds(line, claimed))) {
                    lines[at] = None;
                }
                continue;
            }
            let is_box = |slot: usize| template.fields[slot].is_check();
            let left = |line: Option<&'t [Segment]>| words_left(line?, paragraph, &is_box);
            // Of several lines that it may be, the one that leaves the fewest words.
            let best = lines.iter().enumerate().filter_map(|(at, line)| Some((left(*line)?, at))).min();
            match best.and_then(|(_, at)| lines.get_mut(at)) {
                Some(line) => {
                    if let Some(segments) = line.take()
                        && !is_same(segments, paragraph)
                    {
                        self.pair(segments, paragraph, cell.item, [&cell.place, cell.label]);
                    }
                }
                None => open.push(paragraph),
            }
        }
        self.open_paragraphs(cell, &open, &lines);
    }

    /// A cell that holds nothing but the label of one of its options: somebody typed it in place of the boxes.
    fn typed_label(&mut self, cell: &Cell<'t>, inside: &[usize], paragraphs: &[ReadParagraph]) -> bool {
        let template = self.template;
        let mut typed = inside
            .iter()
            .map(|at| &paragraphs[*at].matched)
            .filter(|p| p.tokens.iter().any(|token| token.field().is_some()) || !norm(&text_of(&p.tokens)).is_empty());
        let (Some(paragraph), None) = (typed.next(), typed.next()) else { return false };
        let text = text_of(&paragraph.tokens);
        let is_claimed = paragraph.tokens.iter().any(|token| token.field().is_some());
        let words = bare_label(&text);
        let is_blank = words == bare_label(&cell.lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join(" "));
        if is_claimed || is_blank || marks::marks_and_words(&text).0.is_some() {
            return false;
        }
        let slots = cell.lines.iter().flat_map(|line| line.iter().filter_map(Segment::slot));
        let mut hits = slots.filter(|slot| {
            let field = &template.fields[*slot];
            field.is_check() && bare_label(&field.unit) == words
        });
        let (Some(slot), None) = (hits.next(), hits.next()) else { return false };
        self.belongs(paragraph.at, cell.group);
        self.out.content((slot, cell.item), Channel::Table, paragraph.at).marked = Some(true);
        let message = format!(
            "\u{201c}{}\u{201d} stands in place of the boxes; it was read as a tick at this option; check that it is one",
            norm(&text)
        );
        self.report(&CHECKBOX_DIFFERS, Some((slot, cell.item)), Some(paragraph.at), &message);
        true
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
                let known = line
                    .map_or_else(Vec::new, |line| norm(&plain(line)).split_whitespace().map(str::to_owned).collect());
                let text = extra(&known, &text);
                self.hold((*slot, cell.item), &text, Channel::Table, paragraph.at);
                continue;
            }
            if self.only_box(cell, paragraph) {
                continue;
            }
            match texts.as_slice() {
                [slot]
                    if open.len() == 1
                        && !self.is_answered((*slot, cell.item))
                        && all.len() == 1
                        && !self.template.texts.contains(&norm(&text)) =>
                {
                    self.beside((*slot, cell.item), &text, paragraph.at, "beside");
                }
                _ => self.unplaced_in(&cell.place, &text, cell.label),
            }
        }
    }

    /// A cell with one box and nothing else: a mark in it ticks the box.
    fn only_box(&mut self, cell: &Cell<'t>, paragraph: &ParagraphMatch) -> bool {
        let slots: Vec<usize> = cell.lines.iter().flat_map(|line| line.iter().filter_map(Segment::slot)).collect();
        let ([slot], Some(ticked)) = (slots.as_slice(), marks::only_mark(&text_of(&paragraph.tokens))) else {
            return false;
        };
        if !self.is_check(*slot) {
            return false;
        }
        let content = self.out.content((*slot, cell.item), Channel::Table, paragraph.at);
        content.marked = Some(content.marked.unwrap_or(false) || ticked);
        true
    }
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

/// How many words of a paragraph are not those of a line of the blank form, where it is that line, perhaps edited.
fn words_left(line: &[Segment], paragraph: &ParagraphMatch, is_box: &dyn Fn(usize) -> bool) -> Option<usize> {
    let claimed = paragraph.tokens.iter().find_map(FlowToken::field);
    if claimed.is_some() {
        return holds(line, claimed).then_some(0);
    }
    let label = norm(&plain(line));
    let text = norm(&text_of(&paragraph.tokens));
    if label.is_empty() {
        return None;
    }
    if line.iter().filter_map(Segment::slot).any(is_box) {
        let ticks = ticks::read(line, &paragraph.tokens, is_box);
        return ticks.found.then(|| ticks.rest.split_whitespace().count());
    }
    let is_alike = || line.iter().all(|part| part.slot().is_none()) && alike(&label, &text) > 0.8;
    (text == label || text.starts_with(&label) || is_alike()).then_some(0)
}
