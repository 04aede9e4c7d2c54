//! A sheet as a table: where its heads stand, and which rows are answers.

use crate::heads::{Tool, ToolColumn, tool_columns};
use crate::sheet::{Cell, Sheet, SheetRow};

/// In how many of the first rows the heads are looked for.
const FIRST_ROWS: usize = 5;

/// A sheet with its heads.
#[derive(Debug)]
pub struct Table<'s> {
    /// The sheet.
    pub sheet: &'s Sheet,
    /// The heads by column.
    pub heads: Vec<Head>,
    /// The tool that made it, where that is seen.
    pub tool: Option<Tool>,
    /// The rows that are answers.
    pub rows: Vec<&'s SheetRow>,
    /// The rows above the heads.
    pub above: Vec<&'s SheetRow>,
    /// The rows that repeat the heads.
    pub again: Vec<&'s SheetRow>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The column, from 0.
    pub column: usize,
    /// The text, as it stands.
    pub text: String,
    /// Which of the columns with this text it is, from 0.
    pub nth: usize,
    /// The question that it asks: a form tool adds a number to a text that stands twice.
    pub question: String,
    /// What it is, where the form tool added it.
    pub tool: Option<ToolColumn>,
}

impl<'s> Table<'s> {
    /// Finds the heads of a sheet: of its first rows, the one with the most heads that are known. None where the sheet is empty or
    /// hidden.
    pub fn new(sheet: &'s Sheet, is_known: &dyn Fn(&str) -> bool) -> Option<Self> {
        if sheet.hidden {
            return None;
        }
        let known = |row: &SheetRow| {
            let texts: Vec<&str> = row.cells.values().filter_map(text).collect();
            tool_columns(&texts).1.len() + texts.iter().filter(|text| is_known(text)).count()
        };
        let first = sheet.rows.iter().take(FIRST_ROWS).enumerate();
        let (at, _) = first.max_by_key(|(at, row)| (known(row), std::cmp::Reverse(*at)))?;
        let head = &sheet.rows[at];
        let (tool, heads) = heads(head);
        let (again, rows) = sheet.rows[at + 1..].iter().partition(|row| row.cells == head.cells);
        Some(Self { sheet, heads, tool, rows, above: sheet.rows[..at].iter().collect(), again })
    }

    /// The head over a column.
    pub fn head(&self, column: usize) -> Option<&Head> {
        self.heads.binary_search_by_key(&column, |head| head.column).ok().map(|at| &self.heads[at])
    }

    /// The column in which the tool says when the answers were sent.
    pub fn completion(&self) -> Option<usize> {
        self.heads.iter().find(|head| head.tool == Some(ToolColumn::Completion)).map(|head| head.column)
    }
}

fn text(cell: &Cell) -> Option<&str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

fn heads(row: &SheetRow) -> (Option<Tool>, Vec<Head>) {
    let texts: Vec<(usize, String)> = row.cells.iter().map(|(column, cell)| (*column, cell.to_string())).collect();
    let plain: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let (tool, of_tool) = tool_columns(&plain);
    let heads = texts.iter().enumerate().map(|(at, (column, text))| {
        let before = &texts[..at];
        let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_numbered = bare.len() < text.len() && before.iter().any(|(_, other)| other == bare);
        Head {
            column: *column,
            text: text.clone(),
            nth: before.iter().filter(|(_, other)| other == text).count(),
            question: if is_numbered { bare.to_owned() } else { text.clone() },
            tool: of_tool.get(at).copied(),
        }
    });
    (tool, heads.collect())
}
