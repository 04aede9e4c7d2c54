//! The change file: what it declares, and how entries are added to it.

mod declared;
pub mod edit;

pub(crate) use declared::{Declarations, retired_at, retirements};
