//! The verdict of a return: the head here, the rest in the modules beside.

use crate::walk::ResponseValidator;
use canevas_model::{FactIx, FieldIx, Language, QuestionIx};
use canevas_project::FormCopy;
use serde_json::{Map, Value};

/// A verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Whether it was judged as complete.
    pub complete: bool,
    /// What fails, in the order of the document.
    pub failures: Vec<Failure>,
}

impl Verdict {
    /// Whether nothing fails.
    pub fn is_valid(&self) -> bool {
        self.failures.is_empty()
    }

    /// The paths that fail, sorted, each once.
    pub fn failing(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.failures.iter().map(|failure| failure.path.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }
}

/// One thing that fails.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// Where: a JSON pointer that ends at the field (`/answers/steps/0/title`), whatever is wrong inside it.
    pub path: String,
    /// What is wrong.
    pub kind: FailureKind,
    /// What it is about.
    pub place: Place,
}

/// What a failure is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The head of the return, or a key that nothing knows.
    Head,
    /// A fact.
    Fact(FactIx),
    /// A question, or a part of one.
    Question {
        /// The question.
        question: QuestionIx,
        /// The field of it.
        field: Option<FieldIx>,
        /// The key of the row, where it has rows of a `for_each`.
        row: Option<String>,
    },
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum FailureKind {
    /// Not what stands there.
    WrongKind,
    /// A key that is not known.
    UnknownKey(String),
    /// The key of a row that is not there.
    UnknownRow(String),
    /// Required, and not there.
    Missing,
    /// Answered, though it is not asked.
    Hidden,
    /// Outside its bounds.
    Bounds(Bound),
    /// An option that excludes the others, among others.
    NotAlone,
    /// A text beside an option that is not chosen.
    NotChosen,
    /// Texts that fitted no answer.
    Unread,
    /// Not what the copy says.
    Differs(String),
}

/// A bound that does not hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// Characters at most.
    MaxLength(u32),
    /// Not an e-mail address.
    Email,
    /// Not a web address.
    Url,
    /// Fewest.
    AtLeast(u32),
    /// Most.
    AtMost(u32),
    /// Smallest.
    Min(f64),
    /// Largest.
    Max(f64),
    /// Earliest.
    From(String),
    /// Latest.
    To(String),
}

/// The verdict of a return, by its own status.
pub fn verdict(copy: &FormCopy<'_>, json: &Value) -> Verdict {
    judge(copy, json, json.get("status").is_some_and(|status| status == "complete"))
}

/// The verdict of a return as if it were complete.
pub fn verdict_as_complete(copy: &FormCopy<'_>, json: &Value) -> Verdict {
    judge(copy, json, true)
}

fn judge(copy: &FormCopy<'_>, json: &Value, complete: bool) -> Verdict {
    let mut judge = ResponseValidator::new(copy, json, complete);
    match json.as_object() {
        Some(root) => head(&mut judge, copy, root, complete),
        None => judge.fail(String::new(), FailureKind::WrongKind, Place::Head),
    }
    Verdict { complete, failures: judge.failures }
}

const KEYS: [&str; 12] = [
    "canevas",
    "form",
    "edition",
    "definition",
    "texts",
    "copy",
    "language",
    "status",
    "made_by",
    "facts",
    "answers",
    "unread",
];

fn head(judge: &mut ResponseValidator<'_>, copy: &FormCopy<'_>, root: &Map<String, Value>, complete: bool) {
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
            "unread" => {
                let texts = value.as_object().is_some_and(|texts| texts.values().all(Value::is_string));
                if texts { complete.then_some(FailureKind::Unread) } else { Some(FailureKind::WrongKind) }
            }
            "facts" | "answers" => (!value.is_object()).then_some(FailureKind::WrongKind),
            _ => Some(FailureKind::UnknownKey(key.clone())),
        };
        if let Some(wrong) = wrong {
            judge.fail(format!("/{}", escape(key)), wrong, Place::Head);
        }
    }
    for key in KEYS {
        let optional = matches!(key, "definition" | "texts" | "copy" | "made_by" | "unread");
        let wanted = if key == "facts" { complete } else { !optional };
        if wanted && !root.contains_key(key) {
            judge.fail(format!("/{key}"), FailureKind::Missing, Place::Head);
        }
    }
    if let Some(facts) = root.get("facts").and_then(Value::as_object) {
        judge.facts(facts);
    }
    if let Some(answers) = root.get("answers").and_then(Value::as_object) {
        judge.answers(answers);
    }
}

fn is_digest(value: &Value) -> bool {
    value.as_str().and_then(|text| text.strip_prefix("sha256:")).is_some_and(|hex| {
        hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}

/// A key as a part of a JSON pointer.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
