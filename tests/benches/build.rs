//! How long each phase takes. `cargo bench -p canevas-tests`; figures are kept in docs/performance.md.

use canevas_compiler::diagnostics::Sources;
use canevas_compiler::files::Scope;
use canevas_compiler::syntax::parse_yaml;
use canevas_compiler::{BACK_ENDS, Edition, Project, Request};
use canevas_tests::editions::{in_memory, large_form, real_edition, with_countries};
use divan::Bencher;
use mimalloc::MiMalloc;

/// What `canevas` itself uses.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [100, 1_000, 10_000];

fn text_of(size: usize) -> String {
    large_form(size).form.map(|form| form.text).unwrap_or_default()
}

#[divan::bench(args = SIZES)]
fn yaml_to_tree(bencher: Bencher<'_, '_>, size: usize) {
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", text_of(size));
    bencher.bench(|| parse_yaml(id, sources.get(id)));
}

#[divan::bench(args = SIZES)]
fn yaml_to_model(bencher: Bencher<'_, '_>, size: usize) {
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", text_of(size));
    bencher.bench(|| canevas_compiler::model::lower(&sources, id));
}

#[divan::bench(args = SIZES)]
fn model_and_checks(bencher: Bencher<'_, '_>, size: usize) {
    let files = large_form(size);
    bencher.bench(|| Edition::read(&files));
}

fn one_back_end(bencher: Bencher<'_, '_>, size: usize, name: &str) {
    let edition = Edition::read(&large_form(size));
    let copies = edition.copies();
    let Some((copy, back_end)) = copies.first().zip(BACK_ENDS.iter().find(|back_end| back_end.name == name)) else {
        return;
    };
    bencher.bench(|| (back_end.run)(copy, &copy.model.source_language, &Request::default()));
}

#[divan::bench(args = SIZES)]
fn html(bencher: Bencher<'_, '_>, size: usize) {
    one_back_end(bencher, size, "html");
}

#[divan::bench(args = SIZES)]
fn word(bencher: Bencher<'_, '_>, size: usize) {
    one_back_end(bencher, size, "word");
}

#[divan::bench(args = SIZES)]
fn schema(bencher: Bencher<'_, '_>, size: usize) {
    one_back_end(bencher, size, "schema");
}

#[divan::bench(args = ["html", "word", "schema", "brackets"])]
fn real_form(bencher: Bencher<'_, '_>, name: &str) {
    let edition = Edition::read(&real_edition());
    let copies = edition.copies();
    let Some((copy, back_end)) = copies.first().zip(BACK_ENDS.iter().find(|back_end| back_end.name == name)) else {
        return;
    };
    bencher.bench(|| (back_end.run)(copy, &copy.model.source_language, &Request::default()));
}

/// The real questionnaire, read, checked and built whole: every back end, three languages.
#[divan::bench(args = [1, 36, 195])]
fn whole_build(bencher: Bencher<'_, '_>, countries: usize) {
    let files = with_countries(countries);
    bencher.bench(|| Edition::read(&files).build(&Request::default()));
}

/// The real questionnaire for 36 countries in a project that is kept: what a request costs after one file changed.
#[divan::bench(args = ["nothing", "a country file", "a catalogue", "the form"])]
fn rebuild(bencher: Bencher<'_, '_>, changed: &str) {
    let files = with_countries(36);
    let name = match changed {
        "a country file" => files.countries.first().map(|file| format!("a/countries/{}.yaml", file.stem)),
        "a catalogue" => files.catalogues.first().map(|file| format!("a/locales/{}.po", file.stem)),
        "the form" => Some("a/form.yaml".to_owned()),
        _ => None,
    };
    let mut project = Project::new(in_memory(&files, "a"));
    let build = |project: &Project| -> usize {
        let edition = project.edition("a", Scope::WithoutReturns);
        edition.map_or(0, |edition| project.build("a", &edition, &Request::default()).len())
    };
    assert!(build(&project) > 0, "the edition builds");
    bencher.bench_local(|| {
        if let Some(name) = &name {
            let known: &Project = &project;
            let text = known.text(name).map(|file| file.text).unwrap_or_default();
            project.files_mut().write(name, text + "\n");
        }
        build(&project)
    });
}
