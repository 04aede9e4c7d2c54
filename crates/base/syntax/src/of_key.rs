//! Findings about a value that could not be read. The key decides two things about them: what the form expects there, and whether
//! the help may advise to remove the key.

use crate::node::Node;
use crate::rules;
use crate::texts::short_switch;
use canevas_diagnostics::{Finding, Findings};

/// The end of a help about an empty value: most keys may be left out.
pub(crate) const OR_REMOVE: &str = ", or remove the key";
/// The beginning of a help about a `no` that stands where a text may be left out.
pub(crate) const NOTHING_TO_SHOW: &str = "remove the key: without it there is nothing to show.";

/// Keys that a record does not require by itself, but the model does of every question or fact that takes them.
const NEEDED: [(&str, &str); 5] = [
    ("a question", "ask"),
    ("a question", "text"),
    ("a question", "choices"),
    ("a question", "fields"),
    ("a fact", "ask"),
];

/// Keys whose text somebody may take for a switch: a question has a comment or it has none.
const SWITCHABLE: [&str; 3] = ["comment", "hint", "specify"];

/// What a key holds, where the message for every word or number says too little.
const EXPECTED: [(&str, &str); 7] = [
    ("blank_rows", "a whole number from 1 to 50"),
    ("canevas", "the version of this language, 1"),
    ("decimals", "a whole number from 0 to 9"),
    ("feeds_next_edition", "the name of one list of facts, or a block with `into`"),
    (
        "for_each",
        "the name of one fact with `list_of`, the name of one entry of `lists`, or `years`; or two of them for rows and columns",
    ),
    ("source", "one language, such as `en`"),
    ("type", "one type, such as `text` or `single_choice`"),
];

/// Reports a word such as `y` under a key whose text somebody may take for a switch.
pub fn refuse_switch(key: &str, value: &Node, findings: &mut Findings) {
    if let Some(finding) = Some(value).filter(|_| SWITCHABLE.contains(&key)).and_then(short_switch) {
        findings.push(finding);
    }
}

/// Fits the findings since `before` about the value of a key to this key. `what` names the block.
pub fn fit_to_key(key: &str, what: &str, required: &[&str], value: &Node, before: usize, findings: &mut Findings) {
    let is_needed = required.contains(&key) || NEEDED.contains(&(what, key));
    let expected = EXPECTED.iter().find(|(known, _)| *known == key).map(|(_, expected)| *expected);
    for finding in findings.since(before).filter(|finding| finding.primary.span == value.span) {
        if let Some(expected) = expected {
            expect(finding, expected);
        }
        if is_needed {
            finding.help = finding.help.take().map(|help| without_removal(key, &help));
        }
    }
}

fn expect(finding: &mut Finding, expected: &str) {
    if finding.rule.code == rules::EMPTY_VALUE.code {
        finding.help = Some(format!("write {expected}{OR_REMOVE}"));
    } else if let Some((_, found)) = finding.message.split_once(", found ") {
        finding.message = format!("expected {expected}, found {found}");
        finding.primary.text.clear();
    }
}

/// The help without the advice to remove what the block needs.
fn without_removal(key: &str, help: &str) -> String {
    let noun = noun(key);
    if let Some(rest) = help.strip_prefix(NOTHING_TO_SHOW) {
        return format!("write the {noun}.{rest}");
    }
    match help.strip_suffix(OR_REMOVE) {
        Some("write it" | "write a text" | "write a word") => format!("write the {noun}"),
        Some(rest) => rest.to_owned(),
        None => help.to_owned(),
    }
}

/// What people call the value of a key.
fn noun(key: &str) -> &str {
    match key {
        "ask" => "question",
        "heading" => "title of the heading",
        "printed_when_unknown" => "words",
        key => key,
    }
}
