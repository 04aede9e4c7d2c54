//! Controls that LibreOffice 7.4 wrote several times. Where a text changes its script, for example from Latin to Arabic, it
//! writes the whole answer again for each change, in another control that starts with the current piece. When the file is saved
//! again, it does so with each of these controls.

use canevas_ooxml::flow::FlowParagraph;
use std::collections::HashSet;

/// How many texts of one field are compared. A file that was saved a few times has fewer.
const MOST: usize = 64;

/// The controls of a paragraph that repeat an earlier one in the same bookmark: a piece of its text, then the whole text.
pub fn controls(para: &FlowParagraph) -> HashSet<usize> {
    let mut out = HashSet::new();
    let mut known: Vec<String> = Vec::new();
    let mut place: Option<usize> = None;
    let mut pieces = para.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        let (Some(mark), Some(control)) = (piece.bookmarks.last().copied(), piece.controls.last()) else { continue };
        if place != Some(mark) {
            place = Some(mark);
            known.clear();
        }
        let mut text = bare(&piece.text);
        while let Some(next) =
            pieces.next_if(|next| next.controls.last() == Some(control) && next.bookmarks.last() == Some(&mark))
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

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_ooxml::flow::TextPiece;

    fn para(texts: &[(&str, &str)]) -> FlowParagraph {
        let piece = |(at, (mark, text)): (usize, &(&str, &str))| TextPiece {
            text: (*text).to_owned(),
            controls: vec![at],
            bookmarks: vec![usize::from(*mark == "r")],
        };
        FlowParagraph { pieces: texts.iter().enumerate().map(piece).collect(), ..FlowParagraph::default() }
    }

    #[test]
    fn an_answer_written_once_per_script_is_one() {
        let whole = "un عربية deux";
        let again =
            para(&[("q", whole), ("q", "عربيةun عربية deux"), ("q", " un عربية deux"), ("q", "deux\nun عربية deux")]);
        assert_eq!(controls(&again), HashSet::from([1, 2, 3]));
        let saved_again = para(&[("q", whole), ("q", "deuxun عربية deux"), ("q", "عربية deux deuxun عربية deux")]);
        assert_eq!(controls(&saved_again), HashSet::from([1, 2]));
    }

    #[test]
    fn other_text_is_no_repeat() {
        assert!(controls(&para(&[("q", "un"), ("q", "deux"), ("q", "trois un"), ("r", "un")])).is_empty());
    }
}
