//! Months and years that the period should supply.

use crate::phrases::Origin;
use crate::tokens::{PlacedWord, words};
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Level, rule};
use canevas_model::dates::Month;
use canevas_model::{Language, Model, Period};
use canevas_wording::Grammar;
use std::ops::Range;

rule! {
    RULE: "C020", "date-typed", Warn, since "0.1.0",
    "A month or year of the period is typed into a text.",
    policy [can_err],
    explain "Next year somebody must find and change each of them in every language. Write {period.from}, {period.to}, {dates.…} or {edition}: Canevas fills them in, in the right form for each language, and the next edition changes them. Years more than two years from the period and names such as “Agenda 2030” are fine. Findings in worked examples are only listed.",
    bad r#"
period: { from: 2022-05, to: 2023-04 }
sections:
  - id: results
    title: Results
    questions:
      - id: main_results
        type: text
        ask: What has been reached since May 2022?
                                         ^^^^^^^^
"#,
    good r#"
period: { from: 2022-05, to: 2023-04 }
sections:
  - id: results
    title: Results
    questions:
      - id: main_results
        type: text
        ask: |
          What has been reached since {period.from}?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Words before a year that make it part of a name.
const NAMES: &[&str] =
    &["agenda", "programme", "program", "programa", "horizon", "horizonte", "vision", "visión", "loi", "law", "ley"];

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let Some(period) = edition.model.period else { return };
    for phrase in edition.phrases() {
        let Some(language) = phrase.language.filter(|_| !matches!(phrase.origin, Origin::Country(_))) else { continue };
        let text = &phrase.masked;
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        for (range, placeholder) in dates(text, language, edition.model, period) {
            let typed = phrase.text.value.get(range.clone()).unwrap_or_default();
            let help = placeholder.map_or_else(
                || "give the date a name under `dates:` and write {dates.name}, or leave out the year".to_owned(),
                |placeholder| format!("write {{{placeholder}}}"),
            );
            let mut finding = Finding::new(
                &RULE,
                phrase.text.part(range),
                format!("“{typed}” is typed here and will be wrong in the next edition"),
            )
            .help(help);
            if phrase.is_example() {
                finding.level = Level::Info;
            }
            findings.push(finding);
        }
    }
}

/// Dates near the period, with the equivalent placeholder.
fn dates(text: &str, language: &Language, model: &Model, period: Period) -> Vec<(Range<usize>, Option<String>)> {
    let words = words(text);
    let near = period.from.year - 2..=period.to.year + 2;
    let mut found: Vec<(Range<usize>, Option<String>)> = Vec::new();
    if let Some(at) = text.find(&model.edition).filter(|_| model.edition.len() > 4) {
        found.push((at..at + model.edition.len(), Some("edition".to_owned())));
    }
    for (index, (word, range)) in words.iter().enumerate() {
        let Some(year) = year_of(word).filter(|year| near.contains(year)) else { continue };
        if found.iter().any(|(taken, _)| taken.contains(&range.start)) || is_number_of_something(text, &words, index) {
            continue;
        }
        let month = month_before(&words, index, language);
        let (start, placeholder) = match month {
            Some((month, from)) => {
                let day = from.checked_sub(1).and_then(|day| words.get(day)).filter(|(day, _)| {
                    let digits = day.trim_end_matches(|c: char| c.is_alphabetic());
                    (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
                });
                match day {
                    Some((_, place)) => (place.start, day_named(model, year, month, day.map_or("", |(day, _)| *day))),
                    None => of_month(&words, from, Month { year, month }, period, language),
                }
            }
            None => (range.start, of_year(year, period)),
        };
        found.push((start..range.end, placeholder));
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

fn year_of(word: &str) -> Option<i32> {
    (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok())?
}

/// "8.2022", "2022/024", "n° 2022", "Agenda 2030", "COVID-2019": no dates.
fn is_number_of_something(text: &str, words: &[PlacedWord<'_>], index: usize) -> bool {
    let range = &words[index].1;
    let before = text[..range.start].trim_end();
    let joined = text[..range.start].ends_with(['/', '.', '#']) || text[range.end..].starts_with('/');
    let letters_and_hyphen =
        text[..range.start].strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphabetic));
    let named = index
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .is_some_and(|(word, _)| NAMES.contains(&word.to_lowercase().as_str()));
    joined || letters_and_hyphen || named || ["n°", "nº", "N°", "No", "no."].iter().any(|sign| before.ends_with(sign))
}

/// The month before a year, and the index of its first word: "mai 2022", "mayo de 2022", "كانون الثاني/يناير 2022".
fn month_before(words: &[PlacedWord<'_>], year: usize, language: &Language) -> Option<(u32, usize)> {
    let before = year.checked_sub(1)?;
    let last = if words[before].0 == "de" { before.checked_sub(1)? } else { before };
    let (month, at) = month_ending(words, last, language)?;
    // A text can give two names of one month.
    let other = at.checked_sub(1).and_then(|last| month_ending(words, last, language));
    Some((month, other.filter(|(same, _)| *same == month).map_or(at, |(_, first)| first)))
}

/// The month whose name, of one word or two, ends with a word, and the index of the name's first word.
fn month_ending(words: &[PlacedWord<'_>], last: usize, language: &Language) -> Option<(u32, usize)> {
    [Some(last), last.checked_sub(1)].into_iter().flatten().find_map(|first| {
        let parts: Vec<String> = words[first..=last].iter().map(|(word, _)| word.to_lowercase()).collect();
        let name = parts.join(" ");
        let (_, month) = Grammar::of(language).known_months().find(|(known, _)| *known == name)?;
        Some((month, first))
    })
}

/// A month of this, the previous or the next period, with "of" if the text has it.
fn of_month(
    words: &[PlacedWord<'_>],
    at: usize,
    month: Month,
    period: Period,
    language: &Language,
) -> (usize, Option<String>) {
    let of = at
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .filter(|(word, _)| Grammar::of(language).of_words().contains(&word.to_lowercase().as_str()));
    let name = [("", 0), ("previous.", -1), ("next.", 1)].into_iter().find_map(|(prefix, editions)| {
        let period = period.plus_editions(editions);
        if period.from == month {
            Some(format!("{prefix}period.from"))
        } else if period.to == month {
            Some(format!("{prefix}period.to"))
        } else {
            None
        }
    });
    match (name, of) {
        (Some(name), Some((_, range))) => (range.start, Some(format!("{name}.of"))),
        (name, _) => (words[at].1.start, name),
    }
}

fn of_year(year: i32, period: Period) -> Option<String> {
    let ends = [
        ("period.from.year", period.from.year),
        ("period.to.year", period.to.year),
        ("previous.period.from.year", period.plus_editions(-1).from.year),
        ("next.period.to.year", period.plus_editions(1).to.year),
    ];
    ends.into_iter().find(|(_, end)| *end == year).map(|(name, _)| name.to_owned())
}

fn day_named(model: &Model, year: i32, month: u32, day: &str) -> Option<String> {
    let day: u32 = day.trim_end_matches(|c: char| c.is_alphabetic()).parse().ok()?;
    let named = model.dates.iter().find(|date| date.day.month == Month { year, month } && date.day.day == day)?;
    Some(format!("dates.{}", named.id))
}
