//! Paragraphs outside of tables, compared with those of the blank form.

use super::claims::ReadParagraph;
use super::collector::{Collector, FlowToken, ParagraphMatch, Source, is_reworded, text_of};
use super::{label_parts, marks, ticks};
use crate::read::align::{Aligned, align, extra};
use crate::read::normalize::{glyph, norm};
use crate::read::report::Channel;
use crate::read::rules::LABELS_CHANGED;
use crate::read::template::{Line, Segment, plain};

impl<'t> Collector<'t> {
    /// Matches the paragraphs that no table took with the lines of the blank form.
    pub fn lines(&mut self, paragraphs: &[ReadParagraph]) {
        let template = self.template;
        let left: Vec<usize> = (0..paragraphs.len())
            .filter(|at| !paragraphs[*at].matched.used && !paragraphs[*at].matched.key.is_empty())
            .collect();
        let found = left.iter().map(|at| &paragraphs[*at].matched);
        let found: Vec<(&str, &str)> = found.map(|p| (p.key.as_str(), p.loose_key.as_str())).collect();
        let open: Vec<usize> = (0..template.lines.len()).filter(|line| !self.done[*line]).collect();
        let of_line = |line: &usize| (template.lines[*line].key.as_str(), template.lines[*line].loose_key.as_str());
        let known: Vec<(&str, &str)> = open.iter().map(of_line).collect();
        let Aligned { pairs, truncated } = align(&known, &found);
        if truncated {
            let message = "the text is too long and too different from the blank form to compare every line; lines that were not recognised are listed as text in no answer";
            self.report(&LABELS_CHANGED, None, None, message);
        }
        let lines: Vec<&Line> = open.iter().map(|line| &template.lines[*line]).collect();
        let parts = label_parts::find(&lines, &left, &pairs, paragraphs);
        self.out.visible.extend(&parts.groups);
        self.label_parts = parts.paragraphs;
        let (mut line, mut next, mut group) = (0, 0, 0);
        for (next_line, next_paragraph) in pairs.into_iter().chain(std::iter::once((known.len(), left.len()))) {
            self.between(&open[line..next_line], &left[next..next_paragraph], paragraphs, group);
            if next_line < known.len() {
                let paragraph = &paragraphs[left[next_paragraph]].matched;
                let own = &template.lines[open[next_line]];
                group = own.group;
                self.belongs(paragraph.at, group);
                if !plain(&own.segments).trim().is_empty() {
                    self.out.visible.insert(group);
                }
                let is_part = self.label_parts.contains(&paragraph.at);
                if known[next_line].0 != paragraph.key && !is_part && !self.is_own_text(paragraph) {
                    self.pair(&own.segments, paragraph, 0, ["", template.label(group)]);
                }
            }
            (line, next) = (next_line + 1, next_paragraph + 1);
        }
    }

