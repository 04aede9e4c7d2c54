//! What `canevas.toml` contains: levels of rules, and findings that are accepted for one text, each with a reason.

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
        /// Findings that are accepted, each for one text.
        accept: Acceptances,
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

record! {
    /// A finding that is accepted for one text. `canevas check` prints the lines to copy.
    pub struct GivenAcceptance as "an acceptance" requires [rule, at, text, reason] {
        /// The name or code of the rule.
        rule: Sp<String>,
        /// The place of the text, such as `question.law.ask` or `locales/fr.po question.law.ask`.
        at: Sp<String>,
        /// The digest of the text. If the text changes, the finding comes back.
        text: Sp<String>,
        /// Why the text is right.
        reason: SourceText,
    }
}

/// Acceptances, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
#[schemars(inline, transparent)]
pub struct Acceptances(pub Vec<GivenAcceptance>);

impl Read for Acceptances {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let NodeKind::List(items) = &node.kind else {
            mismatch(node, "a block `[[accept]]` per finding", findings);
            return None;
        };
        let mut found = Findings::default();
        let read = items.iter().filter_map(|item| GivenAcceptance::read(item, &mut found)).collect();
        findings.extend(found.into_iter().map(as_toml_says_it).collect());
        Some(Self(read))
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
