//! Files in memory, for tests and for a page in a browser.

use super::{EntryKind, FileError, Files, FolderEntry, Stamp};
use std::cell::Cell;
use std::collections::BTreeMap;

/// Files in memory, by name. It counts how often a file is read.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, (u128, Vec<u8>)>,
    writes: u128,
    reads: Cell<usize>,
}

impl MemoryFiles {
    /// Writes a file.
    pub fn write(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.writes += 1;
        self.files.insert(name.into(), (self.writes, bytes.into()));
    }

    /// Removes a file.
    pub fn remove(&mut self, name: &str) {
        self.files.remove(name);
    }

    /// Every name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// How often a file was read.
    pub fn reads(&self) -> usize {
        self.reads.get()
    }

    fn missing(name: &str) -> FileError {
        FileError::Missing { name: name.to_owned(), why: "there is no such file".to_owned() }
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &str) -> Result<Vec<FolderEntry>, FileError> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut found: BTreeMap<&str, EntryKind> = BTreeMap::new();
        for name in self.files.keys() {
            let Some(rest) = name.strip_prefix(&prefix) else { continue };
            match rest.split_once('/') {
                Some((below, _)) => found.insert(below, EntryKind::Folder),
                None => found.insert(rest, EntryKind::File),
            };
        }
        if found.is_empty() {
            return Err(Self::missing(folder));
        }
        Ok(found.into_iter().map(|(name, kind)| FolderEntry { name: name.to_owned(), kind }).collect())
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, FileError> {
        self.reads.set(self.reads.get() + 1);
        self.files.get(name).map(|(_, bytes)| bytes.clone()).ok_or_else(|| Self::missing(name))
    }

    fn kind(&self, name: &str) -> Option<EntryKind> {
        if name.is_empty() {
            return Some(EntryKind::Folder);
        }
        if self.files.contains_key(name) {
            return Some(EntryKind::File);
        }
        let prefix = format!("{name}/");
        let is_folder = self.files.range(prefix.clone()..).next().is_some_and(|(found, _)| found.starts_with(&prefix));
        is_folder.then_some(EntryKind::Folder)
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        self.files.get(name).map(|(written, bytes)| Stamp { changed: *written, length: bytes.len() as u64 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_follow_from_names() {
        let mut files = MemoryFiles::default();
        files.write("a/form.yaml", "x");
        files.write("a/locales/fr.po", "y");
        files.write("ab", "z");
        let Ok(entries) = files.list("a") else { unreachable!() };
        let names: Vec<(&str, EntryKind)> = entries.iter().map(|entry| (entry.name.as_str(), entry.kind)).collect();
        assert_eq!(names, [("form.yaml", EntryKind::File), ("locales", EntryKind::Folder)]);
        assert_eq!(files.kind("a"), Some(EntryKind::Folder));
        assert_eq!(files.kind("ab"), Some(EntryKind::File));
        assert_eq!(files.kind("b"), None);
        let before = files.stamp("ab");
        files.write("ab", "w");
        assert_ne!(files.stamp("ab"), before);
    }
}
