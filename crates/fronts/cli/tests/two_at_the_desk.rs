//! Several people write into the histories of an edition at once, and some runs are killed. No entry is lost, no file is half
//! written, and a run after that works as if nothing had happened.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const FORM: &str = "canevas: 1\nform: a/b\nedition: \"2025\"\nlanguages: { source: en }\ntitle: A form\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n";

fn started(place: &Path) {
    let edition = place.join("schemas/a/b/2025");
    fs::create_dir_all(edition.join("countries")).unwrap();
    fs::create_dir(place.join("inbox")).unwrap();
    fs::write(edition.join("form.yaml"), FORM).unwrap();
    fs::write(edition.join("countries/CMR.yaml"), "canevas: 1\ncountry: CMR\n").unwrap();
}

/// A return of Cameroon with this answer.
fn answered(place: &Path, name: &str, answer: &str) {
    let text = format!(
        "{{ \"canevas\": 1, \"form\": \"a/b\", \"edition\": \"2025\", \"language\": \"en\", \"status\": \"complete\", \"facts\": {{ \"country\": \"CMR\" }}, \"answers\": {{ \"q\": \"{answer}\" }} }}"
    );
    fs::write(place.join("inbox").join(name), text).unwrap();
}

fn returns(place: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_canevas"));
    command.arg("returns").args(arguments).env("CANEVAS_TODAY", "2025-06-30").current_dir(place);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn history(place: &Path) -> String {
    fs::read_to_string(place.join("schemas/a/b/2025/desk/CMR.yaml")).unwrap_or_default()
}

#[test]
fn two_people_lose_nothing() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    started(place);
    let runs: Vec<Child> = (0..16)
        .map(|number| {
            let name = format!("{number}.json");
            answered(place, &name, &format!("answer {number}"));
            returns(place, &["receive", &format!("inbox/{name}"), "--by", &format!("person {number}")])
        })
        .collect();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    let history = history(place);
    for number in 0..16 {
        assert_eq!(history.matches(&format!("\"person {number}\"")).count(), 1, "{history}");
    }
    assert!(returns(place, &["history"]).wait().unwrap().success());
}

#[test]
fn a_killed_run_leaves_whole_files() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    started(place);
    let accepted = place.join("schemas/a/b/2025/accepted/CMR.json");
    for number in 0..24 {
        let before = history(place);
        let name = format!("{number}.json");
        answered(place, &name, &format!("answer {number}"));
        let path = format!("inbox/{name}");
        let arguments = ["accept", path.as_str(), "--by", "A", "--replace"];
        let mut run = returns(place, &arguments);
        std::thread::sleep(Duration::from_millis(number * 3));
        // It may have ended by itself.
        let _ = run.kill();
        let _ = run.wait();
        let after = history(place);
        assert!(after.starts_with(&before), "entries are only added");
        assert!(fs::read_to_string(&accepted).is_ok_and(|text| text.ends_with("}\n")) || !accepted.exists());
        assert!(returns(place, &["history"]).wait().unwrap().success(), "{after}");
        assert!(returns(place, &arguments).wait().unwrap().success());
        assert!(fs::read_to_string(&accepted).unwrap().contains(&format!("answer {number}\"")));
        let entries = history(place).matches("- event: accepted").count();
        assert_eq!(entries, usize::try_from(number).unwrap() + 1);
    }
}
