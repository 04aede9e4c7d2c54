//! The texts of a page in every language. Each has an index, by which the script replaces it when the language changes.

use crate::fragment;
use canevas_model::{Choice, Text};
use canevas_project::Row;
use canevas_wording::Wording;
use canevas_wording::ui::Word;
use minijinja::Value;
use serde::Serialize;
use std::collections::HashMap;

/// A text on the page: its index, and the fragment in the source language.
#[derive(Debug, Clone, Serialize)]
pub struct Switched {
    /// Its index in [`PageTexts`]. `None` if the text is the same in every language.
    pub index: Option<usize>,
    pub html: Value,
}

pub struct PageTexts<'a> {
    /// The languages, the source first.
    pub wordings: Vec<Wording<'a>>,
    entries: Vec<Vec<String>>,
    known: HashMap<Vec<String>, usize>,
}

impl<'a> PageTexts<'a> {
    pub fn new(wordings: Vec<Wording<'a>>) -> Self {
        Self { wordings, entries: Vec::new(), known: HashMap::new() }
    }

    /// The source language's wording.
    pub fn source(&self) -> Wording<'a> {
        self.wordings[0]
    }

    /// A text that `make` writes in each language, as safe HTML.
    pub fn make(&mut self, make: impl Fn(&Wording<'a>) -> String) -> Switched {
        let fragments: Vec<String> = self.wordings.iter().map(make).collect();
        let html = Value::from_safe_string(fragments[0].clone());
        if fragments.iter().all(|fragment| *fragment == fragments[0]) {
            return Switched { index: None, html };
        }
        let next = self.entries.len();
        let index = *self.known.entry(fragments.clone()).or_insert(next);
        if index == next {
            self.entries.push(fragments);
        }
        Switched { index: Some(index), html }
    }

    /// A text of the definition as a phrase.
    pub fn phrase(&mut self, text: &'a Text, row: Option<&Row>) -> Switched {
        self.make(|wording| fragment::phrase(&wording.rich(text, row)))
    }

    /// A text of the definition with its paragraphs.
    pub fn blocks(&mut self, text: &'a Text, row: Option<&Row>) -> Switched {
        self.make(|wording| fragment::blocks(&wording.rich(text, row)))
    }

    pub fn example(&mut self, text: &'a Text, row: Option<&Row>) -> Switched {
        self.make(|wording| fragment::blocks(&wording.example(text, row)))
    }

    pub fn label(&mut self, choice: &'a Choice) -> Switched {
        self.make(|wording| fragment::phrase(&wording.label(choice)))
    }

    /// A plain text in each language.
    pub fn plain(&mut self, make: impl Fn(&Wording<'a>) -> String) -> Switched {
        self.make(|wording| fragment::text(&make(wording)))
    }

    /// A text of the interface in each language. If the interface does not exist in a language, the words that replace it
    /// state their language.
    pub fn interface(&mut self, make: impl Fn(&Wording<'a>) -> String) -> Switched {
        self.make(|wording| fragment::of_interface(wording, fragment::text(&make(wording))))
    }

    pub fn word(&mut self, word: impl Word) -> Switched {
        self.interface(|wording| wording.word(word).into_owned())
    }

    /// The fragments of a language, by index.
    pub fn of_language(&self, language: usize) -> Vec<&str> {
        self.entries.iter().map(|entry| entry[language].as_str()).collect()
    }
}
