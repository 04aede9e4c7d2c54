//! Marks in and beside boxes: what counts as one, and the parts of a line.

use crate::read::normalize::glyph;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A field.
    Claim(usize),
    /// An empty box.
    Empty(String),
    /// A mark.
    Tick(String),
    /// A word.
    Word(String),
    /// A tab, a line break or several spaces.
    Gap,
}

/// The mark that a word is: a letter or sign that stands alone, or in brackets.
fn mark(word: &str) -> Option<bool> {
    let inside = ['[', '(']
        .iter()
        .zip([']', ')'])
        .find_map(|(open, close)| word.strip_prefix(*open)?.strip_suffix(close).map(str::trim));
    match inside.unwrap_or(word) {
        "" | "_" | "__" if inside.is_some() => Some(false),
        "x" | "X" | "×" | "х" | "Х" | "√" => Some(true),
        "v" | "V" | "*" if inside.is_some() => Some(true),
        other => {
            let mut signs = other.chars().filter(|c| !matches!(c, '\u{fe0e}' | '\u{fe0f}'));
            let first = signs.next().and_then(glyph)?;
            signs.all(|c| glyph(c) == Some(first)).then_some(first)
        }
    }
}

/// Whether a text is nothing but the mark of a box, and whether that is ticked. Of several marks, a tick counts.
pub fn only_mark(text: &str) -> Option<bool> {
    let parts = parts_of_text(text);
    let marks = parts.iter().filter(|part| **part != Part::Gap).map(|part| match part {
        Part::Empty(_) => Some(false),
        Part::Tick(_) => Some(true),
        Part::Claim(_) | Part::Word(_) | Part::Gap => None,
    });
    let marks: Vec<bool> = marks.collect::<Option<_>>()?;
    (!marks.is_empty()).then(|| marks.contains(&true))
}

/// The marks that a text holds, and its other words.
pub fn marks_and_words(text: &str) -> (Option<bool>, String) {
    let parts = parts_of_text(text);
    let mut drawn = None;
    let mut words = Vec::new();
    for part in &parts {
        match part {
            Part::Empty(_) => drawn = drawn.or(Some(false)),
            Part::Tick(_) => drawn = Some(true),
            Part::Word(word) => words.push(word.as_str()),
            Part::Claim(_) | Part::Gap => {}
        }
    }
    (drawn, words.join(" "))
}

/// The parts of a text.
pub fn parts_of_text(text: &str) -> Vec<Part> {
    joined_parts(text).into_iter().map(|(part, _)| part).collect()
}

/// The parts of a text, each with whether it touches what stands before it, without a space between them.
pub fn joined_parts(text: &str) -> Vec<(Part, bool)> {
    let mut out: Vec<(Part, bool)> = Vec::new();
    let mut word = String::new();
    let mut touches = !text.starts_with(char::is_whitespace);
    let flush = |word: &mut String, touches: &mut bool, out: &mut Vec<(Part, bool)>| {
        let word = std::mem::take(word);
        if !word.is_empty() {
            let part = match mark(&word) {
                Some(true) => Part::Tick(word),
                Some(false) => Part::Empty(word),
                None => Part::Word(word),
            };
            out.push((part, std::mem::replace(touches, true)));
        }
    };
    let mut spaces = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // `[ x ]` is one mark.
        let bracket = matches!(c, '[' | '(').then(|| rest.find([']', ')'])).flatten().map(|end| &rest[..=end]);
        if let Some(bracket) = bracket.filter(|bracket| bracket.chars().count() <= 6 && mark(bracket).is_some()) {
            flush(&mut word, &mut touches, &mut out);
            word.push_str(bracket);
            flush(&mut word, &mut touches, &mut out);
            (rest, spaces) = (&rest[bracket.len()..], 0);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_whitespace() {
            flush(&mut word, &mut touches, &mut out);
            touches = false;
            spaces += if matches!(c, '\t' | '\n') { 3 } else { 1 };
            if spaces >= 3 && out.last().is_none_or(|(last, _)| *last != Part::Gap) {
                out.push((Part::Gap, false));
            }
            continue;
        }
        spaces = 0;
        let is_sign = glyph(c).is_some();
        let was_sign = word.chars().all(|c| glyph(c).is_some());
        if !matches!(c, '\u{fe0e}' | '\u{fe0f}') && (is_sign != was_sign || is_sign && !word.is_empty()) {
            flush(&mut word, &mut touches, &mut out);
        }
        word.push(if c == '’' { '\'' } else { c });
    }
    flush(&mut word, &mut touches, &mut out);
    out
}
