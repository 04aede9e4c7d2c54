//! What a Word file contains besides text, or links to. The reader does not run, open or follow it, and reports it.

use super::rules::{EMBEDDED_CONTENT, EXTERNAL_LINK, FIELD_NOT_EVALUATED, MACROS_NOT_RUN, TRACKED_CHANGES};
use canevas_diagnostics::{Finding, Rule, Span};
use canevas_ooxml::flow::NotFollowed;
use canevas_ooxml::{Package, tree};
use std::collections::BTreeMap;

/// How many kinds of links are named for one part.
const MOST_LINKS: usize = 5;
/// How many kinds of fields are named.
const MOST_FIELDS: usize = 10;

/// Reports what a person should know before they trust the answers of a file. `file` is the place of the whole file.
pub fn findings(package: &Package, body: &NotFollowed, file: Span) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut put = |rule: &'static Rule, message: String| out.push(Finding::new(rule, file, message));
    let others = |sign: &'static str| package.others.iter().filter(move |name| name.contains(sign));
    let types = package.parts.get("[Content_Types].xml").map_or("", String::as_str);
    if let Some(name) = others("vbaProject").next() {
        put(&MACROS_NOT_RUN, format!("the file contains macros ({name}); they were not run"));
    } else if types.contains("macroEnabled") {
        put(&MACROS_NOT_RUN, "the file is of a type that allows macros (.docm); none was run".to_owned());
    }
    for name in others("embeddings/") {
        put(&EMBEDDED_CONTENT, format!("the file contains an embedded object ({name}); it was not read"));
    }
    for (name, text) in package.parts.iter().filter(|(name, _)| name.contains("_rels/")) {
        match links(text) {
            Some(kinds) => {
                let named: Vec<&str> = kinds.keys().take(MOST_LINKS).map(String::as_str).collect();
                let more = if kinds.len() > MOST_LINKS { " and others" } else { "" };
                if !named.is_empty() {
                    let named = named.join(", ");
                    put(&EXTERNAL_LINK, format!("{name} links to other files ({named}{more}); none was opened"));
                }
            }
            None => put(&EXTERNAL_LINK, format!("{name} cannot be read; none of its links was followed")),
        }
    }
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(one.to_owned()),
        _ => Some(format!("{count} {many}")),
    };
    for (rule, message) in [
        (
            &TRACKED_CHANGES,
            counted(
                body.tracked_changes,
                "1 tracked change was read as if accepted",
                "tracked changes were read as if accepted",
            ),
        ),
        (
            &EMBEDDED_CONTENT,
            counted(
                body.embedded_files,
                "1 embedded file (altChunk) was not read",
                "embedded files (altChunk) were not read",
            ),
        ),
    ] {
        if let Some(message) = message {
            put(rule, message);
        }
    }
    for word in body.fields.iter().take(MOST_FIELDS) {
        let message = format!("the field `{word}` was not evaluated; its text was read as it stands");
        put(&FIELD_NOT_EVALUATED, message);
    }
    if body.fields.len() > MOST_FIELDS {
        let more = body.fields.len() - MOST_FIELDS;
        put(&FIELD_NOT_EVALUATED, format!("{more} more kinds of fields were not evaluated"));
    }
    out
}

/// The kinds of links to other files (pictures, templates and so on), with the number of each. Hyperlinks in the text are
/// not counted: they do nothing until somebody clicks on them.
fn links(text: &str) -> Option<BTreeMap<String, usize>> {
    let mut kinds = BTreeMap::new();
    for relationship in tree::parse(text).ok()?.children {
        let word = |name: &str| relationship.attribute(name).unwrap_or("");
        let kind = word("Type").rsplit('/').next().unwrap_or("");
        if word("TargetMode").eq_ignore_ascii_case("external") && kind != "hyperlink" {
            *kinds.entry(kind.to_owned()).or_default() += 1;
        }
    }
    Some(kinds)
}
