//! What the program prints. Results go to standard output, messages to standard error.
//!
//! The macros of the standard library panic where a pipe is closed or a disk is full, so this module is the only way to print.
//!
//! What is printed quotes files of strangers: a return, a Word file, a name of a file. A control character in them would move
//! the cursor, colour the screen, or turn the order of a line around. People see such a character by its number instead.

use crate::Failure;
use std::borrow::Cow;
use std::fmt::{Arguments, Write as _};
use std::io::{ErrorKind, IsTerminal as _, Result, Write};

/// Whether a terminal would obey a character, or a line with it would read in another order.
pub fn is_hidden(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    c.is_control() && !matches!(c, '\n' | '\t') || turns
}

/// A text in which each hidden character stands as its number, such as `U+001B`.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |out, c| write!(out, "U+{:04X}", u32::from(c)))
}

fn replaced(text: &str, write: impl Fn(&mut String, char) -> std::fmt::Result) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return text.into();
    }
    let mut out = String::new();
    for c in text.chars() {
        if !is_hidden(c) {
            out.push(c);
        // A string takes all that is written.
        } else if write(&mut out, c).is_err() {
            break;
        }
    }
    out.into()
}

/// Prints a result for people.
pub fn give(text: &str) -> std::result::Result<(), Failure> {
    give_data(&visible(text))
}

/// Prints JSON. In its strings, a hidden character stands as its escape.
pub fn give_json(text: &str) -> std::result::Result<(), Failure> {
    give_data(&replaced(text, |out, c| write!(out, "\\u{:04x}", u32::from(c))))
}

/// Prints a result for machines, as it is. A reader that closes the pipe early, such as `head`, has what it wanted. A full disk is a failure.
pub fn give_data(text: &str) -> std::result::Result<(), Failure> {
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

/// Prints a message, as it is. There is no place left to say that messages cannot be printed.
pub fn message(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Shows on a terminal how far a long work is, on one line that the next words replace. Says nothing where nobody looks, and
/// nothing of a short work.
pub fn progress(done: usize, all: usize, what: &str) {
    const SHORT: usize = 100;
    if all < SHORT || !std::io::stderr().is_terminal() {
        return;
    }
    message(&if done < all { format!("\r{done} of {all} {what}") } else { "\r\u{1b}[K".to_owned() });
}

/// Prints a line of a message.
pub fn tell_line(text: Arguments<'_>) {
    let mut line = visible(&text.to_string()).into_owned();
    line.push('\n');
    message(&line);
}

/// Prints a line of a message, like `eprintln`, but without a panic.
macro_rules! tell {
    ($($text:tt)*) => {
        $crate::terminal::tell_line(format_args!($($text)*))
    };
}

pub(crate) use tell;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(visible("a\u{1b}[31m\u{9b}\u{202e}\r"), "aU+001B[31mU+009BU+202EU+000D");
        // Marks of Arabic and Hebrew text, line breaks and tabs are text.
        assert_eq!(visible("\u{200f}١\t\n"), "\u{200f}١\t\n");
    }
}
