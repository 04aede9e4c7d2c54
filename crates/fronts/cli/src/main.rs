//! `canevas`: the only part of the compiler that touches disk, clock or terminal.
//!
//! Exit codes: 0 nothing denies, 100 findings that deny, 101 the tool could not do its work.

mod args;
mod build;
mod change_file;
mod check;
mod clock;
mod diff;
mod disk;
mod explain;
mod format;
mod git;
mod new;
mod next_edition;
mod output;
mod print;
mod publish;
mod read;
mod translate;

use args::{Arguments, Command};
use canevas_operations::Failure;
use clap::Parser as _;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Making a document is thousands of short texts that come and go: with the C library's allocator it takes a third longer.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How a command ended, where it ended in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing denies.
    Clean,
    /// Findings that deny.
    Denied,
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Printing can only fail where nobody reads.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(101) } else { ExitCode::SUCCESS };
        }
    };
    match run(&arguments) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Denied) => ExitCode::from(100),
        Err(failure) => {
            eprintln!("canevas: {failure}");
            ExitCode::from(101)
        }
    }
}

fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.command {
        Command::Check(options) => check::check(options),
        Command::Build(options) => build::build(options),
        Command::Read(options) => read::read(options),
        Command::Fmt(options) => format::format(options),
        Command::Explain(options) => explain::explain(options),
        Command::New(options) => new::new(options),
        Command::Diff(options) => diff::diff(options),
        Command::Rename(options) => change_file::rename(options),
        Command::Retire(options) => change_file::retire(options),
        Command::Accept(options) => change_file::accept(options),
        Command::Publish(options) => publish::publish(options),
        Command::NextEdition(options) => next_edition::next_edition(options),
        Command::Translate(options) => translate::translate(options),
        Command::Completions { shell } => {
            let mut command = <Arguments as clap::CommandFactory>::command();
            clap_complete::generate(*shell, &mut command, "canevas", &mut std::io::stdout());
            Ok(Outcome::Clean)
        }
        Command::Man => {
            let command = <Arguments as clap::CommandFactory>::command();
            clap_mangen::Man::new(command)
                .render(&mut std::io::stdout())
                .map_err(|error| format!("cannot print the manual: {error}"))?;
            Ok(Outcome::Clean)
        }
    }
}
