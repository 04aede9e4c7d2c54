//! What a copy asks, by place: its questions, their fields, and the shapes of their answers.

use crate::json::is_object_with_members;
use crate::place::{Place, entry_of};
use canevas_model::{AnswerShape, Fact, FactKind, ForEach, NonResponseCode, Question};
use canevas_project::FormCopy;
use canevas_responses::{AnswerKey, CompanionField, ResponsePath, fits};
use canevas_wording::Wording;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The shape of a companion field, of a field of a fact, and of what nothing is known about.
static TEXT: AnswerShape = AnswerShape::Text { max_length: None, format: None };

/// A copy whose questions are found by id.
pub(crate) struct AskedCopy<'c> {
    pub(crate) copy: &'c FormCopy<'c>,
    by_id: HashMap<&'c str, Item<'c>>,
    facts: HashMap<&'c str, &'c Fact>,
    /// The facts that the copy knows, in each of its languages.
    known: Vec<Map<String, Value>>,
}

/// A question, or a field of a group or row.
#[derive(Clone)]
pub(crate) struct Item<'c> {
    pub(crate) id: &'c str,
    pub(crate) shape: &'c AnswerShape,
    /// The question or field as the form defines it; none for a name or a role.
    question: Option<&'c Question>,
    /// The keys of the rows of its `for_each`.
    pub(crate) rows: Option<Vec<String>>,
}

/// What a place in the answers is about.
pub(crate) struct Located<'a, 'c> {
    pub(crate) item: &'a Item<'c>,
    row: Option<&'a str>,
    pub(crate) entry: Option<usize>,
    pub(crate) field: Option<String>,
    pub(crate) companion: Option<String>,
}

impl<'c> AskedCopy<'c> {
    pub(crate) fn new(copy: &'c FormCopy<'c>) -> Self {
        let model = copy.model;
        let item = |question: &'c Question| {
            let rows = question.for_each.map(|rows| copy.rows(rows).into_iter().map(|row| row.key).collect());
            Item { rows, ..Item::of(question) }
        };
        Self {
            copy,
            by_id: model.questions.iter().map(|question| (question.id.as_str(), item(question))).collect(),
            facts: model.facts.iter().map(|fact| (fact.id.as_str(), fact)).collect(),
            known: model.languages().map(|language| copy.facts_in(language)).collect(),
        }
    }

    /// The questions, in the order of the form.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Item<'c>> {
        self.copy.model.questions.iter().filter_map(|question| self.by_id.get(question.id.as_str()))
    }

    /// Where the question of a path stands in the form: facts come first, what the form does not know last.
    pub(crate) fn position(&self, path: Option<&ResponsePath>) -> usize {
        match path {
            Some(ResponsePath::Answer(path)) => {
                let is_it = |question: &Question| question.id == *path.question_id();
                self.copy.model.questions.iter().position(is_it).map_or(usize::MAX, |index| index + 1)
            }
            Some(ResponsePath::Fact(_)) => 0,
            _ => usize::MAX,
        }
    }

    /// What the copy knows at a place in the facts, in each of its languages that has it.
    pub(crate) fn known_at(&self, place: &Place) -> Vec<&Value> {
        let [_, id, inner @ ..] = place.steps() else { return Vec::new() };
        let known = self.known.iter().filter(|_| place.is_fact()).filter_map(|facts| facts.get(id));
        known.filter_map(|value| inner.iter().try_fold(value, |held, step| held.get(step))).collect()
    }

    /// The keys of the rows of a list of facts.
    pub(crate) fn rows_of_fact(&self, id: &str) -> Vec<String> {
        let index = self.copy.model.facts.iter_enumerated().find(|(_, fact)| fact.id == *id);
        let rows = index.map(|(index, _)| self.copy.rows(ForEach::Fact(index))).unwrap_or_default();
        rows.into_iter().map(|row| row.key).collect()
    }

    /// Takes a place in the answers apart. `None` where no question is asked there.
    pub(crate) fn locate<'a>(&'a self, place: &'a Place) -> Option<Located<'a, 'c>> {
        let mut steps = place.steps().get(1..)?.iter().map(String::as_str).peekable();
        if !place.is_answer() {
            return None;
        }
        let key = AnswerKey::parse(steps.next()?);
        let item = self.by_id.get(key.id.as_str())?;
        let row = if item.rows.is_some() { steps.next() } else { None };
        let entry = steps.peek().and_then(|step| entry_of(step));
        if entry.is_some() {
            steps.next();
        }
        let inner = steps.next().map(AnswerKey::parse);
        let word = |key: &AnswerKey| key.companion.as_ref().map(|field| field.word().to_owned());
        let companion = word(&key).or_else(|| inner.as_ref().and_then(word)).filter(|word| !word.is_empty());
        let field = inner.map(|key| key.id.as_str().to_owned()).filter(|field| !field.is_empty());
        Some(Located { item, row, entry, field, companion })
    }

    /// The list that a place is, or is in.
    pub(crate) fn list_at(&self, place: &Place) -> Option<Place> {
        let located = self.locate(place).filter(|located| located.item.is_list() && located.companion.is_none())?;
        let whole = Place::answers().inside(located.item.id);
        Some(located.row.map_or_else(|| whole.clone(), |row| whole.inside(row)))
    }

    /// The shape of what a place holds.
    pub(crate) fn shape_at(&self, place: &Place) -> &'c AnswerShape {
        if place.is_fact() {
            let fact = place.steps().get(1).and_then(|id| self.facts.get(id.as_str()));
            return match (fact.map(|fact| &fact.kind), place.steps()) {
                (Some(FactKind::Value { shape, .. }), [_, _]) => shape,
                (Some(FactKind::List { fields, .. }), [_, _, _, id]) => {
                    fields.iter().find(|field| *field.id == *id.as_str()).map_or(&TEXT, |field| &field.shape)
                }
                _ => &TEXT,
            };
        }
        match self.locate(place) {
            Some(Located { item, field, companion: None, .. }) => {
                let fields = item.fields();
                let found = field.and_then(|id| fields.iter().find(|field| field.id == id).map(|field| field.shape));
                found.unwrap_or(item.shape)
            }
            _ => &TEXT,
        }
    }
}

