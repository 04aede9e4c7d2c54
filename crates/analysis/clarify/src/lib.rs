//! Clarification sheets: what to ask a country again about its return.
//!
//! ```text
//! a return ─> concerns ──────────────┬─> Sheet ─> a form and a Word file with some questions only
//! what the secretariat asks itself ──┘
//! ```
//! [`sheet`] picks the questions. Back ends write them, and the return of a sheet becomes a whole return again with
//! `canevas_merge::clarified`, which compares it with what its boxes had [`shown`].

mod asks;
mod closure;
mod sheet;
mod shown;
mod word;

pub use asks::{placeholder_in, read_asks};
pub use sheet::{SheetRequest, sheet};
pub use shown::shown;
pub use word::word;
