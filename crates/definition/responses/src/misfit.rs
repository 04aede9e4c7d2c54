//! Whether a return is one of a respondent to this edition of the form.

use crate::respondent::{RESPONDENT_KEY, Respondent, RespondentKind};
use crate::response::Response;
use canevas_model::{Model, RespondentsKind};

/// Why a return is none of a respondent to this edition.
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
    /// It does not say who answers.
    NoRespondent,
    /// Nobody who answers this form has its code.
    UnknownRespondent(String),
    /// The form names nobody, so no return belongs to a respondent.
    Nobody,
    /// It is the return of a clarification sheet, and answers some questions only.
    Sheet(String),
    /// It says that it is the return of a clarification sheet, and what it says of the sheet cannot be used: what is wrong.
    DamagedSheet(String),
    /// It says who answers in a way that nobody can read.
    BadRespondent(String),
    /// Its head names a respondent that this form does not know.
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
    /// Who answers this edition in it, by code. A country that the table does not have, such as a union, has a file: `has_file` says
    /// so.
    pub fn respondent_in(&self, model: &Model, has_file: impl Fn(&str) -> bool) -> Result<&str, Misfit> {
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
        self.respondent_named(model, has_file)
    }

    /// Who a return of this edition says answers, also where it is the return of a clarification sheet.
    pub fn respondent_named(&self, model: &Model, has_file: impl Fn(&str) -> bool) -> Result<&str, Misfit> {
        if let Some(Err(faults)) = self.json().get(RESPONDENT_KEY).map(Respondent::read) {
            let told: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            return Err(Misfit::BadRespondent(told.join("; ")));
        }
        let named = self.respondent();
        if let Some(other) = named.filter(|respondent| respondent.known_code().is_none()) {
            return Err(Misfit::OtherRespondent(other.code.to_owned()));
        }
        let of_kind = |kind| named.filter(|named| named.kind == kind).map(|named| named.code).unwrap_or_default();
        let code = match model.respondents.kind() {
            RespondentsKind::Nobody => return Err(Misfit::Nobody),
            RespondentsKind::Countries => of_kind(RespondentKind::Country),
            RespondentsKind::Listed => of_kind(RespondentKind::Listed),
        };
        match code {
            "" => Err(Misfit::NoRespondent),
            code if model.has_respondent(code, has_file) => Ok(code),
            code => Err(Misfit::UnknownRespondent(code.to_owned())),
        }
    }
}
