//! Every YAML file of the repository, changed at random. A change holds what it says and nothing else, leaves every line outside
//! its block alone, and can be taken back byte by byte. Hardly any change is refused.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test reads its cases")]

use canevas_diagnostics::{Level, Source, SourceId};
use canevas_syntax::edit::{Change, EditError, Place, Step, at, edit};
use canevas_syntax::traps::parse_with_traps;
use canevas_syntax::{Node, NodeKind};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap_or(Path::new(".")).to_path_buf()
}

fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() && path.file_name().is_some_and(|name| name != "node_modules" && name != "target") {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
}

/// The tree of a text without an error.
fn tree(text: &str) -> Option<Node> {
    let (node, findings) = parse_with_traps(SourceId(0), &Source::new("", text));
    node.filter(|_| findings.iter().all(|finding| finding.level != Level::Deny))
}

/// Every place of a tree but the top.
fn places(node: &Node, here: &mut Place, out: &mut Vec<Place>) {
    let mut go = |step: Step, node: &Node| {
        here.push(step);
        out.push(here.clone());
        places(node, here, out);
        here.pop();
    };
    match &node.kind {
        NodeKind::Map(entries) => entries.iter().for_each(|entry| go(Step::Key(entry.key.value.clone()), &entry.value)),
        NodeKind::List(items) => items.iter().enumerate().for_each(|(index, item)| go(Step::Item(index), item)),
        NodeKind::Empty | NodeKind::Refused | NodeKind::Scalar(_) => {}
    }
}

/// A generator of numbers (SplitMix64), the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }
}

/// Values that are easy and hard to write.
fn value(random: &mut Random) -> Value {
    let all = [
        json!("yes"),
        json!("2024-06-30"),
        json!("Combien d’enfants ?"),
        json!("a: b # c, [d] {e} \"f\""),
        json!("# starts like a comment"),
        json!("- starts like a list"),
        json!("Two\n\nparagraphs, and a line"),
        json!(" spaces around "),
        json!("tab\tand \u{a0}odd\u{202f}signs"),
        json!("null"),
        json!("~"),
        json!(""),
        json!("{placeholder} first"),
        json!("&anchor *alias !tag %directive @at `tick`"),
        json!(["a", "b: c"]),
        json!({ "fr": "Oui, bien sûr", "en": "Yes\nindeed" }),
        json!([{ "id": "x", "ask": "Why?" }, { "id": "y" }]),
        json!({ "deep": { "deeper": [["a"], []], "empty": {} } }),
    ];
    all[random.below(all.len())].clone()
}

fn change(random: &mut Random, all: &[Place], root: &Node) -> Change {
    let place = all[random.below(all.len())].clone();
    let list = |place: &Place| match at(root, place).map(|node| &node.kind) {
        Some(NodeKind::List(items)) => Some(items.len()),
        _ => None,
    };
    let lists: Vec<&Place> = all.iter().filter(|place| list(place).is_some()).collect();
    let inside = |place: &Place, index: usize| place.iter().cloned().chain([Step::Item(index)]).collect::<Place>();
    match random.below(7) {
        0 => Change::Set { at: place, value: value(random) },
        1 => Change::Set {
            at: place.into_iter().chain([Step::Key("zz_new".to_owned())]).collect(),
            value: value(random),
        },
        2 => Change::Remove { at: place },
        3 => Change::RenameKey { at: place, name: "zz_new".to_owned() },
        _ if lists.is_empty() => Change::Remove { at: place },
        which => {
            let of = lists[random.below(lists.len())];
            let length = list(of).unwrap_or_default();
            let from = inside(of, random.below(length));
            match which {
                4 => Change::Insert { at: inside(of, random.below(length + 1)), value: value(random) },
                5 => Change::Duplicate { at: from },
                _ => Change::Move { from, to: inside(of, random.below(length)) },
            }
        }
    }
}

