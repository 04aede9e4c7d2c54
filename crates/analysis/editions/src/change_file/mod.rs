//! The change file: its declarations, and edits that add entries.

mod composed;
mod declared;
pub mod edit;

pub(crate) use composed::composed;
pub(crate) use declared::{Declarations, freed, ids, retired_at, retirements};
