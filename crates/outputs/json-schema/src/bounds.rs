//! The bounds of an answer as keywords of JSON Schema. They bind complete returns only.

use crate::patterns;
use canevas_model::AnswerShape;
use canevas_model::condition::number_json;
use serde_json::{Map, Value, json};

/// Bounds of a value, where it has any.
pub(crate) fn bounds(shape: &AnswerShape) -> Option<Value> {
    let mut out = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(key.to_owned(), value);
        }
    };
    match shape {
        AnswerShape::Text { max_length, format } => {
            let format = format.map_or(Value::Null, |format| patterns::matching(format.pattern));
            // A text alone: "nothing to report" has no form.
            put("pattern", format.get("pattern").cloned());
            put("not", format.get("not").cloned());
            put("maxLength", max_length.map(Value::from));
        }
        AnswerShape::Many { choices, at_least, at_most, .. } => {
            let exclusive: Vec<&str> = choices.iter().filter(|c| c.exclusive).map(|c| c.code.as_str()).collect();
            let mut counts = Map::new();
            counts.extend(at_least.filter(|least| *least > 1).map(|least| ("minItems".to_owned(), least.into())));
            counts.extend(at_most.map(|most| ("maxItems".to_owned(), most.into())));
            if exclusive.is_empty() {
                out = counts;
            } else {
                // An option that excludes the others stands alone, however many are asked for.
                put("if", Some(json!({ "type": "array", "contains": { "enum": exclusive } })));
                put("then", Some(json!({ "maxItems": 1 })));
                put("else", (!counts.is_empty()).then(|| counts.into()));
            }
        }
        AnswerShape::Number(_) | AnswerShape::Year { .. } => {
            let number = shape.number();
            put("minimum", number.and_then(|number| number.min).map(number_json));
            put("maximum", number.and_then(|number| number.max).map(number_json));
            // Validators divide floating-point numbers to decide `multipleOf`, so 0.01 would refuse 1.13. The check of returns
            // counts decimals.
        }
        AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => {
            put("pattern", from.as_deref().map(|from| patterns::from(from).into()));
            put("allOf", to.as_deref().map(|to| json!([{ "pattern": patterns::to(to) }])));
        }
        AnswerShape::NamesAndRoles { at_least, at_most } | AnswerShape::Rows { at_least, at_most } => {
            put("minItems", at_least.filter(|least| *least > 1).map(Value::from));
            put("maxItems", at_most.map(Value::from));
        }
        AnswerShape::YesNo | AnswerShape::One { .. } | AnswerShape::Group | AnswerShape::Nothing => {}
    }
    (!out.is_empty()).then_some(Value::Object(out))
}
