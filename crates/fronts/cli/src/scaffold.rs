//! `canevas new`: a commented definition that builds.

use crate::args::New;
use crate::format::replace;
use crate::{Failure, Outcome, discover};
use canevas_compiler::{Edition, EditionFiles, InputFile};
use std::fs;

/// The definition in each language that it is written in: its texts have to be in the language that it names.
const TEMPLATES: [(&str, &str); 3] = [
    ("en", include_str!("scaffolds/en.yaml")),
    ("fr", include_str!("scaffolds/fr.yaml")),
    ("es", include_str!("scaffolds/es.yaml")),
];

/// Starts a questionnaire.
pub fn new(options: &New) -> Result<Outcome, Failure> {
    let folder = options.out.join(&options.form).join(&options.edition);
    let path = folder.join("form.yaml");
    if fs::symlink_metadata(&path).is_ok() {
        return Err(format!("`{}` is there already; nothing was changed", path.display()));
    }
    let primary = options.language.split('-').next().unwrap_or_default();
    let Some((_, template)) = TEMPLATES.iter().find(|(language, _)| *language == primary) else {
        let known = TEMPLATES.map(|(language, _)| language).join(", ");
        return Err(format!(
            "a questionnaire can be started in {known}; in `{}`, start with one of those, then change `source` and the texts",
            options.language
        ));
    };
    let text = template
        .replace("FORM", &options.form)
        .replace("EDITION", &options.edition)
        .replace("LANGUAGE", &options.language);
    // The scaffold is held against the language before it is written: a name that cannot be is told now.
    let file = InputFile { name: discover::display(&path), stem: "form".to_owned(), text };
    let edition = Edition::read(&EditionFiles { form: Some(file.clone()), ..EditionFiles::default() });
    if edition.findings.deny() {
        let report = crate::report::Report::of(&edition);
        let outcome = crate::report::print(&[report], crate::args::Format::Text)?;
        eprintln!("nothing was written");
        return Ok(outcome);
    }
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
    replace(&path, &file.text)?;
    eprintln!("started {}\nedit it, then: canevas build {}", file.name, discover::display(&folder));
    Ok(Outcome::Clean)
}
