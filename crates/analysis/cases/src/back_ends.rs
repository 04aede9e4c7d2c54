//! What the JSON Schema and the Word file make of the answers of a case.

use crate::case_file::CaseFile;
use crate::printed::known;
use crate::rules::CASE_OUTPUTS;
use canevas_diagnostics::{Finding, Findings};
use canevas_docx::read::{CopyReader, read};
use canevas_docx::{Filling, Purpose, WordOptions, filled};
use canevas_json_schema::schema_value;
use canevas_model::condition::number_json;
use canevas_project::FormCopy;
use canevas_readable::asked_places;
use canevas_responses::{AnswerKey, AnswerPath, ResponsePath, says_something};
use canevas_validate::{Bound, Failure, FailureKind, place_in_words};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The other outputs of a copy, made when the first case needs them.
pub(crate) struct BackEnds<'e> {
    schema: OnceLock<Option<jsonschema::Validator>>,
    readers: Mutex<BTreeMap<String, Arc<CopyReader<'e>>>>,
}

impl<'e> BackEnds<'e> {
    pub(crate) fn new() -> Self {
        Self { schema: OnceLock::new(), readers: Mutex::default() }
    }

    /// Holds a case against both. `failures` is what the model finds wrong with its return.
    pub(crate) fn compare(&self, case: &CaseFile, copy: &FormCopy<'e>, failures: &[Failure], out: &mut Findings) {
        self.schema(case, copy, failures, out);
        if failures.iter().all(|failure| stands_in_word(&failure.kind)) {
            self.word(case, copy, out);
        }
    }

    fn schema(&self, case: &CaseFile, copy: &FormCopy<'e>, failures: &[Failure], out: &mut Findings) {
        let made = || jsonschema::options().build(&schema_value(copy, &copy.model.source_language)).ok();
        let Some(schema) = self.schema.get_or_init(made) else { return };
        let counted = failures.iter().filter(|failure| !is_uncounted(&failure.kind)).count();
        // What a JSON Schema does not count may pass or not.
        if counted == 0 && !failures.is_empty() {
            return;
        }
        let message = match (schema.is_valid(case.file.response.json()), counted == 0) {
            (true, false) => "the JSON Schema accepts these answers, and `canevas check` does not",
            (false, true) => "the JSON Schema refuses these answers, and `canevas check` accepts them",
            _ => return,
        };
        let help = "this is a fault of Canevas: report it with the form and this case";
        out.push(Finding::new(&CASE_OUTPUTS, case.file.span(&ResponsePath::Whole), message).help(help));
    }

    /// Puts the answers into the Word file, and reads it.
    fn word(&self, case: &CaseFile, copy: &FormCopy<'e>, out: &mut Findings) {
        let response = &case.file.response;
        let language = known(copy.model, &case.language);
        let asked: BTreeSet<AnswerPath> = asked_places(copy, response);
        let filling = Filling {
            response,
            purpose: Purpose::Answering,
            asked: &asked,
            personal: true,
            only: None,
            remarks: &BTreeMap::new(),
            cover: &[],
            lead: &[],
        };
        let made = filled(copy, language, &filling, &WordOptions::default());
        let fault = |message: String, path: &ResponsePath| {
            let help = "people who answer in Word lose this: change the answers, or report it as a fault of Canevas";
            Finding::new(&CASE_OUTPUTS, case.file.span(path), message).help(help)
        };
        let Ok(opened) = read(&made.bytes) else {
            out.push(fault("the Word file with these answers cannot be read".to_owned(), &ResponsePath::Whole));
            return;
        };
        let back = self.reader(copy, language.tag(), case).answers(&opened).json;
        let none = Map::new();
        let given = response.answers().unwrap_or(&none);
        let found = back.get(canevas_responses::ANSWERS_KEY).and_then(Value::as_object).unwrap_or(&none);
        let keys: BTreeSet<&String> = given.keys().chain(found.keys()).collect();
        for key in keys {
            let value = |of: &Map<String, Value>| of.get(key).map(plain).filter(says_something);
            let (was, is) = (value(given), value(found));
            if was == is {
                continue;
            }
            let path = ResponsePath::from(AnswerPath::of_key(&AnswerKey::parse(key)));
            let at = place_in_words(copy, language, &path);
            let message = match (was, is) {
                (_, None) => format!("the Word file loses the answer to {at}"),
                (None, Some(_)) => format!("the Word file reads an answer to {at} that was not given"),
                (Some(_), Some(_)) => format!("the Word file changes the answer to {at}"),
            };
            out.push(fault(message, &path));
        }
    }

    fn reader(&self, copy: &FormCopy<'e>, tag: &str, case: &CaseFile) -> Arc<CopyReader<'e>> {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let reader = readers.entry(tag.to_owned()).or_insert_with(|| {
            let language = known(copy.model, &case.language);
            Arc::new(CopyReader::new(copy.clone(), language, copy.definition_digest()))
        });
        Arc::clone(reader)
    }
}

/// Whether only the model counts it: a JSON Schema compares no answers, and counts no decimals.
fn is_uncounted(kind: &FailureKind) -> bool {
    matches!(kind, FailureKind::Disagrees(_) | FailureKind::Bounds(Bound::Decimals(_)))
}

/// Whether the answers stand in the boxes of a Word file all the same: nothing in them is of the wrong kind or without its place.
fn stands_in_word(kind: &FailureKind) -> bool {
    match kind {
        FailureKind::Missing
        | FailureKind::Disagrees(_)
        | FailureKind::Unspecified
        | FailureKind::NoComment
        | FailureKind::NotAlone => true,
        FailureKind::Bounds(bound) => !matches!(bound, Bound::AtMost(_)),
        FailureKind::WrongKind
        | FailureKind::UnknownKey(_)
        | FailureKind::NotAsked(_)
        | FailureKind::UnknownRow(_)
        | FailureKind::Hidden
        | FailureKind::NotChosen
        | FailureKind::Unread
        | FailureKind::Differs(_) => false,
    }
}

/// A value without what says nothing: a Word file keeps no space around a text, and does not know 2.0 from 2.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let said = members.iter().filter(|(_, value)| says_something(value));
            Value::Object(said.map(|(key, value)| (key.clone(), plain(value))).collect())
        }
        Value::Array(items) => items.iter().filter(|item| says_something(item)).map(plain).collect(),
        Value::String(text) => text.trim().into(),
        Value::Number(number) => {
            let number = number.as_f64().filter(|number| number.abs() < 1e15);
            number.map_or_else(|| value.clone(), number_json)
        }
        other => other.clone(),
    }
}
