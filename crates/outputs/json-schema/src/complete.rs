//! What a complete return must hold: `$defs.complete`, applied at the root.

use crate::bounds::bounds;
use crate::conditions::{at, entered, if_at, truth};
use crate::facts;
use canevas_model::condition::{Condition, Outcome};
use canevas_model::{AnswerShape, Choice, ChoiceSource, CommentBox, Question, canonical};
use canevas_project::{FormCopy, Row, RowSource};
use canevas_responses::{ANSWERS_KEY, AnswerKey, CompanionField, FACTS_KEY, NON_RESPONSE_KEY};
use serde_json::{Map, Value, json};

/// `$defs.complete`.
pub(crate) fn complete(copy: &FormCopy<'_>) -> Value {
    let mut complete = Complete { copy, required: Vec::new(), properties: Map::new(), rules: Vec::new() };
    for retired in &copy.model.retired {
        complete.properties.insert(retired.id.to_string(), Value::Bool(false));
        complete.properties.extend(retired.question.as_ref().map(absent).unwrap_or_default());
    }
    for question in copy.model.questions.iter().filter(|question| question.takes_answer()) {
        complete.question(question);
    }
    let mut schema = json!({
        "required": [FACTS_KEY, ANSWERS_KEY],
        "properties": {
            FACTS_KEY: facts::complete(copy),
            ANSWERS_KEY: { "required": complete.required, "properties": complete.properties },
        },
    });
    if !complete.rules.is_empty() {
        schema["allOf"] = complete.rules.into();
    }
    let model = copy.model;
    let unsaid: Vec<String> = model
        .questions
        .iter()
        .flat_map(|question| {
            question.must.iter().map(|must| format!("{}: {}", question.id, must.rule.canonical(model)))
        })
        .collect();
    if !unsaid.is_empty() {
        schema["$comment"] =
            format!("A JSON Schema compares no answers. It does not ask that {}", unsaid.join("; ")).into();
    }
    schema
}

struct Complete<'a> {
    copy: &'a FormCopy<'a>,
    /// Questions that are always shown and required.
    required: Vec<Value>,
    /// Bounds, and `false` for what is never shown.
    properties: Map<String, Value>,
    /// What depends on other answers.
    rules: Vec<Value>,
}

