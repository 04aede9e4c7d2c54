//! The changes to files that an operation returns. A front carries them out, in order.

/// A change to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The file gets these bytes, whether it exists or not.
    Write {
        /// The file's path, with `/`.
        path: String,
        /// All its bytes.
        bytes: Vec<u8>,
    },
    /// The file is deleted.
    Delete {
        /// The file's path, with `/`.
        path: String,
    },
}

/// Changes to files. A front that stops after any of them leaves files that the next run can work with.
pub type Edits = Vec<Edit>;

impl Edit {
    /// The file at `path` gets this text.
    pub fn write(path: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        Self::Write { path: path.into(), bytes: text.into() }
    }

    /// The file that changes.
    pub fn path(&self) -> &str {
        match self {
            Self::Write { path, .. } | Self::Delete { path } => path,
        }
    }
}
