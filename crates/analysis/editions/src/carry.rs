//! The rows that a return feeds into a country file of the next edition: which go on, where they stand there, and a line about
//! everything that stays behind.

mod country_text;
mod rows;

use canevas_diagnostics::counted;
use canevas_model::{Fact, FactField, FactId, ForEach, Model, Question, QuestionId};
use canevas_responses::Response;
use canevas_syntax::without_forbidden;
use country_text::{append, facts, place_in_rows, put, remove, rows_of, set};
use rows::{AnsweredRow, Cell, Fate, Row, RowReader, given_key, in_words, slug, unique};
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashSet};

/// A country file with the rows of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedRows {
    /// The text of the file.
    pub text: String,
    /// How many rows of the return are in it, those that were there before among them, or were taken out of it.
    pub count: usize,
    /// What is said of the rows.
    pub notes: Vec<String>,
    /// Where the rows came from, for each fact that they became.
    origins: Vec<Origin>,
}

/// Where rows of a fact came from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    fact: FactId,
    question: QuestionId,
    /// The place of each row in the return, from 1, by its key in the file.
    rows: Vec<(String, usize)>,
}

impl CarriedRows {
    /// The value of the return that stands at a place in the text of the file: its question, the row from 1, and the field.
    pub fn text_at(&self, place: usize) -> Option<(String, usize, String)> {
        self.origins.iter().find_map(|Origin { fact, question, rows }| {
            let (key, field) = place_in_rows(&self.text, fact.as_str(), place)?;
            let (_, number) = rows.iter().find(|(known, _)| *known == key)?;
            Some((question.to_string(), *number, field))
        })
    }
}

/// A country file with the rows that a return feeds into it, without some of their texts. `country` is the existing text. Fails
/// where the file is not written so that rows can be put into it.
pub fn carry_rows(
    model: &Model,
    code: &str,
    country: Option<&str>,
    returned: &Response,
    without: &BTreeSet<(String, usize, String)>,
) -> Result<CarriedRows, String> {
    let text = country.map_or_else(|| format!("canevas: 1\ncountry: {code}\n"), str::to_owned);
    let mut carried = CarriedRows { text, count: 0, notes: Vec::new(), origins: Vec::new() };
    let language = returned.language().unwrap_or(model.source_language.tag());
    for question in &model.questions {
        let Some(feeds) = &question.feeds else { continue };
        let Some(fact) = model.facts.iter().find(|fact| fact.id == feeds.fact) else { continue };
        let reader = RowReader { model, question, feeds, language, without };
        let mut carrier = Carrier { reader, fact, returned, carried: &mut carried, said: Vec::new() };
        let Some(rows) = carrier.reader.rows(returned) else {
            carrier.say(format!(
                "the return has no rows for `{}`; the fact `{}` stays unchanged",
                question.id, feeds.fact
            ));
            carrier.finish(code);
            continue;
        };
        if feeds.adds {
            carrier.add(&rows)?;
        } else {
            carrier.replace(&rows)?;
        }
        carrier.finish(code);
    }
    Ok(carried)
}

/// Whether two texts of a country file have the same rows in every fact that returns feed. Where there is no file, there are no
/// rows.
pub fn have_same_rows(model: &Model, one: Option<&str>, other: Option<&str>) -> bool {
    let rows = |text: Option<&str>| {
        let facts = text.map_or(Some(Value::Null), facts)?;
        let fed = model.questions.iter().filter_map(|question| question.feeds.as_ref());
        Some(fed.map(|feeds| facts.get(feeds.fact.as_str()).cloned()).collect::<Vec<_>>())
    };
    one == other || rows(one).is_some_and(|rows_of_one| rows(other) == Some(rows_of_one))
}

/// The rows of one question, on their way into a country file.
struct Carrier<'c, 'a> {
    reader: RowReader<'a>,
    fact: &'a Fact,
    returned: &'a Response,
    carried: &'c mut CarriedRows,
    said: Vec<String>,
}

impl Carrier<'_, '_> {
    fn say(&mut self, note: String) {
        self.said.push(note);
    }

    /// Says what was said, with the country before it.
    fn finish(self, code: &str) {
        self.carried.notes.extend(self.said.into_iter().map(|note| format!("{code}: {note}")));
    }

    fn question(&self) -> &Question {
        self.reader.question
    }

    fn made(&self, row: &AnsweredRow, key: String, cells: Vec<(String, Cell)>) -> Row {
        let from = format!("from {} of the edition {}", self.question().id, self.reader.model.edition);
        Row { key, number: row.number, from, cells }
    }

    /// The values of a row for the fields of the fact: what the return answers, else what is known of the row it is about.
    fn cells(&mut self, row: &AnsweredRow, in_file: &[Map<String, Value>]) -> Vec<(String, Cell)> {
        let cell = |field: &FactField| {
            let known = || self.reader.known_cell(row.about.as_deref()?, field, in_file, self.returned);
            let answered = self.reader.cell(row, field, &mut self.said);
            Some((field.id.to_string(), answered.or_else(known)?))
        };
        self.fact.fields().iter().filter_map(cell).collect()
    }

