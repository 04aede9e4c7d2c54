//! What the program prints. Results go to standard output, messages to standard error.
//!
//! The macros of the standard library panic where a pipe is closed or a disk is full, so this module is the only way to print.

use crate::Failure;
use std::fmt::Arguments;
use std::io::{ErrorKind, Result, Write as _};

/// Prints a result. A reader that closes the pipe early, such as `head`, has what it wanted. A full disk is a failure.
pub fn give(text: &str) -> std::result::Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    outcome(output.write_all(text.as_bytes()).and_then(|()| output.flush()))
}

/// How printing ended.
pub fn outcome(printed: Result<()>) -> std::result::Result<(), Failure> {
    match printed {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("cannot print: {error}")),
        _ => Ok(()),
    }
}

/// Prints a message. There is no place left to say that messages cannot be printed.
pub fn message(text: Arguments<'_>) {
    let _ = std::io::stderr().lock().write_fmt(text);
}

/// Prints a line of a message, like `eprintln`, but without a panic.
macro_rules! tell {
    ($($text:tt)*) => {
        $crate::terminal::message(format_args!("{}\n", format_args!($($text)*)))
    };
}

pub(crate) use tell;
