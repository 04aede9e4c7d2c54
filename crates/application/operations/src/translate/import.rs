//! Takes a translator's file into an edition's catalogue.

use super::{edition, language};
use crate::names::model;
use crate::{Conclusion, Edit, EditionFindings, Failure, Refusal};
use canevas_compiler::files::join;
use canevas_compiler::{Project, language_of, write_po};

/// Which file to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRequest {
    /// The translator's file.
    pub file: String,
    /// The edition.
    pub edition: String,
    /// The language, where the file does not say it.
    pub language: Option<String>,
}

/// What came back from a translator.
#[derive(Debug)]
pub struct ImportOutcome {
    /// What is wrong with the file.
    pub findings: EditionFindings,
    /// The edit that writes the catalogue. `None` where a finding denies.
    pub edit: Option<Edit>,
    /// Translations that are new, changed or now reviewed.
    pub taken: usize,
    /// Translations of the file that wait for review.
    pub waiting: usize,
    /// Texts of the form that the file does not translate.
    pub untouched: usize,
}

impl ImportOutcome {
    /// Whether a finding denies, so that nothing is taken.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion::denies_if(self.findings.findings.deny())
    }
}

/// Takes a PO or XLIFF file into the catalogue of its language.
pub fn import(project: &Project, request: &ImportRequest) -> Result<ImportOutcome, Refusal> {
    let (folder, edition) = edition(project, &request.edition)?;
    let file = project.text(&request.file)?;
    let model = model(&edition)?;
    // A file that was sent out as form-2024.es.xlf names its language last; a tool may have renamed it.
    let named = file.stem.rsplit('.').next().unwrap_or(&file.stem);
    let tag = match &request.language {
        Some(tag) => tag.clone(),
        None if model.translations.iter().any(|language| language.tag() == named) => named.to_owned(),
        None => language_of(&file).unwrap_or_else(|| named.to_owned()),
    };
    let language = language(model, &tag)?;
    let no_model = || Failure::from("the form cannot be read; `canevas check` says why");
    let back = edition.import(language, &file).ok_or_else(no_model)?;
    let name = join(&folder, &format!("locales/{language}.po"));
    let edit = (!back.findings.deny()).then(|| Edit::write(name, write_po(&back.imported.file)));
    Ok(ImportOutcome {
        findings: EditionFindings {
            sources: back.sources,
            findings: back.findings.sorted(),
            suppressed: back.suppressed.sorted(),
        },
        edit,
        taken: back.imported.taken,
        waiting: back.imported.waiting,
        untouched: back.imported.untouched,
    })
}
