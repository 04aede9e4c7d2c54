//! Names of questions, values and expectations in messages.

use crate::failure::{Failure, FailureKind, FailureSubject};
use canevas_diagnostics::{first_names, nearest};
use canevas_model::condition::said;
use canevas_model::{
    AnswerShape, Fact, FactField, FactKind, ForEach, Must, MustIx, NonResponseCode, Question, QuestionIx,
};
use canevas_responses::{
    ANSWERS_KEY, AnswerKey, AnswerPath, CompanionField, Document, FACTS_KEY, LARGEST_NUMBER, NON_RESPONSE_KEY,
    Quantity, ResponsePath, UNREAD_KEY, changed_by_reading, in_plain_words, is_text, is_too_large,
};
use canevas_wording::Wording;
use serde_json::Value;
use std::fmt::Write as _;

/// Words about a copy in a language.
pub(crate) struct Words<'a> {
    pub(crate) wording: Wording<'a>,
    /// Whether messages look for the name that was probably meant.
    pub(crate) may_suggest: bool,
}

impl<'a> Words<'a> {
    pub(crate) fn new(wording: Wording<'a>) -> Self {
        Self { wording, may_suggest: true }
    }

    /// "question 12 (“Which partners?”)", with the row and the field.
    pub(crate) fn subject(&self, failure: &Failure) -> String {
        let model = self.wording.copy.model;
        match (failure.subject, &failure.path) {
            (FailureSubject::Head, ResponsePath::Fact(fact)) if fact.is_country() => "the country".to_owned(),
            (FailureSubject::Head, ResponsePath::Head(key)) => format!("`{key}`"),
            (FailureSubject::Head, ResponsePath::Answer(path)) => format!("`{}`", path.key()),
            (FailureSubject::Head, ResponsePath::Fact(fact)) => format!("the fact `{}`", fact.id()),
            (FailureSubject::Head, ResponsePath::Whole) => "the return".to_owned(),
            (FailureSubject::Fact(index), path) => {
                let fact = format!("the fact `{}`", model.facts[index].id);
                let ResponsePath::Fact(path) = path else { return fact };
                // A row or a field that the form does not know is named by the message itself.
                let row = path.row().filter(|_| !matches!(failure.kind, FailureKind::UnknownRow(_)));
                let field = path.field_id().filter(|_| !matches!(failure.kind, FailureKind::UnknownKey(_)));
                match (row, field) {
                    (Some(row), Some(field)) => format!("`{field}` of row `{row}` of {fact}"),
                    (Some(row), None) => format!("row `{row}` of {fact}"),
                    (None, _) => fact,
                }
            }
            (FailureSubject::Question { question, field }, path) => {
                let at = &model.questions[question];
                let path = path.answer();
                // A row that the copy does not have is named by the message itself.
                let row =
                    path.and_then(AnswerPath::row).filter(|_| !matches!(failure.kind, FailureKind::UnknownRow(_)));
                let mut out = self.question(question, row);
                if let Some(field) = field {
                    out = format!("“{}” of {out}", self.name(&at.fields[field], None));
                }
                if matches!(at.shape, AnswerShape::Rows { .. })
                    && let Some(index) = path.and_then(AnswerPath::index)
                {
                    out = format!("{out}, row {}", index + 1);
                }
                out
            }
        }
    }

    /// What must hold, in the language of the return.
    pub(crate) fn must(&self, failure: &Failure, must: MustIx) -> String {
        self.must_of(failure, must).map(|must| self.wording.must(must)).unwrap_or_default()
    }

    /// What to do about answers that disagree.
    pub(crate) fn rule(&self, failure: &Failure, must: MustIx) -> String {
        let rule = self.must_of(failure, must).map(|must| must.rule.canonical(self.wording.copy.model));
        format!("the form asks that {}; correct one of these answers", rule.unwrap_or_default())
    }

