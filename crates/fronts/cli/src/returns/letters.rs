//! The commands of the desk that write to countries. They send nothing and write no history.

use super::desk::finish;
use crate::Failure;
use crate::args::{LetterTo, ReturnsClarify, ReturnsLetter};
use crate::disk::{name_of, names_of};
use canevas_machine::today;
use canevas_operations::{
    ClarifyRequest, Conclusion, LetterPurpose, LetterRequest, Project, clarify_return, draft_letters,
};

/// Drafts letters.
pub fn letter(project: &Project, options: &ReturnsLetter) -> Result<Conclusion, Failure> {
    let request = LetterRequest {
        purpose: match options.kind {
            LetterTo::Invitation => LetterPurpose::Invitation,
            LetterTo::Reminder => LetterPurpose::Reminder,
            LetterTo::Thanks => LetterPurpose::Thanks,
            LetterTo::Clarification => LetterPurpose::Clarification,
        },
        countries: options.countries.clone(),
        asks: options.asks.clone(),
        names: names_of(&options.inbox),
        form: options.form.as_deref().map(name_of),
        languages: options.languages.clone(),
        today: options.on.clone().map_or_else(today, Ok)?,
        out: name_of(&options.out),
        force: options.force,
    };
    finish(draft_letters(project, &request), options.format)
}

/// Makes a clarification sheet.
pub fn clarify(project: &Project, options: &ReturnsClarify) -> Result<Conclusion, Failure> {
    let request = ClarifyRequest {
        country: options.country.clone(),
        file: options.file.as_deref().map(name_of),
        asks: options.asks.clone(),
        form: options.form.as_deref().map(name_of),
        out: name_of(&options.out),
        force: options.force,
    };
    finish(clarify_return(project, &request), options.format)
}
