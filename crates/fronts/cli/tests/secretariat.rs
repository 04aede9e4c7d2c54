//! The guide for the secretariat (`docs/secretariat.md`) is true: its blocks marked `console` are one session, a year from the first
//! check to the next edition, over the real form and the returns in `secretariat/inbox`. So is the guide for those who import the answers of
//! earlier years (`docs/import.md`), over the exports in `secretariat/exports`; and the guide for those who study the answers
//! (`docs/data.md`), with the programs that it names.
//!
//! `$ ` starts a command, and `$ cd` goes to a folder. A command with `<<'END'` goes on to the line `END`. What follows is what the
//! command prints. A line `…` stands for any lines, and
//! `[exit code 100]` ends the output of a command that ends with another code than 0. `UPDATE=1` renews what differs.
//! `inbox/may/COM.docx` is the Word file of the Comoros, filled in by LibreOffice. `GUIDE_KEEP=<folder>` keeps what the commands
//! write in that folder, for the pictures of the guide.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const REAL: &str = "schemas/alliance87/annual-report";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The folder of a secretariat in spring: last year's edition and this year's, and what will come in.
fn secretariat(place: &Path) {
    for edition in ["2021-2022", "2022-2023"] {
        copy(&root().join(REAL).join(edition), &place.join(REAL).join(edition));
    }
    let edition = place.join(REAL).join("2022-2023");
    let inbox = edition.join("inbox");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/secretariat/inbox"), &inbox);
    // The real return of Cameroon came in in June.
    fs::rename(edition.join("returns/CMR.mended.json"), inbox.join("june/CMR.json")).unwrap();
    fs::remove_dir_all(edition.join("returns")).unwrap();
    fs::remove_file(edition.join("published.json")).unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/secretariat/exports"), &place.join("exports"));
    fs::write(edition.join("desk.yaml"), "canevas: 1\ndue: 2023-06-30\n").unwrap();
}

/// What a command prints, as the guide shows it.
fn printed(command: &str, folder: &Path) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_canevas")).parent().unwrap();
    // `bash tests/setup.sh` installs Python packages and DuckDB there.
    let venv = root().join("tests/.venv/bin");
    let path = format!("{}:{}:{}", program.display(), venv.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{{ {command}\n}} 2>&1")]).current_dir(folder);
    let output = shell.env("PATH", path).env("NO_COLOR", "1").env("CANEVAS_TODAY", "2023-07-03").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
    if !output.status.success() {
        lines.push(format!("[exit code {}]", output.status.code().unwrap()));
    }
    lines
}

/// Whether lines are as the guide shows them.
fn fits(shown: &[&str], lines: &[String]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((&"…", rest)) => (0..=lines.len()).any(|skipped| fits(rest, &lines[skipped..])),
        Some((first, rest)) => lines.split_first().is_some_and(|(line, more)| line == first && fits(rest, more)),
    }
}

#[test]
fn the_guide_shows_what_the_commands_print() {
    let scratch = tempfile::tempdir().unwrap();
    let place = std::env::var_os("GUIDE_KEEP").map_or_else(|| scratch.path().to_path_buf(), PathBuf::from);
    secretariat(&place);
    let commands = session("secretariat.md", place);
    assert!(commands > 12, "{commands} commands");
}

#[test]
fn the_guide_for_imports_shows_what_the_commands_print() {
    let scratch = tempfile::tempdir().unwrap();
    secretariat(scratch.path());
    let commands = session("import.md", scratch.path().to_path_buf());
    assert!(commands > 4, "{commands} commands");
}

#[test]
fn the_guide_for_data_shows_what_the_commands_print() {
    let scratch = tempfile::tempdir().unwrap();
    let place = scratch.path();
    for folder in [REAL, "tests/examples/status-report"] {
        copy(&root().join(folder), &place.join(folder));
    }
    let commands = session("data.md", place.to_path_buf());
    assert!(commands > 5, "{commands} commands");
}

/// Compares what a guide shows with what its commands print in a place. Gives how many commands it has.
fn session(guide: &str, place: PathBuf) -> usize {
    let guide = root().join("docs").join(guide);
    let text = fs::read_to_string(&guide).unwrap();
    let mut lines = text.lines().peekable();
    let mut folder = place;
    let (mut out, mut commands, mut is_console) = (Vec::new(), 0, false);
    while let Some(line) = lines.next() {
        out.push(line.to_owned());
        if line.starts_with("```") {
            is_console = line == "```console";
        }
        let Some(mut command) = line.strip_prefix("$ ").filter(|_| is_console).map(str::to_owned) else { continue };
        while command.ends_with('\\') {
            let more = lines.next().unwrap();
            out.push(more.to_owned());
            command = format!("{}{}", command.trim_end_matches('\\'), more.trim_start());
        }
        if let Some(end) = command.split_once("<<'").and_then(|(_, end)| end.strip_suffix('\'')).map(str::to_owned) {
            for line in lines.by_ref() {
                out.push(line.to_owned());
                command = format!("{command}\n{line}");
                if line == end {
                    break;
                }
            }
        }
        let mut shown = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && !line.starts_with("```")) {
            shown.push(line);
        }
        if let Some(next) = command.strip_prefix("cd ") {
            folder = folder.join(next);
            continue;
        }
        commands += 1;
        // A block may leave an empty line before the next command.
        let found = printed(&command, &folder);
        let said: Vec<&str> = shown.iter().copied().rev().skip_while(|line| line.is_empty()).collect();
        let said: Vec<&str> = said.into_iter().rev().collect();
        let empty = shown.len() - said.len();
        let ends = found.iter().rev().take_while(|line| line.is_empty()).count();
        let found = &found[..found.len() - ends];
        if fits(&said, found) {
            out.extend(said.iter().map(|line| (*line).to_owned()));
        } else {
            out.extend(found.iter().cloned());
        }
        out.extend(std::iter::repeat_n(String::new(), empty));
    }
    canevas_expected::compare(&guide, &format!("{}\n", out.join("\n")), canevas_expected::renew!()).unwrap();
    commands
}

#[test]
fn any_other_line_is_a_difference() {
    let lines = ["a", "b", "c"].map(str::to_owned);
    assert!(fits(&["a", "b", "c"], &lines) && fits(&["…", "c"], &lines) && fits(&["a", "…"], &lines));
    assert!(!fits(&["a", "b"], &lines) && !fits(&["…", "b"], &lines) && !fits(&["a", "…", "d", "c"], &lines));
}
