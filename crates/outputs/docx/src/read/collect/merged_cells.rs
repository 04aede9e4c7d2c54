//! Cells that somebody merged: nobody knows which of them a text was typed in.

use super::cells::Cell;
use super::claims::ReadParagraph;
use super::collector::{Collector, text_of};
use super::marks;
use crate::read::normalize::norm;
use crate::read::template::Segment;

/// Whether the paragraphs of a cell stand in a cell that is several of the blank form. `own` are the lines of its cell there, and
/// `row` says how many cells its row has there and in the file.
pub fn is_merged(own: &[&[Segment]], row: [usize; 2], inside: &[usize], paragraphs: &[ReadParagraph]) -> bool {
    let has_field = own.iter().any(|line| line.iter().any(|part| part.slot().is_some()));
    let [known, found] = row;
    inside.iter().map(|at| &paragraphs[*at].matched).any(|paragraph| {
        // The blank form itself merges the titles of rows, and nothing that takes an answer.
        paragraph.is_merged_down && has_field || paragraph.columns > 1 && found < known
    })
}

impl Collector<'_> {
    /// Keeps the text of a merged cell apart. Gives the paragraphs whose fields are known by their controls.
    pub(super) fn merged_cell(
        &mut self,
        cell: &Cell<'_>,
        inside: &[usize],
        paragraphs: &[ReadParagraph],
    ) -> Vec<usize> {
        let own = self.template.own_texts();
        let mut known = Vec::new();
        for at in inside {
            if !paragraphs[*at].claimed.is_empty() {
                known.push(*at);
                continue;
            }
            let paragraph = &paragraphs[*at].matched;
            self.belongs(paragraph.at, cell.group);
            let text = text_of(&paragraph.tokens);
            let (ticked, words) = marks::marks_and_words(&text);
            let is_own = ticked != Some(true) && (own.contains_key(&norm(&words)) || own.contains_key(&norm(&text)));
            if !is_own {
                let place = format!("{}, in a cell that was merged with others", cell.place);
                self.unplaced_in(&place, &text, cell.label);
            }
        }
        known
    }
}
