//! A sheet of an export: its rows, and of each row the cells that hold something.

use canevas_model::dates::Day;
use canevas_responses::is_blank;
use std::collections::BTreeMap;
use std::fmt;

/// A sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The name of its file, and its own name where the file has several.
    pub name: String,
    /// Whether the program that shows it hides it.
    pub hidden: bool,
    /// Its rows that hold something, in order.
    pub rows: Vec<SheetRow>,
    /// What a person should know about how it was read.
    pub notes: Vec<SheetNote>,
}

/// What a person should know about how a sheet was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetNote {
    /// The note.
    pub words: String,
    /// Whether something of the sheet may be lost or wrong.
    pub grave: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// Its number, from 1, as a spreadsheet shows it.
    pub number: usize,
    /// The cells that hold something, by their column, from 0.
    pub cells: BTreeMap<usize, Cell>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text, as it was typed.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, with a time or at midnight.
    Moment(Moment),
    /// A value that says yes or no.
    Bool(bool),
    /// An error of the spreadsheet, such as `#N/A`.
    Error(String),
    /// A formula whose value the file does not hold.
    Formula(String),
}

/// A day and a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// Hours, minutes and seconds.
    pub time: (u8, u8, u8),
}

impl SheetNote {
    /// A note about what may be lost or wrong.
    pub fn grave(words: impl Into<String>) -> Self {
        Self { words: words.into(), grave: true }
    }
}

impl SheetRow {
    /// A row of texts. Blank ones are no cells.
    pub fn of_texts<'t>(number: usize, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let cells = texts.into_iter().enumerate().filter(|(_, text)| !is_blank(text));
        Self { number, cells: cells.map(|(at, text)| (at, Cell::Text(text.to_owned()))).collect() }
    }
}

impl fmt::Display for Cell {
    /// The cell as a text, for people and for answers that are texts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Error(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Moment(moment) => write!(f, "{moment}"),
            Self::Bool(yes) => f.write_str(if *yes { "TRUE" } else { "FALSE" }),
            Self::Formula(formula) => write!(f, "={formula}"),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        match self.time {
            (0, 0, 0) => Ok(()),
            (hours, minutes, seconds) => write!(f, " {hours:02}:{minutes:02}:{seconds:02}"),
        }
    }
}
