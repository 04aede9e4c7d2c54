//! A build that is killed leaves the file that it was writing beside its place. The next build removes it.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FORM: &str = "canevas: 1\nform: a/b\nedition: \"2025\"\nlanguages: { source: en }\ntitle: A form\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: What is it?\n";

fn build(place: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_canevas")).arg("build").current_dir(place).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn the_next_build_removes_what_a_killed_one_left() {
    let place = tempfile::tempdir().unwrap();
    let (edition, out) = (place.path().join("schemas/a/b/2025"), place.path().join("generated"));
    fs::create_dir_all(edition.join("countries")).unwrap();
    fs::write(edition.join("form.yaml"), FORM).unwrap();
    let country = edition.join("countries/CMR.yaml");
    fs::write(&country, "canevas: 1\ncountry: CMR\n").unwrap();
    fs::create_dir(&out).unwrap();

    // The first build was killed while it wrote its first manifest.
    fs::write(out.join(".manifest.json.canevas-new"), "x").unwrap();
    build(place.path());
    let all = files(&out);
    assert!(all.len() > 3 && !all.contains(&out.join(".manifest.json.canevas-new")), "{all:?}");

    // A later one was killed at each file. What nobody changes since is not written again.
    for path in &all {
        let name = path.file_name().unwrap().to_string_lossy();
        fs::write(path.with_file_name(format!(".{name}.canevas-new")), "half").unwrap();
    }
    build(place.path());
    assert_eq!(files(&out), all);

    // The files of a country go, and with them what was left beside them. Nothing keeps their folder.
    let of_country = files(&out.join("a/b/2025/CMR"));
    let name = of_country[0].file_name().unwrap().to_string_lossy();
    fs::write(of_country[0].with_file_name(format!(".{name}.canevas-new")), "half").unwrap();
    fs::remove_file(country).unwrap();
    build(place.path());
    assert!(!out.join("a/b/2025/CMR").exists());
}
