//! The form as its script reads it: shapes, bounds, rows and conditions, without a word of text.
//!
//! ```text
//! { form, edition, previous?, definition, copy, copy_digest, blank, email, last?: { edition, answers },
//!   was?:      { key of an answer: its key in the edition before, where that was another one },
//!   computed?: { name: expression }, totals?: { name: [id of the question, [field] | null, row?] }, live?: whether texts show what answers give,
//!   facts:     [{ id, asked?, shape } | { id, asked?, rows: [key], fields: [{ id, shape }] }],
//!   sections:  [{ id, show?, headings?: [condition | null] }],
//!   questions: [{ id, shape, required?, section, show?, show_row?, rows?: { keys, open?, if_in?, of? }, say?: [word],
//!                 comment?: true | { required?, show?, show_row? }, last?: show | confirm | copy, feeds?: fact, fields?: [question without section],
//!                 must?: [{ that: rule, say: word, at?: field, each?: row | fields }] }] }
//! shape:     { kind: text | yes_no | one | many | number | date | month | names | group | rows | nothing,
//!              max_length?, format?, pattern?, codes?, of?: the question that gives the options, specify?, optional?, exclusive?, at_least?, at_most?,
//!              whole?, year?, min?, max?, decimals?,
//!              from?, to? }
//! condition: ["and", …] | ["or", …] | ["not", condition] | ["atom", operand, test]
//! operand:   ["fact", f] | ["fact_rows", f] | ["question", q] | ["same_row", q] | ["field", q, f]
//!            | ["row_field", q, f] | ["group_field", q, f] | ["any", q, f?] | ["all", q, f?]
//! test:      ["=" | "!=" | "<" | "<=" | ">" | ">=", literal] | ["in", [literal]] | ["has", code] | ["answered"]
//!            | ["said", word?]
//! rule:      ["and", …] | ["or", …] | ["=" | "!=" | "<" | "<=" | ">" | ">=", expression, expression]
//! expression: ["number", digits] | ["date", text] | ["one", operand] | ["sum", operand, field?] | ["count", operand]
//!            | ["+" | "-" | "*", expression, expression]
//! ```
//!
//! The `show` of a question includes the conditions of its section and heading. A row exists only if the list of facts
//! `if_in` has something for it, or the answer to the question `of` has a row with its key. `open` rows may have keys that `keys` does not list.
//!
//! A clarification sheet also has `clarifies: { version, asked: [id] }`, which goes into its return as it is, `given:
//! { language, answers, unread }`, the draft that it starts with, and `sheet`, what its files are called after. It has only the questions that it asks.

mod condition;
mod expression;
pub mod must;

use canevas_model::condition::{Condition, Operand, Outcome};
use canevas_model::{
    AnswerShape, Choice, CommentBox, FactIx, FactKind, ForEach, NonResponseCode, Question, SectionIx, TotalAt,
    canonical,
};
use canevas_project::{CopyCode, FormCopy, RowSource, Sheet};
use canevas_responses::AnswerKey;
use canevas_responses::CompanionField;
use condition::condition;
use expression::expression;
use serde_json::{Map, Value, json};

