//! Additions to the JSON Schemas that schemars derives from the records.

use crate::read::RequiredKeys;
use schemars::Schema;

/// Adds the `required` keyword to a record's schema, and removes `null`, which the readers refuse.
pub fn required_keys<T: RequiredKeys>(schema: &mut Schema) {
    if !T::REQUIRED.is_empty() {
        schema.insert("required".to_owned(), T::REQUIRED.iter().copied().collect());
    }
    if let Some(properties) = schema.get_mut("properties").and_then(serde_json::Value::as_object_mut) {
        for property in properties.values_mut() {
            strip_null(property);
            as_yaml_sees_it(property);
        }
    }
}

/// Removes `null`, which schemars allows for an `Option`. A key may be absent, but an empty key is an error.
fn strip_null(property: &mut serde_json::Value) {
    let Some(object) = property.as_object_mut() else { return };
    if let Some(types) = object.get_mut("type").and_then(serde_json::Value::as_array_mut) {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(values) = object.get_mut("enum").and_then(serde_json::Value::as_array_mut) {
        values.retain(|value| !value.is_null());
    }
    if let Some(branches) = object.get_mut("anyOf").and_then(serde_json::Value::as_array_mut) {
        branches.retain(|branch| branch.get("type").is_none_or(|kind| kind != "null"));
        if let [only] = branches.as_slice()
            && let Some(only) = only.as_object().cloned()
        {
            object.remove("anyOf");
            object.extend(only);
        }
    }
}

/// A YAML language server reads `yes` as a text and `2024` as a number. The schema accepts both, as the readers do.
fn as_yaml_sees_it(property: &mut serde_json::Value) {
    let Some(object) = property.as_object_mut() else { return };
    let kind = object.get("type").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let closed = ["pattern", "enum", "const"].iter().any(|key| object.contains_key(*key));
    if kind == "boolean" {
        object.remove("type");
        object.insert("enum".to_owned(), serde_json::json!(["yes", "no", true, false]));
    } else if kind == "string" && !closed {
        object.insert("type".to_owned(), serde_json::json!(["string", "number"]));
    }
    for inner in ["items", "additionalProperties"] {
        if let Some(inner) = object.get_mut(inner) {
            as_yaml_sees_it(inner);
        }
    }
}
