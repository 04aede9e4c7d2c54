//! Texts as checks read them: each with its language, its origin, and a mask. The mask blanks out placeholders and addresses,
//! so that no check takes them for prose.

use canevas_model::{Language, TextKey, TextRole};
use canevas_project::CountryFile;
use canevas_project::glossary::Hit;
use canevas_syntax::{SourceText, template};
use std::borrow::Cow;
use std::ops::Range;

/// Stands for each byte of a placeholder in a masked text.
pub(crate) const PLACEHOLDER: char = '\u{1}';
/// Stands for each byte of an address in a masked text.
pub(crate) const ADDRESS: char = '\u{2}';

/// A text in a language.
pub(crate) struct Phrase<'a> {
    /// Its key. `None` for a text of a country file.
    pub key: Option<&'a TextKey>,
    /// Its language. `None` for a text of a country file that is the same in all languages.
    pub language: Option<&'a Language>,
    /// The text.
    pub text: &'a SourceText,
    /// Where it comes from.
    pub origin: Origin<'a>,
    /// The text with placeholders and addresses blanked out.
    pub masked: Cow<'a, str>,
    /// The terms of the glossary in it. Empty for a text of a country file.
    pub hits: Vec<Hit>,
}

/// Where a text comes from.
#[derive(Clone, Copy)]
pub(crate) enum Origin<'a> {
    /// The form.
    Form,
    /// A translation that is current.
    Translation,
    /// A country file.
    Country(&'a CountryFile),
}

impl Phrase<'_> {
    /// Its role. `None` for a text of a country file.
    pub fn role(&self) -> Option<TextRole> {
        self.key.map(TextKey::role)
    }

    /// Whether it is a worked example, which shows what a country might write.
    pub fn is_example(&self) -> bool {
        self.role() == Some(TextRole::Example)
    }

    /// Whether its language is French.
    pub fn is_french(&self) -> bool {
        self.language.is_some_and(|language| language.primary() == "fr")
    }

    /// Whether it has letters outside its placeholders and addresses.
    pub fn has_words(&self) -> bool {
        self.masked.chars().any(char::is_alphabetic)
    }
}

/// Whether a text has no sign of a placeholder or an address. Most texts have none, so this test saves time.
fn is_prose(text: &str) -> bool {
    let bytes = text.as_bytes();
    let after = |at: usize, start: &[u8]| bytes[..at].ends_with(start);
    !bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'{' | b'@' => true,
        b'(' => after(at, b"]"),
        b'/' => after(at, b":/"),
        b'.' => after(at, b"www"),
        _ => false,
    })
}

/// A text of the same length, byte by byte, with placeholders and addresses blanked out.
pub(crate) fn masked(text: &str) -> Cow<'_, str> {
    if is_prose(text) {
        return Cow::Borrowed(text);
    }
    let mut out = text.to_owned();
    if text.contains('{')
        && let Ok(pieces) = template::pieces(text)
    {
        for piece in pieces {
            if let template::Piece::Placeholder(_, range) = piece {
                blank(&mut out, range, PLACEHOLDER);
            }
        }
    }
    let mut at = 0;
    while let Some(start) = out[at..].find("](").map(|index| at + index + 1) {
        let line = out[start..].find('\n').map_or(out.len(), |index| start + index + 1);
        let end = address_end(&out[start + 1..]).map_or(line, |end| start + 1 + end + 1);
        blank(&mut out, start..end, ADDRESS);
        at = end;
    }
    let mut at = 0;
    while let Some(start) = out[at..].find(|c: char| !c.is_whitespace()).map(|index| at + index) {
        let end = out[start..].find(char::is_whitespace).map_or(out.len(), |index| start + index);
        let word = &out[start..end];
        let from = word.find("://").map(|sign| {
            word[..sign]
                .rfind(|c: char| !c.is_ascii_alphanumeric())
                .map_or(0, |before| before + word[before..].chars().next().map_or(1, char::len_utf8))
        });
        // An address may stand in parentheses or before a full stop.
        let until = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '»', '>']).len();
        if let Some(from) = from.filter(|from| *from < until) {
            blank(&mut out, start + from..start + until, ADDRESS);
        } else if word.contains('@') || word.trim_start_matches('(').starts_with("www.") {
            blank(&mut out, start..start + until, ADDRESS);
        }
        at = end;
    }
    Cow::Owned(out)
}

/// The place of the `)` that ends the address of a link. An address may hold parentheses in pairs.
pub(crate) fn address_end(address: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, sign) in address.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// Fills a range with `with`, a character of one byte.
fn blank(text: &mut String, range: Range<usize>, with: char) {
    let filler: String = std::iter::repeat_n(with, range.len()).collect();
    text.replace_range(range, &filler);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_prose_is_blanked_out_in_place() {
        let text = "Voir {contact.web} ou [ici](https://a.org/b) (https://c.org/d?e=1). À é@f.org, www.g.org/h?i !";
        let masked = masked(text);
        assert_eq!(masked.len(), text.len());
        let shown: String = masked.chars().filter(|c| !matches!(*c, PLACEHOLDER | ADDRESS)).collect();
        assert_eq!(shown, "Voir  ou [ici] (). À ,  !");
    }
}
