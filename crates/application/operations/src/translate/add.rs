//! Gives a form a new language.

use crate::names::{edition_at, model};
use crate::{Edit, EditionFindings, Edits, Failure, Refusal};
use canevas_compiler::files::{Scope, join};
use canevas_compiler::model::Language;
use canevas_compiler::translate::with_language;
use canevas_compiler::{Edition, Project, write_po};

/// A form with a new language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedLanguage {
    /// The edition's folder.
    pub folder: String,
    /// The language.
    pub language: Language,
    /// The form file.
    pub form: String,
    /// The catalogue.
    pub catalogue: String,
    /// The edits that write the catalogue, then the form file. After the first edit there is one file too many. In the other
    /// order the form would have a language without texts.
    pub edits: Edits,
    /// Texts to translate.
    pub open: usize,
    /// All texts of the form.
    pub total: usize,
}

/// Adds a language to an edition's form file, and starts its catalogue.
pub fn add_language(project: &Project, edition: &str, tag: &str) -> Result<AddedLanguage, Refusal> {
    let folder = edition_at(project, edition)?;
    let mut own = project.edition_files(&folder, Scope::Whole)?;
    let before = project.edition(&folder, Scope::Whole)?;
    if !before.readable {
        return Err(Refusal::Before(Box::new(EditionFindings::of(&before))));
    }
    let form = model(&before)?;
    let language = Language::new(tag)
        .ok_or_else(|| format!("`{tag}` is not a language tag; write one such as pt, ar or pt-BR (BCP 47)"))?;
    if language.pseudo().is_some() {
        return Err(format!("`{tag}` is made from the form's own texts: `canevas build --pseudo` builds it").into());
    }
    if form.languages().any(|known| *known == language) {
        return Err(format!("{} {} is in `{language}` already", form.form, form.edition).into());
    }
    let text = with_language(before.sources.get(form.source), &language)
        .ok_or_else(|| format!("write `{language}` into the form file yourself, under `languages: translations`"))?;
    if let Some(file) = &mut own.form {
        file.text.clone_from(&text);
    }
    let after = Edition::read(&own);
    if after.findings.deny() {
        return Err(Refusal::After(Box::new(EditionFindings::of(&after))));
    }
    let no_model = || Failure::from("the form cannot be read; `canevas check` says why");
    let extracted = after.extract(&language, None).ok_or_else(no_model)?;
    let (catalogue, form) = (join(&folder, &format!("locales/{language}.po")), join(&folder, "form.yaml"));
    let edits = vec![Edit::write(&catalogue, write_po(&extracted.file)), Edit::write(&form, text)];
    let (open, total) = (extracted.new, extracted.file.entries.len());
    Ok(AddedLanguage { folder, language, form, catalogue, edits, open, total })
}
