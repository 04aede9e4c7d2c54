//! The parts of a return (`returns/CMR.returned.json`) around its answers. The JSON Schema of the copy checks the answers
//! themselves.

use crate::node::Sp;
use crate::read::{Ordered, Tree};
use crate::{record, words};

record! {
    /// A return: what one country answered.
    pub struct Return as "a return" requires [canevas, form, edition, language, status, answers] {
        /// The version of the file; 1.
        canevas: Sp<u32>,
        /// The form's name.
        form: Sp<String>,
        /// The edition answered.
        edition: Sp<String>,
        /// Digest of the definition that was answered.
        definition: Sp<String>,
        /// Digest of its texts in the language of the return.
        texts: Sp<String>,
        /// Digest of the facts of the copy that was answered.
        copy: Sp<String>,
        /// What it clarifies, where it is the return of a clarification sheet.
        clarifies: Clarifies,
        /// The language it was filled in.
        language: Sp<String>,
        /// Whether it is finished.
        status: Sp<Status>,
        /// The tool that wrote it.
        made_by: Sp<String>,
        /// What is known about the country.
        facts: Ordered<Tree>,
        /// The answers by question id.
        answers: Tree,
        /// Texts that fitted no answer, by their place.
        unread: Tree,
        /// Who answers, where it is no country.
        respondent: Respondent,
        /// Who signed the return off.
        sign_off: SignOff,
    }
}

record! {
    /// Who answers, where it is no country.
    pub struct Respondent as "a respondent" requires [code] {
        /// Its code: up to 40 letters, digits, `-` and `_`.
        code: Sp<String>,
        /// Its name.
        name: Sp<String>,
        /// What it is, such as `region` or `school`; `country` where nothing is said.
        kind: Sp<String>,
    }
}

record! {
    /// Who signed a return off.
    pub struct SignOff as "a sign-off" requires [name] {
        /// The name.
        name: Sp<String>,
        /// The function, such as head of the department.
        function: Sp<String>,
        /// The place.
        place: Sp<String>,
        /// The day, such as `2024-05-31`.
        date: Sp<String>,
    }
}

record! {
    /// What the return of a clarification sheet clarifies. It answers the questions of the sheet only.
    pub struct Clarifies as "what a sheet clarifies" requires [version, asked] {
        /// The version of the return that the sheet asks about: the first 12 digits of its digest.
        version: Sp<String>,
        /// The ids of the questions that the sheet asks.
        asked: Vec<Sp<String>>,
    }
}

words! {
    /// Whether a return is finished.
    pub enum Status {
        /// Still being filled in.
        Draft = "draft",
        /// Finished: everything that must be answered is.
        Complete = "complete",
    }
}
