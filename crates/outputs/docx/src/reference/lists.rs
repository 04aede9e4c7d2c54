//! The lists that the styles of a reference name. They get numbers that ours never reach.

use super::clean::{self, ordered};
use canevas_ooxml::Element;
use canevas_ooxml::XmlWriter;
use std::collections::BTreeMap;

/// We have three abstract lists, and one list per numbered list and table of a document.
const FIRST_ABSTRACT: usize = 1000;
const FIRST_LIST: usize = 1_000_000;

const LIST: &[&str] = &["w:multiLevelType", "w:lvl"];
const LEVEL: &[&str] =
    &["w:start", "w:numFmt", "w:lvlRestart", "w:pStyle", "w:isLgl", "w:suff", "w:lvlText", "w:lvlJc", "w:pPr", "w:rPr"];

/// Lists by their number in the reference: the new number, and the definition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    by_number: BTreeMap<String, (usize, Element)>,
}

impl Lists {
    /// The lists of a numbering part that are in `wanted`.
    pub fn of<'n>(numbering: Option<&Element>, wanted: impl Iterator<Item = &'n str>) -> Self {
        let mut lists = Self::default();
        let Some(numbering) = numbering else { return lists };
        let all = |name: &'static str| numbering.children.iter().filter(move |child| child.name == name);
        for number in wanted {
            let found = all("w:num").find(|list| list.attribute("w:numId") == Some(number));
            let Some(target) = found.and_then(|list| list.value("w:abstractNumId")) else { continue };
            let Some(list) = all("w:abstractNum").find(|list| list.attribute("w:abstractNumId") == Some(target)) else {
                continue;
            };
            // A list that only refers to a list style has no levels of its own.
            let mut list = ordered(list, LIST);
            for level in list.children.iter_mut().filter(|child| child.name == "w:lvl") {
                *level = ordered(level, LEVEL);
                level.attributes.retain(|(name, _)| name == "w:ilvl");
            }
            if list.child("w:lvl").is_some() && !lists.by_number.contains_key(number) {
                let next = lists.by_number.len();
                lists.by_number.insert(number.to_owned(), (next, list));
            }
        }
        lists
    }

    /// The new number of a list. `0` means "no list" and stays.
    pub fn number(&self, number: &str) -> Option<String> {
        if number == "0" {
            return Some("0".to_owned());
        }
        self.by_number.get(number).map(|(at, _)| (FIRST_LIST + at).to_string())
    }

    /// The abstract lists, and the lists that refer to them. `style` gives the new id of the style of a level.
    pub fn xml(&self, style: &dyn Fn(&str) -> Option<String>) -> (String, String) {
        let (mut looks, mut lists) = (XmlWriter::default(), XmlWriter::default());
        for (at, list) in self.by_number.values() {
            let mut list = list.clone();
            list.attributes = vec![("w:abstractNumId".to_owned(), (FIRST_ABSTRACT + at).to_string())];
            for level in &mut list.children {
                clean::point(level, "w:pStyle", style);
            }
            list.write(&mut looks);
            let reference = Element {
                name: "w:num".to_owned(),
                attributes: vec![("w:numId".to_owned(), (FIRST_LIST + at).to_string())],
                children: vec![Element::with_value("w:abstractNumId", &(FIRST_ABSTRACT + at).to_string())],
                text: String::new(),
            };
            reference.write(&mut lists);
        }
        (looks.finish(), lists.finish())
    }
}
