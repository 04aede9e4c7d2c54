//! Structure: cells, levels of controls, bookmarks, namespaces.

use super::part_trees::PartTrees;
use canevas_ooxml::Element;
use std::collections::{HashMap, HashSet};

/// A cell ends with a paragraph; a row has cells.
pub(super) fn cells(parts: &PartTrees, faults: &mut Vec<String>) {
    for (name, root) in &parts.xml {
        root.walk(&mut |element, _| match element.name.as_str() {
            "w:tc" if element.children.last().is_none_or(|last| last.name != "w:p") => {
                faults.push(format!("{name}: a table cell does not end with a paragraph"));
            }
            "w:tr" if element.all("w:tc").is_empty() => faults.push(format!("{name}: a table row has no cell")),
            _ => {}
        });
    }
}

/// What a control may hold where it stands.
pub(super) fn levels(parts: &PartTrees, faults: &mut Vec<String>) {
    let Some(document) = parts.document() else { return };
    document.walk(&mut |element, above| {
        if element.name != "w:sdt" {
            return;
        }
        let tag = element.child("w:sdtPr").and_then(|p| p.value("w:tag").or_else(|| p.value("w:id"))).unwrap_or("?");
        let place = above.iter().rev().find(|parent| !matches!(parent.name.as_str(), "w:sdt" | "w:sdtContent"));
        let allowed: &[&str] = match place.map(|parent| parent.name.as_str()) {
            Some("w:p" | "w:hyperlink") => &["w:r", "w:hyperlink", "w:fldSimple"],
            Some("w:tbl") => &["w:tr"],
            Some("w:tr") => &["w:tc"],
            _ => &["w:p", "w:tbl"],
        };
        let common = ["w:sdt", "w:bookmarkStart", "w:bookmarkEnd"];
        for child in element.child("w:sdtContent").into_iter().flat_map(|content| &content.children) {
            if !allowed.contains(&child.name.as_str()) && !common.contains(&child.name.as_str()) {
                faults.push(format!("control {tag}: {} cannot stand in it here", child.name));
            }
        }
        let kind = |control: &Element, kind: &str| control.child("w:sdtPr").is_some_and(|p| p.child(kind).is_some());
        if kind(element, "w15:repeatingSectionItem") {
            let owner = above.iter().rev().find(|parent| parent.name == "w:sdt");
            if !owner.is_some_and(|owner| kind(owner, "w15:repeatingSection")) {
                faults.push(format!("control {tag}: a repeated item stands outside of a repeating section"));
            }
        }
    });
}

/// Bookmarks start and end, and their names are Word's.
pub(super) fn bookmarks(parts: &PartTrees, faults: &mut Vec<String>) {
    let Some(document) = parts.document() else { return };
    let mut open: HashMap<&str, &str> = HashMap::new();
    let mut names = HashSet::new();
    let mut ids = HashSet::new();
    document.walk(&mut |element, _| {
        let id = element.attribute("w:id").unwrap_or_default();
        match element.name.as_str() {
            "w:bookmarkStart" => {
                let name = element.attribute("w:name").unwrap_or_default();
                let word = |c: char| c.is_alphanumeric() || c == '_';
                if name.is_empty() || name.chars().count() > 40 || !name.chars().all(word) {
                    faults.push(format!("bookmark {name}: Word wants at most 40 letters, digits and underlines"));
                }
                if !names.insert(name) {
                    faults.push(format!("bookmark {name}: the name stands twice"));
                }
                if !ids.insert(id) {
                    faults.push(format!("bookmark {name}: another has the id {id}"));
                }
                open.insert(id, name);
            }
            "w:bookmarkEnd" if open.remove(id).is_none() => {
                faults.push(format!("bookmark {id}: it ends and was not open"));
            }
            _ => {}
        }
    });
    let mut left: Vec<&str> = open.into_values().collect();
    left.sort_unstable();
    faults.extend(left.into_iter().map(|name| format!("bookmark {name}: it is not closed")));
}

/// A part that uses w14 or w15 says that they may be ignored.
pub(super) fn namespaces(parts: &PartTrees, faults: &mut Vec<String>) {
    for (name, root) in parts.xml.iter().filter(|(name, _)| name.starts_with("word/")) {
        let ignorable = root.attribute("mc:Ignorable").unwrap_or_default();
        for prefix in ["w14", "w15"] {
            let mut used = false;
            root.walk(&mut |element, _| used |= element.name.split_once(':').is_some_and(|(head, _)| head == prefix));
            if used && !ignorable.split(' ').any(|word| word == prefix) {
                faults.push(format!("{name}: it uses {prefix}, which mc:Ignorable does not name"));
            }
        }
    }
}
