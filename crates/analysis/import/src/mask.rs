//! The words of a question as they are compared: without case, accents and signs, and once more without what changes from
//! country to country and from year to year.

use canevas_model::countries;
use canevas_wording::typed::alike;
use canevas_wording::{Grammar, is_direction, plain_digits};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization as _;

/// A word that stands where something was masked. No question has it.
const MARK: &str = "1mask1";
/// The longest article or preposition.
const SHORT_WORD: usize = 3;
/// Signs that open and close what changes: names in brackets and in quotation marks.
const PAIRS: [(char, char); 4] = [('[', ']'), ('«', '»'), ('“', '”'), ('"', '"')];

/// What texts are masked of, besides brackets and quotations: names of countries and of months.
#[derive(Debug)]
pub struct Names {
    /// The names as words, by the first one; of those with the same first word, the longest first.
    countries: BTreeMap<String, Vec<Vec<String>>>,
    months: BTreeSet<String>,
}

impl Names {
    /// The names of all countries and months, in every language of the program; and the names that a form gives.
    pub fn new<'n>(own: impl IntoIterator<Item = &'n str>) -> Self {
        let mut countries: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        let table = countries::all().iter().flat_map(countries::Country::names).map(words);
        for name in table.chain(own.into_iter().map(words)) {
            let Some(first) = name.first() else { continue };
            countries.entry(first.clone()).or_default().push(name);
        }
        for names in countries.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        }
        let months = Grammar::ALL.iter().flat_map(|grammar| grammar.known_months()).flat_map(|(name, _)| words(&name));
        Self { countries, months: months.collect() }
    }
}

/// A text for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// All its words.
    pub kept: String,
    /// Its words without what changes.
    pub masked: String,
}

impl Compared {
    /// A text, without the number before it.
    pub fn new(text: &str, names: &Names) -> Self {
        let text = without_number(text);
        let kept = words(text).join(" ");
        let masked = masked(text, names);
        let masked = if masked.is_empty() { kept.clone() } else { masked };
        Self { kept, masked }
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether nobody reads another text: the words are the same, or all but those that change are.
    pub fn is_same(&self, other: &Self) -> bool {
        self.kept == other.kept || self.masked == other.masked
    }

    /// How similar two texts are, from 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        alike(&self.kept, &other.kept).max(alike(&self.masked, &other.masked))
    }
}

/// The words of a text: lower case, without accents, with the digits 0 to 9.
pub fn words(text: &str) -> Vec<String> {
    let is_mark =
        |c: &char| matches!(*c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{655}' | '\u{640}') || is_direction(*c);
    let folded: String = plain_digits(text).to_lowercase().nfd().filter(|c| !is_mark(c)).collect();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The text without the number of a question before it: `14. `, `3) `, `Q7: `.
fn without_number(text: &str) -> &str {
    let text = text.trim();
    let rest = text.strip_prefix(['Q', 'q']).unwrap_or(text);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_number = after.len() < rest.len() && rest.len() - after.len() <= 3;
    match after.strip_prefix(['.', ')', ':']).filter(|_| has_number) {
        Some(rest) if rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => text,
    }
}

fn masked(text: &str, names: &Names) -> String {
    let words = words(&without_pairs(text));
    let words = without_months(&without_countries(&words, names), names);
    let mut out: Vec<String> = Vec::new();
    for word in words {
        if word == MARK {
            // "au Cameroun" and "en [tel pays]" are the same, and so are "de la France" and "du Pérou".
            for _ in 0..2 {
                if out
                    .last()
                    .is_some_and(|last| last.chars().count() <= SHORT_WORD && !last.chars().any(|c| c.is_ascii_digit()))
                {
                    out.pop();
                }
            }
        } else if !is_year(&word) && !is_cited(&word, out.last()) {
            out.push(word);
        }
    }
    out.join(" ")
}

/// The text with a mark in place of what stands in brackets and quotation marks. One that is not closed stays.
fn without_pairs(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in PAIRS {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| at + from) {
            let inside = start + open.len_utf8();
            let Some(end) = text[inside..].find(close).map(|at| at + inside) else { break };
            text.replace_range(start..end + close.len_utf8(), &format!(" {MARK} "));
            from = start;
        }
    }
    text
}

fn without_countries(words: &[String], names: &Names) -> Vec<String> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let known = names.countries.get(&words[at]);
        let name = known.into_iter().flatten().find(|name| words[at..].starts_with(name));
        match name {
            Some(name) => {
                out.push(MARK.to_owned());
                at += name.len();
            }
            None => {
                out.push(words[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// The words without months before a year: "de mai 2022" and "de 2022" are the same. Elsewhere a word such as "may" is no month.
fn without_months(words: &[String], names: &Names) -> Vec<String> {
    let is_month = |at: usize| {
        let next = words.get(at + 1);
        let next = next.filter(|next| *next == "de" || *next == "of").map_or(next, |_| words.get(at + 2));
        names.months.contains(&words[at]) && next.is_some_and(|next| is_year(next))
    };
    (0..words.len()).filter(|at| !is_month(*at)).map(|at| words[at].clone()).collect()
}

/// Whether a word is the number of a question that a text cites: another edition counts otherwise.
fn is_cited(word: &str, before: Option<&String>) -> bool {
    const QUESTION: [&str; 6] = ["question", "questions", "pregunta", "preguntas", "pergunta", "السؤال"];
    word.len() <= 3
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && before.is_some_and(|before| QUESTION.contains(&before.as_str()))
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::{Compared, Names};

    #[test]
    fn what_changes_from_country_to_country_is_masked() {
        let names = Names::new([]);
        let same = |a: &str, b: &str| Compared::new(a, &names).is_same(&Compared::new(b, &names));
        for (a, b) in [
            ("14. Quels progrès au Cameroun ? *", "Quels progrès en [tel pays] ?"),
            ("Since May 2022, what was done in Kenya?", "Since April 2024, what was done in [country]?"),
            ("Qu'a fait la République démocratique du Congo ?", "Qu’a fait [tel pays] ?"),
            ("la deuxième priorité [\"...\"]?", "la deuxième priorité, « Observatoire » ?"),
            ("de mai 2022 à avril 2023", "de juin 2023 à mai 2024"),
            ("¿Qué hizo España?", "que hizo Francia"),
            ("les partenaires cochés à la question 9", "les partenaires cochés à la question 14"),
        ] {
            assert!(same(a, b), "{:?} {:?}", Compared::new(a, &names), Compared::new(b, &names));
        }
        for (a, b) in [
            ("la première priorité", "la deuxième priorité"),
            ("What may follow?", "What follows?"),
            ("How many in 2021?", "How many in the end?"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn likeness_counts_words() {
        let names = Names::new([]);
        let of = |text: &str| Compared::new(text, &names);
        assert!(of("Which difficulties did you meet?").likeness(&of("Which difficulties did you face?")) > 0.75);
        assert!(of("Which difficulties did you meet?").likeness(&of("Name your partners")) < 0.3);
    }
}