/// The compiled form of a copy.
pub fn form(copy: &FormCopy<'_>) -> Value {
    let model = copy.model;
    let asked = copy.asked_facts();
    let facts: Vec<Value> = model.facts.keys().map(|index| fact(copy, index, asked.contains(&index))).collect();
    // A sheet has only its own questions, and their sections.
    let questions: Vec<&Question> = model
        .questions
        .iter_enumerated()
        .filter_map(|(index, question)| copy.sheet().is_none_or(|sheet| sheet.asks(index)).then_some(question))
        .collect();
    let mut indices: Vec<SectionIx> = model.sections.keys().collect();
    if copy.sheet().is_some() {
        indices.retain(|section| questions.iter().any(|question| question.section == *section));
    }
    let sections: Vec<Value> = indices
        .iter()
        .map(|index| {
            let section = &model.sections[*index];
            let mut out = Map::new();
            out.insert("id".to_owned(), section.id.as_str().into());
            put(&mut out, "show", shown(copy, section.show_if.as_ref()));
            let headings: Vec<Value> = section
                .blocks
                .iter()
                .map(|block| {
                    let show = block.heading.as_ref().and_then(|heading| heading.show_if.as_ref());
                    shown(copy, show).unwrap_or(Value::Null)
                })
                .collect();
            if headings.iter().any(|heading| !heading.is_null()) {
                out.insert("headings".to_owned(), headings.into());
            }
            Value::Object(out)
        })
        .collect();
    let section_of = |own: &Question| indices.iter().position(|index| *index == own.section).unwrap_or_default();
    let questions: Vec<Value> = questions.into_iter().map(|own| question(copy, own, Some(section_of(own)))).collect();
    let mut out = json!({
        "form": model.form,
        "edition": model.edition,
        "definition": copy.definition_digest(),
        "copy": copy.code.word(),
        "copy_digest": copy.digest(),
        "blank": copy.code == CopyCode::Blank,
        "who": model.respondents.key().unwrap_or_default(),
        "email": model.contact.email,
        "facts": facts,
        "sections": sections,
        "questions": questions,
    });
    if let Some(out) = out.as_object_mut() {
        // Those who may answer in this copy; a blank one takes any country.
        let codes: Vec<&str> = match (&copy.code, model.respondents.key()) {
            (CopyCode::Respondent(code), Some(_)) => vec![code],
            _ => model.listed_respondents().iter().map(|choice| choice.code.as_str()).collect(),
        };
        put(out, "codes", (!codes.is_empty()).then(|| codes.into()));
        put(out, "computed", computed(copy));
        let totals = totals(copy);
        let has_totals = totals.is_some();
        put(out, "totals", totals);
        let is_quoted = model.questions.iter().any(Question::is_for_entered_rows)
            || model
                .questions
                .iter()
                .flat_map(|of| std::iter::once(of).chain(&of.fields))
                .any(|of| of.shape.choices_from().is_some());
        put(out, "live", (is_quoted || has_totals || !model.computed.is_empty()).then_some(Value::Bool(true)));
        put(out, "previous", previous(copy).map(Value::from));
        put(out, "last", copy.last_year.map(|last| json!({ "edition": last.edition, "answers": last.answers })));
        put(out, "was", renamed_keys(copy));
        put(out, "clarifies", copy.sheet().map(|sheet| json!({ "version": sheet.version, "asked": sheet.ids(model) })));
        // The draft of a sheet is not mistaken for that of the form of its country, nor for that of another sheet: what a sheet
        // asks and about which version makes it what it is.
        let sheet =
            out.get("clarifies").map(|of| format!("{}-{}", copy.code.word(), canonical::text_digest(&of.to_string())));
        put(out, "sheet", sheet.map(Value::from));
        put(out, "given", copy.sheet().map(given));
    }
    out
}

/// What the page computes from answers. A sheet has not all of them.
fn computed(copy: &FormCopy<'_>) -> Option<Value> {
    let all: Map<String, Value> = copy
        .model
        .computed
        .iter()
        .filter(|_| copy.sheet().is_none())
        .map(|number| (number.id.to_string(), expression(&number.expression, copy.model)))
        .collect();
    (!all.is_empty()).then_some(Value::Object(all))
}

/// The totals of the questions that the page has.
fn totals(copy: &FormCopy<'_>) -> Option<Value> {
    let asked = copy.model.questions.keys().filter(|index| copy.sheet().is_none_or(|sheet| sheet.asks(*index)));
    let total = |at: TotalAt| {
        let question = &copy.model.questions[at.question];
        let fields: Vec<&str> = at.fields(copy.model).map(|(_, field)| field.id.as_str()).collect();
        let mut parts = vec![json!(question.id), if question.fields.is_empty() { Value::Null } else { json!(fields) }];
        parts.extend(at.row.as_deref().map(Value::from));
        (at.name(copy.model), Value::Array(parts))
    };
    let all: Map<String, Value> = asked.flat_map(|index| copy.totals(index)).map(total).collect();
    (!all.is_empty()).then_some(Value::Object(all))
}

/// The draft that a sheet starts with: what was answered, in its language.
fn given(sheet: &Sheet) -> Value {
    json!({ "language": sheet.language, "answers": sheet.given, "unread": sheet.unread })
}

/// A condition as the script reads it; none where it always holds. The answers that a sheet knows do not stand in it any more.
fn shown(copy: &FormCopy<'_>, show: Option<&Condition>) -> Option<Value> {
    let show = show?;
    if copy.sheet().is_none() {
        return Some(condition(show, copy.model));
    }
    match copy.outcome(Some(show)) {
        Outcome::Always => None,
        // No condition of several is true.
        Outcome::Never => Some(json!(["or"])),
        Outcome::Depends(show) => Some(condition(&show, copy.model)),
    }
}

/// Whether the page has what a condition over rows reads. What a sheet has not was decided when it was made.
fn knows_rows(copy: &FormCopy<'_>, row: &Condition) -> bool {
    let is_elsewhere = |question| copy.sheet().is_some_and(|sheet| !sheet.asks(question));
    !row.atoms().iter().any(|atom| matches!(atom.operand, Operand::RowField(question, _) if is_elsewhere(question)))
}