    /// What a row is called after: the first text that it holds for the fact.
    fn title(&self, row: &AnsweredRow) -> String {
        let texts = self.fact.fields().iter().filter(|field| field.is_plain_text());
        let mut texts = texts.filter_map(|field| row.fields.get(field.id.as_str())?.as_str());
        texts.find(|text| !text.trim().is_empty()).unwrap_or_default().to_owned()
    }

    /// Puts the rows in the place of those that the file has.
    fn replace(&mut self, rows: &[AnsweredRow]) -> Result<(), String> {
        let (mut out, mut taken) = (Vec::new(), HashSet::new());
        for row in rows {
            if self.is_blank(row) {
                let id = &self.question().id;
                self.say(format!("row {} of `{id}` holds no text, and was left out", row.number));
                continue;
            }
            let cells = self.cells(row, &[]);
            // What was left out is said where it was found.
            if cells.is_empty() {
                continue;
            }
            let key = given_key(row).map_or_else(|| slug(&self.title(row)), str::to_owned);
            let key = unique(key, row.number - 1, &mut taken);
            out.push(self.made(row, key, cells));
        }
        if out.is_empty() {
            return Ok(());
        }
        let old = rows_of(&self.carried.text, self.fact.id.as_str()).unwrap_or_default();
        let gone: Vec<String> = old
            .iter()
            .filter_map(|row| row.get("id")?.as_str())
            .filter(|key| !taken.contains(*key))
            .map(|key| format!("`{key}`"))
            .collect();
        let (text, comments) = put(&self.carried.text, &self.fact.id, &out)?;
        self.carried.text = text;
        self.record(&out);
        let counted = counted(out.len(), "row", "rows");
        let instead = match gone.as_slice() {
            [] => String::new(),
            gone => format!(", in place of {}", gone.join(", ")),
        };
        let (id, fact) = (self.question().id.clone(), self.fact.id.clone());
        self.say(format!("{counted} of `{id}` became `{fact}`{instead}"));
        self.lost(comments);
        Ok(())
    }

    /// Adds rows to those that the file has. Nothing that stands there is replaced unsaid.
    fn add(&mut self, rows: &[AnsweredRow]) -> Result<(), String> {
        let asks_about_them = matches!(
            self.question().for_each,
            Some(ForEach::Fact(list)) if self.reader.model.facts[list].id == self.fact.id
        );
        let in_file = self.rows_asked_about();
        let mut known = rows_of(&self.carried.text, &self.fact.id).unwrap_or_default();
        let keys = known.iter().filter_map(|row| row.get("id")?.as_str().map(str::to_owned));
        let mut taken: HashSet<String> = keys.collect();
        let (mut added, mut new, mut stayed) = (Vec::new(), Vec::new(), 0);
        for row in rows {
            let called = self.reader.called(row);
            let there = row.about.as_deref().filter(|key| asks_about_them && taken.contains(*key));
            match self.reader.fate(row) {
                Fate::Stays(why) => {
                    self.say(format!("{called} stays behind: {why}"));
                    if let Some(key) = there {
                        self.take_out(key)?;
                        known.retain(|row| row.get("id").is_none_or(|id| id != key));
                        self.carried.count += 1;
                    }
                    continue;
                }
                Fate::Undecided(why) => self.say(format!("{called} goes on, because {why}")),
                Fate::GoesOn => {}
            }
            if let Some(key) = there {
                self.update(row, key, &known)?;
                stayed += 1;
                self.carried.count += 1;
                continue;
            }
            let cells = self.cells(row, &in_file);
            if cells.is_empty() {
                self.say(format!("{called} holds nothing for `{}`, and stays behind", self.fact.id));
                continue;
            }
            let title_field = self.fact.fields().iter().find(|field| field.is_plain_text()).map(|field| &*field.id);
            let title_cell = cells.iter().find(|(field, _)| Some(field.as_str()) == title_field);
            let titles: Vec<&str> = title_cell.into_iter().flat_map(|(_, cell)| cell.texts()).collect();
            if let (Some(field), []) = (title_field, titles.as_slice()) {
                self.say(format!("{called} has no `{field}`, and stays behind"));
                continue;
            }
            let given = given_key(row);
            let is_same = |known: &&Map<String, Value>| {
                let has_key = given.is_some() && known.get("id").and_then(Value::as_str) == given;
                has_key || title_field.and_then(|field| known.get(field)).is_some_and(|value| has_text(value, &titles))
            };
            let same = known.iter().chain(&new).find(is_same).and_then(|row| row.get("id")?.as_str());
            if let Some(key) = same {
                let note = format!("{called} is in `{}` already, as `{key}`, which stays as it is", self.fact.id);
                self.say(note);
                self.carried.count += 1;
                continue;
            }
            let key = given.map_or_else(|| slug(titles.first().copied().unwrap_or_default()), str::to_owned);
            let key = unique(key, row.number - 1, &mut taken);
            let made = self.made(row, key, cells);
            new.extend(made.to_json().as_object().cloned());
            added.push(made);
        }
        if asks_about_them && self.reader.feeds.when.is_some() {
            let silent = known.iter().filter_map(|row| row.get("id")?.as_str());
            let silent = silent.filter(|key| rows.iter().all(|row| row.about.as_deref() != Some(key)));
            let (id, fact) = (&self.reader.question.id, &self.fact.id);
            let notes: Vec<String> =
                silent.map(|key| format!("the row `{key}` of `{fact}` has no answer in `{id}`, and goes on")).collect();
            self.said.extend(notes);
        }
        if stayed > 0 {
            self.say(format!("{} of `{}` go on", counted(stayed, "row", "rows"), self.fact.id));
        }
        if added.is_empty() {
            return Ok(());
        }
        let (text, comments) = append(&self.carried.text, &self.fact.id, &added)?;
        self.carried.text = text;
        self.record(&added);
        let counted = counted(added.len(), "row", "rows");
        let (id, fact) = (self.question().id.clone(), self.fact.id.clone());
        self.say(format!("{counted} of `{id}` were added to `{fact}`"));
        self.lost(comments);
        Ok(())
    }

