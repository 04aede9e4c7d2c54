//! What every phase of Canevas says to a person: where, what is wrong, and what to do.
//!
//! A [`Finding`] points into a [`Source`] by byte [`Span`] and belongs to a [`Rule`]. Rules are declared with
//! [`rule!`], which holds code, name, level, explanation and a bad and a good example together, so that
//! `canevas explain`, the rule catalogue and the tests are made from one place. This crate knows no file system
//! and no terminal: rendering belongs to the command-line tool.

mod finding;
mod levels;
mod near;
pub mod redline;
mod rule;
mod source;

pub use finding::{Finding, Findings, Label};
pub use levels::{Levels, Set, suppressed_line};
pub use near::nearest;
pub use rule::{Level, Policy, Rule};
pub use source::{Position, Source, SourceId, Sources, Span};