impl Complete<'_> {
    fn question(&mut self, question: &Question) {
        let outer = canonical::full_outer(self.copy.model, question);
        let shown = match self.copy.outcome(outer.as_ref()) {
            Outcome::Never => {
                self.properties.extend(absent(question));
                return;
            }
            Outcome::Always => None,
            Outcome::Depends(condition) => Some(truth(self.copy.model, &condition, None)),
        };
        let rows = question.for_each.map(|rows| self.copy.rows(rows));
        self.required(question, shown, rows.as_deref());
        self.by_row(question, rows.as_deref().unwrap_or_default());
        self.bounds(question);
        self.specify(question, rows.as_deref());
        self.comment(question, rows.as_deref());
        self.given(question, None);
        for field in &question.fields {
            self.given(question, Some(field));
        }
    }

    /// An option that an earlier answer gives is chosen only while it is given.
    fn given(&mut self, question: &Question, field: Option<&Question>) {
        let shape = &field.unwrap_or(question).shape;
        let Some(from) = shape.choices_from() else { return };
        let from = self.copy.model.questions[from].id.as_str();
        for choice in shape.choices() {
            let given = match shape.choice_source() {
                Some(ChoiceSource::Rows(_)) => entered(&choice.code),
                _ => json!({ "const": choice.code }),
            };
            let given = at(&[ANSWERS_KEY, from], json!({ "type": "array", "contains": given }));
            let one = json!({ "const": choice.code });
            let is_many = matches!(shape, AnswerShape::Many { .. });
            let chosen = if is_many { json!({ "type": "array", "contains": one }) } else { one };
            let gone = json!({ "not": chosen });
            let gone = match field {
                Some(field) => in_rows_of(question, json!({ "properties": { field.id.as_str(): gone } })),
                None => {
                    let gone = if question.for_each.is_some() { json!({ "additionalProperties": gone }) } else { gone };
                    if_at(&[ANSWERS_KEY, &question.id], gone)
                }
            };
            self.rules.push(json!({ "if": given, "else": gone }));
        }
    }

    /// Required where shown, absent where not.
    fn required(&mut self, question: &Question, shown: Option<Value>, rows: Option<&[Row]>) {
        // Rows with a condition each, and rows that people enter, are required row by row; where a copy has no row there is nothing to
        // answer.
        let has_rows = question.show_if.row.is_none() && !question.is_for_entered_rows();
        let once = question.required && has_rows && rows.is_none_or(|rows| !rows.is_empty());
        let mut needed = json!({ "required": [question.id] });
        let settled: Vec<&str> = rows
            .unwrap_or_default()
            .iter()
            .filter(|row| !matches!(row.source, RowSource::Blank(_) | RowSource::Entered(_)))
            .map(|row| row.key.as_str())
            .collect();
        if !settled.is_empty() {
            needed["properties"] = json!({ question.id.as_str(): { "required": settled } });
        }
        match shown {
            None => {
                if once {
                    self.required.push(question.id.as_str().into());
                    if let Some(settled) = needed.get("properties") {
                        self.rules.push(if_at(&[ANSWERS_KEY], json!({ "properties": settled })));
                    }
                }
                if question.required {
                    self.required_by_row(question, None, rows.unwrap_or_default());
                }
            }
            Some(shown) => {
                let absent = if_at(&[ANSWERS_KEY], json!({ "properties": absent(question) }));
                let mut rule = json!({ "if": shown.clone() });
                if once {
                    rule["then"] = if_at(&[ANSWERS_KEY], needed);
                }
                rule["else"] = absent;
                self.rules.push(rule);
                if question.required {
                    self.required_by_row(question, Some(&shown), rows.unwrap_or_default());
                }
            }
        }
    }

    /// Required rows that exist only once something is filled in, or that have a condition of their own.
    fn required_by_row(&mut self, question: &Question, shown: Option<&Value>, rows: &[Row]) {
        for row in rows {
            let exists = self.exists(row);
            let condition = question.show_if.row.as_ref().map(|row_part| self.at_row(row_part, row));
            if exists.is_none() && condition.is_none() {
                continue;
            }
            let when = all_of(shown.cloned().into_iter().chain(exists).chain(condition).collect());
            let then = json!({
                "required": [question.id],
                "properties": { question.id.as_str(): { "required": [row.key] } },
            });
            self.rules.push(json!({ "if": when, "then": if_at(&[ANSWERS_KEY], then) }));
        }
    }

    /// Whether a row that is not known is there: once something of it is filled in.
    fn exists(&self, row: &Row) -> Option<Value> {
        match row.source {
            RowSource::Blank(fact) => {
                let list = self.copy.model.facts[fact].id.as_str();
                Some(at(&[FACTS_KEY, list, &row.key], json!({ "type": "object", "minProperties": 1 })))
            }
            RowSource::Entered(question) => {
                let rows = json!({ "type": "array", "contains": entered(&row.key) });
                Some(at(&[ANSWERS_KEY, &self.copy.model.questions[question].id], rows))
            }
            RowSource::Known(_) | RowSource::Entry(_) | RowSource::Year(_) => None,
        }
    }

    fn at_row(&self, condition: &Condition, row: &Row) -> Value {
        truth(self.copy.model, condition, Some(&row.key))
    }

    /// Rows that are not asked hold nothing.
    fn by_row(&mut self, question: &Question, rows: &[Row]) {
        for row in rows {
            // What nobody entered has no block.
            let exists = matches!(row.source, RowSource::Entered(_)).then(|| self.exists(row)).flatten();
            let condition = question.show_if.row.as_ref().map(|condition| self.at_row(condition, row));
            let all: Vec<Value> = exists.into_iter().chain(condition).collect();
            let when = match all.as_slice() {
                [] => return,
                [one] => one.clone(),
                _ => json!({ "allOf": all }),
            };
            let absent: Map<String, Value> =
                absent(question).into_iter().map(|(key, absent)| (key, if_at(&[&row.key], absent))).collect();
            let hide = if_at(&[ANSWERS_KEY], json!({ "properties": absent }));
            self.rules.push(json!({ "if": when, "else": hide }));
        }
    }

    /// Bounds of the answer, and what its fields ask of one another.
    fn bounds(&mut self, question: &Question) {
        let mut within = offered(question);
        if !question.fields.is_empty() {
            let row = self.fields(question);
            if row.as_object().is_some_and(|row| !row.is_empty()) {
                let row = in_each_row(question, row);
                within = Some(match within {
                    Some(Value::Object(mut within)) => {
                        // Counts bind the list, and `items` its rows: the keys do not meet.
                        within.extend(row);
                        Value::Object(within)
                    }
                    _ => Value::Object(row),
                });
            }
        }
        if let Some(within) = within {
            let within = if question.for_each.is_some() { json!({ "additionalProperties": within }) } else { within };
            self.properties.insert(question.id.to_string(), within);
        }
    }

    /// The schema of a group or row. Conditions over the rest of the form become rules at the root.
    fn fields(&mut self, question: &Question) -> Value {
        let (mut required, mut properties, mut rules) = (Vec::new(), Map::new(), Vec::new());
        for field in &question.fields {
            let shown = field_shown(self.copy, field);
            match self.copy.outcome(field.show_if.outer.as_ref()) {
                Outcome::Never => {
                    properties.extend(absent(field));
                    continue;
                }
                Outcome::Always => match shown {
                    None if field.required => required.push(Value::from(field.id.as_str())),
                    None => {}
                    Some(rule) => rules.push(rule),
                },
                Outcome::Depends(outer) => {
                    let mut rule = json!({ "if": truth(self.copy.model, &outer, None) });
                    let shown = shown.or_else(|| field.required.then(|| json!({ "required": [field.id] })));
                    if let Some(shown) = shown {
                        rule["then"] = in_rows_of(question, shown);
                    }
                    rule["else"] = in_rows_of(question, json!({ "properties": absent(field) }));
                    self.rules.push(rule);
                }
            }
            if let Some(within) = offered(field) {
                properties.insert(field.id.to_string(), within);
            }
            for Specified { key, chosen, is_optional } in specified(field) {
                let mut rule = json!({ "if": at(&[&field.id], chosen) });
                if !is_optional {
                    rule["then"] = json!({ "required": [&key] });
                }
                rule["else"] = json!({ "properties": { key: false } });
                rules.push(rule);
            }
            self.comment_of_field(question, field, &mut properties, &mut rules);
        }
        let mut row = Map::new();
        let mut put = |key: &str, value: Value, is_empty: bool| {
            if !is_empty {
                row.insert(key.to_owned(), value);
            }
        };
        let (no_required, no_properties, no_rules) = (required.is_empty(), properties.is_empty(), rules.is_empty());
        put("required", required.into(), no_required);
        put("properties", properties.into(), no_properties);
        put("allOf", rules.into(), no_rules);
        Value::Object(row)
    }

    /// A text beside an option is there with the option, and only with it.
    fn specify(&mut self, question: &Question, rows: Option<&[Row]>) {
        for Specified { key, chosen, is_optional } in specified(question) {
            let is_needed = !is_optional;
            match rows {
                None => self.beside(&at(&[ANSWERS_KEY, &question.id], chosen), &key, None, is_needed),
                Some(rows) => {
                    for row in rows {
                        let is_chosen = at(&[ANSWERS_KEY, &question.id, &row.key], chosen.clone());
                        self.beside(&is_chosen, &key, Some(&row.key), is_needed);
                    }
                }
            }
        }
    }

    /// A text under a key, in a row of it if there is one, that stands only under a condition, and must stand there if it is needed.
    fn beside(&mut self, when: &Value, key: &str, row: Option<&str>, is_needed: bool) {
        let path: Vec<&str> = [ANSWERS_KEY, key].into_iter().chain(row).collect();
        let mut rule = json!({ "if": when });
        if is_needed {
            rule["then"] = if_at(&[ANSWERS_KEY], required_beside(key, row));
        }
        rule["else"] = if_at(&path, Value::Bool(false));
        self.rules.push(rule);
    }

    /// A comment that must be given, or that has a condition of its own. Where its question is not asked, nothing stands under its
    /// key either.
    fn comment(&mut self, question: &Question, rows: Option<&[Row]>) {
        let CommentBox { required, ref show_if } = question.comment_box;
        if question.comment.is_none() || !(required || question.comment_box.has_condition()) {
            return;
        }
        let key = AnswerKey::companion(&question.id, CompanionField::Comment).to_string();
        let own = match self.copy.outcome(show_if.outer.as_ref()) {
            Outcome::Never => return drop(self.properties.insert(key, Value::Bool(false))),
            Outcome::Always => None,
            Outcome::Depends(condition) => Some(condition),
        };
        let around = match self.copy.outcome(canonical::full_outer(self.copy.model, question).as_ref()) {
            Outcome::Depends(condition) => Some(condition),
            Outcome::Always | Outcome::Never => None,
        };
        let whole = Condition::and(around, own).map(|condition| truth(self.copy.model, &condition, None));
        let Some(rows) = rows else {
            match whole {
                Some(when) => self.beside(&when, &key, None, required),
                None => self.required.push(key.into()),
            }
            return;
        };
        for row in rows {
            let in_row = Condition::and(question.show_if.row.clone(), show_if.row.clone());
            let shown: Vec<Value> =
                whole.iter().cloned().chain(in_row.map(|condition| self.at_row(&condition, row))).collect();
            if required {
                let when = all_of(shown.iter().cloned().chain(self.exists(row)).collect());
                let then = if_at(&[ANSWERS_KEY], required_beside(&key, Some(&row.key)));
                self.rules.push(json!({ "if": when, "then": then }));
            }
            if !shown.is_empty() {
                let hide = if_at(&[ANSWERS_KEY, &key, &row.key], Value::Bool(false));
                self.rules.push(json!({ "if": all_of(shown), "else": hide }));
            }
        }
    }

    /// The same for a comment on a field. What the rest of the form decides becomes a rule at the root.
    fn comment_of_field(
        &mut self,
        question: &Question,
        field: &Question,
        properties: &mut Map<String, Value>,
        rules: &mut Vec<Value>,
    ) {
        let CommentBox { required, ref show_if } = field.comment_box;
        if field.comment.is_none() || !(required || field.comment_box.has_condition()) {
            return;
        }
        let key = AnswerKey::companion(&field.id, CompanionField::Comment).to_string();
        let own = match self.copy.outcome(show_if.outer.as_ref()) {
            Outcome::Never => return drop(properties.insert(key, Value::Bool(false))),
            Outcome::Always => None,
            Outcome::Depends(condition) => Some(condition),
        };
        let around = match self.copy.outcome(field.show_if.outer.as_ref()) {
            Outcome::Depends(condition) => Some(condition),
            Outcome::Always | Outcome::Never => None,
        };
        let needed = required.then(|| json!({ "required": [key] }));
        let in_row = Condition::and(field.show_if.row.clone(), show_if.row.clone())
            .map(|condition| truth(self.copy.model, &condition, None));
        let rule = match in_row {
            Some(when) => {
                let mut rule = json!({ "if": when, "else": { "properties": { &key: false } } });
                if let Some(needed) = needed {
                    rule["then"] = needed;
                }
                Some(rule)
            }
            None => needed,
        };
        match Condition::and(around, own) {
            None => rules.extend(rule),
            Some(outer) => {
                let mut whole = json!({ "if": truth(self.copy.model, &outer, None) });
                if let Some(rule) = rule {
                    whole["then"] = in_rows_of(question, rule);
                }
                whole["else"] = in_rows_of(question, json!({ "properties": { &key: false } }));
                self.rules.push(whole);
            }
        }
    }
}

