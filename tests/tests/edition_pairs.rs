//! Pairs of editions with what a careful statistician and a translator expect of their comparison. Each folder of
//! `cases/edition-pairs` holds `old/`, `new/`, the expectation in `meant.txt`, and in `expected.txt` the exact result.
//! `UPDATE=1` writes `expected.txt` anew. Nothing writes `meant.txt`:
//!
//! ```text
//! # what changes
//! passes: yes                      whether old answers pass
//! series: full or with_bridge      whether the series goes on
//! tells: E031@plan; E016 or E020@x findings that must be there, each at a place
//! may tell: E023, E026             findings that may be there
//! only at: plan, budget            the places that findings may have
//! denies: no                       whether a finding denies
//! translators: fr 1                the texts that translators must redo
//! ```

use canevas_editions::EditionDiff;
use canevas_tests::pairs::{compared, listing, pairs};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The lines of `meant.txt` by their key.
fn meant(folder: &Path) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(folder.join("meant.txt")).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// Whether a place has this name, or a part of this name.
fn is_at(at: &str, name: &str) -> bool {
    at == name
        || format!(".{at}.").contains(&format!(".{name}."))
        // A heading has no id: its key names its first question.
        || (name == "heading" && at.starts_with("heading."))
}

/// What differs from the expectation.
fn wrong(comparison: &EditionDiff, meant: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let one_of = |key: &str, found: &str, out: &mut String| {
        let wanted = meant.get(key).map_or("", String::as_str);
        if !wanted.split(" or ").any(|word| word == found) {
            let _ = writeln!(out, "  {key} is {found} and should be {wanted}");
        }
    };
    one_of("passes", comparison.validates().word(), &mut out);
    one_of("series", comparison.comparable().word(), &mut out);
    let found: Vec<(&str, String)> =
        comparison.classified.iter().map(|change| (change.finding.rule.code, change.at.to_string())).collect();
    let list = |key: &str, separator: &'static str| -> Vec<&str> {
        meant.get(key).into_iter().flat_map(|value| value.split(separator)).map(str::trim).collect()
    };
    let mut told: Vec<&str> = list("may tell", ",");
    for must in list("tells", ";") {
        let (codes, at) = must.split_once('@').unwrap_or((must, ""));
        let codes: Vec<&str> = codes.split(" or ").collect();
        if !found.iter().any(|(code, place)| codes.contains(code) && (at.is_empty() || is_at(place, at))) {
            let _ = writeln!(out, "  {must} is missing");
        }
        told.extend(codes);
    }
    let places = list("only at", ",");
    for (code, at) in &found {
        if !told.contains(code) {
            let _ = writeln!(out, "  {code} at {at} tells a reader nothing");
        } else if !places.is_empty() && !places.iter().any(|place| is_at(at, place)) {
            let _ = writeln!(out, "  {code} at {at} is elsewhere");
        }
    }
    if let Some(denies) = meant.get("denies")
        && (denies == "yes") != comparison.denies()
    {
        let _ = writeln!(out, "  whether it denies should be: {denies}");
    }
    if let Some(wanted) = meant.get("translators") {
        let texts: Vec<String> =
            comparison.to_translate.iter().map(|(language, count)| format!("{language} {count}")).collect();
        let found = if texts.is_empty() { "none".to_owned() } else { texts.join(", ") };
        if found != *wanted {
            let _ = writeln!(out, "  translators redo {found}, and should redo {wanted}");
        }
    }
    out
}

#[test]
fn every_pair_gives_what_a_careful_reader_expects() {
    let (mut failed, mut count) = (Vec::new(), 0);
    for folder in pairs() {
        let (comparison, _) = compared(&folder);
        let list = listing(&comparison);
        failed.extend(canevas_expected::compare(&folder.join("expected.txt"), &list, canevas_expected::renew!()).err());
        let wrong = wrong(&comparison, &meant(&folder));
        if !wrong.is_empty() {
            failed.push(format!("{}:\n{wrong}{list}", folder.display()));
        }
        count += 1;
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(count >= 39, "{count}");
}
