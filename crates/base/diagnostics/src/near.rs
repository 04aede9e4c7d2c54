//! Near names for "did you mean": the distance grows with the length of the word, so that short ids get no far-fetched suggestions.

/// The candidate nearest to `word`, if one is near enough (Damerau-Levenshtein, a third of the length, 3 at most).
/// Equal distances go to the candidate that comes first.
///
/// Names of several words, such as `row_label` and `next.period.to`, are compared word by word: a slip is in one word, and
/// another word means another thing. The same words in another order are near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(word, candidate)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How far two names are apart; `None` if they are too far.
fn distance(word: &str, candidate: &str) -> Option<usize> {
    let (own, other) = (parts(word), parts(candidate));
    if own.len() != other.len() || own.len() == 1 {
        return slip(word, candidate);
    }
    let (mut sorted, mut other_sorted) = (own.clone(), other.clone());
    sorted.sort_unstable();
    other_sorted.sort_unstable();
    if sorted == other_sorted {
        return Some(usize::from(own != other));
    }
    let of_parts: Option<Vec<usize>> = own.iter().zip(&other).map(|(own, other)| slip(own, other)).collect();
    of_parts.map(|distances| distances.iter().sum()).filter(|distance| *distance <= limit(word))
}

/// The first twenty names, for a help that lists what there is.
pub fn first_names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 20;
    let mut names = names.into_iter();
    let shown = names.by_ref().take(MOST).collect::<Vec<_>>().join(", ");
    match names.count() {
        0 => shown,
        more => format!("{shown}, and {more} more"),
    }
}

fn parts(name: &str) -> Vec<&str> {
    name.split(['_', '.', '-', ' ', '/']).collect()
}

fn slip(word: &str, candidate: &str) -> Option<usize> {
    let limit = limit(word);
    // A slip changes the length by one at most.
    if word.chars().count().abs_diff(candidate.chars().count()) > limit {
        return None;
    }
    Some(strsim::damerau_levenshtein(word, candidate)).filter(|distance| *distance <= limit)
}

fn limit(word: &str) -> usize {
    (word.chars().count() / 3).clamp(1, 3)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn suggests_the_slip_and_nothing_far() {
        assert_eq!(nearest("requird", ["required", "show_if"]), Some("required"));
        assert_eq!(nearest("ab", ["xyz"]), None);
    }

    #[test]
    fn names_of_several_words_are_compared_word_by_word() {
        let labels = ["name_label", "role_label"];
        assert_eq!(nearest("row_label", labels), None);
        assert_eq!(nearest("rol_label", labels), Some("role_label"));
        assert_eq!(nearest("label_name", labels), Some("name_label"));
        assert_eq!(nearest("period.next.to", ["period.from", "next.period.to"]), Some("next.period.to"));
        assert_eq!(nearest("max_lenght", ["max_length", "at_most"]), Some("max_length"));
        assert_eq!(nearest("showif", ["show_if"]), Some("show_if"));
        assert_eq!(nearest("next_year", ["last_year"]), None);
    }
}
