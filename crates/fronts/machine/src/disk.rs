//! Files on the disk, as the operations read them.

use crate::several_names;
use canevas_operations::files::{EntryKind, FileError, Files, FolderEntry, Stamp, join, place_in_name, split};
use std::fs::{self, File, FileType};
use std::io::{self, BufRead, BufReader, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

/// The disk, seen from where the user stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

/// A file that changed this recently may change again within one tick of the disk's clock. Its stamp then proves nothing.
const UNCERTAIN: Duration = Duration::from_secs(2);

/// The path of a name.
pub fn path_of(name: &str) -> &Path {
    Path::new(if name.is_empty() { "." } else { name })
}

/// A path as messages print it: with `/`, and without what says nothing, such as a leading `./` or a slash at the end.
pub fn name_of(path: &Path) -> String {
    let plain: PathBuf = path.components().collect();
    let text = plain.to_string_lossy();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    let mut name = text.as_str();
    while let Some(rest) = name.strip_prefix("./") {
        name = rest;
    }
    if name == "." { String::new() } else { name.to_owned() }
}

/// The names of paths.
pub fn names_of(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| name_of(path)).collect()
}

/// Opens a file with a return in each line.
pub fn lines_of(name: &str) -> io::Result<Box<dyn BufRead + Send>> {
    let path = path_of(name);
    if fs::metadata(path)?.is_dir() {
        return Err(io::Error::other("it is a folder"));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 20, File::open(path)?)))
}

fn error(name: &str, error: &io::Error) -> FileError {
    let (name, why) = (name.to_owned(), error.to_string());
    match error.kind() {
        ErrorKind::NotFound => match dead_link(&name) {
            Some(why) => FileError::DeadLink { name, why },
            None => FileError::Missing { name, why },
        },
        _ => FileError::Unreadable { name, why },
    }
}

/// What to say of a name that is a link which leads nowhere, or that stands behind one. The system says only that there is no such
/// file, though a person sees the link.
fn dead_link(name: &str) -> Option<String> {
    let path = path_of(name);
    let mut above = path.ancestors();
    let (link, target) = above.find_map(|link| Some((link, fs::read_link(link).ok()?)))?;
    let is_dead = fs::metadata(link).is_err();
    let what = if link == path { "it".to_owned() } else { format!("`{}`", name_of(link)) };
    is_dead.then(|| format!("{what} is a link to `{}`, which leads nowhere", target.to_string_lossy()))
}

/// The bytes, unless there are too many.
fn within(name: &str, bytes: Vec<u8>, most: u64) -> Result<Vec<u8>, FileError> {
    if bytes.len() as u64 > most {
        return Err(FileError::TooLarge { name: name.to_owned(), most });
    }
    Ok(bytes)
}

fn kind_of(found: FileType) -> EntryKind {
    match (found.is_file(), found.is_dir()) {
        (true, _) => EntryKind::File,
        (_, true) => EntryKind::Folder,
        _ => EntryKind::Other,
    }
}

impl Files for Disk {
    fn list(&self, folder: &str) -> Result<Vec<FolderEntry>, FileError> {
        let shown = if folder.is_empty() { "." } else { folder };
        let mut entries = Vec::new();
        for found in fs::read_dir(path_of(folder)).map_err(|why| error(shown, &why))? {
            let found = found.map_err(|why| error(shown, &why))?;
            let kind = found.file_type().map_err(|why| error(&name_of(&found.path()), &why))?;
            let name = found.file_name().into_string().map_err(|name| {
                FileError::Name(format!("the name `{}` in `{shown}` is not UTF-8", name.to_string_lossy()))
            })?;
            entries.push(FolderEntry { name, kind: kind_of(kind) });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, FileError> {
        self.read_at_most(name, u64::MAX)
    }

    fn read_at_most(&self, name: &str, most: u64) -> Result<Vec<u8>, FileError> {
        let path = path_of(name);
        let found = fs::metadata(path).map_err(|why| error(name, &why))?;
        // Opening a pipe would wait for a writer.
        if !found.is_file() {
            let what = if found.is_dir() { "a folder" } else { "a pipe or a device" };
            return Err(FileError::Unreadable { name: name.to_owned(), why: format!("it is {what}, and not a file") });
        }
        if let Some(why) = several_names::why_unreadable(path, &found) {
            return Err(FileError::Unreadable { name: name.to_owned(), why });
        }
        if found.len() > most {
            return Err(FileError::TooLarge { name: name.to_owned(), most });
        }
        // The file may grow while it is read.
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes))
            .map_err(|why| error(name, &why))?;
        within(name, bytes, most)
    }

    fn kind(&self, name: &str) -> Option<EntryKind> {
        fs::metadata(path_of(name)).ok().map(|found| kind_of(found.file_type()))
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        let found = fs::metadata(path_of(name)).ok()?;
        let changed = found.modified().ok()?;
        let is_old = changed.elapsed().is_ok_and(|age| age > UNCERTAIN);
        let changed = changed.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        is_old.then_some(Stamp { changed, length: found.len() })
    }

    fn place_of(&self, folder: &str) -> Option<(String, String)> {
        // The name of the folder where the user stands, and that of one above it, do not say what it is called.
        if !matches!(split(folder).1, "" | "..") {
            return place_in_name(folder);
        }
        let whole = fs::canonicalize(path_of(folder)).ok()?;
        let own = whole.file_name()?.to_str()?.to_owned();
        Some((join(folder, ".."), own))
    }

    /// From a folder up to the top of the disk.
    fn folders_above(&self, folder: &str) -> Vec<String> {
        let Ok(whole) = std::path::absolute(path_of(folder)) else { return vec![folder.to_owned()] };
        whole.ancestors().map(seen_from_here).collect()
    }
}

/// A folder as a user writes it who stands here, if it is below or above this place.
fn seen_from_here(folder: &Path) -> String {
    let Ok(here) = std::path::absolute(".") else { return name_of(folder) };
    if let Ok(below) = folder.strip_prefix(&here) {
        return name_of(below);
    }
    match here.ancestors().position(|above| above == folder) {
        Some(steps) => name_of(&(0..steps).map(|_| "..").collect::<PathBuf>()),
        None => name_of(folder),
    }
}
