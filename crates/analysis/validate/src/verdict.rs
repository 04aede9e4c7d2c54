//! The verdict on a return. This module checks the head, `walk` the answers, and `facts` the facts.

use crate::failure::{Failure, FailureKind, FailureSubject};
use crate::prepared::Validator;
use crate::walk::{AskedPlace, ResponseValidator};
use canevas_model::expression::{self, Computed};
use canevas_model::{JsonValue, Language, Respondents};
use canevas_project::{ComputedValues, FormCopy};
use canevas_responses::{
    ANSWERS_KEY, FACTS_KEY, HEAD_KEYS, RESPONDENT_KEY, ResponsePath, RowContext, SIGN_OFF_KEY, UNREAD_KEY,
};
use serde_json::Value;

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
    Validator::new(copy).verdict(json)
}

/// The verdict on a return as if it were complete.
pub fn verdict_as_complete(copy: &FormCopy<'_>, json: &Value) -> Verdict {
    Validator::new(copy).verdict_as_complete(json)
}

/// What the computed numbers of the form come to with the answers of a return. The copy must know what the return says about the
/// country. Without `personal`, what is computed from personal answers stays out.
pub fn computed(copy: &FormCopy<'_>, json: &Value, personal: bool) -> ComputedValues {
    Validator::new(copy).computed(json, personal)
}

impl Validator<'_> {
    /// The verdict on a return. The status of the return decides whether it must be complete.
    pub fn verdict<'v>(&'v self, json: impl JsonValue<'v>) -> Verdict {
        self.judge(json, is_complete(json), true)
    }

    /// The verdict on a return as if it were complete.
    pub fn verdict_as_complete<'v>(&'v self, json: impl JsonValue<'v>) -> Verdict {
        self.judge(json, true, true)
    }

    /// The failures of a return, checked as a complete one or as a draft.
    pub fn failures<'v>(&'v self, json: impl JsonValue<'v>, complete: bool) -> Vec<Failure> {
        self.judge(json, complete, false).failures
    }

    /// What the computed numbers of the form come to with the answers of a return. The copy must know what the return says about the
    /// country. Without `personal`, what is computed from answers that may not be published stays out.
    pub fn computed<'v>(&'v self, json: impl JsonValue<'v>, personal: bool) -> ComputedValues {
        let model = self.copy.model;
        let has_totals = model.questions.iter().any(|question| question.total.is_some());
        let mut validator = ResponseValidator::new(self, json, true, has_totals);
        if !model.computed.is_empty() || has_totals {
            validator.whole(json);
        }
        let context = RowContext { row: None, fields: None };
        let of = |number: &Computed| match Some(number)
            .filter(|number| personal || number.may_be_published(model))
            .and_then(|number| validator.relevant.value_of(&number.expression, context))
        {
            Some(expression::Value::Number(number)) => Some(number),
            Some(expression::Value::Date(_)) | None => None,
        };
        ComputedValues { numbers: model.computed.iter().map(of).collect(), totals: validator.totals(personal) }
    }

    fn judge<'v>(&'v self, json: impl JsonValue<'v>, complete: bool, lists_asked: bool) -> Verdict {
        let mut validator = ResponseValidator::new(self, json, complete, lists_asked);
        validator.whole(json);
        Verdict { complete, failures: validator.failures, asked: validator.asked }
    }
}

/// Whether a return says that it is complete.
pub(crate) fn is_complete<'v>(json: impl JsonValue<'v>) -> bool {
    json.member("status").is_some_and(|status| status.is("complete"))
}

impl<'v, V: JsonValue<'v>> ResponseValidator<'v, V> {
    pub(crate) fn whole(&mut self, json: V) {
        let Some(members) = json.members() else {
            return self.fail(ResponsePath::Whole, FailureKind::WrongKind, FailureSubject::Head);
        };
        let mut is_there = [false; HEAD_KEYS.len()];
        for (key, value) in members {
            if let Some(wrong) = self.head(key, value) {
                self.fail(ResponsePath::head(key), wrong, FailureSubject::Head);
            }
            if let Some(at) = HEAD_KEYS.iter().position(|known| *known == key) {
                is_there[at] = true;
            }
        }
        for (key, is_there) in HEAD_KEYS.into_iter().zip(is_there) {
            let optional = matches!(key, "definition" | "texts" | "copy" | "made_by" | UNREAD_KEY);
            let wanted = if key == FACTS_KEY { self.complete } else { !optional };
            if wanted && !is_there {
                self.fail(ResponsePath::head(key), FailureKind::Missing, FailureSubject::Head);
            }
        }
        if let Some(facts) = json.member(FACTS_KEY).filter(|facts| facts.members().is_some()) {
            self.facts(facts);
        }
        self.answers(json);
    }

    /// What is wrong with a member of the head.
    fn head(&self, key: &str, value: V) -> Option<FailureKind> {
        let model = self.of.copy.model;
        let differs = |wanted: &str| (!value.is(wanted)).then(|| FailureKind::Differs(wanted.to_owned()));
        match key {
            "canevas" => (value.number() != Some(1.0)).then(|| FailureKind::Differs("1".to_owned())),
            "form" => differs(&model.form),
            "edition" => differs(&model.edition),
            "definition" | "texts" | "copy" => (!value.text().is_some_and(is_digest)).then_some(FailureKind::WrongKind),
            "language" => {
                let known = value.text().is_some_and(|tag| model.languages().any(|known| known.tag() == tag));
                let languages = || model.languages().map(Language::tag).collect::<Vec<_>>().join(", ");
                (!known).then(|| FailureKind::Differs(languages()))
            }
            "status" => (!value.is("draft") && !value.is("complete")).then_some(FailureKind::WrongKind),
            "made_by" => value.text().is_none().then_some(FailureKind::WrongKind),
            UNREAD_KEY => {
                let texts = value.members().is_some_and(|mut texts| texts.all(|(_, text)| text.text().is_some()));
                if texts { self.complete.then_some(FailureKind::Unread) } else { Some(FailureKind::WrongKind) }
            }
            SIGN_OFF_KEY => Some(FailureKind::NotAsked("sign-off")),
            RESPONDENT_KEY => Some(FailureKind::NotAsked(match model.respondents {
                Respondents::Countries => "respondent other than the country",
                Respondents::Nobody | Respondents::Listed(_) => "respondent at the top of a return",
            })),
            FACTS_KEY | ANSWERS_KEY => value.members().is_none().then_some(FailureKind::WrongKind),
            _ => Some(FailureKind::UnknownKey(key.to_owned())),
        }
    }
}

/// Whether a text is a digest.
fn is_digest(text: &str) -> bool {
    text.strip_prefix("sha256:").is_some_and(|hex| {
        hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}
