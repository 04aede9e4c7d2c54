//! Findings in very long lines: each shows a part of its line, so the output stays in proportion to the findings.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::process::Command;

const FORM: &str = "canevas: 1\nform: a/b\nedition: \"2025\"\nlanguages: { source: en }\ntitle: Report of the year\nsections:\n  - id: s\n    title: First part\n    questions:\n      - id: num\n        type: integer\n        ask: How many were there?\n      - id: txt\n        type: text\n        ask: What is it called?\n";

/// How `check` ends on a form with a return of one line, what it prints, and the return.
fn check(form: &str, answers: &str) -> (i32, String, String) {
    let place = tempfile::tempdir().unwrap();
    let edition = place.path().join("schemas/a/b/2025");
    fs::create_dir_all(edition.join("returns")).unwrap();
    fs::write(edition.join("form.yaml"), form).unwrap();
    let response = format!(
        "{{\"canevas\":1,\"form\":\"a/b\",\"edition\":\"2025\",\"language\":\"en\",\"status\":\"draft\",\"facts\":{{}},\"answers\":{{{answers}}}}}"
    );
    fs::write(edition.join("returns/CMR.json"), &response).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_canevas")).arg("check").current_dir(place.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code().is_some() && !said.contains("panicked"), "{said}");
    (output.status.code().unwrap(), said, response)
}

#[test]
fn a_finding_far_to_the_right_is_shown_with_its_column() {
    for filler in ["x", "é", "\\n"] {
        let (code, said, response) = check(FORM, &format!("\"txt\":\"{}\",\"num\":\"many\"", filler.repeat(66_000)));
        assert_eq!(code, 100, "{said}");
        assert!(said.contains("cannot be “many”") && said.contains("\"num\":\"many\""), "{said}");
        let before = response.split("\"many\"").next().unwrap();
        assert!(said.contains(&format!("CMR.json:1:{}]", before.chars().count() + 1)), "{said}");
        assert!(said.len() < 3_000, "{} bytes", said.len());
    }
}

#[test]
fn many_findings_in_one_line_print_a_part_each() {
    let unknown: Vec<String> = (0..2_000).map(|index| format!("\"z{index}\":1")).collect();
    let brackets = format!("{FORM}        hint: |\n          {}a\n", "[".repeat(4_000));
    let places = format!("{FORM}        hint: |\n          {}a\n", "{perjod.from} ".repeat(2_000));
    for (form, answers) in [(FORM, unknown.join(",").as_str()), (&brackets, ""), (&places, "")] {
        let (_, said, _) = check(form, answers);
        let findings = said.matches("╭─[").count();
        assert!(findings > 0 && said.len() < 1_500 * (findings + 1), "{findings} findings, {} bytes", said.len());
    }
}

#[test]
fn a_long_word_in_a_message_is_shortened() {
    let key = "z".repeat(50_000);
    for (form, answers) in [
        (format!("{FORM}        {key}: x\n"), String::new()),
        (FORM.replace("type: integer", &format!("type: {key}")), String::new()),
        (FORM.to_owned(), format!("\"{key}\":1")),
    ] {
        let (code, said, _) = check(&form, &answers);
        assert_eq!(code, 100, "{said}");
        assert!(said.len() < 6_000, "{} bytes: {}", said.len(), &said[..2_000]);
    }
}

#[test]
fn people_see_twenty_findings_of_a_rule_and_machines_all() {
    let place = tempfile::tempdir().unwrap();
    let questions: String = (0..50)
        .map(|index| format!("      - id: q{index}\n        type: text\n        ask: {{What}} is it {index}?\n"))
        .collect();
    let form = format!(
        "canevas: 1\nform: a/b\nedition: \"2025\"\nlanguages: {{ source: en }}\ntitle: A form\nsections:\n  - id: s\n    title: S\n    questions:\n{questions}"
    );
    fs::write(place.path().join("form.yaml"), form).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_canevas"));
        let output = command.args(arguments).current_dir(place.path()).output().unwrap();
        (String::from_utf8(output.stderr).unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (few, _) = run(&["check"]);
    assert_eq!(few.matches("S013 text-trap\n").count(), 20);
    assert!(
        few.contains(
            "S013 text-trap: 30 more like these; --all shows them; `canevas fmt` mends those whose meaning is certain\n"
        ),
        "{few}"
    );
    assert!(few.contains("100 errors"), "{few}");
    let (all, _) = run(&["check", "--all"]);
    assert_eq!(all.matches("S013 text-trap\n").count(), 50);
    assert!(!all.contains("more like these"));
    let (_, json) = run(&["check", "--format", "json"]);
    assert_eq!(json.matches("\"S013\"").count(), 50);
}
