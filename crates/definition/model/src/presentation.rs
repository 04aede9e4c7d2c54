//! What outputs show of a form beside its structure and its texts: orders, layouts, dates, the contact and the like.
//!
//! [`crate::canonical::v1`] leaves these out, because returns do not depend on them. The lock of a published edition keeps them, so
//! that no edit of what the countries received passes unseen. Every field of the model is named here: a new one does not compile
//! before somebody has decided where it belongs.

use crate::canonical::full_outer;
use crate::period::NamedDate;
use crate::shape::{AnswerShape, Choice, ChoiceSource};
use crate::types::{Fact, FactKind, Heading, Model, OptionList, Question, Section};
use canevas_syntax::Sp;
use canevas_syntax::definition::Layout;
use serde_json::{Map, Value, json};

/// What outputs show beside structure and texts, by place: `form`, `question.ID`, `section.ID`, `fact.ID` and `list.ID`. Each
/// holds the keys that it has a value for.
pub fn presentation(model: &Model) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("form".to_owned(), form(model));
    let mut put = |place: String, parts: Value| {
        if parts.as_object().is_some_and(|parts| !parts.is_empty()) {
            out.insert(place, parts);
        }
    };
    for fact in &model.facts {
        put(format!("fact.{}", fact.id), self::fact(fact));
    }
    for OptionList { id, choices, span: _ } in &model.lists {
        let codes: Vec<&str> = choices.iter().map(|choice| choice.code.as_str()).collect();
        put(format!("list.{id}"), parts([("options", filled(&codes)), ("long_texts", long_texts(choices))]));
    }
    for section in &model.sections {
        put(format!("section.{}", section.id), self::section(model, section));
    }
    for question in &model.questions {
        put(format!("question.{}", question.id), self::question(model, question, true));
    }
    out
}

/// The entries that have a value.
fn parts<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    let entries = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(entries.collect())
}

fn filled(values: &[&str]) -> Option<Value> {
    (!values.is_empty()).then(|| json!(values))
}

fn form(model: &Model) -> Value {
    let Model {
        source: _,
        form: _,
        edition: _,
        edition_span: _,
        form_span: _,
        period_span: _,
        // Texts tell which language a form has; a translation may come later.
        source_language: _,
        translations: _,
        period,
        dates,
        contact,
        minutes,
        numbering,
        country_unknown: _,
        facts,
        computed,
        title: _,
        introduction: _,
        closing: _,
        lists: _,
        non_responses,
        // They are the secretariat's; no output has them.
        letters: _,
        report: _,
        uncertain: _,
        sections,
        questions: _,
        retired: _,
    } = model;
    let ids: Vec<&str> = facts.iter().map(|fact| fact.id.as_str()).collect();
    let sums: Map<String, Value> =
        computed.iter().map(|number| (number.id.to_string(), number.expression.canonical(model).into())).collect();
    let sections: Vec<&str> = sections.iter().map(|section| section.id.as_str()).collect();
    let special: Vec<&str> = non_responses.iter().map(|declared| declared.code.word()).collect();
    let dates: Map<String, Value> = dates
        .iter()
        .map(|NamedDate { id, day, moves, span: _ }| {
            let day = day.to_string();
            (id.clone(), if *moves { day.into() } else { json!({ "on": day, "moves": false }) })
        })
        .collect();
    parts([
        ("period", period.map(|period| format!("{} {}", period.from, period.to).into())),
        ("dates", (!dates.is_empty()).then_some(Value::Object(dates))),
        ("email", contact.email.clone().map(Value::from)),
        ("web", contact.web.clone().map(Value::from)),
        ("minutes", minutes.map(|(from, to)| json!([from, to]))),
        ("numbering", Some(numbering.word().into())),
        ("facts", filled(&ids)),
        ("computed", (!computed.is_empty()).then_some(Value::Object(sums))),
        ("sections", filled(&sections)),
        ("non_responses", filled(&special)),
    ])
}

fn fact(fact: &Fact) -> Value {
    // The words of an option are texts, and its code is part of the structure. Only the order is left.
    let Fact { id: _, kind, ask: _, hint: _, span: _ } = fact;
    match kind {
        FactKind::Value { shape, control: _ } => parts([("options", options(shape))]),
        FactKind::List { fields, blank_rows } => {
            let of_plain = fields.iter().filter(|field| field.is_plain_text());
            let lengths: Map<String, Value> =
                of_plain.filter_map(|field| Some((field.id.to_string(), field.max_length()?.into()))).collect();
            let orders: Map<String, Value> =
                fields.iter().filter_map(|field| Some((field.id.to_string(), options(&field.shape)?))).collect();
            parts([
                ("blank_rows", Some((*blank_rows).into())),
                ("max_length", (!lengths.is_empty()).then_some(Value::Object(lengths))),
                ("options", (!orders.is_empty()).then_some(Value::Object(orders))),
            ])
        }
    }
}

