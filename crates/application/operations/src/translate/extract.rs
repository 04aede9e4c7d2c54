//! Renews catalogues from the form.

use super::{catalogue_edit, editions, file_name, is_wanted, language};
use crate::names::model;
use crate::{Edit, Failure, Refusal, shown};
use canevas_compiler::files::{EntryKind, join};
use canevas_compiler::model::Language;
use canevas_compiler::translate::{Extracted, XliffHeader, XliffVersion, write_xliff};
use canevas_compiler::{Edition, Project};

/// What to send out to translators.
#[derive(Debug, Clone, Default)]
pub struct ExtractRequest {
    /// Form files, folders of editions, or folders above them; the usual folder where empty.
    pub names: Vec<String>,
    /// Languages; all that a form is translated into where empty.
    pub languages: Vec<String>,
    /// The folder for XLIFF files, and their version. Without it, the editions' own catalogues are renewed.
    pub xliff: Option<(String, XliffVersion)>,
    /// The address or path of a form that is built, for links to each text.
    pub preview: Option<String>,
    /// Whether an XLIFF file is replaced that holds translations which the edition has not taken.
    pub force: bool,
}

/// A catalogue, renewed from the form.
#[derive(Debug)]
pub struct ExtractedCatalogue {
    /// The edit that writes it.
    pub edit: Edit,
    /// What became of its texts.
    pub extracted: Extracted,
}

/// Renews the catalogues of editions.
pub fn extract(project: &Project, request: &ExtractRequest) -> Result<Vec<ExtractedCatalogue>, Refusal> {
    let editions = editions(project, &request.names)?;
    for (_, edition) in &editions {
        for tag in &request.languages {
            language(model(edition)?, tag)?;
        }
    }
    let mut catalogues = Vec::new();
    for (folder, edition) in &editions {
        let model = model(edition)?;
        for language in model.translations.iter().filter(|language| is_wanted(&request.languages, language)) {
            let Some(extracted) = edition.extract(language, request.preview.as_deref()) else { continue };
            let edit = match &request.xliff {
                None => catalogue_edit(edition, folder, language, &extracted.file),
                Some((out, version)) => {
                    let (source, target) = (model.source_language.tag(), language.tag());
                    let header = XliffHeader { form: &model.form, edition: &model.edition, source, target };
                    let text = write_xliff(&extracted.file, *version, &header);
                    let name = join(out, &file_name(model, language, "xlf"));
                    if !request.force && project.files().kind(&name) == Some(EntryKind::File) {
                        refuse_translated(project, (folder, edition), language, &name)?;
                    }
                    Edit::write(name, text)
                }
            };
            catalogues.push(ExtractedCatalogue { edit, extracted });
        }
    }
    Ok(catalogues)
}

/// Refuses to replace a file in which a translator has worked, and that was not taken into the catalogue since.
fn refuse_translated(
    project: &Project,
    (folder, edition): (&str, &Edition),
    language: &Language,
    name: &str,
) -> Result<(), Failure> {
    let what = match edition.not_taken(language, &project.text(name)?) {
        Some(0) => return Ok(()),
        Some(1) => "holds 1 translation that the edition has not taken".to_owned(),
        Some(count) => format!("holds {count} translations that the edition has not taken"),
        None => "exists, and may hold translations".to_owned(),
    };
    Err(format!(
        "`{name}` {what}; take what it holds with `canevas translate import {name} {}`, or replace the file with --force",
        shown(folder)
    ))
}
