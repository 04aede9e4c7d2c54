//! Who answers, in words: their names, what they are, and the words that a form of others than countries has.

use super::Wording;
use crate::alphabet::sort_key;
use crate::countries;
use crate::leads::{Lead, leads};
use crate::plain_text::PlainText;
use crate::rich::{BracketFact, Inline};
use crate::ui::common::Common;
use crate::ui::form::Form;
use crate::ui::report::ReportWord;
use canevas_model::countries::{all as countries_of_table, by_code};
use canevas_model::{CountryCase, Respondents};
use canevas_project::CountryFile;
use std::borrow::Cow;

impl<'a> Wording<'a> {
    /// The name of who answers in a grammatical case, or a bracket if nobody knows it yet.
    pub fn respondent(&self, case: CountryCase) -> Vec<Inline> {
        if case == CountryCase::Code && !self.copy.is_blank() {
            return vec![Inline::Value(self.copy.code.word().to_owned())];
        }
        if let Some(choice) = self.copy.listed() {
            let name = self.label(choice).plain();
            return vec![Inline::Value(if case == CountryCase::Code { choice.code.to_string() } else { name })];
        }
        if let Some(forms) = self.copy.name_forms(self.language) {
            return vec![Inline::Value(countries::of_file(forms, case))];
        }
        if let Some(country) = self.copy.country {
            return vec![Inline::Value(self.part(self.grammar.country(country, case)).into_owned())];
        }
        // Nobody is named, so nothing stands for a name.
        let Some(key) = self.copy.model.respondents.key() else { return Vec::new() };
        // The bracket is part of another text, so `part` below applies the pseudo-language.
        let inner = Self { language: self.copy.language_of_values(self.language), pseudo: None, ..*self };
        let word = match (self.copy.model.respondents.listed(), &self.copy.model.country_unknown) {
            (Some(listed), _) => inner.plain(&listed.called, None),
            (None, Some(text)) => inner.plain(text, None),
            (None, None) => Common::UnknownCountry.text(self.grammar).to_owned(),
        };
        vec![Inline::Bracket {
            before: self.part(self.grammar.before_bracket(case)),
            text: format!("[{}]", self.part(word)),
            fact: Some(BracketFact::Respondent(case, key)),
        }]
    }

    /// What one who answers is: “Country”, or the word that the form has for it.
    pub fn respondent_word(&self) -> PlainText {
        match self.copy.model.respondents.listed() {
            Some(listed) => self.plain_text(&listed.called, None),
            None => self.word(Common::Country).into_owned().into(),
        }
    }

