//! Which country a cell names.

use crate::mask::words;
use canevas_model::countries;
use canevas_project::CountryFile;
use std::collections::HashMap;

/// The names of countries, in every language of the program and as country files write them.
#[derive(Debug)]
pub struct CountryNames {
    codes: HashMap<String, String>,
}

impl CountryNames {
    /// The countries of the table, and those of country files.
    pub fn new(files: &[CountryFile]) -> Self {
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

    /// The code of the country that a text names. `options` are texts that a person gave codes to.
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
    use super::CountryNames;

    #[test]
    fn countries_are_known_by_name_and_code() {
        let names = CountryNames::new(&[]);
        for text in ["Cameroun", "CAMEROON", " Camerún ", "cmr", "Camarões", "الكاميرون"] {
            assert_eq!(names.code(text, &[]), Some("CMR"), "{text}");
        }
        assert_eq!(names.code("Kamerun", &[]), None);
        assert_eq!(names.code("Kamerun", &[("Kamerun".to_owned(), "CMR".to_owned())]), Some("CMR"));
    }
}
