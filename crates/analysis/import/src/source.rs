//! From the bytes of a file to its sheets.

use crate::decode::decode;
use crate::delimited::delimited;
use crate::sheet::Sheet;
use crate::workbook::workbook;

/// The sheets of a file, or why it has none. `name` is its name in messages.
///
/// # Errors
///
/// Where the file is no table: the message says what to do.
pub fn read_sheets(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    if bytes.is_empty() {
        return Err("it is empty; export the answers again".to_owned());
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return workbook(name, bytes);
    }
    let kinds: [(&[u8], &str); 4] = [
        (b"%PDF", "a PDF file"),
        (b"{\\rt", "a rich text file"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(no_table(&format!("it is {kind}")));
    }
    let (text, notes) = decode(bytes);
    let start = text.trim_start();
    if text.chars().take(4096).any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        return Err(no_table("it holds no text"));
    }
    if start.starts_with('<') {
        return Err(no_table("it is a web page or another file of marked text"));
    }
    if start.starts_with('{') && serde_json::from_str::<serde_json::Value>(start).is_ok() {
        return Err(no_table("it is a JSON file"));
    }
    Ok(vec![delimited(name, &text, notes)])
}

fn no_table(what: &str) -> String {
    format!("{what}, and not an export: export the answers as a workbook (.xlsx) or as CSV")
}
