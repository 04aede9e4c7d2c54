//! The walk over the answers, in the order of the document.

use crate::effective::Effective;
use crate::kinds::{has_side_key, is_row_key};
use crate::verdict::{Failure, FailureKind, Place, escape};
use canevas_model::{AnswerShape, FieldIx, Question, QuestionIx};
use canevas_project::{FormCopy, Row, RowSource};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// A walk: what is read, what is known so far, and what fails.
pub(crate) struct ResponseValidator<'a> {
    pub(crate) copy: &'a FormCopy<'a>,
    pub(crate) complete: bool,
    pub(crate) failures: Vec<Failure>,
    pub(crate) effective: Effective<'a>,
}

/// Where an answer stands.
#[derive(Debug, Clone)]
pub(crate) struct Spot {
    pub(crate) path: String,
    pub(crate) question: QuestionIx,
    pub(crate) field: Option<FieldIx>,
    pub(crate) row: Option<String>,
}

impl Spot {
    fn new(index: QuestionIx, key: &str) -> Self {
        Self { path: format!("/answers/{key}"), question: index, field: None, row: None }
    }

    pub(crate) fn under(&self, part: &str) -> Self {
        Self { path: format!("{}/{part}", self.path), ..self.clone() }
    }

    fn at_row(&self, row: &str) -> Self {
        Self { row: Some(row.to_owned()), ..self.under(&escape(row)) }
    }
}

impl<'a> ResponseValidator<'a> {
    pub(crate) fn new(copy: &'a FormCopy<'a>, json: &'a Value, complete: bool) -> Self {
        Self { copy, complete, failures: Vec::new(), effective: Effective::new(copy, json) }
    }

    pub(crate) fn fail(&mut self, path: String, kind: FailureKind, place: Place) {
        self.failures.push(Failure { path, kind, place });
    }

    pub(crate) fn fail_at(&mut self, spot: &Spot, kind: FailureKind) {
        let place = Place::Question { question: spot.question, field: spot.field, row: spot.row.clone() };
        self.fail(spot.path.clone(), kind, place);
    }

    pub(crate) fn answers(&mut self, answers: &Map<String, Value>) {
        let model = self.copy.model;
        let mut index_of: HashMap<&str, QuestionIx> = HashMap::with_capacity(model.questions.len());
        for (section_index, section) in model.sections.iter_enumerated() {
            let section_shown = !self.complete || self.effective.shows(section.show_if.as_ref());
            for block in &section.blocks {
                let heading = block.heading.as_ref().and_then(|heading| heading.show_if.as_ref());
                let shown = section_shown && (!self.complete || self.effective.shows(heading));
                for index in &block.questions {
                    let question = &model.questions[*index];
                    debug_assert_eq!(question.section, section_index);
                    if question.takes_answer() {
                        index_of.insert(&question.id, *index);
                        self.question(question, *index, answers, shown);
                    }
                }
            }
        }
        for key in answers.keys() {
            let (id, side) = key.split_once('.').map_or((key.as_str(), None), |(id, side)| (id, Some(side)));
            let question = index_of.get(id).map(|index| &model.questions[*index]);
            let known = question.is_some_and(|question| side.is_none_or(|side| has_side_key(question, side)));
            if !known && !self.is_retired(id, side, answers.get(key)) {
                self.fail(format!("/answers/{}", escape(key)), FailureKind::UnknownKey(key.clone()), Place::Head);
            }
        }
    }

    /// Whether a key belongs to a question that is asked no more, and its answer is of the kind it had. A draft may hold
    /// such a one.
    fn is_retired(&mut self, id: &str, side: Option<&str>, answer: Option<&Value>) -> bool {
        let model = self.copy.model;
        let retired = model.retired.iter().find(|retired| retired.id == id).filter(|_| !self.complete);
        let (Some(retired), Some(answer)) = (retired, answer) else { return false };
        let Some(question) = &retired.question else { return side.is_none() };
        if side.is_some_and(|side| !has_side_key(question, side)) {
            return false;
        }
        // What fails is the key as a whole.
        let before = self.failures.len();
        let spot = Spot::new(0.into(), id);
        let values: Vec<&Value> = match (question.for_each, answer) {
            (None, answer) => vec![answer],
            (Some(_), Value::Object(rows)) if !rows.is_empty() && rows.keys().all(|key| is_row_key(key)) => {
                rows.values().collect()
            }
            (Some(_), _) => return false,
        };
        for value in values {
            match side {
                None => self.kind(question, value, &spot),
                Some(_) => self.text_kind(value, &spot),
            }
        }
        let fits = self.failures.len() == before;
        self.failures.truncate(before);
        fits
    }

