//! A part of a reference, and why one cannot be used.

use super::clean;
use canevas_ooxml::{Element, Package, PackageError, tree};
use std::fmt;

/// Why a file cannot be used as a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceError {
    /// The file cannot be read as a Word file.
    Unreadable(PackageError),
    /// The file has no styles.
    NoStyles,
    /// The file is in the strict variant of the format, which has other names and units.
    Strict,
    /// A part is not what it should be.
    Broken(String, String),
}

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const AGAIN: &str = "open it in Word or LibreOffice and save it as a Word document (.docx)";
        match self {
            Self::Unreadable(error) => write!(f, "{error}; {AGAIN}"),
            Self::NoStyles => write!(f, "it has no styles; {AGAIN}"),
            Self::Strict => write!(f, "it is a Strict Open XML document; {AGAIN}"),
            Self::Broken(part, why) => write!(f, "{part} cannot be used: {why}; {AGAIN}"),
        }
    }
}

impl std::error::Error for ReferenceError {}

/// A part as a tree of WordprocessingML alone.
pub fn part(package: &Package, name: &str) -> Result<Option<Element>, ReferenceError> {
    let Some(text) = package.parts.get(name) else { return Ok(None) };
    let root = tree::parse(text).map_err(|why| ReferenceError::Broken(name.to_owned(), why))?;
    cleaned(name, &root).map(Some)
}

/// A part as a tree of WordprocessingML alone. `root` is the whole part.
pub fn cleaned(name: &str, root: &Element) -> Result<Element, ReferenceError> {
    match clean::of(root) {
        Ok(root) => Ok(root),
        Err(clean::Foreign::Strict) => Err(ReferenceError::Strict),
        Err(clean::Foreign::Other) => {
            Err(ReferenceError::Broken(name.to_owned(), "it is not a part of a Word file".to_owned()))
        }
    }
}
