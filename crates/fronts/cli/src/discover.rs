//! From the paths that a user names to what they hold.

use crate::Failure;
use crate::disk::{Disk, name_of, path_of};
use canevas_compiler::files::{self, FileError, Files as _, Scope, Texts};
use canevas_compiler::{EditionFiles, InputFile};
use std::path::{Path, PathBuf};

/// The paths to look in: those given, else `schemas`, else here.
pub fn paths_or_default(paths: &[PathBuf]) -> Vec<PathBuf> {
    match paths {
        [] if Path::new("schemas").is_dir() => vec![PathBuf::from("schemas")],
        [] => vec![PathBuf::from(".")],
        paths => paths.to_vec(),
    }
}

/// The edition folders below the paths, in order, each once.
pub fn editions(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let names: Vec<String> = paths_or_default(paths).iter().map(|path| name_of(path)).collect();
    let folders = files::editions(&Disk::default(), &names)?;
    Ok(folders.iter().map(|folder| path_of(folder).to_path_buf()).collect())
}

/// Every file below a folder, in order.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let names = files::files_below(&Disk::default(), &name_of(folder))?;
    Ok(names.iter().map(|name| path_of(name).to_path_buf()).collect())
}

/// Reads the files of an edition.
pub fn read_edition(folder: &Path) -> Result<EditionFiles, Failure> {
    Ok(files::read_edition(&Disk::default(), &mut Texts::default(), &name_of(folder), Scope::Whole)?)
}

/// An edition's files: from a folder, from a form file, or as `REV:PATH` from git.
pub fn edition_files(place: &str) -> Result<EditionFiles, Failure> {
    let disk = Disk::default();
    let folder = files::edition_at(&disk, &disk.place(place))?;
    Ok(files::read_edition(&disk, &mut Texts::default(), &folder, Scope::WithoutReturns)?)
}

/// Editions beside one whose names come before its own, the latest first.
pub fn editions_before(place: &str) -> Result<Vec<String>, Failure> {
    let disk = Disk::default();
    Ok(files::editions_before(&disk, &files::folder_of(&disk, &disk.place(place)))?)
}

/// Adds a country file that says nothing but the country's code, where an edition has none.
pub fn add_country(files: &mut EditionFiles, folder: &Path, code: &str) {
    files::add_country(files, &name_of(folder), code);
}

/// Reads a text file. What is not UTF-8 is named, and where.
pub fn read(path: &Path) -> Result<InputFile, Failure> {
    Ok(Texts::default().read(&Disk::default(), &name_of(path))?)
}

/// Larger Word files are neither answers nor templates.
const LARGEST_WORD: u64 = 64 << 20;

/// Reads a Word file, if it is none too large. What is wrong is told without the file's name.
pub fn read_word(path: &Path) -> Result<Vec<u8>, Failure> {
    Disk::default().read_at_most(&name_of(path), LARGEST_WORD).map_err(|error| match error {
        FileError::Missing { .. } => "there is no such file".to_owned(),
        FileError::Unreadable { why, .. } => why,
        FileError::TooLarge { .. } => "it is larger than 64 MiB".to_owned(),
        other => other.to_string(),
    })
}

/// A path as messages print it: with `/`, and without a leading `./`.
pub fn display(path: &Path) -> String {
    let name = name_of(path);
    if name.is_empty() { ".".to_owned() } else { name }
}
