//! The workbook: the codebook and every table but the long one, a sheet each, for people who look at answers.
//!
//! A text is always written as a text, and never as a formula. One that Excel would take for a formula when somebody edits its cell has
//! the mark that Excel itself uses for texts (the quote prefix), so its value is the same as everywhere else.

mod describe;
mod names;

use crate::codebook::Codebook;
use crate::csv::{BETWEEN_CODES, is_like_formula};
use crate::kind::ValueKind;
use crate::plan::ExportPlan;
use crate::table::ANSWERS_TABLE;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use canevas_model::dates::Day;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Worksheet, XlsxError};
use std::fmt;

/// The rows of a sheet, with its head.
const MOST_ROWS: u32 = 1_048_576;
/// The columns of a sheet.
const MOST_COLUMNS: usize = 16_384;
/// The longest text in a cell, in units of UTF-16.
const LONGEST_CELL: usize = 32_767;
/// The largest whole number that Excel keeps exactly.
const LARGEST: i64 = 1 << 53;

/// A cell that holds only the beginning of its text, because a cell of Excel cannot hold more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutCell {
    /// The table.
    pub table: String,
    /// The row of the sheet, counted as Excel counts: the head is 1.
    pub row: u32,
    /// The name of the column.
    pub column: String,
    /// How long the whole text is, in units of UTF-16, as Excel counts. CSV and Parquet have all of it.
    pub length: usize,
}

/// Why there can be no workbook.
#[derive(Debug)]
pub enum WorkbookError {
    /// A table has more rows than a sheet.
    TooManyRows {
        /// The table.
        table: String,
    },
    /// A table has more columns than a sheet.
    TooManyColumns {
        /// The table.
        table: String,
        /// How many it has.
        columns: usize,
    },
    /// The workbook cannot be written.
    Write(XlsxError),
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyRows { table } => write!(
                f,
                "the table `{table}` has more rows than a sheet of Excel can hold ({MOST_ROWS}); write CSV or Parquet instead"
            ),
            Self::TooManyColumns { table, columns } => write!(
                f,
                "the table `{table}` has {columns} columns, and a sheet of Excel can hold {MOST_COLUMNS}; choose fewer questions, \
                 or write CSV or Parquet instead"
            ),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WorkbookError {}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self::Write(error)
    }
}

/// A workbook while it is written. It is in memory until it is finished.
pub struct Workbook {
    book: rust_xlsxwriter::Workbook,
    tables: Vec<Option<Sheet>>,
    cut: Vec<CutCell>,
    formats: Formats,
}

/// The sheet of a table.
struct Sheet {
    /// Its place in the workbook.
    index: usize,
    table: String,
    columns: Vec<String>,
    /// The row that is written next, from 0.
    next: u32,
}

/// How cells look.
struct Formats {
    head: Format,
    text: Format,
    date: Format,
}

impl Workbook {
    /// A workbook with the codebook, and an empty sheet for each table that it describes.
    ///
    /// # Errors
    ///
    /// Where a table has too many columns.
    pub fn new(plan: &ExportPlan<'_>, codebook: &Codebook) -> Result<Self, WorkbookError> {
        let names: Vec<&str> = plan.tables.iter().map(|table| table.name.as_str()).collect();
        Self::with_tables(&names, codebook)
    }

