//! A key that a block does not take, and the one that was probably meant.

use crate::node::{Entry, Node};
use crate::rules;
use canevas_diagnostics::{Finding, Findings, nearest};

/// The keys that a block does not have.
pub fn free_keys(block: &Node, keys: &[&'static str]) -> Vec<&'static str> {
    keys.iter().copied().filter(|key| block.get(key).is_none()).collect()
}

/// The finding for an unknown key, with the one that was probably meant, which it returns. `free` are the keys that the block
/// does not have: a key that it has already was not meant.
pub fn unknown_key(
    entry: &Entry,
    free: &[&'static str],
    what: &str,
    keys: &[&'static str],
    findings: &mut Findings,
) -> Option<&'static str> {
    let word = entry.key.value.as_str();
    let meant = nearest(word, free.iter().copied()).or_else(|| {
        let mut usual = USUAL_WORDS.iter().filter(|(usual, _)| *usual == word).map(|(_, key)| *key);
        usual.find(|key| free.contains(key))
    });
    let finding = Finding::new(&rules::UNKNOWN_KEY, entry.key.span, format!("`{word}` is not a key of {what}"));
    findings.push(finding.help(format!("the keys of {what} are: {}", keys.join(", "))).meant(meant));
    meant
}

/// Words that other tools use, with the key that says the same here. The first that fits the block counts.
const USUAL_WORDS: &[(&str, &str)] = &[
    ("options", "choices"),
    ("list", "choices"),
    ("label", "ask"),
    ("label", "title"),
    ("question", "ask"),
    ("name", "id"),
    ("name", "title"),
    ("help", "hint"),
    ("condition", "show_if"),
    ("relevant", "show_if"),
    ("mandatory", "required"),
    ("repeat", "for_each"),
    ("columns", "fields"),
];
