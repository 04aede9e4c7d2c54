//! The canonical projection of a form's structure, and digests.
//!
//! Every return carries the digest of `v1`, so `v1` never changes: it is written by hand and not derived from structs. It
//! has ids, types, codes, bounds, required marks, scopes, conditions in canonical text, and feeds. It has no text, no
//! order, no number and no value of a fact. It leaves out the edition's name, so that two editions that ask the same have
//! the same digest, and defaults, so that a later key of the language does not change the digest of an older form.

use crate::companions::CommentBox;
use crate::condition::{Condition, Operand, number_json};
use crate::facts::FactKind;
use crate::ids::NonResponseCode;
use crate::respondents::Respondents;
use crate::shape::AnswerShape;
use crate::types::{ForEach, Model, Question};
use canevas_diagnostics::Span;
use data_encoding::HEXLOWER;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

/// The projection, version 1.
pub fn v1(model: &Model) -> Value {
    let questions: Map<String, Value> = model
        .questions
        .iter()
        .filter(|q| q.takes_answer())
        .map(|q| (String::from(&q.id), question(model, q, true)))
        .collect();
    let facts: Map<String, Value> = model
        .facts
        .iter()
        .map(|fact| {
            let value = match &fact.kind {
                FactKind::Value { shape, .. } => shape_of(shape),
                FactKind::List { fields, .. } => {
                    let mut list = json!({ "list_of": fields.iter().map(|f| f.id.as_str()).collect::<Vec<_>>() });
                    // A plain text is what every field was at first.
                    let typed: Map<String, Value> = fields
                        .iter()
                        .filter(|field| !field.is_plain_text())
                        .map(|field| {
                            let shape = json!({ "type": field.type_name, "shape": shape_of(&field.shape) });
                            (String::from(&field.id), shape)
                        })
                        .collect();
                    if !typed.is_empty() {
                        list["fields"] = typed.into();
                    }
                    list
                }
            };
            (String::from(&fact.id), value)
        })
        .collect();
    let mut out = json!({ "canonical": 1, "form": model.form, "facts": facts, "questions": questions });
    match &model.respondents {
        // A form of countries keeps the digest that it had before there were others.
        Respondents::Countries => {}
        Respondents::Nobody => out["respondents"] = "none".into(),
        Respondents::Listed(listed) => {
            out["respondents"] = json!({ "kind": listed.kind, "codes": codes(model.listed_respondents(), false) });
        }
    }
    let mut retired: Vec<&str> = model.retired.iter().map(|retired| retired.id.as_str()).collect();
    retired.sort_unstable();
    if !retired.is_empty() {
        out["retired"] = retired.into();
    }
    out
}

fn question(model: &Model, question: &Question, whole: bool) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(key.to_owned(), value);
        }
    };
    put("type", Some(question.type_name.into()));
    put(
        "shape",
        Some(shape_of(&question.shape)).filter(|shape| shape.as_object().is_some_and(|object| !object.is_empty())),
    );
    put("choices_from", question.shape.choices_from().map(|from| model.questions[from].id.as_str().into()));
    put("units", question.units.as_ref().map(|units| codes(units.choices(), false)));
    put("required", question.required.then_some(Value::Bool(true)));
    put("comment", question.comment.is_some().then(|| comment(model, question)));
    put(
        "can_say",
        (!question.can_say.is_empty()).then(|| question.can_say.iter().map(NonResponseCode::word).collect()),
    );
    put(
        "for_each",
        question.for_each.map(|rows| match rows {
            ForEach::Fact(fact) => format!("fact {}", model.facts[fact].id).into(),
            ForEach::List(list) => {
                json!({ "rows": codes(&model.lists[list].choices, false) })
            }
            ForEach::Years => "years".into(),
            ForEach::Rows(rows) => format!("rows {}", model.questions[rows].id).into(),
        }),
    );
    let mut gone: Vec<&str> = question.retired_codes.iter().map(crate::OptionCode::as_str).collect();
    gone.sort_unstable();
    put("retired", (!gone.is_empty()).then(|| gone.into()));
    put(
        "feeds",
        question.feeds.as_ref().map(|feeds| match (&feeds.when, feeds.adds) {
            (None, false) => (&feeds.fact).into(),
            (None, true) => json!({ "into": feeds.fact }),
            (Some(when), _) => json!({ "into": feeds.fact, "when": when.canonical(model) }),
        }),
    );
    let mut must: Vec<String> = question.must.iter().map(|must| must.rule.canonical(model)).collect();
    must.sort_unstable();
    put("must", (!must.is_empty()).then(|| must.into()));
    let condition = if whole { full_outer(model, question) } else { question.show_if.outer.clone() };
    put("outer", condition.map(|condition| condition.canonical(model).into()));
    put("row", question.show_if.row.as_ref().map(|condition| condition.canonical(model).into()));
    if question.columns == Some(ForEach::Years) {
        // The years move with the period, as rows of years do. All columns are alike.
        put("columns", Some("years".into()));
        put("column", question.fields.first().map(|column| self::question(model, column, false)));
    } else if !question.fields.is_empty() {
        let fields: Map<String, Value> =
            question.fields.iter().map(|f| (String::from(&f.id), self::question(model, f, false))).collect();
        put("fields", Some(Value::Object(fields)));
    }
    Value::Object(out)
}

