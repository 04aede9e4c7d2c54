//! Cases of a questionnaire, which stand beside it in `cases/`: some answers, and what the form is expected to do with them. They are the
//! tests of whoever writes the form: a change that hides a question from somebody breaks a case, and not a country's report.
//!
//! ```text
//! cases/NAME.yaml ─> CaseFile ─┬─> the model's verdict: what is asked, found and printed
//!                              ├─> the JSON Schema: the same verdict
//!                              └─> the Word file: the same answers read back
//! a model ─> first_set ─> a case file or several, in which each condition is true once and false once
//! ```
//!
//! [`read_case`] reads a file, and [`CaseRunner`] holds the cases of one copy against it. What a case expects and does not get is a finding
//! in the file of the case.

mod back_ends;
mod case_file;
mod expected;
mod first_set;
mod place;
mod printed;
mod read;
pub mod rules;
mod run;
mod typed;
mod write;

pub use case_file::{CaseFile, ExpectedFinding};
pub use first_set::{FirstSet, first_set};
pub use place::CasePlace;
pub use read::read_case;
pub use run::CaseRunner;
