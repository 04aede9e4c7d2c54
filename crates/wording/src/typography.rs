//! Typography that the compiler sets, so that editors type plain spaces and apostrophes.

use crate::Grammar;

/// Narrow no-break space, before ; ? !
const NARROW: char = '\u{202f}';
/// No-break space, before : and inside « ».
const NO_BREAK: char = '\u{a0}';

/// Sets a text: typographic apostrophes everywhere; in French the no-break spaces before : ; ? ! and inside « ». Parts
/// that look like addresses are left alone.
pub fn typeset(grammar: Grammar, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for part in text.split_inclusive(char::is_whitespace) {
        if part.contains("://") || part.contains('@') {
            out.push_str(part);
        } else {
            out.extend(part.chars().map(|c| if c == '\'' { '’' } else { c }));
        }
    }
    if grammar != Grammar::French {
        return out;
    }
    let chars: Vec<char> = out.chars().collect();
    let plain = |c: char| matches!(c, ' ' | NO_BREAK | NARROW);
    chars
        .iter()
        .enumerate()
        .map(|(index, c)| {
            let before = index.checked_sub(1).and_then(|index| chars.get(index)).copied();
            match chars.get(index + 1).copied() {
                Some(';' | '?' | '!') if plain(*c) => NARROW,
                Some(':' | '»' | '%') if plain(*c) => NO_BREAK,
                _ if plain(*c) && before == Some('«') => NO_BREAK,
                _ => *c,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_spaces() {
        assert_eq!(
            typeset(Grammar::French, "L'étape « Une » : faite ? Voir https://a.b/c'd : oui ; non !"),
            "L’étape «\u{a0}Une\u{a0}»\u{a0}: faite\u{202f}? Voir https://a.b/c'd\u{a0}: oui\u{202f}; non\u{202f}!"
        );
        assert_eq!(typeset(Grammar::English, "the country's : x"), "the country’s : x");
    }
}
