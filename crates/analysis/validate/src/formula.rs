//! Texts that a spreadsheet would run as a formula.

use std::borrow::Cow;

/// Whether a spreadsheet would run a text as a formula. After `=`, anything that can begin one counts. The signs `+`, `-` and
/// `@` begin ordinary texts too, such as `- 5 %` or `-Formation(s)`: after these, only a call or a sum counts.
pub(crate) fn is_formula(text: &str) -> bool {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix('=') {
        return rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "(+-\"'${@".contains(c));
    }
    text.strip_prefix(['+', '-', '@']).is_some_and(|rest| is_call(rest) || is_sum(rest) || calls_a_program(rest))
}

/// A text for a cell of a table: with an apostrophe before it where a spreadsheet could take it for a formula.
pub fn cell_text(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}

/// A function with its arguments and nothing else: `SUM(A1:A9)`.
fn is_call(text: &str) -> bool {
    let arguments = text.split_once('(').filter(|(name, _)| {
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_uppercase() || c == '.')
    });
    arguments.is_some_and(|(_, rest)| rest.ends_with(')') && rest.contains(|c: char| c.is_ascii_digit() || c == '"'))
}

/// A number, a sign, and something to reckon with: `1+1`, `1+cmd|x`. A line between two numbers does not count, since telephone numbers
/// are written so.
fn is_sum(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let reckons = rest
        .strip_prefix(['+', '*', '/', '^', '&'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "(+-\"'$".contains(c)));
    rest.len() < text.len() && reckons && !text.contains(char::is_whitespace)
}

/// A call of another program, as old spreadsheets take it: `2+3+cmd|' /C calc'!A0`.
fn calls_a_program(text: &str) -> bool {
    text.split_once('|').is_some_and(|(program, rest)| !program.contains(char::is_whitespace) && rest.contains('!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_found_and_texts_are_not() {
        for text in [
            "=1+1",
            "=HYPERLINK(\"http://example.org\", \"see\")",
            " =SUM(A1:A9)",
            "='Sheet 2'!A1",
            "@SUM(1,2)",
            "+SUM(A1)",
            "-2+3+cmd|' /C calc'!A0",
            "+1+1",
            "-1+cmd|x",
            "-2.5*A1",
        ] {
            assert!(is_formula(text), "{text}");
        }
        for text in [
            "= the same as last year",
            "=> voir la loi",
            "- 5 %",
            "-Formation(s) organisée(s)",
            "+33 1 23 45 67 89",
            "@ministry",
            "-ONG (Cameroun) | formation !",
            "A = B",
            "-12",
            "+237-222-22-33",
            "-5+2 enfants",
            "+1 et +2",
            "-3+",
        ] {
            assert!(!is_formula(text), "{text}");
        }
    }
}
