//! What each key may hold: kinds only, for drafts and complete returns alike.

use crate::patterns;
use canevas_model::{AnswerShape, Choice, OptionCode, Question, RetiredQuestion};
use canevas_project::Row;
use canevas_responses::{AnswerKey, CompanionField, NON_RESPONSE_KEY, ROW_NAME_KEY};
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use serde_json::{Map, Value, json};

/// Whole numbers beyond this are not told apart by everything that reads JSON.
const MOST: i64 = 9_007_199_254_740_991;

/// The definition of a text that is not blank.
pub(crate) const TEXT: &str = "text";

/// `$defs.answers`, and one definition per question that has rows.
pub(crate) fn answers(wording: Wording<'_>) -> (Value, Map<String, Value>) {
    let mut properties = Map::new();
    let mut rows = Map::new();
    for retired in &wording.copy.model.retired {
        retired_keys(wording, retired, &mut properties);
    }
    for question in wording.copy.model.questions.iter().filter(|question| question.takes_answer()) {
        let kind = kind(wording, question);
        if question.for_each.is_none() {
            properties.insert(question.id.to_string(), titled(wording, question, None, kind));
            companion_keys(wording, question, &mut properties, &|kind| kind);
            continue;
        }
        let name = format!("row.{}", question.id);
        let reference = json!({ "$ref": format!("#/$defs/{name}") });
        rows.insert(name, kind);
        let container = over_rows(wording, question, &|row| titled(wording, question, Some(row), reference.clone()));
        let container = with_open_rows(wording, question, container, &reference);
        properties.insert(question.id.to_string(), titled(wording, question, None, container));
        companion_keys(wording, question, &mut properties, &|kind| {
            let container = over_rows(wording, question, &|_| kind.clone());
            with_open_rows(wording, question, container, &kind)
        });
    }
    (json!({ "type": "object", "additionalProperties": false, "properties": properties }), rows)
}

/// The keys of a question that is asked no more: old returns may hold them, and new ones do not.
fn retired_keys(wording: Wording<'_>, retired: &RetiredQuestion, properties: &mut Map<String, Value>) {
    let mut own = Map::new();
    match &retired.question {
        Some(question) if question.takes_answer() => {
            let rows = |kind: Value| {
                if question.for_each.is_none() {
                    return kind;
                }
                let names = patterns::matching(patterns::ROW_KEY);
                json!({ "type": "object", "minProperties": 1, "additionalProperties": kind, "propertyNames": names })
            };
            own.insert(retired.id.to_string(), titled(wording, question, None, rows(kind(wording, question))));
            companion_keys(wording, question, &mut own, &rows);
        }
        Some(_) => {}
        None => {
            own.insert(retired.id.to_string(), json!({}));
        }
    }
    for (key, mut kind) in own {
        kind["deprecated"] = true.into();
        properties.insert(key, kind);
    }
}

/// An object with a value for each row that the copy has.
fn over_rows(wording: Wording<'_>, question: &Question, value: &dyn Fn(&Row) -> Value) -> Value {
    let rows = question.for_each.map(|rows| wording.copy.rows(rows)).unwrap_or_default();
    let properties: Map<String, Value> = rows.iter().map(|row| (row.key.clone(), value(row))).collect();
    json!({ "type": "object", "minProperties": 1, "additionalProperties": false, "properties": properties })
}

/// A blank copy takes the rows of any country.
fn with_open_rows(wording: Wording<'_>, question: &Question, mut container: Value, value: &Value) -> Value {
    if question.for_each.is_some_and(|rows| !wording.copy.rows_are_closed(rows)) {
        container["additionalProperties"] = value.clone();
        container["propertyNames"] = patterns::matching(patterns::ROW_KEY);
    }
    container
}

/// The keys of the companion fields of a question: the texts of options, and the comment.
fn companion_keys(
    wording: Wording<'_>,
    question: &Question,
    properties: &mut Map<String, Value>,
    wrap: &dyn Fn(Value) -> Value,
) {
    for field in CompanionField::of(question) {
        let (title, kind) = match (&field, &question.units, field.label(question)) {
            (CompanionField::Unit, Some(units), _) => {
                (wording.word(Common::Unit).into_owned(), shape(wording, units, &[], &[]))
            }
            (_, _, Some(label)) => (wording.plain(label, None), text()),
            (_, _, None) => continue,
        };
        let mut kind = wrap(kind);
        prepend(&mut kind, "title", title);
        properties.insert(AnswerKey::companion(&question.id, field).to_string(), kind);
    }
}

