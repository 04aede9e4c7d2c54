//! The codebook for programs: CSV on the Web metadata (W3C), from which tools learn the type, the labels and the keys of each column.

use super::{Codebook, CodebookColumn, CodebookTable};
use crate::csv::BETWEEN_CODES;
use crate::kind::ValueKind;
use crate::table::{COUNTRY, EDITION, RESPONDENT, RETURN, RETURNS_TABLE, key_of_respondent};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The metadata of the tables: `csv-metadata.json`, which stands beside them.
///
/// # Errors
///
/// Where JSON cannot be written.
pub(crate) fn csvw(codebook: &Codebook) -> Result<String, serde_json::Error> {
    let tables: Vec<Value> = codebook.tables.iter().map(table).collect();
    let whole = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": codebook.language }],
        "dc:title": codebook.title,
        "dc:identifier": codebook.form,
        "rdfs:comment": "A text that a spreadsheet could take for a formula stands behind an apostrophe.",
        "tables": tables,
    });
    serde_json::to_string_pretty(&whole).map(|text| text + "\n")
}

fn table(of: &CodebookTable) -> Value {
    let own: Vec<Value> = of.columns.iter().map(column).collect();
    let mut schema = Map::new();
    schema.insert("columns".to_owned(), own.into());
    let names = |columns: &[String]| columns.iter().map(|name| variable(name)).collect::<Vec<_>>();
    if !of.key.is_empty() {
        schema.insert("primaryKey".to_owned(), names(&of.key).into());
    }
    if of.name != RETURNS_TABLE {
        let who = key_of_respondent(|name| of.columns.iter().any(|column| column.name == name));
        let columns = [EDITION, who, RETURN];
        let key = json!({
            "columnReference": columns,
            "reference": { "resource": file(RETURNS_TABLE), "columnReference": columns },
        });
        schema.insert("foreignKeys".to_owned(), json!([key]));
    }
    json!({ "url": file(&of.name), "dc:title": of.label, "tableSchema": schema })
}

fn column(of: &CodebookColumn) -> Value {
    let mut out = Map::new();
    out.insert("name".to_owned(), variable(&of.name).into());
    // A reader compares the title with the head of the file, so the label stands elsewhere.
    out.insert("titles".to_owned(), of.name.as_str().into());
    out.insert("dc:description".to_owned(), of.label.as_str().into());
    out.insert("datatype".to_owned(), datatype(of.kind).into());
    if of.kind == ValueKind::Codes {
        out.insert("separator".to_owned(), BETWEEN_CODES.to_string().into());
    }
    if [EDITION, COUNTRY, RESPONDENT, RETURN].contains(&of.name.as_str()) {
        out.insert("required".to_owned(), true.into());
    }
    out.into()
}

fn datatype(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text | ValueKind::Code | ValueKind::Codes => "string",
        ValueKind::Integer => "integer",
        ValueKind::Decimal => "double",
        ValueKind::Date => "date",
        ValueKind::Month => "gYearMonth",
    }
}

/// The file of a table, as an address.
fn file(table: &str) -> String {
    format!("{}.csv", escaped(table, "-@~_."))
}

/// A column's name as the name of a variable in a template of addresses.
fn variable(name: &str) -> String {
    escaped(name, "_.")
}

/// A text with all its bytes escaped but those of letters, digits and some signs.
fn escaped(text: &str, plain: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