impl<'c> Item<'c> {
    fn of(question: &'c Question) -> Self {
        Self { id: question.id.as_str(), shape: &question.shape, question: Some(question), rows: None }
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self.shape, AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. })
    }

    pub(crate) fn is_names(&self) -> bool {
        matches!(self.shape, AnswerShape::NamesAndRoles { .. })
    }

    /// The fields of a row or group.
    pub(crate) fn fields(&self) -> Vec<Self> {
        if self.is_names() {
            return ["name", "role"].map(|id| Item { id, shape: &TEXT, question: None, rows: None }).into();
        }
        self.question.into_iter().flat_map(|question| &question.fields).map(Item::of).collect()
    }

    /// The keys of the answer and of its companion fields, and whether it is that of the answer.
    pub(crate) fn keys(&self) -> Vec<(String, bool)> {
        let companions = self.question.into_iter().flat_map(CompanionField::of);
        let companions = companions.map(|field| (AnswerKey::companion(self.id, field).to_string(), false));
        std::iter::once((self.id.to_owned(), true)).chain(companions).collect()
    }

    /// The word such as "not available" that may stand in place of the answer.
    pub(crate) fn non_response(&self, word: &str) -> Option<&'c NonResponseCode> {
        self.question?.can_say.iter().find(|said| said.word() == word)
    }

    /// What it is called: its short name, its text, or its id.
    pub(crate) fn name(&self, wording: &Wording<'_>) -> String {
        let text = self.question.and_then(|question| question.short.as_ref().or(question.ask.as_ref()));
        text.map_or_else(|| self.id.to_owned(), |text| wording.plain(text, None))
    }

    /// The places of its answers: one, or one for each row.
    pub(crate) fn places(&self) -> Vec<Place> {
        let whole = Place::answers().inside(self.id);
        match &self.rows {
            Some(rows) => rows.iter().map(|row| whole.inside(row)).collect(),
            None => vec![whole],
        }
    }
}

/// Whether a value is of the kind that a shape asks for. What is in a group or in rows is looked at by itself.
pub(crate) fn is_of_kind(shape: &AnswerShape, value: &Value) -> bool {
    match shape {
        AnswerShape::Rows { .. } => value.is_array(),
        AnswerShape::NamesAndRoles { .. } => value.as_array().is_some_and(|items| items.iter().all(Value::is_object)),
        AnswerShape::Group => is_object_with_members(value),
        simple => fits(simple, value),
    }
}
