//! The past comes in: the exports of Microsoft Forms and Google Forms become returns. [`read_sheets`] reads a file, [`Table`] finds its
//! heads, and a [`Mapping`] says which question each column answers: [`TextIndex`] proposes it by the similarity of texts, a person
//! corrects it, and [`read_mapping`] reads it again. [`Importer`] then makes a return of each row.
//!
//! Whoever imports an old year wants to lose nothing and to trust what comes out. So every cell that holds something ends in an answer or
//! in the list of those that are none ([`LeftCell`]), and what has two readings is named, and not guessed.

#![deny(clippy::wildcard_enum_match_arm)]

mod country;
mod days;
mod decode;
mod delimited;
mod draft;
mod heads;
mod import;
mod left;
mod mapping;
mod mask;
mod options;
mod order;
mod people;
mod propose;
mod reading;
mod rules;
mod sheet;
mod source;
mod table;
mod target;
mod workbook;
mod write;

pub use country::RespondentNames;
pub use import::{Imported, ImportedReturn, Importer};
pub use left::{LeftCell, left_csv};
pub use mapping::{Becomes, ColumnPlan, Mapping, read_mapping};
pub use mask::Names;
pub use propose::TextIndex;
pub use rules::RULES;
pub use sheet::{Cell, Moment, Sheet, SheetNote, SheetRow};
pub use source::read_sheets;
pub use table::{Head, Table};
pub use target::{Takes, Target, targets};
pub use write::{has_country, mapping_text};
