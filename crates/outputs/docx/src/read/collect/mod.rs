//! From the paragraphs of a filled document to the content of each field, and the text that belongs to none.
//!
//! First each paragraph is read with the fields whose controls or bookmarks it contains. Rows of tables are then numbered,
//! and the content goes into the fields. Tables and the lines outside of them are then compared with the blank form: fields
//! without a control are found by their place there.

mod cells;
mod claims;
mod collector;
mod columns;
mod copies;
mod items;
mod label_parts;
mod lines;
pub mod marks;
mod merged_cells;
mod objects;
mod option_labels;
mod tables;
mod ticks;

pub use collector::{Collected, ControlContent, FieldFinding};
pub use objects::{Around, told};

use super::document_text::DocumentText;
use super::template::Template;
use canevas_ooxml::flow::TextFlow;
use claims::ReadParagraph;
use collector::Collector;
use std::collections::HashSet;

/// Collects the content of each field. `around` is what other parts say about the document, and `printed` are the paragraphs that
/// the file was made with and the blank form does not have.
pub fn collect(
    template: &Template,
    body: &TextFlow,
    text: &DocumentText,
    around: &Around,
    printed: Option<&HashSet<String>>,
) -> Collected {
    let mut collector = Collector::new(template, text, body.paragraphs.len());
    let all = body.paragraphs.iter().enumerate();
    let mut paragraphs: Vec<ReadParagraph> =
        all.map(|(at, paragraph)| claims::read(template, body, at, paragraph)).collect();
    if let Some(printed) = printed {
        collector.is_filled = true;
        for paragraph in &mut paragraphs {
            paragraph.leave_out(printed);
        }
    }
    collector.deleted_rows(body, &mut paragraphs);
    collector.items(&paragraphs);
    collector.fill(body, &paragraphs);
    collector.broken_ranges(body, &paragraphs);
    collector.tables(&mut paragraphs);
    collector.copied_lines(&mut paragraphs);
    collector.lines(&paragraphs);
    collector.follow_on();
    collector.objects(body, around);
    collector.out
}
