//! Numbers with their nouns in messages, which are in English.

/// A number and what it counts: `1 row`, `2 rows`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
