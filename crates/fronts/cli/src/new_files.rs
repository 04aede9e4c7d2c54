//! Files that are written as their content comes, and that nobody sees under their names before all of them are whole.

use crate::Failure;
use canevas_machine::lines_of;
use canevas_operations::{ExportPlace, Outputs, shown, unfinished};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

/// The name of the standard input.
const STANDARD_INPUT: &str = "-";

/// Files that are being written below a folder. Those that are not committed are removed.
pub struct NewFiles {
    folder: PathBuf,
    /// The name of each, and where it is being written.
    files: Vec<(String, PathBuf)>,
}

impl NewFiles {
    /// No files yet.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), files: Vec::new() }
    }

    /// Gives all files their names, and returns these as they stand below the folder. A file that is there and differs is replaced only with `force`; without it
    /// none is.
    pub fn commit(mut self, force: bool) -> Result<Vec<String>, Failure> {
        let mut differ = Vec::new();
        for (name, written) in &self.files {
            let place = self.folder.join(name);
            let kind = fs::symlink_metadata(&place).ok();
            let is_same = || is_same(&place, written).unwrap_or(false);
            if kind.is_some_and(|kind| !kind.is_file() || (!force && !is_same())) {
                differ.push(format!("`{}`", shown(&place.to_string_lossy())));
            }
        }
        if let Some(first) = differ.first() {
            let more = if differ.len() == 1 { String::new() } else { format!(" (and {} more)", differ.len() - 1) };
            return Err(format!("{first}{more} exists and differs; replace it with --force"));
        }
        let mut names = Vec::with_capacity(self.files.len());
        for (name, written) in std::mem::take(&mut self.files) {
            let place = self.folder.join(&name);
            fs::rename(&written, &place).map_err(|error| format!("cannot write `{}`: {error}", place.display()))?;
            names.push(name);
        }
        Ok(names)
    }
}

impl Drop for NewFiles {
    fn drop(&mut self) {
        for (_, written) in &self.files {
            // It holds a part of what another run will write.
            let _ = fs::remove_file(written);
        }
    }
}

impl Outputs for NewFiles {
    fn create(&mut self, name: &str) -> io::Result<Box<dyn Write + Send>> {
        let place = self.folder.join(name);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)?;
        }
        let own = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let written = place.with_file_name(unfinished(&own));
        // A killed run or another program left it. It is removed, never followed.
        if fs::symlink_metadata(&written).is_ok() {
            fs::remove_file(&written)?;
        }
        let file = File::create_new(&written)?;
        self.files.push((name.to_owned(), written));
        Ok(Box::new(BufWriter::with_capacity(1 << 20, file)))
    }
}

impl ExportPlace for NewFiles {
    fn lines(&self, name: &str) -> io::Result<Box<dyn BufRead + Send>> {
        if name == STANDARD_INPUT {
            return Ok(Box::new(BufReader::with_capacity(1 << 20, io::stdin())));
        }
        lines_of(name)
    }
}

/// Whether two files hold the same bytes.
fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    if fs::metadata(one)?.len() != fs::metadata(other)?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::new(File::open(one)?), BufReader::new(File::open(other)?));
    let (mut left, mut right) = ([0; 8192], [0; 8192]);
    loop {
        let length = one.read(&mut left)?;
        if length == 0 {
            return Ok(true);
        }
        other.read_exact(&mut right[..length])?;
        if left[..length] != right[..length] {
            return Ok(false);
        }
    }
}
