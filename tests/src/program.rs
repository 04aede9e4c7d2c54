//! Other programs that give a second opinion: validators, the form's script in Node.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Gives a program its input and returns its output. The error holds the program's own message: a program that lacks a
/// module ends before it reads, and its message says more than a broken pipe.
///
/// # Errors
///
/// Fails if the program cannot run, does not read its input, or ends with an error.
pub fn ask(command: &mut Command, input: &str) -> Result<Vec<u8>, String> {
    const SETUP: &str = "`cargo xtask test setup` installs what the tests need";
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().map_err(|error| format!("cannot run {command:?}: {error}; {SETUP}"))?;
    // The input is dropped at the end of the statement, which closes the pipe.
    let written = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(input.as_bytes()));
    let output = child.wait_with_output().map_err(|error| format!("{command:?}: {error}"))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?} ended with {}: {}\n{SETUP}", output.status, message.trim()));
    }
    written.map_err(|error| format!("{command:?} does not read its input: {error}"))?;
    Ok(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::ask;
    use std::process::Command;

    #[test]
    fn a_program_that_ends_early_gives_its_own_message() {
        let input = "x".repeat(1 << 20);
        let error = ask(Command::new("sh").args(["-c", "echo no module jsonschema >&2; exit 1"]), &input);
        assert!(error.is_err_and(|error| error.contains("no module jsonschema") && error.contains("xtask test setup")));
        assert!(ask(&mut Command::new("no-such-program"), "").is_err_and(|error| error.contains("no-such-program")));
        assert_eq!(ask(&mut Command::new("cat"), "ok"), Ok(b"ok".to_vec()));
    }
}
