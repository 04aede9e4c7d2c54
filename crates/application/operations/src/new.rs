//! Starts a questionnaire: a commented definition that builds.

use crate::{Edit, EditionFindings, Refusal};
use canevas_compiler::files::join;
use canevas_compiler::{Edition, EditionFiles, InputFile, Project};

/// The definition in each language: its texts must be in the language that it names.
const SCAFFOLDS: [(&str, &str); 3] = [
    ("en", include_str!("scaffolds/en.yaml")),
    ("fr", include_str!("scaffolds/fr.yaml")),
    ("es", include_str!("scaffolds/es.yaml")),
];

/// What to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    /// The form's name: organisation/name.
    pub form: String,
    /// The edition.
    pub edition: String,
    /// The tag of the language that it is written in.
    pub language: String,
    /// The folder to start it in.
    pub out: String,
}

/// A questionnaire that was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedForm {
    /// The folder of its edition.
    pub folder: String,
    /// The edit that writes its form file.
    pub edit: Edit,
}

/// Writes the definition of a questionnaire.
pub fn new(project: &Project, request: &NewRequest) -> Result<StartedForm, Refusal> {
    let folder = join(&join(&request.out, &request.form), &request.edition);
    let name = join(&folder, "form.yaml");
    if project.files().kind(&name).is_some() {
        return Err(format!("`{name}` exists already; nothing was changed").into());
    }
    let primary = request.language.split('-').next().unwrap_or_default();
    let Some((_, scaffold)) = SCAFFOLDS.iter().find(|(language, _)| *language == primary) else {
        let known = SCAFFOLDS.map(|(language, _)| language).join(", ");
        return Err(format!(
            "a questionnaire can be started in {known}; in `{}`, start with one of those, then change `source` and the texts",
            request.language
        )
        .into());
    };
    let text = scaffold
        .replace("FORM", &request.form)
        .replace("EDITION", &request.edition)
        .replace("LANGUAGE", &request.language);
    // The result is read before it is written, to report a name that cannot be used.
    let file = InputFile { name, stem: "form".to_owned(), text };
    let edition = Edition::read(&EditionFiles { form: Some(file.clone()), ..EditionFiles::default() });
    if edition.findings.deny() {
        return Err(Refusal::After(Box::new(EditionFindings::of(&edition))));
    }
    Ok(StartedForm { folder, edit: Edit::write(file.name, file.text) })
}
