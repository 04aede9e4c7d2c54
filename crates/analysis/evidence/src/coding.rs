//! The themes that a secretariat gives to what countries wrote.

use canevas_model::Language;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The themes of what countries wrote about one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coding {
    /// The heads of the columns with themes: `theme`, or the tags of languages.
    heads: Vec<String>,
    /// Each theme, as the columns name it, with its countries, in the order of the file.
    themes: Vec<(Vec<String>, BTreeSet<String>)>,
    /// Where each theme stands in the list.
    index: BTreeMap<Vec<String>, usize>,
}

impl Coding {
    /// A coding without themes. `heads` are the heads of the columns with themes.
    pub fn new(heads: Vec<String>) -> Self {
        Self { heads, ..Self::default() }
    }

    /// Gives a country a theme, named as the columns name it.
    pub fn add(&mut self, names: Vec<String>, country: String) {
        let at = *self.index.entry(names.clone()).or_insert_with(|| {
            self.themes.push((names, BTreeSet::new()));
            self.themes.len() - 1
        });
        self.themes[at].1.insert(country);
    }

    /// The themes in a language with their countries: those of the most countries first.
    pub fn themes(&self, language: &Language) -> Vec<(&str, &BTreeSet<String>)> {
        let is_of = |tag: &str| self.heads.iter().position(|head| head == tag);
        let column = is_of(language.tag()).or_else(|| is_of(language.primary())).unwrap_or(0);
        let named = self.themes.iter().map(|(names, countries)| {
            let own = names.get(column).filter(|name| !name.is_empty());
            let name = own.or_else(|| names.iter().find(|name| !name.is_empty()));
            (name.map_or("", String::as_str), countries)
        });
        let mut themes: Vec<(&str, &BTreeSet<String>)> = named.collect();
        themes.sort_by_key(|(_, countries)| Reverse(countries.len()));
        themes
    }

    /// The countries that have a theme.
    pub fn countries(&self) -> BTreeSet<&str> {
        self.themes.iter().flat_map(|(_, countries)| countries.iter().map(String::as_str)).collect()
    }
}
