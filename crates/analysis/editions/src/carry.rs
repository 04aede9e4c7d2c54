//! Moves rows of a return into a country file of the next edition. It decides which rows go on and where they stand, and names
//! everything that stays behind.

mod country_file;
mod country_text;
mod rows;
mod typed;

use canevas_diagnostics::counted;
use canevas_model::{Fact, FactField, FactId, Feeds, ForEach, Model, Question};
use canevas_responses::Response;
use canevas_syntax::without_forbidden;
pub use country_file::{CountryFile, FileBefore};
use country_text::{append, facts, place_in_rows, put, remove, rows_of, set};
use rows::RowPlace;
pub use rows::ValuePlace;
use rows::{
    AnsweredRow, Cell, Fate, Row, RowReader, asks_about, given_key, has_text, in_line, in_words, is_position, slug,
    unique,
};
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashSet};
use typed::{Typed, add_typed, fill_in};

/// A country file with the rows of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedRows {
    /// The text of the file.
    pub text: String,
    /// How many rows of the return are in it, those that were there before among them, or were taken out of it.
    pub count: usize,
    /// What is said of the rows.
    pub notes: Vec<String>,
    /// What could not be carried, and has to be typed.
    pub faults: Vec<String>,
    /// Where rows came from: the fact, the key in the file, and the place in the return.
    origins: Vec<(FactId, String, RowPlace)>,
}

impl CarriedRows {
    /// The value of the return that stands at a place in the text of the file.
    pub fn text_at(&self, place: usize) -> Option<ValuePlace> {
        self.origins.iter().find_map(|(fact, key, row)| {
            let (found, field) = place_in_rows(&self.text, fact.as_str(), place)?;
            (found == *key).then(|| ValuePlace { row: row.clone(), field })
        })
    }
}

