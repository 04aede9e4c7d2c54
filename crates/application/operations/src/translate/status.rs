//! How far each language is.

use super::{editions, file_name, is_wanted, language};
use crate::names::model;
use crate::{Edit, Edits, Failure, Refusal};
use canevas_compiler::files::join;
use canevas_compiler::model::Model;
use canevas_compiler::translate::{self, LanguageStatus, count};
use canevas_compiler::{Edition, Project};
use std::sync::Arc;

/// Whose translations to look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatusRequest {
    /// Form files, folders of editions, or folders above them; the usual folder where empty.
    pub names: Vec<String>,
    /// Languages; all that a form is translated into where empty.
    pub languages: Vec<String>,
}

/// How far the translations of editions are.
#[derive(Debug)]
pub struct TranslationStatus {
    editions: Vec<Arc<Edition>>,
    languages: Vec<String>,
}

/// A picture that says how far a language is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Badge {
    /// The name of its file.
    name: String,
    /// The picture, as SVG.
    svg: String,
}

/// Counts how far each language is.
pub fn status(project: &Project, request: &StatusRequest) -> Result<TranslationStatus, Refusal> {
    let editions: Vec<_> = editions(project, &request.names)?.into_iter().map(|(_, edition)| edition).collect();
    for edition in &editions {
        let model = model(edition)?;
        for tag in &request.languages {
            language(model, tag)?;
        }
    }
    Ok(TranslationStatus { editions, languages: request.languages.clone() })
}

impl TranslationStatus {
    fn progress(&self) -> Vec<(&Model, Vec<LanguageStatus<'_>>)> {
        let wanted = |progress: &LanguageStatus<'_>| is_wanted(&self.languages, progress.language);
        let editions = self.editions.iter().filter_map(|edition| {
            let progress = edition.translation_progress().into_iter().filter(wanted).collect();
            Some((edition.model.as_ref()?, progress))
        });
        editions.collect()
    }

    /// A table for people.
    pub fn table(&self) -> String {
        let table = |(model, states): &(&Model, Vec<LanguageStatus<'_>>)| {
            translate::table(&format!("{} {}", model.form, model.edition), states)
        };
        self.progress().iter().map(table).collect()
    }

    /// The JSON for machines.
    pub fn json(&self) -> Result<String, Failure> {
        crate::json(&translate::json(&self.progress()))
    }

    /// A page with every open text.
    pub fn html(&self) -> String {
        translate::html(&self.progress())
    }

    /// The edits that write one picture per edition and language into a folder.
    pub fn badge_edits(&self, folder: &str) -> Edits {
        self.badges().into_iter().map(|badge| Edit::write(join(folder, &badge.name), badge.svg)).collect()
    }

    /// The picture, where there is only one.
    pub fn badge(&self) -> Result<String, Failure> {
        match <[Badge; 1]>::try_from(self.badges()) {
            Ok([badge]) => Ok(badge.svg),
            Err(badges) => Err(format!(
                "there are {} badges, one per edition and language: say with --output in which folder to write them, or name one edition and one --language",
                badges.len()
            )),
        }
    }

    /// One picture per edition and language.
    fn badges(&self) -> Vec<Badge> {
        let mut badges = Vec::new();
        for (model, states) in self.progress() {
            badges.extend(states.iter().map(|progress| Badge {
                name: file_name(model, progress.language, "svg"),
                svg: translate::badge(progress.language.tag(), &count(&progress.entries)),
            }));
        }
        badges
    }
}
