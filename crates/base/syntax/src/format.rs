//! `canevas fmt`: mends what [`crate::traps`] finds if the meaning is certain, and nothing else.

use crate::layout::{BlockLayout, LineKind};
use crate::mend::mend;
use crate::rules;
use crate::spaces::{is_odd, tidy_text_line};
use crate::traps::judge;
use crate::yaml::parse_yaml;
use canevas_diagnostics::{Source, SourceId};
use std::ops::Range;

/// The most rounds of repair. Each round opens one level of braces, and the reader limits how deep braces nest.
const MAX_PASSES: usize = crate::MAX_DEPTH + 8;

/// The text with its traps mended and without spaces at the ends of lines. Equal to the source if there is nothing to mend.
///
/// YAML reads the same values before and after, with three intended exceptions: values that were traps, invisible spaces around
/// keys, and single spaces at the ends of lines of text.
pub fn format(source: &Source) -> String {
    let text = source.text();
    let text = text.trim_start_matches('\u{feff}');
    // Lines end as most of them do: an editor on Windows ends them with two characters, and the rest of a file must not change.
    let both = text.matches("\r\n").count();
    let ends_with_both = 2 * both > text.matches('\n').count();
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    for _ in 0..MAX_PASSES {
        let next = pass(&text);
        if next == text {
            break;
        }
        text = next;
    }
    if ends_with_both { text.replace('\n', "\r\n") } else { text }
}

fn pass(text: &str) -> String {
    let layout = BlockLayout::new(text);
    let mut edits = Edits::new();
    if layout.slips.is_empty() {
        for item in &layout.items {
            if let Some(mended) = mend(&layout, item, &judge(&layout, item)) {
                edits.push((mended.range.clone(), mended.text()));
            }
        }
    } else {
        // Columns come first: only then is it clear which line belongs to which key.
        edits.extend(layout.slips.iter().map(|slip| (slip.range.clone(), slip.fix.clone())));
        if tabs_mislead(&layout, &edits) {
            edits.clear();
        }
    }
    edits.extend(tidied(&layout));
    let mut out = apply(text, edits);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

type Edits = Vec<(Range<usize>, String)>;

fn apply(text: &str, mut edits: Edits) -> String {
    edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, with) in edits {
        // The outer edit includes an edit inside it.
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&with);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Whether YAML accepts the tabs of a file, and would read something else with spaces in their place. Then nobody can say how
/// wide the tabs were meant to be.
fn tabs_mislead(layout: &BlockLayout<'_>, edits: &Edits) -> bool {
    if layout.slips.iter().any(|slip| layout.text[slip.range.clone()].contains(is_odd)) {
        return false;
    }
    let read = |text: &str| {
        let (node, findings) = parse_yaml(SourceId(0), &Source::new("", text));
        node.filter(|_| !findings.iter().any(|finding| finding.rule == &rules::NOT_YAML)).map(|node| node.to_json())
    };
    read(layout.text).is_some_and(|before| read(&apply(layout.text, edits.clone())) != Some(before))
}

/// Spaces at the ends of lines, where they mean nothing.
fn tidied(layout: &BlockLayout<'_>) -> Edits {
    let mut edits = Edits::new();
    for (range, kind) in layout.lines.iter().zip(&layout.kinds) {
        let line = &layout.text[range.clone()];
        let kept = match kind {
            LineKind::Loose => line.trim_end_matches([' ', '\t']),
            LineKind::Text => tidy_text_line(line),
            LineKind::Sealed => line,
        };
        if kept.len() < line.len() {
            edits.push((range.start + kept.len()..range.end, String::new()));
        }
    }
    edits
}