/// The lines of a text that a change may touch: those of the nearest block above its place, in the old text.
fn touched(text: &str, root: &Node, change: &Change) -> (usize, usize) {
    let place = change.place();
    let node = (0..place.len()).rev().find_map(|length| at(root, &place[..length])).unwrap_or(root);
    (node.span.start as usize, text.len().min(node.span.end as usize))
}

#[test]
fn changes_touch_only_what_they_must() {
    let mut files = Vec::new();
    for folder in ["schemas", "tests/cases", "crates/application"] {
        yaml_files(&root().join(folder), &mut files);
    }
    assert!(files.len() > 100, "{}", files.len());
    let (mut made, mut refused) = (0, Vec::new());
    for (number, file) in files.iter().enumerate() {
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let Some(tree_of_file) = tree(&text) else { continue };
        let mut all = Vec::new();
        places(&tree_of_file, &mut Vec::new(), &mut all);
        if all.is_empty() || text.len() > 200_000 {
            continue;
        }
        let mut random = Random(number as u64);
        for _ in 0..4 {
            let change = change(&mut random, &all, &tree_of_file);
            let name = file.display();
            match edit(&text, std::slice::from_ref(&change)) {
                Ok(new) => {
                    made += 1;
                    holds_the_rest(&text, &new, touched(&text, &tree_of_file, &change), &format!("{name} {change:?}"));
                    comes_back(&text, &new, &change, &format!("{name} {change:?}"));
                }
                Err(EditError::Style { line }) => refused.push(format!("{name}:{line} {change:?}")),
                Err(EditError::NoPlace(_) | EditError::Taken(_)) => {}
                Err(error @ EditError::Unreadable { .. }) => panic!("{name} {change:?}: {error}"),
            }
        }
    }
    assert!(made > 2_000, "{made}");
    assert!(refused.len() * 100 < made, "{} of {made} refused:\n{}", refused.len(), refused.join("\n"));
}

/// All that stands before and behind the block is the same, byte by byte.
fn holds_the_rest(old: &str, new: &str, (start, end): (usize, usize), told: &str) {
    let first = old[..start].rfind('\n').map_or(0, |at| at + 1);
    // Comments above the block's first entry belong to it, and those behind its last one.
    let above = old[..first].trim_end_matches(|c: char| c.is_whitespace()).len();
    let mut above_comments = above;
    while let Some(line) = old[..above_comments].rfind('\n').map(|at| at + 1) {
        if !old[line..above_comments].trim_start().starts_with('#') {
            break;
        }
        above_comments = old[..line].trim_end().len();
    }
    let key = old[..above_comments].rfind('\n').map_or(0, |at| at + 1);
    assert!(new.starts_with(&old[..key]), "before: {told}\n{new}");
    let mut behind = old[end..].find('\n').map_or(old.len(), |at| end + at + 1);
    while behind < old.len() {
        let line = &old[behind..old[behind..].find('\n').map_or(old.len(), |at| behind + at + 1)];
        if !(line.trim().is_empty() || line.trim_start().starts_with('#')) {
            break;
        }
        behind += line.len();
    }
    assert!(new.ends_with(&old[behind..]), "behind: {told}\n{new}");
}

/// What was put in can be taken out, and then the text is as it was.
fn comes_back(old: &str, new: &str, change: &Change, told: &str) {
    let back = match change {
        Change::Insert { at, .. } => Change::Remove { at: at.clone() },
        Change::Duplicate { at } => {
            let Some((Step::Item(index), above)) = at.split_last() else { return };
            Change::Remove { at: above.iter().cloned().chain([Step::Item(index + 1)]).collect() }
        }
        Change::RenameKey { at, name } => {
            let Some((Step::Key(old), above)) = at.split_last() else { return };
            let at = above.iter().cloned().chain([Step::Key(name.clone())]).collect();
            Change::RenameKey { at, name: old.clone() }
        }
        _ => return,
    };
    let Ok(back) = edit(new, &[back]) else { return };
    // The last line may get an end, and a lone item gives its list another style.
    let is_lone = |text: &str| text.contains("[]") || text.contains("{}");
    if old.ends_with('\n') && !is_lone(&back) {
        assert_eq!(back, old, "{told}");
    }
}
