//! What is known beside the definition: country files, translation catalogues, glossaries and returns. Each is read with spans and
//! held against a model. Together with a model they make a [`FormCopy`]: the questionnaire of one country, in every language.

mod artifact;
mod catalogue;
mod copy;
mod country_file;
mod expected;
pub mod files;
pub mod glossary;
mod last_year;
mod left;
mod outline;
mod po;
pub mod rules;
mod sheet;
mod told_facts;

pub use artifact::Artifact;
pub use catalogue::{Catalogue, Catalogues, Translation, hold_catalogue};
pub use copy::{ComputedValues, CopyCode, EnteredRows, FormCopy, Row, RowSource, rows_on_paper};
pub use country_file::{
    CountryFile, FactRow, FactValue, KnownValue, Localized, NameForms, no_respondent, read_country,
};
pub use files::{EditionFiles, InputFile};
pub use glossary::{Glossary, Term, read_glossary};
pub use last_year::{LastAnswers, hold_last_year};
pub use left::{LeftText, LeftTexts};
pub use outline::{OutlineBlock, OutlineQuestion, OutlineSection, Presence, Repetition};
pub use po::{
    LONGEST, ObsoleteEntry, PoEntry, PoFile, PoPlural, obsolete, obsolete_entries, parse_po, parse_po_with_plurals,
    write_po,
};
pub use sheet::Sheet;
pub use told_facts::{entered_rows, told_facts};
