//! From the content of each field to the answers of a return.

use super::collect::{Collected, ControlContent, FieldFinding};
use super::document_text::DocumentText;
use super::normalize::{glyph, norm, tidy};
use super::rules::CHECKBOX_DIFFERS;
use super::template::Template;
use super::values::value;
use crate::tags::{ControlPath, Place};
use canevas_diagnostics::Finding;
use canevas_model::{AnswerShape, FactKind, Question};
use canevas_project::FormCopy;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// The parts of a return.
pub struct Assembled {
    /// Known facts, and those that were filled in.
    pub facts: Map<String, Value>,
    /// The answers.
    pub answers: Map<String, Value>,
    /// Text that is not an answer to its question, by path.
    pub unread: Map<String, Value>,
}

struct Assembler<'a> {
    copy: &'a FormCopy<'a>,
    template: &'a Template,
    by_path: HashMap<&'a str, usize>,
    contents: &'a BTreeMap<(usize, usize), ControlContent>,
    document: &'a DocumentText,
    unread: Map<String, Value>,
    findings: Vec<FieldFinding>,
}

/// Makes the parts of a return; `known` are the facts that the copy knows. Adds findings to those of collecting.
pub fn assemble(
    copy: &FormCopy<'_>,
    template: &Template,
    collected: &mut Collected,
    known: Map<String, Value>,
    document: &DocumentText,
) -> Assembled {
    let by_path = template.fields.iter().enumerate().map(|(at, field)| (field.path.full(), at)).collect();
    let Collected { contents, findings, .. } = collected;
    let mut a = Assembler { copy, template, by_path, contents, document, unread: Map::new(), findings: Vec::new() };
    let mut facts = known;
    a.facts(&mut facts);
    let mut answers = Map::new();
    for question in copy.model.questions.iter().filter(|question| question.takes_answer()) {
        match question.for_each {
            None => {
                let place = Place::question(&question.id, None);
                if let Some(answer) = a.question(question, &place, &format!("/{}", question.id)) {
                    answers.insert(question.id.to_string(), answer);
                }
                for (name, text) in a.beside(question, &place, 0) {
                    answers.insert(name, text);
                }
            }
            Some(rows) => {
                let mut by_name: Map<String, Value> = Map::new();
                for row in copy.rows(rows) {
                    let place = Place::question(&question.id, Some(&row.key));
                    let mut put = |name: &str, value: Value| {
                        if let Value::Object(rows) = by_name.entry(name.to_owned()).or_insert_with(|| json!({})) {
                            rows.insert(row.key.clone(), value);
                        }
                    };
                    if let Some(answer) = a.question(question, &place, &format!("/{}/{}", question.id, row.key)) {
                        put(&question.id, answer);
                    }
                    for (name, text) in a.beside(question, &place, 0) {
                        put(&name, text);
                    }
                }
                answers.extend(by_name);
            }
        }
    }
    findings.append(&mut a.findings);
    Assembled { facts, answers, unread: a.unread }
}

