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

/// The parts that are XML, by name; names of all others.
pub(crate) struct Package {
    pub parts: BTreeMap<String, String>,
    pub others: Vec<String>,
}

/// The names in the central directory: the zip crate keeps only the last of two equal ones.
fn names(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let u16_at = |at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let u32_at = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
    let from = bytes.len().saturating_sub(65_557);
    let end = bytes.get(from..)?.windows(4).rposition(|window| window == b"PK\x05\x06")? + from;
    let (count, mut at) = (u16_at(end + 10)?, u32_at(end + 16)?);
    let mut names = Vec::new();
    for _ in 0..count.min(MOST_ENTRIES + 1) {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) = (u16_at(at + 28)?, u16_at(at + 30)?, u16_at(at + 32)?);
        names.push(bytes.get(at + 46..at + 46 + name)?.to_vec());
        at += 46 + name + extra + comment;
    }
    (count == names.len() || count > MOST_ENTRIES).then_some(names)
}

pub(crate) fn open(bytes: &[u8]) -> Result<Package, ReadError> {
    let listed = names(bytes).ok_or_else(|| ReadError::NoZip("it has no list of parts".to_owned()))?;
    if listed.len() > MOST_ENTRIES {
        return Err(ReadError::TooManyEntries(listed.len()));
    }
    let mut seen = HashSet::new();
    for name in &listed {
        let name = String::from_utf8_lossy(name).into_owned();
        let outside = name.starts_with('/') || name.contains(['\\', '\0', ':']) || name.split('/').any(|s| s == "..");
        if outside {
            return Err(ReadError::BadName(name));
        }
        if !seen.insert(name.to_lowercase()) {
            return Err(ReadError::Duplicate(name));
        }
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::NoZip(error.to_string()))?;
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

fn decode(content: Vec<u8>) -> Result<String, String> {
    let wide = |little: bool| {
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
