//! The filled Word files of the session about reading (`cases/read.in/filled`): built by Canevas, then filled here as people
//! fill them. `UPDATE=1` renews them after a change to what the templates look like.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use canevas_compiler::{Edition, EditionFiles, InputFile, Request};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

type Parts = BTreeMap<String, String>;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/read.in")
}

fn input(path: &Path) -> InputFile {
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    InputFile { name: path.display().to_string(), stem, text: fs::read_to_string(path).unwrap() }
}

/// The parts of the blank template of a copy in a language; `change` changes the form before it is built.
fn template(copy: &str, language: &str, change: impl Fn(String) -> String) -> Parts {
    let folder = cases().join("schemas/demo/word/2024");
    let mut form = input(&folder.join("form.yaml"));
    form.text = change(form.text);
    let countries = ["CIV", "CMR"].map(|code| input(&folder.join(format!("countries/{code}.yaml"))));
    let files = EditionFiles { form: Some(form), countries: countries.into(), ..EditionFiles::default() };
    let edition = Edition::read(&files);
    let request = Request {
        copies: vec![copy.to_owned()],
        languages: vec![language.to_owned()],
        targets: vec!["word".to_owned()],
        ..Request::default()
    };
    let built = edition.build(&request).into_iter().find(|built| built.path.ends_with(".docx"));
    let mut archive = zip::ZipArchive::new(Cursor::new(built.expect("a template").bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            (entry.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn zipped(parts: &Parts) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Writes into the `nth` control of a tag; a box is ticked where the text is `x`.
fn fill(parts: &mut Parts, tag: &str, nth: usize, text: &str) {
    let document = parts.get_mut("word/document.xml").unwrap();
    let sign = format!("<w:tag w:val=\"{tag}\"/>");
    let at = document.match_indices(&sign).nth(nth).unwrap_or_else(|| panic!("no control {tag}")).0;
    let end = at + document[at..].find("</w:sdt>").unwrap();
    let control = document[at..end].to_owned();
    let control = if text == "x" {
        control.replace("<w14:checked w14:val=\"0\"/>", "<w14:checked w14:val=\"1\"/>").replace('☐', "☒")
    } else {
        let content = control.find("<w:sdtContent>").unwrap();
        let head = control[..content].replace("<w:showingPlcHdr/>", "");
        format!("{head}<w:sdtContent><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:sdtContent>")
    };
    document.replace_range(at..end, &control);
}

/// Types a paragraph before a text of the template.
fn type_before(parts: &mut Parts, text: &str, typed: &str) {
    let document = parts.get_mut("word/document.xml").unwrap();
    let at = document.find(text).unwrap();
    let start = document[..at].rfind("<w:p>").unwrap();
    document.insert_str(start, &format!("<w:p><w:r><w:t>{typed}</w:t></w:r></w:p>"));
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let same = |text: String| text;
    let mut good = template("CMR", "en", same);
    fill(&mut good, "summary", 0, "Two workshops, in the north.");
    fill(&mut good, "people", 0, "42");
    fill(&mut good, "went_well=yes", 0, "x");
    fill(&mut good, "partners/name", 0, "The ministry");
    fill(&mut good, "partners/since", 0, "5 May 2023");
    let mut marked = template("CIV", "fr", same);
    fill(&mut marked, "summary", 0, "Deux ateliers.");
    fill(&mut marked, "people", 0, "une douzaine");
    fill(&mut marked, "partners/since", 1, "au printemps");
    type_before(&mut marked, "went_well=yes", "Voir aussi l’annexe.");
    // The control and its bookmark are gone, with the whole line.
    let document = marked.get_mut("word/document.xml").unwrap();
    let at = document.find("went_well=no").unwrap();
    let (start, end) = (document[..at].rfind("<w:p>").unwrap(), at + document[at..].find("</w:p>").unwrap() + 6);
    document.replace_range(start..end, "");
    let mut renamed = template("CMR", "en", |text| text.replace("demo/word", "demo/another"));
    fill(&mut renamed, "people", 0, "7");
    let mut earlier = template("CMR", "en", |text| text.replace("\"2024\"", "\"2023\""));
    fill(&mut earlier, "people", 0, "8");
    let mut changed =
        template("CMR", "en", |text| text.replace("What was done?", "What did you do?").replace("min: 0", "min: 1"));
    fill(&mut changed, "people", 0, "9");
    let mut nameless = template("CMR", "en", same);
    fill(&mut nameless, "people", 0, "10");
    nameless.retain(|name, _| !name.starts_with("customXml/"));
    vec![
        ("CMR.docx", zipped(&good)),
        ("CIV.docx", zipped(&marked)),
        ("another-form.docx", zipped(&renamed)),
        ("earlier.docx", zipped(&earlier)),
        ("changed.docx", zipped(&changed)),
        ("nameless.docx", zipped(&nameless)),
        ("letter.docx", b"Dear all, please find attached our return.".to_vec()),
    ]
}

/// A file whose tags another program dropped. The bindings of its controls still name the answers.
fn untagged() -> Vec<u8> {
    let mut parts = template("CMR", "en", |text| text);
    fill(&mut parts, "people", 0, "11");
    let document = parts.get_mut("word/document.xml").unwrap();
    while let Some(at) = document.find("<w:tag ") {
        let end = at + document[at..].find("/>").unwrap() + 2;
        document.replace_range(at..end, "");
    }
    zipped(&parts)
}

#[test]
fn the_filled_files_are_those_of_the_templates() {
    let folder = cases().join("filled");
    for (name, bytes) in files() {
        let path = folder.join(name);
        let compared = canevas_expected::compare_bytes(&path, &bytes, canevas_expected::renew!());
        compared.unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn the_report_has_the_shape_that_is_published() {
    let schemas = canevas_compiler::language_schemas();
    let (_, schema) = schemas.iter().find(|(name, _)| *name == "read.schema.json").unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let out = tempfile::tempdir().unwrap();
    let bound = out.path().join("untagged.docx");
    fs::write(&bound, untagged()).unwrap();
    for out in [out.path(), Path::new("-")] {
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_canevas"))
            .current_dir(cases())
            .args(["read", "--format", "json", "--form", "schemas/demo/word/2024", "--out"])
            .arg(out)
            .args(files().iter().map(|(name, _)| format!("filled/{name}")))
            .arg(&bound)
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(101), "the letter is no Word file");
        let report: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        let read = report["files"].as_array().unwrap();
        assert_eq!(read.len(), files().len() + 1);
        let errors: Vec<String> = schema.iter_errors(&report).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
        assert_eq!(read[files().len()]["fields"]["people"], "binding");
    }
}
