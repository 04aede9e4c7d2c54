//! How long a text may be in its place: one table for the checks and for the files that translators get.

/// One line of a list, a table or a heading.
const LINE: usize = 120;
/// A question, read before its box is filled in.
const QUESTION: usize = 500;
/// The name that stands for a country in the middle of a sentence.
const NAME: usize = 60;

/// How many characters a text may have at most, by its catalogue key (`question.difficulties.ask`); `None` where nothing
/// limits it. Placeholders count as they are typed.
pub fn longest(key: &str) -> Option<usize> {
    match key.rsplit('.').next().unwrap_or("") {
        "title" | "label" | "short" | "unit" | "name_label" | "role_label" | "specify" | "filled_by" => Some(LINE),
        "ask" => Some(QUESTION),
        "unknown" => Some(NAME),
        // Introductions, hints, examples and notes are as long as they have to be.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::longest;

    #[test]
    fn a_place_is_known_by_the_end_of_its_key() {
        assert_eq!(longest("list.step_status.planned.label"), Some(120));
        assert_eq!(longest("question.upcoming_steps.fields.objective.ask"), Some(500));
        assert_eq!(longest("country.unknown"), Some(60));
        assert_eq!(longest("form.introduction"), None);
        assert_eq!(longest(""), None);
    }
}
