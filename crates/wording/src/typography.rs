//! Typography that the compiler sets, so that editors type plain spaces and apostrophes.

use crate::Grammar;

/// Narrow no-break space, before ; ? !
const NARROW: char = '\u{202f}';
/// No-break space, before : and inside « ».
const NO_BREAK: char = '\u{a0}';

/// Sets a text: typographic apostrophes everywhere; in French the no-break spaces before : ; ? ! and inside « ». Parts
/// that look like addresses are left alone. Most texts need nothing of it, and come back as they are.
pub fn typeset(grammar: Grammar, text: String) -> String {
    let text = if text.contains('\'') { apostrophes(&text) } else { text };
    if grammar == Grammar::French { french_spaces(text) } else { text }
}

fn apostrophes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for part in text.split_inclusive(char::is_whitespace) {
        if part.contains("://") || part.contains('@') {
            out.push_str(part);
        } else {
            out.extend(part.chars().map(|c| if c == '\'' { '’' } else { c }));
        }
    }
    out
}

fn french_spaces(text: String) -> String {
    if !text.contains([';', '?', '!', ':', '»', '%', '«']) {
        return text;
    }
    let mut out = String::new();
    // How far the text has been copied.
    let mut done = 0;
    for (at, space) in text.match_indices([' ', NO_BREAK, NARROW]) {
        let after = at + space.len();
        let right = match text[after..].chars().next() {
            Some(';' | '?' | '!') => NARROW,
            Some(':' | '»' | '%') => NO_BREAK,
            _ if text[..at].ends_with('«') => NO_BREAK,
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push(right);
        done = after;
    }
    if done == 0 {
        return text;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(grammar: Grammar, text: &str) -> String {
        typeset(grammar, text.to_owned())
    }

    #[test]
    fn french_spaces() {
        assert_eq!(
            set(Grammar::French, "L'étape « Une » : faite ? Voir https://a.b/c'd : oui ; non !"),
            "L’étape «\u{a0}Une\u{a0}»\u{a0}: faite\u{202f}? Voir https://a.b/c'd\u{a0}: oui\u{202f}; non\u{202f}!"
        );
        assert_eq!(set(Grammar::English, "the country's : x"), "the country’s : x");
        assert_eq!(set(Grammar::French, "« : » ? a\u{202f}: b"), "«\u{a0}:\u{a0}»\u{202f}? a\u{a0}: b");
        assert_eq!(set(Grammar::French, " ? « Où ?"), "\u{202f}? «\u{a0}Où\u{202f}?");
    }
}
