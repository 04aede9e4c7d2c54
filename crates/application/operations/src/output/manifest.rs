//! The manifest of an output folder: every file that builds wrote there, with its digest.

use crate::Failure;
use canevas_compiler::model::canonical;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name of the manifest in its folder.
pub(super) const MANIFEST: &str = "manifest.json";

/// The files of an output folder by path.
pub(super) type Entries = BTreeMap<String, Entry>;

/// What a manifest holds.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    canevas: u32,
    files: Entries,
}

/// A file in a manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    digest: String,
    size: usize,
    /// The digest of the file that a build was about to replace. Only a build that was killed leaves it.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
}

impl Entry {
    /// The entry of a file with these bytes.
    pub(super) fn new(bytes: &[u8]) -> Self {
        Self { digest: canonical::bytes_digest(bytes), size: bytes.len(), before: None }
    }

    /// The same entry, while the file may still have the bytes that it is about to lose.
    pub(super) fn replacing(self, found: &[u8]) -> Self {
        Self { before: Some(canonical::bytes_digest(found)), ..self }
    }

    /// Whether a build wrote these bytes. Git writes the text files of a project with other line ends on some machines.
    pub(super) fn wrote(&self, bytes: &[u8]) -> bool {
        let knows = |bytes: &[u8]| {
            let digest = canonical::bytes_digest(bytes);
            digest == self.digest || self.before.as_ref() == Some(&digest)
        };
        knows(bytes) || std::str::from_utf8(bytes).is_ok_and(|text| knows(text.replace("\r\n", "\n").as_bytes()))
    }
}

/// The text of a manifest.
pub(super) fn write(files: Entries) -> Result<String, Failure> {
    crate::json(&Manifest { canevas: 1, files })
}

/// The entries of a manifest. `None` if the text is not a manifest, or if a path leads out of the folder.
pub(super) fn read(text: &str) -> Option<Entries> {
    let manifest: Manifest = serde_json::from_str(text).ok()?;
    let is_inside = |path: &String| {
        path.split('/').all(|part| !part.is_empty() && part != "." && part != "..") && !path.contains(['\\', ':'])
    };
    (manifest.canevas == 1 && manifest.files.keys().all(is_inside)).then_some(manifest.files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_cannot_lead_out() {
        let with = |path: &str| format!("{{\"canevas\":1,\"files\":{{\"{path}\":{{\"digest\":\"x\",\"size\":1}}}}}}");
        assert_eq!(read(&with("../x")), None);
        assert_eq!(read(&with("/x")), None);
        assert!(read(&with("x")).is_some());
    }

    #[test]
    fn an_entry_knows_what_was_written() {
        let entry = Entry::new(b"a\nb").replacing(b"old");
        assert!(entry.wrote(b"a\nb") && entry.wrote(b"a\r\nb") && entry.wrote(b"old"));
        assert!(!entry.wrote(b"mine") && !Entry::new(b"new").wrote(b"old"));
    }
}
