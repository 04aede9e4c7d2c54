//! The script for DuckDB.

use super::shown;
use crate::codebook::{Codebook, CodebookColumn};
use crate::kind::ValueKind;
use std::fmt::Write as _;

pub(super) fn script(codebook: &Codebook) -> String {
    let mut out = String::from(
        "-- Loads the tables beside this file. Run it in their folder: duckdb data.duckdb < load_duckdb.sql\n\
         -- Codes of several options become lists. The table `codebook.options` has the words of all codes.\n",
    );
    // Writing to a String cannot fail.
    for table in &codebook.tables {
        let _ = writeln!(out, "\nCREATE OR REPLACE TABLE {} AS SELECT", name(&table.name));
        let selected: Vec<String> = table.columns.iter().map(|column| format!("  {}", selected(column))).collect();
        let typed: Vec<String> = table
            .columns
            .iter()
            .map(|column| format!("  {}: {}", text(&column.name), text(read_as(column.kind))))
            .collect();
        let _ = writeln!(out, "{}", selected.join(",\n"));
        let file = text(&format!("{}.csv", table.name));
        let _ = writeln!(out, "FROM {},\n  columns = {{\n{}\n}});", read_csv(&file), typed.join(",\n"));
        let _ = writeln!(out, "COMMENT ON TABLE {} IS {};", name(&table.name), text(&table.label));
        for column in &table.columns {
            let of = format!("{}.{}", name(&table.name), name(&column.name));
            let _ = writeln!(out, "COMMENT ON COLUMN {of} IS {};", text(&column.label));
        }
    }
    let options = codebook.tables.iter().flat_map(|table| {
        let columns = table.columns.iter().map(move |column| (table, column));
        columns.flat_map(|(table, column)| column.options.iter().map(move |option| (table, column, option)))
    });
    let rows: Vec<String> = options
        .map(|(table, column, option)| {
            let label = shown(&option.label, &option.code);
            let cells = [&table.name, &column.name, &option.code, label].map(text);
            format!("  ({})", cells.join(", "))
        })
        .collect();
    out.push_str(
        "\nCREATE SCHEMA IF NOT EXISTS codebook;\nCREATE OR REPLACE TABLE codebook.options (\"table\" VARCHAR, \"column\" VARCHAR, code VARCHAR, label VARCHAR);\n",
    );
    if !rows.is_empty() {
        let _ = writeln!(out, "INSERT INTO codebook.options VALUES\n{};", rows.join(",\n"));
    }
    out
}

/// How a file is read. Nothing between two commas is no value; an empty text is written as a pair of quotation marks.
fn read_csv(file: &str) -> String {
    format!(
        "read_csv({file}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n',\n  \
         nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 10000000"
    )
}

fn read_as(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text | ValueKind::Code | ValueKind::Codes | ValueKind::Month => "VARCHAR",
        ValueKind::Integer => "BIGINT",
        ValueKind::Decimal => "DOUBLE",
        ValueKind::Date => "DATE",
    }
}

fn selected(column: &CodebookColumn) -> String {
    let name = name(&column.name);
    match column.kind {
        ValueKind::Text => format!("regexp_replace({name}, '^''(''*[=+\\-@\\t\\r])', '\\1') AS {name}"),
        ValueKind::Codes => format!("string_split({name}, ';') AS {name}"),
        _ => name,
    }
}

/// A name as SQL writes it.
fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text as SQL writes it.
fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
