//! Carries edits out. Each file is written beside its place and then renamed, so that a run that is killed leaves the old file
//! or the new one, never half of one. A file that is replaced keeps its owner and who may read it. A link stays a link, and
//! what it leads to is written; but a build never writes through a link. A file with several names keeps them all.

use crate::terminal::{message, visible};
use canevas_machine::several_names;
use canevas_operations::{Edit, Failure, unfinished};
use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::{ErrorKind, IsTerminal as _};
use std::path::{Path, PathBuf};

/// Carries out edits, in order.
pub fn carry_out(edits: &[Edit]) -> Result<(), Failure> {
    edits.iter().try_for_each(|edit| match edit {
        Edit::Write { path, bytes } => write(Path::new(path), bytes),
        Edit::Delete { path } => delete(Path::new(path)),
    })
}

/// Carries out an edit of a file that a build made. Another name of such a file is a copy that somebody keeps, as some
/// backups do: it keeps the old text.
pub fn carry_out_build(edit: &Edit) -> Result<(), Failure> {
    match edit {
        Edit::Write { path, bytes } => write_as(Path::new(path), bytes, false),
        Edit::Delete { path } => delete(Path::new(path)),
    }
}

/// Writes a file, and makes the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_as(path, bytes, true)
}

/// Writes a file. Where it has several names, `for_all` says whether all of them lead to the new text.
fn write_as(path: &Path, bytes: &[u8], for_all: bool) -> Result<(), Failure> {
    let before = fs::symlink_metadata(path).ok();
    if before.as_ref().is_some_and(Metadata::is_symlink) {
        let target = fs::canonicalize(path).map_err(|error| cannot("follow the link", path, &error))?;
        return write_as(&target, bytes, for_all);
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| cannot("make", parent, &error))?;
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(unfinished(&name));
    // A killed run or another program left it. It is removed, never followed.
    if fs::symlink_metadata(&beside).is_ok() {
        fs::remove_file(&beside).map_err(|error| cannot("remove", &beside, &error))?;
    }
    fs::write(&beside, bytes).map_err(|error| cannot("write", &beside, &error))?;
    if let Some(before) = before {
        keep_owner(&beside, &before);
        fs::set_permissions(&beside, before.permissions()).map_err(|error| cannot("write", &beside, &error))?;
        if for_all && several_names::has_several(&before) {
            return several_names::write_into(path, &beside, bytes).map_err(|error| cannot("write", path, &error));
        }
    }
    fs::rename(&beside, path).map_err(|error| cannot("write", path, &error))
}

/// Gives a file the owner and the group of the one that it replaces, as far as the user may.
#[cfg(unix)]
fn keep_owner(path: &Path, before: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, chown};
    // Without the right to give files away, the file belongs to whoever writes it, as with any editor.
    if chown(path, Some(before.uid()), Some(before.gid())).is_err() {
        let _ = chown(path, None, Some(before.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &Metadata) {}

/// Deletes a file, and the folders above it that are then empty.
fn delete(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(cannot("remove", path, &error)),
    }
    // The first folder that is not empty ends the walk: an output folder keeps its manifest.
    let mut parent = path.parent();
    while let Some(folder) = parent.filter(|folder| fs::remove_dir(folder).is_ok()) {
        parent = folder.parent();
    }
    Ok(())
}

/// Refuses an output folder that is a link, or in which a path leads through one.
pub fn refuse_links(root: &str, paths: &[impl AsRef<str>]) -> Result<(), Failure> {
    refuse_link(Path::new(root))?;
    let mut seen = BTreeSet::new();
    for path in paths {
        let mut place = PathBuf::from(root);
        for part in path.as_ref().split('/') {
            place.push(part);
            if seen.insert(place.clone()) {
                refuse_link(&place)?;
            }
        }
    }
    Ok(())
}

fn refuse_link(path: &Path) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_symlink() => {
            Err(format!("`{}` is a link; canevas does not write through links", path.display()))
        }
        _ => Ok(()),
    }
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Failure {
    format!("cannot {what} `{}`: {error}", path.display())
}

/// A line on the terminal that says how far a command is.
pub struct Progress {
    is_shown: bool,
}

impl Progress {
    /// A line that shows if standard error is a terminal and `wanted` says so.
    pub fn new(wanted: bool) -> Self {
        Self { is_shown: wanted && std::io::stderr().is_terminal() }
    }

    /// Replaces the line.
    pub fn show(&self, line: &str) {
        if self.is_shown {
            message(&format!("\r\u{1b}[K{}", visible(line)));
        }
    }

