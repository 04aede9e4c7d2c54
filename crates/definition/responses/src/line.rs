//! Reads a return that stands in one line, as quickly as possible: a file may hold millions of them. It gives up where a reader that
//! knows places has to look: at text that is no JSON, at a key that stands twice, at digits that a number would lose, and at a head
//! that is not the plainest.

use crate::response::{Response, UNREAD_KEY};
use crate::text::{ANSWERS_KEY, FACTS_KEY};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// The digits that every number keeps.
const SAFE_DIGITS: usize = 15;

/// The members that every return has.
const REQUIRED: [&str; 6] = ["canevas", "form", "edition", "language", "status", ANSWERS_KEY];

/// Reads a line. `None` where [`read_return`](crate::read_return) has to say what is wrong, or to keep what this reader would lose.
pub fn read_line(line: &str) -> Option<Response> {
    if has_long_number(line.as_bytes()) {
        return None;
    }
    let Once(json) = serde_json::from_str(line).ok()?;
    is_plain(&json).then(|| Response::from_json(json))
}

/// Whether the members of a return are those that every return has, each of its kind, and none of the rare ones.
fn is_plain(json: &Value) -> bool {
    let Some(members) = json.as_object() else { return false };
    let mut required = 0;
    let is_known = members.iter().all(|(key, value)| {
        required += usize::from(REQUIRED.contains(&key.as_str()));
        match key.as_str() {
            "canevas" => value == 1,
            "status" => value == "draft" || value == "complete",
            "form" | "edition" | "language" | "definition" | "texts" | "copy" | "made_by" => value.is_string(),
            ANSWERS_KEY | FACTS_KEY | UNREAD_KEY => value.is_object(),
            _ => false,
        }
    });
    is_known && required == REQUIRED.len()
}

/// Whether there is a run of digits that may be a number with more digits than a number keeps.
fn has_long_number(line: &[u8]) -> bool {
    let mut run = 0;
    for byte in line {
        run = match byte {
            b'0'..=b'9' => run + 1,
            b'.' => run,
            _ => 0,
        };
        if run > SAFE_DIGITS {
            return true;
        }
    }
    false
}

/// A value in which no key stands twice.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            out.push(item);
        }
        Ok(Value::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut out = Map::new();
        while let Some((key, Once(value))) = members.next_entry::<String, Once>()? {
            if out.insert(key, value).is_some() {
                return Err(A::Error::custom("a key stands twice"));
            }
        }
        Ok(Value::Object(out))
    }
}

#[cfg(test)]
mod tests {
    use super::read_line;

    #[test]
    fn what_is_read_is_what_stands_there() {
        let head = r#"{"canevas":1,"form":"a/b","edition":"2024","language":"en","status":"draft","answers":"#;
        for rest in
            [r#"{"q":[1,2.5,-3,"é",null,true,{"a":{}}]}}"#, "{}}", r#"{"a":123456789012345}}"#, r#"{},"facts":{}}"#]
        {
            let line = format!("{head}{rest}");
            assert_eq!(read_line(&line).map(|read| read.json().to_string()), Some(line));
        }
        for rest in [
            r#"{"a":1,"a":2}}"#,
            r#"{"b":{"a":1,"a":1}}}"#,
            r#"{"a":0.1234567890123456}}"#,
            "[]}",
            "{}} {}",
            r#"{},"canevas":1}"#,
            r#"{},"other":1}"#,
            "{}",
        ] {
            assert_eq!(read_line(&format!("{head}{rest}")), None, "{rest}");
        }
        for line in ["", "[]", "{", "{}", r#"{"canevas":1,"answers":{}}"#] {
            assert_eq!(read_line(line), None, "{line}");
        }
    }
}
