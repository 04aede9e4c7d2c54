//! The answers of a return in a document: what stands in a control, and what is said where there is no answer.

use super::builder::Builder;
use crate::doc::{ControlValue, Paragraph, Style};
use crate::options::Purpose;
use crate::write::filling::GivenAnswers;
use canevas_model::{AnswerShape, NonResponseCode, Question};
use canevas_responses::{
    AnswerPath, CompanionField, ROW_NAME_KEY, ResponsePath, fits, read_non_response, says_something,
};
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::ui::form::Form;
use serde_json::Value;

/// In a file for reading, a list of more options shows only those that were chosen.
pub(super) const MOST_SHOWN: usize = 10;

/// The fields of a row of names and roles.
const NAME_AND_ROLE: [&str; 2] = ["name", "role"];

/// What stands at a place.
pub(super) enum PlaceState {
    /// The places to answer.
    Open,
    /// A word in their place.
    Instead(String),
    /// A word, and the answer that the return holds all the same.
    Also(String),
}

impl<'a> Builder<'a> {
    /// Whether somebody reads in the document, and nobody answers.
    pub(super) fn reads(&self) -> bool {
        self.purpose == Purpose::Reading
    }

    /// The answers that are read in the document.
    pub(super) fn read_answers(&self) -> Option<&'a GivenAnswers<'a>> {
        self.given.filter(|_| self.reads())
    }

    /// Whether a part of a place stands in the document: in one for reading only if it says something.
    pub(super) fn shows(&self, place: &ResponsePath) -> bool {
        self.read_answers().is_none_or(|given| given.value(place).is_some_and(says_something))
    }

    /// The same of a question or field with the texts beside it.
    pub(super) fn shows_any(&self, question: &Question, path: &AnswerPath) -> bool {
        self.read_answers().is_none_or(|given| !given.parts(question, path).is_empty())
    }

    /// Whether a place stands in the document at all.
    pub(super) fn includes(&self, path: &AnswerPath) -> bool {
        let only = self.given.and_then(|given| given.filling.only);
        only.is_none_or(|only| only.contains(path))
    }

    /// What is said of a question at a place.
    pub(super) fn state(&self, question: &Question, path: &AnswerPath) -> PlaceState {
        let Some(given) = self.given else { return PlaceState::Open };
        let parts = given.parts(question, path);
        if let Some(word) = self.withheld(question, &parts) {
            return PlaceState::Instead(word);
        }
        if !self.reads() {
            return PlaceState::Open;
        }
        let is_asked = given.filling.asked.contains(path);
        match (is_asked, parts.is_empty()) {
            (false, true) => PlaceState::Instead(self.document_word(DocumentWord::NotAsked)),
            (false, false) => PlaceState::Also(self.document_word(DocumentWord::NotAsked)),
            (true, true) if !has_one_control(&question.shape) => PlaceState::Instead(self.no_answer()),
            (true, _) => PlaceState::Open,
        }
    }

    /// The word in place of an answer that is personal or not published, and left out. Says that its parts stand nowhere with
    /// purpose.
    pub(super) fn withheld(&self, question: &Question, parts: &[&Value]) -> Option<String> {
        let is_kept_back = !self.copy.model.may_be_published(question);
        let given = self.given.filter(|given| is_kept_back && !given.filling.personal && !parts.is_empty())?;
        for part in parts {
            given.take(part);
        }
        given.lacks_personal.set(true);
        Some(self.document_word(DocumentWord::left_out(question.personal)))
    }

    /// A field of a group or row that is personal and left out.
    pub(super) fn withheld_field(&self, field: &Question, path: &AnswerPath) -> Option<String> {
        let given = self.given?;
        self.withheld(field, &given.parts(field, path))
    }

    /// "No answer".
    pub(super) fn no_answer(&self) -> String {
        self.wording.word(Form::NoAnswer).into_owned()
    }

    /// The prompt of a control: in a document for reading it says that there is no answer.
    pub(super) fn prompt(&self, word: DocumentWord) -> String {
        if self.reads() { self.no_answer() } else { self.document_word(word) }
    }

    /// A line that is in the document because of the answers. The reader of the file knows it as no answer.
    pub(super) fn told(&self, style: Style, text: &str) -> Paragraph {
        self.printed.borrow_mut().push(text.to_owned());
        Paragraph::new(style, vec![self.own(text)])
    }

    /// The same, at the end of the document.
    pub(super) fn tell(&mut self, style: Style, text: &str) {
        let line = self.told(style, text);
        self.push(line);
    }

    /// What the control of a simple shape holds.
    pub(super) fn value(&self, shape: &AnswerShape, place: &ResponsePath) -> ControlValue {
        let Some((given, value)) = self.held(place) else { return ControlValue::Empty };
        if !fits(shape, value) {
            return ControlValue::Empty;
        }
        match shape {
            AnswerShape::Text { .. } => self.text(place),
            AnswerShape::One { .. }
            | AnswerShape::Number(_)
            | AnswerShape::Year { .. }
            | AnswerShape::Date { .. }
            | AnswerShape::Month { .. } => {
                given.take(value);
                let shown = self.wording.answer(shape, value);
                let kept = match (shape, value) {
                    (AnswerShape::One { .. } | AnswerShape::Date { .. }, Value::String(kept)) => kept.clone(),
                    _ => shown.clone(),
                };
                ControlValue::Words { shown, kept, language: None }
            }
            // Where options are written down, and not ticked.
            AnswerShape::Many { .. } => {
                let codes = value.as_array().map_or(&[][..], Vec::as_slice);
                for code in codes {
                    given.take(code);
                }
                let labels: Vec<String> = codes.iter().map(|code| self.wording.answer(shape, code)).collect();
                if labels.is_empty() {
                    return ControlValue::Empty;
                }
                let shown = labels.join("; ").replace('\n', " ");
                ControlValue::Words { shown: shown.clone(), kept: shown, language: None }
            }
            AnswerShape::YesNo
            | AnswerShape::NamesAndRoles { .. }
            | AnswerShape::Group
            | AnswerShape::Rows { .. }
            | AnswerShape::Nothing => ControlValue::Empty,
        }
    }

