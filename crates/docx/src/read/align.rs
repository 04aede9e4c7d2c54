//! Two lists of paragraphs side by side: the blank's and the filled one's.

use super::words::alike;
use std::collections::HashMap;
use std::ops::Range;

/// Pairs of a line and a paragraph, both rising. Each has a strict and a loose key.
pub fn align(known: &[(&str, &str)], found: &[(&str, &str)]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    range(known, found, 0..known.len(), 0..found.len(), &mut pairs);
    pairs.sort_unstable();
    pairs
}

fn range(
    known: &[(&str, &str)],
    found: &[(&str, &str)],
    mut a: Range<usize>,
    mut b: Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let same = |x: usize, y: usize| known[x].0 == found[y].0 || known[x].1 == found[y].1 && known[x].1 != "\u{fffc}";
    while !a.is_empty() && !b.is_empty() && same(a.start, b.start) {
        pairs.push((a.start, b.start));
        (a.start, b.start) = (a.start + 1, b.start + 1);
    }
    while !a.is_empty() && !b.is_empty() && same(a.end - 1, b.end - 1) {
        pairs.push((a.end - 1, b.end - 1));
        (a.end, b.end) = (a.end - 1, b.end - 1);
    }
    if a.is_empty() || b.is_empty() {
        return;
    }
    let mut anchors = unique(a.clone().map(|x| (known[x].0, x)), b.clone().map(|y| (found[y].0, y)));
    if anchors.is_empty() {
        anchors = unique(
            a.clone().map(|x| (known[x].1, x)).filter(|(key, _)| *key != "\u{fffc}"),
            b.clone().map(|y| (found[y].1, y)).filter(|(key, _)| *key != "\u{fffc}"),
        );
    }
    if anchors.is_empty() {
        nearest(known, found, a, b, pairs);
        return;
    }
    let (mut x, mut y) = (a.start, b.start);
    for (next_x, next_y) in rising(&anchors) {
        range(known, found, x..next_x, y..next_y, pairs);
        pairs.push((next_x, next_y));
        (x, y) = (next_x + 1, next_y + 1);
    }
    range(known, found, x..a.end, y..b.end, pairs);
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

/// The longest run that rises on both sides.
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

/// Labels that were edited, or that an answer follows on the line.
fn nearest(
    known: &[(&str, &str)],
    found: &[(&str, &str)],
    a: Range<usize>,
    b: Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let mut from = b.start;
    for x in a {
        let key = known[x].1;
        if key == "\u{fffc}" {
            continue;
        }
        let text = key.replace('\u{fffc}', " ");
        let text = text.trim();
        let hit = (from..b.end.min(from + 200)).find(|y| {
            let other = found[*y].1;
            key == other
                || !text.is_empty() && other.starts_with(text)
                || alike(text, &other.replace("\u{fffc} ", "")) >= 0.6
        });
        if let Some(y) = hit {
            pairs.push((x, y));
            from = y + 1;
        }
    }
}

/// The words of a text that are not the known ones in order, with the white space between them.
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
    let same = |x: usize, y: usize| known[x] == text[words[y].0..words[y].1].replace('’', "'");
    let (mut head, mut tail) = (0, 0);
    while head < known.len() && head < words.len() && same(head, head) {
        head += 1;
    }
    while head + tail < known.len() && head + tail < words.len() && same(known.len() - 1 - tail, words.len() - 1 - tail)
    {
        tail += 1;
    }
    // Between what is alike at both ends, each known word is taken once, in order.
    let mut next = head;
    let mut out = String::new();
    let mut last = None;
    for y in head..words.len() - tail {
        let hit = (next..known.len() - tail).find(|x| same(*x, y));
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
