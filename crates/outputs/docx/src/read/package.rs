//! A Word file opened within limits. Nothing in it is followed; what could be is told.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::io::{Cursor, Read as _};

const MOST_ENTRIES: usize = 200;
const LARGEST_PART: u64 = 20 << 20;
const LARGEST_WHOLE: u64 = 60 << 20;
const HIGHEST_RATIO: u64 = 200;
/// Below this size a ratio tells nothing: a table of equal rows packs well.
const RATIO_FROM: u64 = 1 << 20;

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// It is no zip file, or a broken one.
    NoZip(String),
    /// It is a file of another kind: one protected with a password, or an old Word document.
    OldOrProtected,
    /// A part is encrypted.
    Encrypted(String),
    /// It is a zip file for sizes that no Word file has.
    Zip64,
    /// It has too many entries.
    TooManyEntries(usize),
    /// A part, or all parts together, are too large.
    TooLarge(String),
    /// A part is packed beyond reason.
    Bomb(String),
    /// Two entries have one name.
    Duplicate(String),
    /// A name leads out of the file.
    BadName(String),
    /// A part has a DOCTYPE.
    Doctype(String),
    /// A part is not well-formed XML.
    NotXml(String, String),
    /// There is no document in it.
    NoDocument,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoZip(why) => write!(f, "it is no Word file (.docx): {why}"),
            Self::OldOrProtected => f.write_str(
                "it is protected with a password, or an old Word document (.doc); open it in Word and save it as a Word document (.docx) without a password",
            ),
            Self::Encrypted(name) => write!(f, "{name} is encrypted; take the password off and save the file again"),
            Self::Zip64 => f.write_str("it is packed as a zip64 archive, which no Word file needs; save it again in Word or LibreOffice"),
            Self::TooManyEntries(count) => write!(f, "it has {count} parts; at most {MOST_ENTRIES} are read"),
            Self::TooLarge(name) => write!(f, "{name} is too large: at most 20 MiB a part and 60 MiB in all are read"),
            Self::Bomb(name) => write!(f, "{name} is packed more than {HIGHEST_RATIO} to 1, which no document is"),
            Self::Duplicate(name) => write!(f, "the part {name} stands twice in it"),
            Self::BadName(name) => write!(f, "the name `{name}` leads out of the file"),
            Self::Doctype(name) => write!(f, "{name} has a DOCTYPE, which no Word file has"),
            Self::NotXml(name, why) => write!(f, "{name} is not well-formed: {why}"),
            Self::NoDocument => f.write_str("there is no document in it"),
        }
    }
}

impl std::error::Error for ReadError {}

/// The parts of a Word file.
pub(crate) struct Package {
    /// Those that are XML: name and text.
    pub parts: BTreeMap<String, String>,
    /// The names of all others, which were not unpacked.
    pub others: Vec<String>,
}

/// What the list at the end of a zip file says of a part.
struct Listed {
    name: String,
    encrypted: bool,
}

fn no_zip(why: &str) -> ReadError {
    ReadError::NoZip(why.to_owned())
}

/// The list of parts, as the file has it: the zip crate keeps only the last of two equal names.
fn listed(bytes: &[u8]) -> Result<Vec<Listed>, ReadError> {
    let Some(end) = end_of_list(bytes) else {
        return Err(match bytes.get(..4) {
            Some(b"\xd0\xcf\x11\xe0") => ReadError::OldOrProtected,
            Some(b"PK\x03\x04") => no_zip("it is cut off"),
            _ => no_zip("it is no zip archive"),
        });
    };
    let broken = || no_zip("its list of parts is broken");
    let count = u16_at(bytes, end + 10).ok_or_else(broken)?;
    let start = u32_at(bytes, end + 16).ok_or_else(broken)?;
    // Where these are too small to hold the numbers, others hold them, which no file within our limits needs.
    if count == usize::from(u16::MAX) || start == u32::MAX as usize {
        return Err(ReadError::Zip64);
    }
    if count > MOST_ENTRIES {
        return Err(ReadError::TooManyEntries(count));
    }
    let mut at = start;
    let mut parts = Vec::with_capacity(count);
    for _ in 0..count {
        let entry = bytes.get(at..).filter(|entry| entry.starts_with(b"PK\x01\x02")).ok_or_else(broken)?;
        let number = |at| u16_at(entry, at).ok_or_else(broken);
        let (flags, name, extra, comment) = (number(8)?, number(28)?, number(30)?, number(32)?);
        let name_bytes = entry.get(46..46 + name).ok_or_else(broken)?;
        parts.push(Listed { name: String::from_utf8_lossy(name_bytes).into_owned(), encrypted: flags & 1 == 1 });
        at += 46 + name + extra + comment;
    }
    Ok(parts)
}

/// Where the record is that ends the list: within the last 64 KiB, since a comment may follow it.
fn end_of_list(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(65_557);
    bytes.get(from..)?.windows(4).rposition(|window| window == b"PK\x05\x06").map(|at| at + from)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// Opens a Word file: every part that is XML, unpacked and decoded within the limits.
///
/// # Errors
///
/// Where it is no zip file, is beyond a limit, or holds what no Word file has.
pub(crate) fn open(bytes: &[u8]) -> Result<Package, ReadError> {
    let listed = listed(bytes)?;
    let mut seen = HashSet::new();
    for Listed { name, encrypted } in &listed {
        let outside = name.starts_with('/') || name.contains(['\\', '\0', ':']) || name.split('/').any(|s| s == "..");
        if outside {
            return Err(ReadError::BadName(name.clone()));
        }
        if *encrypted {
            return Err(ReadError::Encrypted(name.clone()));
        }
        // Word holds names that differ in case only for the same.
        if !seen.insert(name.to_lowercase()) {
            return Err(ReadError::Duplicate(name.clone()));
        }
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::NoZip(error.to_string()))?;
    if archive.len() != listed.len() {
        return Err(no_zip("it has two lists of parts, which differ"));
    }
    let mut package = Package { parts: BTreeMap::new(), others: Vec::new() };
    let mut whole = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| ReadError::NoZip(error.to_string()))?;
        let name = entry.name().map_err(|error| ReadError::NoZip(error.to_string()))?.into_owned();
        let extension = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        if !matches!(extension.as_str(), "xml" | "rels") {
            package.others.push(name);
            continue;
        }
        let packed = entry.compressed_size().max(1);
        let mut content = Vec::new();
        // What an entry says of its size is not believed.
        entry
            .take(LARGEST_PART + 1)
            .read_to_end(&mut content)
            .map_err(|error| ReadError::NoZip(format!("{name}: {error}")))?;
        let size = content.len() as u64;
        whole += size;
        if size > LARGEST_PART || whole > LARGEST_WHOLE {
            return Err(ReadError::TooLarge(name));
        }
        if size > RATIO_FROM && size / packed > HIGHEST_RATIO {
            return Err(ReadError::Bomb(name));
        }
        let text = decode(content).map_err(|why| ReadError::NotXml(name.clone(), why))?;
        if text.contains("<!DOCTYPE") {
            return Err(ReadError::Doctype(name));
        }
        package.parts.insert(name, text);
    }
    Ok(package)
}

/// Text in UTF-8, or in UTF-16 with its mark: XML has to be in one of them.
fn decode(content: Vec<u8>) -> Result<String, String> {
    let wide = |little: bool| {
        if content.len() % 2 == 1 {
            return Err("half a character is left over".to_owned());
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
