//! The project's own chores. `cargo xtask test` installs the tools that the tests need, and runs the steps of CI. `cargo
//! xtask generate` renews the files that are made from the code. `cargo xtask studio` builds the studio's page.
//!
//! It uses no other crate, so that it starts at once. Every step builds the whole workspace together: a part of it would need its
//! dependencies with other features, and Cargo would compile them once more.

mod lines;
mod steps;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["test"] => steps::test(&root(), None, false),
        ["test", "--update"] => steps::test(&root(), Some("tests"), true),
        ["test", only] => steps::test(&root(), Some(only), false),
        ["test", only, "--update"] => steps::test(&root(), Some(only), true),
        ["generate"] => steps::generate(&root(), &[]),
        ["generate", "--check"] => steps::generate(&root(), &["--check"]),
        ["studio"] => steps::studio(&root()),
        _ => {
            eprintln!("cargo xtask test [STEP]            set up what the tests need, and run all steps or one");
            eprintln!("cargo xtask test [STEP] --update   run the tests and renew their expected files");
            eprintln!("cargo xtask generate [--check]     renew the generated files, or name the stale ones");
            eprintln!("cargo xtask studio                 build the studio: target/studio/studio.html");
            return ExitCode::from(101);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The top of the repository.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_path_buf()
}
