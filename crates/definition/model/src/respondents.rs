//! Who answers a form: countries, nobody who is named, or those of a list.

use crate::countries;
use crate::indices::ListIx;
use crate::shape::{Choice, ChoiceLabel};
use crate::text::Text;
use crate::types::Model;
use canevas_diagnostics::Span;

/// Who answers a form.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Respondents {
    /// Countries of the table, and those that only a country file has.
    #[default]
    Countries,
    /// Nobody who is named: a return says what was answered, and not by whom.
    Nobody,
    /// Those of a list, such as regions, schools or companies.
    Listed(Box<ListedRespondents>),
}

/// Respondents that a list names.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedRespondents {
    /// What they are, in files: `region`.
    pub kind: String,
    /// What they are, as people read it: “Region”.
    pub called: Text,
    /// The list of their codes and names.
    pub list: ListIx,
    /// Where the list is named.
    pub span: Span,
}

/// Who answers, without the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RespondentsKind {
    /// Countries.
    #[default]
    Countries,
    /// Nobody who is named.
    Nobody,
    /// Those of a list.
    Listed,
}

impl RespondentsKind {
    /// The folder of the files with what is known about each.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Countries => "countries",
            Self::Nobody | Self::Listed => "respondents",
        }
    }

    /// The key of the code among the facts of a return; none where nobody is named.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Countries => Some("country"),
            Self::Nobody => None,
            Self::Listed => Some("respondent"),
        }
    }
}

impl Respondents {
    /// Who answers, without the list.
    pub fn kind(&self) -> RespondentsKind {
        match self {
            Self::Countries => RespondentsKind::Countries,
            Self::Nobody => RespondentsKind::Nobody,
            Self::Listed(_) => RespondentsKind::Listed,
        }
    }

    /// The list, where there is one.
    pub fn listed(&self) -> Option<&ListedRespondents> {
        match self {
            Self::Listed(listed) => Some(listed),
            Self::Countries | Self::Nobody => None,
        }
    }

    /// The key of the code among the facts of a return; none where nobody is named.
    pub fn key(&self) -> Option<&'static str> {
        self.kind().key()
    }

    /// What several of them are, in messages.
    pub fn plural(&self) -> &'static str {
        match self {
            Self::Countries => "countries",
            Self::Nobody | Self::Listed(_) => "respondents",
        }
    }

    /// What one of them is, with an article: `a country`.
    pub fn a_noun(&self) -> String {
        let noun = self.noun();
        let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {noun}")
    }

    /// What one of them is, in messages: `country`, or the word that the form has for it in files.
    pub fn noun(&self) -> &str {
        match self {
            Self::Countries => "country",
            Self::Nobody => "respondent",
            Self::Listed(listed) => &listed.kind,
        }
    }
}

impl Choice {
    /// What it is called in the source language of the form.
    pub fn source_name(&self) -> &str {
        match &self.label {
            ChoiceLabel::Text(text) => &text.source.value,
            ChoiceLabel::Country(country) => country.en[0],
            ChoiceLabel::Entered(..) => self.code.as_str(),
        }
    }
}

impl Model {
    /// The respondents that the form lists; none where countries or nobody answers.
    pub fn listed_respondents(&self) -> &[Choice] {
        let list = self.respondents.listed().and_then(|listed| self.lists.get(listed.list));
        list.map_or(&[], |list| &list.choices)
    }

    /// The codes of those who may answer: of the countries of the table, or of the form's list.
    pub fn respondent_codes(&self) -> Vec<&str> {
        match self.respondents.kind() {
            RespondentsKind::Countries => countries::all().iter().map(|country| country.alpha3).collect(),
            RespondentsKind::Nobody => Vec::new(),
            RespondentsKind::Listed => self.listed_respondents().iter().map(|choice| choice.code.as_str()).collect(),
        }
    }

    /// Whether somebody who may answer has a code. A country that the table does not have, such as a union, has a file: `has_file` says
    /// so.
    pub fn has_respondent(&self, code: &str, has_file: impl Fn(&str) -> bool) -> bool {
        match self.respondents.kind() {
            RespondentsKind::Countries => countries::by_code(code).is_some() || has_file(code),
            RespondentsKind::Nobody => false,
            RespondentsKind::Listed => self.listed_respondent(code).is_some(),
        }
    }

    /// A respondent that the form lists, by its code.
    pub fn listed_respondent(&self, code: &str) -> Option<&Choice> {
        self.listed_respondents().iter().find(|choice| choice.code == code)
    }
}
