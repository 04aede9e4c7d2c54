//! Who answers a form: `countries`, `none`, or a list of others, such as `{ kind: region, called: Region, list: regions }`.

use crate::id::Id;
use crate::node::{Node, NodeKind, SourceText, Sp};
use crate::read::{Read, mismatch};
use crate::record;
use canevas_diagnostics::{Findings, Span};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// Who answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Respondents {
    /// Countries, as without the key.
    Countries,
    /// Nobody who is named.
    Nobody(Span),
    /// Those of a list.
    Listed(Box<RespondentList>),
}

record! {
    /// Respondents that are not countries.
    pub struct RespondentList as "the block `respondents`" requires [kind, called, list] {
        /// What they are, in files: region, school, company.
        kind: Sp<Id>,
        /// What they are, as people read it: Region. The form and the Word file print it where others print "Country".
        called: SourceText,
        /// The name of an entry of `lists`, with a code and a name for each.
        list: Sp<String>,
    }
}

impl Read for Respondents {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match (&node.kind, node.source_text().as_ref().map(|text| text.value.as_str())) {
            (NodeKind::Map(_), _) => RespondentList::read(node, findings).map(|list| Self::Listed(Box::new(list))),
            (_, Some("countries")) => Some(Self::Countries),
            (_, Some("none")) => Some(Self::Nobody(node.span)),
            _ => {
                let wanted = "`countries`, `none`, or a block such as { kind: region, called: Region, list: regions }";
                mismatch(node, wanted, findings);
                None
            }
        }
    }
}

impl JsonSchema for Respondents {
    fn schema_name() -> Cow<'static, str> {
        "Respondents".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let list = generator.subschema_for::<RespondentList>();
        json_schema!({
            "description": "`countries`, which is so without the key; `none`, where nobody is named; or those of a list.",
            "anyOf": [{ "enum": ["countries", "none"] }, list],
        })
    }
}
