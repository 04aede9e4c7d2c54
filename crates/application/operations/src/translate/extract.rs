//! Renews catalogues from the form.

use super::{editions, file_name, is_wanted, language};
use crate::names::model;
use crate::{Edit, Refusal};
use canevas_compiler::files::join;
use canevas_compiler::translate::{Extracted, XliffHeader, XliffVersion, write_xliff};
use canevas_compiler::{Project, write_po};

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
                None => Edit::write(join(folder, &format!("locales/{language}.po")), write_po(&extracted.file)),
                Some((out, version)) => {
                    let (source, target) = (model.source_language.tag(), language.tag());
                    let header = XliffHeader { form: &model.form, edition: &model.edition, source, target };
                    let text = write_xliff(&extracted.file, *version, &header);
                    Edit::write(join(out, &file_name(model, language, "xlf")), text)
                }
            };
            catalogues.push(ExtractedCatalogue { edit, extracted });
        }
    }
    Ok(catalogues)
}
