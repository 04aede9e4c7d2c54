//! From a copy to the Word file and its text: blank, or filled with the answers of a return.

pub mod compose;
pub mod filling;
pub mod parts;
pub mod plain;
mod projection;

use crate::options::{Profile, Purpose, WordOptions};
use crate::reference::PageSetup;
use canevas_model::Language;
use canevas_ooxml::is_replaced;
use canevas_project::{Artifact, ComputedValues, FormCopy, entered_rows, told_facts};
use canevas_responses::RESPONDENT_KEY;
use compose::Composition;
use filling::{Filling, GivenAnswers};
use parts::{DocumentProperties, FilledPart};

/// The questionnaire of a copy in a language: `questionnaire.<lang>.docx` and its text, `questionnaire.<lang>.docx.txt`.
pub fn questionnaire(copy: &FormCopy<'_>, language: &Language, options: &WordOptions) -> Vec<Artifact> {
    let copy = &copy.clone().on_paper();
    let outline = copy.outline();
    let digest = copy.definition_digest();
    let composition = Composition { profile: options.profile, page: page_of(options), ..Composition::default() };
    let doc = compose::compose(copy, language, &outline, composition, digest);
    let facts = copy.facts_in(language);
    let about = DocumentProperties::of(copy, language, &facts);
    let name = format!("questionnaire.{}.docx", language.tag());
    let text = projection::project(&doc);
    vec![
        Artifact { name: name.clone(), bytes: parts::package(&doc, &about, options) },
        Artifact { name: format!("{name}.txt"), bytes: text.into_bytes() },
    ]
}

fn page_of(options: &WordOptions) -> PageSetup {
    options.reference.as_ref().map_or_else(PageSetup::default, |reference| reference.page())
}

/// A Word file with the answers of a return in it.
#[derive(Debug, Clone)]
pub struct FilledWord {
    /// The file.
    pub bytes: Vec<u8>,
    /// The text of the same document.
    pub text: String,
    /// How many texts of the return stand at the end of the document, because they are no answer to a question of it.
    pub left: usize,
    /// How many characters of the return no Word file can hold. A replacement character stands in the place of each.
    pub replaced: usize,
}

/// The questionnaire of a copy in a language, filled. `read` gives the same answers back, except those that were left out.
///
/// A file for reading is not protected: people quote from it.
pub fn filled(copy: &FormCopy<'_>, language: &Language, filling: &Filling<'_>, options: &WordOptions) -> FilledWord {
    let file = told_facts(copy, filling.response.facts());
    let mut told = copy.clone().with_file(&file);
    if filling.purpose == Purpose::Answering {
        // The answers may change, and the file computes nothing.
        told = told.with_computed(ComputedValues::default());
    }
    let rows = entered_rows(&told, filling.response.answers(), filling.personal);
    told = told.with_entered(rows, filling.purpose == Purpose::Answering && copy.sheet().is_none());
    let outline = told.outline();
    let digest = copy.definition_digest();
    let given = GivenAnswers::new(filling, language.tag());
    let composition =
        Composition { profile: Profile::Clean, purpose: filling.purpose, given: Some(&given), page: page_of(options) };
    let doc = compose::compose(&told, language, &outline, composition, digest);
    let facts = told.facts_in(language);
    let sheet = copy.sheet().map(|sheet| sheet.kept(copy.model));
    // A sheet asks for answers only. Whoever signed is a person.
    let (others, left_out): (Vec<_>, Vec<_>) = filling
        .response
        .others()
        .filter(|_| sheet.is_none())
        .partition(|(key, _)| filling.personal || *key == RESPONDENT_KEY);
    let others = others.into_iter().map(|(key, value)| (key.to_owned(), value.clone())).collect();
    let computed = told.computed_in_text();
    let entered = told.entered_as_json();
    let part = FilledPart {
        purpose: filling.purpose,
        lacks_personal: given.lacks_personal.get() || !left_out.is_empty(),
        others: &others,
        answers_in: filling.response.language(),
        facts: filling.response.facts(),
        computed: &computed,
        entered: &entered,
        row_names: &doc.row_names,
        printed: &doc.printed,
        sheet: sheet.as_ref(),
    };
    let about = DocumentProperties { filled: Some(part), ..DocumentProperties::of(copy, language, &facts) };
    let protection = options.protection && filling.purpose == Purpose::Answering;
    let bytes = parts::package(&doc, &about, &WordOptions { protection, ..options.clone() });
    let text = projection::project(&doc);
    let replaced = text.chars().filter(|c| is_replaced(*c)).count();
    FilledWord { bytes, text, left: doc.left, replaced }
}
