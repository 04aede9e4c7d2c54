//! Text in a form in which it can be compared.

use crate::is_direction;

/// The text with each white space as one space, one kind of apostrophe, and no direction marks.
pub fn norm(text: &str) -> String {
    let text = text.replace('’', "'").replace(is_direction, "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many words of a line are compared. No label needs more.
pub const MOST_WORDS: usize = 120;

/// How similar two texts are: the share of words that both have in the same order, from 0 to 1.
pub fn alike(a: &str, b: &str) -> f64 {
    let a: Vec<&str> = a.split(' ').take(MOST_WORDS).collect();
    let b: Vec<&str> = b.split(' ').take(MOST_WORDS).collect();
    let mut row = vec![0_u32; b.len() + 1];
    for x in &a {
        let mut corner = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    2.0 * f64::from(row[b.len()]) / f64::from((a.len() + b.len()).max(1) as u32)
}

/// Text as a return holds it: without white space around it.
pub fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches([' ', '\r'])).collect();
    lines.join("\n").trim().to_owned()
}