/// The keys that the answers to renamed questions had in the edition before, by the keys of today. Only questions that use
/// last year's answers count.
fn renamed_keys(copy: &FormCopy<'_>) -> Option<Value> {
    let uses_last = |question: &&Question| question.shown_last_year().is_some() || question.feeds.is_some();
    let mut keys = Map::new();
    for question in copy.model.questions.iter().filter(uses_last) {
        let Some(old) = copy.old_id(&question.id) else { continue };
        keys.extend(AnswerKey::all_of(question).map(|key| (key.to_string(), key.renamed(old).to_string().into())));
    }
    (!keys.is_empty()).then_some(Value::Object(keys))
}

/// The edition whose answers are last year's: that of the copy's own file, or the one that a period earlier names. `None` if the
/// edition's name has no year.
fn previous(copy: &FormCopy<'_>) -> Option<String> {
    if let Some(last) = copy.last_year {
        return Some(last.edition.clone());
    }
    let number = |month: u32| i32::try_from(month).unwrap_or(12);
    let months = copy.model.period.map_or(12, |period| {
        (period.to.year - period.from.year) * 12 + number(period.to.month) - number(period.from.month) + 1
    });
    let name = copy.model.edition_in(-((months + 11) / 12).max(1));
    (name != copy.model.edition).then_some(name)
}

fn put(out: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        out.insert(key.to_owned(), value);
    }
}

fn fact(copy: &FormCopy<'_>, index: FactIx, asked: bool) -> Value {
    let fact = &copy.model.facts[index];
    let mut out = Map::new();
    out.insert("id".to_owned(), fact.id.as_str().into());
    if asked {
        out.insert("asked".to_owned(), true.into());
    }
    match &fact.kind {
        FactKind::Value { shape: value, .. } => {
            out.insert("shape".to_owned(), shape(value));
        }
        FactKind::List { fields, .. } => {
            let rows = copy.rows(ForEach::Fact(index));
            out.insert("rows".to_owned(), rows.iter().map(|row| row.key.as_str()).collect());
            let fields: Vec<Value> =
                fields.iter().map(|field| json!({ "id": field.id, "shape": shape(&field.shape) })).collect();
            out.insert("fields".to_owned(), fields.into());
        }
    }
    Value::Object(out)
}

fn question(copy: &FormCopy<'_>, question: &Question, section: Option<usize>) -> Value {
    let model = copy.model;
    let mut out = Map::new();
    out.insert("id".to_owned(), question.id.as_str().into());
    let mut own = shape(&question.shape);
    if let Some(from) = question.shape.choices_from() {
        own["of"] = model.questions[from].id.as_str().into();
    }
    if let Some(units) = &question.units {
        let codes: Vec<&str> = units.choices().iter().map(|unit| unit.code.as_str()).collect();
        // The unit goes with a number as the text of an option goes with the option.
        own["specify"] = json!([CompanionField::Unit.word()]);
        own["units"] = codes.into();
    }
    out.insert("shape".to_owned(), own);
    put(&mut out, "required", question.required.then_some(Value::Bool(true)));
    put(&mut out, "section", section.map(Value::from));
    let show = if section.is_some() { canonical::full_outer(model, question) } else { question.show_if.outer.clone() };
    put(&mut out, "show", shown(copy, show.as_ref()));
    let row = question.show_if.row.as_ref().filter(|row| knows_rows(copy, row));
    put(&mut out, "show_row", shown(copy, row));
    put(&mut out, "rows", question.for_each.map(|rows| rows_of(copy, rows)));
    put(
        &mut out,
        "say",
        (!question.can_say.is_empty()).then(|| question.can_say.iter().map(NonResponseCode::word).collect()),
    );
    put(&mut out, "comment", question.comment.is_some().then(|| comment(copy, question)));
    put(&mut out, "last", question.shown_last_year().map(|last_year| last_year.word().into()));
    if let Some(feeds) = &question.feeds {
        out.insert("feeds".to_owned(), feeds.fact.as_str().into());
        put(&mut out, "adds", feeds.adds.then_some(Value::Bool(true)));
        put(&mut out, "feeds_if", feeds.when.as_ref().map(|when| condition(when, model)));
    }
    put(&mut out, "must", must::must(question, model));
    if !question.fields.is_empty() {
        let fields: Vec<Value> = question.fields.iter().map(|field| self::question(copy, field, None)).collect();
        out.insert("fields".to_owned(), fields.into());
    }
    Value::Object(out)
}

