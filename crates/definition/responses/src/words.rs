//! Values that a form has no words for, as people read them. A report and a message show them without the signs of JSON.

use crate::documents::Document;
use crate::key::ROW_NAME_KEY;
use crate::quantity::Quantity;
use canevas_model::condition::said;
use serde_json::Value;

/// A value in plain words: `title: Law; file: law.pdf` for a document, `3 kg` for a number with its unit, the code of a special
/// answer. A text stays as it is.
pub fn in_plain_words(value: &Value) -> String {
    if let Some(code) = said(value) {
        return code.to_owned();
    }
    if let Ok(Quantity { value, unit }) = Quantity::read(value) {
        return format!("{value} {unit}");
    }
    match value {
        Value::Object(members) => {
            let members = members.iter().filter(|(key, _)| *key != ROW_NAME_KEY);
            let members = members.map(|(key, held)| format!("{key}: {}", in_plain_words(held)));
            members.collect::<Vec<_>>().join("; ")
        }
        Value::Array(items) if items.len() > 1 && items.iter().any(Value::is_object) => {
            let items =
                items.iter().enumerate().map(|(index, item)| format!("{}. {}", index + 1, in_plain_words(item)));
            items.collect::<Vec<_>>().join(" ")
        }
        Value::Array(items) => items.iter().map(in_plain_words).collect::<Vec<_>>().join("; "),
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// Whether an object is one value, whose members say nothing alone: a special answer, a document, a number with its unit.
pub fn is_one_value(value: &Value) -> bool {
    said(value).is_some() || Quantity::read(value).is_ok() || Document::read(value).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_sign_of_json_is_shown() {
        for (value, words) in [
            (json!({ "said": "secret" }), "secret"),
            (json!({ "value": 2.50, "unit": "kg" }), "2.5 kg"),
            (json!([{ "title": "Law", "file": "law.pdf" }]), "title: Law; file: law.pdf"),
            (json!([{ "title": "A" }, { "title": "B" }]), "1. title: A 2. title: B"),
            (json!(["a", 3]), "a; 3"),
        ] {
            assert_eq!(in_plain_words(&value), words);
        }
    }
}
