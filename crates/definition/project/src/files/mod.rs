//! The only way to a file. The compiler reads folders through [`Files`]; a front supplies the implementation: the disk, a
//! git revision, or a map in memory.

mod discovery;
mod memory;
mod respondents;
mod texts;
mod unread;

pub use discovery::{
    EditionFiles, InputFile, Scope, edition_at, editions, editions_before, files_below, folder_of, is_of_tools,
    no_files_below, read_edition, unread_editions, unread_returns,
};
pub use memory::MemoryFiles;
pub use respondents::add_respondent;
pub use texts::FileTexts;
pub use unread::{UnreadFile, is_beside_others, meant_for};

use std::fmt;

/// What a name in a folder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, or something that is neither a file nor a folder.
    Other,
}

/// One entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderEntry {
    /// Its name within the folder.
    pub name: String,
    /// What it is. A link is not followed.
    pub kind: EntryKind,
}

/// A mark of a file's state. Two equal stamps of one file mean that it has not changed in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When the file was last changed, in any unit that grows.
    pub changed: u128,
    /// Its length in bytes.
    pub length: u64,
}

/// Why a file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// There is no such file.
    Missing {
        /// The file's name.
        name: String,
        /// The reason that the system gives.
        why: String,
    },
    /// It is a link that leads nowhere, or stands behind one.
    DeadLink {
        /// The file's name.
        name: String,
        /// Which link it is, and where it leads.
        why: String,
    },
    /// It cannot be read.
    Unreadable {
        /// The file's name.
        name: String,
        /// The reason that the system gives.
        why: String,
    },
    /// It is larger than the caller allows.
    TooLarge {
        /// The file's name.
        name: String,
        /// The most bytes that are allowed.
        most: u64,
    },
    /// It is a ZIP archive, as Office files are too.
    Archive {
        /// The file's name.
        name: String,
    },
    /// It is not UTF-8.
    NotUtf8 {
        /// The file's name.
        name: String,
        /// The first line that is not, from 1.
        line: usize,
    },
    /// The name itself leads nowhere; the sentence says why.
    Name(String),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { name, why } | Self::DeadLink { name, why } | Self::Unreadable { name, why } => {
                write!(f, "cannot read `{}`: {why}", shown(name))
            }
            Self::Archive { name } => {
                let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
                let (what, how) = match &*ending {
                    "docx" => ("a Word file", "if it is a filled questionnaire, `canevas read` makes a return of it"),
                    "docm" | "dotx" | "odt" | "xlsx" | "xlsm" | "ods" | "pptx" => (
                        "an Office file",
                        "a filled questionnaire must be a .docx file; save a table or a text as text",
                    ),
                    _ => ("an archive or an Office file", "unpack it and name the file in it, or save it as text"),
                };
                write!(f, "`{}` is {what}, and not a text; {how}", shown(name))
            }
            Self::TooLarge { name, most } => write!(
                f,
                "`{name}` is larger than {} MiB, which is the limit; name the right file, or take out what does not belong in it",
                most >> 20
            ),
            Self::NotUtf8 { name, line } => {
                // A spreadsheet asks for the encoding by the name of the format.
                let how = if name.ends_with(".csv") {
                    "save it from your spreadsheet as “CSV UTF-8”"
                } else {
                    "save it as UTF-8 in your editor"
                };
                write!(f, "`{name}` is not UTF-8 at line {line}; {how}")
            }
            Self::Name(sentence) => f.write_str(sentence),
        }
    }
}

impl std::error::Error for FileError {}

impl From<FileError> for String {
    fn from(error: FileError) -> Self {
        error.to_string()
    }
}

/// A place that holds files. A name is a path with `/`, relative to where the user stands, as messages print it; the empty
/// name is that place itself.
pub trait Files {
    /// The entries of a folder, ordered by name.
    fn list(&self, folder: &str) -> Result<Vec<FolderEntry>, FileError>;

    /// The bytes of a file.
    fn read(&self, name: &str) -> Result<Vec<u8>, FileError>;

    /// The bytes of a file that has at most `most` bytes.
    fn read_at_most(&self, name: &str, most: u64) -> Result<Vec<u8>, FileError> {
        let bytes = self.read(name)?;
        if bytes.len() as u64 > most {
            return Err(FileError::TooLarge { name: name.to_owned(), most });
        }
        Ok(bytes)
    }

    /// What a name stands for; `None` where there is nothing. A link counts as what it leads to.
    fn kind(&self, name: &str) -> Option<EntryKind>;

    /// The folder that holds a folder, and what it is called there. `None` where nothing holds it.
    fn place_of(&self, folder: &str) -> Option<(String, String)> {
        place_in_name(folder)
    }

    /// The state of a file; `None` where it must be read to tell.
    fn stamp(&self, name: &str) -> Option<Stamp>;

    /// A folder and the folders above it, the nearest first: those that may hold the settings of what is in it.
    fn folders_above(&self, folder: &str) -> Vec<String> {
        let mut folders = vec![folder.to_owned()];
        let mut rest = folder;
        while !rest.is_empty() {
            rest = rest.rsplit_once('/').map_or("", |(above, _)| above);
            folders.push(rest.to_owned());
        }
        folders
    }
}

