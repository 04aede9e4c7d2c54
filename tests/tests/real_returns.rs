//! The real questionnaire's returns: as they came back, and as they were mended.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_diagnostics::{Findings, Level, Sources};
use canevas_json_schema::{schema, schema_value};
use canevas_model::{Language, Model, canonical, lower};
use canevas_project::{Catalogues, CountryFile, FormCopy, hold_catalogue, parse_po, read_country};
use canevas_responses::{ReturnFile, read_return};
use canevas_validate::{Validator, check_return, verdict};
use serde_json::{Value, json};
use std::path::Path;

struct Real {
    sources: Sources,
    model: Model,
    file: CountryFile,
    catalogues: Catalogues,
}

impl Real {
    fn read() -> Self {
        let mut sources = Sources::default();
        let mut add = |name: &str| sources.add(name, text(name));
        let (form, country) = (add("form.yaml"), add("countries/CMR.yaml"));
        let locales = ["en", "es"].map(|tag| (tag, add(&format!("locales/{tag}.po"))));
        let (model, findings) = lower(&sources, form);
        assert!(!findings.deny(), "{findings:?}");
        let model = model.unwrap();
        let (file, findings) = read_country(&sources, country, Some("CMR"), &model);
        assert!(!findings.deny(), "{findings:?}");
        let catalogues = locales
            .into_iter()
            .map(|(tag, id)| {
                let language = Language::new(tag).unwrap();
                let (po, _) = parse_po(id, sources.get(id));
                (language.clone(), hold_catalogue(&po, language, &model).0)
            })
            .collect();
        Self { sources, model, file: file.unwrap(), catalogues }
    }

    fn copy(&self) -> FormCopy<'_> {
        FormCopy::new(&self.model, Some(&self.file), &self.catalogues)
    }

    fn a_return(&mut self, name: &str) -> ReturnFile {
        let id = self.sources.add(name, text(name));
        let (file, findings) = read_return(&self.sources, id);
        assert!(findings.is_empty(), "{findings:?}");
        file.unwrap()
    }
}

fn text(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/alliance87/annual-report/2022-2023");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn errors(copy: &FormCopy<'_>, language: &Language, json: &Value) -> Vec<String> {
    let validator = jsonschema::options().build(&schema_value(copy, language)).unwrap();
    validator.iter_errors(json).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn said(sources: &Sources, findings: &Findings) -> Vec<String> {
    findings
        .iter()
        .map(|f| {
            let place = sources.place(f.primary.span);
            format!("{} {} {place} {} ({})", f.level.word(), f.rule.name, f.message, f.help.as_deref().unwrap_or(""))
        })
        .collect()
}

#[test]
fn both_returns_are_valid() {
    let mut real = Real::read();
    let (returned, mended) = (real.a_return("returns/CMR.returned.json"), real.a_return("returns/CMR.mended.json"));
    let (copy, blank) = (real.copy(), FormCopy::new(&real.model, None, &real.catalogues));
    for file in [&returned, &mended] {
        let name = real.sources.get(file.source).name();
        assert_eq!(verdict(&copy, file.response.json()).failures, [], "{name}");
        assert_eq!(
            verdict(&blank, file.response.json()).failures,
            [],
            "{name}: the blank copy takes any country's return"
        );
        for language in real.model.languages() {
            assert_eq!(errors(&copy, language, file.response.json()), [""; 0], "{name}");
            assert_eq!(errors(&blank, language, file.response.json()), [""; 0], "{name}");
        }
        let findings = check_return(&Validator::new(&copy), file, false, &real.model.source_language);
        assert!(!findings.deny(), "{:#?}", said(&real.sources, &findings));
    }
    assert!(verdict(&copy, mended.response.json()).complete);
    let findings = check_return(&Validator::new(&copy), &mended, true, &real.model.source_language);
    assert!(findings.is_empty(), "{:#?}", said(&real.sources, &findings));
}

/// What a reader must see in the return as it came back.
#[test]
fn the_return_as_it_came_back_is_not_complete() {
    let mut real = Real::read();
    let returned = real.a_return("returns/CMR.returned.json");
    let copy = real.copy();
    let findings = check_return(&Validator::new(&copy), &returned, true, &real.model.source_language);
    let all = said(&real.sources, &findings);
    println!("{all:#?}");
    let has = |level: Level, rule: &str, part: &str| {
        findings.iter().any(|f| f.level == level && f.rule.name == rule && f.message.contains(part))
    };
    assert!(has(Level::Deny, "answer-hidden", "Initiatives appuyées"), "{all:#?}");
    assert!(has(Level::Deny, "answer-hidden", "Détail des autres réussites"), "{all:#?}");
    assert!(has(Level::Warn, "non-answer-typed", "RAS"), "{all:#?}");
    assert!(has(Level::Deny, "return-incomplete", "belongs to no answer: "), "{all:#?}");
    let draft = check_return(&Validator::new(&copy), &returned, false, &real.model.source_language);
    assert!(!draft.deny());
    assert!(draft.iter().any(|f| f.rule.name == "answer-hidden" && f.level == Level::Warn));
}

/// The digests in the files are those of the form and the country file as they are.
#[test]
fn digests_are_current() {
    let mut real = Real::read();
    let files = [real.a_return("returns/CMR.returned.json"), real.a_return("returns/CMR.mended.json")];
    let copy = real.copy();
    let expected = json!({
        "definition": canonical::definition_digest(&real.model),
        "texts": copy.texts_digest(&real.model.source_language),
        "copy": copy.digest(),
    });
    for file in files {
        let name = real.sources.get(file.source).name();
        let found = json!({ "definition": file.response.json()["definition"], "texts": file.response.json()["texts"], "copy": file.response.json()["copy"] });
        assert_eq!(found, expected, "{name}: its digests are stale; write what stands on the right");
    }
}

#[test]
fn the_schema_is_the_same_twice_and_says_who_it_is_for() {
    let real = Real::read();
    let (copy, spanish) = (real.copy(), Language::new("es").unwrap());
    let first = schema(&copy, &spanish);
    assert_eq!(first, schema(&copy, &spanish));
    assert_eq!(first.name, "return.es.schema.json");
    let value: Value = serde_json::from_slice(&first.bytes).unwrap();
    let id = value["$id"].as_str().unwrap();
    assert!(id.starts_with("urn:canevas:alliance87:annual-report:2022-2023:CMR:es:"), "{id}");
    let options = &value["$defs"]["answers"]["properties"]["evidence_kinds"]["items"]["oneOf"];
    assert_eq!(options[0]["const"], "surveys");
    assert_ne!(options[0]["title"], "Enquêtes", "titles are in the language of the schema");
}
