//! The forms of all country names in a grammatical case, in short. Nearly always, the same few words stand before many
//! names. A form in which people choose the country contains these words and the names, so its script needs no grammar.

use std::collections::BTreeMap;

/// Words that stand before the names of some countries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead<'a> {
    /// The alpha-3 codes of the countries, in order. Empty for all countries that no earlier lead names.
    pub codes: Vec<&'a str>,
    /// The words, with the space after them.
    pub words: String,
    /// Whether the words are the whole form, the name included.
    pub is_whole: bool,
}

/// The leads of countries, given as code, name and form. The lead of most countries is last and names no country.
pub(crate) fn leads<'a>(countries: impl Iterator<Item = (&'a str, String, String)>) -> Vec<Lead<'a>> {
    let mut found: BTreeMap<(bool, String), Vec<&'a str>> = BTreeMap::new();
    for (code, name, form) in countries {
        let key = match form.strip_suffix(&name) {
            Some(before) => (false, before.to_owned()),
            None => (true, form),
        };
        found.entry(key).or_default().push(code);
    }
    let mut out: Vec<Lead<'a>> =
        found.into_iter().map(|((is_whole, words), codes)| Lead { codes, words, is_whole }).collect();
    // A whole form applies only to the countries that it names.
    let most = (0..out.len()).filter(|at| !out[*at].is_whole).max_by_key(|at| out[*at].codes.len());
    if let Some(most) = most {
        let mut rest = out.remove(most);
        rest.codes.clear();
        out.push(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grammar;
    use canevas_model::CountryCase;
    use canevas_model::countries::all;

    /// The form that a reader of the leads gets.
    fn form(leads: &[Lead], code: &str, name: &str) -> Option<String> {
        let lead = leads.iter().find(|lead| lead.codes.is_empty() || lead.codes.contains(&code))?;
        Some(if lead.is_whole { lead.words.clone() } else { format!("{}{name}", lead.words) })
    }

    #[test]
    fn every_form_of_the_table_comes_out_of_its_leads() {
        for grammar in Grammar::ALL {
            for case in [CountryCase::The, CountryCase::TheCapital, CountryCase::Of, CountryCase::In] {
                let of = |country, case| grammar.country(country, case);
                let leads = leads(all().iter().map(|c| (c.alpha3, of(c, CountryCase::Plain), of(c, case))));
                // In Arabic, "of" changes the first letters of a name with an article, so the whole form is listed.
                if (*grammar, case) != (Grammar::Arabic, CountryCase::Of) {
                    assert!(leads.len() < 12 && leads.iter().all(|lead| !lead.is_whole), "{leads:?}");
                }
                for country in all() {
                    let made = form(&leads, country.alpha3, &of(country, CountryCase::Plain));
                    assert_eq!(made.as_deref(), Some(of(country, case).as_str()));
                }
            }
        }
    }

    #[test]
    fn a_form_that_does_not_end_with_the_name_is_told_whole() {
        let countries =
            [("CMR", "Cameroun", "au Cameroun"), ("COD", "RDC", "en République"), ("COG", "Congo", "au Congo")];
        let leads = leads(countries.iter().map(|(code, name, form)| (*code, (*name).to_owned(), (*form).to_owned())));
        assert_eq!(leads[0], Lead { codes: vec!["COD"], words: "en République".to_owned(), is_whole: true });
        assert_eq!(leads[1], Lead { codes: Vec::new(), words: "au ".to_owned(), is_whole: false });
        for (code, name, wanted) in countries {
            assert_eq!(form(&leads, code, name).as_deref(), Some(wanted));
        }
    }
}
