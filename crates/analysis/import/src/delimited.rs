//! CSV, with whatever sign stands between its cells.

use crate::sheet::{Sheet, SheetNote, SheetRow};

/// The signs that may stand between cells, the most usual first.
const SIGNS: [u8; 3] = [b',', b';', b'\t'];

/// The one sheet of a CSV file.
pub fn delimited(name: &str, text: &str, mut notes: Vec<SheetNote>) -> Sheet {
    let (declared, text) = declared_sign(text);
    let sign = declared.unwrap_or_else(|| sign_of(text));
    let mut rows = Vec::new();
    let mut unclosed = None;
    let mut reader = reader(sign, text);
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or_default();
        // A text cannot fail to be read: it is UTF-8, and rows may have any number of cells.
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        number += 1;
        let end = usize::try_from(reader.position().byte()).unwrap_or_default();
        let is_open = text.get(start..end).is_some_and(|raw| raw.matches('"').count() % 2 == 1);
        if is_open && end >= text.len() {
            unclosed = Some(number);
        }
        let row = SheetRow::of_texts(number, &record);
        if !row.cells.is_empty() {
            rows.push(row);
        }
    }
    if let Some(row) = unclosed {
        notes.push(SheetNote::grave(format!(
            "a quotation mark that opens in row {row} is never closed, so the rest of the file is one cell"
        )));
    }
    Sheet { name: name.to_owned(), hidden: false, rows, notes }
}

fn reader(sign: u8, text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(sign).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The sign that the first line declares for spreadsheets (`sep=;`), and the text after this line.
fn declared_sign(text: &str) -> (Option<u8>, &str) {
    let declared = || {
        let (line, rest) = text.split_once('\n')?;
        match line.trim_end().strip_prefix("sep=")?.as_bytes() {
            [sign] if SIGNS.contains(sign) => Some((Some(*sign), rest)),
            _ => None,
        }
    };
    declared().unwrap_or((None, text))
}

/// The sign that stands most often in the first row that has any, outside of quotation marks: heads are sentences, and hold signs of their
/// own. A title may stand above them.
fn sign_of(text: &str) -> u8 {
    let mut counts = [0; SIGNS.len()];
    let mut is_quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted && counts.iter().any(|count| *count > 0) => break,
            _ if is_quoted => {}
            _ => counts.iter_mut().zip(SIGNS).filter(|(_, sign)| *sign == byte).for_each(|(count, _)| *count += 1),
        }
    }
    // The first of several with the same count.
    let best = SIGNS.into_iter().zip(counts).rev().max_by_key(|(_, count)| *count);
    best.map_or(b',', |(sign, _)| sign)
}

#[cfg(test)]
mod tests {
    use super::delimited;
    use crate::sheet::Cell;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let sheet = delimited("x.csv", text, Vec::new());
        sheet.rows.iter().map(|row| row.cells.values().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn the_sign_between_cells_is_found() {
        let wanted = [vec!["A".to_owned(), "B, b; c".to_owned()], vec!["1".to_owned(), "2".to_owned()]];
        for text in [
            "A,\"B, b; c\"\n1,2\n",
            "A;\"B, b; c\"\n1;2\n",
            "A\t\"B, b; c\"\n1\t2\n",
            "A;\"B, b; c\"\n\"1\";\"2\"\n",
            "sep=;\r\nA;\"B, b; c\"\r\n1;2\r\n",
        ] {
            assert_eq!(cells(text), wanted, "{text}");
        }
    }

    #[test]
    fn empty_rows_and_cells_are_left_out() {
        let sheet = delimited("x.csv", "A,B\n,\n  ,x\n", Vec::new());
        assert_eq!(sheet.rows.len(), 2);
        assert_eq!(sheet.rows[1].number, 3);
        assert_eq!(sheet.rows[1].cells.get(&1), Some(&Cell::Text("x".to_owned())));
    }

    #[test]
    fn an_open_quotation_mark_is_named() {
        let sheet = delimited("x.csv", "A,B\n\"1,2\n3,4\n", Vec::new());
        assert!(sheet.notes[0].words.contains("row 2"), "{:?}", sheet.notes);
    }
}
