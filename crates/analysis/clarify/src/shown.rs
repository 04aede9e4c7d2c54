//! What the boxes of a sheet showed when it went out.

use crate::sheet::of_questions;
use crate::word::{own_part, word};
use canevas_docx::read::{CopyReader, read};
use canevas_project::{FormCopy, told_facts};
use canevas_responses::{Clarification, Response};
use std::collections::{BTreeMap, BTreeSet};

/// What the sheet about a return showed of it, as its return says it where nobody changed anything. The page shows what the
/// return holds. The boxes of a Word file (`as_word`) show less: a value of another kind and a text that fits no answer are in
/// none, and spaces around a text are lost.
pub fn shown(copy: &FormCopy<'_>, made_from: &Response, of: &Clarification, as_word: bool) -> Response {
    let file = told_facts(copy, made_from.facts());
    let told = copy.clone().with_file(&file);
    let model = copy.model;
    let asked = model.questions.iter_enumerated().filter(|(_, question)| of.asked.contains(&question.id));
    let questions: BTreeSet<_> = asked.map(|(index, _)| index).collect();
    let made = of_questions(&told, (made_from, &of.version), questions, BTreeMap::new());
    let own = own_part(made_from, &made);
    if !as_word {
        return own;
    }
    let tag = made_from.language();
    let language = model.languages().find(|known| Some(known.tag()) == tag).unwrap_or(&model.source_language);
    let written = word(&told.clone().with_sheet(&made), language, made_from);
    let opened = written.and_then(|written| read(&written.bytes).ok());
    opened.map_or(own, |opened| {
        let reader = CopyReader::new(copy.clone(), language, copy.definition_digest());
        Response::from_json(reader.answers(&opened).json)
    })
}