    fn question(&mut self, question: &Question, index: QuestionIx, answers: &Map<String, Value>, block_shown: bool) {
        let spot = Spot::new(index, &question.id);
        let answer = answers.get(question.id.as_str());
        let sides = sides(question);
        let rows = question.for_each.map(|rows| (self.copy.rows(rows), self.copy.rows_are_closed(rows)));
        if let Some(answer) = answer {
            self.each(rows.as_ref(), answer, &spot, &mut |judge, value, spot| judge.kind(question, value, spot));
        }
        for (key, _) in &sides {
            if let Some(text) = answers.get(key) {
                let spot = Spot::new(index, key);
                self.each(rows.as_ref(), text, &spot, &mut |judge, value, spot| judge.text_kind(value, spot));
            }
        }
        if !self.complete {
            return;
        }
        if !(block_shown && self.effective.shows(question.show_if.outer.as_ref())) {
            for key in std::iter::once(question.id.as_str()).chain(sides.iter().map(|(key, _)| key.as_str())) {
                if answers.contains_key(key) {
                    self.fail_at(&Spot::new(index, key), FailureKind::Hidden);
                }
            }
            return;
        }
        match &rows {
            None => {
                let effective = answer.and_then(|answer| self.value(question, answer, &spot));
                if effective.is_none() && question.required {
                    self.fail_at(&spot, FailureKind::Missing);
                }
                self.effective.put(index, effective);
                for (key, chosen) in &sides {
                    if let (Some(code), true) = (chosen, answers.contains_key(key))
                        && !is_chosen(answer, code)
                    {
                        self.fail_at(&Spot::new(index, key), FailureKind::NotChosen);
                    }
                }
            }
            Some((rows, _)) => self.rows(question, rows, answers, &sides, &spot),
        }
    }

    /// The value, or the value of each row; the container is looked at on the way.
    fn each(
        &mut self,
        rows: Option<&(Vec<Row>, bool)>,
        value: &Value,
        spot: &Spot,
        look: &mut dyn FnMut(&mut Self, &Value, &Spot),
    ) {
        let Some((rows, closed)) = rows else { return look(self, value, spot) };
        let Some(container) = value.as_object().filter(|container| !container.is_empty()) else {
            return self.fail_at(spot, FailureKind::WrongKind);
        };
        for (key, value) in container {
            let spot = spot.at_row(key);
            let known = if *closed { rows.iter().any(|row| row.key == *key) } else { is_row_key(key) };
            if known {
                look(self, value, &spot);
            } else {
                self.fail_at(&spot, FailureKind::UnknownRow(key.clone()));
            }
        }
    }

