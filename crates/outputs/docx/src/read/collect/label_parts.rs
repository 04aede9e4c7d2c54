//! Labels that somebody divided: Enter was pressed in the middle of a question, and its number stands on a line of its own. The
//! parts are still texts of the form, and no answers.

use super::claims::ReadParagraph;
use crate::read::template::{Line, Segment, plain};
use std::collections::HashSet;

/// In how many paragraphs a label may stand.
const MOST_PARTS: usize = 4;

/// The parts of divided labels.
#[derive(Default)]
pub struct LabelParts {
    /// The paragraphs that are parts, by index.
    pub paragraphs: HashSet<usize>,
    /// The questions, by group, whose labels they are.
    pub groups: HashSet<usize>,
}

/// The paragraphs that only together say what a line of the blank form says. `pairs` are the lines and paragraphs, by place in
/// `lines` and `left`, that were found to belong together.
pub fn find(lines: &[&Line], left: &[usize], pairs: &[(usize, usize)], paragraphs: &[ReadParagraph]) -> LabelParts {
    let mut out = LabelParts::default();
    let texts: Vec<String> = left.iter().map(|at| bare(&paragraphs[*at].matched.key)).collect();
    let is_free = |at: usize| paragraphs[left[at]].claimed.is_empty();
    // Each line with the paragraphs in which it may stand: those between its neighbours.
    let (mut next_pair, mut from) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        let own = pairs.get(next_pair).filter(|pair| pair.0 == at).map(|pair| pair.1);
        let last = pairs.get(next_pair + usize::from(own.is_some())).map_or(left.len(), |pair| pair.1);
        let is_label = line.segments.iter().all(|part| matches!(part, Segment::Text(_)));
        let wanted = if is_label { bare(&plain(&line.segments)) } else { String::new() };
        if !wanted.is_empty() && own.is_none_or(|own| texts[own] != wanted) {
            let starts = (from..last).filter(|start| is_free(*start) && wanted.starts_with(texts[*start].as_str()));
            let mut found = starts.filter_map(|start| {
                let most = last.min(start + MOST_PARTS);
                (start + 2..=most).map(|end| start..end).find(|parts| {
                    parts.clone().all(is_free)
                        && parts.clone().map(|part| texts[part].as_str()).collect::<String>() == wanted
                })
            });
            if let Some(parts) = found.find(|parts| own.is_none_or(|own| parts.contains(&own))) {
                out.paragraphs.extend(parts.map(|part| left[part]));
                out.groups.insert(line.group);
            }
        }
        if let Some(own) = own {
            (next_pair, from) = (next_pair + 1, own + 1);
        }
    }
    out
}

/// A text without white space.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
