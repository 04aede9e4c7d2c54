//! The return of a country that counts, and what stands at each place that it is asked.

use canevas_model::condition::Condition;
use canevas_model::{AnswerShape, EitherValue, FieldIx, Model, NonResponseCode, Question, QuestionIx};
use canevas_project::{ComputedValues, CountryFile, FormCopy, told_facts};
use canevas_responses::{
    Answer, AnswerKey, AnswerPath, CompanionField, FACTS_KEY, RelevantAnswers, Response, ResponsePath, RowContext,
    says_something,
};
use canevas_validate::{AskedPlace, FailureKind, Validator};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The return of a country that counts.
#[derive(Debug)]
pub struct CountryReturn {
    /// The country's code.
    pub code: String,
    /// The name of its file.
    pub name: String,
    /// What it says.
    pub response: Response,
    /// What is known about the country, from its file and its return.
    pub file: CountryFile,
    /// What the form computes from it, personal answers included.
    pub computed: ComputedValues,
    asked: BTreeMap<QuestionIx, Vec<Option<String>>>,
    /// The comments that a draft holds although the form does not ask them. They count no more than a hidden answer.
    hidden_comments: BTreeSet<AnswerPath>,
    /// Which fields of a row are asked depends on these.
    facts: Map<String, Value>,
}

/// A question that takes answers, or one of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The question.
    pub question: QuestionIx,
    /// The field.
    pub field: Option<FieldIx>,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// An answer of the kind that the question takes.
    Value(Answer),
    /// A word in place of an answer.
    Said(NonResponseCode),
    /// Nothing, or a value that does not answer the question.
    Nothing,
}

/// A place at which a country is asked something.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedAt<'r> {
    /// The country's code.
    pub country: &'r str,
    /// The key of the row, where there are rows.
    pub row: Option<String>,
    /// What stands there.
    pub given: Given,
    /// What was written beside it: what an option asks to specify, and the comment.
    pub beside: Vec<(CompanionField, &'r str)>,
}

impl<'r> AskedAt<'r> {
    /// The code of the unit that was chosen for the number.
    pub fn unit(&self) -> Option<&'r str> {
        self.beside.iter().find(|(field, _)| *field == CompanionField::Unit).map(|(_, unit)| *unit)
    }
}

impl Target {
    /// The question or field.
    pub fn of(self, model: &Model) -> &Question {
        let question = &model.questions[self.question];
        self.field.map_or(question, |field| &question.fields[field])
    }

    /// Whether a country has several answers to it, one for each row.
    pub fn has_rows(self, model: &Model) -> bool {
        let question = &model.questions[self.question];
        question.for_each.is_some() || matches!(question.shape, AnswerShape::Rows { .. })
    }
}

impl CountryReturn {
    /// A return to a copy of this edition, and the name of its file.
    pub fn new(copy: &FormCopy<'_>, code: &str, name: &str, response: Response) -> Self {
        let file = told_facts(copy, response.facts());
        let told = copy.clone().with_file(&file);
        let validator = Validator::new(&told);
        let computed = validator.computed(response.json(), true);
        let mut asked: BTreeMap<QuestionIx, Vec<Option<String>>> = BTreeMap::new();
        let verdict = validator.verdict_as_complete(response.json());
        for AskedPlace { question, row, .. } in verdict.asked {
            asked.entry(question).or_default().push(row);
        }
        let hidden = verdict.failures.into_iter().filter(|failure| failure.kind == FailureKind::Hidden);
        let hidden_comments = hidden.filter_map(|failure| match failure.path {
            ResponsePath::Answer(path) => Some(path),
            ResponsePath::Whole | ResponsePath::Head(_) | ResponsePath::Fact(_) => None,
        });
        let hidden_comments =
            hidden_comments.filter(|path| path.companion_field() == Some(&CompanionField::Comment)).collect();
        let facts = told.facts_in(&copy.model.source_language);
        Self { code: code.to_owned(), name: name.to_owned(), response, file, asked, hidden_comments, facts, computed }
    }