    /// Clears the line.
    pub fn clear(&self) {
        self.show("");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_leave_no_other_file_behind() {
        let Ok(place) = tempfile::tempdir() else { unreachable!() };
        let root = place.path().join("out");
        let path = |name: &str| root.join(name).to_string_lossy().into_owned();
        assert_eq!(carry_out(&[Edit::write(path("kept"), "1"), Edit::write(path("a/b/c"), "2")]), Ok(()));
        // A killed run left half of a file beside its place.
        assert!(fs::write(root.join("a/b/.c.canevas-new"), "half").is_ok());
        assert_eq!(carry_out(&[Edit::write(path("a/b/c"), "3")]), Ok(()));
        assert_eq!(fs::read_to_string(root.join("a/b/c")).ok().as_deref(), Some("3"));
        assert!(!root.join("a/b/.c.canevas-new").exists());
        let deleted = Edit::Delete { path: path("a/b/c") };
        assert_eq!(carry_out(&[deleted.clone(), deleted]), Ok(()));
        assert!(!root.join("a").exists() && root.join("kept").exists());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let Ok(place) = tempfile::tempdir() else { unreachable!() };
        let (link, middle, file) =
            (place.path().join("link"), place.path().join("a/middle"), place.path().join("file"));
        assert!(fs::create_dir(place.path().join("a")).is_ok() && fs::write(&file, "1").is_ok());
        assert!(symlink("a/middle", &link).is_ok() && symlink("../file", &middle).is_ok());
        for mode in [0o600, 0o640, 0o755] {
            assert!(fs::set_permissions(&file, fs::Permissions::from_mode(mode)).is_ok());
            assert_eq!(write(&link, format!("{mode}").as_bytes()), Ok(()));
            assert_eq!(fs::read_to_string(&file).ok(), Some(format!("{mode}")));
            let found = fs::metadata(&file).map(|found| found.permissions().mode() & 0o777);
            assert_eq!(found.ok(), Some(mode));
            assert!(link.is_symlink() && middle.is_symlink());
        }
        // A link that leads nowhere is not replaced either.
        assert!(fs::remove_file(&file).is_ok());
        assert!(write(&link, b"2").is_err_and(|failure| failure.contains("cannot follow the link")));
    }

    #[cfg(unix)]
    #[test]
    fn every_name_of_a_file_leads_to_the_new_text() {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
        let Ok(place) = tempfile::tempdir() else { unreachable!() };
        let path = |name: &str| place.path().join(name);
        let text = |name: &str| fs::read_to_string(path(name)).ok();
        assert!(fs::write(path("file"), "a long first text").is_ok() && fs::create_dir(path("a")).is_ok());
        assert!(fs::set_permissions(path("file"), fs::Permissions::from_mode(0o640)).is_ok());
        assert!(
            fs::hard_link(path("file"), path("a/other")).is_ok() && fs::hard_link(path("file"), path("third")).is_ok()
        );
        assert!(std::os::unix::fs::symlink("a/other", path("link")).is_ok());
        for (name, new) in [("file", "shorter"), ("a/other", "a text that is longer than both"), ("link", "")] {
            assert_eq!(write(&path(name), new.as_bytes()), Ok(()));
            for name in ["file", "a/other", "third"] {
                assert_eq!(text(name).as_deref(), Some(new), "{name}");
            }
            let found = fs::metadata(path("file")).map(|found| (found.nlink(), found.permissions().mode() & 0o777));
            assert_eq!(found.ok(), Some((3, 0o640)));
            let left = |folder: &str| fs::read_dir(path(folder)).into_iter().flatten().count();
            assert_eq!((left(""), left("a")), (4, 1));
        }
        // A build leaves the other names alone.
        assert_eq!(carry_out_build(&Edit::write(path("file").to_string_lossy(), "built")), Ok(()));
        assert_eq!((text("file").as_deref(), text("third").as_deref()), (Some("built"), Some("")));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused() {
        let Ok(place) = tempfile::tempdir() else { unreachable!() };
        let root = place.path().join("out");
        assert!(fs::create_dir_all(place.path().join("foreign")).is_ok() && fs::create_dir(&root).is_ok());
        assert!(std::os::unix::fs::symlink(place.path().join("foreign"), root.join("a")).is_ok());
        let name = root.to_string_lossy();
        assert!(refuse_links(&name, &["b/y"]).is_ok());
        assert!(refuse_links(&name, &["b/y", "a/y"]).is_err_and(|failure| failure.contains("is a link")));
        assert!(refuse_links(&root.join("a").to_string_lossy(), &["y"]).is_err());
    }
}
