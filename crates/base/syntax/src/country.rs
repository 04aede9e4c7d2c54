//! A country file (`countries/CMR.yaml`), or the file of another respondent (`respondents/north.yaml`). The model checks its facts later.

use crate::id::Id;
use crate::node::{SourceText, Sp};
use crate::read::{Ordered, Tree};
use crate::record;

record! {
    /// What is known about one country.
    pub struct Country as "a country file" requires [canevas, country] {
        /// The version of this language; 1.
        canevas: Sp<u32>,
        /// ISO 3166-1 alpha-3 code; the file is named after it.
        country: Sp<String>,
        /// The country's name and articles where they differ from the table, per language.
        names: Ordered<Names>,
        /// The languages of this country's form and Word files; all of the form's where the key is missing.
        languages: Vec<Sp<String>>,
        /// Facts by id. What is left out is not known.
        facts: Ordered<Tree>,
    }
}

record! {
    /// What is known about one respondent of a list: a region, a school.
    pub struct RespondentFile as "a respondent's file" requires [canevas, respondent] {
        /// The version of this language; 1.
        canevas: Sp<u32>,
        /// The respondent's code in the list; the file is named after it.
        respondent: Sp<String>,
        /// The languages of this respondent's form and Word files; all of the form's where the key is missing.
        languages: Vec<Sp<String>>,
        /// Facts by id. What is left out is not known.
        facts: Ordered<Tree>,
    }
}

record! {
    /// A country's name in running text, in one language.
    pub struct Names as "a name in one language" requires [name] {
        /// Without article: Cameroun.
        name: SourceText,
        /// With its article: le Cameroun.
        the: SourceText,
        /// After "of": du Cameroun.
        of: SourceText,
        /// After "in": au Cameroun.
        r#in = "in": SourceText,
    }
}

record! {
    /// One row of a list of facts; beside `id`, a text per field, alone or per language.
    pub struct RowHead as "a row" requires [id] {
        /// The row's key, kept from year to year.
        id: Sp<Id>,
    }
}
