//! Whole-pipeline tests: random definitions and returns, and what the back ends make of them.

pub mod compiled;
pub mod export;
pub mod fill;
pub mod generate;
pub mod paths;
pub mod random;