    /// The rows of a `for_each`.
    fn rows(
        &mut self,
        question: &Question,
        rows: &[Row],
        answers: &Map<String, Value>,
        sides: &[(String, Option<String>)],
        spot: &Spot,
    ) {
        let answer = answers.get(question.id.as_str());
        let container = answer.and_then(Value::as_object);
        let mut effective = container.cloned().unwrap_or_default();
        let condition = question.show_if.row.as_ref();
        let mut wanted: Vec<&Row> = Vec::new();
        for row in rows {
            let shown = self.effective.shows_in(condition, Some(&row.key), None);
            let value = container.and_then(|container| container.get(&row.key));
            if shown {
                wanted.push(row);
            } else if effective.shift_remove(&row.key).is_some() {
                self.fail_at(&spot.at_row(&row.key), FailureKind::Hidden);
            }
            for (key, chosen) in sides {
                if answers.get(key).is_some_and(|texts| texts.get(&row.key).is_some()) {
                    let spot = Spot::new(spot.question, key).at_row(&row.key);
                    match chosen {
                        _ if !shown => self.fail_at(&spot, FailureKind::Hidden),
                        Some(code) if !is_chosen(value, code) => self.fail_at(&spot, FailureKind::NotChosen),
                        _ => {}
                    }
                }
            }
        }
        for (key, value) in container.into_iter().flatten() {
            if effective.contains_key(key) {
                match self.value(question, value, &spot.at_row(key)) {
                    Some(value) => effective.insert(key.clone(), value),
                    None => effective.shift_remove(key),
                };
            }
        }
        // What is no object of rows was reported, and stays as it is; one that hiding has emptied is absent.
        let given = match answer {
            Some(answer) if container.is_none_or(Map::is_empty) => Some(answer.clone()),
            _ => (!effective.is_empty()).then(|| Value::Object(effective.clone())),
        };
        if question.required && !rows.is_empty() {
            self.required_rows(question, &wanted, given.is_some().then_some(&effective), spot);
        }
        self.effective.put(spot.question, given);
    }

    /// Every row that exists and is shown has an answer; where rows have no condition, one at least is there.
    fn required_rows(&mut self, question: &Question, rows: &[&Row], given: Option<&Map<String, Value>>, spot: &Spot) {
        let mut missing = rows.iter().filter(|row| match row.source {
            RowSource::Blank(fact) => self.effective.row_exists(&self.copy.model.facts[fact].id, &row.key),
            RowSource::Known(..) | RowSource::Entry(..) | RowSource::Year(_) => true,
        });
        match given {
            None => {
                // Without any row, the question is what is missing.
                if question.show_if.row.is_none() || missing.next().is_some() {
                    self.fail_at(spot, FailureKind::Missing);
                }
            }
            Some(given) => {
                let missing: Vec<Spot> =
                    missing.filter(|row| !given.contains_key(&row.key)).map(|row| spot.at_row(&row.key)).collect();
                for spot in missing {
                    self.fail_at(&spot, FailureKind::Missing);
                }
            }
        }
    }

    /// Bounds and fields of a value that is shown; gives the effective value.
    fn value(&mut self, question: &Question, value: &Value, spot: &Spot) -> Option<Value> {
        self.bounds(&question.shape, value, spot);
        match (&question.shape, value) {
            (AnswerShape::Group, Value::Object(fields))
                if question.can_say.is_empty() || !fields.contains_key("said") =>
            {
                let before = self.failures.len();
                let shown = self.fields(question, fields, spot);
                if !shown.is_empty() || fields.is_empty() {
                    return Some(Value::Object(shown));
                }
                // A group that hiding has emptied is absent, so that nothing in it is missing.
                let of_group = self.failures.split_off(before);
                self.failures.extend(of_group.into_iter().filter(|failure| failure.kind != FailureKind::Missing));
                None
            }
            (AnswerShape::Rows { .. }, Value::Array(rows)) => {
                let rows = rows
                    .iter()
                    .enumerate()
                    .map(|(index, row)| match row.as_object() {
                        Some(fields) => Value::Object(self.fields(question, fields, &spot.under(&index.to_string()))),
                        None => row.clone(),
                    })
                    .collect();
                Some(Value::Array(rows))
            }
            _ => Some(value.clone()),
        }
    }
}

/// The keys beside an answer, each with the option it belongs to (a comment belongs to none).
pub(crate) fn sides(question: &Question) -> Vec<(String, Option<String>)> {
    let mut sides: Vec<_> = question
        .choices()
        .iter()
        .filter(|choice| choice.specify.is_some())
        .map(|choice| (format!("{}.{}", question.id, choice.code), Some(choice.code.clone())))
        .collect();
    if question.comment.is_some() {
        sides.push((format!("{}.comment", question.id), None));
    }
    sides
}

/// Whether an option is chosen.
pub(crate) fn is_chosen(answer: Option<&Value>, code: &str) -> bool {
    match answer {
        Some(Value::Array(items)) => items.iter().any(|item| item == code),
        Some(value) => value == code,
        None => false,
    }
}
