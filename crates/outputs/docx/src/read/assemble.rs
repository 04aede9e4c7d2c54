//! From the content of each field to the answers of a return.

use super::assemble_rows::{unread, unread_control};
use super::collect::marks;
use super::collect::{Collected, ControlContent, FieldFinding};
use super::document_text::DocumentText;
use super::filled::FilledHead;
use super::normalize::{norm, tidy};
use super::rules::{CHECKBOX_DIFFERS, HIDDEN_ANSWER_DIFFERS, MORE_THAN_TEXT};
use super::template::Template;
use crate::doc::ControlKind;
use crate::tags::{ControlPath, ControlPlace as _};
use canevas_diagnostics::{Finding, Rule, nearest};
use canevas_model::{AnswerShape, Choice, FactKind, Language, Question, Respondents};
use canevas_project::FormCopy;
use canevas_responses::{AnswerPath, FactPath, ResponsePath};
use canevas_wording::Wording;
use canevas_wording::typed::{Typed, value};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// What stands between lines that are joined, as in the form.
const BETWEEN_LINES: &str = "; ";

/// The parts of a return.
pub struct Assembled {
    /// Known facts, and those that were filled in.
    pub facts: Map<String, Value>,
    /// The answers.
    pub answers: Map<String, Value>,
    /// Text that is not an answer to its question, by path.
    pub unread: Map<String, Value>,
    /// Why it is none, by path.
    pub reasons: BTreeMap<String, String>,
}

pub(super) struct Assembler<'a> {
    pub(super) copy: &'a FormCopy<'a>,
    pub(super) language: &'a Language,
    pub(super) template: &'a Template,
    pub(super) by_path: HashMap<&'a str, usize>,
    pub(super) contents: &'a BTreeMap<(usize, usize), ControlContent>,
    pub(super) document: &'a DocumentText,
    /// What a filled file says of itself.
    pub(super) filled: Option<&'a FilledHead>,
    pub(super) unread: Map<String, Value>,
    pub(super) reasons: BTreeMap<String, String>,
    pub(super) findings: Vec<FieldFinding>,
}

/// Makes the parts of a return; `known` are the facts that the copy knows, and `filled` is what a filled file says of itself. Adds findings to those of collecting.
pub fn assemble(
    copy: &FormCopy<'_>,
    language: &Language,
    template: &Template,
    collected: &mut Collected,
    known: Map<String, Value>,
    document: &DocumentText,
    filled: Option<&FilledHead>,
) -> Assembled {
    let by_path = template.fields.iter().enumerate().map(|(at, field)| (field.path.full(), at)).collect();
    let Collected { contents, findings, .. } = collected;
    let mut a = Assembler {
        copy,
        language,
        template,
        by_path,
        contents,
        document,
        filled,
        unread: Map::new(),
        reasons: BTreeMap::new(),
        findings: Vec::new(),
    };
    let mut facts = known;
    a.facts(&mut facts);
    let mut answers = Map::new();
    for question in copy.model.questions.iter().filter(|question| question.takes_answer()) {
        match question.for_each {
            None => {
                let path = AnswerPath::question(&question.id);
                if let Some(answer) = a.question(question, &path) {
                    answers.insert(question.id.to_string(), answer);
                }
                answers.extend(a.companions(question, &path, 0));
            }
            Some(rows) => {
                let mut by_name: Map<String, Value> = Map::new();
                for row in copy.rows(rows) {
                    let path = AnswerPath::question(&question.id).in_row(&row.key);
                    let mut put = |name: &str, value: Value| {
                        if let Value::Object(rows) = by_name.entry(name.to_owned()).or_insert_with(|| json!({})) {
                            rows.insert(row.key.clone(), value);
                        }
                    };
                    if let Some(answer) = a.question(question, &path) {
                        put(&question.id, answer);
                    }
                    for (name, text) in a.companions(question, &path, 0) {
                        put(&name, text);
                    }
                }
                answers.extend(by_name);
            }
        }
    }
    findings.append(&mut a.findings);
    Assembled { facts, answers, unread: a.unread, reasons: a.reasons }
}

