//! What a text must look like, such as an email address. Everything that a part of the program must know about a format
//! stands in one value: the JSON Schema and the form's script take its pattern, messages and Word files its words, and
//! tests its samples. The value stands in the file of the question type that asks for it.

use regex_lite::Regex;
use std::sync::OnceLock;

/// What a text must look like.
#[derive(Debug)]
pub struct TextFormat {
    /// The name of the question type, which is also its name in the compiled form and in the canonical projection.
    pub name: &'static str,
    /// What an English message calls such a text, with its article: `an email address`.
    pub noun: &'static str,
    /// A regular expression that the engines of JSON Schema, JavaScript and Rust read alike: `^`, `$`, sets, groups that
    /// capture nothing, repetition. The text must also hold no line break: some engines let `$` match before a last one.
    pub pattern: &'static str,
    /// Longest, in code points.
    pub max_length: u32,
    /// The keyboard that a telephone shows: a value of HTML's `inputmode`.
    pub input_mode: &'static str,
    /// What a respondent sees as an example.
    pub example: &'static str,
    /// Texts that have the format, the smallest first.
    pub right: &'static [&'static str],
    /// Texts that nearly have the format.
    pub wrong: &'static [&'static str],
    /// The compiled pattern. A new format starts with [`OnceLock::new`].
    pub matcher: OnceLock<Option<Regex>>,
}

impl TextFormat {
    /// Whether a text has the format.
    pub fn accepts(&self, text: &str) -> bool {
        let matcher = self.matcher.get_or_init(|| Regex::new(self.pattern).ok());
        !text.contains(['\n', '\r']) && matcher.as_ref().is_some_and(|matcher| matcher.is_match(text))
    }
}

/// Two formats are the same when they have the same name.
impl PartialEq for TextFormat {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for TextFormat {}

#[cfg(test)]
mod tests {
    use super::TextFormat;

    /// A pattern that does not compile accepts nothing, so the right samples hold that too.
    #[test]
    fn samples_are_what_they_say() {
        for format in TextFormat::all() {
            assert!(!format.right.is_empty() && !format.wrong.is_empty(), "{} needs samples", format.name);
            for text in format.right.iter().chain([&format.example]) {
                assert!(format.accepts(text), "{}: {text:?} is right, and the pattern refuses it", format.name);
                assert!(text.chars().count() <= format.max_length as usize, "{}: {text:?} is too long", format.name);
            }
            for text in format.wrong {
                assert!(!format.accepts(text), "{}: {text:?} is wrong, and the pattern takes it", format.name);
            }
        }
    }
}
