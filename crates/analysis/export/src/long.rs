//! The long table: a row for each answer, and for each place at which there is none, with the reason. "Not asked" and "not answered"
//! are different things, and only this table tells them apart.

use crate::plan::{At, ExportPlan, PartPlaces, QuestionPlaces};
use canevas_evidence::{AskedAt, CountryReturn, Given, Target};
use canevas_model::{AnswerShape, Model, Question, QuestionId};
use canevas_responses::{Answer, AnswerKey, AnswerPath, says_something};
use serde_json::{Map, Value};

/// Whether there is a value, and why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerState {
    /// There is a value.
    Answered,
    /// The country said why it gives none.
    Said,
    /// It was asked and gave nothing.
    Unanswered,
    /// Its other answers made the form not ask.
    NotAsked,
    /// It gave a value that does not answer the question. The table `left_out` has the value.
    LeftOut,
}

impl AnswerState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Answered, Self::Said, Self::Unanswered, Self::NotAsked, Self::LeftOut];

    /// The word in the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Said => "said",
            Self::Unanswered => "unanswered",
            Self::NotAsked => "not_asked",
            Self::LeftOut => "left_out",
        }
    }
}

/// A row of the long table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LongRow<'p> {
    /// The question, field and part, as columns are called.
    pub(crate) question: &'p str,
    pub(crate) row: Option<String>,
    pub(crate) item: Option<i64>,
    pub(crate) state: AnswerState,
    pub(crate) value: Option<String>,
}

/// Where a row stands in an answer.
#[derive(Debug, Clone, Copy, Default)]
struct Where<'r> {
    row: Option<&'r str>,
    item: Option<i64>,
}

/// The rows of a return, in the order of the form.
pub(crate) fn long_rows<'p>(plan: &'p ExportPlan<'_>, edition: usize, of: &CountryReturn) -> Vec<LongRow<'p>> {
    let model = plan.models[edition];
    let mut rows = Vec::new();
    for (index, question) in model.questions.iter_enumerated() {
        let Some(places) = &plan.places[edition].questions[usize::from(index)] else { continue };
        let mut out = Long { plan, rows: &mut rows };
        let asked = of.places(model, Target { question: index, field: None });
        if asked.is_empty() {
            out.nothing(places, AnswerState::NotAsked, Where::default());
        }
        for at in asked {
            let here = Where { row: at.row.as_deref(), item: None };
            let path = AnswerPath::question(&question.id);
            let path = here.row.map_or_else(|| path.clone(), |row| path.clone().in_row(row));
            let raw = of.response.value_at(&path);
            match (&question.shape, raw) {
                (AnswerShape::Group, Some(Value::Object(fields))) if !matches!(at.given, Given::Said(_)) => {
                    out.fields(of, model, question, places, fields, here);
                }
                (AnswerShape::Rows { .. }, Some(Value::Array(items))) if matches!(at.given, Given::Value(_)) => {
                    for (item, fields) in (1..).zip(items) {
                        let here = Where { item: Some(item), ..here };
                        if let Some(fields) = fields.as_object() {
                            out.fields(of, model, question, places, fields, here);
                        }
                    }
                }
                _ if at.given == Given::Nothing => out.nothing(places, without_value(raw), here),
                _ => out.one(&places.own, places.person, &at, raw, here),
            }
            out.beside(&places.own, &question.id, &at, here);
        }
    }
    rows
}

struct Long<'p, 'o, 'm> {
    plan: &'p ExportPlan<'m>,
    rows: &'o mut Vec<LongRow<'p>>,
}

impl Long<'_, '_, '_> {
    fn push(&mut self, at: At, here: Where<'_>, state: AnswerState, value: Option<String>) {
        let question = self.plan.tables[at.table].columns[at.column].name.as_str();
        self.rows.push(LongRow { question, row: here.row.map(str::to_owned), item: here.item, state, value });
    }

    /// A question at which there is nothing.
    fn nothing(&mut self, places: &QuestionPlaces, state: AnswerState, here: Where<'_>) {
        let person = places.person.map(|[name, _]| name);
        let fields = places.fields.iter().flatten().filter_map(|field| field.value);
        for at in places.own.value.into_iter().chain(person).chain(fields) {
            self.push(at, here, state, None);
        }
    }

    /// A simple answer, names, or what stands in place of an answer.
    fn one(
        &mut self,
        places: &PartPlaces,
        person: Option<[At; 2]>,
        at: &AskedAt<'_>,
        raw: Option<&Value>,
        here: Where<'_>,
    ) {
        match &at.given {
            Given::Said(said) => {
                let place = places.said.or(places.value);
                let Some(place) = place else { return };
                self.push(place, here, AnswerState::Said, Some(said.word().to_owned()));
            }
            Given::Value(Answer::NamesAndRoles(people)) => {
                for (item, of) in (1..).zip(people) {
                    let here = Where { item: Some(item), ..here };
                    let Some([name, role]) = person else { return };
                    self.push(name, here, AnswerState::Answered, Some(of.name.clone()));
                    if let Some(text) = &of.role {
                        self.push(role, here, AnswerState::Answered, Some(text.clone()));
                    }
                }
            }
            Given::Value(answer) => {
                let Some(place) = places.value else { return };
                for value in texts(answer) {
                    self.push(place, here, AnswerState::Answered, Some(value));
                }
            }
            Given::Nothing => {
                if let Some(place) = places.value {
                    self.push(place, here, without_value(raw), None);
                }
            }
        }
    }

    fn fields(
        &mut self,
        of: &CountryReturn,
        model: &Model,
        question: &Question,
        places: &QuestionPlaces,
        fields: &Map<String, Value>,
        here: Where<'_>,
    ) {
        for (field, places) in question.fields.iter().zip(&places.fields) {
            let Some(places) = places else { continue };
            match of.in_row(model, field, fields) {
                Some(at) => {
                    self.one(places, None, &at, fields.get(field.id.as_str()), here);
                    self.beside(places, &field.id, &at, here);
                }
                None => {
                    if let Some(place) = places.value {
                        self.push(place, here, AnswerState::NotAsked, None);
                    }
                }
            }
        }
    }

    fn beside(&mut self, places: &PartPlaces, id: &QuestionId, at: &AskedAt<'_>, here: Where<'_>) {
        for (companion, text) in &at.beside {
            let key = AnswerKey::companion(id, companion.clone()).to_string();
            if let Some((_, place)) = places.beside.iter().find(|(known, _)| *known == key) {
                self.push(*place, here, AnswerState::Answered, Some((*text).to_owned()));
            }
        }
    }
}

/// Why a place that is asked has no value.
fn without_value(raw: Option<&Value>) -> AnswerState {
    if raw.is_some_and(says_something) { AnswerState::LeftOut } else { AnswerState::Unanswered }
}

/// The values of an answer, each as the other tables have it.
fn texts(answer: &Answer) -> Vec<String> {
    match answer {
        Answer::Codes(codes) => codes.clone(),
        Answer::Number(number) => vec![number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string())],
        answer => answer.text().map(Into::into).into_iter().collect(),
    }
}
