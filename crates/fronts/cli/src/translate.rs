//! `canevas translate`.

use crate::args::{
    Build, Printing, StatusFormat, Translate, TranslateAdd, TranslateExtract, TranslateGlossary, TranslateImport,
    TranslateStatus,
};
use crate::disk::{name_of, names_of};
use crate::output::{carry_out, write};
use crate::print::{print, refused};
use crate::terminal::tell;
use crate::{Failure, build, terminal};
use canevas_operations::diagnostics::redline::sides_in_signs;
use canevas_operations::translate::{
    ExtractRequest, ExtractedCatalogue, ImportOutcome, ImportRequest, StatusRequest, TranslationStatus,
};
use canevas_operations::{BuildRequest, Conclusion, Project, translate as operations};
use std::fmt::Write as _;
use std::path::Path;

/// Runs one of its commands.
pub fn translate(project: &Project, options: &Translate) -> Result<Conclusion, Failure> {
    match options {
        Translate::Status(options) => status(project, options),
        Translate::Extract(options) => extract(project, options),
        Translate::Import(options) => import(project, options),
        Translate::Add(options) => add(project, options),
        Translate::Pseudo(options) => build::build(project, &Build { pseudo: true, ..options.build.clone() }),
        Translate::Glossary(options) => glossary(project, options),
    }
}

fn status(project: &Project, options: &TranslateStatus) -> Result<Conclusion, Failure> {
    let request = StatusRequest { names: names_of(&options.paths), languages: options.language.clone() };
    let status = match operations::status(project, &request) {
        Ok(status) => status,
        Err(refusal) => return refused(&refusal, "nothing was looked at"),
    };
    let text = match options.format {
        StatusFormat::Text => status.table(),
        StatusFormat::Json => status.json()?,
        StatusFormat::Html => status.html(),
        StatusFormat::Badge => return badges(&status, options.output.as_deref()),
    };
    give(&text, options.output.as_deref())
}

/// Writes into a file, or prints.
fn give(text: &str, output: Option<&Path>) -> Result<Conclusion, Failure> {
    match output {
        Some(path) => write(path, text.as_bytes())?,
        None => terminal::give_data(text)?,
    }
    Ok(Conclusion::Passes)
}

/// Writes one picture per edition and language into a folder, or prints the only one.
fn badges(status: &TranslationStatus, output: Option<&Path>) -> Result<Conclusion, Failure> {
    let Some(folder) = output else { return give(&status.badge()?, None) };
    let edits = status.badge_edits(&name_of(folder));
    carry_out(&edits)?;
    for edit in &edits {
        tell!("{}", edit.path());
    }
    Ok(Conclusion::Passes)
}

fn extract(project: &Project, options: &TranslateExtract) -> Result<Conclusion, Failure> {
    let request = ExtractRequest {
        names: names_of(&options.paths),
        languages: options.language.clone(),
        xliff: options.xliff.as_deref().map(|folder| (name_of(folder), options.xliff_version.version())),
        preview: options.preview.clone(),
        force: options.force,
    };
    let catalogues = match operations::extract(project, &request) {
        Ok(catalogues) => catalogues,
        Err(refusal) => return refused(&refusal, "nothing was written"),
    };
    for catalogue in &catalogues {
        carry_out(std::slice::from_ref(&catalogue.edit))?;
        tell(catalogue);
    }
    Ok(Conclusion::Passes)
}

/// Says what became of the texts of a catalogue. Prints the old and the new source of each text whose source changed.
fn tell(catalogue: &ExtractedCatalogue) {
    let extracted = &catalogue.extracted;
    tell!(
        "{}: {} texts; {} to translate, {} to review because their source changed, {} no longer asked for",
        catalogue.edit.path(),
        extracted.file.entries.len(),
        extracted.new,
        extracted.changed.len(),
        extracted.gone
    );
    for moved in &extracted.moved {
        let review = if moved.is_unsure { ", to be reviewed" } else { "" };
        tell!("  {} takes the translation of {}{review}", moved.key, moved.was);
    }
    for changed in &extracted.changed {
        let (was, now) = sides_in_signs(&changed.was, &changed.now);
        tell!("  {}", changed.key);
        was.lines().for_each(|line| tell!("  - {line}"));
        now.lines().for_each(|line| tell!("  + {line}"));
    }
}

fn import(project: &Project, options: &TranslateImport) -> Result<Conclusion, Failure> {
    let request = ImportRequest {
        file: name_of(&options.file),
        edition: name_of(&options.edition),
        language: options.language.clone(),
    };
    let imported = match operations::import(project, &request) {
        Ok(imported) => imported,
        Err(refusal) => return refused(&refusal, "nothing was taken"),
    };
    print(
        std::slice::from_ref(&imported.findings),
        Printing { all: options.all, without_all: false, ..Printing::TEXT },
    )?;
    match &imported.edit {
        None => tell!("nothing was taken"),
        Some(edit) => {
            carry_out(std::slice::from_ref(edit))?;
            tell!("{}: {}", edit.path(), taken(&imported));
        }
    }
    Ok(imported.conclusion())
}

fn taken(imported: &ImportOutcome) -> String {
    let translations = if imported.taken == 1 { "translation" } else { "translations" };
    let mut out = format!("{} {translations} taken", imported.taken);
    if imported.waiting > 0 {
        let wait = if imported.waiting == 1 { "waits" } else { "wait" };
        // Writing to a String cannot fail.
        let _ = write!(out, "; {} of the file {wait} for review", imported.waiting);
    }
    if imported.untouched > 0 {
        let said = if imported.untouched == 1 {
            "text that is not translated in it stays as it was"
        } else {
            "texts that are not translated in it stay as they were"
        };
        let _ = write!(out, "; {} {said}", imported.untouched);
    }
    out
}

fn add(project: &Project, options: &TranslateAdd) -> Result<Conclusion, Failure> {
    let added = match operations::add_language(project, &name_of(&options.edition), &options.language) {
        Ok(added) => added,
        Err(refusal) => return refused(&refusal, "nothing was written"),
    };
    carry_out(&added.edits)?;
    tell!("{}: `{}` is one of its languages now", added.form, added.language);
    tell!("{}: {} of {} texts to translate", added.catalogue, added.open, added.total);
    let out = options.out.as_deref().map(name_of);
    let request = BuildRequest { names: vec![added.folder], out, ..BuildRequest::default() };
    build::run(project, &request, Printing::TEXT)
}

fn glossary(project: &Project, options: &TranslateGlossary) -> Result<Conclusion, Failure> {
    let glossary = match operations::glossary(project, &name_of(&options.edition)) {
        Ok(glossary) => glossary,
        Err(refusal) => return refused(&refusal, "nothing was written"),
    };
    if let Some(path) = &options.output {
        write(path, glossary.tbx.as_bytes())?;
        tell!("{}: {} {}", name_of(path), glossary.terms, if glossary.terms == 1 { "term" } else { "terms" });
        return Ok(Conclusion::Passes);
    }
    give(&glossary.tbx, None)
}