impl Assembler<'_> {
    /// The text of a field without the prompt.
    fn text(&self, path: &ControlPath, item: usize) -> Option<String> {
        let field = *self.by_path.get(path.full())?;
        let content = self.contents.get(&(field, item))?;
        Some(self.template.without_prompt(field, &content.text)).filter(|text| !text.is_empty())
    }

    fn date(&self, path: &ControlPath, item: usize) -> Option<&str> {
        let field = *self.by_path.get(path.full())?;
        self.contents.get(&(field, item))?.date.as_deref()
    }

    fn ticked(&mut self, path: &ControlPath, item: usize) -> bool {
        let Some(field) = self.by_path.get(path.full()) else { return false };
        let Some(content) = self.contents.get(&(*field, item)) else { return false };
        let drawn = content.text.chars().find_map(glyph);
        let ticked = content.checked.or(drawn).unwrap_or(false);
        if drawn.is_some_and(|drawn| drawn != ticked) {
            let message = "the checkbox and its stored state differ; the stored state was taken";
            let finding = Finding::new(&CHECKBOX_DIFFERS, self.document.span(content.paragraph), message);
            self.findings.push(FieldFinding { finding, field: Some(*field) });
        }
        let beside: String = content.text.chars().filter(|c| glyph(*c).is_none()).collect();
        let beside = tidy(&beside);
        if !beside.is_empty() {
            let row = if item == 0 { String::new() } else { format!("#{item}") };
            self.keep(format!("/{}{row}", path.full()), &beside);
        }
        ticked
    }

    /// Keeps text that is not a value. Text from the same place is joined.
    fn keep(&mut self, at: String, text: &str) {
        match self.unread.get_mut(&at) {
            Some(Value::String(kept)) => {
                kept.push('\n');
                kept.push_str(text);
            }
            _ => drop(self.unread.insert(at, text.into())),
        }
    }

    fn facts(&mut self, facts: &mut Map<String, Value>) {
        if let Some(text) = self.text(&ControlPath::fact("country"), 0) {
            let wanted = norm(&text).to_lowercase();
            let hit = canevas_model::countries::all().iter().find(|country| {
                country.alpha3 == text
                    || self.copy.model.languages().any(|language| {
                        let wording = canevas_wording::Wording::new(self.copy, language);
                        norm(&wording.country_name(country)).to_lowercase() == wanted
                    })
            });
            match hit {
                Some(country) => drop(facts.insert("country".to_owned(), country.alpha3.into())),
                None => self.keep("/facts/country".to_owned(), &text),
            }
        }
        for fact in &self.copy.model.facts {
            match &fact.kind {
                FactKind::Value { shape, .. } => {
                    let place = Place::fact(&fact.id);
                    if let Some(answer) = self.simple(shape, &place.path(), 0, &format!("/facts/{}", fact.id)) {
                        facts.insert(fact.id.to_string(), answer);
                    }
                }
                FactKind::List { fields, .. } => {
                    let index = self.copy.model.facts.position(|other| other.id == fact.id).unwrap_or(0.into());
                    for row in self.copy.rows(canevas_model::ForEach::Fact(index)) {
                        for field in fields {
                            let path = ControlPath::fact(&fact.id).at(&row.key).at(&field.id);
                            let Some(text) = self.text(&path, 0) else { continue };
                            let rows = facts.entry(fact.id.clone()).or_insert_with(|| json!({}));
                            let Value::Object(rows) = rows else { continue };
                            if let Value::Object(row) = rows.entry(row.key.clone()).or_insert_with(|| json!({})) {
                                row.insert(field.id.to_string(), text.into());
                            }
                        }
                    }
                }
            }
        }
    }

    /// An answer that is one value or a set of ticked boxes.
    fn simple(&mut self, shape: &AnswerShape, path: &ControlPath, item: usize, at: &str) -> Option<Value> {
        match shape {
            AnswerShape::YesNo => {
                let (yes, no) = (self.ticked(&path.option("yes"), item), self.ticked(&path.option("no"), item));
                match (yes, no) {
                    (true, true) => {
                        self.keep(at.to_owned(), "yes, no");
                        None
                    }
                    (true, false) => Some("yes".into()),
                    (false, true) => Some("no".into()),
                    (false, false) => None,
                }
            }
            AnswerShape::Many { choices, .. } => {
                let codes: Vec<&str> = choices
                    .iter()
                    .filter(|choice| self.ticked(&path.option(&choice.code), item))
                    .map(|choice| choice.code.as_str())
                    .collect();
                (!codes.is_empty()).then(|| codes.into())
            }
            AnswerShape::Text { .. }
            | AnswerShape::One { .. }
            | AnswerShape::Number(_)
            | AnswerShape::Date { .. }
            | AnswerShape::Month { .. }
            | AnswerShape::NamesAndRoles { .. }
            | AnswerShape::Group
            | AnswerShape::Rows { .. }
            | AnswerShape::Nothing => {
                let text = self.text(path, item)?;
                let found = value(self.copy, shape, &text, self.date(path, item));
                if found.is_none() {
                    self.keep(at.to_owned(), &text);
                }
                found
            }
        }
    }

    fn fields(&mut self, question: &Question, path: &ControlPath, item: usize, at: &str) -> Map<String, Value> {
        let mut out = Map::new();
        for field in &question.fields {
            let place = Place::field(path, &field.id);
            if let Some(answer) = self.simple(&field.shape, &place.path(), item, &format!("{at}/{}", field.id)) {
                out.insert(field.id.to_string(), answer);
            }
            if let Some(said) = self.said(field, &place, item, out.contains_key(field.id.as_str()), at) {
                out.insert(field.id.to_string(), said);
            }
            out.extend(self.beside(field, &place, item));
        }
        out
    }

    fn question(&mut self, question: &Question, place: &Place, at: &str) -> Option<Value> {
        let path = place.path();
        let answer = match &question.shape {
            AnswerShape::Group => Some(self.fields(question, &path, 0, at)).filter(|f| !f.is_empty()).map(Value::from),
            AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. } => self.rows(question, &path, at),
            shape => self.simple(shape, &path, 0, at),
        };
        self.said(question, place, 0, answer.is_some(), at).or(answer)
    }

    fn rows(&mut self, question: &Question, path: &ControlPath, at: &str) -> Option<Value> {
        let below = format!("{}/", path.full());
        let last = self
            .contents
            .keys()
            .filter(|(field, _)| self.template.fields[*field].path.full().starts_with(&below))
            .map(|(_, item)| *item)
            .max()?;
        let mut rows: Vec<Value> = Vec::new();
        for item in 1..=last {
            let mut row = Map::new();
            let unread = self.unread.len();
            if matches!(question.shape, AnswerShape::Rows { .. }) {
                let at = format!("{at}/{}", rows.len());
                let fields = self.fields(question, path, item, &at);
                if !fields.is_empty() || self.unread.len() > unread {
                    row.insert("_row".to_owned(), format!("r{}", rows.len() + 1).into());
                    row.extend(fields);
                }
            } else {
                for name in ["name", "role"] {
                    if let Some(text) = self.text(&path.at(name), item) {
                        row.insert(name.to_owned(), text.into());
                    }
                }
                if !row.contains_key("name") && !row.is_empty() {
                    // A row needs a name. Without one, its text is kept apart.
                    self.keep(format!("{at}/{}/role", item - 1), row["role"].as_str().unwrap_or(""));
                    row.clear();
                }
            }
            if !row.is_empty() {
                rows.push(row.into());
            }
        }
        (!rows.is_empty()).then(|| rows.into())
    }

    fn said(&mut self, question: &Question, place: &Place, item: usize, answered: bool, at: &str) -> Option<Value> {
        let path = place.path();
        let words: Vec<&str> = question
            .can_say
            .iter()
            .map(|said| said.word())
            .filter(|word| self.ticked(&path.said(word), item))
            .collect();
        let word = words.first()?;
        if answered || words.len() > 1 {
            self.keep(format!("{at}~said"), &words.join(", "));
            return None;
        }
        Some(json!({ "said": word }))
    }

    fn beside(&mut self, question: &Question, place: &Place, item: usize) -> Vec<(String, Value)> {
        let specified = question.choices().iter().filter(|c| c.specify.is_some()).map(|c| c.code.as_str());
        specified
            .chain(question.comment.as_ref().map(|_| "comment"))
            .filter_map(|word| {
                let text = self.text(&place.beside(word), item)?;
                Some((format!("{}.{word}", question.id), text.into()))
            })
            .collect()
    }
}
