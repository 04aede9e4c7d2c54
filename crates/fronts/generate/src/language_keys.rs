//! The keys of the language, from the JSON Schema of a form: a table for each block, and which keys the examples show.

use canevas_compiler::language_schemas;
use canevas_compiler::model::question_types::{ALL, COMMON, COMMON_OF_ANSWERS};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The name of the block that the file itself is.
const FORM: &str = "Form";

/// The blocks of a form and their keys.
pub struct Keys {
    blocks: Map<String, Value>,
    /// The keys under which each block stands.
    places: BTreeMap<String, BTreeSet<String>>,
    /// What the examples show: a block and its key.
    shown: BTreeSet<(String, String)>,
    printed: BTreeSet<String>,
}

impl Keys {
    /// Reads the schema of the form.
    pub fn of_the_form() -> Result<Self, String> {
        let schemas = language_schemas();
        let (_, text) =
            schemas.iter().find(|(name, _)| *name == "form.schema.json").ok_or("there is no schema of the form")?;
        let mut form: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let blocks = form.as_object_mut().and_then(|form| form.remove("$defs"));
        let mut blocks = blocks.and_then(|blocks| blocks.as_object().cloned()).unwrap_or_default();
        blocks.insert(FORM.to_owned(), form);
        let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for block in blocks.values() {
            for (key, schema) in properties(block) {
                let mut names = BTreeSet::new();
                reached(schema, &blocks, &mut names);
                for name in names {
                    places.entry(name).or_default().insert(key.clone());
                }
            }
        }
        Ok(Self { blocks, places, shown: BTreeSet::new(), printed: BTreeSet::new() })
    }

    /// The table of a block: its keys, what they take and what they say.
    pub fn table(&mut self, name: &str) -> String {
        self.printed.insert(name.to_owned());
        let Some(block) = self.blocks.get(name) else { return String::new() };
        let mut out = format!("**{}**", text(block, "description"));
        if let Some(places) = self.places.get(name) {
            let places: Vec<String> = places.iter().map(|key| format!("`{key}`")).collect();
            // Writing to a String cannot fail.
            let _ = write!(out, " It stands under {}.", places.join(", "));
        }
        let of_types = name == "Question";
        out.push_str(if of_types {
            "\n\n| key | takes | what | types |\n|---|---|---|---|\n"
        } else {
            "\n\n| key | takes | what |\n|---|---|---|\n"
        });
        let required: Vec<&str> =
            block["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (key, schema) in properties(block) {
            let must = if required.contains(&key.as_str()) { ", required" } else { "" };
            // A condition is a text to the schema.
            let takes = match key.as_str() {
                "show_if" | "when" => "a condition".to_owned(),
                _ => self.takes(schema),
            };
            let _ = write!(out, "| `{key}` | {takes}{must} | {} |", text(schema, "description").replace('|', "\\|"));
            if of_types {
                let _ = write!(out, " {} |", types(key));
            }
            out.push('\n');
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// What a value may be, in words.
    fn takes(&self, schema: &Value) -> String {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            let block = self.blocks.get(name).unwrap_or(&Value::Null);
            return if block["properties"].is_object() || block["if"].is_object() {
                "a block".to_owned()
            } else {
                self.takes(block)
            };
        }
        if let Some(words) = ["anyOf", "oneOf"].iter().find_map(|key| schema[*key].as_array()) {
            let words: Vec<String> = words.iter().map(|word| self.takes(word)).collect();
            let mut single: Vec<String> = Vec::new();
            for word in words {
                if !single.contains(&word) {
                    single.push(word);
                }
            }
            return if single.len() > 8 { "a [type](question-types.md)".to_owned() } else { single.join(" or ") };
        }
        if let Some(word) = schema["const"].as_str() {
            return format!("`{word}`");
        }
        if schema["enum"].is_array() {
            return "yes or no".to_owned();
        }
        let id = schema["pattern"].as_str().is_some_and(|pattern| pattern.starts_with("^[a-z]"));
        match schema["type"].as_str() {
            Some("integer") => "a whole number".to_owned(),
            Some("number") => "a number".to_owned(),
            Some("array") => format!("a list: {}", self.takes(&schema["items"])),
            Some("object") if schema["additionalProperties"].is_object() => {
                format!("lines of `id:` and {}", self.takes(&schema["additionalProperties"]))
            }
            Some("object") => "a block".to_owned(),
            _ if id => "an id".to_owned(),
            _ => "a text".to_owned(),
        }
    }

    /// Notes which keys an example has.
    pub fn learn(&mut self, example: &str) -> Result<(), String> {
        let example: Value = serde_yaml::from_str(example).map_err(|error| error.to_string())?;
        let mut shown = BTreeSet::new();
        if let Some(form) = self.blocks.get(FORM) {
            self.walk(FORM, form, &example, &mut shown);
        }
        self.shown.extend(shown);
        Ok(())
    }

    fn walk(&self, name: &str, schema: &Value, value: &Value, shown: &mut BTreeSet<(String, String)>) {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            if let Some(block) = self.blocks.get(name) {
                self.walk(name, block, value, shown);
            }
            return;
        }
        if schema["if"].is_object() {
            let branch = if schema["if"]["required"][0].as_str().is_some_and(|key| value.get(key).is_some()) {
                "then"
            } else {
                "else"
            };
            return self.walk(name, &schema[branch], value, shown);
        }
        for choice in schema["anyOf"].as_array().into_iter().flatten() {
            self.walk(name, choice, value, shown);
        }
        for item in value.as_array().into_iter().flatten() {
            self.walk(name, &schema["items"], item, shown);
        }
        for (key, value) in value.as_object().into_iter().flatten() {
            match schema["properties"].get(key) {
                Some(property) => {
                    shown.insert((name.to_owned(), key.clone()));
                    self.walk(name, property, value, shown);
                }
                None => self.walk(name, &schema["additionalProperties"], value, shown),
            }
        }
    }

