//! The status of a language as a small picture for a web page: `es 100 %`.

use super::Count;
use canevas_diagnostics::redline::escape;
use std::fmt::Write as _;

/// The width of a character in pixels. It fits the fonts that the picture names.
const CHARACTER: usize = 7;
/// The room on either side of a word, in pixels.
const ROOM: usize = 6;

/// An SVG image of the percentage.
pub fn badge(tag: &str, count: &Count) -> String {
    let percent = format!("{} %", count.percent());
    // The number says the same, so the colour is not needed to read it.
    let ground = if count.is_whole() { "#0f5a23" } else { "#8f5c00" };
    let width = |word: &str| word.chars().count() * CHARACTER + 2 * ROOM;
    let (left, right) = (width(tag), width(&percent));
    let all = left + right;
    let tag = escape(tag);
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"20\" viewBox=\"0 0 {all} 20\" role=\"img\" aria-label=\"{tag} {percent}\">\n\
         <title>{tag}: {} of {} texts are translated</title>\n\
         <rect width=\"{all}\" height=\"20\" rx=\"3\" fill=\"#333\"/>\n\
         <path d=\"M{left} 0h{}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{}z\" fill=\"{ground}\"/>\n\
         <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\" text-anchor=\"middle\">\n",
        count.done(),
        count.texts,
        right - 3,
        right - 3,
    );
    for (word, from, width) in [(tag.as_str(), 0, left), (percent.as_str(), left, right)] {
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"14\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{word}</text>",
            from + width / 2,
            width - 2 * ROOM
        );
    }
    out.push_str("</g>\n</svg>\n");
    out
}
