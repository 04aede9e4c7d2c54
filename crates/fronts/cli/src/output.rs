//! Writing what was built: beside and renamed, so that a run that is killed leaves the old file or the new, never half.
//! Only what a manifest lists is overwritten or deleted; links and folders of others are refused.

use crate::Failure;
use data_encoding::HEXLOWER;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const MANIFEST: &str = "manifest.json";

/// An output folder, and what its manifest lists.
pub struct Folder {
    root: PathBuf,
    listed: BTreeMap<String, String>,
    manifest_text: Option<String>,
}

/// What is to be done to a folder.
pub struct Plan<'a> {
    /// Files to write.
    pub write: Vec<Planned<'a>>,
    /// Files to delete, by path.
    pub delete: Vec<String>,
    /// How many files were built.
    pub total: usize,
    /// Whether the manifest changes.
    pub manifest_changes: bool,
    manifest: String,
}

/// A file to write.
pub struct Planned<'a> {
    /// Path below the folder.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Whether there is one already.
    pub exists: bool,
}

impl Folder {
    /// Opens a folder for output: one that has a manifest, or is empty or absent.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        refuse_link(root)?;
        let manifest_path = root.join(MANIFEST);
        refuse_link(&manifest_path)?;
        let mut folder = Self { root: root.to_path_buf(), listed: BTreeMap::new(), manifest_text: None };
        match fs::read_to_string(&manifest_path) {
            Ok(text) => {
                folder.listed = parse_manifest(&text).ok_or_else(|| {
                    format!("`{}` is not a manifest of canevas; nothing was touched", manifest_path.display())
                })?;
                folder.manifest_text = Some(text);
            }
            Err(_) if root.is_dir() => {
                let mut entries = fs::read_dir(root).map_err(|error| cannot("read", root, &error))?;
                if entries.next().is_some() {
                    return Err(format!(
                        "`{}` holds files that canevas did not write (it has no {MANIFEST}); choose an empty folder with --out",
                        root.display()
                    ));
                }
            }
            Err(_) if root.exists() => return Err(format!("`{}` is not a folder", root.display())),
            Err(_) => {}
        }
        Ok(folder)
    }

    /// Compares what was built with what is there. `owned` tells which listed files this build may delete.
    pub fn plan<'a>(
        &self,
        built: &'a BTreeMap<String, Vec<u8>>,
        owned: &dyn Fn(&str) -> bool,
    ) -> Result<Plan<'a>, Failure> {
        let mut plan = Plan {
            write: Vec::new(),
            delete: Vec::new(),
            total: built.len(),
            manifest_changes: false,
            manifest: String::new(),
        };
        let mut entries: BTreeMap<String, Value> = BTreeMap::new();
        let mut folders = BTreeSet::new();
        for (path, bytes) in built {
            self.refuse_links_above(path, &mut folders)?;
            let target = self.root.join(path);
            match fs::read(&target) {
                Ok(found) if found == *bytes => {}
                Ok(_) if self.listed.contains_key(path) => plan.write.push(Planned { path, bytes, exists: true }),
                Ok(_) => {
                    return Err(format!(
                        "`{}` was not written by canevas (the manifest does not list it); move it away first",
                        target.display()
                    ));
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    plan.write.push(Planned { path, bytes, exists: false });
                }
                Err(error) => return Err(cannot("read", &target, &error)),
            }
            entries.insert(path.clone(), json!({ "digest": digest(bytes), "size": bytes.len() }));
        }
        for (path, entry) in &self.listed {
            if entries.contains_key(path) {
                continue;
            }
            if owned(path) {
                plan.delete.push(path.clone());
            } else if let Ok(value) = serde_json::from_str(entry) {
                entries.insert(path.clone(), value);
            }
        }
        plan.manifest = manifest_text(&entries);
        plan.manifest_changes = self.manifest_text.as_deref() != Some(&plan.manifest);
        Ok(plan)
    }

    /// Writes, deletes, and renews the manifest.
    pub fn carry_out(&self, plan: &Plan<'_>, show_progress: bool) -> Result<(), Failure> {
        fs::create_dir_all(&self.root).map_err(|error| cannot("make", &self.root, &error))?;
        // Files are listed before they are written, so that a killed run leaves none that the next would not know.
        if plan.write.iter().any(|file| !self.listed.contains_key(file.path)) {
            let mut union: BTreeMap<String, Value> = self
                .listed
                .iter()
                .filter_map(|(path, entry)| Some((path.clone(), serde_json::from_str(entry).ok()?)))
                .collect();
            for file in &plan.write {
                union.insert(file.path.to_owned(), json!({ "digest": digest(file.bytes), "size": file.bytes.len() }));
            }
            self.write(MANIFEST, manifest_text(&union).as_bytes())?;
        }
        for (index, file) in plan.write.iter().enumerate() {
            if show_progress && index % 8 == 0 {
                eprint!("\r\u{1b}[Kwriting {} of {}", index + 1, plan.write.len());
            }
            self.write(file.path, file.bytes)?;
        }
        if show_progress {
            eprint!("\r\u{1b}[K");
        }
        for path in &plan.delete {
            self.delete(path)?;
        }
        self.write(MANIFEST, plan.manifest.as_bytes())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let target = self.root.join(path);
        if fs::read(&target).is_ok_and(|found| found == bytes) {
            return Ok(());
        }
        let parent = target.parent().unwrap_or(&self.root);
        fs::create_dir_all(parent).map_err(|error| cannot("make", parent, &error))?;
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let beside = parent.join(format!(".{name}.canevas-new"));
        // A file left by a killed run, or put there by somebody: removed, never followed.
        if fs::symlink_metadata(&beside).is_ok() {
            fs::remove_file(&beside).map_err(|error| cannot("remove", &beside, &error))?;
        }
        fs::write(&beside, bytes).map_err(|error| cannot("write", &beside, &error))?;
        fs::rename(&beside, &target).map_err(|error| cannot("write", &target, &error))
    }

    fn delete(&self, path: &str) -> Result<(), Failure> {
        let target = self.root.join(path);
        match fs::remove_file(&target) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(cannot("remove", &target, &error)),
        }
        // Folders that are empty now go with it; the first that is not ends the walk.
        let mut parent = target.parent();
        while let Some(folder) = parent.filter(|folder| *folder != self.root) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
            parent = folder.parent();
        }
        Ok(())
    }

    fn refuse_links_above(&self, path: &str, seen: &mut BTreeSet<PathBuf>) -> Result<(), Failure> {
        let mut place = self.root.clone();
        for part in path.split('/') {
            place.push(part);
            if seen.insert(place.clone()) {
                refuse_link(&place)?;
            }
        }
        Ok(())
    }
}

