//! Steps that run beside each other share one terminal. Each of their lines starts with the step's name, so that a reader can tell
//! them apart and a search finds all of a step.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

/// Runs a command and prints what it prints, each line behind the name. It fails if the command cannot be started.
pub fn run_with_name(name: &str, command: &mut Command) -> std::io::Result<ExitStatus> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(|| output.map(|lines| print_lines(name, lines)));
        scope.spawn(|| errors.map(|lines| print_lines(name, lines)));
    });
    child.wait()
}

/// Prints each line as it comes. Bytes that are no text are replaced.
fn print_lines(name: &str, lines: impl Read) {
    let mut lines = BufReader::new(lines);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        println!("{name} | {}", String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
}
