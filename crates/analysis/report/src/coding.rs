//! The themes that a secretariat gives to what countries wrote: `coding/QUESTION.csv`. Nobody else can say what a text is about, and no
//! program guesses it.

use crate::rules;
use canevas_diagnostics::{Finding, Findings, SourceId, Sources, Span};
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
}

const COUNTRY: &str = "country";

/// Reads a coding file: a line for each theme of a country. `answered` are the codes of the countries that answered the question.
pub fn read_coding(sources: &Sources, id: SourceId, answered: &BTreeSet<String>) -> (Coding, Findings) {
    let (mut coding, mut findings) = (Coding::default(), Findings::default());
    let text = sources.get(id).text();
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut index: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut at_country = None;
    for record in reader.records() {
        let Ok(record) = record else {
            let message = "this file is no table of comma-separated values";
            findings
                .push(Finding::new(&rules::REPORT_KEY, Span::new(id, 0..0), message).help("save it as CSV in UTF-8"));
            break;
        };
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        let span = Span::new(id, start..end);
        let Some(at) = at_country else {
            at_country = record.iter().position(|head| head.trim_start_matches('\u{feff}') == COUNTRY);
            coding.heads = others(&record, at_country).collect();
            if at_country.is_none() || coding.heads.is_empty() {
                let message = "the first line needs the columns `country` and `theme`";
                let help = "write `country,theme`; for several languages `country,en,fr`";
                findings.push(Finding::new(&rules::REPORT_KEY, span, message).help(help));
                break;
            }
            continue;
        };
        let country = record.get(at).unwrap_or_default().to_owned();
        let names: Vec<String> = others(&record, at_country).collect();
        if names.iter().all(String::is_empty) {
            let message = "this line names no theme";
            findings.push(Finding::new(&rules::REPORT_KEY, span, message).help("write one, or remove the line"));
        } else if answered.contains(&country) {
            let at = *index.entry(names.clone()).or_insert_with(|| {
                coding.themes.push((names, BTreeSet::new()));
                coding.themes.len() - 1
            });
            coding.themes[at].1.insert(country);
        } else {
            let message = format!("`{country}` did not answer this question, so its answer has no theme");
            let help = "write the code of a country whose return counts, such as CMR; or remove the line";
            findings.push(Finding::new(&rules::REPORT_NAME, span, message).help(help));
        }
    }
    (coding, findings)
}

fn others(record: &csv::StringRecord, country: Option<usize>) -> impl Iterator<Item = String> {
    record.iter().enumerate().filter(move |(at, _)| Some(*at) != country).map(|(_, text)| text.to_owned())
}

impl Coding {
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