fn refuse_link(path: &Path) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_symlink() => {
            Err(format!("`{}` is a link; canevas writes through none", path.display()))
        }
        _ => Ok(()),
    }
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Failure {
    format!("cannot {what} `{}`: {error}", path.display())
}

fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", HEXLOWER.encode(&Sha256::digest(bytes)))
}

fn manifest_text(entries: &BTreeMap<String, Value>) -> String {
    let files: Map<String, Value> = entries.iter().map(|(path, entry)| (path.clone(), entry.clone())).collect();
    let mut text = serde_json::to_string_pretty(&json!({ "canevas": 1, "files": files })).unwrap_or_default();
    text.push('\n');
    text
}

/// Paths of a manifest with their entries; `None` where it is not one, or where a path leads out of the folder.
fn parse_manifest(text: &str) -> Option<BTreeMap<String, String>> {
    let value: Value = serde_json::from_str(text).ok()?;
    if value.get("canevas")? != 1 {
        return None;
    }
    value
        .get("files")?
        .as_object()?
        .iter()
        .map(|(path, entry)| {
            let inside = !path.is_empty()
                && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
                && !path.contains(['\\', ':']);
            inside.then(|| (path.clone(), entry.to_string()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn run(root: &Path, files: &[(&str, &str)]) -> Result<(usize, usize), Failure> {
        let built = built(files);
        let folder = Folder::open(root)?;
        let plan = folder.plan(&built, &|_| true)?;
        folder.carry_out(&plan, false)?;
        Ok((plan.write.len(), plan.delete.len()))
    }

    #[test]
    fn writes_what_changed_and_deletes_only_what_it_wrote() {
        let Ok(place) = tempfile::tempdir() else { unreachable!() };
        let root = place.path().join("out");
        assert_eq!(run(&root, &[("a/x", "1"), ("a/b/y", "2")]), Ok((2, 0)));
        assert_eq!(run(&root, &[("a/x", "1"), ("a/b/y", "2")]), Ok((0, 0)));
        assert!(fs::write(root.join("a/mine"), "mine").is_ok());
        assert_eq!(run(&root, &[("a/x", "3")]), Ok((1, 1)));
        assert!(root.join("a/mine").exists() && !root.join("a/b").exists());
        assert!(run(&root, &[("a/mine", "theirs")]).is_err_and(|failure| failure.contains("not written by canevas")));
        assert_eq!(fs::read_to_string(root.join("a/mine")).ok().as_deref(), Some("mine"));
    }

    #[test]
    fn foreign_folders_and_links_are_refused() {
        let Ok(place) = tempfile::tempdir() else { unreachable!() };
        let foreign = place.path().join("foreign");
        assert!(fs::create_dir(&foreign).is_ok() && fs::write(foreign.join("x"), "x").is_ok());
        assert!(run(&foreign, &[("a", "1")]).is_err());
        let root = place.path().join("out");
        assert!(fs::create_dir(&root).is_ok());
        #[cfg(unix)]
        {
            assert!(std::os::unix::fs::symlink(&foreign, root.join("a")).is_ok());
            assert!(fs::write(root.join(MANIFEST), "{\"canevas\":1,\"files\":{}}").is_ok());
            assert!(run(&root, &[("a/y", "1")]).is_err_and(|failure| failure.contains("is a link")));
            assert!(!foreign.join("y").exists());
        }
    }

    #[test]
    fn a_manifest_cannot_lead_out() {
        assert_eq!(parse_manifest("{\"canevas\":1,\"files\":{\"../x\":{}}}"), None);
        assert_eq!(parse_manifest("{\"canevas\":1,\"files\":{\"/x\":{}}}"), None);
    }

    #[test]
    fn a_killed_run_leaves_a_folder_that_the_next_one_mends() {
        let Ok(place) = tempfile::tempdir() else { unreachable!() };
        let root = place.path().join("out");
        let files = built(&[("a/x", "1"), ("a/y", "2")]);
        let Ok(folder) = Folder::open(&root) else { unreachable!() };
        let Ok(plan) = folder.plan(&files, &|_| true) else { unreachable!() };
        // Killed after the first file: the early manifest and one file are there, and half of the second beside it.
        let mut union = BTreeMap::new();
        for file in &plan.write {
            union.insert(file.path.to_owned(), json!({ "digest": digest(file.bytes), "size": file.bytes.len() }));
        }
        assert!(folder.write(MANIFEST, manifest_text(&union).as_bytes()).is_ok());
        assert!(folder.write("a/x", b"1").is_ok());
        assert!(fs::write(root.join("a/.y.canevas-new"), "half").is_ok());
        assert_eq!(run(&root, &[("a/x", "changed"), ("a/y", "2")]), Ok((2, 0)));
        assert!(!root.join("a/.y.canevas-new").exists());
    }
}
