//! Terms in a text: whole words, whatever their case, in the singular or the plural. The words of all terms make one tree,
//! so that a text is read once, however long the glossary is.

use super::Glossary;
use canevas_model::Language;
use std::collections::HashMap;
use std::ops::Range;

/// A term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands.
    pub range: Range<usize>,
    /// Which term of the glossary.
    pub term: usize,
    /// Which of its accepted or of its forbidden texts.
    pub text: usize,
    /// Whether it is a text that must not stand for the term.
    pub is_forbidden: bool,
}

/// Finds the terms of a glossary in texts of one language.
#[derive(Debug)]
pub struct Finder {
    nodes: Vec<WordNode>,
    /// Whether each letter stands for itself, in languages that do not part words.
    by_letter: bool,
}

#[derive(Debug, Default)]
struct WordNode {
    next: HashMap<String, usize>,
    /// Terms whose last word this is: term, text, forbidden.
    ends: Vec<(usize, usize, bool)>,
}

/// Languages that are written without spaces.
const UNSPACED: &[&str] = &["bo", "dz", "ja", "km", "lo", "my", "th", "zh"];
/// What Arabic writes together with the word after it: and, with, for, as, so, the.
const ARABIC_LEADS: &[&str] = &["وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ك", "ف"];

/// Ends of plurals, and of their singulars, in the languages that the compiler knows.
const PLURALS: &[(&str, &str)] =
    &[("s", ""), ("x", ""), ("es", ""), ("ies", "y"), ("aux", "al"), ("aux", "ail"), ("iones", "ión"), ("ones", "ón")];

impl Finder {
    /// One for the texts of a language.
    pub fn new(glossary: &Glossary, language: &Language) -> Self {
        let mut finder = Self { nodes: vec![WordNode::default()], by_letter: UNSPACED.contains(&language.primary()) };
        for (index, term) in glossary.terms.iter().enumerate() {
            for (texts, is_forbidden) in [(term.accepted(language), false), (term.forbidden(language), true)] {
                for (text, words) in texts.iter().enumerate() {
                    finder.add(&words.value, (index, text, is_forbidden));
                }
            }
        }
        finder
    }

    fn add(&mut self, text: &str, end: (usize, usize, bool)) {
        let mut at = 0;
        let words = self.words(text);
        for (word, _) in &words {
            let new = self.nodes.len();
            let next = *self.nodes[at].next.entry(word.clone()).or_insert(new);
            if next == new {
                self.nodes.push(WordNode::default());
            }
            at = next;
        }
        // A text of signs alone has no word, and would be found everywhere.
        if !words.is_empty() {
            self.nodes[at].ends.push(end);
        }
    }

    /// Every term in a text, in its order; of terms that start together, the shorter first.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.nodes.len() == 1 {
            return hits;
        }
        let words = self.words(text);
        for first in 0..words.len() {
            let from = hits.len();
            // Places in the tree that the words from here on lead to. Two forms of a word rarely lead on both.
            let mut open = vec![0];
            for (index, (word, range)) in words.iter().enumerate().skip(first) {
                if index > first && !joins(&text[words[index - 1].1.end..range.start]) {
                    break;
                }
                let mut next: Vec<usize> = Vec::new();
                for form in forms(word) {
                    next.extend(open.iter().filter_map(|node| self.nodes[*node].next.get(&form).copied()));
                }
                next.sort_unstable();
                next.dedup();
                for node in &next {
                    for (term, text, is_forbidden) in self.nodes[*node].ends.iter().copied() {
                        let range = words[first].1.start..range.end;
                        hits.push(Hit { range, term, text, is_forbidden });
                    }
                }
                if next.is_empty() {
                    break;
                }
                open = next;
            }
            hits[from..].sort_by_key(|hit| (hit.range.end, hit.term, hit.is_forbidden, hit.text));
        }
        hits
    }

    /// The words of a text in small letters. What stands in braces or is an address is none.
    fn words(&self, text: &str) -> Vec<(String, Range<usize>)> {
        let mut words = Vec::new();
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            let closing = match c {
                '{' => Some('}'),
                '(' if text[..start].ends_with(']') => Some(')'),
                _ => None,
            };
            if let Some(closing) = closing {
                while chars.next_if(|(_, c)| *c != closing && *c != '\n').is_some() {}
            } else if text[start..].starts_with("http")
                && text[start..].split_whitespace().next().is_some_and(|word| word.contains("://"))
            {
                while chars.next_if(|(_, c)| !c.is_whitespace()).is_some() {}
            } else if c.is_alphanumeric() {
                let mut end = start + c.len_utf8();
                while !self.by_letter
                    && let Some((at, c)) = chars.next_if(|(at, c)| c.is_alphanumeric() || parts_digits(text, *at, *c))
                {
                    end = at + c.len_utf8();
                }
                words.push((text[start..end].to_lowercase(), start..end));
            }
        }
        words
    }
}

/// Whether a point or comma stands in a number, such as 8.7.
fn parts_digits(text: &str, at: usize, c: char) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    matches!(c, '.' | ',') && is_digit(text[..at].chars().next_back()) && is_digit(text[at + 1..].chars().next())
}

/// Whether what stands between two words keeps them together.
fn joins(gap: &str) -> bool {
    gap.matches('\n').count() < 2
        && gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '*' | '_'))
}

/// A word, and what it may be the plural or the singular of.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if word.chars().nth(3).is_some() {
        for (ending, instead) in PLURALS {
            forms.extend(word.strip_suffix(ending).map(|stem| format!("{stem}{instead}")));
        }
        forms.push(format!("{word}s"));
    }
    forms.extend(ARABIC_LEADS.iter().filter_map(|lead| word.strip_prefix(lead)).map(str::to_owned));
    forms
}

/// The hits that stand in no longer one: in "national plan of action", a plan of action is not meant by itself.
pub fn outermost(hits: &[Hit]) -> Vec<&Hit> {
    // In the order of the text, what holds a hit starts no later, so that the furthest end so far is enough to know.
    let mut sorted: Vec<&Hit> = hits.iter().collect();
    sorted.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
    let mut furthest: Option<Range<usize>> = None;
    sorted.retain(|hit| {
        let held = furthest.as_ref().is_some_and(|outer| hit.range.end <= outer.end && hit.range != *outer);
        if !held {
            furthest = Some(hit.range.clone());
        }
        !held
    });
    sorted
}
