//! How far each language is.

use super::{editions, file_name, is_wanted, language};
use crate::names::model;
use crate::{Failure, Refusal};
use canevas_compiler::Edition;
use canevas_compiler::files::Files;
use canevas_compiler::model::Model;
use canevas_compiler::translate::{self, LanguageStatus, count};

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
    editions: Vec<Edition>,
    languages: Vec<String>,
}

/// A picture that says how far a language is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// The name of its file.
    pub name: String,
    /// The picture, as SVG.
    pub svg: String,
}

/// Looks how far each language is.
pub fn status(files: &dyn Files, request: &StatusRequest) -> Result<TranslationStatus, Refusal> {
    let editions: Vec<Edition> = editions(files, &request.names)?.into_iter().map(|(_, edition)| edition).collect();
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

    /// One picture per edition and language.
    pub fn badges(&self) -> Vec<Badge> {
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
