//! What an output folder holds. Its manifest lists every file that a build wrote. A build overwrites and deletes only those, and
//! only while they are as a build left them: a Word template that somebody filled in may be the only copy of a country's answers.

mod manifest;
mod plan;
mod unfinished;

pub use plan::{FileState, OutputPlan, StaleFile};
pub use unfinished::{LOCK, unfinished};

use crate::{Edit, Edits, Failure, shown};
use canevas_compiler::files::{EntryKind, FileError, Files, join};
use manifest::{Entries, Entry, MANIFEST};
use std::collections::{BTreeMap, BTreeSet};
use unfinished::is_of_a_run;

/// An output folder, as a build finds it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OutputFolder<'n> {
    name: &'n str,
    listed: Entries,
    text: Option<String>,
}

/// What a build may do to files that are in its way.
pub(crate) struct Permissions<F> {
    /// Whether the build may delete a file that an earlier build wrote and that it does not build.
    pub owned: F,
    /// Whether it may replace and delete files of a person.
    pub force: bool,
}

impl<'n> OutputFolder<'n> {
    /// Looks at a folder for output: one that has a manifest, or is empty or absent.
    pub fn open(files: &dyn Files, name: &'n str) -> Result<Self, Failure> {
        let path = join(name, MANIFEST);
        if let Ok(bytes) = files.read(&path) {
            let text = String::from_utf8(bytes).ok();
            let listed = text.as_deref().and_then(manifest::read);
            let listed = listed.ok_or_else(|| format!("`{path}` is not a manifest of canevas; nothing was touched"))?;
            return Ok(Self { name, listed, text });
        }
        match files.kind(name) {
            Some(EntryKind::Folder) if !files.list(name)?.iter().all(|entry| is_of_a_run(&entry.name)) => Err(format!(
                "`{}` holds files that canevas did not write (it has no {MANIFEST}); choose an empty folder with --out",
                shown(name)
            )),
            Some(EntryKind::File | EntryKind::Other) => Err(format!("`{}` is not a folder", shown(name))),
            Some(EntryKind::Folder) | None => Ok(Self { name, listed: Entries::new(), text: None }),
        }
    }

