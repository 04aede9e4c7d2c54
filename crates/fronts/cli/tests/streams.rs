//! What the program prints into: a pipe that is closed early ends it quietly, a full disk is an error. Neither is a panic.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A project with one edition, its glossary and a catalogue.
fn project() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let edition = place.path().join("schemas/a/b/2025");
    fs::create_dir_all(&edition).unwrap();
    let form = "canevas: 1\nform: a/b\nedition: \"2025\"\nlanguages: { source: en, translations: [fr] }\ntitle: A roadmap\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n";
    fs::write(edition.join("form.yaml"), form).unwrap();
    fs::write(edition.join("glossary.csv"), "term,en,fr\nroadmap,roadmap,feuille de route\n").unwrap();
    place
}

/// The commands that print to standard output.
const COMMANDS: [&[&str]; 10] = [
    &["build", "--format", "json"],
    &["check", "--format", "json"],
    &["explain"],
    &["explain", "--format", "json"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
    &["translate", "status"],
    &["translate", "glossary", "schemas/a/b/2025"],
    &["diff", "schemas/a/b/2025", "schemas/a/b/2025", "--format", "json"],
];

fn run(place: &Path, arguments: &[&str], output: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_canevas"));
    command.args(arguments).current_dir(place).stdout(output).stderr(Stdio::piped()).output().unwrap()
}

/// A pipe that nobody reads.
fn closed_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let place = project();
    for arguments in COMMANDS {
        let as_usual = run(place.path(), arguments, Stdio::piped());
        assert!(!as_usual.stdout.is_empty(), "{arguments:?} prints nothing: {as_usual:?}");
        let closed = run(place.path(), arguments, closed_pipe());
        assert_eq!(closed.status.code(), as_usual.status.code(), "{arguments:?}: {closed:?}");
        assert_eq!(closed.stderr, as_usual.stderr, "{arguments:?}");
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let place = project();
    for arguments in COMMANDS {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = run(place.path(), arguments, full.into());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(101), "{arguments:?}: {said}");
        assert!(said.contains("cannot print: ") && !said.contains("panicked"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_closed_or_full_stream_of_messages_changes_nothing() {
    let place = project();
    for arguments in [&["check"][..], &["build"], &["build", "--locked"], &["check", "nowhere"], &["--wrong"]] {
        let as_usual = run(place.path(), arguments, Stdio::null());
        let full = File::options().write(true).open("/dev/full").unwrap();
        for messages in [closed_pipe(), full.into()] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_canevas"));
            command.args(arguments).current_dir(place.path()).stdout(Stdio::null()).stderr(messages);
            assert_eq!(command.status().unwrap().code(), as_usual.status.code(), "{arguments:?}");
        }
    }
}
