//! Validates old returns with the new schema.
//!
//! A replay gives the keys of an old return their new names, and removes those that the change file
//! retires. The
//! schema is that of the new edition, with the name and period of the old one.

use crate::change_file::{Declarations, retired_at};
use crate::diff::EditionPair;
use canevas_json_schema::schema_value;
use canevas_model::{AnswerShape, Choice, Model, Question, QuestionId, QuestionIx};
use canevas_project::{Catalogues, FormCopy};
use canevas_responses::{ANSWERS_KEY, AnswerKey};
use canevas_validate::{Failure, FailureKind, FailureSubject, verdict};
use jsonschema::Validator;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The two schemas, and the changes that turn an old return into a new one.
#[derive(Debug)]
pub struct Replay {
    old: Option<Validator>,
    new: Option<Validator>,
    /// The old edition, where it has rules between answers: a schema compares no answers.
    old_rules: Option<Model>,
    model: Model,
    renamed: HashMap<QuestionId, QuestionId>,
    dropped: HashSet<String>,
    /// Whether the new edition belongs to another form.
    is_other_form: bool,
    language: String,
    languages: HashSet<String>,
}

impl Replay {
    /// Compiles both schemas. `pair.new` has the old edition's name and period.
    pub(crate) fn new(pair: &EditionPair<'_>, declared: &Declarations<'_>, new_form: &str) -> Self {
        let empty = Catalogues::new();
        let validator = |model: &Model| {
            let copy = FormCopy::new(model, None, &empty);
            jsonschema::options().build(&schema_value(&copy, &model.source_language)).ok()
        };
        let new = with_retired_options(pair.new);
        let whole = declared.retired.values().filter(|retired| retired.option.is_none());
        let mut dropped: HashSet<String> = whole.filter_map(|retired| retired_at(retired)).collect();
        // If the new edition asks a retired id again, its old answers count.
        dropped.retain(|id| pair.new.question(id).is_none());
        Self {
            old: validator(pair.old),
            new: validator(&new),
            old_rules: has_rules(pair.old).then(|| pair.old.clone()),
            model: new,
            renamed: pair.renamed.iter().map(|(new, old)| (old.clone(), new.clone())).collect(),
            dropped,
            is_other_form: new_form != pair.old.form,
            language: pair.new.source_language.tag().to_owned(),
            languages: pair.new.languages().map(|language| language.tag().to_owned()).collect(),
        }
    }

    /// Whether a return of the old edition's blank copy is valid.
    pub fn was_valid(&self, json: &Value) -> bool {
        self.old.as_ref().is_some_and(|validator| validator.is_valid(json))
            && self.old_rules.as_ref().is_none_or(|model| broken_rules(model, json).is_empty())
    }

    /// A return of the old edition without the answers that break its rules. The answer to one question stays.
    pub(super) fn with_rules_kept(&self, mut json: Value, stays: Option<QuestionIx>) -> Value {
        let Some(model) = &self.old_rules else { return json };
        // One answer that goes may take another one's place in a rule.
        for _ in 0..3 {
            let broken = broken_rules(model, &json);
            let goes = broken.into_iter().filter(|index| Some(*index) != stays && !model.questions[*index].required);
            let keys: Vec<String> =
                goes.flat_map(|index| AnswerKey::all_of(&model.questions[index])).map(|key| key.to_string()).collect();
            let Some(answers) = json.get_mut(ANSWERS_KEY).and_then(Value::as_object_mut) else { break };
            if keys.is_empty() {
                break;
            }
            answers.retain(|key, _| !keys.contains(key));
        }
        json
    }

    /// Whether an old return is valid in the new edition.
    pub fn is_valid(&self, json: &Value) -> bool {
        let is_taken = |json: &Value| {
            self.new.as_ref().is_some_and(|validator| validator.is_valid(json))
                && (!has_rules(&self.model) || broken_rules(&self.model, json).is_empty())
        };
        !self.is_other_form && is_taken(&self.carried(json))
    }

    /// What the new edition finds wrong with an old return, apart from the form that it names.
    pub fn failures(&self, json: &Value) -> Vec<Failure> {
        let empty = Catalogues::new();
        verdict(&FormCopy::new(&self.model, None, &empty), &self.carried(json)).failures
    }

    /// The ids that renamed questions had in the old edition, by those that they have in the new one.
    pub(crate) fn old_ids(&self) -> BTreeMap<QuestionId, QuestionId> {
        self.renamed.iter().map(|(old, new)| (new.clone(), old.clone())).collect()
    }

    /// The id that a question of the old edition has in the new one.
    pub(crate) fn new_id<'s>(&'s self, old: &'s str) -> &'s str {
        self.renamed.get(old).map_or(old, QuestionId::as_str)
    }

    /// An old return as the new edition reads it.
    pub fn carried(&self, json: &Value) -> Value {
        let mut json = json.clone();
        let Some(root) = json.as_object_mut() else { return json };
        if root.get("language").and_then(Value::as_str).is_some_and(|tag| !self.languages.contains(tag)) {
            root.insert("language".to_owned(), self.language.as_str().into());
        }
        if let Some(Value::Object(answers)) = root.get_mut(ANSWERS_KEY) {
            let carried: Map<String, Value> = std::mem::take(answers)
                .into_iter()
                .filter_map(|(key, value)| {
                    let key = AnswerKey::parse(&key);
                    let is_kept = !self.dropped.contains(&*key.id);
                    is_kept.then(|| (key.renamed(self.new_id(&key.id)).to_string(), value))
                })
                .collect();
            *answers = carried;
        }
        json
    }
}

fn has_rules(model: &Model) -> bool {
    model.questions.iter().any(|question| !question.must.is_empty())
}

/// The questions whose rules a complete return breaks.
fn broken_rules(model: &Model, json: &Value) -> Vec<QuestionIx> {
    let empty = Catalogues::new();
    let failures = verdict(&FormCopy::new(model, None, &empty), json).failures;
    let broken = failures.into_iter().filter_map(|failure| match (failure.kind, failure.subject) {
        (FailureKind::Disagrees(_), FailureSubject::Question { question, .. }) => Some(question),
        _ => None,
    });
    broken.collect()
}

/// A model that accepts retired options, because old returns may contain them.
fn with_retired_options(model: &Model) -> Model {
    let mut model = model.clone();
    for question in &mut model.questions {
        offer_again(question);
        question.fields.iter_mut().for_each(offer_again);
    }
    model
}

fn offer_again(question: &mut Question) {
    let gone = std::mem::take(&mut question.retired_codes);
    let (AnswerShape::One { choices, .. } | AnswerShape::Many { choices, .. }) = &mut question.shape else { return };
    let Some(first) = choices.first().cloned() else { return };
    let again =
        gone.into_iter().map(|code| Choice { code, exclusive: false, specify: None, hint: None, ..first.clone() });
    Arc::make_mut(choices).extend(again);
}
