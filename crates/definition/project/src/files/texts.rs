//! The texts of a project's files, each read once, and again only where it may have changed.

use super::discovery::InputFile;
use super::{FileError, Files, Stamp, split, text_of};
use std::collections::BTreeMap;

/// A larger file is not read. The definition of 100,000 questions has 10 MiB.
pub const LARGEST_TEXT: u64 = 32 << 20;

/// What was read of each file.
#[derive(Debug, Default)]
pub struct FileTexts {
    known: BTreeMap<String, (Option<Stamp>, InputFile)>,
    reads: usize,
}

impl FileTexts {
    /// The text of a file. It is read where it was not read before, or where its stamp says that it may have changed.
    pub fn read(&mut self, files: &dyn Files, name: &str) -> Result<InputFile, FileError> {
        let stamp = files.stamp(name);
        if let Some((known, file)) = self.known.get(name)
            && known.is_some()
            && *known == stamp
        {
            return Ok(file.clone());
        }
        self.reads += 1;
        let text = match files.read_at_most(name, LARGEST_TEXT).and_then(|bytes| text_of(name, bytes)) {
            Ok(text) => text,
            Err(error) => {
                self.known.remove(name);
                return Err(error);
            }
        };
        let file = InputFile { name: name.to_owned(), stem: stem_of(name).to_owned(), text };
        self.known.insert(name.to_owned(), (stamp, file.clone()));
        Ok(file)
    }

    /// How many files were read so far.
    pub fn reads(&self) -> usize {
        self.reads
    }
}

/// A file's name without its folder and its last ending.
pub(super) fn stem_of(name: &str) -> &str {
    let (_, file) = split(name);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}

#[cfg(test)]
mod tests {
    use super::super::MemoryFiles;
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let mut files = MemoryFiles::default();
        files.write("a.po", vec![b' '; LARGEST_TEXT as usize + 1]);
        let read = FileTexts::default().read(&files, "a.po");
        let said = read.err().map(|error| error.to_string()).unwrap_or_default();
        let wanted = "`a.po` is larger than 32 MiB, which is the limit; name the right file";
        assert!(said.starts_with(wanted), "{said}");
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let mut files = MemoryFiles::default();
        for (name, text) in [("a.json", "{}"), ("a.toml", "{}"), ("a.csv", "\u{feff}{}")] {
            files.write(name, "\u{feff}{}");
            assert!(FileTexts::default().read(&files, name).is_ok_and(|file| file.text == text), "{name}");
        }
    }

    #[test]
    fn a_file_is_read_again_only_after_a_change() {
        let mut files = MemoryFiles::default();
        files.write("a/CMR.yaml", "one");
        let mut texts = FileTexts::default();
        assert!(texts.read(&files, "a/CMR.yaml").is_ok_and(|file| file.text == "one" && file.stem == "CMR"));
        assert!(texts.read(&files, "a/CMR.yaml").is_ok());
        assert_eq!(files.reads(), 1);
        files.write("a/CMR.yaml", "two");
        assert!(texts.read(&files, "a/CMR.yaml").is_ok_and(|file| file.text == "two"));
        assert_eq!(files.reads(), 2);
        files.remove("a/CMR.yaml");
        assert!(texts.read(&files, "a/CMR.yaml").is_err());
    }
}
