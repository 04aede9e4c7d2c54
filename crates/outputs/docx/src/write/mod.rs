//! From a copy to the Word file and its text.

pub mod compose;
pub mod parts;
mod projection;

use crate::options::WordOptions;
use canevas_model::Language;
use canevas_project::{Artifact, FormCopy};

/// The questionnaire of a copy in a language: `questionnaire.<lang>.docx` and its text, `questionnaire.<lang>.docx.txt`.
pub fn questionnaire(copy: &FormCopy<'_>, language: &Language, options: &WordOptions) -> Vec<Artifact> {
    let outline = copy.outline();
    let digest = copy.definition_digest();
    let doc = compose::compose(copy, language, &outline, options.profile, digest);
    let facts = copy.facts_in(language);
    let about = parts::DocumentProperties {
        form: &copy.model.form,
        edition: &copy.model.edition,
        copy: copy.code.word(),
        language,
        definition: digest,
        copy_digest: copy.digest(),
        facts: &facts,
        page: &compose::page_word(copy, language),
    };
    let name = format!("questionnaire.{}.docx", language.tag());
    let text = projection::project(&doc);
    vec![
        Artifact { name: name.clone(), bytes: parts::package(&doc, &about, options) },
        Artifact { name: format!("{name}.txt"), bytes: text.into_bytes() },
    ]
}
