//! What the report to a convention needs, from end to end: a cycle of two years, dates that stay, official numbers, sections that are
//! not published, units that respondents choose, and a country with languages of its own. `cases/national-report` holds the
//! definition, the edition before it and a return, with what comes of them beside. `UPDATE=1` renews the expected files.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_compiler::{Built, Request};
use canevas_readable::{markdown, readable};
use canevas_responses::{Response, read_return};
use canevas_tests::example::{Project, below, listing, load, read, read_after};
use canevas_tests::pairs;
use canevas_validate::{Validator, check_return};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/national-report")
}

fn is_expected(name: &str, found: &str) {
    let compared = canevas_expected::compare(&folder().join("expected").join(name), found, canevas_expected::renew!());
    assert!(compared.is_ok(), "{}", compared.err().unwrap_or_default());
}

fn edition() -> Project {
    let mut files = load(&folder());
    files.retain(|name, _| !name.starts_with("old/") && !name.starts_with("expected/") && name != "return.json");
    let edition = read(&files);
    assert!(!edition.findings.deny(), "{}", edition.listing(&edition.findings));
    edition
}

fn text<'b>(built: &'b [Built], ending: &str) -> &'b str {
    let found = built.iter().find(|built| built.path.ends_with(ending)).unwrap();
    std::str::from_utf8(&found.bytes).unwrap()
}

/// What a page shows of its sections, without its script: a line for each text.
fn shown(page: &str) -> String {
    let body = page.split("id=\"s/law\"").nth(1).unwrap().split("id=\"s/check\"").next().unwrap();
    let texts = body.split('<').filter_map(|part| Some(part.split_once('>')?.1.trim()));
    texts.filter(|text| !text.is_empty()).map(|text| format!("{text}\n")).collect()
}

#[test]
fn three_outputs_show_it() {
    let built = edition().build(&Request::default());
    is_expected("form.txt", &shown(text(&built, "blank/form.html")));
    is_expected("questionnaire.en.docx.txt", text(&built, "blank/questionnaire.en.docx.txt"));
    let schema: Value = serde_json::from_str(text(&built, "blank/return.en.schema.json")).unwrap();
    is_expected(
        "answers.schema.json",
        &format!("{}\n", serde_json::to_string_pretty(&schema["$defs"]["answers"]).unwrap()),
    );
}

#[test]
fn a_country_has_its_own_languages() {
    let built = edition().build(&Request::default());
    let files = |copy: &str| -> Vec<String> {
        let own = built.iter().filter_map(|built| built.path.split_once(copy).map(|(_, name)| name.to_owned()));
        own.filter(|name| name.ends_with(".docx") || name.ends_with(".schema.json")).collect()
    };
    assert_eq!(files("/CMR/"), ["questionnaire.fr.docx", "return.fr.schema.json"]);
    assert_eq!(files("/blank/").len(), 4);
    let page = text(&built, "CMR/form.html");
    assert!(page.contains("<html lang=\"fr\"") && !page.contains("class=\"languages\""), "one language, and no choice");
}

#[test]
fn the_edition_before_differs() {
    let files = load(&folder());
    let old = read(&below(&files, "old/"));
    let mut own = files.clone();
    own.retain(|name, _| name == "form.yaml");
    let new = read_after(&own, old.sources.clone());
    let comparison = new.compare_with(&old, &[], "2025-01-01").unwrap();
    is_expected("difference.txt", &pairs::listing(&comparison));
}

#[test]
fn a_return_is_checked_and_read() {
    let edition = edition();
    let copy = edition.copies().into_iter().find(|copy| copy.code.word() == "CMR").unwrap();
    let given = load(&folder())["return.json"].clone();
    let mut sources = edition.sources.clone();
    let id = sources.add("return.json".to_owned(), given.clone());
    let (file, mut findings) = read_return(&sources, id);
    let file = file.unwrap();
    findings.extend(check_return(&Validator::new(&copy), &file, false, &copy.model.source_language));
    let response = Response::from_json(serde_json::from_str(&given).unwrap());
    let mut out = listing(&findings.sorted(), &sources);
    for personal in [false, true] {
        let title = if personal { "with what is not published" } else { "for everybody" };
        out.extend(["\n=== ", title, " ===\n\n"]);
        out += &markdown(&readable(&copy, &copy.model.source_language, &response, personal));
    }
    is_expected("return.txt", &out);
}
