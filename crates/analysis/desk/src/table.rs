//! The status as a table for a terminal.

use crate::countries::{CountryState, CountryStatus};
use crate::delivery::Delivery;
use crate::status::{Counts, DeskStatus};
use canevas_validate::rules::RETURN_INCOMPLETE;
use std::fmt::Write as _;

/// The status as text: a sentence, a line per country, and what a person must look at.
pub fn table(status: &DeskStatus) -> String {
    let mut out = format!("{} {}: {}\n", status.form, status.edition, sentence(&status.counts));
    let rows: Vec<[String; 5]> = status.countries.iter().map(row).collect();
    if !rows.is_empty() {
        let head = ["country", "state", "files", "answered", "open"].map(str::to_owned);
        let widths: Vec<usize> = (0..head.len())
            .map(|column| std::iter::once(&head).chain(&rows).map(|row| row[column].chars().count()).max().unwrap_or(0))
            .collect();
        out.push('\n');
        for row in std::iter::once(&head).chain(&rows) {
            line(row, &widths, &mut out);
        }
    }
    let of_countries = status
        .countries
        .iter()
        .flat_map(|country| country.notes.iter().map(|note| (format!("{} ({})", country.name, country.code), note)));
    let of_countries = of_countries.map(|(what, note)| lines(&what, &note.message, Some(&note.help)));
    let looks: String = of_countries.chain(status.files.iter().map(of_file)).collect();
    if !looks.is_empty() {
        out.push_str("\nto look at:\n");
        out.push_str(&looks);
    }
    out
}

/// How many open points of a file stand in the table. The page and the JSON have all.
const MOST_POINTS: usize = 3;

/// What a person must look at in a file. That questions have no answer yet is in the table as a number.
fn of_file(file: &Delivery) -> String {
    let mut out: String = file.notes.iter().map(|note| lines(&file.file, &note.message, Some(&note.help))).collect();
    let points = file.open.iter().filter(|point| point.rule != RETURN_INCOMPLETE.code);
    for point in points.clone().take(MOST_POINTS) {
        out.push_str(&lines(&file.file, &point.message, point.help.as_deref()));
    }
    let more = points.count().saturating_sub(MOST_POINTS);
    if more > 0 {
        out.push_str(&lines(&file.file, &format!("{more} more such points"), Some("--format html shows all")));
    }
    out
}

fn lines(what: &str, message: &str, help: Option<&str>) -> String {
    let help = help.map_or_else(String::new, |help| format!("    help: {help}\n"));
    format!("  {what}: {message}\n{help}")
}

/// How far all are, in one sentence.
pub(crate) fn sentence(counts: &Counts) -> String {
    let countries = if counts.expected == 1 { "country" } else { "countries" };
    let mut out = match counts.rate {
        None => "no country was asked to report; each needs a file in `countries`".to_owned(),
        Some(rate) => format!("{} of {} expected {countries} reported ({rate} %)", counts.reported, counts.expected),
    };
    for (count, what) in [
        (counts.incomplete, "incomplete"),
        (counts.drafts, "with drafts only"),
        (counts.missing, "missing"),
        (counts.not_expected, "not expected"),
    ] {
        if count > 0 {
            // Writing to a String cannot fail.
            let _ = write!(out, ", {count} {what}");
        }
    }
    out
}

fn row(country: &CountryStatus) -> [String; 5] {
    let of = |count: usize| if country.state == CountryState::Missing { String::new() } else { count.to_string() };
    let answered = if country.state == CountryState::Missing {
        String::new()
    } else {
        format!("{}/{}", country.answered, country.asked)
    };
    [
        format!("{} ({})", country.name, country.code),
        state_word(country.state).to_owned(),
        of(country.files.len()),
        answered,
        of(country.open),
    ]
}

/// The word for a country's state.
pub(crate) fn state_word(state: CountryState) -> &'static str {
    match state {
        CountryState::Missing => "missing",
        CountryState::Draft => "draft",
        CountryState::Incomplete => "incomplete",
        CountryState::Reported => "reported",
    }
}

fn line(row: &[String; 5], widths: &[usize], out: &mut String) {
    let mut text = String::new();
    for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
        let gap = " ".repeat(width - cell.chars().count());
        // Words begin on the left, numbers end on the right.
        let cell = if column < 2 { format!("{cell}{gap}") } else { format!("{gap}{cell}") };
        text.push_str(&cell);
        text.push_str("  ");
    }
    out.push_str(text.trim_end());
    out.push('\n');
}

/// The word for how far a file is.
pub(crate) fn delivery_word(delivery: &Delivery) -> &'static str {
    use crate::delivery::DeliveryState::{Complete, Draft, Incomplete, Unusable};
    match delivery.state {
        Unusable => "not usable",
        Draft => "draft",
        Incomplete => "incomplete",
        Complete => "complete",
    }
}