    /// The title over what is known and asked about who answers.
    pub fn about_respondent(&self) -> Cow<'static, str> {
        let countries = self.copy.model.respondents == Respondents::Countries;
        self.word(if countries { Common::AboutCountry } else { Common::WhoAnswers })
    }

    /// The word of a report on a form that others than countries answer, where this word speaks of countries.
    pub fn of_report(&self, word: ReportWord) -> ReportWord {
        match word {
            _ if self.copy.model.respondents == Respondents::Countries => word,
            ReportWord::ReportedOf => ReportWord::RespondentsReported,
            ReportWord::AllCountries => ReportWord::AllRespondents,
            ReportWord::Base => ReportWord::BaseOfRespondents,
            ReportWord::BaseOfRows => ReportWord::BaseOfTheirRows,
            ReportWord::Several => ReportWord::SeveralOfOne,
            ReportWord::Behind => ReportWord::BehindRespondents,
            ReportWord::NoData => ReportWord::NoRespondent,
            ReportWord::NoRows => ReportWord::NoRespondentListed,
            ReportWord::MostGave => ReportWord::MostOfThemGave,
            ReportWord::RowsListed => ReportWord::TheirRowsListed,
            ReportWord::CountriesOf => ReportWord::RespondentsOf,
            ReportWord::ChangedOf => ReportWord::ChangedOfThem,
            ReportWord::NoLimits => ReportWord::NoLimitsOfThem,
            ReportWord::InShares => ReportWord::InSharesOfThem,
            other => other,
        }
    }

    /// The word for a form that others than countries answer, where this word speaks of a country.
    pub fn of_respondents(&self, word: Form) -> Form {
        match word {
            _ if self.copy.model.respondents == Respondents::Countries => word,
            Form::NoRows => Form::NoRowsHere,
            Form::KnownFacts => Form::KnownHere,
            Form::OtherCountry => Form::OtherRespondent,
            Form::NoCountryFile => Form::NoRespondentFile,
            other => other,
        }
    }

    /// The name of a country in a case, as the copy of that country writes it. For a copy in which people choose the country.
    pub fn chosen_country(&self, country: &canevas_model::countries::Country, case: CountryCase) -> String {
        match self.copy.chosen_name_forms(country.alpha3, self.language) {
            Some(forms) => countries::of_file(forms, case),
            None => self.part(self.grammar.country(country, case)).into_owned(),
        }
    }

    /// The name of a country that only a country file has, in a case. Where the file has no name in this language, it is that
    /// of the source language, or of the first one that there is.
    fn own_country(&self, file: &CountryFile, case: CountryCase) -> String {
        let source = self.copy.model.source_language.primary();
        let names = [self.language.primary(), source].into_iter().find_map(|language| file.names.get(language));
        let names = names.or_else(|| file.names.values().next());
        names.map_or_else(|| file.code.clone(), |names| countries::of_file(names, case))
    }

    /// The name of a country or another respondent that somebody can choose, by its code.
    pub fn listed_respondent(&self, code: &str) -> String {
        if let Some(choice) = self.copy.model.listed_respondent(code) {
            return self.label(choice).plain();
        }
        match by_code(code) {
            Some(country) => self.chosen_country(country, CountryCase::Plain),
            None => {
                let own = self.copy.own_countries().find(|file| file.code == code);
                own.map_or_else(|| code.to_owned(), |file| self.own_country(file, CountryCase::Plain))
            }
        }
    }

    /// Those who somebody can choose as who answers: code and name. Countries are in the alphabet of the language, others as the form
    /// lists them.
    pub fn listed_respondents(&self) -> Vec<(&'a str, String)> {
        match self.copy.model.respondents {
            Respondents::Countries => self.listed_countries(),
            Respondents::Nobody | Respondents::Listed(_) => {
                let listed = self.copy.model.listed_respondents().iter();
                listed.map(|choice| (choice.code.as_str(), self.label(choice).plain())).collect()
            }
        }
    }

    fn listed_countries(&self) -> Vec<(&'a str, String)> {
        let table = countries_of_table().iter();
        let table = table.map(|country| (country.alpha3, self.chosen_country(country, CountryCase::Plain)));
        let own = self.copy.own_countries();
        let own = own.map(|file| (file.code.as_str(), self.own_country(file, CountryCase::Plain)));
        let mut all: Vec<(&str, String)> = table.chain(own).collect();
        all.sort_by_cached_key(|(_, name)| sort_key(name));
        all
    }

    /// The forms of all names in a case, for a copy in which people choose who answers.
    pub fn respondent_leads(&self, case: CountryCase) -> Vec<Lead<'a>> {
        if case == CountryCase::Code {
            let whole =
                |(code, _): (&'a str, String)| Lead { codes: vec![code], words: code.to_owned(), is_whole: true };
            return self.listed_respondents().into_iter().map(whole).collect();
        }
        let table = countries_of_table().iter().map(|country| {
            let form = self.chosen_country(country, case);
            (country.alpha3, self.chosen_country(country, CountryCase::Plain), form)
        });
        let own = self
            .copy
            .own_countries()
            .map(|file| (file.code.as_str(), self.own_country(file, CountryCase::Plain), self.own_country(file, case)));
        leads(table.chain(own))
    }

    /// The name of a country of the table, for lists.
    pub fn country_name(&self, country: &canevas_model::countries::Country) -> String {
        self.part(self.grammar.country(country, CountryCase::Plain)).into_owned()
    }
}
