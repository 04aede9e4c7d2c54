//! XLSX. What a cell shows counts, and not how it is set.

use crate::sheet::{Cell, Moment, Sheet, SheetNote, SheetRow};
use calamine::{DataRef, ExcelDateTime, Reader as _, SheetVisible, Xlsx, XlsxFormulaMetadata};
use canevas_model::dates::Day;
use canevas_ooxml::PackageError;
use canevas_ooxml::package::open_workbook;
use canevas_responses::is_blank;
use std::collections::BTreeMap;
use std::io::Cursor;

/// The most cells that a workbook may hold.
const MOST_CELLS: usize = 2_000_000;

/// The sheets of a workbook, or why there are none.
pub fn workbook(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let parts = open_workbook(bytes).map_err(|error| refused(&error))?;
    if parts.parts.iter().any(|(name, text)| name.contains("worksheets/") && is_out_of_bounds(text)) {
        return Err("it names cells that no sheet has; open it in Excel or LibreOffice and save it again".to_owned());
    }
    if parts.parts.iter().any(|(_, text)| declares_too_much(text)) {
        return Err(
            "it says that it holds more texts than it has room for; open it in Excel or LibreOffice and save it again"
                .to_owned(),
        );
    }
    drop(parts);
    let unreadable = |error: calamine::XlsxError| {
        format!("it cannot be read: {error}; open it in Excel or LibreOffice and save it again")
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let all: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut left = MOST_CELLS;
    let mut sheets = Vec::new();
    for (title, hidden) in &all {
        let name = if all.len() == 1 { name.to_owned() } else { format!("{name} ({title})") };
        // A sheet of charts has no cells.
        let Ok(merged) = book.merge_cells_by_sheet_name(title) else { continue };
        let Ok(rows) = rows(&mut book, title, &mut left).map_err(unreadable)? else {
            return Err(format!("it holds more than {MOST_CELLS} cells, which is the limit"));
        };
        let notes = merged.iter().filter(|area| area.start.0 != area.end.0).map(|area| {
            SheetNote::grave(format!(
                "the cells in rows {} to {} of column {} are merged; only row {} has what stands in them",
                area.start.0 + 1,
                area.end.0 + 1,
                column_name(area.start.1 as usize),
                area.start.0 + 1
            ))
        });
        sheets.push(Sheet { name, hidden: *hidden, rows, notes: notes.collect() });
    }
    Ok(sheets)
}

type Rows = Result<Vec<SheetRow>, TooMany>;

/// There are more cells than the limit.
struct TooMany;

/// Reads the cells one by one: a sheet may say that it is larger than any memory.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, title: &str, left: &mut usize) -> Result<Rows, calamine::XlsxError> {
    let mut cells = book.worksheet_cells_reader(title)?;
    let mut rows: BTreeMap<usize, SheetRow> = BTreeMap::new();
    while let Some(record) = cells.next_cell_with_formula_metadata()? {
        let formula = record.formula.map(|formula| match formula {
            XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => formula,
            XlsxFormulaMetadata::SharedDerived { .. } | _ => "…".to_owned(),
        });
        let Some(cell) = cell(&record.value, formula) else { continue };
        if *left == 0 {
            return Ok(Err(TooMany));
        }
        *left -= 1;
        let (row, column) = (record.pos.0 as usize, record.pos.1 as usize);
        let row = rows.entry(row).or_insert_with(|| SheetRow { number: row + 1, cells: BTreeMap::new() });
        row.cells.insert(column, cell);
    }
    Ok(Ok(rows.into_values().collect()))
}

#[allow(clippy::cast_precision_loss, reason = "Excel itself keeps numbers as floating-point numbers")]
fn cell(value: &DataRef<'_>, formula: Option<String>) -> Option<Cell> {
    let text = |text: &str| (!is_blank(text)).then(|| Cell::Text(text.to_owned()));
    match value {
        DataRef::Int(number) => Some(Cell::Number(*number as f64)),
        DataRef::Float(number) => Some(Cell::Number(*number)),
        DataRef::String(shown) | DataRef::DateTimeIso(shown) | DataRef::DurationIso(shown) => text(shown),
        DataRef::SharedString(shown) => text(shown),
        DataRef::Bool(yes) => Some(Cell::Bool(*yes)),
        DataRef::DateTime(moment) => {
            Some(moment_of(moment).map_or_else(|| Cell::Number(moment.as_f64()), Cell::Moment))
        }
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
        DataRef::Empty => formula.map(Cell::Formula),
    }
}

