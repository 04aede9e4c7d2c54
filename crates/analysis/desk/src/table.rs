//! The status as a table for a terminal.

use crate::countries::{CountryState, CountryStatus};
use crate::delivery::Delivery;
use crate::status::{Counts, DeskStatus, Nouns, RegionStatus};
use canevas_diagnostics::counted;
use canevas_model::RespondentsKind;
use canevas_validate::rules::RETURN_INCOMPLETE;
use std::fmt::Write as _;

/// The status as text: a sentence, a line per region and per country, and what a person must look at.
pub fn table(status: &DeskStatus) -> String {
    let mut out = format!("{} {}: {}\n", status.form, status.edition, sentence(&status.counts, &status.nouns));
    if !status.regions.is_empty() {
        let head = ["region", "expected", "reported", "rate", "on time"].map(str::to_owned);
        rows(&head, &status.regions.iter().map(region).collect::<Vec<_>>(), 1, &mut out);
    }
    if !status.countries.is_empty() {
        let head = [&status.nouns.one, "state", "desk", "files", "answered", "open"].map(str::to_owned);
        rows(&head, &status.countries.iter().map(row).collect::<Vec<_>>(), 3, &mut out);
    }
    let of_countries =
        status.countries.iter().flat_map(|country| country.notes.iter().map(|note| (called(country), note)));
    let of_countries = of_countries.map(|(what, note)| lines(&what, &note.message, Some(&note.help)));
    let looks: String = of_countries.chain(status.files.iter().map(of_file)).collect();
    if !looks.is_empty() {
        out.push_str("\nto look at:\n");
        out.push_str(&looks);
    }
    out
}

/// A table after an empty line. The first columns hold words. A column in which no row has anything is left out.
fn rows<const N: usize>(head: &[String; N], rows: &[[String; N]], words: usize, out: &mut String) {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N)
        .map(|column| match width(column) {
            0 => 0,
            width => width.max(head[column].chars().count()),
        })
        .collect();
    out.push('\n');
    for row in std::iter::once(head).chain(rows) {
        line(row, &widths, words, out);
    }
}

fn region(region: &RegionStatus) -> [String; 5] {
    let counts = &region.counts;
    let percent = |rate: Option<f64>| rate.map_or_else(String::new, |rate| format!("{rate} %"));
    [
        region.name.clone(),
        counts.expected.to_string(),
        counts.reported.to_string(),
        percent(counts.rate),
        percent(counts.rate_on_time),
    ]
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
        out.push_str(&lines(
            &file.file,
            &format!("{more} more such point{}", if more == 1 { "" } else { "s" }),
            Some("--format html shows all"),
        ));
    }
    out
}

fn lines(what: &str, message: &str, help: Option<&str>) -> String {
    let help = help.map_or_else(String::new, |help| format!("    help: {help}\n"));
    format!("  {what}: {message}\n{help}")
}

/// A respondent by name and code.
fn called(country: &CountryStatus) -> String {
    if country.name == country.code { country.name.clone() } else { format!("{} ({})", country.name, country.code) }
}

/// How far all are, in one sentence.
pub(crate) fn sentence(counts: &Counts, nouns: &Nouns) -> String {
    let countries = if counts.expected == 1 { &nouns.one } else { nouns.many };
    let mut out = match counts.rate {
        _ if nouns.kind == RespondentsKind::Nobody => {
            format!("{} came in, {} complete", counted(counts.expected, "return", "returns"), counts.reported)
        }
        None if nouns.kind == RespondentsKind::Countries => {
            "no country was asked to report; each needs a file in `countries`".to_owned()
        }
        None => format!("no {} was asked to report", nouns.one),
        Some(rate) => format!("{} of {} expected {countries} reported ({rate} %)", counts.reported, counts.expected),
    };
    for (count, what) in [
        (counts.incomplete, "incomplete"),
        (counts.drafts, "with drafts only"),
        (counts.missing, "missing"),
        (counts.not_expected, "not expected"),
        (counts.late, "late"),
        (counts.overdue, "overdue"),
        (counts.accepted, "accepted"),
    ] {
        if count > 0 {
            // Writing to a String cannot fail.
            let _ = write!(out, ", {count} {what}");
        }
    }
    out
}

fn row(country: &CountryStatus) -> [String; 6] {
    let of = |count: usize| if country.files.is_empty() { String::new() } else { count.to_string() };
    let answered =
        if country.files.is_empty() { String::new() } else { format!("{}/{}", country.answered, country.asked) };
    [called(country), state_text(country), desk_text(country), of(country.files.len()), answered, of(country.open)]
}

/// A country's state, and whether it is late.
pub(crate) fn state_text(country: &CountryStatus) -> String {
    let state = state_word(country.state);
    match country.on_time {
        Some(true) => format!("{state} on time"),
        Some(false) => format!("{state} late"),
        None if country.overdue => format!("{state}, overdue"),
        None => state.to_owned(),
    }
}

/// What the desk did last with a country's return.
pub(crate) fn desk_text(country: &CountryStatus) -> String {
    country.step.unwrap_or_default().replace('_', " ")
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

fn line<const N: usize>(row: &[String; N], widths: &[usize], words: usize, out: &mut String) {
    let mut text = String::new();
    for (column, (cell, width)) in row.iter().zip(widths).enumerate().filter(|(_, (_, width))| **width > 0) {
        let gap = " ".repeat(width - cell.chars().count());
        // Words begin on the left, numbers end on the right.
        let cell = if column < words { format!("{cell}{gap}") } else { format!("{gap}{cell}") };
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
