//! `canevas fill`.

use crate::args::{Fill, Readable};
use crate::disk::{name_of, names_of};
use crate::output::carry_out;
use crate::terminal::{give_data, message, visible};
use crate::{Failure, print};
use canevas_operations::{Conclusion, FillFormat, FillRequest, Project, fill_returns};

/// Writes returns down for people.
pub fn fill(project: &Project, options: &Fill) -> Result<Conclusion, Failure> {
    let request = FillRequest {
        names: names_of(&options.paths),
        form: options.form.as_deref().map(name_of),
        languages: options.languages.clone(),
        format: match options.to {
            Readable::Html => FillFormat::Html,
            Readable::Markdown => FillFormat::Markdown,
            Readable::Word => FillFormat::Word,
        },
        personal: options.personal,
        out: options.out.as_deref().map(name_of),
        force: options.force,
    };
    let outcome = match fill_returns(project, &request) {
        Ok(outcome) => outcome,
        Err(refusal) => return print::refused(&refusal, "nothing was written"),
    };
    carry_out(&outcome.edits)?;
    if let Some(text) = &outcome.printed {
        give_data(text)?;
    }
    message(&visible(outcome.text()));
    Ok(outcome.conclusion())
}
