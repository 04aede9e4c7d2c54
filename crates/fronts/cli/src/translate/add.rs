//! `canevas translate add`: a form gets a new language in one step.

use super::write;
use crate::args::{Build, Format, TranslateAdd};
use crate::build::build;
use crate::declare::model;
use crate::diff::folder_of;
use crate::output;
use crate::print::print;
use crate::{Failure, Outcome, discover};
use canevas_compiler::model::Language;
use canevas_compiler::translate::with_language;
use canevas_compiler::{Edition, write_po};
use canevas_operations::EditionFindings;

/// Puts the language into the form file, starts its catalogue, and builds.
pub fn add(options: &TranslateAdd) -> Result<Outcome, Failure> {
    let folder = folder_of(&options.edition);
    let mut files = discover::read_edition(&folder)?;
    let before = Edition::read(&files);
    if !before.readable {
        return print(&[EditionFindings::of(&before)], Format::Text);
    }
    let form = model(&before)?;
    let tag = &options.language;
    let language = Language::new(tag)
        .ok_or_else(|| format!("`{tag}` is no language tag; write one such as pt, ar or pt-BR (BCP 47)"))?;
    if language.pseudo().is_some() {
        return Err(format!("`{tag}` is made from the form's own texts: `canevas build --pseudo` builds it"));
    }
    if form.languages().any(|known| *known == language) {
        return Err(format!("{} {} is in `{language}` already", form.form, form.edition));
    }
    let text = with_language(before.sources.get(form.source), &language)
        .ok_or_else(|| format!("write `{language}` into the form file yourself, under `languages: translations`"))?;
    if let Some(file) = &mut files.form {
        file.text.clone_from(&text);
    }
    let edition = Edition::read(&files);
    if edition.findings.deny() {
        let outcome = print(&[EditionFindings::of(&edition)], Format::Text)?;
        eprintln!("nothing was written");
        return Ok(outcome);
    }
    let Some(extracted) = edition.extract(&language, None) else { return Ok(Outcome::Clean) };
    let (catalogue, file) = (folder.join("locales").join(format!("{language}.po")), folder.join("form.yaml"));
    // The catalogue first: alone it is a file too many, while a form without it would be a language without texts.
    write(&catalogue, &write_po(&extracted.file))?;
    output::write(&file, text.as_bytes())?;
    eprintln!("{}: `{language}` is one of its languages now", discover::display(&file));
    eprintln!(
        "{}: {} of {} texts to translate",
        discover::display(&catalogue),
        extracted.new,
        extracted.file.entries.len()
    );
    build(&Build {
        paths: vec![folder],
        country: vec!["all".to_owned()],
        language: Vec::new(),
        target: Vec::new(),
        pseudo: false,
        out: options.out.clone(),
        post_to: None,
        reference: None,
        locked: false,
        format: Format::Text,
    })
}