    /// The places at which the country is asked this.
    pub fn places<'r>(&'r self, model: &'r Model, target: Target) -> Vec<AskedAt<'r>> {
        let question = &model.questions[target.question];
        let path = AnswerPath::question(&question.id);
        let rows = self.asked.get(&target.question).map(Vec::as_slice).unwrap_or_default();
        let mut places = Vec::new();
        for row in rows {
            let at = |path: AnswerPath| row.as_ref().map_or_else(|| path.clone(), |row| path.clone().in_row(row));
            let value = self.response.value_at(&at(path.clone()));
            let Some(field) = target.field.map(|field| &question.fields[field]) else {
                let beside = AnswerKey::all_of(question).filter_map(|key| {
                    let place = at(AnswerPath::of_key(&key));
                    let text = self.response.value_at(&place)?.as_str()?;
                    (!self.hidden_comments.contains(&place)).then_some((key.companion?, text))
                });
                let given = value.map_or(Given::Nothing, |value| given(question, value));
                let (country, beside) = (self.code.as_str(), beside.collect());
                places.push(AskedAt { country, row: row.clone(), given, beside });
                continue;
            };
            let holders: Vec<&'r Map<String, Value>> = holders(question, value);
            // A group in which nothing is answered is asked all the same.
            let is_bare = holders.is_empty() && matches!(question.shape, AnswerShape::Group);
            if is_bare && self.asks(model, field, row.as_deref(), None) {
                places.push(self.nothing(row.clone()));
            }
            let holders = holders.into_iter().filter(|fields| self.asks(model, field, row.as_deref(), Some(fields)));
            places.extend(holders.map(|fields| self.field(model, field, fields, row.clone())));
        }
        places
    }

    /// The rows that the country listed in a repeat.
    pub fn rows<'r>(&'r self, model: &'r Model, target: Target) -> Vec<&'r Map<String, Value>> {
        let question = &model.questions[target.question];
        let path = AnswerPath::question(&question.id);
        let asked = self.asked.get(&target.question).map(Vec::as_slice).unwrap_or_default();
        let at = |row: &Option<String>| row.as_ref().map_or_else(|| path.clone(), |row| path.clone().in_row(row));
        asked.iter().flat_map(|row| holders(question, self.response.value_at(&at(row)))).collect()
    }

    /// What stands in a field of a row; none where it is not asked.
    pub fn in_row<'r>(
        &'r self,
        model: &Model,
        field: &Question,
        fields: &'r Map<String, Value>,
    ) -> Option<AskedAt<'r>> {
        self.asks(model, field, None, Some(fields)).then(|| self.field(model, field, fields, None))
    }

    fn nothing(&self, row: Option<String>) -> AskedAt<'_> {
        AskedAt { country: &self.code, row, given: Given::Nothing, beside: Vec::new() }
    }

    fn field<'r>(
        &'r self,
        model: &Model,
        field: &Question,
        fields: &'r Map<String, Value>,
        row: Option<String>,
    ) -> AskedAt<'r> {
        let value = fields.get(field.id.as_str());
        let asks_comment = self.holds(model, field.comment_box.show_if.row.as_ref(), row.as_deref(), Some(fields));
        let beside = AnswerKey::all_of(field).filter_map(|key| {
            let text = fields.get(&key.to_string())?.as_str()?;
            let companion = key.companion?;
            (asks_comment || companion != CompanionField::Comment).then_some((companion, text))
        });
        let given = value.map_or(Given::Nothing, |value| given(field, value));
        AskedAt { country: &self.code, row, given, beside: beside.collect() }
    }

    /// Whether a field of a row or group is asked, given the other fields around it.
    fn asks(&self, model: &Model, field: &Question, row: Option<&str>, fields: Option<&Map<String, Value>>) -> bool {
        self.holds(model, field.show_if.row.as_ref(), row, fields)
    }

    /// Whether a condition over the other fields of a row or group is true.
    fn holds(
        &self,
        model: &Model,
        condition: Option<&Condition>,
        row: Option<&str>,
        fields: Option<&Map<String, Value>>,
    ) -> bool {
        let relevant = RelevantAnswers::new(model, Cow::Borrowed(&self.facts), self.response.json().get(FACTS_KEY));
        let fields = fields.map(EitherValue::Members);
        condition.is_none() || relevant.shows_in(condition, RowContext { row, fields })
    }

    /// How many texts wait for a person, because they fit no answer.
    pub fn waiting(&self) -> usize {
        self.response.unread().map_or(0, Map::len)
    }
}

/// The blocks of fields in the answer to a group or repeat.
fn holders<'r>(question: &Question, value: Option<&'r Value>) -> Vec<&'r Map<String, Value>> {
    match (&question.shape, value) {
        (AnswerShape::Rows { .. }, Some(Value::Array(rows))) => {
            rows.iter().filter_map(Value::as_object).filter(|row| row.values().any(says_something)).collect()
        }
        (AnswerShape::Group, Some(Value::Object(fields))) => vec![fields],
        _ => Vec::new(),
    }
}

fn given(question: &Question, value: &Value) -> Given {
    match Answer::read_one(question, value) {
        Answer::NonResponse(said) => Given::Said(said),
        Answer::Unfit(_) => Given::Nothing,
        _ if !says_something(value) => Given::Nothing,
        answer => Given::Value(answer),
    }
}