/// The comment: `true` where it is asked with its question and need not be given.
fn comment(copy: &FormCopy<'_>, question: &Question) -> Value {
    let CommentBox { required, show_if } = &question.comment_box;
    let mut out = Map::new();
    put(&mut out, "required", required.then_some(Value::Bool(true)));
    put(&mut out, "show", shown(copy, show_if.outer.as_ref()));
    put(&mut out, "show_row", shown(copy, show_if.row.as_ref()));
    if out.is_empty() { Value::Bool(true) } else { Value::Object(out) }
}

/// The rows of a `for_each`: their keys, whether other keys are allowed, and the fact that decides which rows exist.
fn rows_of(copy: &FormCopy<'_>, rows: ForEach) -> Value {
    let known = copy.rows(rows);
    let mut out = Map::new();
    out.insert("keys".to_owned(), known.iter().map(|row| row.key.as_str()).collect());
    put(&mut out, "open", (!copy.rows_are_closed(rows)).then_some(Value::Bool(true)));
    // A sheet may ask about rows that it does not have: then it knows them already.
    if let ForEach::Rows(question) = rows
        && copy.sheet().is_none_or(|sheet| sheet.asks(question))
    {
        out.insert("of".to_owned(), copy.model.questions[question].id.as_str().into());
    }
    if let ForEach::Fact(fact) = rows
        && known.iter().any(|row| matches!(row.source, RowSource::Blank(_)))
    {
        out.insert("if_in".to_owned(), copy.model.facts[fact].id.as_str().into());
    }
    Value::Object(out)
}

fn shape(shape: &AnswerShape) -> Value {
    let mut out = Map::new();
    let kind = match shape {
        AnswerShape::Text { max_length, format } => {
            put(&mut out, "max_length", max_length.map(Value::from));
            put(&mut out, "format", format.map(|format| format.name.into()));
            put(&mut out, "pattern", format.map(|format| format.pattern.into()));
            "text"
        }
        AnswerShape::YesNo => "yes_no",
        AnswerShape::One { choices, .. } => {
            codes(&mut out, choices);
            "one"
        }
        AnswerShape::Many { choices, at_least, at_most, .. } => {
            codes(&mut out, choices);
            counts(&mut out, *at_least, *at_most);
            "many"
        }
        AnswerShape::Number(_) | AnswerShape::Year { .. } => {
            if let Some(number) = shape.number() {
                put(&mut out, "whole", number.whole.then_some(Value::Bool(true)));
                put(&mut out, "min", number.min.map(canevas_model::condition::number_json));
                put(&mut out, "max", number.max.map(canevas_model::condition::number_json));
                put(&mut out, "year", matches!(shape, AnswerShape::Year { .. }).then_some(Value::Bool(true)));
                put(&mut out, "decimals", (number.decimals > 0).then(|| number.decimals.into()));
            }
            "number"
        }
        AnswerShape::Date { from, to } => {
            put(&mut out, "from", from.clone().map(Value::from));
            put(&mut out, "to", to.clone().map(Value::from));
            "date"
        }
        AnswerShape::Month { from, to } => {
            put(&mut out, "from", from.clone().map(Value::from));
            put(&mut out, "to", to.clone().map(Value::from));
            "month"
        }
        AnswerShape::NamesAndRoles { at_least, at_most } => {
            counts(&mut out, *at_least, *at_most);
            "names"
        }
        AnswerShape::Group => "group",
        AnswerShape::Rows { at_least, at_most } => {
            counts(&mut out, *at_least, *at_most);
            "rows"
        }
        AnswerShape::Nothing => "nothing",
    };
    out.insert("kind".to_owned(), kind.into());
    Value::Object(out)
}

fn counts(out: &mut Map<String, Value>, at_least: Option<u32>, at_most: Option<u32>) {
    put(out, "at_least", at_least.map(Value::from));
    put(out, "at_most", at_most.map(Value::from));
}

fn codes(out: &mut Map<String, Value>, choices: &[Choice]) {
    let all = |keep: &dyn Fn(&Choice) -> bool| -> Vec<&str> {
        choices.iter().filter(|choice| keep(choice)).map(|choice| choice.code.as_str()).collect()
    };
    out.insert("codes".to_owned(), all(&|_| true).into());
    let specify = all(&|choice| choice.specify.is_some());
    put(out, "specify", (!specify.is_empty()).then(|| specify.into()));
    let optional = all(&|choice| choice.specify.is_some() && choice.specify_box.is_optional);
    put(out, "optional", (!optional.is_empty()).then(|| optional.into()));
    let exclusive = all(&|choice| choice.exclusive);
    put(out, "exclusive", (!exclusive.is_empty()).then(|| exclusive.into()));
}
