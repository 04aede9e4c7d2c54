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
    git(&top, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&top);
    top
}

fn git(top: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=A Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(top)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Commits everything as it is.
fn commit(top: &Path) {
    git(top, &["add", "--all"]);
    git(top, &["commit", "--quiet", "--allow-empty", "--message", "as it is"]);
}

/// What the script ends with, and what it says. The change starts from the last commit.
fn gate(top: &Path) -> (i32, String) {
    gate_with(top, &["--base", "HEAD"])
}

fn gate_with(top: &Path, arguments: &[&str]) -> (i32, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/ci/gate.sh");
    let output = Command::new("bash")
        .arg(script)
        .args(arguments)
        .current_dir(top)
        .env_remove("CANEVAS_BASE")
        .env_remove("GITHUB_BASE_REF")
        .env_remove("CI_MERGE_REQUEST_DIFF_BASE_SHA")
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

/// An edition that is published and committed.
fn published(name: &str) -> (PathBuf, PathBuf) {
    let top = editions(name, &[("2024", ""), ("2025", "")]);
    let folder = top.join("schemas/demo/small/2024");
    let publish = Command::new(env!("CARGO_BIN_EXE_canevas")).arg("publish").arg(&folder).status().unwrap();
    assert!(publish.success());
    commit(&top);
    assert_eq!(gate(&top).0, CLEAN);
    (top, folder)
}

fn edit(folder: &Path) {
    let form = fs::read_to_string(folder.join("form.yaml")).unwrap();
    fs::write(folder.join("form.yaml"), form.replace("type: text", "type: long_text")).unwrap();
}

#[test]
fn an_edition_that_was_published_is_held_against_what_was() {
    let (top, folder) = published("published");
    edit(&folder);
    let (code, said) = gate(&top);
    assert_eq!(code, DENIED, "{said}");
    assert!(said.contains("published-edition-edited"), "{said}");
}

/// Whoever edits a published edition may also remove its lock, renew it, or delete the folder. The base still has it.
#[test]
fn nobody_passes_by_removing_a_lock_or_a_folder() {
    type Change = fn(&Path);
    let changes: [(&str, Change, &str); 4] = [
        ("lock-removed", |folder| fs::remove_file(folder.join("published.json")).unwrap(), "was deleted"),
        (
            "edited-and-lock-removed",
            |folder| {
                edit(folder);
                fs::remove_file(folder.join("published.json")).unwrap();
            },
            "published-edition-edited",
        ),
        (
            "edited-and-lock-renewed",
            |folder| {
                edit(folder);
                fs::remove_file(folder.join("published.json")).unwrap();
                let publish = Command::new(env!("CARGO_BIN_EXE_canevas")).arg("publish").arg(folder).status().unwrap();
                assert!(publish.success());
            },
            "published-edition-edited",
        ),
        ("folder-removed", |folder| fs::remove_dir_all(folder).unwrap(), "was deleted"),
    ];
    for (name, change, message) in changes {
        let (top, folder) = published(name);
        git(&top, &["checkout", "--quiet", "-b", "change"]);
        change(&folder);
        for _ in 0..2 {
            // It makes no difference whether the change is committed.
            let (code, said) = gate_with(&top, &["--base", "main", "--format", "text"]);
            assert_eq!(code, DENIED, "{name}: {said}");
            assert!(said.contains(message), "{name}: {said}");
            commit(&top);
        }
    }
}

/// Where no form is left, there is nothing to check either.
#[test]
fn a_questionnaire_that_was_deleted_does_not_pass() {
    let (top, folder) = published("questionnaire-removed");
    fs::remove_dir_all(folder.parent().unwrap()).unwrap();
    let (code, said) = gate(&top);
    assert_eq!(code, FAILED, "{said}");
    assert!(said.contains("was deleted"), "{said}");
}

/// A draft may change as it likes, and what the base does not have yet is no one's loss.
#[test]
fn a_draft_that_changes_passes() {
    let (top, _) = published("draft");
    let folder = top.join("schemas/demo/small/2025");
    edit(&folder);
    let form = fs::read_to_string(folder.join("form.yaml")).unwrap();
    assert!(form.contains("long_text"));
    let (code, said) = gate(&top);
    assert_eq!(code, CLEAN, "{said}");
    fs::remove_dir_all(folder).unwrap();
    assert_eq!(gate(&top).0, CLEAN);
}

#[test]
fn without_a_base_the_gate_fails() {
    let (top, _) = published("no-base");
    for (arguments, message) in [
        (&[][..], "which revision does the change start from?"),
        (&["--base", "nowhere"][..], "git has no revision `nowhere` here"),
        (&["--base"][..], "--base needs a git revision"),
        (&["--base", "--output=x"][..], "is not a git revision"),
    ] {
        let (code, said) = gate_with(&top, arguments);
        assert_eq!(code, FAILED, "{said}");
        assert!(said.contains(message), "{said}");
    }
    git(&top, &["checkout", "--quiet", "--orphan", "other"]);
    commit(&top);
    let (code, said) = gate_with(&top, &["--base", "main"]);
    assert_eq!(code, FAILED, "{said}");
    assert!(said.contains("have no commit in common"), "{said}");
}
