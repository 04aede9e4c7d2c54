//! A project: the files of a front, and what was read and built of them. A file is read once, and again only where it may
//! have changed. A reading or a build after that runs only the phases and the jobs that depend on the change.

use crate::{Builds, Built, Edition, EditionFiles, InputFile, Request};
use canevas_diagnostics::{SourceId, Sources};
use canevas_project::files::{FileError, FileTexts, Files, Scope, add_country, read_edition};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a front, and what is known of them. A front makes a `Project<Disk>` or a `Project<MemoryFiles>`. An operation
/// takes a `&Project`, which knows only that they are [`Files`].
#[derive(Debug)]
pub struct Project<F: ?Sized = dyn Files> {
    known: RefCell<ProjectCache>,
    files: F,
}

#[derive(Debug, Default)]
struct ProjectCache {
    texts: FileTexts,
    editions: BTreeMap<EditionKey, KeptEdition>,
    builds: BTreeMap<String, Builds>,
}

/// Which reading of an edition it is.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct EditionKey {
    folder: String,
    scope: Scope,
    side: ReadSide,
}

/// What an edition is read for.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ReadSide {
    /// For itself.
    Alone,
    /// As the earlier one of two editions.
    Earlier,
    /// As the new one of two editions, after the one in this folder.
    After(String),
}

/// An edition, and what it was read from.
#[derive(Debug)]
struct KeptEdition {
    files: EditionFiles,
    edition: Arc<Edition>,
}

impl ProjectCache {
    /// The edition of some files, in sources that begin with `start`.
    fn edition(&mut self, key: EditionKey, files: EditionFiles, start: &Sources) -> Arc<Edition> {
        let edition = match self.editions.remove(&key) {
            Some(kept) if kept.files == files && begins_with(&kept.edition.sources, start) => kept.edition,
            Some(kept) => Arc::new(Arc::unwrap_or_clone(kept.edition).read_again_after(&files, start.clone())),
            None => Arc::new(Edition::read_after(&files, start.clone())),
        };
        self.editions.insert(key, KeptEdition { files, edition: Arc::clone(&edition) });
        edition
    }
}

/// Whether sources begin with the sources of another value.
fn begins_with(sources: &Sources, start: &Sources) -> bool {
    (0..start.next_id().0).map(SourceId).all(|id| {
        let pair = sources.shared(id).zip(start.shared(id));
        pair.is_some_and(|(own, other)| Arc::ptr_eq(own, other))
    })
}

impl<F: Files> Project<F> {
    /// A project of which nothing is read yet.
    pub fn new(files: F) -> Self {
        Self { known: RefCell::default(), files }
    }

    /// The files, as what they are.
    pub fn own_files(&self) -> &F {
        &self.files
    }

    /// The files, to be changed.
    pub fn files_mut(&mut self) -> &mut F {
        &mut self.files
    }
}

impl Project {
    /// The files.
    pub fn files(&self) -> &dyn Files {
        &self.files
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> Result<InputFile, FileError> {
        self.known.borrow_mut().texts.read(&self.files, name)
    }

    /// The files of the edition in a folder.
    pub fn edition_files(&self, folder: &str, scope: Scope) -> Result<EditionFiles, FileError> {
        read_edition(&self.files, &mut self.known.borrow_mut().texts, folder, scope)
    }

    /// The edition in a folder as its files are now. Where none of them changed, it is the one that was read before.
    pub fn edition(&self, folder: &str, scope: Scope) -> Result<Arc<Edition>, FileError> {
        self.edition_with(folder, scope, &[])
    }

    /// The edition in a folder, with a copy for each of these countries even where it has no country file.
    pub fn edition_with(&self, folder: &str, scope: Scope, countries: &[String]) -> Result<Arc<Edition>, FileError> {
        let mut files = self.edition_files(folder, scope)?;
        for code in countries {
            add_country(&mut files, folder, code);
        }
        let key = EditionKey { folder: folder.to_owned(), scope, side: ReadSide::Alone };
        Ok(self.known.borrow_mut().edition(key, files, &Sources::default()))
    }

    /// Two editions to compare, without their returns. The new one is read into the sources of the earlier one, so that a
    /// finding can point into both. The settings of the new edition weigh a change, so the earlier one has none.
    pub fn pair(&self, old: &str, new: &str) -> Result<(Arc<Edition>, Arc<Edition>), FileError> {
        let scope = Scope::WithoutReturns;
        let old_files = EditionFiles { settings: None, ..self.edition_files(old, scope)? };
        let new_files = self.edition_files(new, scope)?;
        let mut known = self.known.borrow_mut();
        let key = EditionKey { folder: old.to_owned(), scope, side: ReadSide::Earlier };
        let earlier = known.edition(key, old_files, &Sources::default());
        let key = EditionKey { folder: new.to_owned(), scope, side: ReadSide::After(old.to_owned()) };
        let later = known.edition(key, new_files, &earlier.sources);
        Ok((earlier, later))
    }

    /// The files of an edition. Only the jobs run that depend on what changed since the last build of the folder.
    pub fn build(&self, folder: &str, edition: &Edition, request: &Request) -> Vec<Arc<Built>> {
        edition.build_again(request, self.known.borrow_mut().builds.entry(folder.to_owned()).or_default())
    }

    /// How many jobs the last build of a folder ran.
    pub fn rendered(&self, folder: &str) -> usize {
        self.known.borrow().builds.get(folder).map_or(0, |builds| builds.rendered().len())
    }
}
