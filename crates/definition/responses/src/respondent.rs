//! Who answers: a country, or one of those that a form lists. Whatever asks whose a return is reads a [`Respondent`].

use crate::members::{MemberFault, Members};
use serde_json::{Map, Value};

/// The key of a respondent that is no country, at the top of a return.
pub const RESPONDENT_KEY: &str = "respondent";

/// The kind of a respondent where a return names none.
const COUNTRY: &str = "country";

/// The most characters of a code.
const LONGEST: usize = 40;

/// Who answers a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Respondent<'r> {
    /// Its code, which names files: `CMR`, `north-region`.
    pub code: &'r str,
    /// Its name, where the return says it.
    pub name: Option<&'r str>,
    /// What it is.
    pub kind: RespondentKind<'r>,
}

/// What a respondent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RespondentKind<'r> {
    /// A country of the table, or one with a file of its own.
    Country,
    /// One of those that the form lists; the form says what they are.
    Listed,
    /// Something else, by the word that the return has for it: `region`, `school`.
    Other(&'r str),
}

impl<'r> Respondent<'r> {
    /// A country.
    pub fn country(code: &'r str) -> Self {
        Self { code, name: None, kind: RespondentKind::Country }
    }

    /// One of those that a form lists.
    pub fn listed(code: &'r str) -> Self {
        Self { code, name: None, kind: RespondentKind::Listed }
    }

    /// Reads `{ "code": …, "name"?: …, "kind"?: … }`, or says all that is wrong with it. Without a kind it is a country.
    pub fn read(value: &'r Value) -> Result<Self, Vec<MemberFault>> {
        let mut members = Members::of(value, "a respondent", &["code", "name", "kind"]);
        let code = members.required("code");
        if let Some(code) = code.filter(|code| !is_code(code)) {
            let message = format!("`{code}` is no code: up to {LONGEST} letters a to z, digits, `-` and `_`");
            members.faults.push(MemberFault::new(&["code"], message));
        }
        let name = members.text("name");
        let kind = match members.text("kind") {
            None | Some(COUNTRY) => RespondentKind::Country,
            Some(other) => RespondentKind::Other(other),
        };
        members.finish(code.map(|code| Self { code, name, kind }))
    }

    /// The respondent as a return holds it.
    pub fn to_json(self) -> Value {
        let mut out = Map::new();
        out.insert("code".to_owned(), self.code.into());
        out.extend(self.name.map(|name| ("name".to_owned(), name.into())));
        if let RespondentKind::Other(kind) = self.kind {
            out.insert("kind".to_owned(), kind.into());
        }
        Value::Object(out)
    }

    /// Its code, where a form can know it: that of a country, or of one that a form lists.
    pub fn known_code(self) -> Option<&'r str> {
        matches!(self.kind, RespondentKind::Country | RespondentKind::Listed).then_some(self.code)
    }
}

/// Whether a text can name a file on every system.
fn is_code(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
