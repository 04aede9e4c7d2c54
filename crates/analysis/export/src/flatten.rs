//! Takes returns apart: every value of a return ends in one cell of one table, or in the table `left_out`.

use crate::left_out::{Left, WhyLeftOut};
use crate::long::long_rows;
use crate::plan::{At, ExportPlan, FactPlaces, PartPlaces, QuestionPlaces, RETURNS};
use crate::table::{NAME, PLACE, QUESTION, ROLE, STATE, STATUS, VALUE, WHY};
use crate::table_rows::TableRows;
use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use canevas_evidence::CountryReturn;
use canevas_model::condition::said;
use canevas_model::{AnswerShape, Question};
use canevas_project::{ComputedValues, FormCopy, told_facts};
use canevas_responses::{AnswerKey, FACTS_KEY, FactPath, ROW_NAME_KEY, Response, UnreadPlace, fits};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Whose return it is.
#[derive(Debug, Clone, Copy)]
pub struct ReturnHead<'r> {
    /// The index of its edition in the plan.
    pub edition: usize,
    /// The code of who answers; empty where nobody is named.
    pub country: &'r str,
    /// The file, with the number of its line where it holds several returns.
    pub name: &'r str,
    /// What the form computes from the return: [`computed_values`] gives it.
    pub computed: &'r ComputedValues,
}

/// What a form computes from a return to a copy of it. Personal answers are counted: the plan knows which numbers stay out.
pub fn computed_values(copy: &FormCopy<'_>, response: &Response) -> ComputedValues {
    if copy.model.computed.is_empty() {
        return ComputedValues::default();
    }
    let file = told_facts(copy, response.facts());
    canevas_validate::computed(&copy.clone().with_file(&file), response.json(), true)
}

/// Where the columns of the language and of the state stand in the table of the returns, behind the keys.
const LANGUAGE_AT: usize = 3;
const STATUS_AT: usize = 4;
/// Where the name of who answers stands, in the export of a form that lists them.
const NAME_AT: usize = 5;

/// The rows of all tables while they are collected.
#[derive(Debug)]
pub struct Rows<'p> {
    plan: &'p ExportPlan<'p>,
    tables: Vec<TableRows>,
}

impl<'p> Rows<'p> {
    /// No rows yet.
    pub fn new(plan: &'p ExportPlan<'p>) -> Self {
        let tables = plan.tables.iter().map(TableRows::new).collect();
        Self { plan, tables }
    }

    /// Adds a return.
    pub fn push(&mut self, head: ReturnHead<'_>, response: &Response) {
        let plan = self.plan;
        let places = &plan.places[head.edition];
        self.begin(RETURNS, head, None, None);
        self.tables[RETURNS].say(LANGUAGE_AT, response.language());
        self.tables[RETURNS].say(STATUS_AT, response.head(STATUS).as_deref());
        let model = plan.models[head.edition];
        if let Some(choice) = model.listed_respondent(head.country) {
            self.tables[RETURNS].say(NAME_AT, Some(choice.source_name()));
        }
        let mut left = Vec::new();
        if let Some(facts) = response.facts() {
            for (fact, place) in model.facts.iter().zip(&places.facts) {
                if let Some(value) = facts.get(fact.id.as_str()) {
                    self.fact(head, &fact.id, place, value, &mut left);
                }
            }
            for (key, value) in facts {
                let is_known = FactPath::names_respondent(key) || model.facts.iter().any(|fact| *fact.id == **key);
                if !is_known {
                    left.push(Left { place: format!("{FACTS_KEY}/{key}"), value, why: WhyLeftOut::Unknown });
                }
            }
        }
        for (at, number) in places.computed.iter().zip(&head.computed.numbers) {
            // A number with more digits than the column keeps stays out.
            if let Some((at, number)) = at.zip(*number)
                && let Ok(number) = serde_json::from_str::<Value>(&number.to_string())
            {
                self.tables[at.table].put(at.column, &number);
            }
        }
        let empty = Map::new();
        let answers = response.answers().unwrap_or(&empty);
        let mut taken = 0;
        for (question, places) in model.questions.iter().zip(&places.questions) {
            taken += match places {
                Some(places) => self.question(head, question, places, answers, &mut left),
                // What is personal stays out without a trace.
                None => keys_of(question, answers).count(),
            };
        }
        if taken < answers.len() {
            let is_known = |key: &str| model.questions.iter().any(|question| has_key(question, key));
            let unknown = answers.iter().filter(|(key, _)| !is_known(key));
            left.extend(unknown.map(|(key, value)| Left { place: key.clone(), value, why: WhyLeftOut::Unknown }));
        }
        for (key, value) in response.unread().into_iter().flatten() {
            let is_wanted = UnreadPlace::question(key, model).is_none_or(|id| plan.has(head.edition, id));
            if is_wanted {
                left.push(Left { place: key.clone(), value, why: WhyLeftOut::Waiting });
            }
        }
        self.end(RETURNS);
        self.left_out(head, &left);
    }

