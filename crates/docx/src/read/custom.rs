//! The custom XML part: the head, and the values bound to controls.

use super::Head;
use super::template::Template;
use crate::lint::tree::{self, Element};

/// The part, if there is one of ours that can be read.
pub fn find<'p>(parts: impl Iterator<Item = (&'p String, &'p String)>) -> Option<Element> {
    parts
        .filter(|(name, text)| name.starts_with("customXml/item") && text.contains(crate::parts::ANSWERS))
        .find_map(|(_, text)| tree::parse(text).ok().filter(|root| local(&root.name) == "return"))
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// What it says of itself.
pub fn head(root: &Element) -> Head {
    let word = |name: &str| root.attribute(name).unwrap_or("").to_owned();
    Head {
        form: word("form"),
        edition: word("edition"),
        copy: word("copy"),
        language: word("language"),
        definition: word("definition"),
        copy_digest: word("copyDigest"),
    }
}

/// The values by field and repeated row.
pub fn values(root: &Element, template: &Template) -> Vec<(usize, usize, String)> {
    let mut out = Vec::new();
    for (index, field) in template.fields.iter().enumerate() {
        walk(root, field.path.xml(), field.repeat.is_some(), 0, &mut |item, text| {
            if !text.trim().is_empty() {
                out.push((index, item, text.to_owned()));
            }
        });
    }
    out
}

fn walk(at: &Element, steps: &[crate::tags::Step], repeat: bool, item: usize, put: &mut dyn FnMut(usize, &str)) {
    let Some((step, rest)) = steps.split_first() else {
        put(item, &at.all_text());
        return;
    };
    let mut place = 0;
    for child in at.children.iter().filter(|child| local(&child.name) == step.name) {
        place += 1;
        if repeat && step.name == "row" {
            walk(child, rest, repeat, place, put);
        } else if place == step.index {
            walk(child, rest, repeat, item, put);
        }
    }
}