    /// Paragraphs between two known lines. They belong to the field that stands there in the blank form, where there is one
    /// and it is empty.
    fn between(&mut self, lines: &[usize], between: &[usize], paragraphs: &[ReadParagraph], group: usize) {
        let template = self.template;
        let open: Vec<usize> = lines
            .iter()
            .filter_map(|line| match template.lines[*line].segments.as_slice() {
                [Segment::Slot(slot)] if !self.is_check(*slot) => Some(*slot),
                _ => None,
            })
            .filter(|slot| !self.out.contents.contains_key(&(*slot, 0)))
            .collect();
        // Copies and rows of tables are no answers to what is open here.
        let texts = between.iter().copied().filter(|at| paragraphs[*at].claimed.is_empty());
        let is_other = |at: &usize| {
            let paragraph = &paragraphs[*at].matched;
            // A box on a line of its own belongs to the option whose label somebody put on the next one.
            let is_box =
                paragraph.key.chars().any(|c| glyph(c).is_some()) && marks::only_mark(&paragraph.key).is_some();
            let is_own = self.label_parts.contains(at) || template.numbered.contains(&paragraph.key);
            self.is_copied(paragraph) || is_box || is_own
        };
        let texts: Vec<usize> = texts.filter(|at| !is_other(at)).collect();
        for index in between {
            let paragraph = &paragraphs[*index].matched;
            let at = texts.iter().position(|text| text == index);
            let slot = at.and_then(|at| {
                if open.len() == 1 { open.first() } else { open.get(at).filter(|_| open.len() == texts.len()) }
            });
            if self.out.groups[paragraph.at] == usize::MAX {
                self.belongs(paragraph.at, slot.map_or(group, |slot| template.fields[*slot].group));
            }
            if self.label_parts.contains(index) {
                continue;
            }
            if let (Some(slot), Some(at)) = (slot, at) {
                let mut text = text_of(&paragraph.tokens);
                if open.len() > 1 {
                    let message = "the answer was recognised by its position between other answers";
                    self.report(&LABELS_CHANGED, Some((*slot, 0)), Some(paragraph.at), message);
                }
                // Empty paragraphs between two paragraphs of an answer are empty lines of the answer.
                let last = at.checked_sub(1).and_then(|last| texts.get(last));
                if let Some(last) = last.filter(|_| open.len() == 1) {
                    let empty = |p: &&ReadParagraph| !p.matched.used && p.matched.key.is_empty();
                    text.insert_str(0, &"\n".repeat(paragraphs[last + 1..*index].iter().filter(empty).count()));
                }
                self.hold((*slot, 0), &text, Channel::Label, paragraph.at);
                continue;
            }
            self.loose(lines, paragraph, group);
        }
    }

    /// A paragraph that is on no line of the blank form: a line of options with fewer boxes, text after an empty field, or
    /// text in no answer.
    fn loose(&mut self, lines: &[usize], paragraph: &ParagraphMatch, group: usize) {
        let label = self.template.label(group);
        let template = self.template;
        let is_box = |slot: usize| template.fields[slot].is_check();
        let text = text_of(&paragraph.tokens);
        if self.out.groups[paragraph.at] == usize::MAX {
            self.belongs(paragraph.at, group);
        }
        if self.is_own_text(paragraph) || self.flat_row(paragraph, label) {
            return;
        }
        let claims = |line: &&usize| {
            let segments = &template.lines[**line].segments;
            let claimed = |slot| paragraph.tokens.iter().any(|t| t.field() == Some(slot));
            segments.iter().filter_map(Segment::slot).any(claimed)
        };
        // Of several lines of options, the one that leaves the fewest words.
        let words_left = |line: &usize| {
            let segments = &template.lines[*line].segments;
            let read = || ticks::read(segments, &paragraph.tokens, &is_box);
            let read = segments.iter().filter_map(Segment::slot).any(is_box).then(read)?;
            read.found.then(|| read.rest.split_whitespace().count())
        };
        let options = || lines.iter().filter_map(|line| Some((words_left(line)?, line))).min().map(|(_, line)| line);
        // A field with a label or a unit on its line, whose control is gone.
        let framed = |line: &&usize| {
            let segments = template.lines[**line].segments.as_slice();
            let Some(at) = segments.iter().position(|part| part.slot().is_some()) else { return false };
            let (before, after) = (norm(&plain(&segments[..at])), norm(&plain(&segments[at..])));
            let (text, slot) = (norm(&text), segments[at].slot());
            let is_open = slot.is_some_and(|slot| !is_box(slot) && !self.out.contents.contains_key(&(slot, 0)));
            let is_alone = segments.iter().filter(|part| part.slot().is_some()).count() == 1;
            let has_text = !before.is_empty() || !after.is_empty();
            is_open && is_alone && has_text && text.starts_with(&before) && text.ends_with(&after)
        };
        let drawn = marks::marks_and_words(&text).0.is_some();
        let line = lines.iter().find(claims).or_else(|| drawn.then(options).flatten());
        let line = line.or_else(|| lines.iter().find(framed));
        let segments = line.map_or(&[][..], |line| &template.lines[*line].segments);
        let is_claimed = |slot| paragraph.tokens.iter().any(|token| token.field() == Some(slot));
        let slots = || segments.iter().filter_map(Segment::slot);
        if slots().any(is_box) || slots().count() == 1 && !slots().any(is_claimed) {
            self.pair(segments, paragraph, 0, ["", label]);
        } else if !self.behind(segments, paragraph, 0) {
            // Rows of a table that became running text, without controls: which cell is which is not known.
            let group = self.out.groups[paragraph.at];
            let in_tables = |repeat: usize| self.repeat_tables.values().any(|known| *known == repeat);
            let mut lost =
                template.repeats.iter().enumerate().filter(|(at, known)| known.group == group && !in_tables(*at));
            match lost.next() {
                Some((_, known)) if paragraph.cell.is_none() => {
                    let words = norm(&text);
                    let mut lines = known.rows.iter().flatten().flatten();
                    let is_own = known.heads.iter().flatten().any(|head| *head == words)
                        || lines.any(|line| norm(&plain(line)) == words);
                    if !is_own {
                        self.unplaced_in("a table that became running text", &text, label);
                    }
                }
                _ => {
                    let own = lines.iter().map(|line| template.lines[*line].segments.as_slice());
                    let mut labels = own.filter(|line| line.iter().all(|part| part.slot().is_none()));
                    if paragraph.tokens.iter().all(|token| token.field().is_none())
                        && labels.any(|line| is_reworded(line, paragraph))
                    {
                        self.reworded(&text, label);
                    } else {
                        self.unplaced(&text, label);
                    }
                }
            }
        }
    }

