//! From the paragraphs of a filled document to the content of each field, and the text that belongs to none.
//!
//! First each paragraph is read with the fields whose controls or bookmarks it contains. Tables of repeated rows and the
//! lines outside them are then compared with the blank form: fields without a control are found by their place there.

mod collector;
mod lines;
mod rows;

pub use collector::{Collected, ControlContent, FieldFinding};

use super::document_text::DocumentText;
use super::template::Template;
use canevas_ooxml::flow::TextFlow;
use collector::{Collector, ParagraphMatch};

/// Collects the content of each field.
pub fn collect(template: &Template, body: &TextFlow, text: &DocumentText) -> Collected {
    let mut collector = Collector::new(template, text);
    let all = body.paragraphs.iter().enumerate();
    let mut paragraphs: Vec<ParagraphMatch> =
        all.map(|(at, paragraph)| collector.claims(body, at, paragraph)).collect();
    collector.tables(&mut paragraphs);
    collector.lines(&mut paragraphs);
    collector.out
}
