//! The facts about who answers: those that the copy asks for, and those that it knows.

use super::question::{limits, plain_control};
use super::{ControlView, Item, OptionView};
use crate::fragment;
use crate::texts::{PageTexts, Switched};
use canevas_model::{AnswerShape, Fact, FactField, FactIx, FactKind, FieldIx, ForEach, Respondents, Text, TiSlice};
use canevas_project::{FactValue, FormCopy, KnownValue};
use canevas_responses::{AnswerKey, FactPath};
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use serde::Serialize;

/// Something known.
#[derive(Debug, Clone, Serialize)]
pub struct KnownFact {
    /// Its place in a return.
    pub path: String,
    pub label: Switched,
    pub values: Vec<KnownText>,
}

/// What is known, in words.
#[derive(Debug, Clone, Serialize)]
pub struct KnownText {
    /// The place of its row, if it is the title of one.
    pub row: Option<String>,
    pub text: Switched,
}

/// The facts that this copy asks for.
pub fn asked<'a>(texts: &mut PageTexts<'a>, copy: &'a FormCopy<'a>) -> Vec<Item> {
    let mut items = Vec::new();
    if copy.asks_who_answers() {
        items.extend(respondent(texts, copy));
    }
    for index in copy.asked_facts() {
        let fact = &copy.model.facts[index];
        match &fact.kind {
            FactKind::Value { shape, control } => {
                let path = FactPath::fact(&fact.id);
                let ask = match &fact.ask {
                    Some(ask) => texts.phrase(ask, None),
                    None => texts.plain(|_| fact.id.to_string()),
                };
                let control = plain_control(texts, shape, *control, &|field| {
                    FactPath::fact(AnswerKey::companion(fact.id.as_str(), field).to_string()).control_name()
                });
                let hint = fact.hint.as_ref().map(|hint| texts.blocks(hint, None));
                let mut item = item(&path, ask, true, hint, control);
                item.limits = limits(texts, shape);
                items.push(item);
            }
            FactKind::List { fields, .. } => rows(texts, copy, index, fields, &mut items),
        }
    }
    items
}

/// One box for each field of a row that is not known.
fn rows<'a>(
    texts: &mut PageTexts<'a>,
    copy: &'a FormCopy<'a>,
    index: FactIx,
    fields: &'a TiSlice<FieldIx, FactField>,
    items: &mut Vec<Item>,
) {
    let fact = &copy.model.facts[index];
    for row in copy.rows(ForEach::Fact(index)) {
        for (at, field) in fields.iter_enumerated() {
            let known = match copy.fact(index) {
                Some(FactValue::Rows(rows)) => {
                    rows.get(row.index).and_then(|row| row.fields.get(at)).is_some_and(Option::is_some)
                }
                _ => false,
            };
            if known {
                continue;
            }
            let ask = texts.make(|wording| {
                let label = field
                    .ask
                    .as_ref()
                    .map_or_else(|| fragment::text(&field.id), |ask| fragment::phrase(&wording.rich(ask, None)));
                match wording.row_label(&row) {
                    number if number == (row.index + 1).to_string() => format!("{label} {number}"),
                    title => format!("{label} ({})", fragment::text(&title)),
                }
            });
            let hint = field.hint.as_ref().map(|hint| texts.blocks(hint, None));
            let path = FactPath::fact(&fact.id).in_row(&row.key).field(&field.id);
            let name_of = |_| path.control_name();
            let control = plain_control(texts, &field.shape, field.control, &name_of);
            let mut item = item(&path, ask, false, hint, control);
            item.limits = limits(texts, &field.shape);
            items.push(item);
        }
    }
}

fn words_of<'a>(wording: &Wording<'a>, shape: &AnswerShape, value: &'a KnownValue) -> String {
    wording.known(shape, value).map_or_else(String::new, |(words, _)| words)
}

fn item(path: &FactPath, ask: Switched, required: bool, hint: Option<Switched>, control: ControlView) -> Item {
    Item {
        path: path.control_name(),
        number: None,
        ask,
        short: None,
        required,
        hint,
        limits: Vec::new(),
        example: None,
        condition: None,
        control,
        say: Vec::new(),
        comment: None,
        field: false,
    }
}

fn respondent<'a>(texts: &mut PageTexts<'a>, copy: &'a FormCopy<'a>) -> Option<Item> {
    let path = FactPath::of_respondent(copy.model)?;
    let options = texts
        .source()
        .listed_respondents()
        .into_iter()
        .map(|(code, _)| OptionView {
            code: code.into(),
            label: texts.interface(|wording| wording.listed_respondent(code)),
            hint: None,
            specify: None,
            exclusive: false,
        })
        .collect();
    let ask = match copy.model.respondents.listed() {
        Some(listed) => texts.phrase(&listed.called, None),
        None => texts.word(Common::Country),
    };
    // Countries are in the alphabet of the language, and others as the form lists them.
    let sorted = copy.model.respondents == Respondents::Countries;
    let control = ControlView { kind: "select", mode: "text", options, sorted, ..ControlView::default() };
    Some(item(&path, ask, true, None, control))
}

/// What a fact is called: a list may have the label of its first field.
pub fn label_of(fact: &Fact) -> Option<&Text> {
    fact.ask.as_ref().or_else(|| fact.fields().first()?.ask.as_ref())
}

/// The facts that this copy knows.
pub fn known<'a>(texts: &mut PageTexts<'a>, copy: &'a FormCopy<'a>) -> Vec<KnownFact> {
    let mut out = Vec::new();
    for (index, fact) in copy.model.facts.iter_enumerated() {
        let Some(value) = copy.fact(index) else { continue };
        let values = match (&fact.kind, value) {
            (FactKind::Value { shape, .. }, FactValue::One(value)) => {
                vec![KnownText { row: None, text: texts.plain(|wording| words_of(wording, shape, value)) }]
            }
            (FactKind::List { fields, .. }, FactValue::Rows(rows)) => rows
                .iter()
                .filter_map(|row| Some((&row.key, fields.first()?, row.fields.first()?.as_ref()?)))
                .map(|(key, field, title)| KnownText {
                    row: Some(FactPath::fact(&fact.id).in_row(key).control_name()),
                    text: texts.plain(|wording| words_of(wording, &field.shape, title)),
                })
                .collect(),
            _ => continue,
        };
        let Some(label) = label_of(fact).filter(|_| !values.is_empty()) else { continue };
        out.push(KnownFact { path: FactPath::fact(&fact.id).control_name(), label: texts.phrase(label, None), values });
    }
    out
}
