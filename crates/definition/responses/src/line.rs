//! Reads a return that stands in one line, as quickly as possible: a file may hold millions of them. It gives up where a reader that
//! knows places has to look: at text that is no JSON, at a key that stands twice, at digits that a number would lose, and at a head
//! that is not the plainest.

use crate::line_value::{LineParts, LineValue};
use crate::response::{Response, UNREAD_KEY};
use crate::text::{ANSWERS_KEY, FACTS_KEY};
use canevas_model::JsonValue as _;

/// The digits that every number keeps.
const SAFE_DIGITS: usize = 15;

/// The members that every return has.
const REQUIRED: [&str; 6] = ["canevas", "form", "edition", "language", "status", ANSWERS_KEY];

/// A return in one line. Its texts stay in the line.
#[derive(Debug)]
pub struct ReturnLine<'t>(LineParts<'t>);

impl<'t> ReturnLine<'t> {
    /// Reads a line. `None` where [`read_return`](crate::read_return) has to say what is wrong, or to keep what this reader would lose.
    pub fn read(line: &'t str) -> Option<Self> {
        let parts = LineParts::read(line)?;
        let is_exact = !parts.has_decimals || !has_long_number(line.as_bytes());
        (is_exact && is_plain(parts.root())).then_some(Self(parts))
    }

    /// The return as JSON.
    pub fn json(&self) -> LineValue<'_> {
        self.0.root()
    }
}

/// Reads a line into a return that owns its parts. `None` where [`ReturnLine::read`] gives up.
pub fn read_line(line: &str) -> Option<Response> {
    ReturnLine::read(line).map(|read| Response::from_json(read.json().to_value()))
}

/// Whether the members of a return are those that every return has, each of its kind, and none of the rare ones.
fn is_plain(json: LineValue<'_>) -> bool {
    let Some(mut members) = json.members() else { return false };
    let mut required = 0;
    let is_known = members.all(|(key, value)| {
        required += usize::from(REQUIRED.contains(&key));
        match key {
            "canevas" => value.is_whole(1),
            "status" => value.is("draft") || value.is("complete"),
            "form" | "edition" | "language" | "definition" | "texts" | "copy" | "made_by" => value.text().is_some(),
            ANSWERS_KEY | FACTS_KEY | UNREAD_KEY => value.members().is_some(),
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
            r#"{"a":1,"\u0061":1}}"#,
            r#"{"a":1234567890123456}}"#,
            r#"{"a":-1234567890123456}}"#,
            r#"{"a":12345678901234567890123}}"#,
            r#"{"a":0.1234567890123456}}"#,
            "[]}",
            "{}} {}",
            r#"{},"canevas":1}"#,
            r#"{},"other":1}"#,
            "{}",
        ] {
            assert_eq!(read_line(&format!("{head}{rest}")), None, "{rest}");
        }
        let many = |last: &str| (0..100).map(|key| format!("\"k{key}\":1,")).collect::<String>() + last;
        assert!(read_line(&format!("{head}{{{}}}}}", many("\"k100\":1"))).is_some());
        assert_eq!(read_line(&format!("{head}{{{}}}}}", many("\"k7\":1"))), None);
        for line in ["", "[]", "{", "{}", r#"{"canevas":1,"answers":{}}"#] {
            assert_eq!(read_line(line), None, "{line}");
        }
    }
}