    /// Compares the files that were built with those in the folder.
    pub fn plan(
        self,
        files: &dyn Files,
        built: BTreeMap<&str, &[u8]>,
        may: &Permissions<impl Fn(&str) -> bool>,
    ) -> Result<OutputPlan, Failure> {
        let mut plan =
            OutputPlan { built: built.keys().map(|path| (*path).to_owned()).collect(), ..OutputPlan::default() };
        let (mut entries, mut early) = (Entries::new(), self.listed.clone());
        let mut blocking = BTreeSet::new();
        for (path, bytes) in built {
            let (name, entry, listed) = (join(self.name, path), Entry::new(bytes), self.listed.get(path));
            if let Some(file) = file_for_folder(files, self.name, path)
                && blocking.insert(file.clone())
            {
                if may.force {
                    plan.edits.push(Edit::Delete { path: join(self.name, &file) });
                } else {
                    plan.stale.push(StaleFile { state: FileState::ForFolder, path: file });
                }
            }
            if !may.force && blocking.iter().any(|file| is_below(path, file)) {
                plan.blocked += 1;
                entries.extend(listed.map(|listed| (path.to_owned(), listed.clone())));
                continue;
            }
            let is_folder = files.kind(&name) == Some(EntryKind::Folder);
            let found = if is_folder { None } else { found(files, self.name, path)? };
            let state = match (&found, listed) {
                _ if is_folder => Some(FileState::Folder),
                (Some(found), _) if found == bytes => None,
                (None, _) => Some(FileState::Missing),
                (Some(_), _) if may.force => Some(FileState::Stale),
                (Some(found), Some(listed)) if listed.wrote(found) => Some(FileState::Stale),
                (Some(_), Some(_)) => Some(FileState::Changed),
                (Some(_), None) => Some(FileState::InTheWay),
            };
            plan.stale.extend(state.map(|state| StaleFile { state, path: path.to_owned() }));
            if state.is_some_and(FileState::is_of_a_person) {
                // Where it is listed, it stays listed, so that the next build knows what it was.
                entries.extend(listed.map(|listed| (path.to_owned(), listed.clone())));
                continue;
            }
            if state.is_some() {
                let begun = found.map_or_else(|| entry.clone(), |found| entry.clone().replacing(&found));
                early.insert(path.to_owned(), begun);
                plan.edits.push(Edit::write(name, bytes));
            }
            entries.insert(path.to_owned(), entry);
        }
        for (path, entry) in self.listed.iter().filter(|(path, _)| plan.built.binary_search(path).is_err()) {
            if !(may.owned)(path) {
                entries.insert(path.clone(), entry.clone());
                continue;
            }
            let name = join(self.name, path);
            let Some(found) = found(files, self.name, path)? else { continue };
            let is_own = may.force || entry.wrote(&found);
            let state = if is_own { FileState::LeftOver } else { FileState::ChangedLeftOver };
            plan.stale.push(StaleFile { state, path: path.clone() });
            if is_own {
                plan.edits.push(Edit::Delete { path: name });
            } else {
                entries.insert(path.clone(), entry.clone());
            }
        }
        plan.edits.splice(0..0, self.unfinished(files, &plan.built));
        let name = join(self.name, MANIFEST);
        if early != self.listed {
            plan.edits.insert(0, Edit::write(&name, manifest::write(early)?));
        }
        let text = manifest::write(entries)?;
        if self.text.as_ref() != Some(&text) {
            plan.stale.push(StaleFile { state: FileState::Stale, path: MANIFEST.to_owned() });
            plan.edits.push(Edit::write(name, text));
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

/// The file that has the name of a folder above a path, where there is one.
fn file_for_folder(files: &dyn Files, root: &str, path: &str) -> Option<String> {
    let mut above = path.match_indices('/').map(|(end, _)| &path[..end]);
    let is_file = |folder: &&str| matches!(files.kind(&join(root, folder)), Some(EntryKind::File | EntryKind::Other));
    above.find(is_file).map(str::to_owned)
}

/// Whether a path stands in a folder.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The bytes of a file, where it is there.
fn found(files: &dyn Files, root: &str, path: &str) -> Result<Option<Vec<u8>>, Failure> {
    let name = join(root, path);
    if files.kind(&name) == Some(EntryKind::Folder) || file_for_folder(files, root, path).is_some() {
        return Ok(None);
    }
    match files.read(&name) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(FileError::Missing { .. } | FileError::DeadLink { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_compiler::files::MemoryFiles;

    fn plan(files: &MemoryFiles, built: &[(&str, &str)]) -> Result<OutputPlan, Failure> {
        let built = built.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        OutputFolder::open(files, "out")?.plan(files, built, &Permissions { owned: |_: &str| true, force: false })
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
    }

    #[test]
    fn what_a_person_changed_or_made_is_left_alone() {
        let mut files = MemoryFiles::default();
        assert_eq!(run(&mut files, &[("a/form", "1"), ("a/old", "1"), ("a/same", "1")]), Ok((3, 0)));
        for path in ["form", "old", "mine"] {
            files.write(format!("out/a/{path}"), "answers");
        }
        let wanted = [("a/form", "2"), ("a/mine", "2"), ("a/new", "2"), ("a/same", "2")];
        // Each further build says the same, and everything else is written.
        for (written, kept) in [(2, 0), (0, 2)] {
            let Ok(found) = plan(&files, &wanted) else { unreachable!() };
            let of_persons: Vec<_> = found.of_persons().map(|file| (file.path.as_str(), file.state)).collect();
            let (changed, old) = (FileState::Changed, FileState::ChangedLeftOver);
            assert_eq!(of_persons, [("a/form", changed), ("a/mine", FileState::InTheWay), ("a/old", old)]);
            assert_eq!((found.written().count(), found.kept(), found.deleted().count()), (written, kept, 0));
            carry_out(&mut files, &found.edits);
            for path in ["form", "old", "mine"] {
                assert_eq!(files.read(&format!("out/a/{path}")), Ok(b"answers".to_vec()));
            }
        }
        let built = wanted.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let forced = OutputFolder::open(&files, "out")
            .and_then(|folder| folder.plan(&files, built, &Permissions { owned: |_: &str| true, force: true }));
        let Ok(forced) = forced else { unreachable!() };
        carry_out(&mut files, &forced.edits);
        assert_eq!(run(&mut files, &wanted), Ok((0, 0)));
        assert!(files.kind("out/a/old").is_none());
    }

    #[test]
    fn a_file_where_a_folder_belongs_stops_only_the_files_below_it() {
        let mut files = MemoryFiles::default();
        let wanted = [("a/x", "1"), ("b/c/y", "1"), ("b/z", "1")];
        assert_eq!(run(&mut files, &wanted), Ok((3, 0)));
        files.remove("out/b/c/y");
        files.remove("out/b/z");
        files.write("out/b", "mine");
        let wanted = [("a/x", "2"), ("b/c/y", "2"), ("b/z", "2")];
        for (written, kept) in [(1, 0), (0, 1)] {
            let Ok(found) = plan(&files, &wanted) else { unreachable!() };
            let of_persons: Vec<_> = found.of_persons().map(|file| (file.path.as_str(), file.state)).collect();
            assert_eq!(of_persons, [("b", FileState::ForFolder)]);
            assert_eq!((found.written().count(), found.kept(), found.deleted().count()), (written, kept, 0));
            carry_out(&mut files, &found.edits);
            assert_eq!(files.read("out/b"), Ok(b"mine".to_vec()));
        }
        let built = wanted.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let forced = OutputFolder::open(&files, "out")
            .and_then(|folder| folder.plan(&files, built, &Permissions { owned: |_: &str| true, force: true }));
        let Ok(forced) = forced else { unreachable!() };
        carry_out(&mut files, &forced.edits);
        assert_eq!(run(&mut files, &wanted), Ok((0, 0)));
        // It is no longer built, and a file stands where its folder was.
        files.remove("out/b/c/y");
        files.write("out/b/c", "mine");
        assert_eq!(run(&mut files, &wanted[..1]), Ok((0, 1)));
        assert_eq!(files.names().collect::<Vec<_>>(), ["out/a/x", "out/b/c", "out/manifest.json"]);
    }

    #[test]
    fn a_folder_where_a_file_belongs_is_left_alone() {
        let mut files = MemoryFiles::default();
        files.write("out/manifest.json", r#"{"canevas":1,"files":{}}"#);
        files.write("out/a/x/mine", "mine");
        for force in [false, true] {
            let built = [("a/x", &b"1"[..]), ("a/y", &b"1"[..])].into_iter().collect();
            let found = OutputFolder::open(&files, "out")
                .and_then(|folder| folder.plan(&files, built, &Permissions { owned: |_: &str| true, force }));
            let Ok(found) = found else { unreachable!() };
            let of_persons: Vec<_> = found.of_persons().map(|file| (file.path.as_str(), file.state)).collect();
            assert_eq!(of_persons, [("a/x", FileState::Folder)]);
            carry_out(&mut files, &found.edits);
        }
        assert_eq!(files.names().collect::<Vec<_>>(), ["out/a/x/mine", "out/a/y", "out/manifest.json"]);
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
    fn every_prefix_of_the_edits_leaves_a_folder_that_the_next_run_mends() {
        let mut before = MemoryFiles::default();
        assert_eq!(run(&mut before, &[("a/x", "1"), ("a/old", "2")]), Ok((2, 0)));
        let wanted = [("a/x", "changed"), ("a/y", "2"), ("a/z", "3")];
        let Ok(first) = plan(&before, &wanted) else { unreachable!() };
        for length in 0..=first.edits.len() {
            let mut files = before.clone();
            carry_out(&mut files, &first.edits[..length]);
            // The next run may be one of a definition that has changed again.
            let again = [("a/x", "changed again"), ("a/y", "3"), ("a/z", "3")];
            let Ok(next) = plan(&files, &again) else { unreachable!() };
            assert_eq!(next.of_persons().count(), 0, "after {length} edits");
            assert!(run(&mut files, &wanted).is_ok(), "after {length} edits");
            let names: Vec<&str> = files.names().collect();
            assert_eq!(names, ["out/a/x", "out/a/y", "out/a/z", "out/manifest.json"], "after {length} edits");
            assert_eq!(run(&mut files, &wanted), Ok((0, 0)));
        }
    }
}