    /// The keys that no example shows, and the blocks that have no table.
    pub fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for (name, block) in &self.blocks {
            let keys: Vec<&String> = properties(block).map(|(key, _)| key).collect();
            if !keys.is_empty() && !self.printed.contains(name) {
                missing.push(format!("docs/language.md has no table of the block {name}"));
            }
            let unseen = keys.into_iter().filter(|key| !self.shown.contains(&(name.clone(), (*key).clone())));
            missing.extend(
                unseen.map(|key| format!("no example of docs/language.md has the key {key} of the block {name}")),
            );
        }
        missing
    }
}

fn properties(block: &Value) -> impl Iterator<Item = (&String, &Value)> {
    block["properties"].as_object().into_iter().flatten()
}

fn text<'a>(schema: &'a Value, key: &str) -> &'a str {
    schema[key].as_str().unwrap_or_default()
}

/// The blocks that a value of this schema may be, also inside lists, lines and choices.
fn reached(schema: &Value, blocks: &Map<String, Value>, names: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        let Some(block) = blocks.get(name) else { return };
        if names.insert(name.to_owned()) && !block["properties"].is_object() {
            reached(block, blocks, names);
        }
        return;
    }
    for part in ["items", "additionalProperties", "then", "else"] {
        reached_in(&schema[part], blocks, names);
    }
    for part in schema["anyOf"].as_array().into_iter().flatten() {
        reached_in(part, blocks, names);
    }
}

fn reached_in(schema: &Value, blocks: &Map<String, Value>, names: &mut BTreeSet<String>) {
    if schema.is_object() {
        reached(schema, blocks, names);
    }
}

/// The types of question that take a key.
fn types(key: &str) -> String {
    if COMMON.contains(&key) {
        return "all".to_owned();
    }
    if COMMON_OF_ANSWERS.contains(&key) {
        return "answers".to_owned();
    }
    let names: Vec<String> =
        ALL.iter().filter(|kind| kind.keys.contains(&key)).map(|kind| format!("`{}`", kind.name)).collect();
    names.join(" ")
}
