//! How well the labels of a file agree with those of a blank. A file that no longer says which copy it is, or in which
//! language, still shows it.

use super::Opened;
use super::template::{Part, Template};
use super::words::norm;
use std::collections::HashSet;

/// How much of a blank stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// The lines of the blank without a place to answer that stand in the file word for word.
    pub lines: usize,
    /// All such lines of the blank.
    pub of: usize,
}

/// How much of a blank stands in a file.
pub(super) fn agreement(opened: &Opened, template: &Template) -> Agreement {
    let text_of = |para: &super::flow::Para| para.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
    let found: HashSet<String> = opened.body.paras.iter().map(|para| norm(&text_of(para))).collect();
    let is_label = |part: &Part| matches!(part, Part::Text(_));
    let labels = template.lines.iter().filter(|line| line.parts.iter().all(is_label));
    let known: Vec<bool> = labels.map(|line| found.contains(&line.key)).collect();
    Agreement { lines: known.iter().filter(|known| **known).count(), of: known.len() }
}
