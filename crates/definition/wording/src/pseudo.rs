//! Pseudo-languages: they change every text so that people can still read it. A text that stays unchanged cannot be
//! translated, and is easy to see.
//!
//! This module changes texts after the placeholders are filled in and the Markdown is read. It therefore never meets filled-in
//! values, addresses of links or signs of Markdown.

use crate::rich::{Block, Inline, Rich};
use canevas_model::Pseudo;

/// The letters that replace a to z, then A to Z. Each looks like the letter that it replaces, and none is ASCII.
const LETTERS: [&str; 2] = ["åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž", "ÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"];

/// Number words after a text, which make it longer. The last number that can be seen shows how much was cut off.
const COUNT: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Right-to-left override, and its end.
const OVERRIDE: (char, char) = ('\u{202e}', '\u{202c}');

/// A text that stands alone. A language with longer texts sets it in brackets, so that people see a text that was cut or
/// joined from parts. `{name}` stays as it is.
pub(crate) fn whole(pseudo: Pseudo, text: &str) -> String {
    if !has_letters(text) {
        return text.to_owned();
    }
    match pseudo {
        Pseudo::Longer => format!("[{}{}]", part(pseudo, text), part(pseudo, &count(letters(text)))),
        Pseudo::Mirrored => part(pseudo, text),
    }
}

/// A part of a text. `{name}` stays as it is.
pub(crate) fn part(pseudo: Pseudo, text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|close| open + close + 1) else { break };
        words(pseudo, &rest[..open], &mut out);
        out.push_str(&rest[open..close]);
        rest = &rest[close..];
    }
    words(pseudo, rest, &mut out);
    out
}

/// A text with its paragraphs and lists: each is a whole.
pub(crate) fn rich(pseudo: Pseudo, mut text: Rich) -> Rich {
    for block in &mut text.blocks {
        match block {
            Block::Paragraph(inlines) => line(pseudo, inlines),
            Block::List { items, .. } => items.iter_mut().for_each(|item| line(pseudo, item)),
        }
    }
    text
}

fn line(pseudo: Pseudo, inlines: &mut Vec<Inline>) {
    let mut found = 0;
    each_text(inlines, &mut |text| {
        found += letters(text);
        let mut out = String::with_capacity(text.len() * 2);
        words(pseudo, text, &mut out);
        *text = out;
    });
    if found > 0 && pseudo == Pseudo::Longer {
        inlines.insert(0, Inline::Text("[".to_owned()));
        inlines.push(Inline::Text(format!("{}]", part(pseudo, &count(found)))));
    }
}

fn each_text(inlines: &mut [Inline], change: &mut dyn FnMut(&mut String)) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => change(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                each_text(inner, change);
            }
            Inline::Value(_) | Inline::Bracket { .. } | Inline::Break => {}
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Number words, each after a space: together about two fifths of the length of a text.
fn count(letters: usize) -> String {
    let wanted = letters * 2 / 5;
    let mut out = String::new();
    for word in COUNT.iter().cycle() {
        if self::letters(&out) >= wanted {
            break;
        }
        out.push(' ');
        out.push_str(word);
    }
    out
}

/// Changes every word except addresses.
fn words(pseudo: Pseudo, text: &str, out: &mut String) {
    let mut start = 0;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if word.contains("://") || word.contains('@') {
            between(pseudo, &text[start..at], out);
            out.push_str(word);
            start = at + word.len();
        }
        at += word.len();
    }
    between(pseudo, &text[start..], out);
}

fn between(pseudo: Pseudo, text: &str, out: &mut String) {
    match pseudo {
        Pseudo::Longer => out.extend(text.chars().map(marked)),
        Pseudo::Mirrored => mirrored(text, out),
    }
}

/// A letter of ASCII with a mark. Any other character stays as it is.
fn marked(c: char) -> char {
    let of = |first: char, letters: &str| letters.chars().nth(c as usize - first as usize).unwrap_or(c);
    match c {
        'a'..='z' => of('a', LETTERS[0]),
        'A'..='Z' => of('A', LETTERS[1]),
        c => c,
    }
}

/// Sets everything between the first and the last letter from right to left, in runs that end at a digit. Digits and other
/// characters take their direction from their surroundings. The runs are longer than words, because LibreOffice breaks lines
/// inside a run rather than before it.
fn mirrored(text: &str, out: &mut String) {
    for part in text.split_inclusive(char::is_numeric) {
        let (first, last) = (part.find(char::is_alphabetic), part.rfind(char::is_alphabetic));
        let (Some(first), Some(last)) = (first, last) else {
            out.push_str(part);
            continue;
        };
        let end = last + part[last..].chars().next().map_or(0, char::len_utf8);
        out.push_str(&part[..first]);
        out.push(OVERRIDE.0);
        out.push_str(&part[first..end]);
        out.push(OVERRIDE.1);
        out.push_str(&part[end..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_interface() {
        assert_eq!(whole(Pseudo::Longer, "{n} left, Zoé"), "[{n} ļéƒţ, Žöé öñé]");
        assert_eq!(whole(Pseudo::Longer, "No."), "[Ñö.]");
        assert_eq!(
            whole(Pseudo::Mirrored, "{n} are left, 1st: a@b (c)"),
            "{n} \u{202e}are left\u{202c}, 1\u{202e}st\u{202c}: a@b (\u{202e}c\u{202c})"
        );
        assert_eq!(whole(Pseudo::Longer, "2022 – 2023"), "2022 – 2023");
        assert_eq!(part(Pseudo::Longer, "{{a} https://a.b/c d@e {f"), "{{a} https://a.b/c d@e {ƒ");
    }

    #[test]
    fn every_letter_has_another_and_none_twice() {
        let mut seen: Vec<char> = ('a'..='z').chain('A'..='Z').map(marked).collect();
        assert!(seen.iter().all(|c| c.is_alphabetic() && !c.is_ascii()));
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 52);
    }

    #[test]
    fn longer_by_two_fifths() {
        for text in ["Where does the country stand today with each of these?", "Name of the partner"] {
            let (before, after) = (letters(text), letters(&whole(Pseudo::Longer, text)));
            assert!((135..=165).contains(&(after * 100 / before)), "{text}: {before} to {after}");
        }
    }

    #[test]
    fn values_and_addresses_stay() {
        let text = Rich {
            blocks: vec![Block::Paragraph(vec![
                Inline::Value("Douala".to_owned()),
                Inline::Link { url: "https://a.org".to_owned(), content: vec![Inline::Text("here".to_owned())] },
            ])],
            language: None,
        };
        assert_eq!(rich(Pseudo::Longer, text.clone()).plain(), "[Doualaĥéŕé öñé]");
        let mirrored = rich(Pseudo::Mirrored, text);
        let Block::Paragraph(line) = &mirrored.blocks[0] else { unreachable!() };
        assert_eq!(
            line[1],
            Inline::Link {
                url: "https://a.org".to_owned(),
                content: vec![Inline::Text("\u{202e}here\u{202c}".to_owned())]
            }
        );
    }
}