    /// A paragraph of a table that became running text: its labels are those of the blank form.
    fn flat_row(&mut self, paragraph: &ParagraphMatch, label: &str) -> bool {
        if paragraph.cell.is_some() || self.flat_repeats.is_empty() {
            return false;
        }
        let template = self.template;
        let text = norm(&text_of(&paragraph.tokens));
        let fields: Vec<usize> = paragraph.tokens.iter().filter_map(FlowToken::field).collect();
        let in_rows = |field: &usize| template.fields[*field].repeat.is_some();
        if let Some(field) = fields.iter().copied().find(in_rows) {
            let repeats = fields.iter().filter_map(|field| template.fields[*field].repeat);
            let lines = repeats.flat_map(|repeat| template.repeats[repeat].rows.iter().flatten().flatten());
            let mut own: Vec<&'t [Segment]> = Vec::new();
            for line in lines {
                let line = line.as_slice();
                let holds = line.iter().filter_map(Segment::slot).any(|slot| fields.contains(&slot));
                if holds && !own.iter().any(|known| std::ptr::eq(*known, line)) {
                    own.push(line);
                }
            }
            let whole: Vec<String> = own.iter().map(|line| plain(line)).collect();
            if text == norm(&whole.join(" ")) {
                return true;
            }
            let from = (paragraph.at, Source::Control(0));
            let items = self.flat_items.range(from..).take_while(|((at, _), _)| *at == paragraph.at);
            let item = items.map(|(_, item)| *item).max().unwrap_or(0);
            match own.as_slice() {
                [line] => self.pair(line, paragraph, item, ["", label]),
                _ => {
                    // Several cells stand on one line. The report lists every text that is not one of their labels.
                    let known: Vec<String> = norm(&whole.join(" ")).split_whitespace().map(str::to_owned).collect();
                    let rest = extra(&known, &text_of(&paragraph.tokens));
                    self.unplaced(&rest, template.label(template.fields[field].group));
                }
            }
            return true;
        }
        self.flat_repeats.iter().any(|repeat| {
            let known = &template.repeats[*repeat];
            let mut lines = known.rows.iter().flatten().flatten();
            known.heads.iter().flatten().any(|head| *head == text) || lines.any(|line| norm(&plain(line)) == text)
        })
    }

    /// Whether a paragraph of a filled file is a text of the form. Such a file lacks many lines of the blank form, so that the
    /// places of equal titles are not known.
    fn is_own_text(&self, paragraph: &ParagraphMatch) -> bool {
        self.is_filled && self.template.texts.contains(&paragraph.key)
    }

    /// Whether a paragraph lies in what was recognised as a copy.
    fn is_copied(&self, paragraph: &ParagraphMatch) -> bool {
        self.copied_from.is_some_and(|from| paragraph.at >= from)
    }
}
