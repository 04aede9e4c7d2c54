//! Aligns the lines of the blank form with the paragraphs of a filled file.

use super::normalize::{MOST_WORDS, alike};
use std::collections::HashMap;
use std::ops::Range;

/// How deep the lists are divided at lines that stand in them once. Real documents need a few levels.
const DEEPEST: usize = 40;
/// How many pairs of words are compared. A real document needs some thousands. Beyond the limit only whole lines are
/// compared, and [`Aligned::truncated`] says so.
const MOST_PAIRS: usize = 20_000_000;
/// In how many paragraphs an edited line is searched.
const FARTHEST: usize = 200;

/// The result of aligning two lists.
pub struct Aligned {
    /// Pairs of a line and a paragraph, in ascending order of both.
    pub pairs: Vec<(usize, usize)>,
    /// Whether the lists were too long and too different to search for every edited line.
    pub truncated: bool,
}

/// Pairs lines of the blank form with paragraphs of the file. Each has a strict and a loose key.
pub fn align(known: &[(&str, &str)], found: &[(&str, &str)]) -> Aligned {
    let mut aligner = Aligner { known, found, pairs: Vec::new(), left: MOST_PAIRS, truncated: false };
    aligner.range(0..known.len(), 0..found.len(), 0);
    aligner.pairs.sort_unstable();
    Aligned { pairs: aligner.pairs, truncated: aligner.truncated }
}

struct Aligner<'k> {
    known: &'k [(&'k str, &'k str)],
    found: &'k [(&'k str, &'k str)],
    pairs: Vec<(usize, usize)>,
    /// How many pairs of words may still be compared.
    left: usize,
    truncated: bool,
}

impl Aligner<'_> {
    fn same(&self, x: usize, y: usize) -> bool {
        let (known, found) = (self.known[x], self.found[y]);
        known.0 == found.0 || known.1 == found.1 && known.1 != "\u{fffc}"
    }

    fn range(&mut self, mut a: Range<usize>, mut b: Range<usize>, depth: usize) {
        while !a.is_empty() && !b.is_empty() && self.same(a.start, b.start) {
            self.pairs.push((a.start, b.start));
            (a.start, b.start) = (a.start + 1, b.start + 1);
        }
        while !a.is_empty() && !b.is_empty() && self.same(a.end - 1, b.end - 1) {
            self.pairs.push((a.end - 1, b.end - 1));
            (a.end, b.end) = (a.end - 1, b.end - 1);
        }
        if a.is_empty() || b.is_empty() {
            return;
        }
        let (known, found) = (self.known, self.found);
        let mut anchors = unique(a.clone().map(|x| (known[x].0, x)), b.clone().map(|y| (found[y].0, y)));
        if anchors.is_empty() {
            anchors = unique(
                a.clone().map(|x| (known[x].1, x)).filter(|(key, _)| *key != "\u{fffc}"),
                b.clone().map(|y| (found[y].1, y)).filter(|(key, _)| *key != "\u{fffc}"),
            );
        }
        if anchors.is_empty() || depth >= DEEPEST {
            self.truncated |= !anchors.is_empty();
            self.nearest(a, b);
            return;
        }
        let (mut x, mut y) = (a.start, b.start);
        for (next_x, next_y) in rising(&anchors) {
            self.range(x..next_x, y..next_y, depth + 1);
            self.pairs.push((next_x, next_y));
            (x, y) = (next_x + 1, next_y + 1);
        }
        self.range(x..a.end, y..b.end, depth + 1);
    }

    /// Pairs labels that were edited, or that have an answer after them on the line.
    fn nearest(&mut self, a: Range<usize>, b: Range<usize>) {
        let mut from = b.start;
        for x in a {
            let key = self.known[x].1;
            if key == "\u{fffc}" {
                continue;
            }
            let text = key.replace('\u{fffc}', " ");
            let text = text.trim();
            let mut near = from..b.end.min(from + FARTHEST);
            let hit = near.find(|y| {
                let other = self.found[*y].1;
                key == other || !text.is_empty() && other.starts_with(text) || self.is_alike(text, other)
            });
            if let Some(y) = hit {
                self.pairs.push((x, y));
                from = y + 1;
            }
        }
    }

    /// Whether most words are the same, in the same order.
    fn is_alike(&mut self, text: &str, other: &str) -> bool {
        let words = |text: &str| text.split(' ').take(MOST_WORDS).count();
        let other = other.replace("\u{fffc} ", "");
        let (a, b) = (words(text), words(&other));
        // Even if the longer one contained all words of the shorter one, that would be less than six in ten of both.
        if 10 * a.min(b) < 3 * (a + b) {
            return false;
        }
        match self.left.checked_sub(a * b) {
            Some(left) => {
                self.left = left;
                alike(text, &other) >= 0.6
            }
            None => {
                self.truncated = true;
                false
            }
        }
    }
}

