//! The JSON Schemas of what people write: an editor that knows them must agree with the compiler. And a second opinion on
//! YAML: every YAML file of the repository is read by another parser too, and gives the same value.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use canevas_compiler::diagnostics::Sources;
use canevas_compiler::language_schemas;
use canevas_compiler::syntax::parse_yaml;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn schema(name: &str) -> jsonschema::Validator {
    let schemas = language_schemas();
    let (_, text) = schemas.iter().find(|(file, _)| file.starts_with(name)).unwrap();
    jsonschema::validator_for(&serde_json::from_str(text).unwrap()).unwrap()
}

/// A YAML file as an editor's language server reads it.
fn as_editor(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
}

fn all_yaml() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    yaml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas"), &mut found);
    found.sort();
    assert!(found.len() >= 5);
    found.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn the_real_files_are_as_the_schemas_say() {
    let (form, country, changes, answers) = (schema("form"), schema("country"), schema("changes"), schema("return"));
    let (report, case) = (schema("report"), schema("case"));
    for (path, text) in all_yaml() {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let validator = match name {
            "form.yaml" => &form,
            "changes.yaml" => &changes,
            "report.yaml" => &report,
            _ if path.parent().is_some_and(|folder| folder.ends_with("cases")) => &case,
            _ => &country,
        };
        let value = as_editor(&text);
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{} {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
    for file in canevas_tests::editions::real_edition().returns {
        let value: Value = serde_json::from_str(&file.text).unwrap();
        assert!(answers.is_valid(&value), "{}", file.name);
    }
}

#[test]
fn the_schemas_refuse_what_the_compiler_refuses() {
    let form = schema("form");
    let base = as_editor(
        "canevas: 1\nform: a/b\nedition: 2024\nlanguages: { source: en }\ntitle: T\nsections:\n  - id: s\n    title: S\n    questions:\n      - { id: q, type: yes_no, ask: Why, required: yes }\n",
    );
    assert!(form.is_valid(&base));
    for (pointer, key, value) in [
        ("", "titel", json!("x")),
        ("/sections/0/questions/0", "max_length", json!(3)),
        ("/sections/0/questions/0", "type", json!("yesno")),
        ("/sections/0/questions/0", "required", json!("perhaps")),
        ("/sections/0/questions/0", "id", json!("Not An Id")),
        ("/sections/0", "title", json!(null)),
    ] {
        let mut changed = base.clone();
        changed.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap().insert(key.to_owned(), value);
        assert!(!form.is_valid(&changed), "{pointer}/{key}");
    }
}

#[test]
fn settings_are_as_their_schema_says() {
    let settings = schema("settings");
    let rule = |value: Value| json!({ "rules": { "text-length": value } });
    assert!(settings.is_valid(&rule(json!({ "level": "off", "reason": "our labels are long by law" }))));
    assert!(settings.is_valid(&json!({})));
    for wrong in [
        json!({ "level": "off" }),
        json!({ "reason": "none" }),
        json!({ "level": "note", "reason": "none" }),
        json!({ "level": "off", "reason": "none", "until": "2024" }),
    ] {
        assert!(!settings.is_valid(&rule(wrong.clone())), "{wrong}");
    }
    assert!(!settings.is_valid(&json!({ "levels": {} })));
}

/// Every key and value as a text, so that `2024` and `yes` compare as typed.
fn as_texts(value: &Value) -> Value {
    match value {
        Value::Object(object) => object.iter().map(|(key, value)| (key.clone(), as_texts(value))).collect(),
        Value::Array(items) => items.iter().map(as_texts).collect(),
        Value::String(text) => json!(text.trim_end_matches('\n')),
        other => json!(other.to_string()),
    }
}

#[test]
fn two_parsers_read_the_same_values() {
    for (path, text) in all_yaml() {
        let mut sources = Sources::default();
        let id = sources.add("file.yaml", &text);
        let (node, findings) = parse_yaml(id, sources.get(id));
        assert!(findings.is_empty(), "{}: {findings:?}", path.display());
        assert_eq!(node.map(|node| as_texts(&node.to_json())), Some(as_texts(&as_editor(&text))), "{}", path.display());
    }
}
