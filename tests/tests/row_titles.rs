//! Rows that people enter have titles, from the answers in them: in the outputs, in a return as people read it, and in what an
//! edition changes. `cases/row-titles` holds the definition, the edition before it and a return of thirty rows, with what comes of
//! them beside. What the page does with the titles is in `browser/rows.test.mjs`. `UPDATE=1` renews the expected files.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_compiler::{Built, Request};
use canevas_docx::WordOptions;
use canevas_docx::read::{CopyReader, read as open};
use canevas_model::canonical;
use canevas_readable::{markdown, readable, word};
use canevas_responses::Response;
use canevas_tests::example::{Files, Project, below, load, read, read_after};
use canevas_tests::pairs;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/row-titles")
}

fn is_expected(name: &str, found: &str) {
    let compared = canevas_expected::compare(&folder().join("expected").join(name), found, canevas_expected::renew!());
    assert!(compared.is_ok(), "{}", compared.err().unwrap_or_default());
}

fn definition() -> Files {
    let mut files = load(&folder());
    files.retain(|name, _| name == "form.yaml" || name.starts_with("locales/"));
    files
}

fn edition() -> Project {
    let edition = read(&definition());
    assert!(!edition.findings.deny(), "{}", edition.listing(&edition.findings));
    edition
}

fn given() -> Value {
    serde_json::from_str(&load(&folder())["return.json"]).unwrap()
}

fn text<'b>(built: &'b [Built], ending: &str) -> &'b str {
    std::str::from_utf8(&built.iter().find(|built| built.path.ends_with(ending)).unwrap().bytes).unwrap()
}

#[test]
fn the_page_has_a_place_for_each_answer_in_a_title() {
    let built = edition().build(&Request::default());
    let page = text(&built, "blank/form.html");
    let rows = page.split("<template ").skip(1).map(|row| row.split("</summary>").next().unwrap());
    let heads: Vec<&str> = rows.filter(|row| row.contains("<summary")).collect();
    assert_eq!(heads.len(), 2, "rows without a title do not fold");
    is_expected("heads.txt", &format!("{}\n", heads.join("\n")));
    // Nothing of it stands on paper, where nobody has answered.
    assert!(!text(&built, "blank/questionnaire.en.docx.txt").contains("…, …"));
}

#[test]
fn a_return_is_read_with_the_titles_of_its_rows() {
    let edition = edition();
    let copies = edition.copies();
    let copy = copies.iter().find(|copy| copy.code.word() == "blank").unwrap();
    let response = Response::from_json(given());
    let mut out = String::new();
    for (tag, personal) in [("en", true), ("fr", true), ("en", false)] {
        let language = copy.model.languages().find(|language| language.tag() == tag).unwrap();
        let read = markdown(&readable(copy, language, &response, personal));
        let rows = read.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        let rows: Vec<&str> = rows.take(5).chain(read.lines().filter(|line| line.contains("toile"))).collect();
        out.extend([&format!("=== {tag}, personal answers: {personal}\n"), &*rows.join("\n"), "\n\n"]);
    }
    is_expected("rows.md", &out);
}

#[test]
fn a_word_file_with_titles_reads_back() {
    let edition = edition();
    let copies = edition.copies();
    let copy = copies.iter().find(|copy| copy.code.word() == "blank").unwrap();
    for language in copy.model.languages() {
        let made = word(copy, language, &Response::from_json(given()), true, &WordOptions::default());
        let read =
            CopyReader::new(copy.clone(), language, copy.definition_digest()).answers(&open(&made.bytes).unwrap());
        assert_eq!(read.json["answers"], given()["answers"], "{}", language.tag());
        assert_eq!(read.report.unplaced, []);
        assert_eq!(read.report.findings, []);
    }
}

#[test]
fn another_title_is_another_help_and_the_same_structure() {
    let files = load(&folder());
    let old = read(&below(&files, "old/"));
    let mut own = files.clone();
    own.retain(|name, _| name == "form.yaml");
    let new = read_after(&own, old.sources.clone());
    is_expected("difference.txt", &pairs::listing(&new.compare_with(&old, &[], "2025-01-01").unwrap()));

    let mut bare = own;
    let without: String = bare["form.yaml"]
        .lines()
        .filter(|line| !line.trim_start().starts_with("row_title"))
        .map(|line| format!("{line}\n"))
        .collect();
    bare.insert("form.yaml".to_owned(), without);
    let digest = |project: &Project| canonical::definition_digest(project.copies()[0].model);
    assert_eq!(digest(&read(&bare)), digest(&new), "a title is no part of the structure");
}

#[test]
fn what_cannot_be_a_title_is_named_at_its_place() {
    let form = definition()["form.yaml"].clone();
    let form = form.replace("{name}, {relation}, {born} ({weight})", "{nam}, {work}, {relation}, {edition}");
    let form = form.replace("row_title: \"{boat}\"", "row_title: A boat");
    let form = form.replace(
        "            ask: Does this person work?",
        "            row_title: \"{x}\"\n            ask: Does this person work?",
    );
    let files: Files = [("form.yaml".to_owned(), form.replace(", translations: [fr]", ""))].into();
    let edition = read(&files);
    is_expected("mistakes.txt", &edition.listing(&edition.findings));
}

#[test]
fn a_translation_names_the_same_fields() {
    let mut files = definition();
    let catalogue = files.get_mut("locales/fr.po").unwrap();
    *catalogue =
        catalogue.replace("{name} ({relation}), {born}, {weight}", "{name} ({relation}), {naissance}, {weight}");
    let edition = read(&files);
    let listing = edition.listing(&edition.findings);
    assert!(listing.contains("locales/fr.po") && listing.contains("naissance"), "{listing}");
}
