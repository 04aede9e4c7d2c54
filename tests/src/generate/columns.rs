//! Questions with rows and columns, and totals.

use super::{Name, Over, QuestionKind, Writer, kind_of, types};

/// What is asked for each of in a row.
pub(super) struct Columns {
    /// The name in `for_each`.
    pub name: &'static str,
    /// The keys.
    keys: &'static [&'static str],
}

/// The columns of a question; none where it has none. `next` is the number of the question.
pub(super) fn of(rows: Option<usize>, kind: &str, next: usize) -> Option<Columns> {
    if rows.is_none() || !types().contains(&kind) {
        return None;
    }
    match next % 5 {
        0 | 3 => Some(Columns { name: "l_rows", keys: &["left", "right"] }),
        1 => Some(Columns { name: "years", keys: &["y2022", "y2023"] }),
        _ => None,
    }
}

impl Writer<'_> {
    /// The names of the columns in rules of the question. Conditions after it read them over all rows.
    pub(super) fn columns(&mut self, question: &str, kind: &str, columns: &Columns) -> Vec<Name> {
        let kind = kind_of(kind);
        let own = |id: String, over, answered| Name { id, kind, over, can_say: false, answered };
        if kind != QuestionKind::Other {
            let all = columns.keys.iter().map(|key| own(format!("{question}.{key}"), Over::Rows, false));
            self.names.extend(all);
        }
        columns.keys.iter().map(|key| own((*key).to_owned(), Over::One, true)).collect()
    }

    /// Options in columns. Those of a single choice may ask for a text, which a grid has no room for.
    pub(super) fn grid(&mut self, indent: usize, kind: &str, has_columns: bool) {
        if kind == "rating" && !has_columns && !self.next.is_multiple_of(4) {
            self.line(indent, "layout: grid");
        }
    }

    /// Totals of numbers. Those among whose units the respondent chooses have none.
    pub(super) fn total(&mut self, indent: usize, kind: &str, has_columns: bool) {
        let has_units = kind == "decimal" && self.next % 5 < 2;
        if kind_of(kind) != QuestionKind::Number || has_units {
            return;
        }
        let total = if has_columns { ["both", "row", "column"][self.next % 3] } else { "column" };
        self.line(indent, &format!("total: {total}"));
    }
}
