//! `published.json`: the lock of a published edition. It holds the structure, the texts and what outputs show beside them, each with
//! its digest, so that later edits of the edition can be found.

use canevas_diagnostics::Span;
use canevas_model::{FactKind, Model, Section, canonical, presentation::presentation};
use canevas_project::Catalogues;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The content of a lock.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The edition that was published.
    pub edition: String,
    /// The digest of its structure.
    pub definition: String,
    /// The structure.
    pub projection: Value,
    /// Texts by language and key.
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
    /// The order of the questions in each section.
    pub order: Map<String, Value>,
    /// What outputs show beside structure and texts, by place. Locks of old versions do not have it.
    pub presentation: Option<Map<String, Value>>,
}

/// The texts of every language by key. Only current translations count.
fn texts(model: &Model, catalogues: &Catalogues) -> BTreeMap<String, BTreeMap<String, String>> {
    model
        .languages()
        .map(|language| {
            let catalogue = catalogues.get(language);
            let texts = model
                .texts()
                .into_iter()
                .filter_map(|text| {
                    let value = if *language == model.source_language {
                        &text.source.value
                    } else {
                        &catalogue?.current(text)?.text.value
                    };
                    Some((text.key.to_string(), value.clone()))
                })
                .collect();
            (language.tag().to_owned(), texts)
        })
        .collect()
}

fn digest(texts: &BTreeMap<String, String>) -> String {
    canonical::texts_digest(texts.iter().map(|(key, text)| (key.as_str(), text.as_str())))
}

/// The questions of each section, in their order.
fn order(model: &Model) -> Map<String, Value> {
    let questions = |section: &Section| -> Value {
        let all = section.blocks.iter().flat_map(|block| &block.questions);
        all.map(|index| model.questions[*index].id.as_str()).collect()
    };
    model.sections.iter().map(|section| (String::from(&section.id), questions(section))).collect()
}

/// The lock of an edition, as the text of its file.
pub fn lock(model: &Model, catalogues: &Catalogues) -> String {
    let texts: Map<String, Value> = texts(model, catalogues)
        .into_iter()
        .map(|(language, texts)| (language, json!({ "digest": digest(&texts), "texts": texts })))
        .collect();
    let facts: Map<String, Value> = model
        .facts
        .iter()
        .map(|fact| {
            let value = match &fact.kind {
                FactKind::Value { .. } => json!("value"),
                FactKind::List { fields, .. } => fields.iter().map(|field| field.id.as_str()).collect(),
            };
            (String::from(&fact.id), value)
        })
        .collect();
    let shown = Value::Object(presentation(model));
    let value = json!({
        "canevas": 1,
        "form": model.form,
        "edition": model.edition,
        "definition": canonical::definition_digest(model),
        "projection": canonical::v1(model),
        "texts": texts,
        "order": order(model),
        "presentation": { "digest": canonical::digest_of(&shown), "parts": shown },
        "facts": facts,
    });
    let mut out = serde_json::to_string_pretty(&value).unwrap_or_default();
    out.push('\n');
    out
}

/// Reads a lock. If somebody edited it by hand, its digests are wrong, which is an error.
pub fn read_published(text: &str) -> Result<Published, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
    if value.get("canevas") != Some(&json!(1)) {
        return Err("it lacks `\"canevas\": 1`".to_owned());
    }
    let word = |key: &str| {
        value.get(key).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| format!("it has no `{key}`"))
    };
    let projection = value.get("projection").cloned().ok_or_else(|| "it has no `projection`".to_owned())?;
    let definition = word("definition")?;
    if canonical::digest_of(&projection) != definition {
        return Err("its projection does not match its digest: somebody edited it".to_owned());
    }
    let mut texts = BTreeMap::new();
    for (language, entry) in value.get("texts").and_then(Value::as_object).into_iter().flatten() {
        let of_language: BTreeMap<String, String> = entry
            .get("texts")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter_map(|(key, text)| Some((key.clone(), text.as_str()?.to_owned())))
            .collect();
        if entry.get("digest").and_then(Value::as_str) != Some(digest(&of_language).as_str()) {
            return Err(format!("its `{language}` texts do not match their digest: somebody edited them"));
        }
        texts.insert(language.clone(), of_language);
    }
    let object = |value: Option<&Value>| value.and_then(Value::as_object).cloned();
    let presentation = match value.get("presentation") {
        None => None,
        Some(shown) => {
            let parts = shown.get("parts").cloned().unwrap_or_default();
            if shown.get("digest").and_then(Value::as_str) != Some(canonical::digest_of(&parts).as_str()) {
                return Err("its presentation does not match its digest: somebody edited it".to_owned());
            }
            Some(object(Some(&parts)).unwrap_or_default())
        }
    };
    let order = object(value.get("order")).unwrap_or_default();
    Ok(Published { edition: word("edition")?, definition, projection, texts, order, presentation })
}

/// The differences between an edition and its lock.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct LockDifferences {
    /// Questions and facts with a different structure.
    pub structure: Vec<ChangedPart>,
    /// Texts that differ.
    pub texts: Vec<ChangedText>,
    /// What else outputs show differently, by place: `question.ID`.
    pub presentation: Vec<ChangedPart>,
}

/// A question or fact that differs from what was published.
#[derive(Debug, PartialEq)]
pub(crate) struct ChangedPart {
    /// Its id.
    pub id: String,
    /// Whether it is a fact.
    pub is_fact: bool,
    /// The published entries that differ. `None` if it was not published.
    pub before: Option<String>,
    /// The current entries that differ. `None` if it was removed.
    pub after: Option<String>,
}

