//! What an export says about its tables, over three editions with renamed, retyped, split and undeclared questions; and whether other
//! programs see the same values in each of its files.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test reads its cases")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use canevas_compiler::editions::EditionDiff;
use canevas_compiler::evidence::{CountryReturn, SeriesStep};
use canevas_compiler::export::{
    ANSWERS_TABLE, CutCell, Description, ExportFiles, ExportFormats, ExportPlan, ExportStep, Layout, Outputs,
    ReturnHead, Rows, unexplained_breaks,
};
use canevas_compiler::model::Language;
use canevas_compiler::{FormCopy, Response};
use canevas_diagnostics::Sources;
use canevas_expected::{compare, renew};
use canevas_tests::example::{Files, Project, below, load, read_after};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

const EDITIONS: [&str; 3] = ["2021", "2022", "2023"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/export/three-editions")
}

/// The editions, and the comparisons between them.
struct Case {
    files: Files,
    editions: Vec<Project>,
    diffs: Vec<EditionDiff>,
}

impl Case {
    fn read() -> Self {
        let files = load(&folder());
        let (mut editions, mut sources) = (Vec::<Project>::new(), Sources::default());
        for name in EDITIONS {
            let edition = read_after(&below(&files, &format!("{name}/")), sources);
            assert!(!edition.findings.deny(), "{}", edition.listing(&edition.findings));
            sources = edition.sources.clone();
            editions.push(edition);
        }
        let compared = |pair: &[Project]| pair[1].compare_with(&pair[0], &[], "2025-01-01").expect("two editions");
        let diffs = editions.windows(2).map(compared).collect();
        Self { files, editions, diffs }
    }

    fn copies(&self) -> Vec<FormCopy<'_>> {
        self.editions.iter().map(|of| FormCopy::new(of.model.as_ref().unwrap(), None, &of.catalogues)).collect()
    }

    fn series(&self) -> Vec<SeriesStep> {
        let later = self.diffs.iter().zip(self.editions.iter().skip(1));
        later.map(|(diff, of)| SeriesStep::new(diff, of.model.as_ref().unwrap(), of.changes.as_ref())).collect()
    }

    fn steps<'s>(&'s self, series: &'s [SeriesStep]) -> Vec<ExportStep<'s>> {
        let later = self.diffs.iter().zip(series).zip(self.editions.iter().skip(1));
        later.map(|((diff, series), of)| ExportStep { series, diff, changes: of.changes.as_ref() }).collect()
    }

    /// The returns of an edition, by country.
    fn returns(&self, edition: &str) -> Vec<(String, Response)> {
        let files = below(&self.files, &format!("returns/{edition}/"));
        let read = |(name, text): (&String, &String)| {
            let country = name.split('.').next().unwrap().to_owned();
            (country, Response::from_json(serde_json::from_str(text).unwrap()))
        };
        files.iter().map(read).collect()
    }
}

/// All files of an export.
const EVERYTHING: ExportFormats = ExportFormats { csv: true, parquet: true, xlsx: true, partitions: false, long: true };

/// Calls a function with a plan of the case and what describes it.
fn with_description<T>(tag: &str, of: impl FnOnce(&Case, &ExportPlan<'_>, &[ExportStep<'_>], &Description) -> T) -> T {
    let case = Case::read();
    let (copies, series) = (case.copies(), case.series());
    let plan = ExportPlan::new(copies.iter().map(|copy| copy.model).collect(), &series, &[], false);
    let (steps, language) = (case.steps(&series), Language::new(tag).unwrap());
    let description = Description::new(&plan, &copies, &series, &steps, &language, EVERYTHING).unwrap();
    of(&case, &plan, &steps, &description)
}

