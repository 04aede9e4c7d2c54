//! The files with what is known about those who answer: of countries in `countries`, of others in `respondents`.

use super::{EditionFiles, InputFile, join};
use canevas_model::RespondentsKind;

impl EditionFiles {
    /// The files with what is known about those who answer.
    pub fn of_respondents(&self, kind: RespondentsKind) -> &Vec<InputFile> {
        match kind {
            RespondentsKind::Countries => &self.countries,
            RespondentsKind::Nobody | RespondentsKind::Listed => &self.respondents,
        }
    }

    /// The same files, to be changed.
    pub fn of_respondents_mut(&mut self, kind: RespondentsKind) -> &mut Vec<InputFile> {
        match kind {
            RespondentsKind::Countries => &mut self.countries,
            RespondentsKind::Nobody | RespondentsKind::Listed => &mut self.respondents,
        }
    }
}

/// Asks for the copy of a respondent who has no file: it has the name, and of a country its grammar, all the same.
pub fn add_respondent(edition: &mut EditionFiles, folder: &str, code: &str) {
    let has_file = edition.countries.iter().chain(&edition.respondents).any(|file| file.stem == code);
    if !has_file && !edition.without_file.iter().any(|file| file.stem == code) {
        let name = join(folder, &format!("{code}.yaml"));
        edition.without_file.push(InputFile { name, stem: code.to_owned(), text: String::new() });
    }
}