    fn must_of(&self, failure: &Failure, must: MustIx) -> Option<&'a Must> {
        let FailureSubject::Question { question, .. } = failure.subject else { return None };
        self.wording.copy.model.questions[question].must.get(must)
    }

    /// "question 12 (“Which partners?”)".
    pub(crate) fn question(&self, question: QuestionIx, row: Option<&str>) -> String {
        let copy = self.wording.copy;
        let at = &copy.model.questions[question];
        let rows = at.for_each.filter(|_| row.is_some()).map(|rows| copy.rows(rows)).unwrap_or_default();
        let known = rows.iter().find(|known| Some(known.key.as_str()) == row);
        let number = self.wording.number(question, known);
        let name = self.name(at, known);
        match (row, known) {
            // The comment on a table has no number.
            _ if number.is_empty() => format!("“{name}”"),
            (Some(row), None) => format!("question {number} (“{name}”), row `{row}`"),
            _ => format!("question {number} (“{name}”)"),
        }
    }

    fn name(&self, question: &'a Question, row: Option<&canevas_project::Row>) -> String {
        let text = question.short.as_ref().or(question.ask.as_ref()).map(|text| self.wording.plain(text, row));
        let text = text.unwrap_or_else(|| question.id.to_string());
        cut(text.lines().next().unwrap_or_default(), 60)
    }

    fn about(&self, failure: &Failure) -> Option<&'a Question> {
        let FailureSubject::Question { question, field } = failure.subject else { return None };
        let question = &self.wording.copy.model.questions[question];
        Some(field.map_or(question, |field| &question.fields[field]))
    }

    /// What the form expects at the place of a failure.
    pub(crate) fn expected(&self, failure: &Failure, value: Option<&Value>) -> String {
        let model = self.wording.copy.model;
        let (shape, can_say) = match failure.subject {
            FailureSubject::Fact(index) => match &model.facts[index] {
                Fact { kind: FactKind::Value { shape, .. }, .. } => (shape, false),
                fact => match fact_field(fact, &failure.path) {
                    Some(field) => (&field.shape, false),
                    None => return self.expected_of_rows(fact, value),
                },
            },
            FailureSubject::Question { .. } => match self.about(failure) {
                Some(question) if failure.path.answer().is_some_and(|path| path.companion_field().is_some()) => {
                    let companion = failure.path.answer().and_then(|path| path.companion_field());
                    return match (companion, &question.units) {
                        (Some(CompanionField::Unit), Some(units)) => {
                            let codes: Vec<&str> = units.choices().iter().map(|unit| unit.code.as_str()).collect();
                            format!("the units of `{}` are: {}", question.id, codes.join(", "))
                        }
                        _ => format!("expected a text beside `{}`", question.id),
                    };
                }
                Some(question) => (&question.shape, !question.can_say.is_empty()),
                None => return String::new(),
            },
            FailureSubject::Head => {
                let key = match &failure.path {
                    ResponsePath::Head(key) => &**key,
                    ResponsePath::Fact(_) => return "expected a code of three capitals, such as CMR".to_owned(),
                    ResponsePath::Whole | ResponsePath::Answer(_) => "",
                };
                return match key {
                    "definition" | "texts" | "copy" => "expected a digest: sha256: and 64 digits or letters a to f",
                    UNREAD_KEY => "expected an object of texts",
                    ANSWERS_KEY | FACTS_KEY => "expected an object",
                    _ => "expected a text",
                }
                .to_owned();
            }
        };
        if let Some(instead) = value.and_then(|value| self.not_asked(failure, value)) {
            return instead;
        }
        let mut out = format!("expected {}", self.shape(shape, value));
        if can_say {
            // Writing to a String cannot fail.
            let _ = write!(out, "; or {{ \"{NON_RESPONSE_KEY}\": … }}");
        }
        out
    }

    /// What to say of a value that another kind of question would take: a special answer, documents, a number with a unit.
    fn not_asked(&self, failure: &Failure, value: &Value) -> Option<String> {
        let question = self.about(failure)?;
        if let Some(said) = said(value) {
            let codes = || question.can_say.iter().map(NonResponseCode::word);
            let near = nearest(said, codes()).filter(|_| self.may_suggest);
            return Some(match near {
                _ if question.can_say.is_empty() => format!("this question takes no special answer, such as `{said}`"),
                Some(near) => format!("`{said}` is not one of its special answers: did you mean `{near}`?"),
                None => format!("`{said}` is not one of its special answers, which are: {}", first_names(codes())),
            });
        }
        if Document::read_list(value).is_ok() {
            return Some("this question does not ask for documents".to_owned());
        }
        Quantity::read(value).is_ok().then(|| "this question takes the number alone: its unit is fixed".to_owned())
    }

    /// What the form expects of the rows of a list of facts: of the first field that holds something else, where there is one.
    fn expected_of_rows(&self, fact: &'a Fact, value: Option<&Value>) -> String {
        let rows = value.and_then(Value::as_object).into_iter().flatten();
        let cells = rows.flat_map(|(key, row)| row.as_object().into_iter().flatten().map(move |cell| (key, cell)));
        let mut wrong = cells.filter_map(|(key, (id, value))| {
            let field = fact.fields().iter().find(|field| field.id == **id)?;
            (!canevas_responses::fits(&field.shape, value)).then_some((key, field, value))
        });
        match wrong.next() {
            Some((key, field, value)) => {
                let expected = self.shape(&field.shape, Some(value));
                format!("expected in `{}` of the row `{key}` {expected}", field.id)
            }
            None => "expected an object of rows, each with its fields".to_owned(),
        }
    }

    fn shape(&self, shape: &'a AnswerShape, value: Option<&Value>) -> String {
        let kept = value.and_then(Value::as_str).and_then(changed_by_reading);
        if let (AnswerShape::Number(_), Some(kept)) = (shape, kept) {
            return format!("a number with fewer digits, because programs would read {kept}");
        }
        match shape {
            AnswerShape::Text { .. } => "a text that is not empty".to_owned(),
            AnswerShape::YesNo => "\"yes\" or \"no\"".to_owned(),
            AnswerShape::One { choices, .. } | AnswerShape::Many { choices, .. } => {
                let several = matches!(shape, AnswerShape::Many { .. });
                let what = if several { "a list of options, each once" } else { "an option" };
                let words: Vec<&str> = match value {
                    Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
                    Some(value) => value.as_str().into_iter().collect(),
                    None => Vec::new(),
                };
                let codes = || choices.iter().map(|choice| choice.code.as_str());
                let wrong = words.into_iter().find(|word| !codes().any(|code| code == *word));
                let by_label = wrong.and_then(|word| {
                    choices
                        .iter()
                        .find(|choice| self.wording.label(choice).plain().to_lowercase() == word.to_lowercase())
                });
                let near = by_label
                    .map(|choice| choice.code.as_str())
                    .or_else(|| wrong.filter(|_| self.may_suggest).and_then(|word| nearest(word, codes())));
                match near {
                    Some(near) => format!("{what}; did you mean `{near}`?"),
                    None => format!("{what}: {}", first_names(codes())),
                }
            }
            AnswerShape::Number(_) if value.and_then(Value::as_f64).is_some_and(is_too_large) => {
                format!("a number up to {LARGEST_NUMBER:.0}")
            }
            AnswerShape::Year { .. } => "a whole number, without quotes".to_owned(),
            AnswerShape::Number(number) if number.whole => "a whole number, without quotes".to_owned(),
            AnswerShape::Number(_) => "a number, without quotes".to_owned(),
            AnswerShape::Date { .. } | AnswerShape::Month { .. }
                if value.and_then(Value::as_str).is_some_and(starts_with_zero) =>
            {
                "a year from 1000 to 9999".to_owned()
            }
            AnswerShape::Date { .. } => "a day of the calendar, such as \"2023-04-30\"".to_owned(),
            AnswerShape::Month { .. } => "a month, such as \"2023-04\"".to_owned(),
            AnswerShape::NamesAndRoles { .. } => "a list of { \"name\": …, \"role\": … }".to_owned(),
            AnswerShape::Group => "the fields of the group as one object".to_owned(),
            AnswerShape::Rows { .. } => "a list of rows, each an object of fields".to_owned(),
            AnswerShape::Nothing => "nothing".to_owned(),
        }
    }

    /// What is wrong with the rows of a list of names and roles, row by row; none for other questions and values.
    pub(crate) fn wrong_people(&self, failure: &Failure, value: Option<&Value>) -> Option<String> {
        let AnswerShape::NamesAndRoles { .. } = self.about(failure)?.shape else { return None };
        let faults = value?.as_array()?.iter().enumerate().filter_map(|(index, row)| {
            let fault = wrong_person(row)?;
            Some(format!("row {}: {fault}", index + 1))
        });
        let faults: Vec<String> = faults.collect();
        (!faults.is_empty()).then(|| faults.join("; "))
    }

    /// The keys of the rows that the copy has.
    pub(crate) fn rows(&self, failure: &Failure) -> Vec<String> {
        let copy = self.wording.copy;
        let rows = match failure.subject {
            FailureSubject::Fact(fact) => Some(ForEach::Fact(fact)),
            FailureSubject::Question { question, .. } => copy.model.questions[question].for_each,
            FailureSubject::Head => None,
        };
        rows.map(|rows| copy.rows(rows).into_iter().map(|row| row.key).collect()).unwrap_or_default()
    }

    /// The last edition that asked the question of a key, if the question is retired.
    pub(crate) fn retired(&self, failure: &Failure, key: &str) -> Option<&str> {
        if failure.subject != FailureSubject::Head || failure.path.answer().is_none() {
            return None;
        }
        let key = AnswerKey::parse(key);
        let retired = &self.wording.copy.model.retired;
        retired.iter().find(|retired| *retired.id == *key.id).map(|retired| retired.last_edition.as_str())
    }

    /// The help for an unknown key: a similar known key, if there is one.
    pub(crate) fn near_key(&self, failure: &Failure, key: &str) -> String {
        let of = match failure.subject {
            FailureSubject::Head if failure.path.answer().is_some() => "a question",
            FailureSubject::Head => "a fact",
            FailureSubject::Fact(_) | FailureSubject::Question { .. } => "a field",
        };
        let other = format!("remove it, or give it the id of {of}");
        if !self.may_suggest {
            return other;
        }
        let model = self.wording.copy.model;
        let mut known: Vec<String> = Vec::new();
        let keys_of = |question: &Question| known.extend(AnswerKey::all_of(question).map(|key| key.to_string()));
        match failure.subject {
            FailureSubject::Question { question, .. } => model.questions[question].fields.iter().for_each(keys_of),
            FailureSubject::Head if failure.path.answer().is_some() => {
                model.questions.iter().filter(|question| question.takes_answer()).for_each(keys_of);
            }
            FailureSubject::Fact(index) => {
                if let FactKind::List { fields, .. } = &model.facts[index].kind {
                    known.extend(fields.iter().map(|field| field.id.to_string()));
                }
            }
            FailureSubject::Head => known.extend(model.facts.iter().map(|fact| fact.id.to_string())),
        }
        nearest(key, known.iter().map(String::as_str)).map_or(other, |near| format!("did you mean `{near}`?"))
    }

    /// The condition of a hidden question, in the words of the form.
    pub(crate) fn asked_if(&self, failure: &Failure) -> String {
        let FailureSubject::Question { question, field } = failure.subject else { return String::new() };
        let model = self.wording.copy.model;
        let at = &model.questions[question];
        let row = failure.path.answer().and_then(AnswerPath::row);
        let rows = at.for_each.map(|rows| self.wording.copy.rows(rows)).unwrap_or_default();
        let known = rows.iter().find(|known| Some(known.key.as_str()) == row);
        let section = &model.sections[at.section];
        let heading = section.blocks.get(at.block).and_then(|block| block.heading.as_ref());
        let outer = [section.show_if.as_ref(), heading.and_then(|heading| heading.show_if.as_ref())];
        let own = [at.show_if.outer.as_ref(), at.show_if.row.as_ref()];
        let of_field = field.map(|field| &at.fields[field].show_if);
        let of_field = [of_field.and_then(|show| show.outer.as_ref()), of_field.and_then(|show| show.row.as_ref())];
        let is_comment = |path: &AnswerPath| path.companion_field() == Some(&CompanionField::Comment);
        let comment = failure.path.answer().filter(|path| is_comment(path)).map(|_| {
            let show = &field.map_or(at, |field| &at.fields[field]).comment_box.show_if;
            [show.outer.as_ref(), show.row.as_ref()]
        });
        // Clauses in English like the rest of the message, with labels in the language of the return.
        let english = self.wording.in_english();
        let clauses: Vec<String> = outer
            .into_iter()
            .chain(own)
            .chain(of_field)
            .chain(comment.into_iter().flatten())
            .flatten()
            .map(|condition| english.condition(condition, known))
            .collect();
        format!("asked only if {}; correct that answer, or remove this one", clauses.join(", and "))
    }
}

