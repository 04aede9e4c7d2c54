//! Steps that run beside each other share one terminal. Each of their lines starts with the step's name, so that a reader can tell
//! them apart and a search finds all of a step.
//!
//! A failed test stands somewhere among thousands of lines. So the lines that name one are kept, and the summary repeats them.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

/// How many lines after the name of a failed test are kept: they say why it failed.
const AFTER: usize = 14;

/// The most lines of a step that the summary repeats.
const MOST: usize = 80;

/// Runs a command and prints what it prints, each line behind the name. Returns how it ended, and the lines about failed tests.
/// It fails if the command cannot be started.
pub fn run_with_name(name: &str, command: &mut Command) -> std::io::Result<(ExitStatus, Vec<String>)> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    let mut failures = thread::scope(|scope| {
        let errors = scope.spawn(|| errors.map(|lines| print_lines(name, lines)));
        let output = output.map(|lines| print_lines(name, lines));
        let errors = errors.join().ok().flatten();
        [output, errors].into_iter().flatten().flatten().collect::<Vec<String>>()
    });
    failures.truncate(MOST);
    Ok((child.wait()?, failures))
}

/// Prints each line as it comes, and returns those about failed tests. Bytes that are no text are replaced.
fn print_lines(name: &str, lines: impl Read) -> Vec<String> {
    let mut lines = BufReader::new(lines);
    let (mut line, mut kept, mut left) = (Vec::new(), Vec::new(), 0);
    while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        println!("{name} | {text}");
        if is_failure(text) {
            left = AFTER;
        }
        if left > 0 && kept.len() < MOST {
            kept.push(text.to_owned());
        }
        left = left.saturating_sub(1);
        line.clear();
    }
    kept
}

/// Whether a line says that a test failed: as Node's test runner, Rust's and Python's print it, or the compiler.
fn is_failure(line: &str) -> bool {
    let line = line.trim_start();
    ["not ok ", "error:", "error[", "---- ", "FAILED ", "FAIL:", "ERROR:"].iter().any(|start| line.starts_with(start))
        || line.ends_with("... FAILED")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_failed_tests_are_kept() {
        let output = "ok 1 - one\nnot ok 2 - two\n  error: 'wrong'\nok 3 - three\n";
        let kept = print_lines("step", output.as_bytes());
        assert_eq!(kept.first().map(String::as_str), Some("not ok 2 - two"));
        assert_eq!(kept.get(1).map(String::as_str), Some("  error: 'wrong'"));
        assert!(print_lines("step", &b"ok 1 - one\ntest a ... ok\n"[..]).is_empty());
        assert!(is_failure("test a::b ... FAILED") && is_failure("    not ok 3 - deep"));
        let many = "not ok 1\n".repeat(1_000);
        assert_eq!(print_lines("step", many.as_bytes()).len(), MOST);
    }
}
