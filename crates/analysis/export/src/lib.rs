//! The answers of several editions as tables that other programs read.
//!
//! ```text
//! editions, comparisons ─> plan ──┐
//! returns ─> flatten ─────────────┼─> batches of rows ─> CSV, Parquet, XLSX
//!                                 └─> codebook, crosswalk, scripts
//! ```
//!
//! The plan comes from the editions alone, so a column never moves because of what a country wrote. Answers of two editions share a
//! column only by declared lineage.

mod changes;
mod codebook;
mod column_values;
mod crosswalk;
mod csv;
mod describe;
mod files;
mod flatten;
mod kind;
mod left_out;
mod lineage;
mod long;
mod names;
mod parquet;
mod partitions;
mod plan;
mod scripts;
mod step;
mod table;
mod table_rows;
mod text_table;
mod xlsx;

pub use changes::unexplained_breaks;
pub use codebook::{AskedIn, Codebook, CodebookColumn, CodebookEdition, CodebookOption, CodebookTable, SeriesBreak};
pub use csv::{BETWEEN_CODES, csv_head, csv_rows, is_like_formula};
pub use describe::{DescribingFile, Description};
pub use files::{ExportError, ExportFiles, ExportFormats, Layout, Outputs, Prepared, WORKBOOK};
pub use flatten::{ReturnHead, Rows, computed_values};
pub use kind::ValueKind;
pub use left_out::WhyLeftOut;
pub use lineage::{Line, lines};
pub use long::AnswerState;
pub use parquet::ParquetFile;
pub use plan::ExportPlan;
pub use step::ExportStep;
pub use table::{
    ANSWERS_TABLE, AnswerPart, COUNTRY, Column, ColumnSource, EDITION, ITEM, LEFT_OUT_TABLE, RESPONDENT, RETURN,
    RETURNS_TABLE, ROW, Table, TableOf,
};
pub use xlsx::{CutCell, Workbook, WorkbookError};
