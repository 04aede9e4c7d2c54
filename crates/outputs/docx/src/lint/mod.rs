//! The lint of our own Word files: what makes Word ask to repair a file, and no validator was seen to report. It knows
//! the files that this crate writes; what respondents send is never held against it.

mod controls;
mod references;
mod structure;
pub(crate) mod tree;
mod words;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use tree::Element;

/// The parts of a Word file, by name.
struct Parts {
    xml: BTreeMap<String, Element>,
}

impl Parts {
    fn get(&self, name: &str) -> Option<&Element> {
        self.xml.get(name)
    }

    /// The document, or a finding.
    fn document(&self) -> Option<&Element> {
        self.get("word/document.xml")
    }
}

/// Every fault found in a Word file, in words; none where it is sound.
pub fn lint(bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    let Some(parts) = read(bytes, &mut faults) else { return faults };
    if parts.document().is_none() {
        faults.push("word/document.xml is missing".to_owned());
    }
    for rule in [
        controls::check,
        structure::cells,
        structure::levels,
        structure::bookmarks,
        structure::namespaces,
        references::prompts,
        references::bindings,
        references::styles,
        references::relationships,
        words::languages,
        words::dates,
    ] {
        rule(&parts, &mut faults);
    }
    faults
}

fn read(bytes: &[u8], faults: &mut Vec<String>) -> Option<Parts> {
    let mut archive = match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => {
            faults.push(format!("it is no zip file: {error}"));
            return None;
        }
    };
    let mut xml = BTreeMap::new();
    for index in 0..archive.len() {
        let mut text = String::new();
        let name = match archive.by_index(index) {
            Ok(mut entry) => {
                let name = entry.name().map_or_else(|_| format!("entry {index}"), std::borrow::Cow::into_owned);
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
                    faults.push(format!("{name} stands twice in the file"));
                }
            }
            Err(error) => faults.push(format!("{name} is not well-formed: {error}")),
        }
    }
    Some(Parts { xml })
}
