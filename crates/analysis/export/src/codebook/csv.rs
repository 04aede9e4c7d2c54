//! The codebook as two tables: the columns, and the codes that they may hold.

use super::{Codebook, CodebookColumn};
use crate::text_table::{Cell, TextTable, listed};

/// The columns of `columns.csv`.
const COLUMNS: [&str; 20] = [
    "table",
    "column",
    "kind",
    "part",
    "label",
    "question",
    "number",
    "section",
    "unit",
    "required",
    "personal",
    "not_published",
    "min",
    "max",
    "asked_when",
    "rules",
    "editions",
    "ids",
    "comparable",
    "breaks",
];

/// Every column of every table, a row each: `columns.csv`. `editions` and `ids` are lists of the same length.
pub(crate) fn columns_csv(codebook: &Codebook) -> String {
    let mut out = TextTable::new(&COLUMNS);
    for table in &codebook.tables {
        for column in &table.columns {
            let told = Told::of(column);
            let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
            let [min, max] = column.range.each_ref().map(text);
            let [question, number, section] = [&column.question, &column.number, &column.section].map(text);
            let [unit, asked_when] = [&column.unit, &column.asked_when].map(text);
            out.row(&[
                Cell::Text(&table.name),
                Cell::Text(&column.name),
                Cell::Text(column.kind.word()),
                Cell::Text(column.part),
                Cell::Text(&column.label),
                Cell::Text(&question),
                Cell::Text(&number),
                Cell::Text(&section),
                Cell::Text(&unit),
                Cell::Flag(column.required),
                Cell::Flag(column.personal),
                Cell::Flag(column.not_published),
                Cell::Value(&min),
                Cell::Value(&max),
                Cell::Text(&asked_when),
                Cell::Text(&column.rules.join(" ")),
                Cell::Text(&told.editions),
                Cell::Text(&told.ids),
                Cell::Text(told.comparable),
                Cell::Text(&told.breaks),
            ]);
        }
    }
    out.finish()
}

/// Every code that a column may hold, a row each: `options.csv`.
pub(crate) fn options_csv(codebook: &Codebook) -> String {
    let mut out = TextTable::new(&["table", "column", "code", "label", "editions", "retired"]);
    for table in &codebook.tables {
        for column in &table.columns {
            for option in &column.options {
                out.row(&[
                    Cell::Text(&table.name),
                    Cell::Text(&column.name),
                    Cell::Text(&option.code),
                    Cell::Text(&option.label),
                    Cell::Text(&listed(option.editions.iter().map(String::as_str))),
                    Cell::Flag(option.retired),
                ]);
            }
        }
    }
    out.finish()
}

/// What a column's editions say about it, as the cells of a table.
pub(crate) struct Told {
    /// The editions that asked it.
    pub(crate) editions: String,
    /// What each of them called it.
    pub(crate) ids: String,
    /// How far all of its answers can be compared; empty where no edition asked it.
    pub(crate) comparable: &'static str,
    /// The breaks in words.
    pub(crate) breaks: String,
}

impl Told {
    pub(crate) fn of(column: &CodebookColumn) -> Self {
        let worst = column.breaks.iter().map(|broken| broken.comparable).max();
        let breaks: Vec<&str> = column.breaks.iter().map(|broken| broken.words.as_str()).collect();
        let comparable = match worst {
            _ if column.asked.is_empty() => "",
            None => canevas_syntax::changes::Comparable::Full.word(),
            Some(worst) => worst.word(),
        };
        Self {
            editions: listed(column.asked.iter().map(|asked| asked.edition.as_str())),
            ids: listed(column.asked.iter().map(|asked| asked.place.as_str())),
            comparable,
            breaks: breaks.join(" "),
        }
    }
}
