//! The report of a secretariat from the returns of all countries.
//!
//! ```text
//! report.yaml ─> plan ──────┐
//! returns ─────> evidence ──┼─> one block after the other ─> tree ─> page, Word file, tables, highlights
//! comparisons ─> steps ─────┘
//! ```
//!
//! Every figure is counted from [`Evidence`](canevas_evidence::Evidence), and knows its countries. A block is one file in [`blocks`]: the keys that it takes,
//! and what it shows.

pub mod blocks;
mod chart;
mod coding;
mod highlights;
mod page;
mod plan;
mod report;
pub mod rules;
mod tables;
mod tally;
mod tree;
mod word;

pub use blocks::{misquoted, return_file};
pub use coding::read_coding;
pub use highlights::{highlights_json, highlights_markdown};
pub use page::{PageError, page};
pub use plan::{BlockKey, Plan, PlannedBlock, Resolver, plan};
pub use report::{Made, report};
pub use rules::RULES;
pub use tables::{CsvTable, tables};
pub use tally::{ClosedAnswer, Share, Tally};
pub use tree::{
    CountryText, LinkedFile, NamedGroup, ReportChart, ReportPage, ReportPart, ReportSection, ReportTable, TableCell,
    TableColumn,
};
pub use word::word;