    fn with_tables(tables: &[&str], codebook: &Codebook) -> Result<Self, WorkbookError> {
        let formats = Formats {
            head: Format::new().set_bold().set_text_wrap(),
            text: Format::new().set_quote_prefix(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
        };
        let mut book = rust_xlsxwriter::Workbook::new();
        // The day is always the same, so that the same answers give the same bytes.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(&codebook.title).set_creation_datetime(&created));
        let mut names = names::SheetNames::default();
        describe::columns(codebook, book.add_worksheet().set_name(names.take("codebook"))?, &formats.head)?;
        describe::options(codebook, book.add_worksheet().set_name(names.take("options"))?, &formats.head)?;
        let mut sheets = Vec::new();
        let mut index = 2;
        for table in tables {
            let described = codebook.table(table).filter(|table| table.name != ANSWERS_TABLE);
            let Some(table) = described else {
                sheets.push(None);
                continue;
            };
            if table.columns.len() > MOST_COLUMNS {
                return Err(WorkbookError::TooManyColumns { table: table.name.clone(), columns: table.columns.len() });
            }
            let sheet = book.add_worksheet().set_name(names.take(&table.name))?;
            let columns: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
            head(sheet, &columns, &formats.head)?;
            for (at, column) in (0_u16..).zip(&table.columns) {
                sheet.set_column_width(at, width(column.kind))?;
            }
            sheets.push(Some(Sheet { index, table: table.name.clone(), columns, next: 1 }));
            index += 1;
        }
        Ok(Self { book, tables: sheets, cut: Vec::new(), formats })
    }

    /// Adds rows to a table, by its index in the plan. The long table has no sheet, and its rows are passed over.
    ///
    /// # Errors
    ///
    /// Where the table has too many rows.
    pub fn push(&mut self, table: usize, rows: &RecordBatch) -> Result<(), WorkbookError> {
        let Some(Some(sheet)) = self.tables.get_mut(table) else { return Ok(()) };
        let count = u32::try_from(rows.num_rows()).unwrap_or(u32::MAX);
        let end = sheet.next.saturating_add(count);
        if end > MOST_ROWS {
            return Err(WorkbookError::TooManyRows { table: sheet.table.clone() });
        }
        let out = self.book.worksheet_from_index(sheet.index)?;
        for (column, (at, name)) in rows.columns().iter().zip((0_u16..).zip(&sheet.columns)) {
            for (index, row) in (sheet.next..end).enumerate() {
                if !column.is_valid(index) {
                    continue;
                }
                if let Some(length) = cell(out, [row, at.into()], column, index, &self.formats)? {
                    let (table, column) = (sheet.table.clone(), name.clone());
                    self.cut.push(CutCell { table, row: row + 1, column, length });
                }
            }
        }
        sheet.next = end;
        Ok(())
    }

    /// The cells that hold only the beginning of their text.
    pub fn cut_cells(&self) -> &[CutCell] {
        &self.cut
    }

    /// The bytes of the file.
    ///
    /// # Errors
    ///
    /// Where the workbook cannot be written.
    pub fn finish(mut self) -> Result<Vec<u8>, WorkbookError> {
        Ok(self.book.save_to_buffer()?)
    }
}

/// How wide a column is, in characters.
fn width(kind: ValueKind) -> u8 {
    match kind {
        ValueKind::Text | ValueKind::Codes => 30,
        ValueKind::Code => 16,
        ValueKind::Integer | ValueKind::Decimal | ValueKind::Date | ValueKind::Month => 12,
    }
}

/// Writes the names of the columns, and keeps them in sight.
fn head<S: AsRef<str>>(sheet: &mut Worksheet, names: &[S], format: &Format) -> Result<(), XlsxError> {
    for (column, name) in (0_u16..).zip(names) {
        sheet.write_string_with_format(0, column, name.as_ref(), format)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Writes a value; returns how long a text is of which only the beginning fits.
fn cell(
    sheet: &mut Worksheet,
    [row, column]: [u32; 2],
    values: &ArrayRef,
    index: usize,
    formats: &Formats,
) -> Result<Option<usize>, XlsxError> {
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    match values.data_type() {
        DataType::Int64 => whole(sheet, row, column, values.as_primitive::<Int64Type>().value(index))?,
        DataType::Float64 => {
            sheet.write_number(row, column, values.as_primitive::<Float64Type>().value(index))?;
        }
        DataType::Date32 => {
            let day = Day::from_days_since_1970(values.as_primitive::<Date32Type>().value(index));
            match excel_day(day) {
                Some(day) => sheet.write_datetime_with_format(row, column, &day, &formats.date)?,
                None => sheet.write_string(row, column, day.to_string())?,
            };
        }
        DataType::List(_) => {
            let codes = values.as_list::<i32>().value(index);
            let codes: Vec<&str> = codes.as_string::<i32>().iter().flatten().collect();
            return text(sheet, row, column, &codes.join(&BETWEEN_CODES.to_string()), &formats.text);
        }
        _ => return text(sheet, row, column, values.as_string::<i32>().value(index), &formats.text),
    }
    Ok(None)
}

/// A whole number; one that Excel would round stands as a text.
fn whole(sheet: &mut Worksheet, row: u32, column: u16, number: i64) -> Result<(), XlsxError> {
    if (-LARGEST..=LARGEST).contains(&number) {
        #[allow(clippy::cast_precision_loss, reason = "it is small enough to be exact")]
        sheet.write_number(row, column, number as f64)?;
    } else {
        sheet.write_string(row, column, number.to_string())?;
    }
    Ok(())
}

/// A day as Excel counts days; none before March 1900, where programs do not agree.
fn excel_day(day: Day) -> Option<ExcelDateTime> {
    let first = Day::parse("1900-03-01")?;
    if day < first {
        return None;
    }
    let [month, number] = [day.month.month, day.day].map(u8::try_from);
    ExcelDateTime::from_ymd(u16::try_from(day.month.year).ok()?, month.ok()?, number.ok()?).ok()
}

fn text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    as_text: &Format,
) -> Result<Option<usize>, XlsxError> {
    let mut beginning = names::beginning(text, LONGEST_CELL);
    if is_like_run(beginning) {
        // As one run of a text with runs, it is escaped like any other text. A run may be too long; then its last sign stays out.
        if sheet.write_rich_string(row, column, &[(&Format::default(), beginning)]).is_ok() {
            return Ok(cut(text, beginning));
        }
        beginning = beginning.strip_suffix('>').unwrap_or(beginning);
    }
    if is_like_formula(text) {
        sheet.write_string_with_format(row, column, beginning, as_text)?;
    } else {
        sheet.write_string(row, column, beginning)?;
    }
    Ok(cut(text, beginning))
}

/// How long a text is of which only this beginning is written.
fn cut(text: &str, beginning: &str) -> Option<usize> {
    (beginning.len() < text.len()).then(|| text.encode_utf16().count())
}

/// Whether the writer of the workbook would take a text for XML of its own, and write it as it is.
fn is_like_run(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
}

#[cfg(test)]
mod tests {
    use super::{Workbook, WorkbookError};
    use crate::codebook::{Codebook, CodebookColumn, CodebookTable};
    use crate::kind::ValueKind;
    use arrow_array::{ArrayRef, RecordBatch, StringArray};
    use std::sync::Arc;

    fn codebook(columns: usize) -> Codebook {
        let column = |number: usize| CodebookColumn {
            name: format!("c{number}"),
            kind: ValueKind::Text,
            part: "value",
            label: String::new(),
            question: None,
            number: None,
            section: None,
            unit: None,
            options: Vec::new(),
            range: [None, None],
            asked: Vec::new(),
            breaks: Vec::new(),
            required: false,
            personal: false,
            not_published: false,
            asked_when: None,
            rules: Vec::new(),
        };
        let columns = (0..columns).map(column).collect();
        let table = CodebookTable { name: "rows".to_owned(), label: String::new(), key: Vec::new(), columns };
        Codebook {
            form: "demo/form".to_owned(),
            title: "A form".to_owned(),
            language: "en".to_owned(),
            editions: Vec::new(),
            tables: vec![table],
        }
    }

    fn empty_rows(count: usize) -> RecordBatch {
        let cells: ArrayRef = Arc::new(StringArray::new_null(count));
        let Ok(rows) = RecordBatch::try_from_iter([("c0", cells)]) else { unreachable!("one column") };
        rows
    }

    #[test]
    fn a_sheet_ends_where_excel_ends() {
        let Ok(mut book) = Workbook::with_tables(&["rows"], &codebook(1)) else { unreachable!("a small table") };
        assert!(book.push(0, &empty_rows(1_048_000)).is_ok());
        assert!(book.push(0, &empty_rows(575)).is_ok());
        let refused = book.push(0, &empty_rows(1));
        let Err(error @ WorkbookError::TooManyRows { .. }) = refused else { unreachable!("{refused:?}") };
        let expected =
            "the table `rows` has more rows than a sheet of Excel can hold (1048576); write CSV or Parquet instead";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_sheet_has_as_many_columns_as_excel_takes() {
        assert!(Workbook::with_tables(&["rows"], &codebook(16_384)).is_ok());
        let refused = Workbook::with_tables(&["rows"], &codebook(16_385)).err().map(|error| error.to_string());
        assert!(refused.is_some_and(|words| words.contains("choose fewer questions")));
    }
}
