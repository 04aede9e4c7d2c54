//! The cases: a change to the project, and a place in it.

use canevas_compiler::Project;
use canevas_compiler::files::MemoryFiles;
use canevas_language_service::FileRange;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// One case.
pub struct Case {
    /// The project with the change.
    pub project: Box<Project>,
    /// The file with the place.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The place.
    pub offset: usize,
    /// What else the feature asks.
    pub word: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The files of the project, by their names in it.
pub fn files() -> Vec<(String, String)> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
            if path.is_dir() {
                walk(&path, &format!("{name}/"), found);
            } else {
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&folder().join("project"), "", &mut found);
    found
}

/// The project, with other texts for some of its files.
pub fn project(changed: &[(&str, &str)]) -> Box<Project> {
    let mut memory = MemoryFiles::default();
    for (name, text) in files() {
        memory.write(name, text);
    }
    for (name, text) in changed {
        memory.write(*name, *text);
    }
    Box::new(Project::new(memory))
}

/// Runs the cases of a feature, and compares what it says with the expected file.
pub fn run(feature: &str, answer: impl Fn(&Case) -> String) {
    let path = folder().join("cases").join(format!("{feature}.case"));
    let cases = fs::read_to_string(&path).unwrap();
    let mut told = String::new();
    for block in cases.split("\n---\n").map(str::trim_end).filter(|block| !block.is_empty()) {
        let about: String =
            block.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
        let case = read(block);
        let _ = writeln!(told, "{about}{}", answer(&case));
    }
    let expected = folder().join("cases").join(format!("{feature}.expected"));
    if let Err(error) = canevas_expected::compare(&expected, &told, canevas_expected::renew!()) {
        panic!("{error}");
    }
}

fn read(block: &str) -> Case {
    let mut lines = block.lines().skip_while(|line| line.starts_with('#'));
    let file = lines.next().unwrap().to_owned();
    let rest: Vec<&str> = lines.collect();
    let word = rest.iter().find_map(|line| line.strip_prefix(": ")).unwrap_or_default().to_owned();
    let mut rest = rest.into_iter().filter(|line| !line.starts_with(": "));
    let known = files().into_iter().find(|(name, _)| *name == file).map(|(_, text)| text).unwrap_or_default();
    let text = match rest.next() {
        None => known,
        Some("+") => rest.map(|line| format!("{line}\n")).collect(),
        Some(anchor) => {
            let typed: String = rest.map(|line| format!("{line}\n")).collect();
            let (sign, part) = anchor.split_at(2);
            let at = known.find(part).unwrap_or_else(|| panic!("{file} has no `{part}`"));
            assert!(!known[at + 1..].contains(part), "{file} has `{part}` twice");
            let start = known[..at].rfind('\n').map_or(0, |at| at + 1);
            let end = known[at..].find('\n').map_or(known.len(), |end| at + end + 1);
            let kept = if sign == "= " { start } else { end };
            format!("{}{typed}{}", &known[..kept], &known[end..])
        }
    };
    let offset = text.find('‸').unwrap_or(0);
    let text = text.replacen('‸', "", 1);
    Case { project: project(&[(&file, &text)]), file, text, offset, word }
}

/// Places, one a line: file, line, column, and the line itself.
pub fn places(case: &Case, places: &[FileRange]) -> String {
    if places.is_empty() {
        return "nothing\n".to_owned();
    }
    let line = |place: &FileRange| {
        let text = case.project.text(&place.file).unwrap().text;
        let number = text[..place.start].lines().count().max(1);
        let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
        let whole = text[start..].lines().next().unwrap_or_default();
        format!("{}:{number} `{}` in {}\n", place.file, &text[place.start..place.end], whole.trim())
    };
    places.iter().map(line).collect()
}

/// A part of a file in one line.
pub fn shown(part: &str) -> String {
    format!("`{}`", part.lines().next().unwrap_or_default())
}
