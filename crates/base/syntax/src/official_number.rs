//! An official number of a section, heading or question: 3.1.2, 7a, HL4.

use crate::node::{Node, NodeKind};
use crate::read::{Read, mismatch};
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// How long an official number may be, in characters.
const LONGEST: usize = 16;

/// What an official number looks like, as a regular expression for editors.
const PATTERN: &str = "^[(]?[A-Za-z0-9]+([-./()]+[A-Za-z0-9]+)*[)]?$";

/// An official number as it is typed and printed. It is a text: 3.10 is not 3.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialNumber(pub String);

impl OfficialNumber {
    /// Whether a text is such a number: letters and digits, with `.`, `-`, `/` and brackets between them.
    fn is_one(text: &str) -> bool {
        let inner = text.strip_prefix('(').unwrap_or(text);
        let inner = inner.strip_suffix(')').unwrap_or(inner);
        text.len() <= LONGEST
            && inner.starts_with(|c: char| c.is_ascii_alphanumeric())
            && inner.ends_with(|c: char| c.is_ascii_alphanumeric())
            && inner.bytes().all(|b| b.is_ascii_alphanumeric() || b"-./()".contains(&b))
    }
}

impl Read for OfficialNumber {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar(scalar) if Self::is_one(&scalar.text) => Some(Self(scalar.text.clone())),
            _ => {
                mismatch(
                    node,
                    "a number such as 3.1.2, 7a or HL4: letters and digits, with . - / ( ) between them, at most 16 characters",
                    findings,
                );
                None
            }
        }
    }
}

impl JsonSchema for OfficialNumber {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "OfficialNumber".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"], "pattern": PATTERN, "maxLength": LONGEST })
    }
}

#[cfg(test)]
mod tests {
    use super::OfficialNumber;

    #[test]
    fn numbers_as_official_forms_print_them() {
        for number in ["3", "3.1.2", "7a", "HL4", "(a)", "3(b)", "A-1", "12/2", "IV", "3.10"] {
            assert!(OfficialNumber::is_one(number), "{number}");
        }
        for number in ["", ".", "3.", "3 1", "n°3", "()", "(", "1234567890.123456", "3,1"] {
            assert!(!OfficialNumber::is_one(number), "{number}");
        }
    }
}
