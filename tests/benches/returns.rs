//! How long the work on many returns takes, for each of the returns to the Alliance's form of one year.
//! `cargo bench -p canevas-tests --bench returns`; figures are kept in docs/performance.md.

use canevas_compiler::export::{ExportFormats, ExportPlan, Layout, ReturnHead, Rows};
use canevas_compiler::responses::{Response, ReturnLine, read_line};
use canevas_compiler::validate::Validator;
use canevas_compiler::{BACK_ENDS, ComputedValues, Edition, Project, Request};
use canevas_operations::OpenForm;
use canevas_tests::editions::{in_memory, read_edition, real_folder};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use mimalloc::MiMalloc;
use serde_json::{Map, Value, json};
use std::fs;
use std::process::Command;

/// What `canevas` itself uses.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

const EDITION: &str = "2023-2024";

fn edition() -> Edition {
    Edition::read(&read_edition(&real_folder().with_file_name(EDITION)))
}

/// The returns, in the order of their countries.
fn returns() -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/status-report");
    let mut paths: Vec<_> = fs::read_dir(format!("{folder}/{EDITION}/returns"))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths.iter().filter_map(|path| serde_json::from_str(&fs::read_to_string(path).ok()?).ok()).collect()
}

/// The same with a fault in each: an option that is not offered, a text in place of a list, an answer that is left out, an answer to a
/// question that is not asked, a key that the form does not know.
fn faulty() -> Vec<Value> {
    let mut returns = returns();
    for (index, answers) in returns.iter_mut().filter_map(answers).enumerate() {
        match index % 5 {
            0 => answers.insert("overall_progress".to_owned(), json!("enormous_progress")),
            1 => answers.insert("evidence_kinds".to_owned(), json!("surveys")),
            2 => answers.remove("supports_initiatives"),
            3 => {
                answers.insert("supports_initiatives".to_owned(), json!("no"));
                answers.insert("which_initiatives".to_owned(), json!("Partners lent staff."))
            }
            _ => answers.insert("remarks".to_owned(), json!("None of these.")),
        };
    }
    returns
}

fn answers(of: &mut Value) -> Option<&mut Map<String, Value>> {
    of.get_mut("answers")?.as_object_mut()
}

fn lines() -> Vec<String> {
    in_lines(&returns())
}

/// Each return in one line.
fn in_lines(returns: &[Value]) -> Vec<String> {
    returns.iter().map(Value::to_string).collect()
}

/// Into a return that owns its parts.
#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let lines = lines();
    bencher.counter(ItemsCount::new(lines.len())).bench(|| lines.iter().filter_map(|line| read_line(line)).count());
}

/// Where the texts stay in the line.
#[divan::bench]
fn read_in_place(bencher: Bencher<'_, '_>) {
    let lines = lines();
    bencher
        .counter(ItemsCount::new(lines.len()))
        .bench(|| lines.iter().filter_map(|line| ReturnLine::read(line)).count());
}

/// The failures of returns, reading included.
#[divan::bench(args = [true, false])]
fn validate(bencher: Bencher<'_, '_>, right: bool) {
    let (edition, lines) = (edition(), in_lines(&if right { returns() } else { faulty() }));
    let copies = edition.copies();
    let Some(validator) = copies.first().map(Validator::new) else { return };
    let failures = |line: &String| ReturnLine::read(line).map_or(1, |read| validator.failures(read.json(), true).len());
    bencher.counter(ItemsCount::new(lines.len())).bench(|| lines.iter().map(failures).sum::<usize>());
}

/// What is wrong with returns in words, with its place, reading included.
#[divan::bench(args = [true, false])]
fn check(bencher: Bencher<'_, '_>, right: bool) {
    let (edition, lines) = (edition(), in_lines(&if right { returns() } else { faulty() }));
    let Some(checker) = edition.return_checker() else { return };
    let found = |line: &String| checker.check_text("lines", line, false).findings.len();
    bencher.counter(ItemsCount::new(lines.len())).bench(|| lines.iter().map(found).sum::<usize>());
}

/// The same for a file of many lines, as a program that checks such files asks for it: with all returns right, or with answers of two
/// returns mixed in each line, as `bench/lines.mjs` writes them. `RAYON_NUM_THREADS` sets how many threads work.
#[divan::bench(args = [true, false], sample_count = 3, sample_size = 1)]
fn file_of_lines(bencher: Bencher<'_, '_>, right: bool) {
    let project = Project::new(in_memory(&read_edition(&real_folder().with_file_name(EDITION)), "edition"));
    let Ok(form) = OpenForm::open(&project, "edition") else { return };
    let file = if right { repeated(&lines()) } else { mixed() };
    bencher.counter(ItemsCount::new(LINES)).counter(BytesCount::new(file.len())).bench(|| {
        let mut found = 0;
        let taken = form.check_lines("lines", &mut file.as_slice(), false, &mut |lines| {
            found += lines.iter().map(|line| line.findings.len()).sum::<usize>();
            true
        });
        taken.map(|()| found)
    });
}

/// The lines of [`file_of_lines`].
const LINES: usize = 100_000;

fn repeated(lines: &[String]) -> Vec<u8> {
    lines.iter().cycle().take(LINES).flat_map(|line| line.bytes().chain([b'\n'])).collect()
}

fn mixed() -> Vec<u8> {
    let tests = env!("CARGO_MANIFEST_DIR");
    let returns = format!("{tests}/examples/status-report/{EDITION}/returns");
    let written = Command::new("node").args([format!("{tests}/bench/lines.mjs"), returns, LINES.to_string()]).output();
    written.map(|output| output.stdout).unwrap_or_default()
}

/// The peer: the errors of the `jsonschema` crate, of returns that are read already.
#[divan::bench(args = [true, false])]
fn json_schema_alone(bencher: Bencher<'_, '_>, right: bool) {
    let (edition, returns) = (edition(), if right { returns() } else { faulty() });
    let copies = edition.copies();
    let Some((copy, back_end)) = copies.first().zip(BACK_ENDS.iter().find(|of| of.name == "schema")) else { return };
    let made = (back_end.run)(copy, &copy.model.source_language, &Request::default());
    let schema = made.iter().find_map(|artifact| serde_json::from_slice(&artifact.bytes).ok());
    let Some(validator) = schema.and_then(|schema: Value| jsonschema::validator_for(&schema).ok()) else { return };
    bencher
        .counter(ItemsCount::new(returns.len()))
        .bench(|| returns.iter().map(|json| validator.iter_errors(json).count()).sum::<usize>());
}

/// Into columns and CSV, without reading.
#[divan::bench]
fn flatten(bencher: Bencher<'_, '_>) {
    let (edition, lines) = (edition(), lines());
    let Some(model) = &edition.model else { return };
    let plan = ExportPlan::new(vec![model], &[], &[], false);
    let layout = Layout::new(&plan, ExportFormats { csv: true, ..ExportFormats::default() }, None);
    let returns: Vec<Response> = lines.iter().filter_map(|line| read_line(line)).collect();
    bencher.counter(ItemsCount::new(returns.len())).bench(|| {
        let mut rows = Rows::new(&plan);
        for response in &returns {
            rows.push(
                ReturnHead { edition: 0, country: "CMR", name: "lines:1", computed: &ComputedValues::default() },
                response,
            );
        }
        layout.prepare(&mut rows).map(|ready| ready.batches.len())
    });
}
