//! Tables of a document to read.

use super::body::Body;
use super::styles::{SMALL_CELL, SMALLER};
use crate::columns::{self, Column};
use crate::doc::{Paragraph, Run, Style};
use crate::plain::{PlainCell, PlainTable};
use canevas_wording::paper::ColumnKind;

/// A row of more lines than this may go on on the next page.
const SHORT: u32 = 12;
/// A table of more rows than this may go on on the next page, below its head.
const FEW: usize = 3;
/// A text of at most so many letters is as short as a number, and one of more letters than the second number takes several lines.
const LETTERS: [usize; 2] = [14, 25];

/// What a dense table saves in each column: its texts stand so much closer to the borders than others, on both sides together.
const SAVED: u32 = 100;

/// Writes a table, as wide as it needs. One with too many columns for the page is dense, and in small print.
pub fn write(body: &mut Body, table: &PlainTable) {
    let room = body.page.text_width();
    let (kinds, mut columns): (Vec<ColumnKind>, Vec<Column>) =
        (0..table.columns.len()).map(|at| column(table, at)).unzip();
    let is_dense = columns.iter().map(|column| column.least).sum::<u32>() > room;
    let is_small = table.is_small || is_dense;
    if is_small {
        for column in &mut columns {
            let saved = if is_dense { SAVED } else { 0 };
            let smaller = |width: u32| width.saturating_sub(saved) * SMALLER[0] / SMALLER[1];
            (column.least, column.wanted) = (smaller(column.least), smaller(column.wanted));
        }
    }
    // What remains of the width is of use to long texts alone.
    if kinds.contains(&ColumnKind::Lines) {
        for (_, column) in kinds.iter().zip(&mut columns).filter(|(kind, _)| **kind != ColumnKind::Lines) {
            column.share = 0;
        }
    }
    // LibreOffice puts a narrow table from right to left at the wrong side of the page.
    let all = if body.rtl { room } else { width(&kinds, &columns, room) };
    let widths = columns::widths(&columns, all);
    open(body, table, &widths, is_dense);
    if table.has_head {
        body.xml.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        let style = if is_small { SMALL_CELL } else { Style::TableHead.id() };
        for (column, width) in table.columns.iter().zip(&widths) {
            let (text, language) = (column.title.clone(), column.language.clone());
            let head = PlainCell { text, language, ..PlainCell::default() };
            cell(
                body,
                &head,
                *width,
                CellLook { style, is_number: column.is_number, is_strong: is_small, keeps: true },
            );
        }
        body.xml.raw("</w:tr>");
    }
    let style = if is_small { SMALL_CELL } else { Style::TableCell.id() };
    for (place, row) in table.rows.iter().enumerate() {
        let lines = row.iter().zip(&widths).map(|(cell, width)| columns::lines(&[paragraph(&cell.text)], *width));
        let is_short = lines.max().is_none_or(|lines| lines <= SHORT);
        // No row stands alone on a page: the first two stay together, and so do the last two.
        let after = table.rows.len() - place - 1;
        let keeps = after > 0 && (table.rows.len() <= FEW || place == 0 || after == 1);
        body.xml.raw("<w:tr><w:trPr>").raw(if is_short { "<w:cantSplit/>" } else { "" }).raw("</w:trPr>");
        for (at, ((own, column), width)) in row.iter().zip(&table.columns).zip(&widths).enumerate() {
            let is_strong = at == 0 && !table.has_head;
            cell(body, own, *width, CellLook { style, is_number: column.is_number, is_strong, keeps });
        }
        body.xml.raw("</w:tr>");
    }
    body.xml.raw("</w:tbl>");
}

