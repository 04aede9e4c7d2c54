//! JSON Schemas of the files that people write. They are made from the records that read those files. An editor with a
//! language server uses them to complete and explain every key.

use canevas_model::question_types::{ALL, COMMON, COMMON_OF_ANSWERS};
use canevas_syntax::case::Case;
use canevas_syntax::changes::Changes;
use canevas_syntax::country::{Country, RespondentFile};
use canevas_syntax::definition::{Form, Question};
use canevas_syntax::desk::{Asks, DeskDays, History, Regions};
use canevas_syntax::import::Mapping;
use canevas_syntax::letters::Letters;
use canevas_syntax::report::Report;
use canevas_syntax::return_file::Return;
use canevas_syntax::settings::Settings;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

/// File name and text of each schema.
pub fn language_schemas() -> Vec<(&'static str, String)> {
    vec![
        ("form.schema.json", text(&form_schema())),
        ("country.schema.json", text(&schema_of::<Country>("A country file"))),
        ("respondent.schema.json", text(&schema_of::<RespondentFile>("A respondent's file"))),
        ("changes.schema.json", text(&changes_schema())),
        ("diff.schema.json", text(&canevas_editions::report::schema())),
        ("read.schema.json", text(&crate::read_report::schema())),
        ("return.schema.json", text(&schema_of::<Return>("A return"))),
        ("status.schema.json", text(&canevas_translate::schema())),
        ("history.schema.json", text(&schema_of::<History>("The history of a country"))),
        ("desk.schema.json", text(&schema_of::<DeskDays>("The days of an edition"))),
        ("letters.schema.json", text(&schema_of::<Letters>("The letters of a secretariat"))),
        ("report.schema.json", text(&schema_of::<Report>("The report of a secretariat"))),
        ("mapping.schema.json", text(&schema_of::<Mapping>("A mapping"))),
        ("clarify.schema.json", text(&schema_of::<Asks>("What is asked about a return"))),
        ("case.schema.json", text(&schema_of::<Case>("A case"))),
        ("regions.schema.json", text(&schema_of::<Regions>("Regions"))),
        ("settings.schema.json", text(&schema_of::<Settings>("canevas.toml"))),
    ]
}

fn schema_of<T: JsonSchema>(title: &str) -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema: Schema = generator.into_root_schema_for::<T>();
    schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}

fn text(schema: &Value) -> String {
    let mut text = serde_json::to_string_pretty(schema).unwrap_or_default();
    text.push('\n');
    text
}

/// The schema of change files. The record needs `from`, and a first edition that only corrects its texts does without it.
fn changes_schema() -> Value {
    let mut schema = schema_of::<Changes>("A change file");
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("required");
        let of_a_step = ["was", "retired", "meaning", "waivers"];
        let needs: serde_json::Map<String, Value> =
            of_a_step.into_iter().map(|key| (key.to_owned(), json!(["from"]))).collect();
        schema.insert("dependentRequired".to_owned(), needs.into());
    }
    schema
}

/// The form's schema. The record of a question has the keys of all types. For each type, the schema refuses the keys that
/// have no meaning there.
fn form_schema() -> Value {
    let mut schema = schema_of::<Form>("A questionnaire");
    if let Some(question) = schema.pointer_mut("/$defs/Question").and_then(Value::as_object_mut) {
        let names: Vec<Value> =
            ALL.iter().map(|kind| json!({ "const": kind.name, "description": kind.summary })).collect();
        if let Some(kind) = question.get_mut("properties").and_then(|properties| properties.get_mut("type")) {
            *kind = json!({ "description": "What kind of answer it takes.", "oneOf": names });
        }
        let rules: Vec<Value> = ALL
            .iter()
            .map(|kind| {
                let refused: serde_json::Map<String, Value> = Question::KEYS
                    .iter()
                    .filter(|key| {
                        let common = COMMON.contains(key) || (kind.may.answer && COMMON_OF_ANSWERS.contains(key));
                        !common && !kind.keys.contains(key)
                    })
                    .map(|key| ((*key).to_owned(), Value::Bool(false)))
                    .collect();
                json!({
                    "if": { "properties": { "type": { "const": kind.name } }, "required": ["type"] },
                    "then": { "properties": refused },
                })
            })
            .collect();
        question.insert("allOf".to_owned(), rules.into());
    }
    schema
}
