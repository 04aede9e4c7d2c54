//! What a country answered in the edition before: `last_year/CMR.json`, a return of that edition. The form shows its
//! answers beside the questions that ask for it with `last_year`. They never become answers of this edition by
//! themselves.

use crate::rules::{LAST_YEARS_OPTION, LAST_YEARS_RETURN};
use canevas_diagnostics::{Finding, Findings, Span, nearest};
use canevas_model::{AnswerShape, Model, Question};
use canevas_responses::{AnswerKey, AnswerPath, CLARIFIES_KEY, FactPath, Locator, ResponsePath, ReturnFile};
use canevas_syntax::changes::Changes;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Last year's answers of one country, as far as this edition shows them.
#[derive(Debug, Clone, PartialEq)]
pub struct LastAnswers {
    /// The code of who answered.
    pub respondent: String,
    /// The edition they were given in.
    pub edition: String,
    /// The answers and their companion fields, by the keys of this edition.
    pub answers: Map<String, Value>,
}

/// Holds a return of the edition before against a form: it must be of this form, of another edition, and of the country
/// that the file is named after (`stem`). `changes` says which questions had another id then.
pub fn hold_last_year(
    file: &ReturnFile,
    stem: &str,
    model: &Model,
    changes: Option<&Changes>,
) -> (Option<LastAnswers>, Findings) {
    let mut findings = Findings::default();
    let response = &file.response;
    let edition = response.edition().unwrap_or_default();
    let code = response.respondent_code().unwrap_or_default();
    let head = |key: &str| file.span(&ResponsePath::head(key));
    if let Some(form) = response.form().filter(|form| *form != model.form) {
        let message = format!("this is a return of `{form}`, and not of `{}`", model.form);
        findings.push(Finding::new(&LAST_YEARS_RETURN, head("form"), message));
    }
    if edition == model.edition {
        let message = format!("this return is of {edition}, which is this edition and not the one before");
        findings.push(
            Finding::new(&LAST_YEARS_RETURN, head("edition"), message)
                .help("returns of this edition go into `returns/`"),
        );
    }
    if code != stem {
        let noun = model.respondents.noun();
        let message = match code {
            "" => format!("this return names no {noun}, and its file `{stem}`"),
            other => format!("this return is of {other}, and its file is named after {stem}"),
        };
        let at = FactPath::of_respondent(model).map_or(ResponsePath::Whole, ResponsePath::from);
        findings.push(
            Finding::new(&LAST_YEARS_RETURN, file.span(&at), message)
                .help(format!("name the file after the {noun} that answered")),
        );
    }
    if response.json().get(CLARIFIES_KEY).is_some() {
        let message = "this is the return of a clarification sheet, which answers some questions only";
        findings.push(
            Finding::new(&LAST_YEARS_RETURN, head(CLARIFIES_KEY), message)
                .help(format!("put the whole return here: `accepted/{stem}.json` of the edition before holds it")),
        );
    }
    if findings.deny() {
        return (None, findings);
    }
    let renamed = changes.map(Changes::renamed).unwrap_or_default();
    let shown = model.questions.iter().filter(|question| question.shown_last_year().is_some());
    let by_old_id: HashMap<&str, &Question> =
        shown.map(|question| (renamed.get(question.id.as_str()).copied().unwrap_or(&question.id), question)).collect();
    let mut answers = Map::new();
    let mut options = OptionLookup { locator: file.locator(), findings: &mut findings };
    for (key, value) in response.keys() {
        let Some(question) = by_old_id.get(&*key.id) else { continue };
        answers.insert(key.renamed(&question.id).to_string(), value.clone());
        if key.companion.is_none() {
            options.of_answer(question, &key, value);
        }
    }
    let held = LastAnswers { respondent: code.to_owned(), edition: edition.into_owned(), answers };
    (Some(held), findings)
}

/// Finds options that were chosen then and are not offered now. The form shows them as they were, and cannot take them
/// over.
struct OptionLookup<'f> {
    locator: Locator<'f>,
    findings: &'f mut Findings,
}

impl OptionLookup<'_> {
    /// Looks at the whole answer to a question; `key` is the one of that time.
    fn of_answer(&mut self, question: &Question, key: &AnswerKey, value: &Value) {
        let path = AnswerPath::of_key(key);
        match (question.for_each, value) {
            (None, value) => self.of_value(question, value, &path),
            (Some(_), Value::Object(rows)) => {
                for (row, value) in rows {
                    self.of_value(question, value, &path.clone().in_row(row));
                }
            }
            (Some(_), _) => {}
        }
    }

    fn of_value(&mut self, question: &Question, value: &Value, path: &AnswerPath) {
        match value {
            Value::Array(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    if part.is_object() {
                        self.of_value(question, part, &path.clone().item(index));
                    } else {
                        self.code(question, part, self.locator.item(&path.clone().into(), index));
                    }
                }
            }
            Value::Object(fields) => {
                for field in &question.fields {
                    if let Some(value) = fields.get(field.id.as_str()) {
                        self.of_value(field, value, &path.clone().field(&field.id));
                    }
                }
            }
            code => self.code(question, code, self.locator.value(&path.clone().into())),
        }
    }

    fn code(&mut self, question: &Question, code: &Value, span: Span) {
        let (AnswerShape::One { choices, .. } | AnswerShape::Many { choices, .. }) = &question.shape else { return };
        let code = code.as_str().map_or_else(|| code.to_string(), str::to_owned);
        if choices.iter().any(|choice| choice.code == code) {
            return;
        }
        let message = format!("`{}` no longer offers `{code}`, which was chosen then", question.id);
        let codes = || choices.iter().map(|choice| choice.code.as_str());
        let near = self.findings.may_suggest().then(|| nearest(&code, codes())).flatten();
        let help = near.map_or_else(
            || "it is shown beside the question, and cannot be taken over".to_owned(),
            |near| format!("it is shown beside the question, and cannot be taken over; near it is `{near}`"),
        );
        self.findings.push(Finding::new(&LAST_YEARS_OPTION, span, message).help(help));
    }
}
