//! Validates returns against a copy.
//!
//! [`verdict`] lists the failures of a return. The JSON Schema of the copy gives the same result, but it cannot explain it. [`check_return`] turns
//! a verdict into findings at places of the file, and adds warnings about texts. [`concerns`] gives the same as
//! values, for letters in other languages.
//!
//! A [`Validator`] keeps what every return to a copy needs, for whoever checks many. The verdict is written once, over
//! [`JsonValue`](canevas_model::JsonValue): a return may own its parts, or stand in a line of a file.

mod asked;
mod at;
mod bounds;
mod concern;
mod facts;
mod failure;
mod formula;
mod kinds;
mod must;
mod phrases;
mod place;
mod prepared;
pub mod rules;
mod totals;
mod typed;
mod validate;
mod verdict;
mod walk;
mod words;

pub use asked::AskedPart;
pub use bounds::accepts;
pub use concern::{Concern, ConcernKind, concerns, question_of};
pub use failure::{Bound, Failure, FailureKind, FailureSubject};
pub use formula::cell_text;
pub use place::{key_in_words, place_in_words};
pub use prepared::Validator;
pub use validate::{check_return, failure_in_words, findings_of};
pub use verdict::{Verdict, computed, verdict, verdict_as_complete};
pub use walk::AskedPlace;
