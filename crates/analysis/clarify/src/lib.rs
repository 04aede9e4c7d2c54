//! Clarification sheets: what to ask a country again about its return.
//!
//! ```text
//! a return ─> concerns ──────────────┬─> Sheet ─> a form and a Word file with some questions only
//! what the secretariat asks itself ──┘
//! ```
//! [`sheet`] picks the questions. Back ends write them, and the return of a sheet becomes a whole return again with
//! `canevas_merge::clarified`.

mod asks;
mod closure;
mod sheet;
mod word;

pub use asks::{placeholder_in, read_asks};
pub use closure::deciding_facts;
pub use sheet::{SheetRequest, sheet};
pub use word::word;
