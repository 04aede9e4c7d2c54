//! The verdict on a return. This module checks the head, `walk` the answers, and `facts` the facts.

use crate::failure::{Failure, FailureKind, FailureSubject};
use crate::walk::{AskedPlace, ResponseValidator};
use canevas_model::Language;
use canevas_model::expression::{self, Computed};
use canevas_project::{ComputedValues, FormCopy};
use canevas_responses::{
    ANSWERS_KEY, FACTS_KEY, HEAD_KEYS, RESPONDENT_KEY, ResponsePath, RowContext, SIGN_OFF_KEY, UNREAD_KEY,
};
use serde_json::{Map, Value};

/// The result of a validation.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Whether it was checked as a complete return.
    pub complete: bool,
    /// The failures, in the order of the document.
    pub failures: Vec<Failure>,
    /// The places that these answers make the form ask, in the order of the form; none of a return that is checked as a draft.
    pub asked: Vec<AskedPlace>,
}

impl Verdict {
    /// Whether there is no failure.
    pub fn is_valid(&self) -> bool {
        self.failures.is_empty()
    }

    /// The JSON pointers of the failures, sorted, each once.
    pub fn failing(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.failures.iter().map(|failure| failure.path.pointer()).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }
}

/// The verdict on a return. The status of the return decides whether it must be complete.
pub fn verdict(copy: &FormCopy<'_>, json: &Value) -> Verdict {
    validate(copy, json, json.get("status").is_some_and(|status| status == "complete"))
}

/// The verdict on a return as if it were complete.
pub fn verdict_as_complete(copy: &FormCopy<'_>, json: &Value) -> Verdict {
    validate(copy, json, true)
}

/// What the computed numbers of the form come to with the answers of a return. The copy must know what the return says about the
/// country. Without `personal`, what is computed from personal answers stays out.
pub fn computed(copy: &FormCopy<'_>, json: &Value, personal: bool) -> ComputedValues {
    let mut validator = ResponseValidator::new(copy, json, true);
    if let Some(root) = json.as_object().filter(|_| !copy.model.computed.is_empty()) {
        head(&mut validator, copy, root, true);
    }
    let of = |number: &Computed| match Some(number)
        .filter(|number| personal || number.may_be_published(copy.model))
        .and_then(|number| validator.relevant.value_of(&number.expression, RowContext::default()))
    {
        Some(expression::Value::Number(number)) => Some(number),
        Some(expression::Value::Date(_)) | None => None,
    };
    copy.model.computed.iter().map(of).collect()
}

fn validate(copy: &FormCopy<'_>, json: &Value, complete: bool) -> Verdict {
    let mut validator = ResponseValidator::new(copy, json, complete);
    match json.as_object() {
        Some(root) => head(&mut validator, copy, root, complete),
        None => validator.fail(ResponsePath::Whole, FailureKind::WrongKind, FailureSubject::Head),
    }
    Verdict { complete, failures: validator.failures, asked: validator.asked }
}

fn head(validator: &mut ResponseValidator<'_>, copy: &FormCopy<'_>, root: &Map<String, Value>, complete: bool) {
    let model = copy.model;
    for (key, value) in root {
        let wrong = match key.as_str() {
            "canevas" => (value.as_f64() != Some(1.0)).then(|| FailureKind::Differs("1".to_owned())),
            "form" => (value != &model.form).then(|| FailureKind::Differs(model.form.clone())),
            "edition" => (value != &model.edition).then(|| FailureKind::Differs(model.edition.clone())),
            "definition" | "texts" | "copy" => (!is_digest(value)).then_some(FailureKind::WrongKind),
            "language" => {
                let known = value.as_str().is_some_and(|tag| model.languages().any(|known| known.tag() == tag));
                let languages = || model.languages().map(Language::tag).collect::<Vec<_>>().join(", ");
                (!known).then(|| FailureKind::Differs(languages()))
            }
            "status" => (value != "draft" && value != "complete").then_some(FailureKind::WrongKind),
            "made_by" => (!value.is_string()).then_some(FailureKind::WrongKind),
            UNREAD_KEY => {
                let texts = value.as_object().is_some_and(|texts| texts.values().all(Value::is_string));
                if texts { complete.then_some(FailureKind::Unread) } else { Some(FailureKind::WrongKind) }
            }
            SIGN_OFF_KEY => Some(FailureKind::NotAsked("sign-off")),
            RESPONDENT_KEY => Some(FailureKind::NotAsked("respondent other than the country")),
            FACTS_KEY | ANSWERS_KEY => (!value.is_object()).then_some(FailureKind::WrongKind),
            _ => Some(FailureKind::UnknownKey(key.clone())),
        };
        if let Some(wrong) = wrong {
            validator.fail(ResponsePath::head(key), wrong, FailureSubject::Head);
        }
    }
    for key in HEAD_KEYS {
        let optional = matches!(key, "definition" | "texts" | "copy" | "made_by" | UNREAD_KEY);
        let wanted = if key == FACTS_KEY { complete } else { !optional };
        if wanted && !root.contains_key(key) {
            validator.fail(ResponsePath::head(key), FailureKind::Missing, FailureSubject::Head);
        }
    }
    if let Some(facts) = root.get(FACTS_KEY).and_then(Value::as_object) {
        validator.facts(facts);
    }
    // Where there are no answers, every answer is missing.
    match root.get(ANSWERS_KEY).and_then(Value::as_object) {
        Some(answers) => validator.answers(answers),
        None => validator.answers(&Map::new()),
    }
}

fn is_digest(value: &Value) -> bool {
    value.as_str().and_then(|text| text.strip_prefix("sha256:")).is_some_and(|hex| {
        hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}
