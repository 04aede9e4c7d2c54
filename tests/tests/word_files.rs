//! Word files as they came back, each with what is right for it beside it: `cases/word-files/README.md` says what happened to
//! each. `UPDATE=1 cargo test --workspace --test word_files` writes what is expected anew; read the difference.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_docx::read::{ReadReturn, read};
use canevas_tests::example::Project;
use canevas_tests::word::{project, seen};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The file that is whole. The expected files of the same form say only which answers differ from it.
const WHOLE: &str = "main_part_document2";

fn form_of(name: &str) -> &'static str {
    match name.split('_').next() {
        Some("heavy") => "heavy",
        Some("fleet") => "fleet",
        Some("fisheries") => "fisheries",
        _ => "alliance87",
    }
}

fn read_file(project: &Project, path: &Path) -> ReadReturn {
    project.read_word(&read(&std::fs::read(path).unwrap()).unwrap()).unwrap()
}

/// The facts and answers that differ from those of a whole file; `null` is one that is gone.
fn changed(whole: &Value, found: &Value) -> Value {
    let mut out = Map::new();
    for part in ["facts", "answers", "unread"] {
        let of = |value: &Value| value[part].as_object().cloned().unwrap_or_default();
        let (whole, found) = (of(whole), of(found));
        for key in whole.keys().chain(found.keys().filter(|key| !whole.contains_key(*key))) {
            if whole.get(key) != found.get(key) {
                out.insert(format!("{part}/{key}"), found.get(key).cloned().unwrap_or(Value::Null));
            }
        }
    }
    out.into()
}

#[test]
fn each_file_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/word-files");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "docx"));
    files.sort();
    assert!(files.len() > 51);
    let projects: BTreeMap<&str, Project> =
        ["heavy", "fleet", "fisheries", "alliance87"].into_iter().map(|form| (form, project(form).unwrap())).collect();
    let whole = read_file(&projects["alliance87"], &folder.join(format!("{WHOLE}.docx"))).json;
    let mut wrong = Vec::new();
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let form = form_of(&name);
        let found = read_file(&projects[form], &path);
        let nothing = json!({});
        let base = if form == "alliance87" && name != WHOLE { &whole } else { &nothing };
        let told = json!({ "differs": changed(base, &found.json), "report": seen::report(&found) });
        let text = serde_json::to_string_pretty(&told).unwrap() + "\n";
        wrong.extend(canevas_expected::compare(&path.with_extension("json"), &text, canevas_expected::renew!()).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