/// The error about a name under which there is nothing. It is `why`, or else names the link that leads nowhere.
pub fn nothing_at(files: &dyn Files, name: &str, why: String) -> FileError {
    match files.read(name) {
        Err(error @ FileError::DeadLink { .. }) => error,
        _ => FileError::Name(why),
    }
}

/// The name of an entry of a folder.
pub fn join(folder: &str, name: &str) -> String {
    match folder.trim_end_matches('/') {
        "" if folder.starts_with('/') => format!("/{name}"),
        "" | "." => name.to_owned(),
        // The top of a git revision.
        folder if folder.ends_with(':') => format!("{folder}{name}"),
        folder => format!("{folder}/{name}"),
    }
}

/// The name of the folder that holds a file, and the file's name within it.
pub fn split(name: &str) -> (&str, &str) {
    match name.rsplit_once('/') {
        Some(("", file)) => ("/", file),
        Some((folder, file)) => (folder, file),
        None => ("", name),
    }
}

/// The folder that holds a folder, and what it is called there, where its name says both.
pub fn place_in_name(folder: &str) -> Option<(String, String)> {
    let (above, own) = match (split(folder), folder.split_once(':')) {
        // At the top of a git revision, as in `main:2024`.
        (("", _), Some((revision, own))) => (&folder[..=revision.len()], own),
        (split, _) => split,
    };
    (!matches!(own, "" | "." | "..")).then(|| (above.to_owned(), own.to_owned()))
}

/// A name as messages print it.
pub fn shown(name: &str) -> &str {
    if name.is_empty() { "." } else { name }
}

/// A text from a file's bytes.
pub fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, FileError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(FileError::Archive { name: name.to_owned() });
    }
    String::from_utf8(bytes).map(|text| without_mark(name, text)).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        FileError::NotUtf8 { name: name.to_owned(), line }
    })
}

/// A text without the byte order mark that some editors put before it, where its format takes none. The readers of the other
/// formats take it, and a table keeps it when it is copied: a spreadsheet knows UTF-8 by it.
fn without_mark(name: &str, text: String) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match text.strip_prefix('\u{feff}') {
        Some(rest) if ["json", "toml"].iter().any(|known| ending.eq_ignore_ascii_case(known)) => rest.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_and_split() {
        assert_eq!(join("", "form.yaml"), "form.yaml");
        assert_eq!(join(".", "form.yaml"), "form.yaml");
        assert_eq!(join("a/b/", "form.yaml"), "a/b/form.yaml");
        assert_eq!(join("/", "form.yaml"), "/form.yaml");
        assert_eq!(join("main:", "form.yaml"), "main:form.yaml");
        assert_eq!(split("a/b/form.yaml"), ("a/b", "form.yaml"));
        assert_eq!(split("form.yaml"), ("", "form.yaml"));
        assert_eq!(split("/form.yaml"), ("/", "form.yaml"));
    }

    #[test]
    fn what_is_not_utf8_is_named_with_its_line() {
        let error = text_of("glossary.csv", b"term\nr\xe9sum\xe9".to_vec());
        assert_eq!(error, Err(FileError::NotUtf8 { name: "glossary.csv".to_owned(), line: 2 }));
        assert!(error.is_err_and(|error| error.to_string().contains("CSV UTF-8")));
    }

    #[test]
    fn an_archive_is_named_as_such() {
        // Bytes that are UTF-8 by chance are no text either.
        for rest in [&b"\x14\0"[..], b"\xff\xfe", b""] {
            let error = text_of("fr.xlz", [b"PK\x03\x04", rest].concat());
            assert!(error.is_err_and(|error| error.to_string().contains("unpack it")));
        }
        for (name, advice) in
            [("COM.docx", "`canevas read`"), ("COM.DOCX", "`canevas read`"), ("COM.odt", ".docx file")]
        {
            let error = text_of(name, b"PK\x03\x04".to_vec()).map_err(|error| error.to_string());
            assert!(error.is_err_and(|told| told.contains(advice) && !told.contains("unpack")));
        }
        assert!(text_of("a.txt", b"PK and more".to_vec()).is_ok());
    }

    #[test]
    fn a_name_says_what_holds_a_folder() {
        let place = |folder: &str| place_in_name(folder);
        for (folder, above, own) in
            [("a/b/2024", "a/b", "2024"), ("2024", "", "2024"), ("/2024", "/", "2024"), ("main:2024", "main:", "2024")]
        {
            assert_eq!(place(folder), Some((above.to_owned(), own.to_owned())));
        }
        for folder in ["", ".", "..", "a/..", "main:"] {
            assert_eq!(place(folder), None, "{folder}");
        }
    }

    #[test]
    fn settings_are_looked_for_from_a_folder_upwards() {
        assert_eq!(MemoryFiles::default().folders_above("a/b"), ["a/b", "a", ""]);
    }
}
