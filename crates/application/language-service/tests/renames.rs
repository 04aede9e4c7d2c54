//! A rename of anything in the questionnaires of `schemas/` leaves them as they were: the same findings in the same files, but for what
//! came in from outside under the old id, and for the lock of an edition that was published.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads its files, and stops where it cannot go on"
)]

use canevas_compiler::Project;
use canevas_compiler::files::MemoryFiles;
use canevas_language_service::{OutlineEntry, findings, outline, rename};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every how many-th name is renamed: each costs a check of the whole edition.
const STEP: usize = 7;

#[test]
fn a_rename_leaves_no_trace() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let mut files = BTreeMap::new();
    read(&root.join("schemas"), "schemas", &mut files);
    let forms: Vec<String> = files.keys().filter(|name| name.ends_with("/form.yaml")).cloned().collect();
    assert!(forms.len() >= 6, "{forms:?}");
    let mut renamed = 0;
    for form in &forms {
        let project = project(&files);
        let text = &files[form];
        let mut places = Vec::new();
        names(&outline(&project, form), &mut places);
        places.extend(declared(text));
        places.sort_unstable();
        let before = told(&project, form);
        for place in places.into_iter().step_by(STEP) {
            let name: String = text[place..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            let changed = match rename(&project, form, place, "renamed_here") {
                Ok(changed) => changed,
                Err(why) => panic!("{form}: {name}: {why}"),
            };
            let mut after = files.clone();
            for edits in changed {
                let text = after.get(&edits.file).cloned().unwrap_or_default();
                after.insert(edits.file.clone(), edits.apply(&text));
            }
            assert_eq!(told(&self::project(&after), form), before, "{form}: {name}");
            renamed += 1;
        }
    }
    assert!(renamed > 40, "{renamed} names");
}

fn read(folder: &Path, name: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &name, files);
        } else if !is_from_outside(&name) {
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// What a rename leaves alone.
fn is_from_outside(name: &str) -> bool {
    ["/returns/", "/last_year/", "/published.json"].iter().any(|part| name.contains(part))
}

fn project(files: &BTreeMap<String, String>) -> Box<Project> {
    let mut memory = MemoryFiles::default();
    for (name, text) in files {
        memory.write(name, text.as_str());
    }
    Box::new(Project::new(memory))
}

/// The findings of an edition: how many of which rule in which file.
fn told(project: &Project, form: &str) -> BTreeMap<(String, &'static str), usize> {
    let mut counts = BTreeMap::new();
    for file in findings(project, form).unwrap() {
        for finding in file.findings {
            *counts.entry((file.file.clone(), finding.code)).or_default() += 1;
        }
    }
    counts
}

/// Where the ids of sections, questions and fields stand.
fn names(entries: &[OutlineEntry], places: &mut Vec<usize>) {
    for entry in entries {
        if !entry.id.is_empty() {
            places.push(entry.start);
        }
        names(&entry.children, places);
    }
}

/// Where lists, options of lists, dates, computed numbers and facts are declared.
fn declared(text: &str) -> Vec<usize> {
    let (mut places, mut top, mut at) = (Vec::new(), "", 0);
    for line in text.split_inclusive('\n') {
        let key = line.trim_start_matches(' ');
        let indent = line.len() - key.len();
        let is_key = key.split_once(':').is_some_and(|(word, _)| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        });
        if is_key && indent == 0 {
            top = key.split(':').next().unwrap_or_default();
        }
        let declares = match top {
            "lists" => indent == 2 || indent == 4,
            "dates" | "computed" | "non_responses" => indent == 2,
            "about" => indent == 4 && !key.starts_with("printed_when_unknown"),
            _ => false,
        };
        if is_key && declares {
            places.push(at + indent);
        }
        at += line.len();
    }
    places
}
