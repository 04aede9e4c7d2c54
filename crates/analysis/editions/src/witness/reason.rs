//! Whether a return fails for the reason under which it would be shown, and for no other.

use super::Replay;
use crate::classify::{Cause, field};
use crate::diff::{BoundName, ChangePlace, EditionPair};
use canevas_model::condition::{Condition, Subject};
use canevas_model::{FieldIx, Question, QuestionIx, canonical};
use canevas_responses::{ANSWERS_KEY, AnswerKey, CompanionField, FACTS_KEY, NON_RESPONSE_KEY};
use canevas_validate::{Bound, Failure, FailureKind, FailureSubject};
use serde_json::Value;
use std::collections::HashSet;

/// The reason of a finding.
pub(super) struct Reason<'f, 'a> {
    pub pair: EditionPair<'a>,
    pub replay: &'f Replay,
    pub cause: &'f Cause,
    pub at: &'f ChangePlace,
    /// The question of the old edition that it is about.
    pub target: Option<QuestionIx>,
}

/// How well a return fits a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It passes, or fails for another reason too.
    Not,
    /// It also lacks the answer to a new question, as every old return does.
    Lacks,
    /// It fails for this reason only.
    Exactly,
}

impl Reason<'_, '_> {
    /// How well an old return fits.
    pub fn fit(&self, json: &Value) -> Fit {
        if *self.cause == Cause::Form {
            return Fit::Exactly;
        }
        let failures = self.replay.failures(json);
        let mut fit = Fit::Exactly;
        let mut own = false;
        for failure in &failures {
            if self.is_own(failure, json) {
                own = true;
            } else if self.lacks_new(failure) {
                fit = Fit::Lacks;
            } else if !self.follows(failure) {
                return Fit::Not;
            }
        }
        if own { fit } else { Fit::Not }
    }

    /// The question of the new edition that the finding is about.
    fn new_target(&self) -> Option<QuestionIx> {
        match self.target {
            Some(old) => self.pair.new_index(&self.pair.old_with_new_ids.questions[old].id),
            None => match self.at {
                ChangePlace::Question(asked) => self.pair.new_index(&asked.question),
                _ => None,
            },
        }
    }

    /// The id of the target in an old return that was carried over.
    fn new_id(&self) -> Option<&str> {
        self.target.map(|old| self.pair.old_with_new_ids.questions[old].id.as_str())
    }

    fn is_own(&self, failure: &Failure, json: &Value) -> bool {
        let pointer = failure.path.pointer();
        if let Cause::Fact(id) = self.cause {
            let at = format!("/{FACTS_KEY}/{id}");
            return pointer == at || pointer.starts_with(&format!("{at}/"));
        }
        if self.target.is_none() && *self.cause == Cause::Any {
            return true;
        }
        // A list that no question uses belongs to facts.
        if self.target.is_none() && matches!(self.cause, Cause::Option(_)) {
            return matches!(failure.subject, FailureSubject::Fact(_)) && failure.kind == FailureKind::WrongKind;
        }
        if let FailureKind::UnknownKey(text) = &failure.kind {
            return self.is_gone(text, &pointer);
        }
        let FailureSubject::Question { question, field: at } = failure.subject else { return false };
        let of_section = matches!(self.at, ChangePlace::Section(_))
            && self.new_target().is_some_and(|target| {
                self.pair.new.questions[target].section == self.pair.new.questions[question].section
            });
        if Some(question) != self.new_target() && !of_section {
            return false;
        }
        // A bound or type of a field fails at the field.
        if let Some(wanted) = field(self.at)
            && !self.is_field(question, at, wanted)
        {
            return false;
        }
        match (self.cause, &failure.kind) {
            (Cause::Condition | Cause::Missing, kind) if matches!(self.at, ChangePlace::Comment(_)) => {
                let companion = failure.path.answer().and_then(|path| path.companion_field());
                let is_meant =
                    *kind == FailureKind::NoComment || *kind == FailureKind::Hidden && *self.cause == Cause::Condition;
                is_meant && companion == Some(&CompanionField::Comment)
            }
            (Cause::Condition, kind) => matches!(kind, FailureKind::Hidden | FailureKind::Missing),
            (Cause::Missing, kind) => *kind == FailureKind::Missing,
            (Cause::Unspecified(code), FailureKind::Unspecified) => {
                let companion = failure.path.answer().and_then(|path| path.companion_field());
                companion.is_some_and(|companion| *companion == CompanionField::other(code))
            }
            (Cause::Alone, kind) => *kind == FailureKind::NotAlone,
            (Cause::Bound(name), FailureKind::Bounds(bound)) => *name == name_of(bound),
            (Cause::Rule(rule), FailureKind::Disagrees(must)) => {
                let must = self.pair.new.questions[question].must.get(*must);
                must.is_some_and(|must| must.rule.canonical(self.pair.new) == *rule)
            }
            (Cause::Option(code), FailureKind::WrongKind) => self.only_lacks(code.as_str(), json),
            (Cause::Option(code), FailureKind::UnknownRow(row)) => *code == *row.as_str(),
            (Cause::Said, FailureKind::WrongKind) => json.to_string().contains(&format!("\"{NON_RESPONSE_KEY}\"")),
            (Cause::Kind, kind) => !matches!(kind, FailureKind::Hidden),
            (Cause::Any, _) => true,
            _ => false,
        }
    }

