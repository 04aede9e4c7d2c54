//! `canevas new`: a commented definition that builds.

use crate::args::New;
use crate::format::replace;
use crate::{Failure, Outcome, discover};
use canevas_compiler::{Edition, EditionFiles, InputFile};
use std::fs;

const TEMPLATE: &str = include_str!("scaffold.yaml");

/// Starts a questionnaire.
pub fn new(options: &New) -> Result<Outcome, Failure> {
    let folder = options.out.join(&options.form).join(&options.edition);
    let path = folder.join("form.yaml");
    if fs::symlink_metadata(&path).is_ok() {
        return Err(format!("`{}` is there already; nothing was changed", path.display()));
    }
    let text = TEMPLATE
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
