//! Near names for "did you mean": the distance grows with the length of the word, so that short ids get no far-fetched suggestions.

/// The candidate nearest to `word`, if one is near enough (Damerau-Levenshtein, a third of the length, 3 at most).
/// Equal distances go to the candidate that comes first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn suggests_the_slip_and_nothing_far() {
        assert_eq!(nearest("requird", ["required", "show_if"]), Some("required"));
        assert_eq!(nearest("ab", ["xyz"]), None);
    }
}
