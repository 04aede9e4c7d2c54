//! The project's own chores: `cargo xtask test` runs everything that CI runs, and installs what that needs;
//! `cargo xtask generate` renews what is made from the code.

mod generate;
mod steps;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["test"] => steps::test(&root(), None),
        ["test", only] => steps::test(&root(), Some(only)),
        ["generate"] => generate::write(&root()),
        ["generate", "--check"] => generate::check(&root()),
        _ => {
            eprintln!("cargo xtask test [STEP]          set up what the tests need, and run them all (or one step)");
            eprintln!("cargo xtask generate [--check]   renew what is made from the code, or say what is stale");
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
