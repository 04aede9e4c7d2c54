//! The rules of the house that a test can hold: see ARCHITECTURE.md.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects by failing")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent").to_path_buf()
}

/// Direct dependencies of each package, development ones left out.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .map(|package| {
            let names = package["dependencies"]
                .as_array()
                .expect("dependencies")
                .iter()
                .filter(|dependency| dependency["kind"].is_null())
                .filter_map(|dependency| dependency["name"].as_str().map(str::to_owned));
            (package["name"].as_str().expect("a name").to_owned(), names.collect())
        })
        .collect()
}

#[test]
fn crates_use_only_what_stands_below_them() {
    const BACK_ENDS: [&str; 3] = ["canevas-json-schema", "canevas-html", "canevas-docx"];
    let order = [
        vec!["canevas-diagnostics"],
        vec!["canevas-syntax"],
        vec!["canevas-model"],
        vec!["canevas-project"],
        vec!["canevas-wording"],
        BACK_ENDS.to_vec(),
        vec!["canevas-validate", "canevas-checks", "canevas-editions", "canevas-translate"],
        vec!["canevas-compiler"],
        vec!["canevas-operations"],
        vec!["canevas", "xtask", "canevas-tests"],
    ];
    let rank = |name: &str| order.iter().position(|names| names.contains(&name));
    for (package, used) in dependencies() {
        let own = rank(&package)
            .unwrap_or_else(|| panic!("{package} has no place in the house: give it one here and in ARCHITECTURE.md"));
        for name in used.iter().filter(|name| rank(name).is_some()) {
            assert!(rank(name) < Some(own), "{package} uses {name}, which does not stand below it");
        }
        let may_ask = ["canevas-checks", "canevas-editions"].contains(&package.as_str());
        if BACK_ENDS.contains(&package.as_str()) || may_ask {
            let others =
                BACK_ENDS.iter().filter(|other| **other != package && !(may_ask && **other == "canevas-json-schema"));
            for other in others {
                assert!(!used.contains(*other), "{package} uses the back end {other}");
            }
        }
    }
}

#[test]
fn only_the_command_line_knows_clap_and_the_terminal() {
    for (package, used) in dependencies() {
        for name in ["clap", "miette"] {
            assert!(package == "canevas" || !used.contains(name), "{package} uses {name}");
        }
    }
    for (path, text) in sources() {
        let shipped = !path.starts_with("crates/fronts/cli") && !path.starts_with("crates/fronts/xtask");
        for word in [
            "std::fs",
            "std::env",
            "io::stdin",
            "io::stdout",
            "io::stderr",
            "std::process",
            "std::net",
            "SystemTime",
            "Instant",
            "println!",
            "eprintln!",
        ] {
            assert!(
                !(shipped && before_tests(&text).contains(word)),
                "{path} uses {word}; only the command line touches disk, clock or terminal"
            );
        }
    }
}

#[test]
fn back_ends_match_shapes_whole_and_see_no_type_names() {
    for (path, text) in sources() {
        if !["crates/outputs/json-schema/src", "crates/outputs/html/src", "crates/outputs/docx/src"]
            .iter()
            .any(|folder| path.starts_with(folder))
        {
            continue;
        }
        let code = before_tests(&text);
        assert!(!code.contains("type_name"), "{path} looks at a question type's name");
        for arms in matches_over(code, &["AnswerShape::", "Control::"]) {
            let catch_all =
                arms.lines().map(str::trim_start).any(|line| line.starts_with("_ =>") || line.starts_with("_ if "));
            assert!(!catch_all, "{path} has a `_` arm over shapes or controls:\n{arms}");
        }
    }
}

/// The bodies of `match` blocks whose own arms name one of the words.
fn matches_over<'a>(code: &'a str, words: &[&str]) -> Vec<&'a str> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("match ") {
        let Some(open) = code[at..].find('{').map(|i| at + i) else { continue };
        let mut depth = 0;
        let Some(length) = code[open..].find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth == 0
        }) else {
            continue;
        };
        let body = &code[open..open + length];
        // An arm of this match stands one level deep: its line has the smallest indentation of the body.
        let indent = body
            .lines()
            .skip(1)
            .filter(|l| !l.trim().is_empty())
            .map(|l| l.len() - l.trim_start().len())
            .min()
            .unwrap_or(0);
        let own: Vec<&str> = body.lines().skip(1).filter(|l| l.len() - l.trim_start().len() == indent).collect();
        let tuple = code[at..open].contains(',')
            || code[at..open].contains('(') && own.iter().any(|l| l.trim_start().starts_with('('));
        if !tuple && own.iter().any(|line| words.iter().any(|word| line.trim_start().starts_with(word))) {
            found.push(body);
        }
    }
    found
}

#[test]
fn files_stay_small() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 500, "{path} has {lines} lines; split it so that each file has one subject");
    }
}

fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// Every Rust file of the crates, with its path from the top.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder can be read").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                walk(&entry, found);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.push(entry);
            }
        }
    }
    let mut files = Vec::new();
    let folders =
        |folder: PathBuf| fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    for package in folders(root().join("crates")).flat_map(folders) {
        walk(&package.join("src"), &mut files);
    }
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source can be read");
            let name = path.strip_prefix(root()).expect("below the top").to_string_lossy().replace('\\', "/");
            (name, text)
        })
        .collect()
}
