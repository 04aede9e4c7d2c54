//! What a question is asked for each of: one name, or two for rows and columns: `[substances, years]`.

use crate::node::{Node, NodeKind, Sp};
use crate::read::{Read, mismatch};
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// What a question is asked for each of.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// The rows: the name of a fact, of an entry of `lists`, of an earlier repeat, or `years`.
    pub rows: Sp<String>,
    /// The columns, where there is an answer for each row and each column: the name of an entry of `lists`, or `years`.
    pub columns: Option<Sp<String>>,
}

impl Read for Over {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let NodeKind::List(items) = &node.kind else {
            return Read::read(node, findings).map(|rows| Self { rows, columns: None });
        };
        let [rows, columns] = items.as_slice() else {
            mismatch(node, "one name, or two for rows and columns such as [substances, years]", findings);
            return None;
        };
        // Both are read, so that both are judged.
        let (rows, columns) = (Read::read(rows, findings), Read::read(columns, findings));
        Some(Self { rows: rows?, columns: Some(columns?) })
    }
}

impl JsonSchema for Over {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "ForEach".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [{ "type": "string" }, { "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "string" } }],
        })
    }
}