#[test]
fn the_descriptions_of_the_tables_are_as_expected() {
    with_description("en", |_, _, _, description| {
        let expected = |name: &str| folder().join("expected").join(name);
        let found: Vec<String> = description
            .files
            .iter()
            .filter_map(|file| compare(&expected(file.name), &file.text, renew!()).err())
            .collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

#[test]
fn a_codebook_is_in_a_language_of_the_form() {
    with_description("fr", |_, _, _, description| {
        let returns = description.codebook.table("returns").unwrap();
        assert_eq!(returns.label("status@2023"), Some("Où en est le plan\u{202f}?"));
        assert_eq!(returns.label("country"), Some("Pays"));
        let column = returns.columns.iter().find(|column| column.name == "status@2023").unwrap();
        let label = |code: &str| column.options.iter().find(|option| option.code == code).unwrap().label.clone();
        assert_eq!(label("planned"), "Prévu");
        // What is not translated stands in the source language.
        assert_eq!(label("done"), "Finished");
    });
}

#[test]
fn a_break_without_a_reason_is_told() {
    with_description("en", |_, _, steps, _| {
        let of = |step: &ExportStep<'_>| -> Vec<String> {
            unexplained_breaks(step).iter().map(|change| format!("{} {}", step.diff.new, change.at)).collect()
        };
        let places: Vec<String> = steps.iter().flat_map(of).collect();
        assert!(places.contains(&"2022 officers".to_owned()), "{places:?}");
        // These have their reasons in the change files.
        for explained in ["2022 question.visits.ask", "2023 last_visit"] {
            assert!(!places.contains(&explained.to_owned()), "{places:?}");
        }
    });
}

/// Files in a folder of the disk.
struct Disk(PathBuf);

impl Outputs for Disk {
    fn create(&mut self, name: &str) -> io::Result<Box<dyn Write + Send>> {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap())?;
        Ok(Box::new(File::create(path)?))
    }
}

/// Writes an export of the case; returns the cells of the workbook that are cut.
fn export(to: &Path) -> Vec<CutCell> {
    with_description("en", |case, plan, _, description| {
        let layout = Layout::new(plan, EVERYTHING, Some(&description.codebook));
        let mut disk = Disk(to.to_owned());
        let mut files = ExportFiles::new(plan, &layout, description, &mut disk).unwrap();
        let copies = case.copies();
        for (edition, name) in EDITIONS.iter().enumerate() {
            let mut rows = Rows::new(plan);
            for (country, response) in case.returns(name) {
                let file = format!("{name}/{country}.json");
                let head = ReturnHead { edition, country: &country, name: &file };
                rows.push(head, &response);
                rows.push_long(head, &CountryReturn::new(&copies[edition], &country, &file, response.clone()));
            }
            files.write(&layout.prepare(&mut rows).unwrap()).unwrap();
        }
        files.finish().unwrap()
    })
}

#[test]
fn a_text_that_no_cell_can_hold_is_told() {
    let out = tempfile::tempdir().unwrap();
    let cut = export(out.path());
    let table = "returns".to_owned();
    assert_eq!(cut, [CutCell { table, row: 6, column: "reply".to_owned(), length: 40_000 }]);
}

#[test]
fn a_workbook_has_the_same_bytes_every_time() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let bytes = [&one, &other].map(|out| {
        export(out.path());
        fs::read(out.path().join("workbook.xlsx")).unwrap()
    });
    assert!(bytes[0] == bytes[1]);
}

/// openpyxl, DuckDB, pyarrow, pandas and Python's csv read the same values, `csvw` accepts the metadata, and the scripts run.
#[test]
fn other_programs_see_the_same_values() {
    let out = tempfile::tempdir().unwrap();
    export(out.path());
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = tests.join(".venv/bin/python");
    let mut command = Command::new(&python);
    let output = command.arg(tests.join("export/values.py")).arg(out.path()).output();
    let output =
        output.unwrap_or_else(|error| panic!("{}: {error}; `bash tests/setup.sh` installs it", python.display()));
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    // A comparison of nothing finds nothing.
    assert!(said.contains(&format!("{ANSWERS_TABLE}: ")), "{said}");
}
