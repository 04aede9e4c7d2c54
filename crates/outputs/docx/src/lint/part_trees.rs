//! The parts of a Word file that is checked.

use canevas_ooxml::{Element, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

/// The parts of a Word file by name, each as a tree.
pub struct PartTrees {
    pub xml: BTreeMap<String, Element>,
    /// The names of the other parts, such as pictures.
    pub others: BTreeSet<String>,
}

impl PartTrees {
    /// Whether there is a part of a name.
    pub fn has(&self, name: &str) -> bool {
        self.xml.contains_key(name) || self.others.contains(name)
    }

    /// A part.
    pub fn get(&self, name: &str) -> Option<&Element> {
        self.xml.get(name)
    }

    /// The document.
    pub fn document(&self) -> Option<&Element> {
        self.get("word/document.xml")
    }
}

/// Opens a Word file. Adds a fault for each part that cannot be read.
pub fn read(bytes: &[u8], faults: &mut Vec<String>) -> Option<PartTrees> {
    let mut archive = match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => {
            faults.push(format!("it is not a zip file: {error}"));
            return None;
        }
    };
    let (mut xml, mut others) = (BTreeMap::new(), BTreeSet::new());
    for index in 0..archive.len() {
        let mut text = String::new();
        let name = match archive.by_index(index) {
            Ok(mut entry) => {
                let name = entry.name().map_or_else(|_| format!("entry {index}"), std::borrow::Cow::into_owned);
                if !name.ends_with(".xml") && !name.ends_with(".rels") {
                    others.insert(name);
                    continue;
                }
                if let Err(error) = entry.read_to_string(&mut text) {
                    faults.push(format!("{name} cannot be read: {error}"));
                }
                name
            }
            Err(error) => {
                faults.push(format!("entry {index} cannot be read: {error}"));
                continue;
            }
        };
        match tree::parse(&text) {
            Ok(root) => {
                if xml.insert(name.clone(), root).is_some() {
                    faults.push(format!("the file has {name} twice"));
                }
            }
            Err(error) => faults.push(format!("{name} is not well-formed: {error}")),
        }
    }
    Some(PartTrees { xml, others })
}
