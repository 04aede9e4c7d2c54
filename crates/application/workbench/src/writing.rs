//! What operations write, written into the files in memory or handed to the page.

use crate::Workbench;
use crate::reply::{Blob, Reply};
use canevas_operations::{Edit, Edits, Refusal};

impl Workbench {
    /// Carries out edits, and names the files in the reply.
    pub(crate) fn carry_out(&mut self, edits: Edits, reply: &mut Reply) {
        for edit in edits {
            match edit {
                Edit::Write { path, bytes } => {
                    self.write(&path, bytes);
                    reply.changed.push(path);
                }
                Edit::Delete { path } => {
                    self.remove(&path);
                    reply.removed.push(path);
                }
            }
        }
    }

    /// The reply to an operation that only writes.
    pub(crate) fn wrote(&mut self, made: Result<Edits, Refusal>) -> Reply {
        let mut reply = Reply::default();
        match made {
            Ok(edits) => self.carry_out(edits, &mut reply),
            Err(refusal) => reply = Reply::refused(&refusal),
        }
        reply
    }
}

/// The files that edits write below a folder, by their names in it.
pub(crate) fn blobs(edits: Edits, folder: &str) -> Vec<Blob> {
    let written = |edit: Edit| match edit {
        Edit::Write { path, bytes } => {
            let name = path.strip_prefix(folder).map_or(path.as_str(), |rest| rest.trim_start_matches('/')).to_owned();
            Some(Blob { name, bytes })
        }
        Edit::Delete { .. } => None,
    };
    edits.into_iter().filter_map(written).collect()
}
