//! Annotations of GitHub Actions, which shows ten of each kind per step. Findings that deny come first; the rest is counted.

use super::place;
use crate::edition_diff::EditionDiff;
use canevas_diagnostics::{Level, Sources};
use std::fmt::Write as _;

const SHOWN: usize = 10;

/// The comparison as workflow commands, then its verdict as plain text.
pub fn github(comparison: &EditionDiff, sources: &Sources) -> String {
    let mut out = String::new();
    for (level, command) in [(Level::Deny, "error"), (Level::Warn, "warning"), (Level::Info, "notice")] {
        let found: Vec<_> = comparison.classified.iter().filter(|change| change.finding.level == level).collect();
        for change in found.iter().take(SHOWN) {
            let finding = &change.finding;
            let (file, line, column) = place(sources, finding.primary.span);
            // Writing to a String cannot fail.
            let _ = writeln!(
                out,
                "::{command} file={},line={line},col={column},title={}::{}",
                property(&file),
                property(&format!("{} {}", finding.rule.code, finding.rule.name)),
                data(&finding.message)
            );
        }
        if found.len() > SHOWN {
            let _ = writeln!(out, "{} more of this kind are in the summary", found.len() - SHOWN);
        }
    }
    let _ = writeln!(out, "{}", super::verdict(comparison));
    if let Some(line) = super::suppressed(comparison) {
        // A line that starts with two colons would be a command.
        let _ = writeln!(out, "{}", data(&line));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("50 %\r\n::error::x"), "50 %25%0D%0A::error::x");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }
}
