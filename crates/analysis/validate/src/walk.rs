//! The walk over the answers, in the order of the form.

use crate::failure::{Failure, FailureKind, FailureSubject};
use canevas_model::{AnswerShape, FieldIx, Question, QuestionIx};
use canevas_project::{FormCopy, Row, RowSource};
use canevas_responses::{
    AnswerKey, AnswerPath, CompanionField, FACTS_KEY, NON_RESPONSE_KEY, RelevantAnswers, ResponsePath, RowContext,
    is_row_key,
};
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap};

/// Validates one return against a copy. The copy knows the facts and rows, and so which questions the form asks.
pub(crate) struct ResponseValidator<'a> {
    pub(crate) copy: &'a FormCopy<'a>,
    pub(crate) complete: bool,
    pub(crate) failures: Vec<Failure>,
    pub(crate) asked: Vec<AskedPlace>,
    pub(crate) relevant: RelevantAnswers<'a>,
}

/// A place that these answers make the form ask: a question, or one row of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedPlace {
    /// The question.
    pub question: QuestionIx,
    /// The key of the row, where it has one answer for each.
    pub row: Option<String>,
    /// Whether the return holds something there.
    pub is_answered: bool,
}

/// The answer that is being checked: where it is, and the question or field that it answers.
#[derive(Debug, Clone)]
pub(crate) struct CheckedAnswer {
    pub(crate) path: AnswerPath,
    question: QuestionIx,
    field: Option<FieldIx>,
}

impl CheckedAnswer {
    fn new(question: QuestionIx, key: &AnswerKey) -> Self {
        Self { path: AnswerPath::of_key(key), question, field: None }
    }

    fn in_row(&self, row: &str) -> Self {
        Self { path: self.path.clone().in_row(row), ..*self }
    }

    /// A repeated row of it.
    pub(crate) fn item(&self, index: usize) -> Self {
        Self { path: self.path.clone().item(index), ..*self }
    }

    /// The value of one of its keys. `field` is the field of the key, if the form has one.
    pub(crate) fn field(&self, field: Option<FieldIx>, key: &AnswerKey) -> Self {
        Self { path: self.path.clone().field_key(key), field, ..*self }
    }
}

impl<'a> ResponseValidator<'a> {
    pub(crate) fn new(copy: &'a FormCopy<'a>, json: &'a Value, complete: bool) -> Self {
        let known = copy.facts_in(&copy.model.source_language);
        let facts = json.get(FACTS_KEY).and_then(Value::as_object);
        Self {
            copy,
            complete,
            failures: Vec::new(),
            asked: Vec::new(),
            relevant: RelevantAnswers::new(copy.model, known, facts),
        }
    }

    pub(crate) fn fail(&mut self, path: ResponsePath, kind: FailureKind, subject: FailureSubject) {
        self.failures.push(Failure { path, kind, subject });
    }

    pub(crate) fn fail_at(&mut self, at: &CheckedAnswer, kind: FailureKind) {
        let subject = FailureSubject::Question { question: at.question, field: at.field };
        self.fail(at.path.clone().into(), kind, subject);
    }