/// What an answer may be, a non-response included.
fn kind(wording: Wording<'_>, question: &Question) -> Value {
    let kind = shape(wording, &question.shape, &question.retired_codes, &question.fields.raw);
    if question.can_say.is_empty() {
        return kind;
    }
    let options: Vec<Value> =
        question.can_say.iter().map(|said| json!({ "const": said.word(), "title": wording.said(said) })).collect();
    let said = json!({
        "type": "object",
        "required": [NON_RESPONSE_KEY],
        "maxProperties": 1,
        "properties": { NON_RESPONSE_KEY: { "oneOf": options } },
    });
    match question.shape {
        // Asked of the value first, so that an error in a field is reported at the field.
        AnswerShape::Group | AnswerShape::Rows { .. } => {
            json!({ "if": { "type": "object", "required": [NON_RESPONSE_KEY] }, "then": said, "else": kind })
        }
        AnswerShape::Text { .. }
        | AnswerShape::YesNo
        | AnswerShape::One { .. }
        | AnswerShape::Many { .. }
        | AnswerShape::Number(_)
        | AnswerShape::Year { .. }
        | AnswerShape::Date { .. }
        | AnswerShape::Month { .. }
        | AnswerShape::NamesAndRoles { .. }
        | AnswerShape::Nothing => json!({ "anyOf": [kind, said] }),
    }
}

/// A text that is not blank.
fn text() -> Value {
    json!({ "$ref": format!("#/$defs/{TEXT}") })
}

/// What a value of a shape may be, with the codes that are no longer offered.
pub(crate) fn shape(wording: Wording<'_>, shape: &AnswerShape, retired: &[OptionCode], fields: &[Question]) -> Value {
    match shape {
        AnswerShape::Text { .. } => text(),
        AnswerShape::YesNo => json!({ "oneOf": [
            { "const": "yes", "title": wording.yes_no(true) },
            { "const": "no", "title": wording.yes_no(false) },
        ] }),
        AnswerShape::One { choices, .. } => options(wording, choices, retired),
        AnswerShape::Many { choices, .. } => {
            json!({ "type": "array", "items": options(wording, choices, retired), "minItems": 1, "uniqueItems": true })
        }
        AnswerShape::Number(_) | AnswerShape::Year { .. } => {
            let whole = shape.number().is_some_and(|number| number.whole);
            json!({ "type": if whole { "integer" } else { "number" }, "minimum": -MOST, "maximum": MOST })
        }
        AnswerShape::Date { .. } => patterns::day(),
        AnswerShape::Month { .. } => patterns::month(),
        AnswerShape::NamesAndRoles { .. } => {
            let text = text();
            json!({ "type": "array", "minItems": 1, "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["name"],
                "properties": { "name": text, "role": text },
            } })
        }
        AnswerShape::Group => {
            let fields = self::fields(wording, fields);
            json!({ "type": "object", "minProperties": 1, "additionalProperties": false, "properties": fields })
        }
        AnswerShape::Rows { .. } => {
            let mut properties = Map::new();
            properties.insert(ROW_NAME_KEY.to_owned(), patterns::matching(patterns::ROW_KEY));
            properties.extend(self::fields(wording, fields));
            json!({ "type": "array", "minItems": 1, "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": properties,
            } })
        }
        AnswerShape::Nothing => Value::Bool(false),
    }
}

fn fields(wording: Wording<'_>, fields: &[Question]) -> Map<String, Value> {
    let mut properties = Map::new();
    for field in fields {
        properties.insert(field.id.to_string(), titled(wording, field, None, kind(wording, field)));
        companion_keys(wording, field, &mut properties, &|kind| kind);
    }
    properties
}

fn options(wording: Wording<'_>, choices: &[Choice], retired: &[OptionCode]) -> Value {
    let gone = retired.iter().map(|code| json!({ "const": code, "deprecated": true }));
    let options: Vec<Value> = choices
        .iter()
        .map(|choice| {
            let mut option = json!({ "const": choice.code, "title": wording.label(choice).plain() });
            if let Some(hint) = &choice.hint {
                option["description"] = wording.plain(hint, None).into();
            }
            option
        })
        .chain(gone)
        .collect();
    json!({ "oneOf": options })
}

/// Puts a question's short name and text before its kind.
fn titled(wording: Wording<'_>, question: &Question, row: Option<&Row>, mut kind: Value) -> Value {
    let text = question.ask.as_ref().map(|ask| wording.plain(ask, row));
    let title = question.short.as_ref().map(|short| wording.plain(short, row));
    match (title, text) {
        (Some(title), Some(text)) => {
            prepend(&mut kind, "description", text);
            prepend(&mut kind, "title", title);
        }
        (Some(title), None) | (None, Some(title)) => prepend(&mut kind, "title", title),
        (None, None) => {}
    }
    kind
}

/// Puts a key first, where a reader looks.
pub(crate) fn prepend(kind: &mut Value, key: &str, text: String) {
    if let Value::Object(map) = kind {
        map.shift_insert(0, key.to_owned(), text.into());
    }
}
