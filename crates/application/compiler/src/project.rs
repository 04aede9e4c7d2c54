//! A project: the files that a front gives, and what was read and built of them. Every file is read once, and again only
//! where it may have changed; what is read again runs only the phases and the jobs that depend on the change.

use crate::{Builds, Built, Edition, EditionFiles, InputFile, Request};
use canevas_project::files::{FileError, Files, Scope, Texts, read_edition};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a front, and what is known of them. A front makes a `Project<Disk>` or a `Project<MemoryFiles>`; an
/// operation takes a `&Project`, which knows only that they are [`Files`].
#[derive(Debug)]
pub struct Project<F: ?Sized = dyn Files> {
    known: RefCell<Known>,
    files: F,
}

#[derive(Debug, Default)]
struct Known {
    texts: Texts,
    editions: BTreeMap<(String, Scope), (EditionFiles, Arc<Edition>)>,
    builds: BTreeMap<String, Builds>,
}

impl<F: Files> Project<F> {
    /// A project of which nothing is read yet.
    pub fn new(files: F) -> Self {
        Self { known: RefCell::default(), files }
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

    /// The edition in a folder as its files are now. Where none of them changed, it is the one that was read before.
    pub fn edition(&self, folder: &str, scope: Scope) -> Result<Arc<Edition>, FileError> {
        let mut known = self.known.borrow_mut();
        let files = read_edition(&self.files, &mut known.texts, folder, scope)?;
        let key = (folder.to_owned(), scope);
        let edition = match known.editions.remove(&key) {
            Some((before, edition)) if before == files => edition,
            Some((_, edition)) => Arc::new(Arc::unwrap_or_clone(edition).read_again(&files)),
            None => Arc::new(Edition::read(&files)),
        };
        known.editions.insert(key, (files, Arc::clone(&edition)));
        Ok(edition)
    }

    /// What the edition in a folder comes to. Only the jobs run that depend on what changed since the last build.
    pub fn build(&self, folder: &str, request: &Request) -> Result<Vec<Arc<Built>>, FileError> {
        // Returns have no part in a build.
        let edition = self.edition(folder, Scope::WithoutReturns)?;
        let mut known = self.known.borrow_mut();
        Ok(edition.build_again(request, known.builds.entry(folder.to_owned()).or_default()))
    }

    /// How many jobs the last build of a folder ran.
    pub fn rendered(&self, folder: &str) -> usize {
        self.known.borrow().builds.get(folder).map_or(0, |builds| builds.rendered().len())
    }
}
