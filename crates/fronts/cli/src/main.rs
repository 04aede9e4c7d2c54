//! `canevas`: the only part of the compiler that touches disk, clock or terminal.
//!
//! Each command parses its arguments, calls one operation, prints what it returns, and carries out its edits.
//!
//! Exit codes: 0 nothing denies, 100 a finding denies, 101 the tool could not do its work.

mod args;
mod build;
mod change_file;
mod check;
mod clock;
mod diff;
mod disk;
mod excerpt;
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
use canevas_operations::{Conclusion, Failure, Project};
use clap::Parser as _;
use disk::Disk;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Making a document creates and drops thousands of short texts. With the C library's allocator it takes a third longer.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Printing fails only if no one reads.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(101) } else { ExitCode::SUCCESS };
        }
    };
    match run(&arguments) {
        Ok(Conclusion::Passes) => ExitCode::SUCCESS,
        Ok(Conclusion::Denies) => ExitCode::from(100),
        Err(failure) => {
            eprintln!("canevas: {failure}");
            ExitCode::from(101)
        }
    }
}

fn run(arguments: &Arguments) -> Result<Conclusion, Failure> {
    let project: &Project = &Project::new(Disk::default());
    match &arguments.command {
        Command::Check(options) => check::check(project, options),
        Command::Build(options) => build::build(project, options),
        Command::Read(options) => read::read(project, options),
        Command::Fmt(options) => format::format(project, options),
        Command::Explain(options) => explain::explain(options),
        Command::New(options) => new::new(project, options),
        Command::Diff(options) => diff::diff(project, options),
        Command::Rename(options) => change_file::rename(project, options),
        Command::Retire(options) => change_file::retire(project, options),
        Command::Accept(options) => change_file::accept(project, options),
        Command::Publish(options) => publish::publish(project, options),
        Command::NextEdition(options) => next_edition::next_edition(project, options),
        Command::Translate(options) => translate::translate(project, options),
        Command::Completions { shell } => {
            let mut command = <Arguments as clap::CommandFactory>::command();
            clap_complete::generate(*shell, &mut command, "canevas", &mut std::io::stdout());
            Ok(Conclusion::Passes)
        }
        Command::Man => {
            let command = <Arguments as clap::CommandFactory>::command();
            clap_mangen::Man::new(command)
                .render(&mut std::io::stdout())
                .map_err(|error| format!("cannot print the manual: {error}"))?;
            Ok(Conclusion::Passes)
        }
    }
}
