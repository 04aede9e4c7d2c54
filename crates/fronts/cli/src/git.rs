//! Files in git revisions, through `git ls-tree` and `git show`.

use canevas_operations::files::{EntryKind, FileError, FolderEntry};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::rc::Rc;

/// The files below a folder of a revision, by revision and folder.
type Listed = BTreeMap<(String, String), Rc<BTreeSet<String>>>;

/// Git revisions, seen from where the user stands.
#[derive(Debug, Default)]
pub struct Revisions {
    listed: RefCell<Listed>,
}

/// A path in its plain form: `./a//b/` is `a/b`.
fn plain(path: &str) -> String {
    path.split('/').filter(|part| !part.is_empty() && *part != ".").collect::<Vec<_>>().join("/")
}

fn failure(message: String) -> FileError {
    FileError::Name(message)
}

impl Revisions {
    /// The entries of a folder.
    pub fn list(&self, revision: &str, folder: &str) -> Result<Vec<FolderEntry>, FileError> {
        let folder = plain(folder);
        let files = self.below(revision, &folder)?;
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut found = BTreeMap::new();
        for file in files.iter() {
            let Some(rest) = file.strip_prefix(&prefix) else { continue };
            match rest.split_once('/') {
                Some((below, _)) => found.insert(below, EntryKind::Folder),
                None => found.insert(rest, EntryKind::File),
            };
        }
        Ok(found.into_iter().map(|(name, kind)| FolderEntry { name: name.to_owned(), kind }).collect())
    }

    /// What a path stands for at a revision.
    pub fn kind(&self, revision: &str, path: &str) -> Option<EntryKind> {
        let path = plain(path);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let files = self.below(revision, folder).ok()?;
        if files.contains(&path) {
            return Some(EntryKind::File);
        }
        let prefix = format!("{path}/");
        let is_folder = path.is_empty() || files.range(prefix.clone()..).next()?.starts_with(&prefix);
        is_folder.then_some(EntryKind::Folder)
    }

    /// The bytes of a file at a revision.
    pub fn read(revision: &str, path: &str) -> Result<Vec<u8>, FileError> {
        allowed(revision)?;
        // With a path that starts with `./`, git takes it from where the user stands.
        git(&["show", &format!("{revision}:./{}", plain(path))])
    }

    /// Every file below a folder, listed once.
    fn below(&self, revision: &str, folder: &str) -> Result<Rc<BTreeSet<String>>, FileError> {
        allowed(revision)?;
        let mut above = folder;
        loop {
            if let Some(known) = self.listed.borrow().get(&(revision.to_owned(), above.to_owned())) {
                return Ok(Rc::clone(known));
            }
            let Some((next, _)) = above.rsplit_once('/') else { break };
            above = next;
        }
        let place = if folder.is_empty() { "./".to_owned() } else { format!("./{folder}/") };
        let listed = git(&["ls-tree", "-r", "-z", "--name-only", revision, "--", &place])?;
        let listed = String::from_utf8(listed)
            .map_err(|_| failure(format!("`{revision}:{folder}` has a name that is not UTF-8")))?;
        let files: BTreeSet<String> = listed.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let files = Rc::new(files);
        self.listed.borrow_mut().insert((revision.to_owned(), folder.to_owned()), Rc::clone(&files));
        Ok(files)
    }
}

/// Refuses a revision that git would read as an option.
fn allowed(revision: &str) -> Result<(), FileError> {
    if revision.starts_with('-') {
        return Err(failure(format!("`{revision}` is not a git revision")));
    }
    Ok(())
}

fn git(arguments: &[&str]) -> Result<Vec<u8>, FileError> {
    let output =
        Command::new("git").args(arguments).output().map_err(|error| failure(format!("git cannot be run: {error}")))?;
    if !output.status.success() {
        return Err(failure(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    Ok(output.stdout)
}
