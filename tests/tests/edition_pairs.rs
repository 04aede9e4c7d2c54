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

use canevas_diagnostics::Rule;
use canevas_editions::{ClassifiedChange, EditionDiff, RULES, Validates};
use canevas_responses::{ANSWERS_KEY, AnswerKey, FACTS_KEY};
use canevas_tests::example::{below, files_of, read, read_after};
use canevas_tests::pairs::{compared, listing, pairs, rule_cases};
use canevas_validate::FailureKind;
use serde_json::Value;
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

/// The comparison of a rule's example, if it holds an old edition.
fn example(text: &str) -> Option<EditionDiff> {
    let files = files_of(text);
    let old = read(&below(&files, "old/"));
    read_after(&files, old.sources.clone()).compare_with(&old, &[], "2025-01-01")
}

/// What is wrong with a witness. It fails where its finding says, and once what it says there is taken away, nothing else is
/// wrong. Questions that only the new edition has, and demands, are missing in every old return.
fn wrong_witness(comparison: &EditionDiff, change: &ClassifiedChange, witness: &Value) -> Option<String> {
    let replay = &comparison.replay;
    if !replay.was_valid(witness) || replay.is_valid(witness) {
        return Some("it does not pass before and fail now".to_owned());
    }
    if change.finding.rule.name == "form-changed" {
        return None;
    }
    let failures = replay.failures(witness);
    let subject = change.at.subject().to_owned();
    let ids: Vec<&str> =
        change.witness_of.iter().map(canevas_model::QuestionId::as_str).chain([subject.as_str()]).collect();
    let is_own = |pointer: &str| {
        let mut parts = pointer.split('/').skip(1);
        let part = parts.nth(1).unwrap_or_default();
        let key = AnswerKey::parse(part);
        // An option that a fact no longer offers may be one of a list.
        let of_facts = change.witness_of.is_none() && pointer.starts_with("/facts/") && part != "country";
        of_facts || ids.iter().any(|id| *key.id == **id || part == *id)
    };
    let of_section = change.at.to_string().starts_with("section.");
    let of_whole = change.witness_of.is_none() && !pointer_of_fact(&failures);
    if !failures.iter().any(|failure| is_own(&failure.path.pointer()) || of_whole || of_section) {
        return Some(format!("it does not fail at {ids:?}: {failures:?}"));
    }
    // The rest is right.
    let mut rest = witness.clone();
    for part in [ANSWERS_KEY, FACTS_KEY] {
        if let Some(Value::Object(entries)) = rest.get_mut(part) {
            entries.retain(|key, _| !is_own(&format!("/{part}/{key}")));
        }
    }
    let left = replay.failures(&rest);
    let is_wrong = left.iter().find(|failure| {
        let pointer = failure.path.pointer();
        let follows = failure.kind == FailureKind::Hidden && (of_section || failures.len() > 1);
        !is_own(&pointer) && failure.kind != FailureKind::Missing && !follows && !of_whole
    });
    is_wrong.map(|failure| format!("it also fails otherwise: {failure:?}"))
}

fn pointer_of_fact(failures: &[canevas_validate::Failure]) -> bool {
    failures.iter().any(|failure| failure.path.pointer().starts_with("/facts/"))
}

#[test]
fn a_witness_fails_for_the_reason_of_its_finding_and_for_no_other() {
    let mut comparisons: Vec<(String, EditionDiff)> = Vec::new();
    for folder in pairs().into_iter().chain(rule_cases()) {
        comparisons.push((folder.display().to_string(), compared(&folder).0));
    }
    let with_old = |rule: &&&Rule| rule.bad.contains("-- old/");
    for rule in RULES.iter().filter(with_old) {
        comparisons.extend(example(rule.bad).map(|comparison| (rule.name.to_owned(), comparison)));
        comparisons.extend(example(rule.good).map(|comparison| (rule.name.to_owned(), comparison)));
    }
    let (mut count, mut wrong) = (0, Vec::new());
    for (name, comparison) in &comparisons {
        for change in comparison.classified.iter().chain(&comparison.suppressed) {
            // The answer of a country that fails needs no example.
            let is_shown = change.witness.is_some() || change.finding.rule.name == "old-return-fails";
            assert!(change.witness.is_none() || change.validates == Validates::No, "{name}");
            assert!(is_shown || change.validates != Validates::No, "{name}");
            let Some(witness) = &change.witness else { continue };
            count += 1;
            let why = wrong_witness(comparison, change, witness);
            wrong.extend(
                why.map(|why| format!("{name}: {} at {}: {why}\n{witness}", change.finding.rule.name, change.at)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 50, "{count}");
}
