//! Controls that LibreOffice 7.4 wrote several times. Where a text changes script, from Latin to Arabic or to a sign, it
//! writes the whole answer once more per change, each time in a control of its own that starts with the piece at hand. Saved
//! again, each of those is written so in turn.

use super::flow::Para;
use std::collections::HashSet;

/// Further texts of one place are taken as they stand: no file that was saved a few times has more.
const MOST: usize = 64;

/// The controls of a paragraph that only repeat an earlier one of the same bookmark: its whole text, after a piece of it.
pub fn controls(para: &Para) -> HashSet<usize> {
    let mut out = HashSet::new();
    let mut known: Vec<String> = Vec::new();
    let mut place: Option<&str> = None;
    let mut pieces = para.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        let (Some(mark), Some(control)) = (piece.marks.last(), piece.sdts.last()) else { continue };
        if place != Some(mark) {
            place = Some(mark);
            known.clear();
        }
        let mut text = bare(&piece.text);
        while let Some(next) =
            pieces.next_if(|next| next.sdts.last() == Some(control) && next.marks.last() == Some(mark))
        {
            text.push_str(&bare(&next.text));
        }
        if text.is_empty() {
            continue;
        }
        let repeats = |whole: &String| text.strip_suffix(whole.as_str()).is_some_and(|piece| whole.contains(piece));
        if known.iter().any(repeats) {
            out.insert(*control);
        }
        if known.len() < MOST && !known.contains(&text) {
            known.push(text);
        }
    }
    out
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
