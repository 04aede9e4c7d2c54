//! Renders a form's folder: `render FOLDER OUT [PROFILE [REFERENCE]]`, `PROFILE` being `clean` or `annotated`, writes the
//! blank copy and every country's, in every language, or with `pseudo` as profile in the pseudo-languages alone.
//! With `bench` as third argument it only measures.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "an example is a small front"
)]

use canevas_diagnostics::{Findings, Sources};
use canevas_docx::{Profile, Reference, WordOptions, lint, questionnaire};
use canevas_model::lower::read_report;
use canevas_model::{Language, Pseudo, lower};
use canevas_project::{Catalogues, CountryFile, FormCopy, hold_catalogue, parse_po, read_country};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let (Some(folder), Some(out)) = (args.get(1), args.get(2)) else { return Err("render FOLDER OUT".into()) };
    let mode = args.get(3).map_or("", String::as_str);
    let folder = Path::new(folder);
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let form = add(&mut sources, &folder.join("form.yaml"))?;
    let (model, found) = lower(&sources, form);
    findings.extend(found);
    let mut model = model.ok_or("no model")?;
    // The catalogues hold the texts of the report too.
    let report = folder.join("report.yaml");
    if report.exists() {
        let id = add(&mut sources, &report)?;
        let (report, found) = read_report(&sources, id, &model);
        findings.extend(found);
        model.report = report;
    }
    let mut catalogues = Catalogues::new();
    for language in &model.translations {
        let path = folder.join(format!("locales/{language}.po"));
        if path.exists() {
            let id = add(&mut sources, &path)?;
            let (po, found) = parse_po(id, sources.get(id));
            findings.extend(found);
            let (catalogue, found) = hold_catalogue(&po, language.clone(), &model);
            findings.extend(found);
            catalogues.insert(language.clone(), catalogue);
        }
    }
    let mut files: Vec<CountryFile> = Vec::new();
    let countries = folder.join("countries");
    let mut paths: Vec<_> = if countries.exists() {
        fs::read_dir(countries)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?
    } else {
        Vec::new()
    };
    paths.sort();
    for path in paths {
        let id = add(&mut sources, &path)?;
        let (file, found) = read_country(&sources, id, None, &model);
        findings.extend(found);
        files.extend(file);
    }
    for finding in findings {
        eprintln!("{}: {}", finding.rule.name, finding.message);
    }
    let profile = if mode == "annotated" { Profile::Annotated } else { Profile::Clean };
    let reference = args.get(4).map(|path| Reference::read(&fs::read(path)?).map_err(Box::<dyn Error>::from));
    let reference = reference.transpose()?.map(Arc::new);
    let options = WordOptions { profile, reference, ..WordOptions::default() };
    let copies: Vec<FormCopy<'_>> = std::iter::once(None)
        .chain(files.iter().map(Some))
        .map(|file| FormCopy::new(&model, file, &catalogues))
        .collect();
    let pseudo = Pseudo::ALL.map(Pseudo::language);
    let languages: Vec<&Language> =
        if mode == "pseudo" { pseudo.iter().collect() } else { model.languages().collect() };
    if mode == "bench" {
        for _ in 0..3 {
            let start = Instant::now();
            let mut bytes = 0;
            let rounds = 100;
            for _ in 0..rounds {
                for copy in &copies {
                    for language in &languages {
                        bytes += questionnaire(copy, language, &options)[0].bytes.len();
                    }
                }
            }
            let documents = rounds * copies.len() * languages.len();
            let micros = start.elapsed().as_micros() / documents as u128;
            println!("{documents} documents, {micros} µs and {} bytes each", bytes / documents);
        }
        return Ok(());
    }
    for copy in &copies {
        let folder = Path::new(out).join(copy.code.word());
        fs::create_dir_all(&folder)?;
        let list = canevas_wording::brackets(copy);
        fs::write(folder.join(&list.name), &list.bytes)?;
        for language in &languages {
            for artifact in questionnaire(copy, language, &options) {
                if Path::new(&artifact.name).extension().is_some_and(|extension| extension == "docx") {
                    for fault in lint(&artifact.bytes) {
                        eprintln!("{} {}: {fault}", copy.code.word(), artifact.name);
                    }
                }
                fs::write(folder.join(&artifact.name), &artifact.bytes)?;
            }
        }
    }
    Ok(())
}

fn add(sources: &mut Sources, path: &Path) -> Result<canevas_diagnostics::SourceId, Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let text = String::from_utf8(bytes)?;
    Ok(sources.add(path.display().to_string(), text))
}
