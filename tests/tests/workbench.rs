//! The studio's compiler works on files in memory. It must give what the command line gives on files of the disk: every output of every
//! edition byte by byte, and the findings of every case.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test reads its cases")]

use canevas_machine::Disk;
use canevas_operations::{CheckRequest, Project, check};
use canevas_workbench::Workbench;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Every file below a folder, by its name from the top of the repository.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// The top of the repository, seen from where tests run.
const ROOT: &str = "..";

fn opened(folder: &Path, base: &Path) -> Workbench {
    let (mut found, mut workbench) = (Vec::new(), Workbench::default());
    files(folder, &mut found);
    for path in found {
        let (Ok(name), Ok(bytes)) = (path.strip_prefix(base), std::fs::read(&path)) else { continue };
        workbench.write(&name.to_string_lossy(), bytes);
    }
    workbench
}

#[test]
fn every_output_has_the_bytes_of_the_command_line() {
    let root = Path::new(ROOT);
    let mut workbench = opened(&root.join("schemas"), root);
    let reply = workbench.answer(r#"{ "ask": "build", "names": [] }"#);
    assert_eq!(reply.body.get("failed"), None);
    let built: BTreeMap<&str, &[u8]> =
        reply.blobs.iter().map(|blob| (blob.name.as_str(), blob.bytes.as_slice())).collect();
    assert!(built.len() > 100, "{}", built.len());
    for (name, bytes) in built {
        let kept = std::fs::read(root.join("generated").join(name)).unwrap_or_default();
        assert!(kept == bytes, "{name} differs from what `canevas build` wrote");
    }
}

/// What is told of a finding: where, by which rule, and in which words.
fn told(file: &str, finding: &Value) -> String {
    format!("{file} {} {} {}", finding["code"], finding["level"], finding["message"])
}

#[test]
fn every_case_has_the_findings_of_the_command_line() {
    let project: &Project = &Project::new(Disk);
    let mut checked = 0;
    for folder in ["checks", "forms", "editions", "real-mistakes", "seed"] {
        let cases = Path::new("cases").join(folder);
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(&cases).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        entries.sort();
        for case in entries.iter().filter(|case| case.is_dir()) {
            let name = case.to_string_lossy().into_owned();
            let Ok(editions) = check(project, &CheckRequest { names: vec![name.clone()], ..CheckRequest::default() })
            else {
                continue;
            };
            let mut expected: Vec<String> = editions
                .iter()
                .flat_map(canevas_operations::EditionFindings::in_words)
                .map(|one| told(&one.file, &json!({ "code": one.code, "level": one.level, "message": one.message })))
                .collect();
            let request = json!({ "ask": "findings", "name": name }).to_string();
            let reply = opened(case, Path::new("")).answer(&request);
            let found = reply.body.get("files").and_then(Value::as_array).cloned().unwrap_or_default();
            let mut found: Vec<String> = found
                .iter()
                .flat_map(|of| {
                    let file = of["file"].as_str().unwrap_or_default().to_owned();
                    let all = of["findings"].as_array().cloned().unwrap_or_default();
                    all.into_iter().map(move |one| told(&file, &one))
                })
                .collect();
            expected.sort();
            found.sort();
            let missing: Vec<&String> = expected.iter().filter(|one| !found.contains(one)).collect();
            let more: Vec<&String> = found.iter().filter(|one| !expected.contains(one)).collect();
            assert!(
                found.len() == expected.len() && missing.is_empty() && more.is_empty(),
                "{name}: the command line also finds {missing:#?}, the studio {more:#?}"
            );
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked}");
}