/// A country file with the rows that a return feeds into it, without some of their values. Fails where the file is not written so
/// that rows can be put into it.
pub fn carry_rows(
    model: &Model,
    code: &str,
    country: CountryFile<'_>,
    returned: &Response,
    without: &BTreeSet<ValuePlace>,
) -> Result<CarriedRows, String> {
    let text = country.text.map_or_else(|| format!("canevas: 1\ncountry: {code}\n"), str::to_owned);
    let mut carried = CarriedRows { text, count: 0, notes: Vec::new(), faults: Vec::new(), origins: Vec::new() };
    let language = returned.language().unwrap_or(model.source_language.tag());
    for fact in &model.facts {
        let feeding = model.questions.iter().filter_map(|question| Some((question, question.feeds.as_ref()?)));
        let feeding: Vec<(&Question, &Feeds)> =
            feeding.filter(|(_, feeds)| feeds.adds && feeds.fact == fact.id).collect();
        if feeding.is_empty() {
            continue;
        }
        let is_asked = |(question, _): &(&Question, &Feeds)| asks_about(model, question) == Some(&fact.id);
        let (edition, is_again) = (model.edition.as_str(), country.is_again(fact));
        let typed = Typed { returned, edition, language, without, is_again };
        fill_in(&mut carried, code, fact, &typed)?;
        if !feeding.iter().any(is_asked) {
            add_typed(&mut carried, code, fact, &typed, country.keys(fact))?;
        }
    }
    for question in &model.questions {
        let Some(feeds) = &question.feeds else { continue };
        let Some(fact) = model.facts.iter().find(|fact| fact.id == feeds.fact) else { continue };
        let reader = RowReader { model, question, feeds, language, without };
        let (rows, mut faults) = reader.rows(returned);
        faults.extend(reader.unread(returned, |id| fact.fields().iter().any(|field| field.id == *id)));
        let said = Vec::new();
        let mut carrier = Carrier { reader, fact, country, returned, carried: &mut carried, said, faults };
        if rows.is_empty() && carrier.faults.is_empty() {
            let unchanged =
                if feeds.adds { String::new() } else { format!("; the fact `{}` stays unchanged", feeds.fact) };
            carrier.say(format!("the return has no rows for `{}`{unchanged}", question.id));
        } else if feeds.adds {
            carrier.add(&rows)?;
        } else if country.is_again(fact) {
            carrier.compare(&rows);
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
    country: CountryFile<'a>,
    returned: &'a Response,
    carried: &'c mut CarriedRows,
    said: Vec<String>,
    faults: Vec<String>,
}

impl<'a> Carrier<'_, 'a> {
    fn say(&mut self, note: String) {
        self.said.push(note);
    }

    /// Says what was said, with the country before it.
    fn finish(self, code: &str) {
        let with_code = |notes: Vec<String>| notes.into_iter().map(move |note| format!("{code}: {note}"));
        self.carried.notes.extend(with_code(self.said));
        self.carried.faults.extend(with_code(self.faults));
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
            let answered = self.reader.cell(row, field, &mut self.said);
            let known = || self.reader.known_cell(row, field, in_file, self.returned, &mut self.faults);
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
            self.say_words_beside(row);
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

    /// Names the rows that are not among those of the file, which were carried before, or typed. They stay as they are.
    fn compare(&mut self, rows: &[AnsweredRow]) {
        let known = rows_of(&self.carried.text, &self.fact.id).unwrap_or_default();
        let edition = &self.reader.model.edition;
        for row in rows {
            if self.is_blank(row) {
                continue;
            }
            let (called, title) = (self.reader.called(row), self.title(row));
            let cells = self.cells(row, &[]);
            match self.same(row, &cells, &known) {
                Some(same) => {
                    self.carried.count += 1;
                    self.say_differences(row, &cells, same);
                }
                None => self.faults.push(format!(
                    "{called} (“{}”) is not in `{}`, whose rows were changed since the edition {edition}, so they stay as they are",
                    in_line(&title),
                    self.fact.id
                )),
            }
        }
    }

    /// The row of the file that is the same as a row of the return: it has its key, or its title.
    fn same<'k>(
        &self,
        row: &AnsweredRow,
        cells: &[(String, Cell)],
        known: impl IntoIterator<Item = &'k Map<String, Value>>,
    ) -> Option<&'k Map<String, Value>> {
        let (field, titles) = self.titles(cells);
        let given = given_key(row);
        known.into_iter().find(|known| {
            let has_key = given.is_some() && known.get("id").and_then(Value::as_str) == given;
            has_key || field.and_then(|field| known.get(field)).is_some_and(|value| has_text(value, &titles))
        })
    }

    /// The field that gives a row its title, and the titles among some values.
    fn titles<'c>(&self, cells: &'c [(String, Cell)]) -> (Option<&'a str>, Vec<&'c str>) {
        let field = self.fact.fields().iter().find(|field| field.is_plain_text()).map(|field| field.id.as_str());
        let cell = cells.iter().find(|(id, _)| Some(id.as_str()) == field);
        (field, cell.into_iter().flat_map(|(_, cell)| cell.texts()).collect())
    }

    /// Says what a row of the return says otherwise than the row of the file.
    fn say_differences(&mut self, row: &AnsweredRow, cells: &[(String, Cell)], known: &Map<String, Value>) {
        let (called, again) = (self.reader.called(row), self.country.is_again(self.fact));
        let key = known.get("id").and_then(Value::as_str).unwrap_or_default();
        let differs = |(field, cell): &&(String, Cell)| known.get(field).is_none_or(|value| !cell.is_in(value));
        let differences: Vec<String> =
            cells.iter().filter(differs).map(|(field, cell)| format!("{} for `{field}`", cell.in_words())).collect();
        if again && differences.is_empty() {
            return;
        }
        let otherwise = match differences.as_slice() {
            [] => String::new(),
            some => format!("; the return says {}", some.join(", ")),
        };
        let note = format!("{called} is in `{}` already, as `{key}`, which stays as it is{otherwise}", self.fact.id);
        // A value that is missing is still to be typed.
        let is_missing = cells.iter().any(|(field, _)| !known.contains_key(field));
        if is_missing { self.faults.push(note) } else { self.say(note) }
    }

    /// Says which words of a row have no place in the list.
    fn say_words_beside(&mut self, row: &AnsweredRow) {
        let words = self.reader.words_beside(row, |id| self.fact.fields().iter().any(|field| field.id == *id));
        self.said.extend(words);
    }

    /// Adds rows to those that the file has. A line names each value that it replaces.
    fn add(&mut self, rows: &[AnsweredRow]) -> Result<(), String> {
        let asks_about_them = self.reader.list_asked_about() == Some(&self.fact.id);
        let again = self.country.is_again(self.fact);
        let in_file = self.rows_asked_about();
        let mut known = rows_of(&self.carried.text, &self.fact.id).unwrap_or_default();
        let keys = known.iter().filter_map(|row| row.get("id")?.as_str().map(str::to_owned));
        let there: HashSet<String> = keys.collect();
        let mut taken = self.country.keys(self.fact);
        taken.extend(there.iter().cloned());
        let (mut added, mut new, mut stayed) = (Vec::new(), Vec::new(), 0);
        for row in rows {
            let called = self.reader.called(row);
            let there = row.about.as_deref().filter(|key| asks_about_them && there.contains(*key));
            let is_answered = row.about.is_none() || !row.fields.is_empty();
            if !is_answered && (there.is_some() || !asks_about_them) {
                continue;
            }
            let why = match if is_answered { self.reader.fate(row) } else { Fate::GoesOn } {
                Fate::Stays(why) => {
                    match there {
                        Some(key) if again => {
                            let fact = &self.fact.id;
                            let note = format!("{called} should stay behind: {why}. `{key}` is still in `{fact}`");
                            self.say(format!("{note}: take it out if it is finished"));
                            self.carried.count += 1;
                        }
                        Some(key) => {
                            self.say(format!("{called} stays behind: {why}"));
                            self.take_out(key)?;
                            known.retain(|row| row.get("id").is_none_or(|id| id != key));
                            self.carried.count += 1;
                        }
                        None if again => {}
                        None => self.say(format!("{called} stays behind: {why}")),
                    }
                    continue;
                }
                Fate::Undecided(why) => Some(format!("{called} goes on, because {why}")),
                Fate::GoesOn if is_answered => None,
                Fate::GoesOn => Some(self.without_answer(row.about.as_deref().unwrap_or_default())),
            };
            if let Some(key) = there {
                self.said.extend(why.filter(|_| !again));
                self.say_words_beside(row);
                self.update(row, key, &known)?;
                stayed += 1;
                self.carried.count += 1;
                continue;
            }
            let cells = self.cells(row, &in_file);
            let (field, titles) = self.titles(&cells);
            if let Some(why) = self.why_no_row(row, &cells, field.filter(|_| titles.is_empty())) {
                self.say(format!("{called} {why}"));
                continue;
            }
            if let Some(same) = self.same(row, &cells, known.iter().chain(&new)).cloned() {
                self.carried.count += 1;
                self.say_differences(row, &cells, &same);
                continue;
            }
            self.said.extend(why);
            self.say_words_beside(row);
            let key = given_key(row).map_or_else(|| slug(titles.first().copied().unwrap_or_default()), str::to_owned);
            let key = unique(key, row.number - 1, &mut taken);
            let made = self.made(row, key, cells);
            new.extend(made.to_json().as_object().cloned());
            added.push(made);
        }
        if asks_about_them && self.reader.feeds.when.is_some() && !again {
            let silent = known.iter().filter_map(|row| row.get("id")?.as_str());
            let has_answer =
                |key: &str| rows.iter().any(|row| row.about.as_deref() == Some(key) && !row.fields.is_empty());
            let notes: Vec<String> =
                silent.filter(|key| !has_answer(key)).map(|key| self.without_answer(key)).collect();
            self.said.extend(notes);
        }
        if stayed > 0 && !again {
            let go = if stayed == 1 { "goes" } else { "go" };
            self.say(format!("{} of `{}` {go} on", counted(stayed, "row", "rows"), self.fact.id));
        }
        if added.is_empty() {
            return Ok(());
        }
        let (text, comments) = append(&self.carried.text, &self.fact.id, &added)?;
        self.carried.text = text;
        self.record(&added);
        let were = if added.len() == 1 { "was" } else { "were" };
        let counted = counted(added.len(), "row", "rows");
        let (id, fact) = (self.question().id.clone(), self.fact.id.clone());
        self.say(format!("{counted} of `{id}` {were} added to `{fact}`"));
        self.lost(comments);
        Ok(())
    }

    /// Whether a row is about one that the country's copy of the form has. A blank copy has rows by position.
    fn is_in_copy(&self, row: &AnsweredRow) -> bool {
        let (Some(key), Some(list)) = (row.about.as_deref(), self.reader.list_asked_about()) else { return true };
        let typed = || self.returned.facts().and_then(|facts| facts.get(list.as_str())?.get(key)).is_some();
        let in_file = || self.rows_asked_about().iter().any(|row| row.get("id").is_some_and(|id| id == key));
        is_position(key) || typed() || in_file()
    }

    /// Why values make no row of the list: there are none, or the title is missing.
    fn why_no_row(&self, row: &AnsweredRow, cells: &[(String, Cell)], missing_title: Option<&str>) -> Option<String> {
        if missing_title.is_none() && !cells.is_empty() {
            return None;
        }
        let mut refused = self.fact.fields().iter().filter(|field| self.reader.is_out(row, &field.id));
        let refused = refused.find(|field| missing_title.is_none_or(|id| field.id == *id));
        Some(match (refused, missing_title) {
            (Some(field), _) => format!("stays behind, because its `{}` does", field.id),
            _ if !self.is_in_copy(row) => "stays behind: the copy has no such row".to_owned(),
            (None, Some(title)) if !cells.is_empty() => format!("has no `{title}`, and stays behind"),
            (None, _) => format!("holds nothing for `{}`, and stays behind", self.fact.id),
        })
    }

    /// A row goes on though nobody answered about it.
    fn without_answer(&self, key: &str) -> String {
        format!("the row `{key}` of `{}` has no answer in `{}`, and goes on", self.fact.id, self.question().id)
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
        let (fact, again) = (self.fact, self.country.is_again(self.fact));
        let known = known.iter().find(|row| row.get("id").is_some_and(|id| id == key));
        for field in fact.fields() {
            let Some(cell) = self.reader.cell(row, field, &mut self.said) else { continue };
            let id = field.id.as_str();
            match (known.and_then(|row| row.get(id)), &cell) {
                (None, _) => {}
                (Some(old), cell) if cell.is_in(old) => continue,
                (Some(old), Cell::Word(word)) if !again => {
                    self.say(format!("`{id}` of `{key}` was {}, and is `{word}` now", in_words(old)));
                }
                (Some(old), cell) => {
                    let is_free = old.as_object().is_some_and(|old| !old.contains_key(self.reader.language));
                    if matches!(cell, Cell::Word(_)) || !is_free {
                        let said = cell.in_words();
                        self.say(format!("`{id}` of `{key}` stays as it is: the return says {said}"));
                        continue;
                    }
                }
            }
            self.carried.text = set(&self.carried.text, &fact.id, key, id, &cell)?.0;
        }
        let place = RowPlace::Answer(self.question().id.clone(), row.number);
        self.carried.origins.push((fact.id.clone(), key.to_owned(), place));
        Ok(())
    }

    /// Keeps where rows came from.
    fn record(&mut self, rows: &[Row]) {
        self.carried.count += rows.len();
        let question = &self.reader.question.id;
        self.carried.origins.extend(
            rows.iter()
                .map(|row| (self.fact.id.clone(), row.key.clone(), RowPlace::Answer(question.clone(), row.number))),
        );
    }

    /// Says which comments went with old rows.
    fn lost(&mut self, comments: Vec<String>) {
        let fact = &self.fact.id;
        self.said.extend(
            comments.into_iter().map(|comment| format!("the comment `{comment}` went with the old rows of `{fact}`")),
        );
    }
}
