//! The walk over the answers, in the order of the form. It is written once for every way to keep a return. Of a return without a fault it
//! copies nothing.

use crate::at::At;
use crate::failure::{Failure, FailureKind, FailureSubject};
use crate::prepared::{GivenAnswers, PreparedCompanion, PreparedQuestion, PreparedRows, Validator};
use canevas_model::{AnswerShape, EitherValue, JsonValue, Question, QuestionIx};
use canevas_project::{Row, RowSource};
use canevas_responses::{
    ANSWERS_KEY, AnswerKey, AnswerPath, FACTS_KEY, NON_RESPONSE_KEY, RelevantAnswer, RelevantAnswers, ResponsePath,
    RowContext, is_row_key,
};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The check of one return against a copy.
pub(crate) struct ResponseValidator<'v, V> {
    pub(crate) of: &'v Validator<'v>,
    pub(crate) complete: bool,
    pub(crate) failures: Vec<Failure>,
    pub(crate) asked: Vec<AskedPlace>,
    /// Whether anybody wants to know the places that the form asks.
    pub(crate) lists_asked: bool,
    pub(crate) relevant: RelevantAnswers<'v, V>,
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

impl<'v, V: JsonValue<'v>> ResponseValidator<'v, V> {
    pub(crate) fn new(of: &'v Validator<'v>, json: V, complete: bool, lists_asked: bool) -> Self {
        let facts = json.member(FACTS_KEY).filter(|facts| facts.members().is_some());
        Self {
            of,
            complete,
            failures: Vec::new(),
            asked: Vec::new(),
            lists_asked,
            relevant: RelevantAnswers::new(of.copy.model, Cow::Borrowed(&of.known), facts),
        }
    }

    pub(crate) fn fail(&mut self, path: ResponsePath, kind: FailureKind, subject: FailureSubject) {
        self.failures.push(Failure { path, kind, subject });
    }

    pub(crate) fn fail_at(&mut self, at: At<'_>, kind: FailureKind) {
        self.failures.push(at.failure(kind));
    }

    /// Checks the answers of a return. Where there are none, every answer is missing.
    pub(crate) fn answers(&mut self, json: V) {
        let of = self.of;
        let model = of.copy.model;
        let (given, unknown) = of.sorted(json.member(ANSWERS_KEY));
        for section in &model.sections {
            let section_shown = !self.complete || self.relevant.shows(section.show_if.as_ref());
            for block in &section.blocks {
                let heading = block.heading.as_ref().and_then(|heading| heading.show_if.as_ref());
                let shown = section_shown && (!self.complete || self.relevant.shows(heading));
                for index in &block.questions {
                    let prepared = &of.questions[*index];
                    if prepared.question.takes_answer() {
                        self.question(prepared, *index, &given, shown);
                    }
                }
            }
        }
        for (text, value) in unknown {
            let key = AnswerKey::parse(text);
            if !self.is_retired(&key, value) {
                let unknown = FailureKind::UnknownKey(text.to_owned());
                self.fail(AnswerPath::of_key(&key).into(), unknown, FailureSubject::Head);
            }
        }
    }

    /// Whether a key belongs to a retired question, and its value has the right kind. A draft may contain such an answer.
    fn is_retired(&mut self, key: &AnswerKey, answer: V) -> bool {
        let model = self.of.copy.model;
        let retired = model.retired.iter().find(|retired| *retired.id == *key.id).filter(|_| !self.complete);
        let Some(retired) = retired else { return false };
        let Some(question) = &retired.question else { return key.companion.is_none() };
        if !key.belongs_to(question) {
            return false;
        }
        // A value of the wrong kind fails at its key, not inside.
        let before = self.failures.len();
        let at = At::new(0.into(), key);
        let values: Vec<V> = match (question.for_each, answer.members()) {
            (None, _) => vec![answer],
            (Some(_), Some(rows)) => {
                let rows: Vec<(&str, V)> = rows.collect();
                if rows.is_empty() || !rows.iter().all(|(key, _)| is_row_key(key)) {
                    return false;
                }
                rows.into_iter().map(|(_, value)| value).collect()
            }
            (Some(_), None) => return false,
        };
        let prepared = PreparedQuestion::new(question, &self.of.copy, &mut Vec::new());
        for value in values {
            match key.companion {
                None => self.kind(&prepared, value, at),
                Some(_) => self.companion_kind(question, key, value, at),
            }
        }
        let fits = self.failures.len() == before;
        self.failures.truncate(before);
        fits
    }

    fn question(
        &mut self,
        of: &'v PreparedQuestion<'v>,
        index: QuestionIx,
        given: &GivenAnswers<V>,
        block_shown: bool,
    ) {
        let question = of.question;
        let at = At::new(index, &of.key.key);
        let answer = given.get(&of.key);
        if let Some(answer) = answer {
            self.each(of, answer, at, &mut |own, value, at| own.kind(of, value, at));
        }
        for companion in &of.companions {
            if let Some(text) = given.get(&companion.key) {
                let at = At::new(index, &companion.key.key);
                self.each(of, text, at, &mut |own, value, at| {
                    own.companion_kind(question, &companion.key.key, value, at);
                });
            }
        }
        if !self.complete {
            return;
        }
        if !(block_shown && self.relevant.shows(question.show_if.outer.as_ref())) {
            for key in of.keys().filter(|key| given.get(key).is_some()) {
                self.fail_at(At::new(index, &key.key), FailureKind::Hidden);
            }
            return;
        }
        if let Some(rows) = &of.rows {
            return self.rows(of, rows, given, at);
        }
        if self.lists_asked {
            let is_answered = answer.is_some_and(holds_something);
            self.asked.push(AskedPlace { question: index, row: None, is_answered });
        }
        let relevant = answer.and_then(|answer| self.value(of, answer, at));
        if relevant.is_none() && question.required {
            self.fail_at(at, FailureKind::Missing);
        }
        self.relevant.put(index, relevant);
        self.must(of, at);
        let is_asked = self.asks_comment(question, RowContext { row: None, fields: None });
        for companion in &of.companions {
            if let Some(failure) = companion.failure(question, answer, given.get(&companion.key), is_asked) {
                self.fail_at(At::new(index, &companion.key.key), failure);
            }
        }
    }

    /// Checks the value, or the value of each row and the block that holds the rows.
    fn each(&mut self, of: &PreparedQuestion<'_>, value: V, at: At<'_>, check: &mut dyn FnMut(&mut Self, V, At<'_>)) {
        let Some(rows) = &of.rows else { return check(self, value, at) };
        let Some(container) = value.members().filter(|_| !value.is_empty()) else {
            return self.fail_at(at, FailureKind::WrongKind);
        };
        for (index, (key, value)) in container.enumerate() {
            let at = at.in_row(key);
            let known = if rows.closed { rows.has(key, index) } else { is_row_key(key) };
            if known {
                check(self, value, at);
            } else {
                self.fail_at(at, FailureKind::UnknownRow(key.to_owned()));
            }
        }
    }

    /// Checks the rows of a `for_each`.
    fn rows(&mut self, of: &'v PreparedQuestion<'v>, rows: &'v PreparedRows, given: &GivenAnswers<V>, at: At<'_>) {
        let question = of.question;
        let answer = given.get(&of.key);
        let container = answer.filter(|answer| answer.members().is_some());
        // What is left of the answer, once something is taken from it.
        let mut part: Option<Map<String, Value>> = None;
        let condition = question.show_if.row.as_ref();
        let mut wanted: Vec<&Row> = Vec::new();
        for row in &rows.rows {
            // What nobody entered has no block.
            let is_there = match row.source {
                RowSource::Entered(of) => self.relevant.entered_keys(of).contains(row.key.as_str()),
                RowSource::Known(_) | RowSource::Blank(_) | RowSource::Entry(_) | RowSource::Year(_) => true,
            };
            let shown = is_there && self.relevant.shows_in(condition, RowContext { row: Some(&row.key), fields: None });
            let value = container.and_then(|container| container.member(&row.key));
            if shown {
                if self.lists_asked {
                    let is_answered = value.is_some_and(holds_something);
                    self.asked.push(AskedPlace { question: at.question, row: Some(row.key.clone()), is_answered });
                }
                wanted.push(row);
            } else if value.is_some() {
                part.get_or_insert_with(|| map(container)).shift_remove(&row.key);
                self.fail_at(at.in_row(&row.key), FailureKind::Hidden);
            }
        }
        for (key, value) in container.and_then(V::members).into_iter().flatten() {
            if part.as_ref().is_none_or(|part| part.contains_key(key)) {
                match self.value(of, value, at.in_row(key)) {
                    Some(RelevantAnswer::Whole(_)) => {}
                    Some(RelevantAnswer::Part(value)) => {
                        part.get_or_insert_with(|| map(container)).insert(key.to_owned(), value);
                    }
                    None => {
                        part.get_or_insert_with(|| map(container)).shift_remove(key);
                    }
                }
            }
        }
        let is_there = |key: &str| match &part {
            Some(part) => part.contains_key(key),
            None => container.is_some_and(|container| container.member(key).is_some()),
        };
        // A value that is no object of rows has a failure already and stays unchanged. An object that hiding emptied is absent.
        let is_given = answer.is_some() && part.as_ref().is_none_or(|part| !part.is_empty());
        if question.required && !rows.rows.is_empty() {
            self.required_rows(of, &wanted, is_given.then_some(&is_there as &dyn Fn(&str) -> bool), at);
        }
        let relevant = match part {
            None => answer.map(RelevantAnswer::Whole),
            Some(part) => is_given.then(|| RelevantAnswer::Part(part.into())),
        };
        self.relevant.put(at.question, relevant);
        self.must(of, at);
        self.companions_of_rows(of, rows, &wanted, given, at);
    }

    /// Checks what stands beside the answers of rows. A condition of a comment reads the answer of its row.
    fn companions_of_rows(
        &mut self,
        of: &'v PreparedQuestion<'v>,
        rows: &PreparedRows,
        shown: &[&Row],
        given: &GivenAnswers<V>,
        at: At<'_>,
    ) {
        let question = of.question;
        let answer = given.get(&of.key);
        for companion in &of.companions {
            let texts = given.get(&companion.key);
            let whole = At::new(at.question, &companion.key.key);
            let (mut missing, mut without_comment) = (false, Vec::new());
            let mut has_comment = false;
            for row in &rows.rows {
                let own = whole.in_row(&row.key);
                let text = texts.and_then(|texts| texts.member(&row.key));
                if !shown.iter().any(|shown| shown.key == row.key) {
                    if text.is_some() {
                        self.fail_at(own, FailureKind::Hidden);
                    }
                    continue;
                }
                let value = answer.and_then(|answer| answer.member(&row.key));
                let is_asked = self.asks_comment(question, RowContext { row: Some(&row.key), fields: None });
                has_comment |= is_asked && text.is_some();
                match companion.failure(question, value, text, is_asked) {
                    // A row of a list that nobody filled in is not there.
                    Some(FailureKind::NoComment) if !self.exists(row) => {}
                    Some(FailureKind::NoComment) => without_comment.push(row),
                    // Without the text of any row, the whole key is missing.
                    Some(FailureKind::Unspecified) if texts.is_none() => missing = true,
                    Some(failure) => self.fail_at(own, failure),
                    None => {}
                }
            }
            if missing {
                self.fail_at(whole, FailureKind::Unspecified);
            }
            // The same of comments. One that is not asked counts as absent.
            if !has_comment {
                without_comment.drain(..).take(1).for_each(|_| self.fail_at(whole, FailureKind::NoComment));
            }
            for row in without_comment {
                self.fail_at(whole.in_row(&row.key), FailureKind::NoComment);
            }
        }
    }

    /// Whether the comment on an answer is asked, as far as its own condition says.
    fn asks_comment(&self, question: &Question, context: RowContext<'_, 'v, V>) -> bool {
        let show_if = &question.comment_box.show_if;
        self.relevant.shows(show_if.outer.as_ref()) && self.relevant.shows_in(show_if.row.as_ref(), context)
    }

    /// Whether a row is there. One of a list of the country may not be.
    pub(crate) fn exists(&self, row: &Row) -> bool {
        match row.source {
            RowSource::Blank(fact) => self.relevant.row_exists(&self.of.copy.model.facts[fact].id, &row.key),
            RowSource::Known(..) | RowSource::Entry(..) | RowSource::Year(_) | RowSource::Entered(_) => true,
        }
    }

    /// Checks that every visible row has an answer. Without conditions on rows, one answered row is enough. `is_there` says whether a
    /// row has one; none where no row has.
    fn required_rows(
        &mut self,
        of: &PreparedQuestion<'_>,
        rows: &[&Row],
        is_there: Option<&dyn Fn(&str) -> bool>,
        at: At<'_>,
    ) {
        match is_there {
            None => {
                // Without the answer of any row, the whole question is missing. Of rows that people enter there may be none.
                let has_rows = of.question.show_if.row.is_none() && !of.question.is_for_entered_rows();
                if has_rows || rows.iter().any(|row| self.exists(row)) {
                    self.fail_at(at, FailureKind::Missing);
                }
            }
            Some(is_there) => {
                for row in rows {
                    if !is_there(&row.key) && self.exists(row) {
                        self.fail_at(at.in_row(&row.key), FailureKind::Missing);
                    }
                }
            }
        }
    }

    /// Checks the bounds and fields of a visible value. Returns the value that counts.
    fn value(&mut self, of: &'v PreparedQuestion<'v>, value: V, at: At<'_>) -> Option<RelevantAnswer<V>> {
        let question = of.question;
        self.bounds(&question.shape, value, at);
        match &question.shape {
            AnswerShape::Group
                if value.members().is_some()
                    && (question.can_say.is_empty() || value.member(NON_RESPONSE_KEY).is_none()) =>
            {
                let before = self.failures.len();
                match self.fields(of, value, at) {
                    // A group that hiding emptied is absent, so nothing in it is missing.
                    Some(left) if left.is_empty() => {
                        let of_group = self.failures.split_off(before);
                        self.failures.extend(
                            of_group.into_iter().filter(|failure| {
                                !matches!(failure.kind, FailureKind::Missing | FailureKind::NoComment)
                            }),
                        );
                        None
                    }
                    Some(left) => Some(RelevantAnswer::Part(left.into())),
                    None => Some(RelevantAnswer::Whole(value)),
                }
            }
            AnswerShape::Rows { .. } => {
                let mut left = None;
                for (index, row) in value.items().into_iter().flatten().enumerate() {
                    let fields = row.members().and_then(|_| self.fields(of, row, at.item(index)));
                    if let Some(fields) = fields
                        && let Value::Array(rows) = left.get_or_insert_with(|| value.to_value())
                        && let Some(row) = rows.get_mut(index)
                    {
                        *row = fields.into();
                    }
                }
                Some(left.map_or(RelevantAnswer::Whole(value), RelevantAnswer::Part))
            }
            _ => Some(RelevantAnswer::Whole(value)),
        }
    }

    /// Checks required fields, bounds and conditions in one group or row. Returns the fields that count, where these are not all.
    fn fields(&mut self, of: &'v PreparedQuestion<'v>, fields: V, at: At<'_>) -> Option<Map<String, Value>> {
        let mut part: Option<Map<String, Value>> = None;
        for (index, prepared) in of.fields.iter_enumerated() {
            let field = prepared.question;
            let seen = part.as_ref().map_or_else(|| EitherValue::given(fields), EitherValue::Members);
            let context = RowContext { row: at.row(), fields: Some(seen) };
            let shown = self.relevant.shows(field.show_if.outer.as_ref())
                && self.relevant.shows_in(field.show_if.row.as_ref(), context);
            if !shown {
                for key in prepared.keys().filter(|key| fields.member(&key.text).is_some()) {
                    part.get_or_insert_with(|| map(Some(fields))).shift_remove(&key.text);
                    self.fail_at(at.field(Some(index), &key.key), FailureKind::Hidden);
                }
                continue;
            }
            let own = at.field(Some(index), &prepared.key.key);
            let value = fields.member(&prepared.key.text);
            match value {
                Some(value) => self.bounds(&field.shape, value, own),
                None if field.required => self.fail_at(own, FailureKind::Missing),
                None => {}
            }
            let seen = part.as_ref().map_or_else(|| EitherValue::given(fields), EitherValue::Members);
            let is_asked = self.asks_comment(field, RowContext { row: at.row(), fields: Some(seen) });
            for companion in &prepared.companions {
                let text = fields.member(&companion.key.text);
                if let Some(failure) = companion.failure(field, value, text, is_asked) {
                    if failure == FailureKind::Hidden {
                        part.get_or_insert_with(|| map(Some(fields))).shift_remove(&companion.key.text);
                    }
                    self.fail_at(at.field(Some(index), &companion.key.key), failure);
                }
            }
        }
        part
    }
}