    fn question<'v>(
        &mut self,
        head: ReturnHead<'_>,
        question: &Question,
        places: &QuestionPlaces,
        answers: &'v Map<String, Value>,
        left: &mut Vec<Left<'v>>,
    ) -> usize {
        let id = question.id.as_str();
        let mut taken = 0;
        if question.for_each.is_none() {
            if let Some(value) = answers.get(id) {
                taken += 1;
                self.one(head, question, places, value, None, left);
            }
            for (key, at) in &places.own.beside {
                if let Some(value) = answers.get(key) {
                    taken += 1;
                    self.text(*at, value, key, left);
                }
            }
            return taken;
        }
        let Some(table) = places.rows else { return 0 };
        let beside = places.own.beside.iter().map(|(key, at)| (key.as_str(), Some(*at)));
        // The parts of one row stand under several keys.
        let mut rows: Vec<&'v str> = Vec::new();
        let mut parts: Vec<(&str, Option<At>, &'v Map<String, Value>)> = Vec::new();
        for (key, at) in std::iter::once((id, None)).chain(beside) {
            let Some(value) = answers.get(key) else { continue };
            taken += 1;
            let Some(by_row) = value.as_object() else {
                left.push(Left { place: key.to_owned(), value, why: WhyLeftOut::WrongKind });
                continue;
            };
            parts.push((key, at, by_row));
            // Almost all rows are known from the part before.
            for row in by_row.keys().map(String::as_str) {
                if parts.len() == 1 || !parts[..parts.len() - 1].iter().any(|(.., known)| known.contains_key(row)) {
                    rows.push(row);
                }
            }
        }
        let is_names = places.person.is_some();
        for row in rows {
            // Names have a row each, and what stands beside them or in their place has one of its own.
            if !is_names {
                self.begin(table, head, Some(row), None);
            }
            for (key, at, by_row) in &parts {
                let Some(value) = by_row.get(row) else { continue };
                match at {
                    None => self.one(head, question, places, value, Some(row), left),
                    Some(at) => {
                        if is_names {
                            self.begin(table, head, Some(row), None);
                        }
                        self.text(*at, value, &format!("{key}/{row}"), left);
                        if is_names {
                            self.end(table);
                        }
                    }
                }
            }
            if !is_names {
                self.end(table);
            }
        }
        taken
    }

    /// The answer to a question that is asked once, or at one row of its `for_each`.
    fn one<'v>(
        &mut self,
        head: ReturnHead<'_>,
        question: &Question,
        places: &QuestionPlaces,
        value: &'v Value,
        row: Option<&str>,
        left: &mut Vec<Left<'v>>,
    ) {
        let place = || row.map_or_else(|| question.id.to_string(), |row| format!("{}/{row}", question.id));
        if let Some((said, at)) = said(value).zip(places.own.said) {
            let names_of_rows = row.is_some() && places.person.is_some();
            if names_of_rows {
                self.begin(at.table, head, row, None);
            }
            self.tables[at.table].say(at.column, Some(said));
            if names_of_rows {
                self.end(at.table);
            }
            return;
        }
        if let Some(person) = places.person {
            return self.people(head, person, value, row, &place, left);
        }
        match (&question.shape, value) {
            (AnswerShape::Group, Value::Object(fields)) => self.fields(question, places, fields, &place, left),
            (AnswerShape::Rows { .. }, Value::Array(rows)) => {
                let Some(table) = places.rows else { return };
                for (number, value) in (1_i64..).zip(rows) {
                    let Some(fields) = value.as_object() else {
                        let place = format!("{}/{number}", place());
                        left.push(Left { place, value, why: WhyLeftOut::WrongKind });
                        continue;
                    };
                    self.begin(table, head, fields.get(ROW_NAME_KEY).and_then(Value::as_str), Some(number));
                    self.fields(question, places, fields, &|| format!("{}/{number}", place()), left);
                    self.end(table);
                }
            }
            _ => {
                let own = places.own.value.filter(|_| takes(question, value));
                if !own.is_some_and(|at| self.tables[at.table].put(at.column, value)) {
                    left.push(Left { place: place(), value, why: WhyLeftOut::WrongKind });
                }
            }
        }
    }

    fn fields<'v>(
        &mut self,
        question: &Question,
        places: &QuestionPlaces,
        fields: &'v Map<String, Value>,
        place: &dyn Fn() -> String,
        left: &mut Vec<Left<'v>>,
    ) {
        let mut taken = usize::from(fields.get(ROW_NAME_KEY).is_some_and(Value::is_string));
        for (field, places) in question.fields.iter().zip(&places.fields) {
            let Some(places) = places else {
                taken += keys_of(field, fields).count();
                continue;
            };
            if let Some(value) = fields.get(field.id.as_str()) {
                taken += 1;
                self.field(field, places, value, place, left);
            }
            for (key, at) in &places.beside {
                if let Some(value) = fields.get(key) {
                    taken += 1;
                    self.text_at(*at, value, &|| format!("{}/{key}", place()), left);
                }
            }
        }
        if taken < fields.len() {
            let is_known = |key: &str| key == ROW_NAME_KEY || question.fields.iter().any(|field| has_key(field, key));
            let unknown = fields.iter().filter(|(key, _)| !is_known(key));
            left.extend(unknown.map(|(key, value)| Left {
                place: format!("{}/{key}", place()),
                value,
                why: WhyLeftOut::Unknown,
            }));
        }
    }

    fn field<'v>(
        &mut self,
        field: &Question,
        places: &PartPlaces,
        value: &'v Value,
        place: &dyn Fn() -> String,
        left: &mut Vec<Left<'v>>,
    ) {
        if let Some((said, at)) = said(value).zip(places.said) {
            return self.tables[at.table].say(at.column, Some(said));
        }
        let own = places.value.filter(|_| takes(field, value));
        if !own.is_some_and(|at| self.tables[at.table].put(at.column, value)) {
            left.push(Left { place: format!("{}/{}", place(), field.id), value, why: WhyLeftOut::WrongKind });
        }
    }

    fn people<'v>(
        &mut self,
        head: ReturnHead<'_>,
        [name, role]: [At; 2],
        value: &'v Value,
        row: Option<&str>,
        place: &dyn Fn() -> String,
        left: &mut Vec<Left<'v>>,
    ) {
        let Some(people) = value.as_array() else {
            return left.push(Left { place: place(), value, why: WhyLeftOut::WrongKind });
        };
        for (number, person) in (1_i64..).zip(people) {
            let part = |key| person.get(key).and_then(Value::as_str);
            let parts = [(name, part(NAME)), (role, part(ROLE))];
            let said = parts.iter().filter(|(_, text)| text.is_some()).count();
            if person.as_object().is_none_or(|person| person.len() != said) {
                let place = format!("{}/{number}", place());
                left.push(Left { place, value: person, why: WhyLeftOut::WrongKind });
                continue;
            }
            self.begin(name.table, head, row, Some(number));
            for (at, text) in parts {
                self.tables[at.table].say(at.column, text);
            }
            self.end(name.table);
        }
    }

    fn fact<'v>(
        &mut self,
        head: ReturnHead<'_>,
        id: &str,
        place: &FactPlaces,
        value: &'v Value,
        left: &mut Vec<Left<'v>>,
    ) {
        let wrong = |place: String, value: &'v Value| Left { place, value, why: WhyLeftOut::WrongKind };
        match place {
            FactPlaces::Value(at) => {
                if !self.tables[at.table].put(at.column, value) {
                    left.push(wrong(format!("{FACTS_KEY}/{id}"), value));
                }
            }
            FactPlaces::List { table, fields } => {
                let Some(rows) = value.as_object() else { return left.push(wrong(format!("{FACTS_KEY}/{id}"), value)) };
                for (key, row) in rows {
                    let place = format!("{FACTS_KEY}/{id}/{key}");
                    let Some(held) = row.as_object() else {
                        left.push(wrong(place, row));
                        continue;
                    };
                    self.begin(*table, head, Some(key), None);
                    for (field, value) in held {
                        let put = |at: &At| self.tables[at.table].put(at.column, value);
                        if !fields.get(field).is_some_and(put) {
                            left.push(wrong(format!("{place}/{field}"), value));
                        }
                    }
                    self.end(*table);
                }
            }
        }
    }

    fn text<'v>(&mut self, at: At, value: &'v Value, place: &str, left: &mut Vec<Left<'v>>) {
        self.text_at(at, value, &|| place.to_owned(), left);
    }

    fn text_at<'v>(&mut self, at: At, value: &'v Value, place: &dyn Fn() -> String, left: &mut Vec<Left<'v>>) {
        if !self.tables[at.table].put(at.column, value) {
            left.push(Left { place: place(), value, why: WhyLeftOut::WrongKind });
        }
    }

    fn left_out(&mut self, head: ReturnHead<'_>, left: &[Left<'_>]) {
        let table = self.tables.len() - 1;
        let columns = &self.plan.tables[table].columns;
        let at = |key: &str| columns.iter().position(|column| column.name == key);
        let (Some(place), Some(value), Some(why)) = (at(PLACE), at(VALUE), at(WHY)) else { return };
        for of in left {
            self.begin(table, head, None, None);
            let rows = &mut self.tables[table];
            rows.say(place, Some(&of.place));
            if !self.plan.is_kept_back(&of.place) {
                let text = of.value.as_str().map_or_else(|| of.value.to_string(), str::to_owned);
                rows.say(value, Some(&text));
            }
            rows.say(why, Some(of.why.word()));
            self.end(table);
        }
    }

    /// Begins a row of a table.
    fn begin(&mut self, table: usize, head: ReturnHead<'_>, row: Option<&str>, item: Option<i64>) {
        let edition = &self.plan.models[head.edition].edition;
        self.tables[table].begin([edition, head.country, head.name], row, item);
    }

    fn end(&mut self, table: usize) {
        self.tables[table].end();
    }

    /// Adds the answers of a return to the long table.
    pub fn push_long(&mut self, head: ReturnHead<'_>, of: &CountryReturn) {
        let table = self.tables.len() - 2;
        let columns = &self.plan.tables[table].columns;
        let at = |key: &str| columns.iter().position(|column| column.name == key);
        let (Some(question), Some(state), Some(value)) = (at(QUESTION), at(STATE), at(VALUE)) else { return };
        for of in long_rows(self.plan, head.edition, of) {
            self.begin(table, head, of.row.as_deref(), of.item);
            let rows = &mut self.tables[table];
            rows.say(question, Some(of.question));
            rows.say(state, Some(of.state.word()));
            rows.say(value, of.value.as_deref());
            self.end(table);
        }
    }

    /// How many rows a table has so far.
    pub fn count(&self, table: usize) -> usize {
        self.tables[table].count()
    }

    /// The rows so far as columns, one batch for each table; none are left here.
    pub fn finish(&mut self, schemas: &[Arc<Schema>]) -> Result<Vec<RecordBatch>, ArrowError> {
        self.tables.iter_mut().zip(schemas).map(|(rows, schema)| rows.finish(schema)).collect()
    }
}

/// Whether a question takes a value, bounds left out. Old returns may hold an option that is no longer offered.
fn takes(question: &Question, value: &Value) -> bool {
    let is_retired = |value: &Value| question.retired_codes.iter().any(|code| value == code.as_str());
    fits(&question.shape, value)
        || match value {
            Value::String(_) => is_retired(value),
            Value::Array(codes) => {
                let known = question.choices();
                let is_known =
                    |code: &Value| is_retired(code) || known.iter().any(|choice| code == choice.code.as_str());
                matches!(question.shape, AnswerShape::Many { .. }) && !codes.is_empty() && codes.iter().all(is_known)
            }
            _ => false,
        }
}

fn has_key(question: &Question, key: &str) -> bool {
    AnswerKey::parse(key).belongs_to(question)
}

fn keys_of<'v>(question: &Question, of: &'v Map<String, Value>) -> impl Iterator<Item = &'v String> {
    of.keys().filter(move |key| has_key(question, key))
}
