//! What a place of a file takes, by the JSON Schemas of the language. They are made from the records that read the files, and so
//! are the guide and the schemas for YAML servers.

use crate::file_kind::FileKind;
use canevas_compiler::language_schemas;
use canevas_compiler::syntax::cursor::{CursorKey, CursorStep};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The schema of a kind of file.
#[derive(Clone, Copy)]
pub(crate) struct FileSchema {
    root: &'static Value,
}

/// A key that a block takes.
pub(crate) struct SchemaKey {
    /// The key.
    pub(crate) name: &'static str,
    /// What it means.
    pub(crate) about: Option<&'static str>,
    /// Whether the block needs it.
    pub(crate) is_required: bool,
    /// What its value is.
    pub(crate) shape: KeyShape,
}

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyShape {
    /// A word or a text on the line.
    Line,
    /// A block of keys.
    Block,
    /// A list.
    List,
}

/// A word that a place takes, and what it means.
pub(crate) struct SchemaWord {
    pub(crate) word: String,
    pub(crate) about: Option<&'static str>,
}

impl FileSchema {
    /// The schema of a kind of file, where it has one.
    pub(crate) fn of(kind: FileKind) -> Option<Self> {
        static SCHEMAS: OnceLock<BTreeMap<&str, Value>> = OnceLock::new();
        let read = |(name, text): (&'static str, String)| Some((name, serde_json::from_str(&text).ok()?));
        let all = SCHEMAS.get_or_init(|| language_schemas().into_iter().filter_map(read).collect());
        all.get(kind.schema()?).map(|root| Self { root })
    }

    /// The schemas of what stands at the end of some steps.
    pub(crate) fn at(self, steps: &[CursorStep]) -> Vec<&'static Value> {
        let mut nodes = vec![self.root];
        for step in steps {
            let next = |node: &'static Value| match step {
                CursorStep::Item => node.get("items"),
                CursorStep::Key { name, .. } => {
                    let property = node.get("properties").and_then(|keys| keys.get(name));
                    property.or_else(|| node.get("additionalProperties")).filter(|node| !node.is_boolean())
                }
            };
            let block = match step {
                CursorStep::Item => &[],
                CursorStep::Key { block, .. } => block.as_slice(),
            };
            nodes = nodes.into_iter().flat_map(|node| self.branches(node, block)).filter_map(next).collect();
        }
        nodes
    }

    /// A schema, or all of those among which it chooses. `block` has the keys that are there already.
    pub(crate) fn branches(self, node: &'static Value, block: &[CursorKey]) -> Vec<&'static Value> {
        if let Some(target) = node.get("$ref").and_then(Value::as_str) {
            let target = target.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
            return target.map(|target| self.branches(target, block)).unwrap_or_default();
        }
        if let (Some(test), None) = (node.get("if"), node.get("properties")) {
            let taken = if holds(test, block) { node.get("then") } else { node.get("else") };
            return taken.map(|taken| self.branches(taken, block)).unwrap_or_default();
        }
        match node.get("anyOf").and_then(Value::as_array) {
            Some(all) => all.iter().flat_map(|branch| self.branches(branch, block)).collect(),
            None => vec![node],
        }
    }

    /// The keys that a block takes, in the order of the language. `block` has those that are there already.
    pub(crate) fn keys(self, steps: &[CursorStep], block: &[CursorKey]) -> Vec<SchemaKey> {
        let mut keys: Vec<SchemaKey> = Vec::new();
        for node in self.at(steps).into_iter().flat_map(|node| self.branches(node, block)) {
            let refused = refused(node, block);
            let required = |key: &str| {
                let all = node.get("required").and_then(Value::as_array);
                all.is_some_and(|all| all.iter().any(|known| known == key))
            };
            for (name, schema) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
                if refused.contains(&name.as_str()) || keys.iter().any(|key| key.name == name) {
                    continue;
                }
                let about = self.about(schema);
                keys.push(SchemaKey { name, about, is_required: required(name), shape: self.shape(schema) });
            }
        }
        keys
    }

    /// Whether a list stands at the end of some steps.
    pub(crate) fn is_list(self, steps: &[CursorStep]) -> bool {
        let nodes = self.at(steps).into_iter().flat_map(|node| self.branches(node, &[]));
        nodes.into_iter().any(|node| node.get("type").is_some_and(|kind| kind == "array"))
    }

    /// What the last step means, where it is a key of the language.
    pub(crate) fn about_key(self, steps: &[CursorStep]) -> Option<&'static str> {
        let (CursorStep::Key { name, block }, above) = steps.split_last()? else { return None };
        self.keys(above, &without(block, name)).into_iter().find(|key| key.name == name)?.about
    }

    /// The words that a place takes, where they are a closed set.
    pub(crate) fn words(self, steps: &[CursorStep]) -> Vec<SchemaWord> {
        let mut words: Vec<SchemaWord> = Vec::new();
        for node in self.at(steps).into_iter().flat_map(|node| self.branches(node, &[])) {
            let all = node.get("oneOf").and_then(Value::as_array).into_iter().flatten();
            let described = all.filter_map(|one| Some((one.get("const")?, one.get("description"))));
            let listed = node.get("enum").and_then(Value::as_array).into_iter().flatten().map(|word| (word, None));
            for (word, about) in described.chain(listed).chain(node.get("const").map(|word| (word, None))) {
                // The schema also takes `true` and `false`, as YAML servers read yes and no.
                let Some(word) = word.as_str() else { continue };
                if words.iter().all(|known| known.word != word) {
                    words.push(SchemaWord { word: word.to_owned(), about: about.and_then(Value::as_str) });
                }
            }
        }
        words
    }

    fn about(self, schema: &'static Value) -> Option<&'static str> {
        let own = schema.get("description").and_then(Value::as_str);
        own.or_else(|| {
            let target = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
            self.root.pointer(target)?.get("description")?.as_str()
        })
    }

    fn shape(self, schema: &'static Value) -> KeyShape {
        let kinds: Vec<Option<&str>> =
            self.branches(schema, &[]).iter().map(|node| node.get("type").and_then(Value::as_str)).collect();
        match kinds.as_slice() {
            [Some("object")] => KeyShape::Block,
            [Some("array")] => KeyShape::List,
            _ => KeyShape::Line,
        }
    }
}

/// A block without one of its keys.
fn without(block: &[CursorKey], name: &str) -> Vec<CursorKey> {
    block.iter().filter(|key| key.name != name || name == "type").cloned().collect()
}

/// Whether the test of a schema holds for a block: which keys it has, and what the value of one is.
fn holds(test: &Value, block: &[CursorKey]) -> bool {
    let required = test.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let is_value = |(name, schema): (&String, &Value)| {
        let wanted = schema.get("const").and_then(Value::as_str);
        wanted.is_none_or(|wanted| block.iter().any(|key| key.name == *name && key.value == wanted))
    };
    required.into_iter().all(|name| block.iter().any(|key| key.name == name))
        && test.get("properties").and_then(Value::as_object).into_iter().flatten().all(is_value)
}

/// The keys that a block does not take beside those that it has.
fn refused(node: &'static Value, block: &[CursorKey]) -> Vec<&'static str> {
    let rules = node.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let holding = rules.filter(|rule| rule.get("if").is_some_and(|test| holds(test, block)));
    let keys = holding.filter_map(|rule| rule.get("then")?.get("properties")?.as_object()).flatten();
    keys.filter(|(_, schema)| **schema == Value::Bool(false)).map(|(name, _)| name.as_str()).collect()
}