impl PreparedCompanion<'_> {
    /// What is wrong with the text beside an answer: an option that asks for a text has one, and only while it is chosen, and
    /// so has a number its unit; a comment
    /// stands where it is asked, which `asks_comment` says.
    fn failure<'v, V: JsonValue<'v>>(
        &self,
        question: &Question,
        answer: Option<V>,
        text: Option<V>,
        asks_comment: bool,
    ) -> Option<FailureKind> {
        let goes = self.key.key.companion.as_ref().and_then(|companion| companion.goes_with(question, answer));
        let Some(goes) = goes else {
            return match (asks_comment, text.is_some()) {
                (true, false) if question.comment_box.required => Some(FailureKind::NoComment),
                (false, true) => Some(FailureKind::Hidden),
                _ => None,
            };
        };
        let is_optional = self.option.is_some_and(|option| option.specify_box.is_optional);
        match (goes, text.is_some()) {
            (true, false) if !is_optional => Some(FailureKind::Unspecified),
            (false, true) => Some(FailureKind::NotChosen),
            _ => None,
        }
    }
}

/// The members of an object, to be changed.
fn map<'v>(object: Option<impl JsonValue<'v>>) -> Map<String, Value> {
    match object.map(JsonValue::to_value) {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// Whether a value is more than a list of rows in which nothing is filled in.
fn holds_something<'v>(value: impl JsonValue<'v>) -> bool {
    let is_blank_list = value
        .items()
        .is_some_and(|mut rows| rows.all(|row| row.members().is_some_and(|mut fields| fields.next().is_none())));
    !is_blank_list
}
