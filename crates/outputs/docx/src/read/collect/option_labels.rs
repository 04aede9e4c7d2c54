//! Where the labels of options stand on a line of the file.

use super::marks::{Part, parts_of_text};
use crate::read::normalize::norm;
use crate::read::template::Segment;

/// A label that was found.
pub struct Label {
    /// The box of its option.
    pub slot: usize,
    /// Which option of the line it is, from 0.
    pub option: usize,
    /// Its place among the parts.
    pub start: usize,
    pub end: usize,
}

/// The labels of a line.
pub struct Labels {
    pub found: Vec<Label>,
    /// Which parts belong to labels and other text of the blank form.
    pub used: Vec<bool>,
    /// How many options the line of the blank form has.
    pub options: usize,
}

/// The word that a part is, whatever else it may be.
fn word(part: &Part) -> Option<&str> {
    match part {
        Part::Word(word) | Part::Tick(word) | Part::Empty(word) => Some(word),
        Part::Claim(_) | Part::Gap => None,
    }
}

/// A label without its case, and its words without the stops behind them.
pub fn bare_label(text: &str) -> String {
    norm(text).split(' ').map(bare).collect::<Vec<_>>().join(" ")
}

/// A word without its case and without the stop behind it.
fn bare(word: &str) -> String {
    let stops = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '،' | '؛' | '。');
    let bare = word.trim_end_matches(stops);
    (if bare.is_empty() { word } else { bare }).to_lowercase()
}

/// The parts of a line, and which of them are used.
struct Search<'p> {
    parts: &'p [(Part, bool)],
    bare: Vec<String>,
    used: Vec<bool>,
    /// The words of each label of the line.
    all: Vec<Vec<String>>,
}

impl Search<'_> {
    fn stands(&self, start: usize, wanted: &[String], loose: bool) -> bool {
        wanted.iter().enumerate().all(|(at, wanted)| {
            let Some((part, _)) = self.parts.get(start + at).filter(|_| !self.used[start + at]) else { return false };
            if loose {
                word(part).is_some() && self.bare[start + at] == bare(wanted)
            } else {
                word(part) == Some(wanted.as_str())
            }
        })
    }

    /// Whether a mark or a box stands before or behind some parts.
    fn is_marked(&self, start: usize, end: usize) -> bool {
        let is_mark = |at: &usize| match &self.parts[*at].0 {
            Part::Claim(_) => true,
            Part::Empty(_) | Part::Tick(_) => !self.used[*at],
            Part::Word(_) | Part::Gap => false,
        };
        let no_gap = |at: &usize| self.parts[*at].0 != Part::Gap;
        (0..start).rev().find(no_gap).is_some_and(|at| is_mark(&at))
            || (end..self.parts.len()).find(no_gap).is_some_and(|at| is_mark(&at))
    }

    /// Where a label stands: best beside a mark. "Yes, partly" is not the label "Yes", where both are options.
    fn find(&self, from: usize, wanted: &[String], is_option: bool) -> Option<usize> {
        let last = self.parts.len().checked_sub(wanted.len())?;
        let is_longer =
            |start: usize| self.all.iter().any(|other| other.len() > wanted.len() && self.stands(start, other, true));
        let fits = |start: &usize, loose: bool| self.stands(*start, wanted, loose) && !is_longer(*start);
        let beside = |start: &usize, loose: bool| fits(start, loose) && self.is_marked(*start, start + wanted.len());
        let marked = || {
            (from..=last).find(|start| beside(start, false)).or_else(|| (from..=last).find(|start| beside(start, true)))
        };
        is_option.then(marked).flatten().or_else(|| (from..=last).find(|start| fits(start, false)))
    }
}

/// Finds the labels of a line of the blank form among the parts of a line of the file, in their order.
pub fn find(segments: &[Segment], parts: &[(Part, bool)], is_box: &dyn Fn(usize) -> bool) -> Labels {
    let words_of = |text: &str| -> Vec<String> {
        parts_of_text(text).iter().filter_map(|part| word(part).map(str::to_owned)).collect()
    };
    let texts = segments.iter().filter_map(|part| if let Segment::Text(text) = part { Some(text) } else { None });
    let mut search = Search {
        parts,
        bare: parts.iter().map(|(part, _)| word(part).map_or_else(String::new, bare)).collect(),
        used: vec![false; parts.len()],
        all: texts.map(|text| words_of(text)).collect(),
    };
    let (mut found, mut from, mut option, mut options) = (Vec::new(), 0, None, 0);
    for segment in segments {
        match segment {
            Segment::Slot(slot) => {
                option = is_box(*slot).then_some((*slot, options));
                options += usize::from(option.is_some());
            }
            Segment::Text(text) => {
                let wanted = words_of(text);
                if wanted.is_empty() {
                    continue;
                }
                let Some(start) = search.find(from, &wanted, option.is_some()) else { continue };
                let end = start + wanted.len();
                search.used[start..end].fill(true);
                from = end;
                if let Some((slot, option)) = option {
                    found.push(Label { slot, option, start, end });
                }
            }
        }
    }
    Labels { found, used: search.used, options }
}
