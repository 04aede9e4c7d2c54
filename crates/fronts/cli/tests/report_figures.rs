//! Every figure of a report, computed once more with pandas from the raw returns.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const EXAMPLE: &str = "tests/examples/status-report";
const EDITION: &str = "schemas/alliance87/annual-report/2023-2024";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn run(program: &str, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).current_dir(root()).output();
    output.unwrap_or_else(|error| panic!("{program}: {error}; `bash tests/setup.sh` installs it"))
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Writes the report of these returns, and compares its tables with what pandas computes.
fn pandas_agrees(returns: &str, quotes_are_there: bool) {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_str().unwrap();
    let made = run(
        env!("CARGO_BIN_EXE_canevas"),
        &["report", EDITION, "--returns", returns, "--out", folder, "--language", "fr"],
    );
    // Other returns do not hold what the report quotes.
    assert_eq!(made.status.code(), Some(if quotes_are_there { 0 } else { 100 }), "{}", text(&made));
    let tables = format!("{folder}/fr/tables");
    let figures = "tests/report/figures.py";
    let compared = run("/usr/bin/python3", &[figures, "schemas/alliance87/annual-report", returns, &tables]);
    assert!(compared.status.success(), "{returns}:\n{}", text(&compared));
}

#[test]
fn pandas_computes_the_same_figures() {
    pandas_agrees(EXAMPLE, true);
}

#[test]
fn pandas_computes_the_same_figures_of_random_returns() {
    for seed in 1..=4 {
        let folder = tempfile::tempdir().unwrap();
        let returns = folder.path().to_str().unwrap();
        let made = run("node", &["tests/examples/status-report/make.mjs", &seed.to_string(), returns]);
        assert!(made.status.success(), "{}", text(&made));
        pandas_agrees(returns, false);
    }
}

/// The example is what its script makes.
#[test]
fn the_example_is_as_its_script_makes_it() {
    let folder = tempfile::tempdir().unwrap();
    let made = run("node", &["tests/examples/status-report/make.mjs", "87", folder.path().to_str().unwrap()]);
    assert!(made.status.success(), "{}", text(&made));
    let mut compared = 0;
    let mut open = vec![folder.path().to_owned()];
    while let Some(path) = open.pop() {
        for entry in std::fs::read_dir(&path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let own = root().join(EXAMPLE).join(path.strip_prefix(folder.path()).unwrap());
            assert_eq!(std::fs::read(&own).ok(), std::fs::read(&path).ok(), "{}", own.display());
            compared += 1;
        }
    }
    assert!(compared > 150, "{compared} files");
}
