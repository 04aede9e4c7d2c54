//! How long the work on many returns takes, for each of the returns to the Alliance's form of one year.
//! `cargo bench -p canevas-tests --bench returns`; figures are kept in docs/performance.md.

use canevas_compiler::export::{ExportFormats, ExportPlan, Layout, ReturnHead, Rows};
use canevas_compiler::responses::{Response, read_line};
use canevas_compiler::validate::verdict_as_complete;
use canevas_compiler::{BACK_ENDS, Edition, Request};
use canevas_tests::editions::{read_edition, real_folder};
use divan::Bencher;
use divan::counter::ItemsCount;
use mimalloc::MiMalloc;
use serde_json::Value;
use std::fs;

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

/// The returns, each in one line, in the order of their countries.
fn lines() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/status-report");
    let mut paths: Vec<_> = fs::read_dir(format!("{folder}/{EDITION}/returns"))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let values = paths.iter().filter_map(|path| serde_json::from_str::<Value>(&fs::read_to_string(path).ok()?).ok());
    values.map(|value| value.to_string()).collect()
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let lines = lines();
    bencher.counter(ItemsCount::new(lines.len())).bench(|| lines.iter().filter_map(|line| read_line(line)).count());
}

/// Reading included.
#[divan::bench]
fn validate(bencher: Bencher<'_, '_>) {
    let (edition, lines) = (edition(), lines());
    let copies = edition.copies();
    let Some(blank) = copies.first() else { return };
    let valid = |line: &String| read_line(line).is_some_and(|read| verdict_as_complete(blank, read.json()).is_valid());
    bencher.counter(ItemsCount::new(lines.len())).bench(|| lines.iter().filter(|line| valid(line)).count());
}

/// The peer: the errors of the `jsonschema` crate, of returns that are read already.
#[divan::bench]
fn json_schema_alone(bencher: Bencher<'_, '_>) {
    let (edition, lines) = (edition(), lines());
    let copies = edition.copies();
    let Some((copy, back_end)) = copies.first().zip(BACK_ENDS.iter().find(|of| of.name == "schema")) else { return };
    let made = (back_end.run)(copy, &copy.model.source_language, &Request::default());
    let schema = made.iter().find_map(|artifact| serde_json::from_slice(&artifact.bytes).ok());
    let Some(validator) = schema.and_then(|schema: Value| jsonschema::validator_for(&schema).ok()) else { return };
    let returns: Vec<Value> = lines.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
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
            rows.push(ReturnHead { edition: 0, country: "CMR", name: "lines:1" }, response);
        }
        layout.prepare(&mut rows).map(|ready| ready.batches.len())
    });
}