/// Opens a table with columns of these widths. In a dense one, the texts stand close to the borders of their cells.
fn open(body: &mut Body, table: &PlainTable, widths: &[u32], is_dense: bool) {
    let all: u32 = widths.iter().sum();
    body.xml.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"AnswerTable\"/>");
    body.xml.raw(if body.rtl { "<w:bidiVisual/>" } else { "" });
    body.xml.raw("<w:tblW w:w=\"").number(all as usize).raw("\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>");
    if is_dense {
        body.xml.raw(
            "<w:tblCellMar><w:left w:w=\"58\" w:type=\"dxa\"/><w:right w:w=\"58\" w:type=\"dxa\"/></w:tblCellMar>",
        );
    }
    let [look, first_row] = if table.has_head { ["06A0", "1"] } else { ["0680", "0"] };
    body.xml.raw("<w:tblLook w:val=\"").raw(look).raw("\" w:firstRow=\"").raw(first_row);
    body.xml.raw("\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>");
    body.xml.raw("<w:tblCaption w:val=\"").text(&table.caption).raw("\"/></w:tblPr><w:tblGrid>");
    for width in widths {
        body.xml.raw("<w:gridCol w:w=\"").number(*width as usize).raw("\"/>");
    }
    body.xml.raw("</w:tblGrid>");
}

/// How a cell looks: the style of its paragraph, whether it holds a number, whether its text is bold, and whether it stays on the page
/// of the next row.
#[derive(Clone, Copy)]
struct CellLook {
    style: &'static str,
    is_number: bool,
    is_strong: bool,
    keeps: bool,
}

fn cell(body: &mut Body, of: &PlainCell, width: u32, look: CellLook) {
    body.xml.raw("<w:tc><w:tcPr><w:tcW w:w=\"").number(width as usize).raw("\" w:type=\"dxa\"/>");
    if let Some(fill) = of.fill {
        body.xml.raw("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"").raw(fill).raw("\"/>");
    }
    body.xml.raw("</w:tcPr>");
    let language = of.language.as_deref();
    // In a paragraph from right to left, Word and LibreOffice take "right" for where lines end.
    let end = if look.is_number { "<w:jc w:val=\"right\"/>" } else { "" };
    body.open_paragraph(look.style, look.keeps, end, body.direction(language));
    if !of.text.is_empty() {
        body.run(&Run { text: of.text.clone(), strong: look.is_strong, ..Run::default() }, language);
    }
    body.xml.raw("</w:p></w:tc>");
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph::text(Style::TableCell, text)
}

/// How wide a column wants to be.
fn column(table: &PlainTable, at: usize) -> (ColumnKind, Column) {
    let texts = || table.rows.iter().filter_map(move |row| row.get(at)).map(|cell| cell.text.as_str());
    let longest = texts().map(|text| text.chars().count()).max().unwrap_or(0);
    let own = table.columns.get(at);
    let kind = if own.is_some_and(|column| column.is_number) || longest <= LETTERS[0] {
        ColumnKind::Short
    } else if longest > LETTERS[1] && (at > 0 || table.has_head) {
        ColumnKind::Lines
    } else if at == 0 {
        ColumnKind::Title
    } else {
        ColumnKind::Line
    };
    let head = own.filter(|_| table.has_head).map(|column| Paragraph::text(Style::TableHead, column.title.as_str()));
    let cells: Vec<Paragraph> = texts().map(paragraph).collect();
    let column = Column::of(kind, head.as_slice(), cells.iter());
    // A short name of a row, such as `2023-2024`, stays on one line.
    let is_name = at == 0 && longest <= LETTERS[0];
    (kind, if is_name { Column { least: column.wanted, ..column } } else { column })
}

/// The width of a table on a page with so much room. A small one is as wide as its columns want: on a wide one, numbers stand far from
/// what they belong to. One that nearly fills the page fills it, and so does one with long texts.
fn width(kinds: &[ColumnKind], columns: &[Column], room: u32) -> u32 {
    let wanted: u32 = columns.iter().map(|column| column.wanted).sum();
    if kinds.contains(&ColumnKind::Lines) || wanted > room / 3 * 2 { room } else { wanted }
}
