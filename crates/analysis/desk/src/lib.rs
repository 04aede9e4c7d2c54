//! The desk of a secretariat: what came in, from whom, and what is still open.
//!
//! ```text
//! one file ─> Delivery: its country, its state, what is open in it, notes for a person
//! all deliveries, the expected countries ─> DeskStatus: a line per country, rates per form
//! DeskStatus ─> JSON, a table, a page
//! ```
//! A delivery keeps no answers, so that thousands of returns fit into memory. This crate reads no file. It gets what the compiler
//! read.

mod countries;
mod delivery;
mod note;
mod page;
mod progress;
mod status;
mod table;

pub use countries::{CountryState, CountryStatus};
pub use delivery::{Delivery, DeliveryFormat, DeliveryState, OpenPoint, ReturnInput, returned, unusable};
pub use note::{DeliveryNote, NoteKind};
pub use page::{PageError, page};
pub use progress::{SectionAnswers, SectionProgress};
pub use status::{Counts, DeskStatus, SectionTitle, desk_status};
pub use table::table;