    /// The rows of the list that the question asks about, as the file has them.
    fn rows_asked_about(&self) -> Vec<Map<String, Value>> {
        let Some(ForEach::Fact(list)) = self.question().for_each else { return Vec::new() };
        rows_of(&self.carried.text, &self.reader.model.facts[list].id).unwrap_or_default()
    }

    /// Whether a row holds no text for the fact.
    fn is_blank(&self, row: &AnsweredRow) -> bool {
        let text = |field: &FactField| row.fields.get(field.id.as_str())?.as_str();
        let holds = |field: &FactField| {
            if field.is_plain_text() {
                text(field).is_some_and(|text| !without_forbidden(text).0.trim().is_empty())
            } else {
                row.fields.contains_key(field.id.as_str())
            }
        };
        !self.fact.fields().iter().any(holds)
    }

    /// Takes a row out of the file.
    fn take_out(&mut self, key: &str) -> Result<(), String> {
        let (text, comments) = remove(&self.carried.text, &self.fact.id, key)?;
        self.carried.text = text;
        self.lost(comments);
        Ok(())
    }

    /// Puts what a return answers about a row into that row. What the row says already stays, unless the return says it anew:
    /// then a line says both.
    fn update(&mut self, row: &AnsweredRow, key: &str, known: &[Map<String, Value>]) -> Result<(), String> {
        let fact = self.fact;
        let known = known.iter().find(|row| row.get("id").is_some_and(|id| id == key));
        for field in fact.fields() {
            let Some(cell) = self.reader.cell(row, field, &mut self.said) else { continue };
            let id = field.id.as_str();
            match (known.and_then(|row| row.get(id)), &cell) {
                (Some(old), Cell::Word(word)) if old == word.as_str() => continue,
                (Some(old), Cell::Word(word)) => {
                    self.say(format!("`{id}` of `{key}` was {}, and is `{word}` now", in_words(old)));
                }
                (Some(old), Cell::Texts(texts)) => {
                    let new: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
                    if has_text(old, &new) {
                        continue;
                    }
                    let is_free = old.as_object().is_some_and(|old| !old.contains_key(self.reader.language));
                    if !is_free {
                        let said = new.join(" ");
                        self.say(format!("`{id}` of `{key}` stays as it is: the return says “{said}”"));
                        continue;
                    }
                }
                (None, _) => {}
            }
            self.carried.text = set(&self.carried.text, &fact.id, key, id, &cell)?.0;
        }
        let (fact, question) = (fact.id.clone(), self.question().id.clone());
        self.carried.origins.push(Origin { fact, question, rows: vec![(key.to_owned(), row.number)] });
        Ok(())
    }

    /// Keeps where rows came from.
    fn record(&mut self, rows: &[Row]) {
        self.carried.count += rows.len();
        let rows = rows.iter().map(|row| (row.key.clone(), row.number)).collect();
        let (fact, question) = (self.fact.id.clone(), self.question().id.clone());
        self.carried.origins.push(Origin { fact, question, rows });
    }

    /// Says which comments went with old rows.
    fn lost(&mut self, comments: Vec<String>) {
        let fact = &self.fact.id;
        self.said.extend(
            comments.into_iter().map(|comment| format!("the comment `{comment}` went with the old rows of `{fact}`")),
        );
    }
}

/// Whether a value of a country file has one of these texts in any language.
fn has_text(value: &Value, texts: &[&str]) -> bool {
    match value {
        Value::String(known) => texts.iter().any(|text| text.trim() == known.trim()),
        Value::Object(known) => known.values().any(|known| has_text(known, texts)),
        _ => false,
    }
}
