//! `canevas fmt`: mends what [`crate::traps`] finds, where it is certain what was meant, and nothing else.

use crate::layout::{Layout, LineKind};
use crate::mend::mend;
use crate::spaces::tidy_text_line;
use crate::traps::judge;
use canevas_diagnostics::Source;

/// Braces inside braces are opened one level at a time, and nothing is nested deeper than the reader allows.
const MAX_PASSES: usize = crate::MAX_DEPTH + 8;

/// The text with its traps mended and the ends of its lines tidied; equal to the source where there is nothing to do.
///
/// What was read before is read afterwards, with three exceptions that are the purpose: values that were traps,
/// invisible spaces around keys, and single spaces at the ends of lines of text.
pub fn format(source: &Source) -> String {
    let text = source.text();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
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
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    if layout.slips.is_empty() {
        for item in &layout.items {
            if let Some(mended) = mend(&layout, item, &judge(&layout, item)) {
                edits.push((mended.range.clone(), mended.text()));
            }
        }
    } else {
        // Columns come first: what belongs to what may be clear only afterwards.
        edits.extend(layout.slips.iter().map(|slip| (slip.range.clone(), slip.fix.clone())));
    }
    edits.extend(tidied(&layout));
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
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Spaces at the ends of lines, where they mean nothing.
fn tidied(layout: &Layout<'_>) -> Vec<(std::ops::Range<usize>, String)> {
    let mut edits = Vec::new();
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
