//! A sheet as a Word file: the template with some questions only, and the answers in them. It reads back.

use canevas_docx::{FilledWord, Filling, Purpose, WordOptions, filled};
use canevas_model::{Language, QuestionIx};
use canevas_project::{FormCopy, OutlineQuestion, Repetition, Sheet};
use canevas_readable::asked_places;
use canevas_responses::{AnswerPath, Response};
use canevas_wording::Wording;
use canevas_wording::ui::desk::DeskWord;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The Word file of a copy that is a sheet; none where the copy is no sheet.
pub fn word(copy: &FormCopy<'_>, language: &Language, response: &Response) -> Option<FilledWord> {
    let sheet = copy.sheet()?;
    let (mut only, mut remarks) = (BTreeSet::new(), BTreeMap::new());
    let outline = copy.outline();
    for question in outline.iter().flat_map(|section| &section.blocks).flat_map(|block| &block.questions) {
        let places = places(question);
        let first = places.last().filter(|_| places.len() == 1).or(places.get(1));
        if let Some((first, texts)) = first.zip(remarks_of(sheet, question.index, language)) {
            remarks.insert(first.clone(), texts);
        }
        only.extend(places);
    }
    let wording = Wording::new(copy, language);
    let lead = [wording.word(DeskWord::SheetIntroduction).into_owned()];
    let own = own_part(response, sheet);
    let filling = Filling {
        response: &own,
        purpose: Purpose::Answering,
        asked: &asked_places(copy, response),
        personal: true,
        only: Some(&only),
        remarks: &remarks,
        cover: &[],
        lead: &lead,
    };
    Some(filled(copy, language, &filling, &WordOptions::default()))
}

/// The place of a question, then those of its rows.
fn places(question: &OutlineQuestion<'_>) -> Vec<AnswerPath> {
    let path = AnswerPath::question(question.question.id.clone());
    let rows = match &question.repetition {
        Repetition::Once => &[][..],
        Repetition::PerRow(rows) | Repetition::Table(rows) => rows,
    };
    let of_rows = rows.iter().map(|row| path.clone().in_row(&row.key));
    std::iter::once(path.clone()).chain(of_rows).collect()
}

fn remarks_of(sheet: &Sheet, question: QuestionIx, language: &Language) -> Option<Vec<String>> {
    let remarks = sheet.remarks.get(&question)?.iter();
    let lines = remarks.filter_map(|remark| remark.in_language(language)).flat_map(|(text, _)| text.lines());
    Some(lines.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// The return with the answers of the sheet only: what the sheet does not ask stands nowhere in its file.
pub(crate) fn own_part(response: &Response, sheet: &Sheet) -> Response {
    let mut json = response.json().as_object().cloned().unwrap_or_default();
    json.insert("answers".to_owned(), Value::Object(sheet.given.clone()));
    json.shift_remove("unread");
    if !sheet.unread.is_empty() {
        json.insert("unread".to_owned(), Value::Object(Map::clone(&sheet.unread)));
    }
    Response::from_json(Value::Object(json))
}
