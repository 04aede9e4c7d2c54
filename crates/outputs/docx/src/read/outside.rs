//! What a Word file brings along beside its text, or points to. None of it is run, opened or followed; a person is told.

use super::package::Package;
use crate::lint::tree;
use std::collections::BTreeMap;

/// Kinds of links that are told of one part.
const MOST_KINDS: usize = 5;

/// What a person should know of a file before its answers are trusted.
pub fn warnings(package: &Package) -> Vec<String> {
    let mut out = Vec::new();
    let named = |sign: &str| {
        let found: Vec<&str> = package.others.iter().map(String::as_str).filter(|name| name.contains(sign)).collect();
        found
    };
    let macros = named("vbaProject");
    let types = package.parts.get("[Content_Types].xml").map_or("", String::as_str);
    if let Some(name) = macros.first() {
        out.push(format!("it holds macros ({name}), which were not run"));
    } else if types.contains("macroEnabled") {
        out.push("it is of the kind that holds macros (.docm), which were not run".to_owned());
    }
    for name in named("embeddings/") {
        out.push(format!("it holds an embedded object ({name}), which was not read"));
    }
    for (name, text) in package.parts.iter().filter(|(name, _)| name.contains("_rels/")) {
        match links(text) {
            Some(kinds) => {
                let told: Vec<&str> = kinds.keys().take(MOST_KINDS).map(String::as_str).collect();
                let more = if kinds.len() > MOST_KINDS { " and others" } else { "" };
                if !told.is_empty() {
                    let told = told.join(", ");
                    out.push(format!("{name} points outside of the file ({told}{more}), which was not followed"));
                }
            }
            None => out.push(format!("{name} could not be read; nothing in it was followed")),
        }
    }
    out
}

/// The kinds of what lies outside of the file, with how many there are of each: linked pictures, templates and the like.
/// Links in the text are what a reader clicks on, and are left out.
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
