//! `canevas translate`: catalogues out to translators and back.

mod add;
mod status;

use crate::args::{Build, Format, Translate, TranslateExtract, TranslateGlossary, TranslateImport};
use crate::declare::model;
use crate::diff::folder_of;
use crate::output;
use crate::print::print;
use crate::{Failure, Outcome, build, discover};
use canevas_compiler::diagnostics::redline::sides_in_signs;
use canevas_compiler::model::{Language, Model};
use canevas_compiler::translate::{Extracted, XliffHeader, write_xliff};
use canevas_compiler::{Edition, EditionFiles, language_of, write_po};
use canevas_operations::EditionFindings;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs one of its commands.
pub fn translate(options: &Translate) -> Result<Outcome, Failure> {
    match options {
        Translate::Status(options) => status::status(options),
        Translate::Extract(options) => extract(options),
        Translate::Import(options) => import(options),
        Translate::Add(options) => add::add(options),
        Translate::Pseudo(options) => build::build(&Build { pseudo: true, ..options.build.clone() }),
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
            return Ok(Err(print(&[EditionFindings::of(&edition)], Format::Text)?));
        }
        out.push((folder, edition));
    }
    Ok(Ok(out))
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
        let model = model(edition)?;
        for language in &model.translations {
            if !options.language.is_empty() && options.language.iter().all(|tag| tag != language.tag()) {
                continue;
            }
            let Some(extracted) = edition.extract(language, options.preview.as_deref()) else { continue };
            let path = match &options.xliff {
                None => folder.join("locales").join(format!("{language}.po")),
                Some(out) => out.join(format!("{}-{}.{language}.xlf", model.form.replace('/', "-"), model.edition)),
            };
            let text = if options.xliff.is_some() {
                let (source, target) = (model.source_language.tag(), language.tag());
                let sent = XliffHeader { form: &model.form, edition: &model.edition, source, target };
                write_xliff(&extracted.file, options.xliff_version.version(), &sent)
            } else {
                write_po(&extracted.file)
            };
            write(&path, &text)?;
            tell(&path, &extracted);
        }
    }
    Ok(Outcome::Clean)
}

/// What became of a catalogue's texts, and of each that changed the old source and the new one.
fn tell(path: &Path, extracted: &Extracted) {
    eprintln!(
        "{}: {} texts; {} to translate, {} to review because their source changed, {} no longer asked for",
        discover::display(path),
        extracted.file.entries.len(),
        extracted.new,
        extracted.changed.len(),
        extracted.gone
    );
    for changed in &extracted.changed {
        let (was, now) = sides_in_signs(&changed.was, &changed.now);
        eprintln!("  {}", changed.key);
        was.lines().for_each(|line| eprintln!("  - {line}"));
        now.lines().for_each(|line| eprintln!("  + {line}"));
    }
}

fn import(options: &TranslateImport) -> Result<Outcome, Failure> {
    let folder = folder_of(&options.edition);
    let files = EditionFiles { returns: Vec::new(), last_year: Vec::new(), ..discover::read_edition(&folder)? };
    let edition = Edition::read(&files);
    if !edition.readable {
        return print(&[EditionFindings::of(&edition)], Format::Text);
    }
    let file = discover::read(&options.file)?;
    let model = model(&edition)?;
    // A file that was sent out as form-2024.es.xlf says its language last; a tool may have named it otherwise.
    let named = file.stem.rsplit('.').next().unwrap_or(&file.stem);
    let tag = match &options.language {
        Some(tag) => tag.clone(),
        None if model.translations.iter().any(|language| language.tag() == named) => named.to_owned(),
        None => language_of(&file).unwrap_or_else(|| named.to_owned()),
    };
    let language = language(model, &tag)?;
    let Some(back) = edition.import(language, &file) else { return Ok(Outcome::Clean) };
    let denied = back.findings.deny();
    print(&[EditionFindings::new(&back.sources, back.findings, &back.suppressed)], Format::Text)?;
    if denied {
        eprintln!("nothing was taken");
        return Ok(Outcome::Denied);
    }
    let path = folder.join("locales").join(format!("{language}.po"));
    write(&path, &write_po(&back.imported.file))?;
    let imported = &back.imported;
    let translations = if imported.taken == 1 { "translation" } else { "translations" };
    eprint!("{}: {} {translations} taken", discover::display(&path), imported.taken);
    if imported.waiting > 0 {
        let wait = if imported.waiting == 1 { "waits" } else { "wait" };
        eprint!("; {} of the file {wait} for review", imported.waiting);
    }
    if imported.untouched > 0 {
        let said = if imported.untouched == 1 {
            "text that is not translated in it stays as it was"
        } else {
            "texts that are not translated in it stay as they were"
        };
        eprint!("; {} {said}", imported.untouched);
    }
    eprintln!();
    Ok(Outcome::Clean)
}

fn glossary(options: &TranslateGlossary) -> Result<Outcome, Failure> {
    let folder = folder_of(&options.edition);
    let files = EditionFiles { returns: Vec::new(), last_year: Vec::new(), ..discover::read_edition(&folder)? };
    let edition = Edition::read(&files);
    if !edition.readable {
        return print(&[EditionFindings::of(&edition)], Format::Text);
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
    output::write(path, text.as_bytes())
}
