//! Content controls: ids, lengths, order of properties, kinds, lists, boxes.

use super::part_trees::PartTrees;
use canevas_ooxml::Element;
use canevas_ooxml::control::{KINDS, LONGEST_NAME, PROPERTY_ORDER};
use std::collections::{HashMap, HashSet};

/// No two controls of one question have one name: a screen reader says the name, and nothing else of an empty box.
pub(super) fn names(parts: &PartTrees, faults: &mut Vec<String>) {
    let Some(document) = parts.document() else { return };
    // By the question and the name: the tag. The fields of repeated rows have one tag.
    let mut known: HashMap<(String, &str), &str> = HashMap::new();
    for properties in document.all("w:sdtPr") {
        let (Some(tag), Some(alias)) = (properties.value("w:tag"), properties.value("w:alias")) else { continue };
        let Some(path) = properties.child("w15:dataBinding").and_then(|binding| binding.attribute("w:xpath")) else {
            continue;
        };
        let is_box = properties.child("w14:checkbox").is_some();
        let first = *known.entry((question_of(path, is_box), alias)).or_insert(tag);
        if first != tag {
            faults.push(format!("control {tag}: its name “{alias}” is that of {first}"));
        }
    }
}

/// The path of the question that a control belongs to: of an option, a non-response or a companion field, that of its owner.
fn question_of(path: &str, is_box: bool) -> String {
    let owner = if is_box { path.rsplit_once('/').map_or(path, |(owner, _)| owner) } else { path };
    let steps = owner.split('/').map(|step| {
        let (_, name) = step.split_once(':').unwrap_or(("", step));
        let (name, index) = name.split_once('[').unwrap_or((name, ""));
        format!("{}[{index}", name.trim_start_matches('_').split('.').next().unwrap_or(name))
    });
    steps.collect::<Vec<_>>().join("/")
}

pub(super) fn check(parts: &PartTrees, faults: &mut Vec<String>) {
    let Some(document) = parts.document() else { return };
    let mut ids = HashSet::new();
    for control in document.all("w:sdt") {
        let Some(properties) = control.child("w:sdtPr") else {
            faults.push("a control has no w:sdtPr".to_owned());
            continue;
        };
        let name = properties.value("w:tag").or_else(|| properties.value("w:id")).unwrap_or("?").to_owned();
        match properties.value("w:id").map(str::parse::<i32>) {
            Some(Ok(id)) => {
                if !ids.insert(id) {
                    faults.push(format!("control {name}: another control has the id {id}"));
                }
            }
            Some(Err(_)) => faults.push(format!("control {name}: the id is no signed number of 32 bits")),
            None => faults.push(format!("control {name}: it has no id")),
        }
        for key in ["w:tag", "w:alias"] {
            if properties.value(key).is_some_and(|value| value.chars().count() > LONGEST_NAME) {
                faults.push(format!("control {name}: {key} is longer than {LONGEST_NAME} characters"));
            }
        }
        order(&name, properties, faults);
        lists(&name, properties, faults);
        content(&name, control, properties, faults);
    }
}

fn order(name: &str, properties: &Element, faults: &mut Vec<String>) {
    let mut last = 0;
    for child in &properties.children {
        match PROPERTY_ORDER.iter().position(|group| group.contains(&child.name.as_str())) {
            Some(place) => {
                if place < last {
                    faults.push(format!("control {name}: {} stands too late in w:sdtPr", child.name));
                }
                last = place;
            }
            None => faults.push(format!("control {name}: {} is not known in w:sdtPr", child.name)),
        }
    }
    let kinds = properties.children.iter().filter(|child| KINDS.contains(&child.name.as_str())).count();
    if kinds > 1 {
        faults.push(format!("control {name}: it is of {kinds} kinds"));
    }
}

fn lists(name: &str, properties: &Element, faults: &mut Vec<String>) {
    for list in ["w:dropDownList", "w:comboBox"] {
        let mut values = HashSet::new();
        for item in properties.child(list).map(|list| list.all("w:listItem")).unwrap_or_default() {
            let value = item.attribute("w:value").unwrap_or_default();
            if !values.insert(value) {
                faults.push(format!("control {name}: the value `{value}` stands twice in its list"));
            }
        }
    }
}

fn content(name: &str, control: &Element, properties: &Element, faults: &mut Vec<String>) {
    let Some(content) = control.child("w:sdtContent").filter(|content| !content.children.is_empty()) else {
        faults.push(format!("control {name}: its w:sdtContent is empty"));
        return;
    };
    if properties.child("w:showingPlcHdr").is_some() && properties.child("w:placeholder").is_none() {
        faults.push(format!("control {name}: it shows a prompt and names none"));
    }
    if let Some(checkbox) = properties.child("w14:checkbox") {
        let value =
            |key: &str| checkbox.child(key).and_then(|child| child.attribute("w14:val")).unwrap_or_default().to_owned();
        let state = if value("w14:checked") == "1" { "w14:checkedState" } else { "w14:uncheckedState" };
        let glyph = u32::from_str_radix(&value(state), 16).ok().and_then(char::from_u32).map(String::from);
        if glyph.as_deref() != Some(content.all_text().as_str()) {
            faults.push(format!("control {name}: its glyph and its state do not agree"));
        }
    }
}
