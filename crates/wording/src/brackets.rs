//! What a copy leaves in brackets: the list of what a country file could still say.

use crate::Wording;
use canevas_inputs::{Artifact, Copy, Row};
use canevas_model::Text;
use std::fmt::Write as _;

/// `brackets.txt`: for each language, every bracket in a text of the copy, with its catalogue key and its row, in the
/// order of the document. A bracket that stands twice in one text is told once.
pub fn brackets(copy: &Copy<'_>) -> Artifact {
    let mut out = String::new();
    for language in copy.model.languages() {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "[{language}]");
        let wording = Wording::new(copy, language);
        let start = out.len();
        for text in copy.model.texts() {
            match text.scope.rows {
                Some(rows) => {
                    for row in copy.rows(rows) {
                        told(&wording, text, Some(&row), &mut out);
                    }
                }
                None => told(&wording, text, None, &mut out),
            }
        }
        if out.len() == start {
            out.push_str("none\n");
        }
        out.push('\n');
    }
    out.pop();
    Artifact { name: "brackets.txt".to_owned(), bytes: out.into_bytes() }
}

fn told<'a>(wording: &Wording<'a>, text: &'a Text, row: Option<&Row>, out: &mut String) {
    let rich = wording.rich(text, row);
    let mut seen: Vec<&str> = Vec::new();
    for (bracket, _) in rich.brackets() {
        if seen.contains(&bracket) {
            continue;
        }
        seen.push(bracket);
        let _ = match row {
            Some(row) => writeln!(out, "{}  row {}  {bracket}", text.key, row.key),
            None => writeln!(out, "{}  {bracket}", text.key),
        };
    }
}
