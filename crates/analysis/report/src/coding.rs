//! The themes that a secretariat gives to what countries wrote: `coding/QUESTION.csv`. Nobody else can say what a text is about, and no
//! program guesses it.

use crate::rules;
use canevas_diagnostics::{Finding, Findings, SourceId, Sources, Span};
use canevas_evidence::Coding;
use std::collections::BTreeSet;

const COUNTRY: &str = "country";

/// Reads a coding file: a line for each theme of a country. `answered` are the codes of the countries that answered the question.
pub fn read_coding(sources: &Sources, id: SourceId, answered: &BTreeSet<String>) -> (Coding, Findings) {
    let (mut coding, mut findings) = (Coding::default(), Findings::default());
    let text = sources.get(id).text();
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
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
            let heads: Vec<String> = others(&record, at_country).collect();
            if at_country.is_none() || heads.is_empty() {
                let message = "the first line needs the columns `country` and `theme`";
                let help = "write `country,theme`; for several languages `country,en,fr`";
                findings.push(Finding::new(&rules::REPORT_KEY, span, message).help(help));
                break;
            }
            coding = Coding::new(heads);
            continue;
        };
        let country = record.get(at).unwrap_or_default().to_owned();
        let names: Vec<String> = others(&record, at_country).collect();
        if names.iter().all(String::is_empty) {
            let message = "this line names no theme";
            findings.push(Finding::new(&rules::REPORT_KEY, span, message).help("write one, or remove the line"));
        } else if answered.contains(&country) {
            coding.add(names, country);
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
