//! The script for Stata, 16 or later. Each table becomes a file of Stata.

use super::names::short_names;
use super::{cut, labels};
use crate::codebook::{Codebook, CodebookColumn, CodebookTable};
use crate::kind::ValueKind;
use std::fmt::Write as _;

/// The longest label of a variable. The whole label stands in a note.
const LONGEST_LABEL: usize = 80;

const HEAD: &str = r"* Makes a file of Stata from each table beside this file. Run it in their folder: do load_stata.do
* Codes of one option become labelled numbers; codes of several options stay a text with ; between them.
version 16
clear all
set more off
";

pub(super) fn script(codebook: &Codebook) -> String {
    let mut out = HEAD.to_owned();
    let files = short_names(codebook.tables.iter().map(|table| table.name.as_str()));
    for (table, file) in codebook.tables.iter().zip(files) {
        one(table, &file, &mut out);
    }
    out
}

fn one(table: &CodebookTable, file: &str, out: &mut String) {
    let names = short_names(table.columns.iter().map(|column| column.name.as_str()));
    let read: Vec<String> = (1..=names.len()).map(|number| format!("v{number}")).collect();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "\n* {}\nimport delimited using {}, clear varnames(nonames) stringcols(_all) ///\n    \
         delimiters(\",\") bindquotes(strict) maxquotedrows(unlimited) encoding(\"UTF-8\")\n\
         drop in 1\n",
        table.label.replace('\n', " "),
        text(&format!("{}.csv", table.name)),
    );
    let _ = writeln!(out, "rename ({}) ///\n    ({})", read.join(" "), names.join(" "));
    for (index, (column, name)) in table.columns.iter().zip(&names).enumerate() {
        converted(column, name, &format!("codes_{}", index + 1), out);
        let _ = writeln!(out, "label variable {name} {}", text(&cut(&column.label, LONGEST_LABEL)));
        if column.label.chars().count() > LONGEST_LABEL || *name != column.name {
            let _ = writeln!(out, "notes {name}: {}", text(&format!("{}: {}", column.name, column.label)));
        }
    }
    let _ = writeln!(out, "order {}", names.join(" "));
    let _ = writeln!(out, "label data {}", text(&cut(&table.label, LONGEST_LABEL)));
    let _ = writeln!(out, "save {}, replace", text(file));
}

fn converted(column: &CodebookColumn, name: &str, list: &str, out: &mut String) {
    let _ = match column.kind {
        ValueKind::Text if column.options.is_empty() => {
            writeln!(out, "replace {name} = substr({name}, 2, .) if ustrregexm({name}, \"^'+[-=+@\\t\\r]\")")
        }
        ValueKind::Integer | ValueKind::Decimal => writeln!(out, "destring {name}, replace"),
        ValueKind::Date | ValueKind::Month => {
            let (function, pattern, format) = match column.kind {
                ValueKind::Date => ("daily", "YMD", "%td"),
                _ => ("monthly", "YM", "%tm"),
            };
            writeln!(
                out,
                "generate long __date = {function}({name}, \"{pattern}\")\nformat __date {format}\n\
                 drop {name}\nrename __date {name}"
            )
        }
        ValueKind::Text | ValueKind::Code if !column.options.is_empty() => {
            coded(column, name, list, out);
            Ok(())
        }
        ValueKind::Text | ValueKind::Code | ValueKind::Codes => Ok(()),
    };
}

/// Numbers with labels. `encode` numbers a code as the list has it, and adds a code that is not in the list.
fn coded(column: &CodebookColumn, name: &str, list: &str, out: &mut String) {
    let pairs: Vec<(&str, String)> = labels(column);
    let rows = |of: &dyn Fn(&(&str, String)) -> String| {
        let rows = (1..).zip(&pairs).map(|(number, pair)| format!("{number} {}", text(&of(pair))));
        rows.collect::<Vec<_>>().join(" ///\n    ")
    };
    let _ = write!(
        out,
        "label define {list} {}\nencode {name}, generate(__code) label({list})\ndrop {name}\nrename __code {name}\n\
         label define {list} {}, modify\n",
        rows(&|(code, _)| (*code).to_owned()),
        rows(&|(_, label)| label.clone()),
    );
}

/// A text as Stata writes it. A macro in it would be filled in, and a quotation mark before an apostrophe would end it.
fn text(text: &str) -> String {
    let plain = text.replace('\n', " ").replace('`', "\\`").replace('$', "\\$").replace("\"'", "\" '");
    format!("`\"{plain}\"'")
}
