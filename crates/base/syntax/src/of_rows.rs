//! The words for the rows of a question: how they are laid out, what is added up, and what a comment is about.

use crate::words;

words! {
    /// Which totals a table of numbers shows.
    pub enum Total {
        /// One at the end of each row.
        Row = "row",
        /// One below each column.
        Column = "column",
        /// Both, and one of all numbers.
        Both = "both",
    }
}

words! {
    /// What the comment of a question with rows is about.
    pub enum CommentOn {
        /// Each row has a box of its own.
        Rows = "rows",
        /// One box below the rows is about all of them.
        All = "all",
    }
}

words! {
    /// How rows are laid out.
    pub enum Layout {
        /// One after the other.
        Stacked = "stacked",
        /// As a table, one line per row.
        Table = "table",
        /// As a table, one line per row, with a column for each option.
        Grid = "grid",
    }
}

impl Layout {
    /// Whether the rows are lines of a table.
    pub fn is_table(self) -> bool {
        matches!(self, Self::Table | Self::Grid)
    }
}
