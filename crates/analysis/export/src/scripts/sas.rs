//! The script for SAS, in a session with UTF-8. A step reads no cell with a line break, so a macro first puts another sign in its place.

use super::names::short_names;
use super::{cut, labels};
use crate::codebook::{Codebook, CodebookColumn, CodebookTable};
use crate::csv::BETWEEN_CODES;
use crate::kind::ValueKind;
use std::fmt::Write as _;

/// The longest label of a variable. The whole label stands in a comment.
const LONGEST_LABEL: usize = 256;
/// The longest text of a variable, in bytes.
const LONGEST_TEXT: usize = 32_767;

const HEAD: &str = r#"/* Makes a data set of SAS from each table beside this file. Start SAS in their folder with -encoding utf-8.
   Codes of several options stay a text with ; between them. Texts of more than 32767 bytes are cut. */
options compress=yes validvarname=v7;

%macro readable(table);
  /* A line break inside a cell becomes '0B'x; the step below turns it back. */
  filename flat temp;
  data _null_;
    infile "&table..csv" recfm=n;
    file flat recfm=n;
    retain open 0;
    input byte $char1.;
    if byte = '"' then open = not open;
    if open and byte = '0A'x then byte = '0B'x;
    put byte $char1.;
  run;
%mend;
"#;

pub(super) fn script(codebook: &Codebook) -> String {
    let mut out = HEAD.to_owned();
    let sets = short_names(codebook.tables.iter().map(|table| table.name.as_str()));
    for (index, (table, set)) in codebook.tables.iter().zip(sets).enumerate() {
        one(index + 1, table, &set, &mut out);
    }
    out
}

fn one(number: usize, table: &CodebookTable, set: &str, out: &mut String) {
    let names = short_names(table.columns.iter().map(|column| column.name.as_str()));
    let with_names = || table.columns.iter().zip(&names);
    let format = |at: usize| format!("$t{number}c{}_", at + 1);
    // Writing to a String cannot fail.
    let _ = writeln!(out, "\n/* {} */", comment(&table.label));
    let is_coded = |column: &CodebookColumn| !column.options.is_empty() && column.kind != ValueKind::Codes;
    if table.columns.iter().any(is_coded) {
        out.push_str("proc format;\n");
        for (at, (column, _)) in with_names().enumerate().filter(|(_, (column, _))| is_coded(column)) {
            let rows: Vec<String> =
                labels(column).iter().map(|(code, label)| format!("    {} = {}", text(code), text(label))).collect();
            let _ = writeln!(out, "  value {}\n{};", format(at), rows.join("\n"));
        }
        out.push_str("run;\n");
    }
    let _ = write!(
        out,
        "%readable({});\ndata {set};\n  infile flat dsd dlm=',' firstobs=2 truncover lrecl=10000000 termstr=lf encoding='utf-8';\n",
        table.name
    );
    for (column, name) in with_names() {
        let _ = writeln!(out, "  {}", informat(column, name));
    }
    let _ = writeln!(out, "  input {};", names.join(" "));
    for (column, name) in with_names().filter(|(column, _)| column.kind == ValueKind::Text) {
        if column.options.is_empty() {
            let _ = writeln!(out, "  {name} = translate({name}, '0A'x, '0B'x);");
            let _ = writeln!(out, "  {name} = prxchange('s/^\\x27(\\x27*[-=+@\\t\\r])/$1/', 1, {name});");
        }
    }
    for (at, (column, name)) in with_names().enumerate() {
        let whole = if column.label.chars().count() > LONGEST_LABEL || *name != column.name {
            format!(" /* {}: {} */", comment(&column.name), comment(&column.label))
        } else {
            String::new()
        };
        let _ = writeln!(out, "  label {name} = {};{whole}", text(&cut(&column.label, LONGEST_LABEL)));
        if is_coded(column) {
            let _ = writeln!(out, "  format {name} {}.;", format(at));
        }
    }
    out.push_str("run;\n");
}

/// How a cell is read.
fn informat(column: &CodebookColumn, name: &str) -> String {
    match column.kind {
        ValueKind::Integer | ValueKind::Decimal => format!("informat {name} 32.;"),
        ValueKind::Date => format!("informat {name} yymmdd10.; format {name} yymmdd10.;"),
        ValueKind::Month => format!("length {name} $7;"),
        ValueKind::Text | ValueKind::Code | ValueKind::Codes => format!("length {name} ${};", bytes(column)),
    }
}

/// How many bytes a cell may have.
fn bytes(column: &CodebookColumn) -> usize {
    let codes = column.options.iter().map(|option| option.code.len() + BETWEEN_CODES.len_utf8());
    match column.kind {
        // A code that no edition offered may be longer.
        ValueKind::Codes => codes.sum::<usize>().max(256),
        ValueKind::Code => codes.max().unwrap_or(0).max(64),
        _ if column.part == "key" => 256,
        _ => LONGEST_TEXT,
    }
    .min(LONGEST_TEXT)
}

/// A text as SAS writes it, in which no macro is filled in.
fn text(text: &str) -> String {
    format!("'{}'", text.replace('\n', " ").replace('\'', "''"))
}

/// A text inside a comment.
fn comment(text: &str) -> String {
    text.replace("*/", "* /").replace('\n', " ")
}
