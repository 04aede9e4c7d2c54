//! The script that holds every edition against all before it, over small editions: what it ends with.
//!
//! It is the one that this repository runs over its own editions, and the one that others are told to run.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const CLEAN: i32 = 0;
const DENIED: i32 = 100;
const FAILED: i32 = 101;

/// A folder of its own with these editions of a questionnaire, each with these lines in its one question.
fn editions(name: &str, editions: &[(&str, &str)]) -> PathBuf {
    let top = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gate").join(name);
    if top.exists() {
        fs::remove_dir_all(&top).unwrap();
    }
    for (edition, question) in editions {
        let folder = top.join("schemas/demo/small").join(edition);
        fs::create_dir_all(&folder).unwrap();
        let form = format!(
            "canevas: 1\nform: demo/small\nedition: \"{edition}\"\nlanguages: {{ source: en }}\ntitle: A form\nsections:\n  - id: work\n    title: Work\n    questions:\n      - id: answer\n        type: text\n{question}        ask: What was done?\n"
        );
        fs::write(folder.join("form.yaml"), form).unwrap();
    }
    top
}

/// What the script ends with, and what it says.
fn gate(top: &Path) -> (i32, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/ci/gate.sh");
    let output = Command::new("bash")
        .arg(script)
        .current_dir(top)
        .env("CANEVAS", env!("CARGO_BIN_EXE_canevas"))
        .env("CANEVAS_TODAY", "2026-01-01")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), said)
}

#[test]
fn editions_that_change_nothing_pass() {
    let top = editions("clean", &[("2024", ""), ("2025", ""), ("2026", "")]);
    let (code, said) = gate(&top);
    assert_eq!(code, CLEAN, "{said}");
    for pair in ["2024 to 2024", "2024 to 2025", "2025 to 2026", "2024 to 2026"] {
        assert!(said.contains(&format!("demo/small {pair}: no changes")), "{pair}: {said}");
    }
}

#[test]
fn what_is_not_declared_denies_wherever_it_stands() {
    for (name, changed) in [("second", ["", "max_length", "max_length"]), ("third", ["", "", "max_length"])] {
        let question = |key: &str| if key.is_empty() { String::new() } else { format!("        {key}: 9\n") };
        let [a, b, c] = changed.map(question);
        let top = editions(name, &[("2024", &a), ("2025", &b), ("2026", &c)]);
        let (code, said) = gate(&top);
        assert_eq!(code, DENIED, "{said}");
        assert!(said.contains("bound-tightened"), "{said}");
    }
}

/// Nothing that comes after makes a failure of the tool a mere finding, or none.
#[test]
fn an_edition_that_cannot_be_read_is_a_failure() {
    let top = editions("broken", &[("2024", ""), ("2025", ""), ("2026", "        max_length: 9\n"), ("2027", "")]);
    fs::write(top.join("schemas/demo/small/2025/form.yaml"), "sections: [\n").unwrap();
    assert_eq!(gate(&top).0, FAILED);
}

#[test]
fn an_edition_that_was_published_is_held_against_what_was() {
    let top = editions("published", &[("2024", "")]);
    let folder = top.join("schemas/demo/small/2024");
    let publish = Command::new(env!("CARGO_BIN_EXE_canevas")).arg("publish").arg(&folder).status().unwrap();
    assert!(publish.success());
    assert_eq!(gate(&top).0, CLEAN);
    let form = fs::read_to_string(folder.join("form.yaml")).unwrap();
    fs::write(folder.join("form.yaml"), form.replace("type: text", "type: long_text")).unwrap();
    let (code, said) = gate(&top);
    assert_eq!(code, DENIED, "{said}");
    assert!(said.contains("published-edition-edited"), "{said}");
}
