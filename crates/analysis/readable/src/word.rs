//! A readable return as a Word file, which reads back.

use crate::gather::{about_return, asked_places};
use canevas_docx::{FilledWord, Filling, Purpose, WordOptions, filled};
use canevas_model::Language;
use canevas_project::{FormCopy, told_facts};
use canevas_responses::Response;
use canevas_validate::computed;
use canevas_wording::Wording;
use std::collections::BTreeMap;

/// A return of this copy as a Word file in a language. `personal` says whether personal answers stand in it; with them, the file
/// read back gives the same answers.
pub fn word(
    copy: &FormCopy<'_>,
    language: &Language,
    response: &Response,
    personal: bool,
    options: &WordOptions,
) -> FilledWord {
    let file = told_facts(copy, response.facts());
    let told = copy.clone().with_file(&file);
    let filling = Filling {
        response,
        purpose: Purpose::Reading,
        asked: &asked_places(&told, response),
        personal,
        only: None,
        remarks: &BTreeMap::new(),
        cover: &about_return(&Wording::new(&told, language), response, personal),
        lead: &[],
    };
    let sums = computed(&told, response.json(), personal);
    filled(&copy.clone().with_computed(sums), language, &filling, options)
}
