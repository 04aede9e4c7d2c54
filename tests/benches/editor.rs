//! What an editor waits for after a key: findings, completion, hover. `cargo bench -p canevas-tests --bench editor`; figures are kept
//! in docs/performance.md.

use canevas_compiler::Project;
use canevas_compiler::files::MemoryFiles;
use canevas_language_service::{complete, findings, hover, references};
use canevas_tests::editions::{in_memory, large_form, real_edition};
use divan::Bencher;
use mimalloc::MiMalloc;

/// What `canevas` itself uses.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

/// The Alliance's form with its translations, countries and returns has 31 questions; the others are large forms.
const SIZES: [usize; 3] = [31, 1_000, 10_000];

const FORM: &str = "a/form.yaml";

/// A project that has been read, the text of its form, and the byte before which somebody types: the end of a question's text in the
/// middle of the form.
fn project(size: usize) -> (Project<MemoryFiles>, String, usize) {
    let files = if size == 31 { real_edition() } else { large_form(size) };
    let project = Project::new(in_memory(&files, "a"));
    let known: &Project = &project;
    let text = known.text(FORM).map(|file| file.text).unwrap_or_default();
    let middle = text.len() / 2;
    let asked = text[middle..].find("ask: ").map_or(middle, |at| middle + at);
    let end = text[asked..].find('\n').map_or(asked, |at| asked + at);
    assert!(findings(known, FORM).is_ok(), "the edition can be read");
    (project, text, end)
}

/// Types one letter more each time.
fn typing(bencher: Bencher<'_, '_>, size: usize, typed: &str, answer: impl Fn(&Project, usize) -> usize) {
    let (mut project, text, at) = project(size);
    let mut letters = 0;
    bencher.bench_local(|| {
        letters = letters % 40 + 1;
        let more = format!("{typed}{}", "x".repeat(letters));
        project.files_mut().write(FORM, format!("{}{more}{}", &text[..at], &text[at..]));
        answer(&project, at + more.len())
    });
}

/// From a key in a text to the findings of the whole edition.
#[divan::bench(args = SIZES)]
fn key_to_findings(bencher: Bencher<'_, '_>, size: usize) {
    typing(bencher, size, "", |project, _| findings(project, FORM).map_or(0, |found| found.len()));
}

/// From a key to what can follow in a condition. The line is half typed, so the form is read without it.
#[divan::bench(args = SIZES)]
fn key_to_completion(bencher: Bencher<'_, '_>, size: usize) {
    typing(bencher, size, "\n        show_if: \"q", |project, at| complete(project, FORM, at).len());
}

/// From a key to a hover beside it.
#[divan::bench(args = SIZES)]
fn key_to_hover(bencher: Bencher<'_, '_>, size: usize) {
    typing(bencher, size, "", |project, at| usize::from(hover(project, FORM, at).is_some()));
}

/// Every place that names the question in the middle of the form.
#[divan::bench(args = SIZES)]
fn all_references(bencher: Bencher<'_, '_>, size: usize) {
    let (project, text, at) = project(size);
    let id = text[..at].rfind("- id: ").map_or(0, |id| id + "- id: ".len());
    bencher.bench_local(|| references(&project, FORM, id, true).len());
}
