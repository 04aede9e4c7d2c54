//! What the tests share. Nothing of it is shipped.

pub mod editions;
pub mod example;
