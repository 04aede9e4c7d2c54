//! What an output folder holds. Its manifest lists every file that a build wrote. A build overwrites and deletes only those.

use crate::{Edit, Edits, Failure, shown};
use canevas_compiler::files::{EntryKind, FileError, Files, join};
use canevas_compiler::model::canonical;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The name of the manifest in its folder.
const MANIFEST: &str = "manifest.json";

/// The manifest of an output folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Manifest {
    canevas: u32,
    /// An entry per file, by its path in the folder. Entries of files that a build leaves alone stay as they are.
    files: BTreeMap<String, Value>,
}

/// A file in a manifest.
#[derive(Serialize)]
struct ManifestEntry {
    digest: String,
    size: usize,
}

/// An output folder, as a build finds it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OutputFolder<'n> {
    name: &'n str,
    listed: BTreeMap<String, Value>,
    text: Option<String>,
}

/// What a build does to its output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputPlan {
    /// The edits from the folder as it is to the folder as it should be. After each of them the manifest lists every file that
    /// was written, so that the next run knows all files of a run that is killed.
    pub edits: Edits,
    /// Every file that was built, by its path in the folder.
    pub built: Vec<String>,
    /// The files that are not as they should be.
    pub stale: Vec<StaleFile>,
}

/// A file of an output folder that is not what would be built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StaleFile {
    /// What is wrong with it.
    pub state: FileState,
    /// Its path in the folder.
    pub path: String,
}

/// How a file differs from what would be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum FileState {
    /// It has other bytes.
    #[serde(rename = "stale")]
    Stale,
    /// It does not exist.
    #[serde(rename = "missing")]
    Missing,
    /// It would not be built.
    #[serde(rename = "left over")]
    LeftOver,
}

impl FileState {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::LeftOver => "left over",
        }
    }
}

impl OutputPlan {
    /// The files that are written, without the manifest.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        let written = self.stale.iter().filter(|file| file.state != FileState::LeftOver && file.path != MANIFEST);
        written.map(|file| file.path.as_str())
    }

    /// How many files are already as they should be.
    pub fn kept(&self) -> usize {
        self.built.len() - self.written().count()
    }

    /// The files that are deleted.
    pub fn deleted(&self) -> impl Iterator<Item = &str> {
        let deleted = self.stale.iter().filter(|file| file.state == FileState::LeftOver);
        deleted.map(|file| file.path.as_str())
    }
}

impl<'n> OutputFolder<'n> {
    /// Looks at a folder for output: one that has a manifest, or is empty or absent.
    pub fn open(files: &dyn Files, name: &'n str) -> Result<Self, Failure> {
        let manifest = join(name, MANIFEST);
        if let Ok(bytes) = files.read(&manifest) {
            let text = String::from_utf8(bytes).ok();
            let listed = text.as_deref().and_then(parse);
            let listed =
                listed.ok_or_else(|| format!("`{manifest}` is not a manifest of canevas; nothing was touched"))?;
            return Ok(Self { name, listed, text });
        }
        match files.kind(name) {
            Some(EntryKind::Folder) if !files.list(name)?.iter().all(|entry| is_unfinished(&entry.name)) => {
                Err(format!(
                    "`{}` holds files that canevas did not write (it has no {MANIFEST}); choose an empty folder with --out",
                    shown(name)
                ))
            }
            Some(EntryKind::File | EntryKind::Other) => Err(format!("`{}` is not a folder", shown(name))),
            Some(EntryKind::Folder) | None => Ok(Self { name, listed: BTreeMap::new(), text: None }),
        }
    }