    fn is_field(&self, question: QuestionIx, at: Option<FieldIx>, wanted: &str) -> bool {
        at.is_some_and(|at| self.pair.new.questions[question].fields[at].id == *wanted)
    }

    /// Whether an unknown key is what the finding says is gone.
    fn is_gone(&self, text: &str, pointer: &str) -> bool {
        let key = AnswerKey::parse(text);
        let Some(id) = self.new_id() else { return false };
        let wanted = field(self.at).map_or(id, |field| field.as_str());
        let below = format!("/{ANSWERS_KEY}/{id}");
        let is_below = pointer.starts_with(&below) || *key.id == *id;
        match self.cause {
            Cause::Gone(companion) => is_below && *key.id == *wanted && key.companion == *companion,
            Cause::Kind | Cause::Any => is_below,
            _ => false,
        }
    }

    /// Whether the answer holds this option, and no other that the new edition lacks.
    fn only_lacks(&self, code: &str, json: &Value) -> bool {
        let Some(target) = self.target else { return false };
        let old = &self.pair.old.questions[target];
        let answer = json.get(ANSWERS_KEY).and_then(|answers| answers.get(old.id.as_str()));
        let mut words = HashSet::new();
        if let Some(answer) = answer {
            collect(answer, &mut words);
        }
        let new = self.pair.counterpart(target);
        let offers = |question: &Question, code: &str| question.choices().iter().any(|choice| choice.code == *code);
        let with_fields = |question: &Question, code: &str| {
            offers(question, code) || question.fields.iter().any(|field| offers(field, code))
        };
        let is_lost = |word: &&str| with_fields(old, word) && !new.is_some_and(|new| with_fields(new, word));
        words.contains(code) && words.iter().filter(|word| is_lost(word)).all(|word| *word == code)
    }

    /// Whether a failure is that of a question which only the new edition has.
    fn lacks_new(&self, failure: &Failure) -> bool {
        let FailureSubject::Question { question, .. } = failure.subject else { return false };
        failure.kind == FailureKind::Missing && self.pair.old_index(&self.pair.new.questions[question].id).is_none()
    }

    /// Whether a failure only follows: a question is hidden because the target is.
    fn follows(&self, failure: &Failure) -> bool {
        let FailureSubject::Question { question, .. } = failure.subject else { return false };
        if failure.kind != FailureKind::Hidden || !matches!(self.cause, Cause::Condition | Cause::Missing) {
            return false;
        }
        let Some(target) = self.new_target() else { return false };
        let model = self.pair.new;
        let mut depends: HashSet<&str> = HashSet::from([model.questions[target].id.as_str()]);
        for asked in &model.questions {
            let whole = Condition::and(canonical::full_outer(model, asked), asked.show_if.row.clone());
            let reads = whole.iter().flat_map(Condition::atoms).any(|atom| {
                let subject = Subject::of(atom.operand, model);
                subject.question().is_some_and(|id| depends.contains(id.as_str()))
            });
            if reads {
                depends.insert(&asked.id);
            }
        }
        depends.contains(model.questions[question].id.as_str())
    }
}

fn collect<'v>(value: &'v Value, words: &mut HashSet<&'v str>) {
    match value {
        Value::String(word) => {
            words.insert(word);
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        Value::Object(items) => items.values().for_each(|item| collect(item, words)),
        _ => {}
    }
}

fn name_of(bound: &Bound) -> BoundName {
    match bound {
        Bound::MaxLength(_) => BoundName::MaxLength,
        Bound::Format(_) => BoundName::Format,
        Bound::AtLeast(_) => BoundName::AtLeast,
        Bound::AtMost(_) => BoundName::AtMost,
        Bound::Min(_) => BoundName::Min,
        Bound::Max(_) => BoundName::Max,
        Bound::Decimals(_) => BoundName::Decimals,
        Bound::From(_) => BoundName::From,
        Bound::To(_) => BoundName::To,
    }
}
