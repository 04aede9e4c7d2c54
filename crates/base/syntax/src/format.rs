//! `canevas fmt`: mends what [`crate::traps`] finds, where it is certain what was meant, and nothing else.

use crate::layout::{Layout, LineKind};
use crate::mend::mend;
use crate::rules;
use crate::spaces::{is_odd, tidy_text_line};
use crate::traps::judge;
use crate::yaml::parse_yaml;
use canevas_diagnostics::{Source, SourceId};
use std::ops::Range;

/// Braces inside braces are opened one level at a time, and nothing is nested deeper than the reader allows.
const MAX_PASSES: usize = crate::MAX_DEPTH + 8;

/// The text with its traps mended and the ends of its lines tidied; equal to the source where there is nothing to do.
///
/// What was read before is read afterwards, with three exceptions that are the purpose: values that were traps,
/// invisible spaces around keys, and single spaces at the ends of lines of text.
pub fn format(source: &Source) -> String {
    let text = source.text();
    let text = text.trim_start_matches('\u{feff}');
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    for _ in 0..MAX_PASSES {
        let next = pass(&text);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

fn pass(text: &str) -> String {
    let layout = Layout::new(text);
    let mut edits = Edits::new();
    if layout.slips.is_empty() {
        for item in &layout.items {
            if let Some(mended) = mend(&layout, item, &judge(&layout, item)) {
                edits.push((mended.range.clone(), mended.text()));
            }
        }
    } else {
        // Columns come first: what belongs to what may be clear only afterwards.
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
        // An edit inside another one is that one's business.
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

/// Whether YAML reads the tabs of a file, for once, and would read something else with spaces in their place: how
/// wide a tab was meant to be is then not for us to say.
fn tabs_mislead(layout: &Layout<'_>, edits: &Edits) -> bool {
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
fn tidied(layout: &Layout<'_>) -> Edits {
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
