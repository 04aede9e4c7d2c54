//! What a back end makes.

/// A file to be written, by name within the copy's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// File name, such as `form.html`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
