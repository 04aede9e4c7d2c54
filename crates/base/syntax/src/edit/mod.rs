//! Changes a YAML text in one place, and leaves every other byte as a person wrote it: comments, order, quotes and blank lines.
//!
//! A change names a [`Place`], which is a path of keys and item numbers. Each change is made by its place in the parsed tree.
//! Then the new text is read again. It must hold what it held, with the change, or nothing is changed at all.

mod blocks;
mod lines;
mod values;
mod wanted;

pub use values::is_plain;

use crate::traps::parse_with_traps;
use crate::{Node, NodeKind};
use canevas_diagnostics::{Level, Source, SourceId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// A step on the way to a value: the key of a block, or the number of an item in a list, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Step {
    /// The key of a block.
    Key(String),
    /// The number of an item, from 0.
    Item(usize),
}

/// The way from the top of a text to a value.
pub type Place = Vec<Step>;

/// One change. Scalars are texts, as [`Node::to_json`] gives them; `null` is a key with nothing behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// The key or item gets this value. A key that is missing is added to the end of its block, and so are missing keys above it.
    Set {
        /// The key or item.
        at: Place,
        /// Its new value.
        value: Value,
    },
    /// The key or item goes, and so do the comments that stand directly above and behind it.
    Remove {
        /// The key or item.
        at: Place,
    },
    /// A new item takes this number in its list. The number may be the length of the list.
    Insert {
        /// The place that the item gets.
        at: Place,
        /// The item.
        value: Value,
    },
    /// An item goes to another number of its list, or to another list, with its comments.
    Move {
        /// Where the item stands.
        from: Place,
        /// Where it shall stand once it is taken out of its place.
        to: Place,
    },
    /// A second item like this one stands behind it.
    Duplicate {
        /// The item.
        at: Place,
    },
    /// A key gets another name.
    RenameKey {
        /// The key.
        at: Place,
        /// Its new name.
        name: String,
    },
}

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// The text itself has an error, in this line, from 1.
    Unreadable {
        /// The line.
        line: usize,
        /// What is wrong there.
        why: String,
    },
    /// There is nothing at the place, or something that has no such part.
    NoPlace(Place),
    /// The key has a name already, in the same block.
    Taken(String),
    /// The text is written in a way that this change does not know.
    Style {
        /// The line, from 1.
        line: usize,
    },
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { line, why } => write!(f, "line {line} has an error ({why}); correct it first"),
            Self::NoPlace(place) => write!(f, "there is nothing at {}", in_words(place)),
            Self::Taken(name) => write!(f, "there is a key `{name}` already"),
            Self::Style { line } => {
                write!(f, "line {line} is written in a way that cannot be changed here; change it in the text")
            }
        }
    }
}

impl std::error::Error for EditError {}

fn in_words(place: &[Step]) -> String {
    let words = place.iter().map(|step| match step {
        Step::Key(key) => format!("`{key}`"),
        Step::Item(index) => format!("item {}", index + 1),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The text after these changes, one after the other. Fails where one of them cannot be made; then none is made.
pub fn edit(text: &str, changes: &[Change]) -> Result<String, EditError> {
    let (mark, rest) = text.split_at(text.len() - text.trim_start_matches('\u{feff}').len());
    let mut text = rest.to_owned();
    for change in changes {
        text = edited(&text, change)?;
    }
    Ok(format!("{mark}{text}"))
}

fn edited(text: &str, change: &Change) -> Result<String, EditError> {
    let before = tree(text)?;
    let mut wanted = before.to_json();
    wanted::apply(&mut wanted, change)?;
    let style = || EditError::Style { line: line_at(text, change, &before) };
    let new = blocks::spliced(text, &before, change).ok_or_else(style)?;
    match tree(&new) {
        Ok(found) if found.to_json() == wanted => Ok(new),
        _ => Err(style()),
    }
}

/// The tree of a text without an error.
fn tree(text: &str) -> Result<Node, EditError> {
    let source = Source::new("", text);
    let (node, findings) = parse_with_traps(SourceId(0), &source);
    if let Some(finding) = findings.iter().find(|finding| finding.level == Level::Deny) {
        let line = source.position(finding.primary.span.start as usize).line;
        return Err(EditError::Unreadable { line, why: finding.message.clone() });
    }
    node.ok_or_else(|| EditError::Unreadable { line: 1, why: "there is nothing in it".to_owned() })
}

/// The line of the value that a change is about, or of the nearest one above it.
fn line_at(text: &str, change: &Change, root: &Node) -> usize {
    let mut node = root;
    for step in change.place() {
        match child(node, step) {
            Some(next) => node = next,
            None => break,
        }
    }
    text[..node.span.start as usize].matches('\n').count() + 1
}

impl Change {
    /// The value that it is about.
    pub fn place(&self) -> &[Step] {
        match self {
            Self::Set { at, .. }
            | Self::Remove { at }
            | Self::Insert { at, .. }
            | Self::Move { from: at, .. }
            | Self::Duplicate { at }
            | Self::RenameKey { at, .. } => at,
        }
    }
}

/// The value one step further.
fn child<'n>(node: &'n Node, step: &Step) -> Option<&'n Node> {
    match (&node.kind, step) {
        (NodeKind::Map(_), Step::Key(key)) => node.get(key),
        (NodeKind::List(items), Step::Item(index)) => items.get(*index),
        _ => None,
    }
}

/// The value at a place.
pub fn at<'n>(root: &'n Node, place: &[Step]) -> Option<&'n Node> {
    place.iter().try_fold(root, child)
}

/// The places of the blocks that hold a byte of the text, from the top to the innermost one.
pub fn blocks_around(root: &Node, byte: usize) -> Vec<Place> {
    let holds = |node: &Node| node.span.range().contains(&byte);
    let (mut node, mut place, mut out) = (root, Place::new(), vec![Place::new()]);
    loop {
        let next = match &node.kind {
            NodeKind::Map(entries) => entries
                .iter()
                .find(|entry| entry.key.span.to(entry.value.span).range().contains(&byte))
                .map(|entry| (Step::Key(entry.key.value.clone()), &entry.value)),
            NodeKind::List(items) => {
                items.iter().enumerate().find(|(_, item)| holds(item)).map(|(index, item)| (Step::Item(index), item))
            }
            NodeKind::Empty | NodeKind::Refused | NodeKind::Scalar(_) => None,
        };
        let Some((step, inner)) = next else { return out };
        place.push(step);
        node = inner;
        if matches!(node.kind, NodeKind::Map(_)) {
            out.push(place.clone());
        }
    }
}

#[cfg(test)]
mod tests;
