//! Returns held against a copy.
//!
//! [`verdict`] is the model's own judgement of a return, and the same as that of the JSON Schema; [`check_return`] says
//! it in words, at places of the file, with what else a reader should know.

mod bounds;
mod effective;
mod facts;
mod fields;
mod kinds;
mod phrases;
pub mod rules;
mod typed;
mod validate;
mod verdict;
mod walk;
mod words;

pub use validate::check_return;
pub use verdict::{Bound, Failure, FailureKind, Place, Verdict, verdict, verdict_as_complete};
