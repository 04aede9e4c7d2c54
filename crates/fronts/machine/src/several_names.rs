//! A file with several names (hard links). A file that is renamed into its place would take only one of the names, and the
//! others would keep the old text without a word. So the text goes into the file itself.
//!
//! A run that is killed meanwhile leaves half of the new text there. That is why a run first writes the whole text to a second
//! file beside it. While that second file exists, the first one may be incomplete: canevas does not read it, and the message
//! names the second file.

use std::ffi::OsString;
use std::fs::{self, Metadata, OpenOptions};
use std::io::{Result, Write as _};
use std::path::{Path, PathBuf};

/// Whether a file has another name.
#[cfg(unix)]
pub fn has_several(found: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    found.is_file() && found.nlink() > 1
}

/// Whether a file has another name. Only Unix tells.
#[cfg(not(unix))]
pub fn has_several(_: &Metadata) -> bool {
    false
}

/// Where the whole new text of a file stands while it is written into the file.
fn whole(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".canevas-whole");
    path.with_file_name(name)
}

/// Writes the text of `beside`, a file that stands beside `path`, into the file that `path` and other names lead to.
pub fn write_into(path: &Path, beside: &Path, bytes: &[u8]) -> Result<()> {
    let whole = whole(path);
    // Opened first: a file that may not be written stays as it is.
    let mut file = OpenOptions::new().write(true).open(path).inspect_err(|_| {
        let _ = fs::remove_file(beside);
    })?;
    fs::File::open(beside)?.sync_all()?;
    fs::rename(beside, &whole)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()?;
    fs::remove_file(&whole)
}

/// Why a file cannot be read: a run was killed, or its disk was full, while it wrote into the file.
pub fn why_unreadable(path: &Path, found: &Metadata) -> Option<String> {
    if !has_several(found) {
        return None;
    }
    // A link may lead to the file from elsewhere.
    let target = fs::canonicalize(path).ok()?;
    let whole = whole(&target);
    fs::symlink_metadata(&whole).ok()?;
    Some(format!(
        "canevas could not finish writing it. Its whole new text is in `{}`: copy that into the file, and then delete it",
        whole.display()
    ))
}
