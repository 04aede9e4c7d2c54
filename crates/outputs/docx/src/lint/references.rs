//! What is named and has to be there: prompts, XML parts and their elements, styles, relationships.

use super::part_trees::PartTrees;
use canevas_ooxml::Element;
use std::collections::HashSet;

/// Every prompt is in the glossary.
pub(super) fn prompts(parts: &PartTrees, faults: &mut Vec<String>) {
    let known: HashSet<&str> = parts
        .get("word/glossary/document.xml")
        .map(|glossary| glossary.all("w:docPartPr"))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|properties| properties.value("w:name"))
        .collect();
    let Some(document) = parts.document() else { return };
    for placeholder in document.all("w:placeholder") {
        let name = placeholder.value("w:docPart").unwrap_or_default();
        if !known.contains(name) {
            faults.push(format!("the prompt {name} is not in the glossary"));
        }
    }
}

/// Every binding names an XML part and an element in it.
pub(super) fn bindings(parts: &PartTrees, faults: &mut Vec<String>) {
    let stores: Vec<(&str, &Element)> = parts
        .xml
        .iter()
        .filter_map(|(name, properties)| {
            let number = name.strip_prefix("customXml/itemProps")?;
            Some((properties.attribute("ds:itemID")?, parts.get(&format!("customXml/item{number}"))?))
        })
        .collect();
    let Some(document) = parts.document() else { return };
    for binding in document.all("w15:dataBinding").into_iter().chain(document.all("w:dataBinding")) {
        let store = binding.attribute("w:storeItemID").unwrap_or_default();
        let path = binding.attribute("w:xpath").unwrap_or_default();
        let Some((_, root)) = stores.iter().find(|(id, _)| *id == store) else {
            faults.push(format!("the binding {path} names the part {store}, which is not there"));
            continue;
        };
        if !selects(root, path) {
            faults.push(format!("the binding {path} selects nothing"));
        }
    }
}

/// Whether a path of the kind that we write (`/c:a[1]/c:b`) selects an element.
fn selects(root: &Element, path: &str) -> bool {
    let mut at: Vec<&Element> = Vec::new();
    for (depth, step) in path.split('/').skip(1).enumerate() {
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, index.strip_suffix(']').and_then(|index| index.parse::<usize>().ok())),
            None => (step, None),
        };
        let all: Vec<&Element> =
            if depth == 0 { vec![root] } else { at.iter().flat_map(|element| &element.children).collect() };
        let named = all.into_iter().filter(|element| element.name == name);
        at = match index {
            Some(index) => named.skip(index.wrapping_sub(1)).take(1).collect(),
            None => named.collect(),
        };
    }
    !at.is_empty() && path.starts_with('/')
}

/// Every style and every list that is named is there.
pub(super) fn styles(parts: &PartTrees, faults: &mut Vec<String>) {
    let ids = |part: &str, element: &str, key: &str| -> HashSet<String> {
        parts
            .get(part)
            .map(|root| root.all(element))
            .unwrap_or_default()
            .into_iter()
            .filter_map(|found| found.attribute(key))
            .map(str::to_owned)
            .collect()
    };
    let lists = ids("word/numbering.xml", "w:num", "w:numId");
    for (part, sheet) in [
        ("word/document.xml", "word/styles.xml"),
        ("word/footer1.xml", "word/styles.xml"),
        ("word/header1.xml", "word/styles.xml"),
        ("word/styles.xml", "word/styles.xml"),
        ("word/glossary/document.xml", "word/glossary/styles.xml"),
    ] {
        let known = ids(sheet, "w:style", "w:styleId");
        let Some(root) = parts.get(part) else { continue };
        let mut missing = HashSet::new();
        root.walk(&mut |element, _| {
            let value = element.attribute("w:val").unwrap_or_default();
            match element.name.as_str() {
                "w:pStyle" | "w:rStyle" | "w:tblStyle" | "w:basedOn" if !known.contains(value) => {
                    missing.insert(format!("{part}: the style {value} is not there"));
                }
                "w:numId" if value != "0" && !lists.contains(value) => {
                    missing.insert(format!("{part}: the list {value} is not there"));
                }
                _ => {}
            }
        });
        let mut missing: Vec<String> = missing.into_iter().collect();
        missing.sort_unstable();
        faults.extend(missing);
    }
}

/// Every relationship that is named is there, and every target of one; every part has a content type.
pub(super) fn relationships(parts: &PartTrees, faults: &mut Vec<String>) {
    for (name, root) in parts.xml.iter().filter(|(name, _)| name.starts_with("word/") && !name.contains("_rels/")) {
        let (folder, file) = name.rsplit_once('/').unwrap_or_default();
        let rels = parts.get(&format!("{folder}/_rels/{file}.rels"));
        let known: HashSet<&str> = rels
            .map(|rels| rels.all("Relationship"))
            .unwrap_or_default()
            .into_iter()
            .filter_map(|relationship| relationship.attribute("Id"))
            .collect();
        root.walk(&mut |element, _| {
            let ids = ["r:id", "r:embed"].into_iter().filter_map(|key| element.attribute(key));
            for id in ids.filter(|id| !known.contains(id)) {
                faults.push(format!("{}: the relationship {id} is not there", element.name));
            }
        });
    }
    for (name, rels) in parts.xml.iter().filter(|(name, _)| name.contains("_rels/")) {
        let (folder, _) = name.split_once("_rels/").unwrap_or_default();
        for relationship in rels.all("Relationship") {
            if relationship.attribute("TargetMode") == Some("External") {
                continue;
            }
            let target = relationship.attribute("Target").unwrap_or_default();
            let path = match target.strip_prefix("../") {
                Some(rest) => {
                    let above = folder.trim_end_matches('/').rsplit_once('/').map_or("", |(above, _)| above);
                    if above.is_empty() { rest.to_owned() } else { format!("{above}/{rest}") }
                }
                None => format!("{folder}{target}"),
            };
            if !parts.has(&path) {
                faults.push(format!("{name}: {path} is not there"));
            }
        }
    }
    if let Some(types) = parts.get("[Content_Types].xml") {
        for part in types.all("Override") {
            let name = part.attribute("PartName").unwrap_or_default().trim_start_matches('/');
            if !parts.has(name) {
                faults.push(format!("[Content_Types].xml: {name} is not there"));
            }
        }
        let endings: HashSet<&str> =
            types.all("Default").into_iter().filter_map(|ending| ending.attribute("Extension")).collect();
        for name in parts.others.iter().filter(|name| !endings.contains(name.rsplit('.').next().unwrap_or_default())) {
            faults.push(format!("[Content_Types].xml: {name} has no type"));
        }
    }
}
