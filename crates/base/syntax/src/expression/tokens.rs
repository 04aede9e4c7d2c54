//! The tokens of an expression: signs, names, numbers and dates.

use crate::condition::ConditionError;
use std::ops::Range;

/// Most digits of a number: every program keeps as many.
const MAX_DIGITS: usize = 15;
/// Most of them behind the point, as many as an answer has.
const MAX_DECIMALS: usize = 9;

/// Why an expression could not be read.
pub(super) fn error(message: impl Into<String>, help: &'static str, range: Range<usize>) -> ConditionError {
    ConditionError { message: message.into(), help, range }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Sign,
    Name,
    Number,
    Date,
}

#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub kind: TokenKind,
    pub text: &'t str,
    pub range: Range<usize>,
}

/// The length of a date at the start of a text: `2024-05` or `2024-05-31`.
fn date_length(text: &str) -> Option<usize> {
    let is = |length: usize| {
        let bytes = text.as_bytes().get(..length)?;
        let digits = bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let ends = text.as_bytes().get(length).is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
        (digits && ends).then_some(length)
    };
    is(10).or_else(|| is(7))
}

/// The tokens of an expression.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, ConditionError> {
    let mut tokens = Vec::new();
    let bytes = text.as_bytes();
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let (kind, length) = match bytes[at] {
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'<' | b'>' | b'!' if rest[1..].starts_with('=') => (TokenKind::Sign, 2),
            b'=' if !rest.starts_with("==") => (TokenKind::Sign, 1),
            b'*' if !rest.starts_with("**") => (TokenKind::Sign, 1),
            b'(' | b')' | b'+' | b'-' | b'<' | b'>' => (TokenKind::Sign, 1),
            byte if byte.is_ascii_digit() => match date_length(rest) {
                Some(length) => (TokenKind::Date, length),
                None => (TokenKind::Number, bytes[at..].iter().take_while(|byte| word(byte)).count()),
            },
            byte if byte.is_ascii_alphabetic() => {
                (TokenKind::Name, bytes[at..].iter().take_while(|byte| word(byte)).count())
            }
            _ => return Err(no_sign(rest, at)),
        };
        let (text, range) = (&rest[..length], at..at + length);
        if kind == TokenKind::Number {
            check_number(text, range.clone())?;
        }
        tokens.push(Token { kind, text, range });
        at += length;
    }
    Ok(tokens)
}

/// What a number of an expression looks like.
fn check_number(text: &str, range: Range<usize>) -> Result<(), ConditionError> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) {
        return Err(error(format!("`{text}` is neither a number nor a name"), "a number is written 12 or 1.5", range));
    }
    if whole.len() + decimals.len() > MAX_DIGITS + usize::from(!text.contains('.')) || decimals.len() > MAX_DECIMALS {
        return Err(error(
            format!("`{text}` has too many digits"),
            "a number has up to 15 digits, 9 of them behind the point",
            range,
        ));
    }
    Ok(())
}

fn no_sign(rest: &str, at: usize) -> ConditionError {
    let c = rest.chars().next().unwrap_or(' ');
    let doubled = ["==", "**", "&&", "||"].iter().any(|sign| rest.starts_with(sign));
    let length = if doubled { 2 } else { c.len_utf8() };
    let help = match c {
        '=' => "write one = only",
        '*' | '×' | '·' | '⋅' => "write one * to multiply",
        '−' | '–' | '—' => "write the sign - of the keyboard",
        '/' | '÷' | ':' | '%' => "nothing is divided, because quotients are rounded: multiply the other side",
        ',' => "write a point before decimals, and nothing between thousands",
        '&' => "write and",
        '|' => "write or",
        '!' | '≠' => "write != for unequal",
        '≤' => "write <=",
        '≥' => "write >=",
        '"' | '\'' | '“' | '”' | '«' | '»' | '’' => "ids and dates stand without quotes",
        '{' | '}' => "ids stand without braces here",
        '\u{a0}' | '\u{202f}' => "this is a no-break space, which nobody sees: type a plain one",
        _ => "an expression has names, numbers, dates, the signs + - * ( ) = != < <= > >=, and, or, sum(…), count(…)",
    };
    error(format!("`{}` has no meaning in an expression", &rest[..length]), help, at..at + length)
}
