//! A return written by hand, filled into the Word file of its copy and read back.

use super::{blank, xml};
use crate::example::Project;
use canevas_docx::read::{ReadReturn, read};
use canevas_model::dates::Day;
use canevas_model::{Language, Question};
use canevas_project::FormCopy;
use canevas_wording::Wording;
use serde_json::{Map, Value, json};

const DOCUMENT: &str = "word/document.xml";

struct Hand<'a> {
    copy: &'a FormCopy<'a>,
    language: Language,
    parts: xml::Parts,
}

/// Fills the facts and answers of a return into the Word file of its country and language, and reads that.
pub fn through_word(project: &Project, given: &Value) -> Result<ReadReturn, String> {
    let opened = read(&filled(project, given)?).map_err(|error| error.to_string())?;
    project.read_word(&opened).ok_or_else(|| "no model".to_owned())
}

/// The Word file of a return's country and language, with its facts and answers filled in.
///
/// # Errors
///
/// Where the return is of no copy or language of the project, or an answer has no place in the file.
pub fn filled(project: &Project, given: &Value) -> Result<Vec<u8>, String> {
    let word = |pointer: &str| given.pointer(pointer).and_then(Value::as_str).unwrap_or("");
    let copies = project.copies();
    let copy = copies.iter().find(|copy| copy.code.word() == word("/facts/country")).ok_or("no such copy")?;
    let language = Language::new(word("/language")).ok_or("no language")?;
    let parts = xml::parts(&blank(copy, language.tag())?)?;
    let mut hand = Hand { copy, language, parts };
    for (id, fact) in given["facts"].as_object().into_iter().flatten() {
        hand.fill(&format!("@{id}"), 0, fact)?;
    }
    for (id, answer) in given["answers"].as_object().into_iter().flatten() {
        let named = answer.as_array().filter(|rows| rows.iter().any(|row| row.get("name").is_some()));
        if let Some(rows) = named {
            hand.add_rows(id, rows.len());
        }
        hand.fill(id, 0, answer)?;
    }
    xml::file(&hand.parts)
}

impl Hand<'_> {
    fn has(&self, tag: &str) -> bool {
        self.parts[DOCUMENT].contains(&format!("<w:tag w:val=\"{tag}\"/>"))
    }

    fn put(&mut self, tag: &str, nth: usize, value: &Value) -> Result<(), String> {
        // A fact that the copy knows has no place to answer.
        if tag.starts_with('@') && !self.has(tag) {
            return Ok(());
        }
        xml::put(&mut self.parts, tag, nth, value, false)
    }

    fn fill(&mut self, tag: &str, nth: usize, value: &Value) -> Result<(), String> {
        match value {
            Value::String(word) if self.has(&format!("{tag}={word}")) => {
                self.put(&format!("{tag}={word}"), nth, &json!(true))
            }
            Value::String(text) => {
                let shown = self.shown(tag, text);
                let day = Day::parse(text).is_some();
                let shown = if day { json!({ "day": text, "shown": shown }) } else { shown.into() };
                self.put(tag, nth, &shown)
            }
            Value::Array(values) => values.iter().enumerate().try_for_each(|(at, value)| match value {
                Value::String(code) => self.put(&format!("{tag}={code}"), nth, &json!(true)),
                row => self.fill(tag, at, row),
            }),
            Value::Object(fields) => self.fields(tag, nth, fields),
            other => self.put(tag, nth, &other.to_string().into()),
        }
    }

    fn fields(&mut self, tag: &str, nth: usize, fields: &Map<String, Value>) -> Result<(), String> {
        if let Some(said) = fields.get("said").and_then(Value::as_str) {
            return self.put(&format!("{tag}~{said}"), nth, &json!(true));
        }
        let mut fields = fields.iter().filter(|(name, _)| *name != "_row");
        fields.try_for_each(|(name, value)| self.fill(&format!("{tag}/{name}"), nth, value))
    }

    /// What a list that opens shows for a code; other text as it is.
    fn shown(&self, tag: &str, text: &str) -> String {
        let mut names = tag.trim_start_matches('@').split('/');
        let question = names.next().and_then(|id| self.copy.model.question(id));
        let last = names.next_back();
        let field =
            |question: &'_ Question| question.fields.iter().find(|field| Some(field.id.as_str()) == last).cloned();
        let owner = question.map(|question| field(question).unwrap_or_else(|| question.clone()));
        let wording = Wording::new(self.copy, &self.language);
        let choice = owner.as_ref().and_then(|owner| owner.choices().iter().find(|choice| choice.code == text));
        choice.map_or_else(|| text.to_owned(), |choice| wording.label(choice).plain())
    }

    /// A respondent adds rows: Word copies the last one, tags included.
    fn add_rows(&mut self, tag: &str, wanted: usize) {
        let Some(document) = self.parts.get_mut(DOCUMENT) else { return };
        let name = format!("<w:tag w:val=\"{tag}/name\"/>");
        let item = "<w15:repeatingSectionItem/>";
        let end_of_row = "</w:tr></w:sdtContent></w:sdt>";
        while document.matches(&name).count() < wanted {
            let row = document.rfind(&name).and_then(|last| {
                let start = document[..document[..last].rfind(item)?].rfind("<w:sdt>")?;
                let end = start + document[start..].find(end_of_row)? + end_of_row.len();
                Some((document[start..end].to_owned(), end))
            });
            let Some((row, end)) = row else { return };
            document.insert_str(end, &with_another_id(&row, document.matches(item).count() + 1_000_000));
        }
    }
}

/// Word gives a copied row another id.
fn with_another_id(row: &str, number: usize) -> String {
    let sign = "<w:id w:val=\"";
    match row.split_once(sign).and_then(|(before, rest)| Some((before, rest.split_once('"')?.1))) {
        Some((before, after)) => format!("{before}{sign}{number}\"{after}"),
        None => row.to_owned(),
    }
}
