//! A package (a zip file of parts) opened within limits. Nothing in it is executed or followed.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::io::{Cursor, Read as _};

const MOST_ENTRIES: usize = 200;
const LARGEST_PART: u64 = 20 << 20;
const LARGEST_WHOLE: u64 = 60 << 20;
const HIGHEST_RATIO: u64 = 200;
/// Below this size the ratio says nothing: a table of equal rows packs well.
const RATIO_FROM: u64 = 1 << 20;

/// Why a package could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageError {
    /// The file is not a zip archive, or a broken one.
    NoZip(String),
    /// The file is in the older binary format: it has a password, or is an old Word document.
    OldOrProtected,
    /// A part is encrypted.
    Encrypted(String),
    /// The file uses the zip extension for very large archives.
    Zip64,
    /// The file has too many parts.
    TooManyEntries(usize),
    /// A part is too large, or all parts together are.
    TooLarge(String),
    /// The compression ratio of a part is too high.
    Bomb(String),
    /// Two parts have the same name.
    Duplicate(String),
    /// The name of a part leads out of the package.
    BadName(String),
    /// A part has a DOCTYPE.
    Doctype(String),
    /// A part is not well-formed XML.
    NotXml(String, String),
    /// The file is of another kind, which is named.
    OtherKind(&'static str),
    /// The package has no document part.
    NoDocument,
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoZip(why) => write!(f, "it is not a Word file (.docx): {why}"),
            Self::OldOrProtected => f.write_str(
                "it has a password, or it is an old Word document (.doc); open it in Word and save it as a Word document (.docx) without a password",
            ),
            Self::Encrypted(name) => write!(f, "{name} is encrypted; remove the password and save the file again"),
            Self::Zip64 => f.write_str("it is a zip64 archive, which no Word file needs; save it again in Word or LibreOffice"),
            Self::TooManyEntries(count) => write!(f, "it has {count} parts; the limit is {MOST_ENTRIES}"),
            Self::TooLarge(name) => write!(f, "{name} is too large: the limits are 20 MiB for a part and 60 MiB for all parts"),
            Self::Bomb(name) => write!(f, "the compression ratio of {name} is above {HIGHEST_RATIO} to 1, which no document reaches"),
            Self::Duplicate(name) => write!(f, "it has the part {name} twice"),
            Self::BadName(name) => write!(f, "the part name `{name}` leads out of the file"),
            Self::Doctype(name) => write!(f, "{name} has a DOCTYPE, which no Word file has"),
            Self::NotXml(name, why) => write!(f, "{name} is not well-formed: {why}"),
            Self::OtherKind(what) => write!(f, "it is {what}, and not a Word document (.docx); open it in the program that made it, or in LibreOffice, and save it as a Word document (.docx)"),
            Self::NoDocument => f.write_str("it contains no document; open it in Word or LibreOffice and save it as a Word document (.docx)"),
        }
    }
}

impl std::error::Error for PackageError {}

/// The parts of a package.
pub struct Package {
    /// The XML parts: name and text.
    pub parts: BTreeMap<String, String>,
    /// The names of all other parts, which were not unpacked.
    pub others: Vec<String>,
}

/// An entry of the directory at the end of a zip file.
struct DirectoryEntry {
    name: String,
    encrypted: bool,
}

fn no_zip(why: &str) -> PackageError {
    PackageError::NoZip(why.to_owned())
}

/// The directory as the file has it. The zip crate keeps only the last of two equal names.
fn directory(bytes: &[u8]) -> Result<Vec<DirectoryEntry>, PackageError> {
    let Some(end) = end_of_directory(bytes) else {
        return Err(match bytes.get(..4) {
            Some(b"\xd0\xcf\x11\xe0") => PackageError::OldOrProtected,
            Some(b"PK\x03\x04") => no_zip("it is cut off; ask for the file again"),
            Some(b"{\\rt") => PackageError::OtherKind("a rich text file (.rtf)"),
            Some(b"%PDF") => PackageError::OtherKind("a PDF file, which holds no fields that can be read"),
            None if bytes.is_empty() => no_zip("it is empty; ask for the file again"),
            _ => no_zip("it is not a zip archive"),
        });
    };
    let broken = || no_zip("its directory is broken");
    let count = u16_at(bytes, end + 10).ok_or_else(broken)?;
    let start = u32_at(bytes, end + 16).ok_or_else(broken)?;
    // These values say that another record holds the numbers. No file within our limits needs it.
    if count == usize::from(u16::MAX) || start == u32::MAX as usize {
        return Err(PackageError::Zip64);
    }
    if count > MOST_ENTRIES {
        return Err(PackageError::TooManyEntries(count));
    }
    let mut at = start;
    let mut parts = Vec::with_capacity(count);
    for _ in 0..count {
        let entry = bytes.get(at..).filter(|entry| entry.starts_with(b"PK\x01\x02")).ok_or_else(broken)?;
        let number = |at| u16_at(entry, at).ok_or_else(broken);
        let (flags, name, extra, comment) = (number(8)?, number(28)?, number(30)?, number(32)?);
        let name_bytes = entry.get(46..46 + name).ok_or_else(broken)?;
        parts
            .push(DirectoryEntry { name: String::from_utf8_lossy(name_bytes).into_owned(), encrypted: flags & 1 == 1 });
        at += 46 + name + extra + comment;
    }
    Ok(parts)
}