    /// Compares the files that were built with those in the folder. `owned` says which listed files the build may delete.
    pub fn plan(
        self,
        files: &dyn Files,
        built: BTreeMap<&str, &[u8]>,
        owned: impl Fn(&str) -> bool,
    ) -> Result<OutputPlan, Failure> {
        let mut plan =
            OutputPlan { built: built.keys().map(|path| (*path).to_owned()).collect(), ..OutputPlan::default() };
        let mut entries: BTreeMap<String, Value> = BTreeMap::new();
        let mut early = self.listed.clone();
        for (path, bytes) in built {
            let entry = entry(bytes)?;
            let name = join(self.name, path);
            let state = match files.read(&name) {
                Ok(found) if found == bytes => None,
                Ok(_) if self.listed.contains_key(path) => Some(FileState::Stale),
                Ok(_) => {
                    return Err(format!(
                        "`{name}` was not written by canevas (the manifest does not list it); move it away first"
                    ));
                }
                Err(FileError::Missing { .. }) => Some(FileState::Missing),
                Err(error) => return Err(error.into()),
            };
            if let Some(state) = state {
                early.insert(path.to_owned(), entry.clone());
                plan.stale.push(StaleFile { state, path: path.to_owned() });
                plan.edits.push(Edit::write(name, bytes));
            }
            entries.insert(path.to_owned(), entry);
        }
        for (path, entry) in &self.listed {
            if entries.contains_key(path) {
                continue;
            }
            if owned(path) {
                plan.stale.push(StaleFile { state: FileState::LeftOver, path: path.clone() });
                plan.edits.push(Edit::Delete { path: join(self.name, path) });
            } else {
                entries.insert(path.clone(), entry.clone());
            }
        }
        plan.edits.splice(0..0, self.unfinished(files, &plan.built));
        let manifest = join(self.name, MANIFEST);
        if early.len() > self.listed.len() {
            plan.edits.insert(0, Edit::write(&manifest, text(early)?));
        }
        let text = text(entries)?;
        if self.text.as_ref() != Some(&text) {
            plan.stale.push(StaleFile { state: FileState::Stale, path: MANIFEST.to_owned() });
            plan.edits.push(Edit::write(manifest, text));
        }
        Ok(plan)
    }

    /// Deletes what killed runs left beside the files that are listed or built.
    fn unfinished(&self, files: &dyn Files, built: &[String]) -> Edits {
        let listed = self.listed.keys().chain(built).map(String::as_str).chain([MANIFEST]);
        let mut own: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for path in listed {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            own.entry(folder).or_default().insert(unfinished(name));
        }
        let mut edits = Edits::new();
        for (folder, names) in own {
            let folder = if folder.is_empty() { self.name.to_owned() } else { join(self.name, folder) };
            // A folder that is not there yet has nothing to delete.
            let found = files.list(&folder).unwrap_or_default();
            let left = found.into_iter().filter(|entry| names.contains(&entry.name) && entry.kind != EntryKind::Folder);
            edits.extend(left.map(|entry| Edit::Delete { path: join(&folder, &entry.name) }));
        }
        edits
    }
}

/// What follows the name of a file that a run writes beside its place, before it renames it.
const UNFINISHED: &str = ".canevas-new";

/// The name of the file that a run writes before it renames it to `name`. A run that is killed leaves it.
pub fn unfinished(name: &str) -> String {
    format!(".{name}{UNFINISHED}")
}

/// Whether a file has the name of one that a killed run leaves.
fn is_unfinished(name: &str) -> bool {
    name.strip_prefix('.').and_then(|name| name.strip_suffix(UNFINISHED)).is_some_and(|name| !name.is_empty())
}

fn entry(bytes: &[u8]) -> Result<Value, Failure> {
    serde_json::to_value(ManifestEntry { digest: canonical::bytes_digest(bytes), size: bytes.len() })
        .map_err(|error| format!("cannot write JSON: {error}"))
}

fn text(files: BTreeMap<String, Value>) -> Result<String, Failure> {
    crate::json(&Manifest { canevas: 1, files })
}

