//! The script for R. It needs no package.

use super::{is_text, labels};
use crate::codebook::{Codebook, CodebookColumn};
use crate::kind::ValueKind;
use std::fmt::Write as _;

/// What the script does with every table.
const CODE: &str = r#"# Loads the tables beside this file into data frames: source("load_r.R", encoding = "UTF-8") in their folder.
# A column has its words in attr(x, "label"). Codes of several options become a list.

.plain <- function(x) sub("^'('*[=+@\t\r-])", "\\1", x)

.coded <- function(x, codes, labels) {
  # A code that no edition offered stays as it is. attr(x, "codes") has the codes in the order of the levels.
  more <- sort(setdiff(unique(x[!is.na(x)]), codes))
  structure(factor(x, levels = c(codes, more), labels = c(labels, more)), codes = c(codes, more))
}

.list <- function(x) I(lapply(strsplit(x, ";", fixed = TRUE), function(codes) if (identical(codes, NA_character_)) character(0) else codes))

.read <- function(name) {
  read.csv(paste0(name, ".csv"), colClasses = "character", na.strings = "", check.names = FALSE,
           encoding = "UTF-8", strip.white = FALSE)
}
"#;

pub(super) fn script(codebook: &Codebook) -> String {
    let mut out = CODE.to_owned();
    // Writing to a String cannot fail.
    for table in &codebook.tables {
        let frame = name(&table.name);
        let _ = writeln!(out, "\n# {}\n{frame} <- .read({})", table.label, text(&table.name));
        for column in &table.columns {
            let of = format!("{frame}[[{}]]", text(&column.name));
            if let Some(value) = converted(column, &of) {
                let _ = writeln!(out, "{of} <- {value}");
            }
            let _ = writeln!(out, "attr({of}, \"label\") <- {}", text(&column.label));
        }
    }
    out
}

/// A column with its own type.
fn converted(column: &CodebookColumn, of: &str) -> Option<String> {
    Some(match column.kind {
        _ if is_text(column) && column.options.is_empty() => format!(".plain({of})"),
        ValueKind::Text | ValueKind::Code if column.options.is_empty() => return None,
        ValueKind::Text | ValueKind::Code => {
            let (codes, labels): (Vec<String>, Vec<String>) =
                labels(column).iter().map(|(code, label)| (text(code), text(label))).unzip();
            format!(".coded({of},\n  c({}),\n  c({}))", codes.join(", "), labels.join(", "))
        }
        ValueKind::Codes => format!(".list({of})"),
        // A whole number may be larger than the largest integer of R.
        ValueKind::Integer | ValueKind::Decimal => format!("as.numeric({of})"),
        ValueKind::Date => format!("as.Date({of})"),
        ValueKind::Month => return None,
    })
}

/// A name as R writes it.
fn name(name: &str) -> String {
    format!("`{}`", name.replace('\\', "\\\\").replace('`', "\\`"))
}

/// A text as R writes it.
fn text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