/// The comment: `true` where it is asked with its question and need not be given.
fn comment(model: &Model, question: &Question) -> Value {
    let CommentBox { required, show_if } = &question.comment_box;
    let condition = |part: &Option<Condition>| part.as_ref().map(|condition| condition.canonical(model).into());
    let parts = [
        ("required", required.then_some(Value::Bool(true))),
        ("outer", condition(&show_if.outer)),
        ("row", condition(&show_if.row)),
    ];
    let parts: Map<String, Value> =
        parts.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
    if parts.is_empty() { Value::Bool(true) } else { Value::Object(parts) }
}

/// The conditions of a question, its heading and its section that depend on no row, joined.
pub fn full_outer(model: &Model, question: &Question) -> Option<Condition> {
    let section = &model.sections[question.section];
    let heading = section.blocks.get(question.block).and_then(|block| block.heading.as_ref());
    Condition::and(
        Condition::and(section.show_if.clone(), heading.and_then(|heading| heading.show_if.clone())),
        question.show_if.outer.clone(),
    )
}

/// The condition under which an operand is shown, and its places. A hidden question has no value.
pub fn shown_when(model: &Model, operand: Operand) -> Option<(Condition, Vec<Span>)> {
    let (index, field) = match operand {
        Operand::Question(index) | Operand::SameRow(index) => (index, None),
        Operand::GroupField(index, field) | Operand::Field(index, field) | Operand::RowField(index, field) => {
            (index, Some(field))
        }
        Operand::AnyRow(index, field) | Operand::AllRows(index, field) => (index, field),
        Operand::Fact(_) | Operand::FactRows(_) => return None,
    };
    let question = model.questions.get(index)?;
    let section = model.sections.get(question.section)?;
    let heading = section.blocks.get(question.block).and_then(|block| block.heading.as_ref());
    let same_row = matches!(operand, Operand::SameRow(_) | Operand::Field(..) | Operand::RowField(..));
    let mut all = Condition::and(section.show_if.clone(), heading.and_then(|heading| heading.show_if.clone()));
    let mut spans: Vec<Span> = section.show_if_span.into_iter().collect();
    spans.extend(heading.and_then(|heading| heading.show_if_span));
    for place in std::iter::once(question).chain(field.and_then(|field| question.fields.get(field))) {
        all = Condition::and(all, place.show_if.outer.clone());
        if same_row {
            all = Condition::and(all, place.show_if.row.clone());
        }
        spans.extend(place.show_if.span);
    }
    Some((all?, spans))
}

