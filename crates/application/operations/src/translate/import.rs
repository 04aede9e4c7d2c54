//! Takes a translator's file into an edition's catalogue.

use super::{catalogue_edit, edition, language};
use crate::names::model;
use crate::{Conclusion, Edit, EditionFindings, Failure, Refusal};
use canevas_compiler::diagnostics::Findings;
use canevas_compiler::model::{Language, Model};
use canevas_compiler::{InputFile, Project, language_of, unreadable};

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
    let language = match language_of_file(model, &file, request.language.as_deref()) {
        Ok(language) => language,
        // A file that cannot be read does not say its language either. Why it cannot be read comes first.
        Err(failure) => {
            let unread = if request.language.is_none() { unreadable(&file) } else { None };
            let Some((sources, findings)) = unread else { return Err(failure.into()) };
            let findings = EditionFindings::new(&sources, findings, &Findings::default());
            return Ok(ImportOutcome { findings, edit: None, taken: 0, waiting: 0, untouched: 0 });
        }
    };
    let no_model = || Failure::from("the form cannot be read; `canevas check` says why");
    let back = match &request.language {
        Some(_) => edition.import_as(language, &file),
        None => edition.import(language, &file),
    };
    let back = back.ok_or_else(no_model)?;
    let edit = (!back.findings.deny()).then(|| catalogue_edit(&edition, &folder, language, &back.imported.file));
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

/// The language of a translator's file: the wanted one, else the one in its name, else the one in its head.
fn language_of_file<'m>(model: &'m Model, file: &InputFile, wanted: Option<&str>) -> Result<&'m Language, Failure> {
    if let Some(tag) = wanted {
        return language(model, tag);
    }
    // A file that was sent out as form-2024.es.xlf names its language last; a tool may have renamed it.
    let named = file.stem.rsplit('.').next().unwrap_or(&file.stem);
    let said = language_of(file);
    let known = [Some(named), said.as_deref()].into_iter().flatten().find_map(|tag| meant(model, tag));
    if let Some(known) = known {
        return Ok(known);
    }
    match said.as_deref().or_else(|| is_tag(named).then_some(named)) {
        Some(tag) => language(model, tag),
        None => Err(format!(
            "`{}` does not say which language it is translated into; say it with --language, such as --language {}",
            file.name,
            model.translations.first().map_or("en", Language::tag)
        )),
    }
}

/// Whether a part of a file's name is a tag. Many words could be one, so only the codes of languages that people know count.
fn is_tag(name: &str) -> bool {
    let primary = name.split(['-', '_']).next().unwrap_or_default();
    matches!(primary.len(), 2 | 3) && Language::new(&name.replace('_', "-")).is_some()
}

/// The language of a form that a tag means. A tool may add a region to it, as in `fr-FR` or `fr_CM`, where the form has none.
fn meant<'m>(model: &'m Model, tag: &str) -> Option<&'m Language> {
    let tag = tag.replace('_', "-").to_ascii_lowercase();
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let same = |language: &&Language| language.tag().to_ascii_lowercase() == tag;
    let mut alike = model.translations.iter().filter(|language| primary(language.tag()) == primary(&tag));
    model.translations.iter().find(same).or_else(|| alike.next().filter(|_| alike.next().is_none()))
}