/// The entries of a manifest by path. `None` if the text is not a manifest, or if a path leads out of the folder.
fn parse(text: &str) -> Option<BTreeMap<String, Value>> {
    let manifest: Manifest = serde_json::from_str(text).ok()?;
    let is_inside = |path: &String| {
        path.split('/').all(|part| !part.is_empty() && part != "." && part != "..") && !path.contains(['\\', ':'])
    };
    (manifest.canevas == 1 && manifest.files.keys().all(is_inside)).then_some(manifest.files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_compiler::files::MemoryFiles;

    fn plan(files: &MemoryFiles, built: &[(&str, &str)]) -> Result<OutputPlan, Failure> {
        let built = built.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        OutputFolder::open(files, "out")?.plan(files, built, |_| true)
    }

    fn carry_out(files: &mut MemoryFiles, edits: &[Edit]) {
        for edit in edits {
            match edit {
                Edit::Write { path, bytes } => files.write(path, bytes.clone()),
                Edit::Delete { path } => files.remove(path),
            }
        }
    }

    fn run(files: &mut MemoryFiles, built: &[(&str, &str)]) -> Result<(usize, usize), Failure> {
        let plan = plan(files, built)?;
        carry_out(files, &plan.edits);
        Ok((plan.written().count(), plan.deleted().count()))
    }

    #[test]
    fn writes_what_changed_and_deletes_only_what_it_wrote() {
        let mut files = MemoryFiles::default();
        assert_eq!(run(&mut files, &[("a/x", "1"), ("a/b/y", "2")]), Ok((2, 0)));
        assert_eq!(run(&mut files, &[("a/x", "1"), ("a/b/y", "2")]), Ok((0, 0)));
        files.write("out/a/mine", "mine");
        assert_eq!(run(&mut files, &[("a/x", "3")]), Ok((1, 1)));
        assert_eq!(files.names().collect::<Vec<_>>(), ["out/a/mine", "out/a/x", "out/manifest.json"]);
        assert!(run(&mut files, &[("a/mine", "theirs")]).is_err_and(|why| why.contains("not written by canevas")));
        assert_eq!(files.read("out/a/mine"), Ok(b"mine".to_vec()));
    }

    #[test]
    fn foreign_folders_are_refused() {
        let mut files = MemoryFiles::default();
        files.write("out/x", "x");
        assert!(plan(&files, &[("a", "1")]).is_err_and(|why| why.contains("did not write")));
        files.write("out/manifest.json", "{}");
        assert!(plan(&files, &[("a", "1")]).is_err_and(|why| why.contains("not a manifest")));
    }

    #[test]
    fn what_a_killed_run_left_is_deleted() {
        let wanted = [("a/x", "1"), ("a/b/y", "2")];
        let mut files = MemoryFiles::default();
        // Only the first manifest was begun.
        files.write("out/.manifest.json.canevas-new", "x");
        assert_eq!(run(&mut files, &wanted), Ok((2, 0)));
        assert_eq!(files.names().collect::<Vec<_>>(), ["out/a/b/y", "out/a/x", "out/manifest.json"]);
        // A file that is as it should be, one that is no longer built, and one that somebody named alike.
        files.write("out/a/.x.canevas-new", "1");
        files.write("out/a/b/.y.canevas-new", "");
        files.write("out/a/.mine.canevas-new", "mine");
        assert_eq!(run(&mut files, &wanted[..1]), Ok((0, 1)));
        assert_eq!(files.names().collect::<Vec<_>>(), ["out/a/.mine.canevas-new", "out/a/x", "out/manifest.json"]);
    }

    #[test]
    fn foreign_files_beside_unfinished_ones_are_refused() {
        for name in ["x", ".canevas-new", ".x.canevas", "x.canevas-new"] {
            let mut files = MemoryFiles::default();
            files.write("out/.manifest.json.canevas-new", "x");
            files.write(format!("out/{name}"), "mine");
            assert!(plan(&files, &[("a", "1")]).is_err_and(|why| why.contains("did not write")), "{name}");
        }
    }

    #[test]
    fn a_manifest_cannot_lead_out() {
        assert_eq!(parse("{\"canevas\":1,\"files\":{\"../x\":{}}}"), None);
        assert_eq!(parse("{\"canevas\":1,\"files\":{\"/x\":{}}}"), None);
        assert!(parse("{\"canevas\":1,\"files\":{\"x\":{}}}").is_some());
    }

    #[test]
    fn every_prefix_of_the_edits_leaves_a_folder_that_the_next_run_mends() {
        let mut before = MemoryFiles::default();
        assert_eq!(run(&mut before, &[("a/x", "1"), ("a/old", "2")]), Ok((2, 0)));
        let wanted = [("a/x", "changed"), ("a/y", "2"), ("a/z", "3")];
        let Ok(first) = plan(&before, &wanted) else { unreachable!() };
        for length in 0..=first.edits.len() {
            let mut files = before.clone();
            carry_out(&mut files, &first.edits[..length]);
            assert!(run(&mut files, &wanted).is_ok(), "after {length} edits");
            let names: Vec<&str> = files.names().collect();
            assert_eq!(names, ["out/a/x", "out/a/y", "out/a/z", "out/manifest.json"], "after {length} edits");
            assert_eq!(run(&mut files, &wanted), Ok((0, 0)));
        }
    }
}