impl ChangedPart {
    fn new(id: &str, is_fact: bool, before: Option<&Value>, after: Option<&Value>) -> Self {
        let side = |own: Option<&Value>, other: Option<&Value>| Some(differing_entries(own?, other));
        Self { id: id.to_owned(), is_fact, before: side(before, after), after: side(after, before) }
    }
}

impl ChangedPart {
    /// What differs, in the words of a definition.
    pub fn keys(&self) -> String {
        let lines = self.before.iter().chain(&self.after).flat_map(|entries| entries.lines());
        let keys: BTreeSet<String> = lines.filter_map(|line| Some(in_words(line.split_once(' ')?.0))).collect();
        keys.into_iter().collect::<Vec<_>>().join(", ")
    }
}

/// What a definition calls an entry of the structure.
fn in_words(key: &str) -> String {
    match key {
        "outer" | "row" => "`show_if`".to_owned(),
        "feeds" => "`feeds_next_edition`".to_owned(),
        "shape" => "what an answer may be".to_owned(),
        "retired" => "the retired options".to_owned(),
        key => format!("`{key}`"),
    }
}

/// The entries of a structure that differ from another one, a line each.
fn differing_entries(own: &Value, other: Option<&Value>) -> String {
    let Some(entries) = own.as_object() else { return own.to_string() };
    let is_other = |key: &String, value: &Value| other.is_none_or(|other| other.get(key) != Some(value));
    let lines = entries.iter().filter(|(key, value)| is_other(key, value)).map(|(key, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        format!("{key} {value}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A text that differs from what was published.
#[derive(Debug, PartialEq)]
pub(crate) struct ChangedText {
    /// Its catalogue key.
    pub key: String,
    /// Its language.
    pub language: String,
    /// The published text.
    pub before: Option<String>,
    /// The current text.
    pub after: Option<String>,
    /// Its place in the form, if the form still has it.
    pub place: Option<Span>,
}

/// Compares an edition with its lock.
pub(crate) fn compare_with_lock(published: &Published, model: &Model, catalogues: &Catalogues) -> LockDifferences {
    let mut broken = LockDifferences::default();
    let now = canonical::v1(model);
    for (part, is_fact) in [("questions", false), ("facts", true)] {
        let empty = Map::new();
        let old = published.projection.get(part).and_then(Value::as_object).unwrap_or(&empty);
        let new = now.get(part).and_then(Value::as_object).unwrap_or(&empty);
        for (id, value) in new {
            if old.get(id) != Some(value) {
                broken.structure.push(ChangedPart::new(id, is_fact, old.get(id), Some(value)));
            }
        }
        let gone = old.iter().filter(|(id, _)| !new.contains_key(*id));
        broken.structure.extend(gone.map(|(id, value)| ChangedPart::new(id, is_fact, Some(value), None)));
    }
    broken.presentation = presentation_differences(published, model);
    let places: BTreeMap<&str, Span> = model.texts().into_iter().map(|text| (text.key.as_str(), text.span())).collect();
    let now = texts(model, catalogues);
    for (language, old) in &published.texts {
        let empty = BTreeMap::new();
        let new = now.get(language).unwrap_or(&empty);
        let same = |a: Option<&String>, b: Option<&String>| {
            a.map(|text| crate::diff::exact_text(text)) == b.map(|text| crate::diff::exact_text(text))
        };
        for key in old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))) {
            if !same(old.get(key), new.get(key)) {
                broken.texts.push(ChangedText {
                    key: key.clone(),
                    language: language.clone(),
                    before: old.get(key).cloned(),
                    after: new.get(key).cloned(),
                    place: places.get(key.as_str()).copied(),
                });
            }
        }
    }
    broken
}

/// What outputs show differently beside structure and texts. A lock of an old version knows only the order of the questions.
fn presentation_differences(published: &Published, model: &Model) -> Vec<ChangedPart> {
    let (old, new) = match &published.presentation {
        Some(old) => (old.clone(), presentation(model)),
        None => {
            let place = |(id, ids): (String, Value)| (format!("section.{id}"), json!({ "questions": ids }));
            (published.order.clone().into_iter().map(place).collect(), order(model).into_iter().map(place).collect())
        }
    };
    // The structure tells what was added or removed. The order is that of the others.
    let (mut in_old, mut in_new) = (BTreeSet::new(), BTreeSet::new());
    for (side, out) in [(&old, &mut in_old), (&new, &mut in_new)] {
        for value in side.values() {
            names(value, out);
        }
    }
    let in_both: BTreeSet<&str> = in_old.intersection(&in_new).copied().collect();
    let side =
        |of: &Map<String, Value>, place: &str| of.get(place).map_or_else(|| json!({}), |own| kept(own, &in_both));
    let gone = old.keys().filter(|place| !new.contains_key(*place));
    new.keys()
        .chain(gone)
        .map(|place| (place, side(&old, place), side(&new, place)))
        .filter(|(_, old, new)| old != new)
        .map(|(place, old, new)| ChangedPart::new(place, false, Some(&old), Some(&new)))
        .collect()
}

/// The texts in the lists of a value.
fn names<'v>(value: &'v Value, out: &mut BTreeSet<&'v str>) {
    match value {
        Value::Array(all) => {
            out.extend(all.iter().filter_map(Value::as_str));
            for value in all {
                names(value, out);
            }
        }
        Value::Object(entries) => {
            for value in entries.values() {
                names(value, out);
            }
        }
        _ => {}
    }
}

/// A value whose lists have only these texts.
fn kept(value: &Value, names: &BTreeSet<&str>) -> Value {
    match value {
        Value::Array(all) => {
            let all = all.iter().filter(|value| value.as_str().is_none_or(|name| names.contains(name)));
            all.map(|value| kept(value, names)).collect()
        }
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| (key.clone(), kept(value, names))).collect::<Map<_, _>>().into()
        }
        other => other.clone(),
    }
}
