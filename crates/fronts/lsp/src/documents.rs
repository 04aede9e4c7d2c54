//! Open documents over the disk: what an editor shows counts, whether it is saved or not.

use canevas_machine::Disk;
use canevas_operations::files::{EntryKind, FileError, Files, FolderEntry, Stamp, split};
use std::collections::BTreeMap;

/// A document that is open in the editor.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Its text.
    pub(crate) text: String,
    /// Its version, as the editor counts.
    pub(crate) version: i32,
    /// How many changes of any document came before.
    changed: u128,
}

/// The disk, with the open documents over it.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    disk: Disk,
    open: BTreeMap<String, Document>,
    changes: u128,
}

/// Stamps of documents are larger than any time on a disk, so that a document never looks like the file under it.
const AFTER_ALL_TIME: u128 = 1 << 100;

impl Documents {
    /// The document of a name, if it is open.
    pub(crate) fn get(&self, name: &str) -> Option<&Document> {
        self.open.get(name)
    }

    /// Opens a document, or gives it another text.
    pub(crate) fn put(&mut self, name: String, text: String, version: i32) {
        self.changes += 1;
        self.open.insert(name, Document { text, version, changed: self.changes });
    }

    /// Closes a document: its file on the disk counts again.
    pub(crate) fn close(&mut self, name: &str) {
        self.open.remove(name);
    }
}

impl Files for Documents {
    fn list(&self, folder: &str) -> Result<Vec<FolderEntry>, FileError> {
        let open = self.open.keys().filter(|name| split(name).0 == folder);
        let own: Vec<&str> = open.map(|name| split(name).1).collect();
        let mut entries = match self.disk.list(folder) {
            Ok(entries) => entries,
            Err(error) if own.is_empty() => return Err(error),
            Err(_) => Vec::new(),
        };
        for name in own {
            if entries.iter().all(|entry| entry.name != name) {
                entries.push(FolderEntry { name: name.to_owned(), kind: EntryKind::File });
            }
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, FileError> {
        self.open.get(name).map_or_else(|| self.disk.read(name), |document| Ok(document.text.clone().into_bytes()))
    }

    fn read_at_most(&self, name: &str, most: u64) -> Result<Vec<u8>, FileError> {
        let Some(document) = self.open.get(name) else { return self.disk.read_at_most(name, most) };
        if document.text.len() as u64 > most {
            return Err(FileError::TooLarge { name: name.to_owned(), most });
        }
        Ok(document.text.clone().into_bytes())
    }

    fn kind(&self, name: &str) -> Option<EntryKind> {
        if self.open.contains_key(name) {
            return Some(EntryKind::File);
        }
        self.disk.kind(name).or_else(|| {
            let holds = self.open.keys().any(|open| open.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')));
            holds.then_some(EntryKind::Folder)
        })
    }

    fn place_of(&self, folder: &str) -> Option<(String, String)> {
        self.disk.place_of(folder)
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        let Some(document) = self.open.get(name) else { return self.disk.stamp(name) };
        Some(Stamp { changed: AFTER_ALL_TIME + document.changed, length: document.text.len() as u64 })
    }

    fn folders_above(&self, folder: &str) -> Vec<String> {
        self.disk.folders_above(folder)
    }
}
