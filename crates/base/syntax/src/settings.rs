//! What `canevas.toml` contains: levels of rules, each with a reason.

use crate::node::{Node, NodeKind, SourceText, Sp};
use crate::read::{Read, mismatch};
use crate::{record, rules, words};
use canevas_diagnostics::{Finding, Findings};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

record! {
    /// The settings of a repository.
    pub struct Settings as "canevas.toml" requires [] {
        /// Levels by the name or code of a rule.
        rules: RuleLevels,
    }
}

record! {
    /// How a rule weighs here.
    pub struct RuleLevel as "a rule's setting" requires [level, reason] {
        /// The level in force.
        level: Sp<SetLevel>,
        /// Why it is not the rule's own.
        reason: SourceText,
    }
}

words! {
    /// A level in force.
    pub enum SetLevel {
        /// Stops a build, and fails a run in CI.
        Deny = "deny",
        /// Shown.
        Warn = "warn",
        /// Listed.
        Info = "info",
        /// Not shown, and counted.
        Off = "off",
    }
}

/// Settings by rule, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuleLevels(pub Vec<(Sp<String>, RuleLevel)>);

impl Read for RuleLevels {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            mismatch(node, "a block `[rules.NAME]` per rule", findings);
            return None;
        };
        let read = entries
            .iter()
            .filter_map(|entry| {
                // A block without keys has no place of its own, so a finding points to its name.
                let mut block = entry.value.clone();
                if matches!(&block.kind, NodeKind::Map(keys) if keys.is_empty()) {
                    block.span = entry.key.span;
                }
                let mut found = Findings::default();
                let level = RuleLevel::read(&block, &mut found);
                findings.extend(found.into_iter().map(as_toml_says_it).collect());
                Some((entry.key.clone(), level?))
            })
            .collect();
        Some(Self(read))
    }
}

/// The advice for a missing key shows YAML. This rewrites it for TOML, with another sign and quotes.
fn as_toml_says_it(mut finding: Finding) -> Finding {
    if finding.rule == &rules::MISSING_KEY {
        finding.help = finding.help.map(|help| help.replace(": …`", " = \"…\"`"));
    }
    finding
}

impl JsonSchema for RuleLevels {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "RuleLevels".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<RuleLevel>();
        json_schema!({ "type": "object", "additionalProperties": level })
    }
}