/// The options whose texts have several lines.
fn long_texts(choices: &[Choice]) -> Option<Value> {
    let codes = choices.iter().filter(|choice| choice.specify_box.is_long).map(|choice| choice.code.as_str());
    filled(&codes.collect::<Vec<_>>())
}

/// The order of the options.
fn options(shape: &AnswerShape) -> Option<Value> {
    let codes: Vec<&str> = shape.choices().iter().map(|choice| choice.code.as_str()).collect();
    filled(&codes).filter(|_| shape.choice_source() == Some(ChoiceSource::Inline))
}

fn section(model: &Model, section: &Section) -> Value {
    // The condition of a section is part of each question's condition.
    let Section {
        id: _,
        number,
        not_published,
        title: _,
        show_if: _,
        if_not_shown: _,
        introduction: _,
        filled_by: _,
        blocks,
        span: _,
        show_if_span: _,
    } = section;
    let blocks: Vec<Value> = blocks
        .iter()
        .map(|block| {
            let ids: Vec<&str> = block.questions.iter().map(|index| model.questions[*index].id.as_str()).collect();
            match &block.heading {
                None => json!(ids),
                Some(Heading { number: _, title, show_if: _, show_if_span: _ }) => json!({ title.key.as_str(): ids }),
            }
        })
        .collect();
    let headings = section.blocks.iter().filter_map(|block| block.heading.as_ref());
    let numbers: Map<String, Value> = headings
        .filter_map(|heading| Some((heading.title.key.to_string(), heading.number.as_ref()?.value.as_str().into())))
        .collect();
    parts([
        ("number", number_json(number.as_ref())),
        ("not_published", not_published.then(|| true.into())),
        ("questions", Some(blocks.into())),
        ("numbers", (!numbers.is_empty()).then_some(Value::Object(numbers))),
    ])
}

fn number_json(number: Option<&Sp<String>>) -> Option<Value> {
    number.map(|number| number.value.as_str().into())
}

fn question(model: &Model, question: &Question, whole: bool) -> Value {
    let Question {
        id: _,
        span: _,
        type_name,
        shape,
        control: _,
        section: _,
        block: _,
        number,
        ask: _,
        short: _,
        hint: _,
        example: _,
        if_not_shown: _,
        comment: _,
        comment_box: _,
        is_comment: _,
        unit: _,
        units,
        rows_label: _,
        name_label: _,
        role_label: _,
        row_title: _,
        required: _,
        show_if: _,
        for_each: _,
        columns: _,
        total,
        layout,
        can_say: _,
        last_year,
        personal,
        not_published,
        feeds: _,
        of_period: _,
        must: _,
        retired_codes: _,
        fields,
    } = question;
    // What takes no answer is no part of the structure.
    let is_note = whole && !question.takes_answer();
    let condition = full_outer(model, question).filter(|_| is_note).map(|condition| condition.canonical(model).into());
    let order: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
    let own = fields.iter().map(|field| (field.id.to_string(), self::question(model, field, false)));
    let own: Map<String, Value> =
        own.filter(|(_, parts)| parts.as_object().is_some_and(|parts| !parts.is_empty())).collect();
    parts([
        ("type", is_note.then(|| (*type_name).into())),
        ("show_if", condition),
        ("options", options(shape)),
        ("long_texts", long_texts(shape.choices()).filter(|_| shape.choice_source() == Some(ChoiceSource::Inline))),
        ("units", units.as_ref().and_then(options)),
        ("order", filled(&order).filter(|_| question.columns.is_none())),
        ("layout", (*layout != Layout::Stacked).then(|| layout.word().into())),
        ("total", total.map(|total| total.word().into())),
        ("last_year", last_year.map(|last_year| last_year.word().into())),
        ("personal", personal.then(|| true.into())),
        ("not_published", not_published.then(|| true.into())),
        ("number", number_json(number.as_ref())),
        ("fields", (!own.is_empty()).then_some(Value::Object(own))),
    ])
}