/// Keys that stand once on each side.
fn unique<'k>(
    a: impl Iterator<Item = (&'k str, usize)>,
    b: impl Iterator<Item = (&'k str, usize)>,
) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, (usize, usize, usize, usize)> = HashMap::new();
    for (key, at) in a {
        let place = places.entry(key).or_default();
        (place.0, place.1) = (place.0 + 1, at);
    }
    for (key, at) in b {
        if let Some(place) = places.get_mut(key) {
            (place.2, place.3) = (place.2 + 1, at);
        }
    }
    let mut out: Vec<(usize, usize)> =
        places.values().filter(|place| place.0 == 1 && place.2 == 1).map(|place| (place.1, place.3)).collect();
    out.sort_unstable();
    out
}

/// The longest subsequence that ascends on both sides.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (at, (_, y)) in pairs.iter().enumerate() {
        let place = tails.partition_point(|tail| pairs[*tail].1 < *y);
        before[at] = place.checked_sub(1).and_then(|place| tails.get(place)).copied();
        if place == tails.len() {
            tails.push(at);
        } else {
            tails[place] = at;
        }
    }
    let mut out = Vec::new();
    let mut at = tails.last().copied();
    while let Some(index) = at {
        out.push(pairs[index]);
        at = before[index];
    }
    out.reverse();
    out
}

/// The words of a text without the known words, which are removed in order. White space between the words stays.
pub fn extra(known: &[String], text: &str) -> String {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            words.extend(start.take().map(|start| (start, at)));
        } else if start.is_none() {
            start = Some(at);
        }
    }
    words.extend(start.map(|start| (start, text.len())));
    let plain: Vec<String> = words.iter().map(|(start, end)| text[*start..*end].replace('’', "'")).collect();
    let (mut head, mut tail) = (0, 0);
    let shorter = known.len().min(words.len());
    while head < shorter && known[head] == plain[head] {
        head += 1;
    }
    while head + tail < shorter && known[known.len() - 1 - tail] == plain[words.len() - 1 - tail] {
        tail += 1;
    }
    // Between the equal ends, each known word is removed once, in order.
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, word) in known.iter().enumerate().take(known.len() - tail).skip(head) {
        places.entry(word).or_default().push(at);
    }
    let mut next = head;
    let mut out = String::new();
    let mut last = None;
    for y in head..words.len() - tail {
        let hit = places.get(plain[y].as_str()).and_then(|at| at.get(at.partition_point(|at| *at < next)));
        if let Some(x) = hit {
            next = x + 1;
            continue;
        }
        if let Some(end) = last {
            out.push_str(&text[end..words[y].0]);
        }
        out.push_str(&text[words[y].0..words[y].1]);
        last = Some(words[y].1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs<'k>(known: &'k [String], found: &'k [String]) -> Aligned {
        let keys = |lines: &'k [String]| lines.iter().map(|line| (line.as_str(), line.as_str())).collect::<Vec<_>>();
        let (known, found) = (keys(known), keys(found));
        align(&known, &found)
    }

    fn lines(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn an_edited_line_is_found_among_others() {
        let known = lines(&["a first line", "how many people took part in it", "the end"]);
        let found = lines(&["a first line", "something else", "how many people took part", "the end"]);
        let aligned = pairs(&known, &found);
        assert_eq!(aligned.pairs, [(0, 0), (1, 2), (2, 3)]);
        assert!(!aligned.truncated);
    }

    /// Lines of the same words in another order: nothing is alike enough, and everything has to be compared.
    #[test]
    fn a_monster_is_given_up_in_time_and_says_so() {
        let line = |shift: usize| {
            let words: Vec<String> = (0..100).map(|at| format!("w{}", (at * shift) % 101)).collect();
            words.join(" ")
        };
        let known: Vec<String> = (0..300).map(|n| line(n % 40 + 2)).collect();
        let found: Vec<String> = (0..5000).map(|n| line(n % 40 + 50)).collect();
        let aligned = pairs(&known, &found);
        assert!(aligned.truncated);
        assert!(aligned.pairs.is_sorted());
    }

    #[test]
    fn what_is_left_of_a_line_keeps_its_white_space() {
        let known = lines(&["Name", "of", "it", "of"]);
        assert_eq!(extra(&known, "Name of it of"), "");
        assert_eq!(extra(&known, "Name of the  great it of"), "the  great");
        // A word of the blank between words of an answer is the answer's as well.
        assert_eq!(extra(&known, "a it Name b"), "a it Name b");
    }

    #[test]
    fn a_long_answer_in_a_label_is_cut_out_whole() {
        let known: Vec<String> = (0..200).map(|n| format!("l{n}")).collect();
        let answer: Vec<String> = (0..100_000).map(|n| format!("m{n}")).collect();
        let text = format!("{} {} {}", known[..100].join(" "), answer.join(" "), known[100..].join(" "));
        assert_eq!(extra(&known, &text), answer.join(" "));
    }
}