/// A day and a time; none where it is a duration, or a time without a day.
fn moment_of(moment: &ExcelDateTime) -> Option<Moment> {
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, hours, minutes, seconds, milli) = moment.to_ymd_hms_milli();
    let day = Day::parse(&format!("{year:04}-{month:02}-{day:02}"))?;
    // Spreadsheets keep a time as a part of a day, and 9:15 may come back as 9:14:59.999.
    let whole = u32::from(hours) * 3600 + u32::from(minutes) * 60 + u32::from(seconds) + u32::from(milli >= 500);
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let time = (part(whole / 3600), part(whole / 60 % 60), part(whole % 60));
    if whole == 86_400 { Some(Moment { day: day.after(), time: (0, 0, 0) }) } else { Some(Moment { day, time }) }
}

/// The letters over a column.
pub fn column_name(mut column: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()));
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => return out,
        }
    }
}

/// Whether an address in a part lies outside of every sheet, such as `A99999999999`: rows have at most seven digits, and columns three
/// letters.
fn is_out_of_bounds(part: &str) -> bool {
    const OF_CELLS: [&str; 4] = ["r", "ref", "si", "s"];
    let is_within = |address: &str| {
        let digits = address.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        address.len() - digits.len() <= 3 && digits.len() <= 7
    };
    // Only what stands between < and > is an attribute.
    part.split('<').filter_map(|tag| tag.split_once('>')).any(|(tag, _)| {
        let values = tag.split('=').zip(tag.split('=').skip(1));
        values.into_iter().any(|(before, after)| {
            let name = before
                .trim_end()
                .rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
                .next()
                .unwrap_or_default();
            let value = after.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let value = quote.and_then(|quote| value[1..].split(quote).next());
            OF_CELLS.contains(&name) && value.is_some_and(|value| !value.split([':', ' ']).all(is_within))
        })
    })
}

/// Whether a part declares more texts than it has bytes: a reader would make room for them.
fn declares_too_much(part: &str) -> bool {
    let counts = part.match_indices("niqueCount=").filter_map(|(at, word)| {
        let rest = part[at + word.len()..].trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        // A number that is too long for any is too large.
        (end > 0).then(|| rest[..end].parse().unwrap_or(usize::MAX))
    });
    counts.max().is_some_and(|count| count > part.len())
}

fn refused(error: &PackageError) -> String {
    let again = "open it in Excel or LibreOffice and save it again as a workbook (.xlsx) or as CSV";
    match error {
        PackageError::OldOrProtected => {
            format!("it has a password, or it is an old workbook (.xls); {again}, without a password")
        }
        PackageError::NoZip(why) => format!("it is not a workbook (.xlsx): {why}"),
        PackageError::OtherKind(what) => format!("it is {what}, and not a workbook (.xlsx); {again}"),
        PackageError::Encrypted(name) => format!("{name} is encrypted; {again}, without a password"),
        PackageError::Zip64 | PackageError::NoDocument => format!("it is not a workbook that can be read; {again}"),
        PackageError::Doctype(name) => format!("{name} has a DOCTYPE, which no workbook has"),
        PackageError::TooManyEntries(_)
        | PackageError::TooLarge(_)
        | PackageError::Bomb(_)
        | PackageError::Duplicate(_)
        | PackageError::BadName(_)
        | PackageError::NotXml(..) => format!("{error}; {again}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{column_name, declares_too_much, is_out_of_bounds};

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_name(column), name);
        }
    }

    #[test]
    fn cells_lie_within_a_sheet() {
        assert!(!is_out_of_bounds(
            "<row r=\"1048576\" spans='1:3'><c r=\"XFD1048576\" s='12'><v>99999999999</v></c><mergeCell ref=\"A1:B2\"/>"
        ));
        for tag in [
            "<c r=\"A99999999\">",
            "<row  r = '99999999'>",
            "<mergeCell ref=\"A1:ABCD1\"/>",
            "<f t=\"shared\" si=\"99999999999\"/>",
        ] {
            assert!(is_out_of_bounds(tag), "{tag}");
        }
    }

    #[test]
    fn a_part_declares_no_more_texts_than_it_can_hold() {
        assert!(!declares_too_much("<sst count=\"2\" uniqueCount=\"2\"><si><t>a</t></si><si><t>b</t></si></sst>"));
        assert!(declares_too_much("<sst uniqueCount=\"18446744073709551615\"></sst>"));
        assert!(declares_too_much("<sst uniqueCount='99999999999999999999999'/>"));
    }
}