impl Assembler<'_> {
    /// The text of a field without the prompt.
    pub(super) fn text(&self, path: &ControlPath, item: usize) -> Option<String> {
        let field = *self.by_path.get(path.full())?;
        let content = self.contents.get(&(field, item))?;
        Some(self.template.answer(field, content)).filter(|text| !text.is_empty())
    }

    /// The text of a field without the prompt. An answer of one line holds no line break: one that was typed becomes a separator,
    /// and a finding says so.
    pub(super) fn words(&mut self, path: &ControlPath, item: usize) -> Option<String> {
        let text = self.text(path, item)?;
        let field = self.by_path.get(path.full()).map(|field| &self.template.fields[*field]);
        let is_one_line = field.is_some_and(|field| matches!(field.kind, ControlKind::Text { lines: false, .. }));
        if !is_one_line || !text.contains('\n') {
            return Some(text);
        }
        let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        let message = format!(
            "the answer takes one line, and {} were typed; they were joined with \u{201c};\u{201d}; check it",
            lines.len()
        );
        let joined = lines.join(BETWEEN_LINES);
        self.find(&MORE_THAN_TEXT, path, item, message);
        Some(joined)
    }

    /// The number of a field, and its content.
    fn content(&self, path: &ControlPath, item: usize) -> Option<(usize, &ControlContent)> {
        let field = *self.by_path.get(path.full())?;
        Some((field, self.contents.get(&(field, item))?))
    }

    /// Whether the document has a place of its own for an option.
    fn has_box(&self, option: &ControlPath) -> bool {
        self.by_path.contains_key(option.full())
    }

    fn find(&mut self, rule: &'static Rule, path: &ControlPath, item: usize, message: String) {
        let Some((field, content)) = self.content(path, item) else { return };
        let finding = Finding::new(rule, self.document.span(content.paragraph), message);
        self.findings.push(FieldFinding { finding, field: Some(field), item });
    }

    pub(super) fn ticked(&mut self, path: &ControlPath, item: usize) -> bool {
        let Some((_, content)) = self.content(path, item) else { return false };
        let (drawn, words) = marks::marks_and_words(&content.text);
        let (ticked, stored) = (content.is_ticked(), content.checked);
        if let (Some(drawn), Some(stored)) = (drawn, stored)
            && drawn != stored
            // Whoever changes the sign alone on a sheet leaves what is stored as it was.
            && self.copy.sheet().is_none()
        {
            let words = |ticked| if ticked { "a tick" } else { "no tick" };
            let message = format!(
                "the box shows {} and stores {}; what it shows was taken; check the answer",
                words(drawn),
                words(stored)
            );
            self.find(&CHECKBOX_DIFFERS, path, item, message);
        }
        let words = tidy(&words);
        if !words.is_empty() {
            self.keep(unread_control(path, item), &words, "a box takes a tick, and no words");
        }
        ticked
    }

    /// Keeps text that is not a value. Text from the same place is joined.
    pub(super) fn keep(&mut self, at: String, text: &str, why: &str) {
        self.reasons.insert(at.clone(), why.to_owned());
        match self.unread.get_mut(&at) {
            Some(Value::String(kept)) => {
                kept.push('\n');
                kept.push_str(text);
            }
            _ => drop(self.unread.insert(at, text.into())),
        }
    }

    /// Why a text names nobody who can answer, with the name that was probably meant.
    fn names_nobody(&self, text: &str) -> String {
        let listed = match &self.copy.model.respondents {
            Respondents::Countries | Respondents::Nobody => return "it is the name of no country".to_owned(),
            Respondents::Listed(listed) => listed,
        };
        let languages = self.copy.model.languages().map(|language| Wording::new(self.copy, language));
        let names: Vec<String> =
            languages.flat_map(|wording| wording.listed_respondents()).map(|(_, name)| name).collect();
        let near = nearest(text, names.iter().map(String::as_str)).map(|near| format!("; did somebody mean “{near}”?"));
        format!("it is the name of no {}{}", listed.kind, near.unwrap_or_default())
    }

    fn facts(&mut self, facts: &mut Map<String, Value>) {
        let place = FactPath::of_respondent(self.copy.model);
        if let Some((path, text)) =
            place.and_then(|path| Some((path.clone(), self.text(&ControlPath::fact(&path), 0)?)))
        {
            let wanted = norm(&text).to_lowercase();
            let languages = || self.copy.model.languages().map(|language| Wording::new(self.copy, language));
            // The name in the list, and that of the table of countries, which older files list.
            let listed = languages().flat_map(|wording| wording.listed_respondents());
            let countries = self.copy.model.respondents == Respondents::Countries;
            let of_table = canevas_model::countries::all().iter().filter(|_| countries);
            let of_table = of_table
                .flat_map(|country| languages().map(move |wording| (country.alpha3, wording.country_name(country))));
            let hit = listed
                .chain(of_table)
                .find(|(code, name)| *code == text || norm(name).to_lowercase() == wanted)
                .map(|(code, _)| code.to_owned());
            match hit {
                Some(code) => drop(facts.insert(path.id().to_string(), code.into())),
                None => self.keep(unread(&path.clone().into()), &text, &self.names_nobody(&text)),
            }
        }
        for fact in &self.copy.model.facts {
            match &fact.kind {
                FactKind::Value { shape, .. } => {
                    let path = FactPath::fact(&fact.id);
                    if let Some(answer) = self.simple(shape, &path.into(), 0) {
                        facts.insert(fact.id.to_string(), answer);
                    }
                }
                FactKind::List { fields, .. } => {
                    let index = self.copy.model.facts.position(|other| other.id == fact.id).unwrap_or(0.into());
                    for row in self.copy.rows(canevas_model::ForEach::Fact(index)) {
                        for field in fields {
                            let path = FactPath::fact(&fact.id).in_row(&row.key).field(&field.id);
                            let Some(value) = self.simple(&field.shape, &path.into(), 0) else { continue };
                            let rows = facts.entry(fact.id.clone()).or_insert_with(|| json!({}));
                            let Value::Object(rows) = rows else { continue };
                            if let Value::Object(row) = rows.entry(row.key.clone()).or_insert_with(|| json!({})) {
                                row.insert(field.id.to_string(), value);
                            }
                        }
                    }
                }
            }
        }
    }

    /// An answer that is one value or a set of ticked boxes.
    pub(super) fn simple(&mut self, shape: &AnswerShape, place: &ResponsePath, item: usize) -> Option<Value> {
        let path = &place.control();
        match shape {
            AnswerShape::YesNo => {
                let (yes, no) = (self.ticked(&path.option("yes"), item), self.ticked(&path.option("no"), item));
                match (yes, no) {
                    (true, true) => {
                        let wording = Wording::new(self.copy, self.language);
                        let both = format!("{}, {}", wording.yes_no(true), wording.yes_no(false));
                        self.keep(unread(place), &both, "both boxes are ticked");
                        None
                    }
                    (true, false) => Some("yes".into()),
                    (false, true) => Some("no".into()),
                    (false, false) => None,
                }
            }
            // In a grid, each option has a box of its own.
            AnswerShape::One { choices, .. }
                if choices.iter().any(|choice| self.has_box(&path.option(&choice.code))) =>
            {
                let ticked: Vec<&Choice> =
                    choices.iter().filter(|choice| self.ticked(&path.option(&choice.code), item)).collect();
                match ticked.as_slice() {
                    [] => None,
                    [one] => Some(one.code.as_str().into()),
                    several => {
                        let wording = Wording::new(self.copy, self.language);
                        let all: Vec<String> = several.iter().map(|choice| wording.option(choice)).collect();
                        self.keep(unread(place), &all.join(", "), "several boxes are ticked");
                        None
                    }
                }
            }
            // In a cell, many options have no boxes: somebody writes them down.
            AnswerShape::Many { choices, .. } if !self.by_path.contains_key(path.full()) => {
                let codes: Vec<&str> = choices
                    .iter()
                    .filter(|choice| self.ticked(&path.option(&choice.code), item))
                    .map(|choice| choice.code.as_str())
                    .collect();
                (!codes.is_empty()).then(|| codes.into())
            }
            AnswerShape::Text { .. }
            | AnswerShape::Many { .. }
            | AnswerShape::One { .. }
            | AnswerShape::Number(_)
            | AnswerShape::Year { .. }
            | AnswerShape::Date { .. }
            | AnswerShape::Month { .. }
            | AnswerShape::NamesAndRoles { .. }
            | AnswerShape::Group
            | AnswerShape::Rows { .. }
            | AnswerShape::Nothing => {
                let text = self.text(path, item);
                let content = self.content(path, item);
                let date = content.and_then(|(_, content)| content.date.clone());
                let calendar = content.and_then(|(_, content)| content.calendar.clone());
                let unit = content.map(|(field, _)| self.template.fields[field].unit.as_str()).unwrap_or_default();
                let is_text = matches!(shape, AnswerShape::Text { .. });
                let text = if is_text { self.words(path, item) } else { text };
                let Some(text) = text else {
                    // On a sheet, emptying a field is a change like any other.
                    let stored = date.as_deref().filter(|_| self.copy.sheet().is_none());
                    if let Some(day) = stored.and_then(|date| date.get(..10)) {
                        let message =
                            format!("the field is empty and stores {day}, which is not shown; it was read as empty");
                        self.find(&HIDDEN_ANSWER_DIFFERS, path, item, message);
                    }
                    return None;
                };
                let typed = Typed { text: &text, date: date.as_deref(), calendar: calendar.as_deref(), unit };
                match value(self.copy, self.language, shape, &typed) {
                    Ok(read) => {
                        if let Some(warning) = read.warning {
                            self.find(&HIDDEN_ANSWER_DIFFERS, path, item, warning);
                        }
                        Some(read.value)
                    }
                    Err(why) => {
                        self.keep(unread(place), &text, &why);
                        None
                    }
                }
            }
        }
    }

    /// The fields of a group or of a repeated row. `item` is the row's number in the document, from 1, and `path` has its
    /// index in the return, which is smaller after an empty row.
    pub(super) fn fields(&mut self, question: &Question, path: &AnswerPath, item: usize) -> Map<String, Value> {
        let mut out = Map::new();
        for field in &question.fields {
            let path = path.clone().field(&field.id);
            if let Some(answer) = self.simple(&field.shape, &path.clone().into(), item) {
                out.insert(field.id.to_string(), answer);
            }
            if let Some(said) = self.non_response(field, &path, item, out.contains_key(field.id.as_str())) {
                out.insert(field.id.to_string(), said);
            }
            out.extend(self.companions(field, &path, item));
        }
        out
    }

    fn question(&mut self, question: &Question, path: &AnswerPath) -> Option<Value> {
        let answer = match &question.shape {
            AnswerShape::Group => Some(self.fields(question, path, 0)).filter(|f| !f.is_empty()).map(Value::from),
            AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. } => self.rows(question, path),
            shape @ (AnswerShape::Text { .. }
            | AnswerShape::YesNo
            | AnswerShape::One { .. }
            | AnswerShape::Many { .. }
            | AnswerShape::Number(_)
            | AnswerShape::Year { .. }
            | AnswerShape::Date { .. }
            | AnswerShape::Month { .. }
            | AnswerShape::Nothing) => self.simple(shape, &path.clone().into(), 0),
        };
        self.non_response(question, path, 0, answer.is_some()).or(answer)
    }
}
