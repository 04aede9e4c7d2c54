//! How long a text may be in its place. The checks and the files for translators share this table.

use crate::keys::TextRole;

/// One line of a list, a table or a heading.
const LINE: usize = 120;
/// A question, read before its box is filled in.
const QUESTION: usize = 500;
/// The name that stands for a country in the middle of a sentence.
const NAME: usize = 60;

/// How many characters a text may have at most; `None` where nothing limits it. Placeholders count as they are typed.
pub fn longest(role: TextRole) -> Option<usize> {
    match role {
        TextRole::Title
        | TextRole::Subject
        | TextRole::Notice
        | TextRole::Label
        | TextRole::Short
        | TextRole::Unit
        | TextRole::RowsLabel
        | TextRole::NameLabel
        | TextRole::RoleLabel
        | TextRole::RowTitle
        | TextRole::Specify
        | TextRole::FilledBy => Some(LINE),
        TextRole::Ask => Some(QUESTION),
        TextRole::Unknown | TextRole::Called => Some(NAME),
        // These are as long as they have to be.
        TextRole::Introduction
        | TextRole::Closing
        | TextRole::IfNotShown
        | TextRole::Text
        | TextRole::Hint
        | TextRole::Example
        | TextRole::Comment
        | TextRole::Say => None,
    }
}

#[cfg(test)]
mod tests {
    use super::longest;
    use crate::keys::TextRole;

    #[test]
    fn the_role_of_a_text_says_how_long_it_may_be() {
        assert_eq!(longest(TextRole::Label), Some(120));
        assert_eq!(longest(TextRole::Ask), Some(500));
        assert_eq!(longest(TextRole::Unknown), Some(60));
        assert_eq!(longest(TextRole::Introduction), None);
    }
}
