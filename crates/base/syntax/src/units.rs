//! The units among which the respondent chooses: `[t, kg]`, lines of `code: label`, or the name of a list.

use crate::definition::{Choice, Choices};
use crate::id::{Id, check_id};
use crate::node::{Node, NodeKind, Sp};
use crate::read::{Ordered, Read, mismatch};
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// Units. A unit in a list is its own label.
#[derive(Debug, Clone, PartialEq)]
pub struct Units(pub Choices);

impl Read for Units {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let NodeKind::List(items) = &node.kind else {
            return match &node.kind {
                NodeKind::Scalar(_) | NodeKind::Map(_) => Choices::read(node, findings).map(Self),
                _ => {
                    mismatch(node, "units such as [t, kg], lines of `code: label`, or the name of a list", findings);
                    None
                }
            };
        };
        let (mut units, mut unread) = (Vec::new(), Vec::new());
        for item in items {
            let Some(text) = item.source_text() else {
                mismatch(item, "a unit such as kg", findings);
                continue;
            };
            if check_id(&text.value, text.span, findings) {
                let code = Sp { value: Id(text.value.clone()), span: text.span };
                units.push((code, Choice::Label(text)));
            } else {
                unread.push(text.value);
            }
        }
        Some(Self(Choices::Inline(Ordered(units, unread))))
    }
}

impl JsonSchema for Units {
    fn schema_name() -> Cow<'static, str> {
        "Units".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let choices = generator.subschema_for::<Choices>();
        json_schema!({
            "description": "The units as a list such as [t, kg], as `code: label`, or the name of an entry of `lists`.",
            "anyOf": [{ "type": "array", "minItems": 2, "items": { "type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$" } }, choices],
        })
    }
}
