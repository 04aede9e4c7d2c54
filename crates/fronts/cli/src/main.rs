//! `canevas`: the only part of the compiler that touches disk, clock or terminal.
//!
//! Each command parses its arguments, calls one operation, prints what it returns, and carries out its edits.
//!
//! Exit codes: 0 nothing denies, 100 a finding denies, 101 the tool could not do its work.

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod args;
mod build;
mod cases;
mod change_file;
mod check;
mod diff;
mod disk;
mod excerpt;
mod explain;
mod export;
mod fill;
mod format;
mod git;
mod import_answers;
mod lock;
mod lsp;
mod new;
mod new_files;
mod next_edition;
mod output;
mod print;
mod publish;
mod reach;
mod read;
mod report;
mod returns;
mod terminal;
mod translate;
mod wrap;

use crate::terminal::tell;
use args::{Arguments, Command};
use canevas_operations::{Conclusion, Failure, Project};
use clap::Parser as _;
use disk::Disk;
use mimalloc::MiMalloc;
use std::io::Write as _;
use std::process::ExitCode;

/// Making a document creates and drops thousands of short texts. With the C library's allocator it takes a third longer.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let printed = terminal::outcome(error.print().and_then(|()| std::io::stdout().flush()));
            if !error.use_stderr()
                && let Err(failure) = printed
            {
                tell!("canevas: {failure}");
                return ExitCode::from(101);
            }
            return if error.use_stderr() { ExitCode::from(101) } else { ExitCode::SUCCESS };
        }
    };
    match run(&arguments) {
        Ok(Conclusion::Passes) => ExitCode::SUCCESS,
        Ok(Conclusion::Denies) => ExitCode::from(100),
        Err(failure) => {
            tell!("canevas: {failure}");
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
        Command::ImportAnswers(options) => import_answers::import_answers(project, options),
        Command::Fill(options) => fill::fill(project, options),
        Command::Report(options) => report::report(project, options),
        Command::Export(options) => export::export(project, options),
        Command::Fmt(options) => format::format(project, options),
        Command::Reach(options) => reach::reach(project, options),
        Command::Cases(options) => cases::cases(project, options),
        Command::Explain(options) => explain::explain(options),
        Command::New(options) => new::new(project, options),
        Command::Diff(options) => diff::diff(project, options),
        Command::Rename(options) => change_file::rename(project, options),
        Command::Retire(options) => change_file::retire(project, options),
        Command::Accept(options) => change_file::accept(project, options),
        Command::Publish(options) => publish::publish(project, options),
        Command::NextEdition(options) => next_edition::next_edition(project, options),
        Command::Translate(options) => translate::translate(project, options),
        Command::Returns(command) => returns::returns(project, command),
        Command::Lsp(_) => lsp::lsp(),
        Command::Completions { shell } => {
            let mut command = <Arguments as clap::CommandFactory>::command();
            let mut text = Vec::new();
            clap_complete::generate(*shell, &mut command, "canevas", &mut text);
            terminal::give_data(&String::from_utf8_lossy(&text))?;
            Ok(Conclusion::Passes)
        }
        Command::Man => {
            let command = <Arguments as clap::CommandFactory>::command();
            let mut text = Vec::new();
            clap_mangen::Man::new(command)
                .render(&mut text)
                .map_err(|error| format!("cannot print the manual: {error}"))?;
            terminal::give_data(&String::from_utf8_lossy(&text))?;
            Ok(Conclusion::Passes)
        }
    }
}
