//! What whole-pipeline tests share.

pub mod example;
