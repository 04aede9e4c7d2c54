//! Places of the language service as places of the protocol.

use crate::documents::Documents;
use crate::positions::{Columns, Lines};
use crate::uri::uri_of_name;
use canevas_language_service::FileRange;
use canevas_operations::Project;
use canevas_operations::files::Files as _;
use lsp_types::Location;

/// Reads the texts in which places are counted.
pub(crate) struct Converter<'p> {
    pub(crate) documents: &'p Documents,
    pub(crate) project: &'p Project,
    pub(crate) columns: Columns,
}

impl Converter<'_> {
    /// The version of a document, if it is open.
    pub(crate) fn version(&self, file: &str) -> Option<i32> {
        self.documents.get(file).map(|document| document.version)
    }

    /// The lines of a file; those of an empty one where it cannot be read.
    pub(crate) fn lines(&self, file: &str) -> Lines {
        Lines::new(self.project.text(file).map(|file| file.text).unwrap_or_default(), self.columns)
    }

    /// Whether there is a file of this name.
    pub(crate) fn exists(&self, file: &str) -> bool {
        self.documents.kind(file).is_some()
    }

    /// A place in a file.
    pub(crate) fn location(&self, place: &FileRange) -> Option<Location> {
        Some(Location { uri: uri_of_name(&place.file)?, range: self.lines(&place.file).range(place.start, place.end) })
    }
}
