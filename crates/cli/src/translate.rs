//! `canevas translate`: catalogues out to translators and back.

use crate::args::{Format, Translate, TranslateExtract, TranslateGlossary, TranslateImport, TranslateStatus};
use crate::declare::model;
use crate::diff::folder_of;
use crate::format::replace;
use crate::report::{Report, print};
use crate::{Failure, Outcome, discover};
use canevas_compiler::model::{Language, Model};
use canevas_compiler::translate::{json, table, write_xliff};
use canevas_compiler::{Edition, EditionFiles, write_po};
use std::fs;
use std::path::{Path, PathBuf};

/// Runs one of its commands.
pub fn translate(options: &Translate) -> Result<Outcome, Failure> {
    match options {
        Translate::Status(options) => status(options),
        Translate::Extract(options) => extract(options),
        Translate::Import(options) => import(options),
        Translate::Glossary(options) => glossary(options),
    }
}

/// The editions below the paths that could be read, or what keeps one from being read.
fn editions(paths: &[PathBuf]) -> Result<Result<Vec<(PathBuf, Edition)>, Outcome>, Failure> {
    let mut out = Vec::new();
    for folder in discover::editions(paths)? {
        let files = EditionFiles { returns: Vec::new(), last_year: Vec::new(), ..discover::read_edition(&folder)? };
        let edition = Edition::read(&files);
        if !edition.readable {
            return Ok(Err(print(&[Report::of(&edition)], Format::Text)?));
        }
        out.push((folder, edition));
    }
    Ok(Ok(out))
}

fn status(options: &TranslateStatus) -> Result<Outcome, Failure> {
    let editions = match editions(&options.paths)? {
        Ok(editions) => editions,
        Err(outcome) => return Ok(outcome),
    };
    let mut all = Vec::new();
    for (_, edition) in &editions {
        let model = model(edition)?;
        let states = edition.translation_states();
        match options.format {
            Format::Text => print!("{}", table(&format!("{} {}", model.form, model.edition), &states)),
            Format::Json => all.push(json(&model.form, &model.edition, &states)),
        }
    }
    if options.format == Format::Json {
        let text = serde_json::to_string_pretty(&all).map_err(|error| format!("cannot write JSON: {error}"))?;
        println!("{text}");
    }
    Ok(Outcome::Clean)
}

fn extract(options: &TranslateExtract) -> Result<Outcome, Failure> {
    let editions = match editions(&options.paths)? {
        Ok(editions) => editions,
        Err(outcome) => return Ok(outcome),
    };
    for (_, edition) in &editions {
        for tag in &options.language {
            language(model(edition)?, tag)?;
        }
    }
    for (folder, edition) in &editions {
        for language in &model(edition)?.translations {
            if !options.language.is_empty() && options.language.iter().all(|tag| tag != language.tag()) {
                continue;
            }
            let Some(extracted) = edition.extract(language) else { continue };
            let model = model(edition)?;
            let path = match &options.xliff {
                None => folder.join("locales").join(format!("{language}.po")),
                Some(out) => out.join(format!("{}-{}.{language}.xlf", model.form.replace('/', "-"), model.edition)),
            };
            let text = if options.xliff.is_some() {
                let original = format!("{} {}", model.form, model.edition);
                write_xliff(&extracted.file, &original, model.source_language.tag(), language.tag())
            } else {
                write_po(&extracted.file)
            };
            write(&path, &text)?;
            eprintln!(
                "{}: {} texts; {} to translate, {} to review because their source changed, {} no longer asked for",
                discover::display(&path),
                extracted.file.entries.len(),
                extracted.new,
                extracted.changed,
                extracted.gone
            );
        }
    }
    Ok(Outcome::Clean)
}

fn import(options: &TranslateImport) -> Result<Outcome, Failure> {
    let folder = folder_of(&options.edition);
    let files = EditionFiles { returns: Vec::new(), last_year: Vec::new(), ..discover::read_edition(&folder)? };
    let edition = Edition::read(&files);
    if !edition.readable {
        return print(&[Report::of(&edition)], Format::Text);
    }
    let file = discover::read(&options.file)?;
    // A file that was sent out as form-2024.es.xlf says its language last.
    let named = file.stem.rsplit('.').next().unwrap_or(&file.stem);
    let tag = options.language.as_deref().unwrap_or(named);
    let language = language(model(&edition)?, tag)?;
    let Some(back) = edition.import(language, &file) else { return Ok(Outcome::Clean) };
    let denied = back.findings.deny();
    print(&[Report::new(&back.sources, back.findings, &back.suppressed)], Format::Text)?;
    if denied {
        eprintln!("nothing was taken");
        return Ok(Outcome::Denied);
    }
    let path = folder.join("locales").join(format!("{language}.po"));
    write(&path, &write_po(&back.imported.file))?;
    eprintln!("{}: {} translations taken", discover::display(&path), back.imported.taken);
    Ok(Outcome::Clean)
}

fn glossary(options: &TranslateGlossary) -> Result<Outcome, Failure> {
    let folder = folder_of(&options.edition);
    let files = EditionFiles { returns: Vec::new(), last_year: Vec::new(), ..discover::read_edition(&folder)? };
    let edition = Edition::read(&files);
    if !edition.readable {
        return print(&[Report::of(&edition)], Format::Text);
    }
    let Some(text) = edition.tbx() else {
        let path = folder.join("glossary.csv");
        return Err(format!("there is no `{}`; docs/editors.md says what stands in it", discover::display(&path)));
    };
    match &options.output {
        None => print!("{text}"),
        Some(path) => {
            write(path, &text)?;
            let count = edition.glossary.as_ref().map_or(0, |glossary| glossary.terms.len());
            eprintln!("{}: {count} {}", discover::display(path), if count == 1 { "term" } else { "terms" });
        }
    }
    Ok(Outcome::Clean)
}

/// A language that the form is translated into.
fn language<'m>(model: &'m Model, tag: &str) -> Result<&'m Language, Failure> {
    model.translations.iter().find(|language| language.tag() == tag).ok_or_else(|| {
        let known: Vec<&str> = model.translations.iter().map(Language::tag).collect();
        format!(
            "{} {} is not translated into `{tag}`; its languages are {}; add it under `languages: translations`",
            model.form,
            model.edition,
            known.join(", ")
        )
    })
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| format!("cannot make `{}`: {error}", parent.display()))?;
    }
    replace(path, text)
}
