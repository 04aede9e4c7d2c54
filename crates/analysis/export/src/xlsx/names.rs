//! Names of sheets, and the lengths of texts as Excel counts them.

use std::collections::HashSet;

/// The longest name of a sheet, in units of UTF-16.
const LONGEST_NAME: usize = 31;

/// The names of the sheets of a workbook.
#[derive(Default)]
pub(super) struct SheetNames {
    taken: HashSet<String>,
}

impl SheetNames {
    /// A name for the sheet of a table: without signs that Excel forbids, short enough, and taken once however letters are written.
    pub(super) fn take(&mut self, table: &str) -> String {
        let allowed = |c: char| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') { '_' } else { c };
        let plain: String = table.chars().map(allowed).collect();
        let plain = if plain.is_empty() || plain.eq_ignore_ascii_case("history") { format!("{plain}_") } else { plain };
        let with = |end: &str| format!("{}{end}", beginning(&plain, LONGEST_NAME - end.len()));
        let numbered = (2..).map(|number| with(&format!("_{number}")));
        let is_free = |name: &String| !self.taken.contains(&name.to_lowercase());
        let free = std::iter::once(with("")).chain(numbered).find(is_free).unwrap_or_default();
        self.taken.insert(free.to_lowercase());
        free
    }
}

/// The beginning of a text that has at most so many units of UTF-16.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    // No text has more units than bytes.
    if text.len() <= most {
        return text;
    }
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > most {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{SheetNames, beginning};

    #[test]
    fn sheets_have_names_that_excel_takes() {
        let mut names = SheetNames::default();
        let long = "a_very_long_question_about_inspections";
        let found: Vec<String> = ["returns", "Returns", "a/b:c", "", "History", long, long]
            .into_iter()
            .map(|name| names.take(name))
            .collect();
        let short = &long[..31];
        let other = format!("{}_2", &long[..29]);
        assert_eq!(found, ["returns", "Returns_2", "a_b_c", "_", "History_", short, &other]);
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(beginning("abc", 3), "abc");
        assert_eq!(beginning("abcd", 3), "abc");
        // One character of two units.
        assert_eq!(beginning("ab😀", 3), "ab");
        assert_eq!(beginning("ab😀", 4), "ab😀");
        assert_eq!(beginning("ééé", 3), "ééé");
    }
}
