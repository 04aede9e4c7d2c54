//! How question types relate, and words that rules share.

/// How one type relates to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// It takes all that the other took.
    Wider,
    /// It takes one answer where the other took several, or the other way round.
    Cardinality,
    /// It takes something else.
    Other,
}

/// The relation of a new type to an old one.
pub(crate) fn relation(before: &str, after: &str) -> Relation {
    match (before, after) {
        ("text" | "email" | "url", "text" | "long_text")
        | ("long_text", "text")
        | ("integer" | "year", "decimal")
        | ("year", "integer")
        | ("rating", "single_choice") => Relation::Wider,
        ("single_choice" | "rating", "multiple_choice")
        | ("multiple_choice", "single_choice" | "rating")
        | ("group", "repeat")
        | ("repeat", "group") => Relation::Cardinality,
        _ => Relation::Other,
    }
}

/// A value, or “none”.
pub(crate) fn words(value: Option<&str>) -> &str {
    value.unwrap_or("none")
}
