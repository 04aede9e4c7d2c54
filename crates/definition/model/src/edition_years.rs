//! The years that the name of an edition says: `2024`, `2023-2024`, `2023-24`, `autumn-2026`.

use std::ops::Range;

/// A year in the name of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionYear {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The year.
    pub year: i32,
}

/// How many years lie at most between a year and the two digits behind it: `2021-24`. More would take a month for a year.
const MOST_BETWEEN: i32 = 5;

/// The years in the name of an edition, in order. Every run of four digits is one. A run of two digits right behind it is one
/// too, where it is the last part of a year soon after: in `2023-24`, but not in `2024-06`.
pub fn years_of(edition: &str) -> Vec<EditionYear> {
    let mut found: Vec<EditionYear> = Vec::new();
    let bytes = edition.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let range = at..at + run;
        let number: Option<i32> = edition[range.clone()].parse().ok();
        let before = found.last().filter(|last| last.range.len() == 4 && last.range.end + 1 == at);
        let year = match (run, number, before) {
            (4, Some(year), _) => Some(year),
            (2, Some(short), Some(last)) => {
                (1..=MOST_BETWEEN).map(|more| last.year + more).find(|year| year % 100 == short)
            }
            _ => None,
        };
        found.extend(year.map(|year| EditionYear { range, year }));
        at += run.max(1);
        // A name may have signs of several bytes.
        while !edition.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// The name of the edition that many years later.
pub fn moved_edition(edition: &str, years: i32) -> String {
    let mut out = edition.to_owned();
    for EditionYear { range, year } in years_of(edition).into_iter().rev() {
        let (moved, digits) = (year + years, range.len());
        let text = if digits == 4 { format!("{moved:04}") } else { format!("{:02}", moved.rem_euclid(100)) };
        out.replace_range(range, &text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_names_move() {
        for (name, years, moved) in [
            ("2024", 1, "2025"),
            ("2023-2024", 1, "2024-2025"),
            ("2023-24", 1, "2024-25"),
            ("2023-24", -1, "2022-23"),
            ("1999-00", 1, "2000-01"),
            ("2021/24", 4, "2025/28"),
            ("2024-06", 1, "2025-06"),
            ("2024-2", 1, "2025-2"),
            ("été-2026", 1, "été-2027"),
            ("round-3", 1, "round-3"),
            ("20234", 1, "20234"),
        ] {
            assert_eq!(moved_edition(name, years), moved, "{name}");
        }
    }
}
