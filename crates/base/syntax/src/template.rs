//! Placeholders in texts, such as `{country.of}`. `{{` is a brace. The model decides what they mean.

use std::ops::Range;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text without placeholders.
    Text(String),
    /// A placeholder, split at the dots, and its byte range in the text, with the braces.
    Placeholder(Vec<String>, Range<usize>),
}

/// Why braces could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BraceError {
    /// What is wrong, in words.
    pub message: String,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
}

/// Splits a text at its placeholders.
pub fn pieces(text: &str) -> Result<Vec<Piece>, BraceError> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = 0;
    while let Some(at) = text[rest..].find('{').map(|i| rest + i) {
        plain.push_str(&text[rest..at]);
        if text[at + 1..].starts_with('{') {
            plain.push('{');
            rest = at + 2;
            continue;
        }
        let end = text[at..].find(['}', '\n']).map(|i| at + i).filter(|end| text[*end..].starts_with('}'));
        let Some(end) = end else {
            let stop = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
            return Err(BraceError { message: "this brace is not closed".to_owned(), range: at..stop.max(at + 1) });
        };
        let inner = &text[at + 1..end];
        let parts: Vec<String> = inner.split('.').map(str::to_owned).collect();
        let name = |part: &String| {
            part.starts_with(|c: char| c.is_ascii_alphabetic())
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        };
        if !parts.iter().all(name) {
            return Err(BraceError { message: format!("`{{{inner}}}` is not a placeholder"), range: at..end + 1 });
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(Piece::Placeholder(parts, at..end + 1));
        rest = end + 1;
    }
    plain.push_str(&text[rest..]);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces() {
        let Ok(found) = pieces("a {country.of} {{x} é{x}") else { unreachable!() };
        assert_eq!(
            found,
            [
                Piece::Text("a ".into()),
                Piece::Placeholder(vec!["country".into(), "of".into()], 2..14),
                Piece::Text(" {x} é".into()),
                Piece::Placeholder(vec!["x".into()], 22..25),
            ]
        );
        assert!(pieces("a {b c}").is_err());
        assert!(pieces("a {b").is_err());
        assert!(pieces("{}").is_err());
    }
}