fn shape_of(shape: &AnswerShape) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(key.to_owned(), value);
        }
    };
    match shape {
        AnswerShape::Text { max_length, format } => {
            put("max_length", max_length.map(Value::from));
            put("format", format.map(|format| format.name.into()));
        }
        AnswerShape::One { choices, source: _, ordered } => {
            put("codes", Some(codes(choices, *ordered)));
            put("ordered", ordered.then_some(Value::Bool(true)));
            put("specify", specify(choices));
            put("specify_optional", specify_optional(choices));
        }
        AnswerShape::Many { choices, source: _, at_least, at_most } => {
            put("codes", Some(codes(choices, false)));
            put("specify", specify(choices));
            put("specify_optional", specify_optional(choices));
            let exclusive: Vec<&str> = choices.iter().filter(|c| c.exclusive).map(|c| c.code.as_str()).collect();
            put("exclusive", (!exclusive.is_empty()).then(|| exclusive.into()));
            put("at_least", at_least.map(Value::from));
            put("at_most", at_most.map(Value::from));
        }
        AnswerShape::Year { from, to } => {
            // These are the years where no bound is given, whatever a year may be: an edition that was published keeps its digest.
            put("min", Some(from.unwrap_or(1).into()));
            put("max", Some(to.unwrap_or(9999).into()));
        }
        AnswerShape::Number(_) => {
            let number = shape.number();
            put("min", number.and_then(|number| number.min).map(number_json));
            put("max", number.and_then(|number| number.max).map(number_json));
            put("decimals", number.map(|number| number.decimals).filter(|decimals| *decimals > 0).map(Value::from));
        }
        AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => {
            put("from", from.clone().map(Value::from));
            put("to", to.clone().map(Value::from));
        }
        AnswerShape::NamesAndRoles { at_least, at_most } | AnswerShape::Rows { at_least, at_most } => {
            put("at_least", at_least.map(Value::from));
            put("at_most", at_most.map(Value::from));
        }
        AnswerShape::YesNo | AnswerShape::Group | AnswerShape::Nothing => {}
    }
    Value::Object(out)
}

/// Codes sorted, since their order on the page is not part of the contract; on a scale it is.
fn codes(choices: &[crate::Choice], ordered: bool) -> Value {
    let mut codes: Vec<&str> = choices.iter().map(|choice| choice.code.as_str()).collect();
    if !ordered {
        codes.sort_unstable();
    }
    codes.into()
}

/// The options whose text may be left out.
fn specify_optional(choices: &[crate::Choice]) -> Option<Value> {
    let mut codes: Vec<&str> =
        choices.iter().filter(|choice| choice.specify_box.is_optional).map(|choice| choice.code.as_str()).collect();
    codes.sort_unstable();
    (!codes.is_empty()).then(|| codes.into())
}

fn specify(choices: &[crate::Choice]) -> Option<Value> {
    let codes: Vec<&str> = choices.iter().filter(|c| c.specify.is_some()).map(|c| c.code.as_str()).collect();
    (!codes.is_empty()).then(|| codes.into())
}

/// The digest of the structure.
pub fn definition_digest(model: &Model) -> String {
    digest_of(&v1(model))
}

/// The digest of texts by key, in one language: NFC, white space collapsed, before typography.
pub fn texts_digest<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let texts: Map<String, Value> = texts
        .into_iter()
        .map(|(key, text)| {
            let text: String = text.nfc().collect();
            (key.to_owned(), text.split_whitespace().collect::<Vec<_>>().join(" ").into())
        })
        .collect();
    digest_of(&Value::Object(texts))
}

/// A short digest of one text: NFC, white space collapsed, before typography.
pub fn text_digest(text: &str) -> String {
    let digest = texts_digest([("text", text)]);
    digest.trim_start_matches("sha256:").chars().take(12).collect()
}

/// SHA-256 of the RFC 8785 form of a value, as `sha256:…`.
pub fn digest_of(value: &Value) -> String {
    bytes_digest(&serde_json_canonicalizer::to_vec(value).unwrap_or_default())
}

/// SHA-256 of bytes, as `sha256:…`.
pub fn bytes_digest(bytes: &[u8]) -> String {
    format!("sha256:{}", sha256(bytes))
}

/// SHA-256 of bytes as 64 hexadecimal digits, as the command `sha256sum` prints it.
pub fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}
