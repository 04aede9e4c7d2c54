//! Repeated rows, non-responses and companion fields of a return, and the keys of texts that are no answers.

use super::assemble::Assembler;
use crate::tags::ControlPath;
use canevas_model::{AnswerShape, NonResponseCode, Question};
use canevas_responses::{AnswerKey, AnswerPath, CompanionField, NON_RESPONSE_KEY, ROW_NAME_KEY, ResponsePath};
use canevas_wording::Wording;
use serde_json::{Map, Value};

impl Assembler<'_> {
    pub(super) fn rows(&mut self, question: &Question, path: &AnswerPath) -> Option<Value> {
        let owner = ControlPath::answer(path);
        let last = self
            .contents
            .keys()
            .filter(|(field, _)| self.template.fields[*field].path.is_field_of(&owner))
            .map(|(_, item)| *item)
            .max()?;
        let mut rows: Vec<Value> = Vec::new();
        // A row needs a name. Without one, its text is kept apart, behind the rows that have one.
        let mut nameless: Vec<(String, String)> = Vec::new();
        let mut above = String::new();
        for item in 1..=last {
            let mut row = Map::new();
            let unread_before = self.unread.len();
            if matches!(question.shape, AnswerShape::Rows { .. }) {
                let fields = self.fields(question, &path.clone().item(rows.len()), item);
                if !fields.is_empty() || self.unread.len() > unread_before {
                    // What is asked about each row stands under the number that the row has on paper.
                    let place = if self.has_blocks(question) { item } else { rows.len() + 1 };
                    if let Some(name) = self.row_name(&owner, item, last, place) {
                        row.insert(ROW_NAME_KEY.to_owned(), name.into());
                    }
                    row.extend(fields);
                }
            } else {
                for name in ["name", "role"] {
                    if let Some(text) = self.words(&ControlPath::answer(&path.clone().field(name)), item) {
                        row.insert(name.to_owned(), text.into());
                    }
                }
                match row.get("name").and_then(Value::as_str) {
                    Some(name) => name.clone_into(&mut above),
                    None if row.is_empty() => {}
                    None => {
                        let below =
                            if above.is_empty() { String::new() } else { format!(", below \u{201c}{above}\u{201d}") };
                        let why = format!("it stands in row {item} of the table{below}, and that row has no name");
                        nameless.push((row["role"].as_str().unwrap_or("").to_owned(), why));
                        row.clear();
                    }
                }
            }
            if !row.is_empty() {
                rows.push(row.into());
            }
        }
        for (at, (text, why)) in nameless.into_iter().enumerate() {
            let role = path.clone().item(rows.len() + at).field("role");
            self.keep(unread(&role.into()), &text, &why);
        }
        (!rows.is_empty()).then(|| rows.into())
    }

    /// Whether other questions name the rows of this one.
    fn has_blocks(&self, question: &Question) -> bool {
        let model = self.copy.model;
        model.keyed_rows().into_iter().any(|rows| model.questions[rows].id == question.id)
    }

    /// The name of a repeated row of `last` rows in the document: in a filled file that of the return, as long as no row is gone.
    /// Otherwise it is named after its place in the return, `place`.
    fn row_name(&self, owner: &ControlPath, item: usize, last: usize, place: usize) -> Option<String> {
        let names = self.filled.and_then(|filled| filled.row_names.get(owner.full()));
        let names = names.map_or(&[][..], Vec::as_slice);
        if let Some(name) = names.get(item - 1).filter(|_| last >= names.len()) {
            return name.clone();
        }
        let is_free = |name: &String| last < names.len() || !names.contains(&Some(name.clone()));
        (place..=place + names.len()).map(|number| format!("r{number}")).find(is_free)
    }

    pub(super) fn non_response(
        &mut self,
        question: &Question,
        path: &AnswerPath,
        item: usize,
        answered: bool,
    ) -> Option<Value> {
        let control = ControlPath::answer(path);
        let said: Vec<&NonResponseCode> =
            question.can_say.iter().filter(|said| self.ticked(&control.said(said.word()), item)).collect();
        let first = said.first()?;
        if answered || said.len() > 1 {
            let wording = Wording::new(self.copy, self.language);
            let words: Vec<_> = said.iter().map(|said| wording.said(said)).collect();
            let why = if answered { "the question is answered as well" } else { "several boxes are ticked" };
            self.keep(unread_non_response(path), &words.join(", "), why);
            return None;
        }
        Some(Value::Object([(NON_RESPONSE_KEY.to_owned(), first.word().into())].into_iter().collect()))
    }

    /// The companion fields of an answer, by their keys.
    pub(super) fn companions(&mut self, question: &Question, path: &AnswerPath, item: usize) -> Vec<(String, Value)> {
        let mut out = Vec::new();
        for field in CompanionField::of(question) {
            let beside = path.clone().companion(field.clone());
            if let (CompanionField::Unit, Some(units)) = (&field, &question.units) {
                let unit = self.simple(units, &beside.into(), item);
                out.extend(unit.map(|unit| (AnswerKey::companion(&question.id, field).to_string(), unit)));
                continue;
            }
            let control = ControlPath::answer(&beside);
            if let Some(text) = self.words(&control, item) {
                out.push((AnswerKey::companion(&question.id, field).to_string(), text.into()));
            }
        }
        out
    }
}

/// The key of `unread` for text at a place that is not a value there: its steps, without the block of the answers.
pub(super) fn unread(place: &ResponsePath) -> String {
    match place {
        ResponsePath::Answer(path) => path.unread_key(),
        ResponsePath::Fact(_) | ResponsePath::Head(_) | ResponsePath::Whole => place.pointer(),
    }
}

/// The key for text beside the glyph of a checkbox. `#` and the row's number follow in repeated rows.
pub(super) fn unread_control(path: &ControlPath, item: usize) -> String {
    let row = if item == 0 { String::new() } else { format!("#{item}") };
    format!("/{}{row}", path.full())
}

/// The key for checkboxes of non-responses that contradict the answer, or one another.
pub(super) fn unread_non_response(path: &AnswerPath) -> String {
    format!("{}~{NON_RESPONSE_KEY}", path.unread_key())
}
