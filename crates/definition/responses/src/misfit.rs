//! Whether a return is one of a country to this edition of the form.

use crate::respondent::{RESPONDENT_KEY, Respondent};
use crate::response::Response;
use canevas_model::{Model, countries};

/// Why a return is none of a country to this edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// It does not say that it is a return.
    NoVersion,
    /// It is of another version of the format.
    OtherVersion(String),
    /// It names no form.
    NoForm,
    /// It answers another form.
    OtherForm(String),
    /// It names no edition.
    NoEdition,
    /// It answers another edition.
    OtherEdition(String),
    /// It names no country.
    NoCountry,
    /// No country has its code.
    UnknownCountry(String),
    /// It is the return of a clarification sheet, and answers some questions only.
    Sheet(String),
    /// It says that it is the return of a clarification sheet, and what it says of the sheet cannot be used: what is wrong.
    DamagedSheet(String),
    /// It says who answers in a way that nobody can read.
    BadRespondent(String),
    /// Another respondent than a country answers.
    OtherRespondent(String),
}

impl Misfit {
    /// Whether what names this form and edition answers the edition of this model.
    pub fn of_edition(model: &Model, form: Option<&str>, edition: Option<&str>) -> Result<(), Self> {
        match (form, edition) {
            (None, _) => Err(Self::NoForm),
            (Some(form), _) if form != model.form => Err(Self::OtherForm(form.to_owned())),
            (_, None) => Err(Self::NoEdition),
            (_, Some(edition)) if edition != model.edition => Err(Self::OtherEdition(edition.to_owned())),
            _ => Ok(()),
        }
    }
}

impl Response {
    /// The country whose return to this edition it is. A country that the table does not have, such as a union, has a country
    /// file: `has_file` says so.
    pub fn country_in(&self, model: &Model, has_file: impl Fn(&str) -> bool) -> Result<&str, Misfit> {
        match self.json().get("canevas") {
            Some(version) if *version == 1 => {}
            Some(version) => return Err(Misfit::OtherVersion(version.to_string())),
            None => return Err(Misfit::NoVersion),
        }
        Misfit::of_edition(model, self.form().as_deref(), self.edition().as_deref())?;
        match self.sheet(model) {
            None => {}
            Some(Ok(of)) => return Err(Misfit::Sheet(of.version)),
            Some(Err(why)) => return Err(Misfit::DamagedSheet(why)),
        }
        self.country_named(has_file)
    }

    /// The country that a return of this edition names, also where it is the return of a clarification sheet.
    pub fn country_named(&self, has_file: impl Fn(&str) -> bool) -> Result<&str, Misfit> {
        if let Some(Err(faults)) = self.json().get(RESPONDENT_KEY).map(Respondent::read) {
            let told: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            return Err(Misfit::BadRespondent(told.join("; ")));
        }
        if let Some(other) = self.respondent().filter(|respondent| respondent.country_code().is_none()) {
            return Err(Misfit::OtherRespondent(other.code.to_owned()));
        }
        match self.country().unwrap_or_default() {
            "" => Err(Misfit::NoCountry),
            code if countries::by_code(code).is_some() || has_file(code) => Ok(code),
            code => Err(Misfit::UnknownCountry(code.to_owned())),
        }
    }
}