/// The keys of a question that is not shown, each `false`.
fn absent(question: &Question) -> Map<String, Value> {
    AnswerKey::all_of(question).map(|key| (key.to_string(), Value::Bool(false))).collect()
}

/// The schema of answers that have a text under a key, in a row of it if there is one.
fn required_beside(key: &str, row: Option<&str>) -> Value {
    match row {
        None => json!({ "required": [key] }),
        Some(row) => json!({ "required": [key], "properties": { key: { "required": [row] } } }),
    }
}

/// A schema of what all of these take; of anything where there is none.
fn all_of(mut all: Vec<Value>) -> Value {
    match all.len() {
        0 => Value::Bool(true),
        1 => all.swap_remove(0),
        _ => json!({ "allOf": all }),
    }
}

/// The text of an option: its key, a schema of the answers that choose the option, and whether it may be left out.
struct Specified {
    key: String,
    chosen: Value,
    is_optional: bool,
}

/// The texts of options.
fn specified(question: &Question) -> Vec<Specified> {
    let several = matches!(question.shape, AnswerShape::Many { .. });
    let chosen = |choice: &Choice| {
        if several {
            json!({ "type": "array", "contains": { "const": choice.code } })
        } else {
            json!({ "const": choice.code })
        }
    };
    CompanionField::of(question)
        .filter_map(|field| {
            let (chosen, is_optional) = match &field {
                CompanionField::Unit => (json!({ "type": "number" }), false),
                CompanionField::Other(_) | CompanionField::Comment => {
                    let option = field.option(question)?;
                    (chosen(option), option.specify_box.is_optional)
                }
            };
            Some(Specified { key: AnswerKey::companion(&question.id, field).to_string(), chosen, is_optional })
        })
        .collect()
}

