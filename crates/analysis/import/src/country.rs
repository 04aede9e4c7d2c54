//! Which country, or which other respondent, a cell names.

use crate::mask::words;
use canevas_model::{RespondentsKind, countries};
use canevas_project::{CountryFile, FormCopy};
use canevas_wording::Wording;
use std::collections::HashMap;

/// The names of those who may answer: of countries, in every language of the program and as country files write them; of others, as the
/// form lists them in each of its languages.
#[derive(Debug)]
pub struct RespondentNames {
    codes: HashMap<String, String>,
}

impl RespondentNames {
    /// Those who may answer the form of a blank copy; `files` are country files.
    pub fn of(blank: &FormCopy<'_>, files: &[CountryFile]) -> Self {
        match blank.model.respondents.kind() {
            RespondentsKind::Countries => Self::of_countries(files),
            RespondentsKind::Nobody => Self { codes: HashMap::new() },
            RespondentsKind::Listed => {
                let wordings = blank.model.languages().map(|language| Wording::new(blank, language));
                let names = wordings.flat_map(|wording| wording.listed_respondents());
                let names = names.flat_map(|(code, name)| [(name, code), (code.to_owned(), code)]);
                Self { codes: names.map(|(name, code)| (words(&name).join(" "), code.to_owned())).collect() }
            }
        }
    }

    /// The countries of the table, and those of country files.
    fn of_countries(files: &[CountryFile]) -> Self {
        let mut codes = HashMap::new();
        for country in countries::all() {
            for name in country.names().into_iter().chain([country.alpha3]) {
                codes.insert(words(name).join(" "), country.alpha3.to_owned());
            }
        }
        for file in files {
            for name in file.names.values().map(|forms| &forms.name).chain([&file.code]) {
                codes.insert(words(name).join(" "), file.code.clone());
            }
        }
        Self { codes }
    }

    /// The code of who a text names. `options` are texts that a person gave codes to.
    pub fn code(&self, text: &str, options: &[(String, String)]) -> Option<&str> {
        let wanted = words(text).join(" ");
        let said = options.iter().find(|(known, _)| words(known).join(" ") == wanted);
        match said {
            Some((_, code)) => self.codes.get(&words(code).join(" ")).map(String::as_str),
            None => self.codes.get(&wanted).map(String::as_str),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RespondentNames;

    #[test]
    fn countries_are_known_by_name_and_code() {
        let names = RespondentNames::of_countries(&[]);
        for text in ["Cameroun", "CAMEROON", " Camerún ", "cmr", "Camarões", "الكاميرون"] {
            assert_eq!(names.code(text, &[]), Some("CMR"), "{text}");
        }
        assert_eq!(names.code("Kamerun", &[]), None);
        assert_eq!(names.code("Kamerun", &[("Kamerun".to_owned(), "CMR".to_owned())]), Some("CMR"));
    }
}
