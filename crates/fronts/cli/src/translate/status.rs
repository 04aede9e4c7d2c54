//! `canevas translate status`.

use super::{editions, language, write};
use crate::args::{StatusFormat, TranslateStatus};
use crate::declare::model;
use crate::{Failure, Outcome, discover};
use canevas_compiler::model::Model;
use canevas_compiler::translate::{Progress, badge, count, html, json, table};
use std::io::Write as _;

/// Says how far each language is.
pub fn status(options: &TranslateStatus) -> Result<Outcome, Failure> {
    let editions = match editions(&options.paths)? {
        Ok(editions) => editions,
        Err(outcome) => return Ok(outcome),
    };
    let mut all = Vec::new();
    for (_, edition) in &editions {
        let model = model(edition)?;
        for tag in &options.language {
            language(model, tag)?;
        }
        let wanted = |progress: &Progress<'_>| {
            options.language.is_empty() || options.language.iter().any(|tag| tag == progress.language.tag())
        };
        all.push((model, edition.translation_progress().into_iter().filter(wanted).collect::<Vec<_>>()));
    }
    let text = match options.format {
        StatusFormat::Text => {
            all.iter().map(|(model, states)| table(&format!("{} {}", model.form, model.edition), states)).collect()
        }
        StatusFormat::Json => {
            serde_json::to_string_pretty(&json(&all)).map_err(|error| format!("cannot write JSON: {error}"))? + "\n"
        }
        StatusFormat::Html => html(&all),
        StatusFormat::Badge => return badges(&all, options),
    };
    match &options.output {
        Some(path) => write(path, &text)?,
        // A reader that closes the pipe early has what it wanted.
        None => drop(std::io::stdout().write_all(text.as_bytes())),
    }
    Ok(Outcome::Clean)
}

/// One picture per edition and language.
fn badges(all: &[(&Model, Vec<Progress<'_>>)], options: &TranslateStatus) -> Result<Outcome, Failure> {
    let pictures: Vec<(String, String)> = all
        .iter()
        .flat_map(|(model, states)| {
            states.iter().map(move |progress| {
                let tag = progress.language.tag();
                let name = format!("{}-{}.{tag}.svg", model.form.replace('/', "-"), model.edition);
                (name, badge(tag, &count(&progress.entries)))
            })
        })
        .collect();
    match (&options.output, pictures.as_slice()) {
        (Some(folder), pictures) => {
            for (name, picture) in pictures {
                let path = folder.join(name);
                write(&path, picture)?;
                eprintln!("{}", discover::display(&path));
            }
        }
        (None, [(_, picture)]) => drop(std::io::stdout().write_all(picture.as_bytes())),
        (None, pictures) => {
            return Err(format!(
                "there are {} badges, one per edition and language: say with --output in which folder to write them, or name one edition and one --language",
                pictures.len()
            ));
        }
    }
    Ok(Outcome::Clean)
}
