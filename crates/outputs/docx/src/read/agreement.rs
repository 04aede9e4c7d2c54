//! How well the labels of a file agree with those of a blank form. They show the copy and the language of a file that no
//! longer says so.

use super::normalize::norm;
use super::opened::Opened;
use super::template::{Segment, Template};
use std::collections::HashSet;

/// How many lines of a blank form a file contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// The lines without a field that the file contains word for word.
    pub lines: usize,
    /// All lines without a field.
    pub of: usize,
}

/// How many lines of a blank form a file contains.
pub(super) fn agreement(opened: &Opened, template: &Template) -> Agreement {
    let found: HashSet<String> = opened.body.paragraphs.iter().map(|paragraph| norm(&paragraph.text())).collect();
    let is_label = |segment: &Segment| matches!(segment, Segment::Text(_));
    let labels = template.lines.iter().filter(|line| line.segments.iter().all(is_label));
    let known: Vec<bool> = labels.map(|line| found.contains(&line.key)).collect();
    Agreement { lines: known.iter().filter(|known| **known).count(), of: known.len() }
}
