//! The custom XML part of a file: which part it is, and the values that were bound to controls.

use super::template::Template;
use crate::tags::{ROW, TagStep};
use canevas_ooxml::local;
use canevas_ooxml::{Element, tree};
use std::collections::{BTreeMap, HashMap};

/// The roots of our custom XML parts that can be read. A document of two files may have two.
pub fn find<'p>(parts: impl Iterator<Item = (&'p String, &'p String)>) -> Vec<Element> {
    parts
        .filter(|(name, text)| !name.starts_with("word/") && text.contains(crate::write::parts::ANSWERS))
        .filter_map(|(_, text)| tree::parse(text).ok().filter(|root| local(&root.name) == "return"))
        .collect()
}

/// The values by field and repeated row.
pub fn values(root: &Element, template: &Template) -> Vec<(usize, usize, String)> {
    let mut out = Vec::new();
    let wanted: Vec<Wanted<'_>> = template
        .fields
        .iter()
        .enumerate()
        .map(|(index, field)| Wanted { index, steps: field.path.xml(), repeats: field.repeat.is_some() })
        .collect();
    walk(root, wanted, 0, &mut |index, item, text| {
        if !text.trim().is_empty() {
            out.push((index, item, text.to_owned()));
        }
    });
    out.sort_by_key(|(index, item, _)| (*index, *item));
    out
}

/// Whether a part has the element at the end of some steps, in any of its repeated rows.
pub fn has(root: &Element, steps: &[TagStep]) -> bool {
    let Some((step, rest)) = steps.split_first() else { return true };
    let mut named = root.children.iter().filter(|child| local(&child.name) == step.name);
    if step.name == ROW {
        return named.any(|child| has(child, rest));
    }
    let child = step.index.checked_sub(1).and_then(|index| named.nth(index));
    child.is_some_and(|child| has(child, rest))
}

/// A field, and the steps that lead to its value.
struct Wanted<'t> {
    index: usize,
    steps: &'t [TagStep],
    repeats: bool,
}

/// Finds all wanted values in one descent, so that each element is visited once.
fn walk(at: &Element, wanted: Vec<Wanted<'_>>, item: usize, put: &mut dyn FnMut(usize, usize, &str)) {
    let mut below: BTreeMap<(&str, usize, bool), Vec<Wanted<'_>>> = BTreeMap::new();
    for Wanted { index, steps, repeats } in wanted {
        match steps.split_first() {
            None => put(index, item, &at.all_text()),
            Some((step, rest)) => {
                let is_row = repeats && step.name == ROW;
                let next = Wanted { index, steps: rest, repeats };
                below.entry((&step.name, step.index, is_row)).or_default().push(next);
            }
        }
    }
    if below.is_empty() {
        return;
    }
    let mut children: HashMap<&str, Vec<&Element>> = HashMap::new();
    for child in &at.children {
        children.entry(local(&child.name)).or_default().push(child);
    }
    for ((name, place, is_row), wanted) in below {
        let found = children.get(name).map_or(&[][..], Vec::as_slice);
        if is_row {
            for (row, child) in found.iter().enumerate() {
                let again = wanted.iter().map(|w| Wanted { index: w.index, steps: w.steps, repeats: w.repeats });
                walk(child, again.collect(), row + 1, put);
            }
        } else if let Some(child) = place.checked_sub(1).and_then(|place| found.get(place)) {
            walk(child, wanted, item, put);
        }
    }
}
