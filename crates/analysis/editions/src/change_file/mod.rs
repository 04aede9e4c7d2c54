//! The change file: its declarations, and edits that add entries.

mod declared;
pub mod edit;

pub(crate) use declared::{Declarations, retired_at, retirements};
