//! Text in a form in which it can be compared: white space, apostrophes, words and checkboxes.

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

pub use canevas_wording::typed::{MOST_WORDS, alike, norm, tidy};

/// The text with each letter as one character.
pub fn composed(text: &str) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text.to_owned() } else { text.nfc().collect() }
}

/// Whether a character is a checkbox or the mark in one, and whether that is ticked.
pub fn glyph(c: char) -> Option<bool> {
    match c {
        '☒' | '☑' | '✓' | '✔' | '✗' | '✘' | '✕' | '✖' | '✅' | '❎' | '❌' | '■' | '▣' | '◼' | '⬛' | '●' | '◉'
        | '⦿' | '⊠' | '⊗' | '⮽' | '⮾' | '🗹' | '🗷' | '🗸' | '🗴' | '🗵' => Some(true),
        '☐' | '□' | '▢' | '◻' | '⬜' | '○' | '◯' | '❏' | '❑' | '❒' => Some(false),
        _ => None,
    }
}
