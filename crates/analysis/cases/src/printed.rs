//! The words that a case expects to be printed, against those that are.

use crate::case_file::CaseFile;
use crate::rules::CASE_PRINTS;
use canevas_diagnostics::{Finding, Findings};
use canevas_model::{Language, Model, Question, Text};
use canevas_project::{FormCopy, Row, entered_rows, told_facts};
use canevas_validate::{computed, place_in_words};
use canevas_wording::Wording;

/// The most characters of a text in a message.
const MOST: usize = 160;

/// Compares the texts at each place with the words that the case expects there. Line breaks and the kinds of spaces and
/// apostrophes do not count: nobody types those that typography sets.
pub(crate) fn compare(case: &CaseFile, copy: &FormCopy<'_>, out: &mut Findings) {
    if case.prints.is_empty() {
        return;
    }
    let model = copy.model;
    let language = known(model, &case.language);
    let response = &case.file.response;
    let file = told_facts(copy, response.facts());
    let told = copy.clone().with_file(&file);
    let sums = computed(&told, response.json(), true);
    let rows = entered_rows(&told, response.answers(), true);
    let told = told.with_computed(sums).with_entered(rows, false);
    let wording = Wording::new(&told, language);
    for (place, words) in &case.prints {
        let question = &model.questions[place.value.0.question];
        let owner = place.value.owner(model);
        let texts = if place.value.0.is_comment { vec![owner.comment.as_ref()] } else { texts_of(owner) };
        let texts: Vec<&Text> = texts.into_iter().flatten().collect();
        let rows: Vec<Option<Row>> = match question.for_each {
            None => vec![None],
            Some(rows) => told.rows(rows).into_iter().map(Some).collect(),
        };
        let printed: Vec<String> = rows
            .iter()
            .flat_map(|row| texts.iter().map(|text| wording.plain(text, row.as_ref())))
            .filter(|text| !text.is_empty())
            .collect();
        let wanted = plain(&words.value);
        if printed.iter().any(|text| plain(text).contains(&wanted)) {
            continue;
        }
        let at = place_in_words(&told, language, &place.value.path(model).into());
        let message = match printed.first() {
            Some(first) => format!("{at} prints “{}”, and not these words", cut(first)),
            None => format!("{at} prints nothing with these answers"),
        };
        let help = "write words that the form prints there, or correct the form";
        out.push(Finding::new(&CASE_PRINTS, words.span, message).help(help));
    }
}

/// What stands at a question or a field.
fn texts_of(question: &Question) -> Vec<Option<&Text>> {
    vec![question.ask.as_ref(), question.hint.as_ref(), question.example.as_ref()]
}

/// The language of the model that equals one.
pub(crate) fn known<'m>(model: &'m Model, language: &Language) -> &'m Language {
    model.languages().find(|known| *known == language).unwrap_or(&model.source_language)
}

/// The words alone, with plain spaces between them and straight apostrophes.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
}

fn cut(text: &str) -> String {
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