/// Where the record is that ends the directory. A comment of up to 64 KiB may follow it.
fn end_of_directory(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(65_557);
    bytes.get(from..)?.windows(4).rposition(|window| window == b"PK\x05\x06").map(|at| at + from)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// Opens a package: unpacks and decodes each XML part within the limits.
///
/// # Errors
///
/// Where the file is not a zip archive, exceeds a limit, or has something that no Word file has.
pub fn open(bytes: &[u8]) -> Result<Package, PackageError> {
    let directory = directory(bytes)?;
    if let Some(kind) = other_kind(&directory) {
        check_names(&directory)?;
        return Err(PackageError::OtherKind(kind));
    }
    unpack(bytes, &directory)
}

/// The same for a workbook.
///
/// # Errors
///
/// Where the file is not a zip archive, exceeds a limit, or is no workbook.
pub fn open_workbook(bytes: &[u8]) -> Result<Package, PackageError> {
    let directory = directory(bytes)?;
    match other_kind(&directory) {
        Some(WORKBOOK) => unpack(bytes, &directory),
        Some(kind) => Err(PackageError::OtherKind(kind)),
        None => Err(PackageError::NoDocument),
    }
}

/// Refuses names that lead out of the package or stand twice, and encrypted parts.
fn check_names(directory: &[DirectoryEntry]) -> Result<(), PackageError> {
    let mut seen = HashSet::new();
    for DirectoryEntry { name, encrypted } in directory {
        let outside = name.starts_with('/') || name.contains(['\\', '\0', ':']) || name.split('/').any(|s| s == "..");
        if outside {
            return Err(PackageError::BadName(name.clone()));
        }
        if *encrypted {
            return Err(PackageError::Encrypted(name.clone()));
        }
        // To Word, names that differ only in case are the same.
        if !seen.insert(name.to_lowercase()) {
            return Err(PackageError::Duplicate(name.clone()));
        }
    }
    Ok(())
}

fn unpack(bytes: &[u8], directory: &[DirectoryEntry]) -> Result<Package, PackageError> {
    check_names(directory)?;
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| PackageError::NoZip(error.to_string()))?;
    if archive.len() != directory.len() {
        return Err(no_zip("it has two directories that differ"));
    }
    let mut package = Package { parts: BTreeMap::new(), others: Vec::new() };
    let mut whole = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| PackageError::NoZip(error.to_string()))?;
        let name = entry.name().map_err(|error| PackageError::NoZip(error.to_string()))?.into_owned();
        let extension = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        if !matches!(extension.as_str(), "xml" | "rels") {
            package.others.push(name);
            continue;
        }
        let packed = entry.compressed_size().max(1);
        let mut content = Vec::new();
        // The size that an entry declares may be false.
        entry
            .take(LARGEST_PART + 1)
            .read_to_end(&mut content)
            .map_err(|error| PackageError::NoZip(format!("{name}: {error}")))?;
        let size = content.len() as u64;
        whole += size;
        if size > LARGEST_PART || whole > LARGEST_WHOLE {
            return Err(PackageError::TooLarge(name));
        }
        if size > RATIO_FROM && size / packed > HIGHEST_RATIO {
            return Err(PackageError::Bomb(name));
        }
        let text = decode(content).map_err(|why| PackageError::NotXml(name.clone(), why))?;
        if text.contains("<!DOCTYPE") {
            return Err(PackageError::Doctype(name));
        }
        package.parts.insert(name, text);
    }
    Ok(package)
}

/// The content of a part that [`open`] does not unpack, where the package holds it and it has at most `most` bytes.
pub fn other(bytes: &[u8], name: &str, most: usize) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let entry = archive.by_name(name).ok()?;
    let mut content = Vec::new();
    // The size that an entry declares may be false.
    entry.take(most as u64 + 1).read_to_end(&mut content).ok()?;
    (content.len() <= most).then_some(content)
}

/// What messages call a workbook.
const WORKBOOK: &str = "an Excel workbook";

/// What a package is that is no Word file, by the names of its parts.
fn other_kind(directory: &[DirectoryEntry]) -> Option<&'static str> {
    let has = |name: &str| directory.iter().any(|entry| entry.name.eq_ignore_ascii_case(name));
    let starts = |name: &str| directory.iter().any(|entry| entry.name.to_ascii_lowercase().starts_with(name));
    if has("[Content_Types].xml") {
        // A Word file may hold a workbook, as a part of a part.
        return match (starts("word/"), starts("xl/"), starts("ppt/")) {
            (false, true, _) => Some(WORKBOOK),
            (false, _, true) => Some("a PowerPoint presentation"),
            _ => None,
        };
    }
    match (has("mimetype"), has("content.xml")) {
        (true, true) => Some("an OpenDocument file (.odt, .ods or .odp)"),
        (true, false) => Some("an e-book (.epub) or a similar file"),
        _ if starts("index/") => Some("a Pages document (.pages)"),
        _ => None,
    }
}

/// Decodes UTF-8, or UTF-16 with a byte order mark. XML must use one of the two.
fn decode(content: Vec<u8>) -> Result<String, String> {
    let wide = |little: bool| {
        if content.len() % 2 == 1 {
            return Err("it ends in the middle of a character".to_owned());
        }
        let units = content[2..].chunks_exact(2).map(|pair| {
            let pair = [pair[0], pair[1]];
            if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
        });
        char::decode_utf16(units).collect::<Result<String, _>>().map_err(|error| error.to_string())
    };
    match content.get(..2) {
        Some([0xff, 0xfe]) => wide(true),
        Some([0xfe, 0xff]) => wide(false),
        _ => String::from_utf8(content)
            .map(|text| text.trim_start_matches('\u{feff}').to_owned())
            .map_err(|error| error.to_string()),
    }
}
