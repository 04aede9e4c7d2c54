//! Paragraphs outside repeated rows, compared with those of the blank form.

use super::collector::{Collector, ControlContent, FlowToken, ParagraphMatch, text_of};
use crate::read::align::{Aligned, align, extra};
use crate::read::normalize::{glyph, norm, tidy};
use crate::read::report::Channel;
use crate::read::rules::LABELS_CHANGED;
use crate::read::template::{Segment, plain};
use std::collections::HashSet;
use std::ops::Range;

impl Collector<'_> {
    /// Matches the paragraphs outside repeated rows with the lines of the blank form.
    pub fn lines(&mut self, paragraphs: &mut [ParagraphMatch]) {
        let left: Vec<usize> =
            (0..paragraphs.len()).filter(|at| !paragraphs[*at].used && !paragraphs[*at].key.is_empty()).collect();
        let found = left.iter().map(|at| &paragraphs[*at]);
        let found: Vec<(&str, &str)> = found.map(|p| (p.key.as_str(), p.loose_key.as_str())).collect();
        let known: Vec<(&str, &str)> =
            self.template.lines.iter().map(|line| (line.key.as_str(), line.loose_key.as_str())).collect();
        let Aligned { pairs, truncated } = align(&known, &found);
        if truncated {
            let message = "the text is too long and too different from the blank form to compare every line; lines that were not recognised are listed as text in no answer";
            self.report(&LABELS_CHANGED, None, None, message);
        }
        let mut label = String::new();
        let (mut line, mut next) = (0, 0);
        for (next_line, next_paragraph) in pairs.into_iter().chain(std::iter::once((known.len(), left.len()))) {
            self.between(line..next_line, &left[next..next_paragraph], paragraphs, &label);
            if next_line < known.len() {
                let paragraph = &paragraphs[left[next_paragraph]];
                if known[next_line].0 != paragraph.key {
                    self.pair(next_line, paragraph, &label);
                }
                let text = plain(&self.template.lines[next_line].segments);
                if text.split_whitespace().next().is_some() {
                    label = norm(&text);
                }
            }
            (line, next) = (next_line + 1, next_paragraph + 1);
        }
    }

    /// Paragraphs between two known lines. They belong to the field that stands there in the blank form, where there is one
    /// and it is empty.
    fn between(&mut self, lines: Range<usize>, between: &[usize], paragraphs: &[ParagraphMatch], label: &str) {
        let open: Vec<usize> = lines
            .clone()
            .filter_map(|line| match self.template.lines[line].segments.as_slice() {
                [Segment::Slot(slot)] if !self.template.fields[*slot].is_check() => Some(*slot),
                _ => None,
            })
            .filter(|slot| !self.out.contents.contains_key(&(*slot, 0)))
            .collect();
        for (at, index) in between.iter().enumerate() {
            let paragraph = &paragraphs[*index];
            let mut text = text_of(&paragraph.tokens);
            let slot =
                if open.len() == 1 { open.first() } else { open.get(at).filter(|_| open.len() == between.len()) };
            match slot {
                Some(slot) => {
                    if open.len() > 1 {
                        let message = "the answer was recognised by its position between other answers";
                        self.report(&LABELS_CHANGED, Some(*slot), Some(paragraph.at), message);
                    }
                    // Empty paragraphs between two paragraphs of an answer are empty lines of the answer.
                    let last = at.checked_sub(1).and_then(|last| between.get(last));
                    if let Some(last) = last.filter(|_| open.len() == 1) {
                        let empty = |paragraph: &&ParagraphMatch| !paragraph.used && paragraph.key.is_empty();
                        text.insert_str(0, &"\n".repeat(paragraphs[last + 1..*index].iter().filter(empty).count()));
                    }
                    self.hold((*slot, 0), &text, Channel::Label, paragraph.at);
                }
                None => {
                    let claims = |segment: &Segment| {
                        segment.slot().is_some_and(|slot| paragraph.tokens.iter().any(|t| t.field() == Some(slot)))
                    };
                    let line = lines.clone().find(|line| self.template.lines[*line].segments.iter().any(claims));
                    let segments = line.map_or(&[][..], |line| &self.template.lines[line].segments);
                    if !self.behind(segments, paragraph, 0) {
                        self.unplaced(&text, label);
                    }
                }
            }
        }
    }

    /// A paragraph whose text or fields differ from those of its line in the blank form.
    fn pair(&mut self, line: usize, paragraph: &ParagraphMatch, label: &str) {
        let segments = &self.template.lines[line].segments;
        let claimed: HashSet<usize> = paragraph.tokens.iter().filter_map(FlowToken::field).collect();
        let gone: Vec<usize> =
            segments.iter().filter_map(Segment::slot).filter(|slot| !claimed.contains(slot)).collect();
        let mut rest = text_of(&paragraph.tokens);
        let mut boxes = gone.iter().filter(|slot| self.template.fields[**slot].is_check());
        let ticks: Vec<bool> = rest.chars().filter_map(glyph).collect();
        for ticked in ticks {
            if let Some(slot) = boxes.next() {
                let content = ControlContent {
                    checked: Some(ticked),
                    channel: Channel::Label,
                    paragraph: Some(paragraph.at),
                    ..ControlContent::default()
                };
                self.out.contents.entry((*slot, 0)).or_insert(content);
            }
        }
        rest.retain(|c| glyph(c).is_none());
        // The words of the form are removed in order. The rest is an answer where a field lost its control.
        let known: Vec<String> = plain(segments).split_whitespace().map(|word| word.replace('’', "'")).collect();
        let extra = tidy(&extra(&known, &rest));
        match gone.iter().find(|slot| !self.template.fields[**slot].is_check()) {
            Some(slot) => self.hold((*slot, 0), &extra, Channel::Label, paragraph.at),
            None if gone.is_empty() && self.behind(segments, paragraph, 0) => {}
            None => {
                let here = norm(&plain(segments));
                self.unplaced(&extra, if here.is_empty() { label } else { &here });
            }
        }
    }
}
