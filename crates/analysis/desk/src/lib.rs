//! The desk of a secretariat: what came in, from whom, and what is still open.
//!
//! ```text
//! one file ─> Delivery: its country, its state, what is open in it, notes for a person
//! histories, days, regions ─> DeskKnowledge: what the desk wrote down itself
//! all deliveries, the expected countries, DeskKnowledge ─> DeskStatus: a line per country, rates
//! DeskStatus ─> JSON, a table, a page
//! DeskStatus, Nouns, concerns, the secretariat's own words ─> letters
//! ```
//! A delivery keeps no answers, so that thousands of returns fit into memory. This crate reads no file. It gets what the compiler
//! read.

mod countries;
mod delivery;
mod history;
mod letters;
mod note;
mod page;
mod progress;
mod regions;
mod remarks;
mod status;
mod table;

pub use canevas_syntax::desk::{Event, ValueState};
pub use countries::{CountryState, CountryStatus};
pub use delivery::{Delivery, DeliveryFormat, DeliveryState, OpenPoint, ReturnInput, clarifying, returned, unusable};
pub use history::{
    CountryHistory, EditionDays, HistoryEvent, carried, read_days, read_history, version_of, with_entry,
};
pub use letters::{Letter, LetterFacts, concerns_country, letter};
pub use note::{DeliveryNote, NoteKind};
pub use page::{PageError, page};
pub use progress::{SectionAnswers, SectionProgress};
pub use regions::{Region, read_regions};
pub use remarks::remark;
pub use status::{Counts, DeskKnowledge, DeskStatus, RegionStatus, SectionTitle, desk_status};
pub use table::table;
