//! Texts without markup that know their language. A text that has no translation keeps that of the form, and whoever shows it has to
//! say so: else a screen reader speaks it wrongly, and its full stop stands on the wrong side of a page from right to left.

use crate::Rich;
use serde::Serialize;
use std::borrow::Cow;

/// A text without markup.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PlainText {
    /// What it says.
    pub text: String,
    /// The tag of its language, where that is not the one that was asked for.
    pub language: Option<String>,
}

impl PlainText {
    /// Several texts in one. It has a language where all of them have the same.
    pub fn joined(texts: &[Self], between: &str) -> Self {
        let words: Vec<&str> = texts.iter().map(|of| of.text.as_str()).collect();
        let language = texts.first().and_then(|first| first.language.clone());
        let is_same = texts.iter().all(|of| of.language == language);
        Self { text: words.join(between), language: language.filter(|_| is_same) }
    }

    /// The same text on one line.
    #[must_use]
    pub fn in_one_line(self) -> Self {
        Self { text: self.text.replace('\n', " "), ..self }
    }

    /// Its paragraphs, without those that are empty.
    pub fn paragraphs(&self) -> Vec<Self> {
        let parts = self.text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| Self { text: part.to_owned(), language: self.language.clone() }).collect()
    }
}

impl From<String> for PlainText {
    fn from(text: String) -> Self {
        Self { text, language: None }
    }
}

impl From<&str> for PlainText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Cow<'_, str>> for PlainText {
    fn from(text: Cow<'_, str>) -> Self {
        text.into_owned().into()
    }
}

impl From<Rich> for PlainText {
    fn from(rich: Rich) -> Self {
        Self { text: rich.plain(), language: rich.language }
    }
}
