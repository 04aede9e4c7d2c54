//! Messages to a person: where the mistake is, what is wrong, and what to do.
//!
//! A [`Finding`] points into a [`Source`] by byte [`Span`] and belongs to a [`Rule`]. Rules are declared with
//! [`rule!`], which holds code, name, level, explanation and a bad and a good example together, so that
//! `canevas explain`, the rule catalogue and the tests are made from one place. This crate knows no file system
//! and no terminal: rendering belongs to the command-line tool.

mod counted;
pub mod example;
mod finding;
mod levels;
mod near;
pub mod redline;
mod rule;
mod source;

pub use counted::counted;
pub use finding::{Finding, Findings, Fix, Label, TextPlace, may_suggest};
pub use levels::{LevelSetting, Levels, suppressed_line};
pub use near::{first_names, nearest};
pub use rule::{Level, MOST_OF_RULE, Policy, Rule, conflicts, from_next_line};
pub use source::{Position, Source, SourceId, Sources, Span};