    pub(crate) fn answers(&mut self, answers: &Map<String, Value>) {
        let model = self.copy.model;
        let mut index_of: HashMap<&str, QuestionIx> = HashMap::with_capacity(model.questions.len());
        for (section_index, section) in model.sections.iter_enumerated() {
            let section_shown = !self.complete || self.relevant.shows(section.show_if.as_ref());
            for block in &section.blocks {
                let heading = block.heading.as_ref().and_then(|heading| heading.show_if.as_ref());
                let shown = section_shown && (!self.complete || self.relevant.shows(heading));
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
        for (text, value) in answers {
            let key = AnswerKey::parse(text);
            let question = index_of.get(&*key.id).map(|index| &model.questions[*index]);
            if !question.is_some_and(|question| key.belongs_to(question)) && !self.is_retired(&key, value) {
                let unknown = FailureKind::UnknownKey(text.clone());
                self.fail(AnswerPath::of_key(&key).into(), unknown, FailureSubject::Head);
            }
        }
    }

    /// Whether a key belongs to a retired question, and its value has the right kind. A draft may contain such an answer.
    fn is_retired(&mut self, key: &AnswerKey, answer: &Value) -> bool {
        let model = self.copy.model;
        let retired = model.retired.iter().find(|retired| *retired.id == *key.id).filter(|_| !self.complete);
        let Some(retired) = retired else { return false };
        let Some(question) = &retired.question else { return key.companion.is_none() };
        if !key.belongs_to(question) {
            return false;
        }
        // A value of the wrong kind fails at its key, not inside.
        let before = self.failures.len();
        let at = CheckedAnswer::new(0.into(), key);
        let values: Vec<&Value> = match (question.for_each, answer) {
            (None, answer) => vec![answer],
            (Some(_), Value::Object(rows)) if !rows.is_empty() && rows.keys().all(|key| is_row_key(key)) => {
                rows.values().collect()
            }
            (Some(_), _) => return false,
        };
        for value in values {
            match key.companion {
                None => self.kind(question, value, &at),
                Some(_) => self.companion_kind(question, key, value, &at),
            }
        }
        let fits = self.failures.len() == before;
        self.failures.truncate(before);
        fits
    }

    fn question(&mut self, question: &Question, index: QuestionIx, answers: &Map<String, Value>, block_shown: bool) {
        let at = CheckedAnswer::new(index, &AnswerKey::answer(&question.id));
        let answer = answers.get(question.id.as_str());
        let companions = companions(question);
        let rows = question.for_each.map(|rows| (self.copy.rows(rows), self.copy.rows_are_closed(rows)));
        if let Some(answer) = answer {
            self.each(rows.as_ref(), answer, &at, &mut |own, value, at| own.kind(question, value, at));
        }
        for companion in &companions {
            if let Some(text) = answers.get(&companion.text) {
                let at = CheckedAnswer::new(index, &companion.key);
                self.each(rows.as_ref(), text, &at, &mut |own, value, at| {
                    own.companion_kind(question, &companion.key, value, at);
                });
            }
        }
        if !self.complete {
            return;
        }
        if !(block_shown && self.relevant.shows(question.show_if.outer.as_ref())) {
            if answer.is_some() {
                self.fail_at(&at, FailureKind::Hidden);
            }
            for companion in companions.iter().filter(|companion| answers.contains_key(&companion.text)) {
                self.fail_at(&CheckedAnswer::new(index, &companion.key), FailureKind::Hidden);
            }
            return;
        }
        match &rows {
            None => {
                self.asked.push(AskedPlace {
                    question: index,
                    row: None,
                    is_answered: answer.is_some_and(holds_something),
                });
                let relevant = answer.and_then(|answer| self.value(question, answer, &at));
                if relevant.is_none() && question.required {
                    self.fail_at(&at, FailureKind::Missing);
                }
                self.relevant.put(index, relevant);
                for companion in &companions {
                    let text = answers.get(&companion.text);
                    if let Some(failure) = companion.failure(question, answer, text) {
                        self.fail_at(&CheckedAnswer::new(index, &companion.key), failure);
                    }
                }
            }
            Some((rows, _)) => self.rows(question, rows, answers, &companions, &at),
        }
    }

    /// Checks the value, or the value of each row and the block that holds the rows.
    fn each(
        &mut self,
        rows: Option<&(Vec<Row>, bool)>,
        value: &Value,
        at: &CheckedAnswer,
        check: &mut dyn FnMut(&mut Self, &Value, &CheckedAnswer),
    ) {
        let Some((rows, closed)) = rows else { return check(self, value, at) };
        let Some(container) = value.as_object().filter(|container| !container.is_empty()) else {
            return self.fail_at(at, FailureKind::WrongKind);
        };
        for (key, value) in container {
            let at = at.in_row(key);
            let known = if *closed { rows.iter().any(|row| row.key == *key) } else { is_row_key(key) };
            if known {
                check(self, value, &at);
            } else {
                self.fail_at(&at, FailureKind::UnknownRow(key.clone()));
            }
        }
    }

    /// Checks the rows of a `for_each`.
    fn rows(
        &mut self,
        question: &Question,
        rows: &[Row],
        answers: &Map<String, Value>,
        companions: &[CompanionKey],
        at: &CheckedAnswer,
    ) {
        let answer = answers.get(question.id.as_str());
        let container = answer.and_then(Value::as_object);
        let mut relevant = container.cloned().unwrap_or_default();
        let condition = question.show_if.row.as_ref();
        let mut wanted: Vec<&Row> = Vec::new();
        let mut missing: BTreeSet<&str> = BTreeSet::new();
        for row in rows {
            let shown = self.relevant.shows_in(condition, RowContext { row: Some(&row.key), fields: None });
            let value = container.and_then(|container| container.get(&row.key));
            if shown {
                let is_answered = value.is_some_and(holds_something);
                self.asked.push(AskedPlace { question: at.question, row: Some(row.key.clone()), is_answered });
                wanted.push(row);
            } else if relevant.shift_remove(&row.key).is_some() {
                self.fail_at(&at.in_row(&row.key), FailureKind::Hidden);
            }
            for companion in companions {
                let texts = answers.get(&companion.text);
                let text = texts.and_then(|texts| texts.get(&row.key));
                let whole = CheckedAnswer::new(at.question, &companion.key);
                match companion.failure(question, value, text) {
                    _ if !shown && text.is_some() => self.fail_at(&whole.in_row(&row.key), FailureKind::Hidden),
                    // Without the text of any row, the whole key is missing.
                    Some(failure) if shown && failure == FailureKind::Unspecified && texts.is_none() => {
                        missing.insert(companion.text.as_str());
                    }
                    Some(failure) if shown => self.fail_at(&whole.in_row(&row.key), failure),
                    _ => {}
                }
            }
        }
        for companion in companions.iter().filter(|companion| missing.contains(companion.text.as_str())) {
            self.fail_at(&CheckedAnswer::new(at.question, &companion.key), FailureKind::Unspecified);
        }
        for (key, value) in container.into_iter().flatten() {
            if relevant.contains_key(key) {
                match self.value(question, value, &at.in_row(key)) {
                    Some(value) => relevant.insert(key.clone(), value),
                    None => relevant.shift_remove(key),
                };
            }
        }
        // A value that is no object of rows has a failure already and stays unchanged. An object that hiding emptied is absent.
        let given = match answer {
            Some(answer) if container.is_none_or(Map::is_empty) => Some(answer.clone()),
            _ => (!relevant.is_empty()).then(|| Value::Object(relevant.clone())),
        };
        if question.required && !rows.is_empty() {
            self.required_rows(question, &wanted, given.is_some().then_some(&relevant), at);
        }
        self.relevant.put(at.question, given);
    }

    /// Checks that every visible row has an answer. Without conditions on rows, one answered row is enough.
    fn required_rows(
        &mut self,
        question: &Question,
        rows: &[&Row],
        given: Option<&Map<String, Value>>,
        at: &CheckedAnswer,
    ) {
        let mut missing = rows.iter().filter(|row| match row.source {
            RowSource::Blank(fact) => self.relevant.row_exists(&self.copy.model.facts[fact].id, &row.key),
            RowSource::Known(..) | RowSource::Entry(..) | RowSource::Year(_) => true,
        });
        match given {
            None => {
                // Without rows, the whole question is missing.
                if question.show_if.row.is_none() || missing.next().is_some() {
                    self.fail_at(at, FailureKind::Missing);
                }
            }
            Some(given) => {
                let missing: Vec<CheckedAnswer> =
                    missing.filter(|row| !given.contains_key(&row.key)).map(|row| at.in_row(&row.key)).collect();
                for at in missing {
                    self.fail_at(&at, FailureKind::Missing);
                }
            }
        }
    }

    /// Checks the bounds and fields of a visible value. Returns the value that counts.
    fn value(&mut self, question: &Question, value: &Value, at: &CheckedAnswer) -> Option<Value> {
        self.bounds(&question.shape, value, at);
        match (&question.shape, value) {
            (AnswerShape::Group, Value::Object(fields))
                if question.can_say.is_empty() || !fields.contains_key(NON_RESPONSE_KEY) =>
            {
                let before = self.failures.len();
                let shown = self.fields(question, fields, at);
                if !shown.is_empty() || fields.is_empty() {
                    return Some(Value::Object(shown));
                }
                // A group that hiding emptied is absent, so nothing in it is missing.
                let of_group = self.failures.split_off(before);
                self.failures.extend(of_group.into_iter().filter(|failure| failure.kind != FailureKind::Missing));
                None
            }
            (AnswerShape::Rows { .. }, Value::Array(rows)) => {
                let rows = rows
                    .iter()
                    .enumerate()
                    .map(|(index, row)| match row.as_object() {
                        Some(fields) => Value::Object(self.fields(question, fields, &at.item(index))),
                        None => row.clone(),
                    })
                    .collect();
                Some(Value::Array(rows))
            }
            _ => Some(value.clone()),
        }
    }
}

/// Whether a value is more than a list of rows in which nothing is filled in.
fn holds_something(value: &Value) -> bool {
    let is_blank = |row: &Value| row.as_object().is_some_and(Map::is_empty);
    !value.as_array().is_some_and(|rows| rows.iter().all(is_blank))
}

/// The key of a companion field, also as text: answers are looked up by it.
pub(crate) struct CompanionKey {
    pub(crate) text: String,
    pub(crate) key: AnswerKey,
}

impl CompanionKey {
    /// What is wrong with the text beside an answer: an option that asks for a text has one, and only while it is chosen. So it is
    /// with the unit of a number.
    pub(crate) fn failure(
        &self,
        question: &Question,
        answer: Option<&Value>,
        text: Option<&Value>,
    ) -> Option<FailureKind> {
        match (self.key.companion.as_ref()?.goes_with(question, answer)?, text.is_some()) {
            (true, false) => Some(FailureKind::Unspecified),
            (false, true) => Some(FailureKind::NotChosen),
            _ => None,
        }
    }
}

/// The keys of a question's companion fields.
pub(crate) fn companions(question: &Question) -> Vec<CompanionKey> {
    CompanionField::of(question)
        .map(|field| AnswerKey::companion(&question.id, field))
        .map(|key| CompanionKey { text: key.to_string(), key })
        .collect()
}