/// What a field's condition over its row says in that row.
fn field_shown(copy: &FormCopy<'_>, field: &Question) -> Option<Value> {
    let condition = field.show_if.row.as_ref()?;
    let mut rule = json!({ "if": truth(copy.model, condition, None) });
    if field.required {
        rule["then"] = json!({ "required": [field.id] });
    }
    rule["else"] = json!({ "properties": absent(field) });
    Some(rule)
}

/// A schema of a group or row, as it stands in the answer to its question (in one row of a `for_each`).
fn in_each_row(question: &Question, row: Value) -> Map<String, Value> {
    let mut out = Map::new();
    if matches!(question.shape, AnswerShape::Rows { .. }) {
        out.insert("items".to_owned(), row);
    } else if question.can_say.is_empty() {
        if let Value::Object(row) = row {
            return row;
        }
    } else {
        out.insert("if".to_owned(), json!({ "required": [NON_RESPONSE_KEY] }));
        out.insert("else".to_owned(), row);
    }
    out
}

/// A schema of a group or row, from the root.
fn in_rows_of(question: &Question, row: Value) -> Value {
    let row = Value::Object(in_each_row(question, row));
    let row = if question.for_each.is_some() { json!({ "additionalProperties": row }) } else { row };
    if_at(&[ANSWERS_KEY, &question.id], row)
}

/// Bounds of an answer, of options that are still offered.
fn offered(question: &Question) -> Option<Value> {
    let within = bounds(&question.shape);
    if question.retired_codes.is_empty() {
        return within;
    }
    let gone = json!({ "enum": question.retired_codes });
    let mut within = within.unwrap_or_else(|| json!({}));
    let several = matches!(question.shape, AnswerShape::Many { .. });
    within["not"] = if several { json!({ "type": "array", "contains": gone }) } else { gone };
    Some(within)
}