/// Whether the year of a date has fewer than four digits, written with zeros before them.
fn starts_with_zero(date: &str) -> bool {
    date.starts_with('0')
}

/// What is wrong with one entry of a list of names and roles.
fn wrong_person(row: &Value) -> Option<String> {
    let Some(members) = row.as_object() else { return Some(format!("{} is no name with a role", shown(Some(row)))) };
    if let Some(unknown) = members.keys().find(|key| !matches!(key.as_str(), "name" | "role")) {
        return Some(format!("there is no field `{unknown}`, only `name` and `role`"));
    }
    if !members.contains_key("name") {
        return Some("the name is missing".to_owned());
    }
    let (key, value) = members.iter().find(|(_, value)| !is_text(*value))?;
    Some(if *value == "" {
        format!("the {key} is empty")
    } else {
        format!("the {key} cannot be {}", shown(Some(value)))
    })
}

/// A non-response as a return writes it.
pub(crate) fn non_response_text(word: &str) -> String {
    format!("{{ \"{NON_RESPONSE_KEY}\": \"{word}\" }}")
}

/// A value in words, without the signs of JSON. A text that could be mistaken for a number says that it is a text.
pub(crate) fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else { return "nothing".to_owned() };
    let words = cut(&in_plain_words(value), 60);
    match value {
        Value::String(text) if serde_json::from_str::<Value>(text).is_ok_and(|bare| !bare.is_object()) => {
            format!("the text “{words}”")
        }
        Value::String(_) => format!("“{words}”"),
        Value::Array(_) => format!("the list “{words}”"),
        Value::Object(_) => format!("the block “{words}”"),
        Value::Null | Value::Bool(_) | Value::Number(_) => format!("`{words}`"),
    }
}

/// A text in one line, shortened.
fn cut(text: &str, most: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() <= most {
        return text;
    }
    let mut out: String = text.chars().take(most - 1).collect();
    out.push('…');
    out
}

/// The field of a list of facts that a path names.
fn fact_field<'m>(fact: &'m Fact, path: &ResponsePath) -> Option<&'m FactField> {
    let (FactKind::List { fields, .. }, ResponsePath::Fact(path)) = (&fact.kind, path) else { return None };
    fields.iter().find(|field| Some(&field.id) == path.field_id())
}
