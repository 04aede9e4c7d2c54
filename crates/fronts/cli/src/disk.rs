//! Files on the disk and in git revisions, as the operations read them.

use crate::git::Revisions;
use canevas_machine::Disk as PlainDisk;
use canevas_operations::Failure;
use canevas_operations::files::{EntryKind, FileError, Files, FolderEntry, Stamp, place_in_name};
use std::fs;
use std::path::Path;

pub use canevas_machine::{name_of, names_of, path_of};

/// The disk, seen from where the user stands. A name such as `main:schemas/a/b/2024` that no file has is looked for in a
/// git revision.
#[derive(Debug, Default)]
pub struct Disk {
    plain: PlainDisk,
    revisions: Revisions,
}

impl Disk {
    /// The name of an edition whose files are written. A git revision cannot be one.
    pub fn folder(place: &str) -> Result<String, Failure> {
        match Self::in_git(place) {
            Some(_) => Err(format!("there is no folder `{place}` to write in")),
            None => Ok(name_of(Path::new(place))),
        }
    }

    /// The name of a place that a user names: a path, or `REV:PATH` in git.
    pub fn place(place: &str) -> String {
        match Self::in_git(place) {
            Some((revision, path)) => format!("{revision}:{}", name_of(Path::new(path))),
            None => name_of(Path::new(place)),
        }
    }

    /// The revision and the path within it, where a name is in git and not on the disk.
    fn in_git(name: &str) -> Option<(&str, &str)> {
        let (revision, path) = name.split_once(':').filter(|(revision, _)| !revision.is_empty())?;
        // On Windows a letter before the colon is a drive.
        let is_drive = cfg!(windows) && revision.len() == 1;
        (!is_drive && fs::symlink_metadata(path_of(name)).is_err()).then_some((revision, path))
    }
}

impl Files for Disk {
    fn list(&self, folder: &str) -> Result<Vec<FolderEntry>, FileError> {
        match Self::in_git(folder) {
            Some((revision, path)) => self.revisions.list(revision, path),
            None => self.plain.list(folder),
        }
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, FileError> {
        self.read_at_most(name, u64::MAX)
    }

    fn read_at_most(&self, name: &str, most: u64) -> Result<Vec<u8>, FileError> {
        let Some((revision, path)) = Self::in_git(name) else { return self.plain.read_at_most(name, most) };
        let bytes = Revisions::read(revision, path)?;
        if bytes.len() as u64 > most {
            return Err(FileError::TooLarge { name: name.to_owned(), most });
        }
        Ok(bytes)
    }

    fn kind(&self, name: &str) -> Option<EntryKind> {
        match Self::in_git(name) {
            Some((revision, path)) => self.revisions.kind(revision, path),
            None => self.plain.kind(name),
        }
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        match Self::in_git(name) {
            // A run sees a revision as it was when the run first looked.
            Some(_) => Some(Stamp { changed: 0, length: 0 }),
            None => self.plain.stamp(name),
        }
    }

    fn place_of(&self, folder: &str) -> Option<(String, String)> {
        if Self::in_git(folder).is_some() { place_in_name(folder) } else { self.plain.place_of(folder) }
    }

    /// From a folder up to the top of the disk. For a git revision there are none: the settings of today say how its findings
    /// weigh.
    fn folders_above(&self, folder: &str) -> Vec<String> {
        if Self::in_git(folder).is_some() { Vec::new() } else { self.plain.folders_above(folder) }
    }
}