    /// What the control of a text holds, as the country wrote it.
    pub(super) fn text(&self, place: &ResponsePath) -> ControlValue {
        let Some((given, Value::String(text))) = self.held(place) else { return ControlValue::Empty };
        if text.trim().is_empty() {
            return ControlValue::Empty;
        }
        if let Some(value) = given.value(place) {
            given.take(value);
        }
        ControlValue::Words { shown: text.clone(), kept: text.clone(), language: given.language.clone() }
    }

    /// Who was chosen as the one that answers.
    pub(super) fn chosen_respondent(&self, place: &ResponsePath, options: &[(String, String)]) -> ControlValue {
        let Some((_, Value::String(code))) = self.held(place) else { return ControlValue::Empty };
        let hit = options.iter().find(|(known, _)| known == code);
        hit.map_or(ControlValue::Empty, |(code, name)| ControlValue::Words {
            shown: name.clone(),
            kept: code.clone(),
            language: None,
        })
    }

    /// The box of an option.
    pub(super) fn ticked(&self, shape: &AnswerShape, place: &ResponsePath, code: &str) -> ControlValue {
        let Some((given, value)) = self.held(place) else { return ControlValue::Empty };
        let hit = match (shape, value) {
            (AnswerShape::YesNo | AnswerShape::One { .. }, Value::String(word)) if word == code => Some(value),
            (AnswerShape::Many { .. }, Value::Array(codes)) => codes.iter().find(|chosen| *chosen == code),
            _ => None,
        };
        hit.map_or(ControlValue::Empty, |value| {
            given.take(value);
            ControlValue::Tick
        })
    }

    /// "Nothing to report" and the like, where the return says so and the question lets it.
    pub(super) fn said(&self, question: &Question, place: &ResponsePath) -> Option<NonResponseCode> {
        let (_, value) = self.held(place)?;
        read_non_response(&question.can_say, value)
    }

    /// Notes that the return's "nothing to report" stands in the document.
    pub(super) fn take(&self, place: &ResponsePath) {
        if let Some((given, value)) = self.held(place) {
            given.take(value);
        }
    }

    /// The rows of a question at a path of which something can be shown, by index.
    pub(super) fn given_rows(&self, question: &Question, path: &AnswerPath) -> Vec<usize> {
        let Some((given, Value::Array(rows))) = self.held(&path.clone().into()) else { return Vec::new() };
        let says = |path: AnswerPath| given.value(&path.into()).is_some_and(says_something);
        let is_shown = |at: usize| {
            let row = path.clone().item(at);
            let has_names = matches!(question.shape, AnswerShape::NamesAndRoles { .. });
            let is_named = || has_names && NAME_AND_ROLE.iter().any(|key| says(row.clone().field(*key)));
            let mut fields = question.fields.iter();
            is_named() || fields.any(|field| !given.parts(field, &row.clone().field(&field.id)).is_empty())
        };
        (0..rows.len()).filter(|at| is_shown(*at)).collect()
    }

    /// The name that a repeated row has in the return.
    pub(super) fn row_name(&self, row: &AnswerPath) -> Option<String> {
        let (_, row) = self.held(&row.clone().into())?;
        row.get(ROW_NAME_KEY)?.as_str().map(str::to_owned)
    }

    /// What a repeated row is called in a document for reading.
    pub(super) fn row_title(&self, question: &'a Question, row: &AnswerPath) -> Option<String> {
        let given = self.read_answers()?;
        let row = given.value(&row.clone().into())?.as_object()?;
        let shows = |field: &Question| given.filling.personal || self.copy.model.may_be_published(field);
        Some(self.wording.title_of_row(question, row, &shows)?.text)
    }

    /// Whether a document for reading has the text that specifies an option, or the comment.
    pub(super) fn shows_companion(&self, place: &ResponsePath, field: CompanionField) -> bool {
        match place {
            ResponsePath::Answer(path) => self.shows(&path.clone().companion(field).into()),
            ResponsePath::Whole | ResponsePath::Head(_) | ResponsePath::Fact(_) => true,
        }
    }

    /// What stands in the control of a companion field.
    pub(super) fn companion_text(&self, place: &ResponsePath, field: CompanionField) -> ControlValue {
        match place {
            ResponsePath::Answer(path) => self.text(&path.clone().companion(field).into()),
            ResponsePath::Whole | ResponsePath::Head(_) | ResponsePath::Fact(_) => ControlValue::Empty,
        }
    }

    fn held(&self, place: &ResponsePath) -> Option<(&'a GivenAnswers<'a>, &'a Value)> {
        let given = self.given?;
        Some((given, given.value(place)?))
    }
}

/// Whether an answer of a shape stands in one control, which says by its prompt that there is none.
fn has_one_control(shape: &AnswerShape) -> bool {
    match shape {
        AnswerShape::Text { .. }
        | AnswerShape::One { .. }
        | AnswerShape::Number(_)
        | AnswerShape::Year { .. }
        | AnswerShape::Date { .. }
        | AnswerShape::Month { .. } => true,
        AnswerShape::YesNo
        | AnswerShape::Many { .. }
        | AnswerShape::NamesAndRoles { .. }
        | AnswerShape::Group
        | AnswerShape::Rows { .. }
        | AnswerShape::Nothing => false,
    }
}
