//! The rows of one question, on their way into a country file: they take the place of the rows there, or are added to them.

use super::country_file::CountryFile;
use super::country_text::{append, put, remove, rows_of, set};
use super::rows::{AnsweredRow, Cell, Fate, Row, RowReader, given_key, title_field};
use super::said::{Said, all_of, say_differences};
use super::words::{has_text, in_line, in_words, is_position, slug, unique};
use super::{CarriedRows, Origin};
use canevas_diagnostics::counted;
use canevas_model::{Fact, FactField, ForEach, Question};
use canevas_responses::Response;
use canevas_syntax::without_forbidden;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// The rows of one question, on their way into a country file.
pub(super) struct Carrier<'c, 'a> {
    pub(super) reader: RowReader<'a>,
    pub(super) fact: &'a Fact,
    pub(super) country: CountryFile<'a>,
    pub(super) returned: &'a Response,
    pub(super) carried: &'c mut CarriedRows,
    pub(super) said: Said,
}

/// The values of a row, by the id of their field.
type Cells = Vec<(String, Cell)>;

impl<'a> Carrier<'_, 'a> {
    pub(super) fn say(&mut self, note: String) {
        self.said.notes.push(note);
    }

    /// Says what was said, with the country before it.
    pub(super) fn finish(self, code: &str) {
        self.carried.say(code, self.said);
    }

    fn question(&self) -> &Question {
        self.reader.question
    }

    /// A row of the file. Keeps where its values came from.
    fn made(&mut self, row: &AnsweredRow, key: String, cells: Cells) -> Row {
        let from = format!("from {} of the edition {}", self.question().id, self.reader.model.edition);
        let origin = |(field, _): &(String, Cell)| Origin {
            list: self.fact.id.clone(),
            key: key.clone(),
            place: self.reader.place(row, field),
        };
        self.carried.origins.extend(cells.iter().map(origin));
        self.carried.count += 1;
        Row { key, from, cells }
    }

    /// The values of a row for the fields of the fact: what the return answers, else what is known of the row it is about.
    fn cells(&self, row: &AnsweredRow, in_file: &[Map<String, Value>]) -> (Cells, Said) {
        let mut said = Said::default();
        let mut cell = |field: &FactField| {
            let answered = self.reader.cell(row, field, &mut said);
            let known = || self.reader.known_cell(row, field, in_file, self.returned, &mut said);
            Some((field.id.to_string(), answered.or_else(known)?))
        };
        (self.fact.fields().iter().filter_map(&mut cell).collect(), said)
    }

    /// What a row is called after: the first text that it holds for the fact.
    fn title(&self, row: &AnsweredRow) -> String {
        let texts = self.fact.fields().iter().filter(|field| field.is_plain_text());
        let mut texts = texts.filter_map(|field| row.fields.get(field.id.as_str())?.as_str());
        texts.find(|text| !text.trim().is_empty()).unwrap_or_default().to_owned()
    }

    /// Puts the rows in the place of those that the file has. Whether there were such rows.
    pub(super) fn replace(&mut self, rows: &[AnsweredRow]) -> Result<bool, String> {
        let old = rows_of(&self.carried.text, &self.fact.id).unwrap_or_default();
        // No new row gets the key of a row that leaves.
        let (mut taken, mut used) = (self.country.keys(self.fact), HashSet::new());
        let mut out = Vec::new();
        for row in rows {
            if self.is_blank(row) {
                self.say_blank(row);
                continue;
            }
            let (mut cells, said) = self.cells(row, &[]);
            self.said.take(said, None);
            // What was left out is said where it was found.
            if cells.is_empty() {
                continue;
            }
            self.say_words_beside(row);
            let is_free = |key: &&str| !used.contains(*key);
            let same = || self.same(row, &cells, &old)?.get("id")?.as_str();
            let key = match given_key(row).filter(is_free).or_else(|| same().filter(is_free)) {
                Some(key) => key.to_owned(),
                None => unique(slug(&self.title(row)), row.number - 1, &mut taken),
            };
            if let Some(same) = old.iter().find(|old| old.get("id").is_some_and(|id| *id == *key)) {
                self.go_on(row, &mut cells, same);
            }
            taken.insert(key.clone());
            used.insert(key.clone());
            out.push(self.made(row, key, cells));
        }
        if out.is_empty() {
            return Ok(false);
        }
        let gone: Vec<String> = old
            .iter()
            .filter_map(|row| row.get("id")?.as_str())
            .filter(|key| !used.contains(*key))
            .map(|key| format!("`{key}`"))
            .collect();
        let (text, comments) = put(&self.carried.text, &self.fact.id, &out)?;
        self.carried.text = text;
        let counted = counted(out.len(), "row", "rows");
        let instead = match gone.as_slice() {
            [] => String::new(),
            gone => format!(", in place of {}", gone.join(", ")),
        };
        let (id, fact) = (self.question().id.clone(), self.fact.id.clone());
        self.say(format!("{counted} of `{id}` became `{fact}`{instead}"));
        self.lost(comments);
        Ok(true)
    }

    /// Takes over what the row of the file that is the same says in other languages, and names its values that go.
    fn go_on(&mut self, row: &AnsweredRow, cells: &mut Cells, same: &Map<String, Value>) {
        let key = same.get("id").and_then(Value::as_str).unwrap_or_default();
        for field in self.fact.fields() {
            let id = field.id.as_str();
            let Some(old) = same.get(id) else { continue };
            let was = Cell::of_file(&field.shape, old).map_or_else(|| in_words(old), |old| old.in_words());
            let Some((_, cell)) = cells.iter_mut().find(|(known, _)| known == id) else {
                let called = self.reader.called(row);
                self.said.notes.push(format!("`{id}` of `{key}` was {was}, and leaves: {called} brings none"));
                continue;
            };
            if !cell.keep_languages(&field.shape, old, self.reader.language) {
                let now = cell.in_words();
                self.said.notes.push(format!("`{id}` of `{key}` was {was}, and is {now} now"));
            }
        }
    }

    /// Names the rows that are not among those of the file, which were carried before, or typed. They stay as they are.
    pub(super) fn compare(&mut self, rows: &[AnsweredRow]) {
        let known = rows_of(&self.carried.text, &self.fact.id).unwrap_or_default();
        let edition = &self.reader.model.edition;
        for row in rows {
            if self.is_blank(row) {
                self.say_blank(row);
                continue;
            }
            let (called, title) = (self.reader.called(row), self.title(row));
            let (cells, said) = self.cells(row, &[]);
            let same = self.same(row, &cells, &known);
            self.said.take(said, same);
            match same {
                Some(same) => {
                    self.carried.count += 1;
                    self.say_differences(row, &cells, same);
                }
                None => self.said.faults.push(format!(
                    "{called} (“{}”) is not in `{}`, whose rows are no longer those of the edition {edition}, so they stay as they are: type it into the country file if it is missing there",
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
        let field = title_field(self.fact);
        let cell = cells.iter().find(|(id, _)| Some(id.as_str()) == field);
        (field, cell.into_iter().flat_map(|(_, cell)| cell.texts()).collect())
    }

    /// Says what a row of the return says otherwise than the row of the file.
    fn say_differences(&mut self, row: &AnsweredRow, cells: &[(String, Cell)], known: &Map<String, Value>) {
        let (called, again) = (self.reader.called(row), self.country.is_again(self.fact));
        say_differences(&mut self.said, (&called, &self.fact.id), cells, known, again);
    }

    /// Says which words of a row have no place in the list.
    fn say_words_beside(&mut self, row: &AnsweredRow) {
        let words = self.reader.words_beside(row, self.fact);
        self.said.notes.extend(words);
    }

    /// Adds rows to those that the file has. A line names each value that it replaces.
    pub(super) fn add(&mut self, rows: &[AnsweredRow]) -> Result<(), String> {
        let asks_about_them = self.reader.list_asked_about() == Some(&self.fact.id);
        let (country, fact) = (self.country, self.fact);
        let again = country.is_again(fact);
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
            // Somebody took a row out that the edition before had: who says nothing about it does not bring it back.
            let was_taken_out = || row.about.as_deref().is_some_and(|key| country.had_row(fact, key));
            if !is_answered && (there.is_some() || !asks_about_them || was_taken_out()) {
                continue;
            }
            let why = match if is_answered { self.reader.fate(row) } else { Fate::GoesOn } {
                Fate::Stays(why) => {
                    match there.map(str::to_owned).or_else(|| self.carried_before(row, &in_file, &known)) {
                        Some(key) if again => {
                            let fact = &self.fact.id;
                            let note = format!("{called} should stay behind: {why}. `{key}` is still in `{fact}`");
                            self.say(format!("{note}: take it out if it is finished"));
                            self.carried.count += 1;
                        }
                        Some(key) if there.is_some() => {
                            self.say(format!("{called} stays behind: {why}"));
                            self.take_out(&key)?;
                            known.retain(|row| row.get("id").is_none_or(|id| *id != *key));
                            self.carried.count += 1;
                        }
                        // An earlier run took it out, and said so.
                        None if again && was_taken_out() => {}
                        None | Some(_) => self.say(format!("{called} stays behind: {why}")),
                    }
                    continue;
                }
                Fate::Undecided(why) => Some(format!("{called} goes on, because {why}")),
                Fate::GoesOn if is_answered => None,
                Fate::GoesOn => Some(self.without_answer(row.about.as_deref().unwrap_or_default())),
            };
            if let Some(key) = there {
                self.said.notes.extend(why.filter(|_| !again));
                self.say_words_beside(row);
                self.update(row, key, &known)?;
                stayed += 1;
                self.carried.count += 1;
                continue;
            }
            let (cells, said) = self.cells(row, &in_file);
            let same = self.same(row, &cells, known.iter().chain(&new)).cloned();
            self.said.take(said, same.as_ref().filter(|_| again));
            let (field, titles) = self.titles(&cells);
            if let Some(why) = self.why_no_row(row, &cells, field.filter(|_| titles.is_empty())) {
                let fields = row.fields.iter().filter(|(key, _)| !self.reader.is_out(row, key));
                let line = format!("{called} {why}{}", all_of(&cells, fields));
                if cells.is_empty() {
                    self.say(line);
                } else {
                    self.said.faults.push(line);
                }
                continue;
            }
            if let Some(same) = same {
                self.carried.count += 1;
                self.say_differences(row, &cells, &same);
                continue;
            }
            self.said.notes.extend(why);
            self.say_words_beside(row);
            let key = match given_key(row) {
                // No other row has the key of a row that was taken out, so it comes back under this key.
                Some(key) if asks_about_them && row.about.is_some() => {
                    if was_taken_out() {
                        let note = format!("{called} was taken out, and is in `{}` again", self.fact.id);
                        self.say(format!("{note}: take it out if it is finished"));
                    }
                    taken.insert(key.to_owned());
                    key.to_owned()
                }
                Some(key) => unique(key.to_owned(), row.number - 1, &mut taken),
                None => unique(slug(titles.first().copied().unwrap_or_default()), row.number - 1, &mut taken),
            };
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
            self.said.notes.extend(notes);
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
        let were = if added.len() == 1 { "was" } else { "were" };
        let counted = counted(added.len(), "row", "rows");
        let (id, fact) = (self.question().id.clone(), self.fact.id.clone());
        self.say(format!("{counted} of `{id}` {were} added to `{fact}`"));
        self.lost(comments);
        Ok(())
    }

    /// The key that a row has in the file from an earlier run, where it came under a key that files do not have, or under none.
    fn carried_before(
        &self,
        row: &AnsweredRow,
        in_file: &[Map<String, Value>],
        known: &[Map<String, Value>],
    ) -> Option<String> {
        let (cells, _) = self.cells(row, in_file);
        Some(self.same(row, &cells, known)?.get("id")?.as_str()?.to_owned())
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
        let mut refused = self.fact.fields().iter().filter(|field| self.reader.is_out(row, field.id.as_str()));
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

    /// The rows of the list that the question asks about, as the file has them, and those that were taken out of it: the country
    /// was asked about them too.
    fn rows_asked_about(&self) -> Vec<Map<String, Value>> {
        let Some(ForEach::Fact(list)) = self.question().for_each else { return Vec::new() };
        let list = &self.reader.model.facts[list];
        let mut rows = rows_of(&self.carried.text, &list.id).unwrap_or_default();
        for old in self.country.rows_before(list) {
            if rows.iter().all(|row| row.get("id") != old.get("id")) {
                rows.push(old);
            }
        }
        rows
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

    /// Says that a row without a text is left out. What it holds for the list is still to be typed.
    fn say_blank(&mut self, row: &AnsweredRow) {
        let all = all_of(&[], &row.fields);
        let line = format!("{} holds no text, and was left out{all}", self.reader.called(row));
        let holds = |field: &FactField| row.fields.contains_key(field.id.as_str());
        if self.fact.fields().iter().any(holds) { self.said.faults.push(line) } else { self.say(line) }
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
        let mut said = Said::default();
        for field in fact.fields() {
            let Some(cell) = self.reader.cell(row, field, &mut said) else { continue };
            let id = field.id.as_str();
            match (known.and_then(|row| row.get(id)), &cell) {
                (None, _) => {}
                (Some(old), cell) if cell.is_in(old) => continue,
                (Some(old), Cell::Word(word)) if !again => {
                    said.notes.push(format!("`{id}` of `{key}` was {}, and is `{word}` now", in_words(old)));
                }
                (Some(old), cell) => {
                    let is_free = old.as_object().is_some_and(|old| !old.contains_key(self.reader.language));
                    if matches!(cell, Cell::Word(_)) || !is_free {
                        let words = cell.in_words();
                        said.notes.push(format!("`{id}` of `{key}` stays as it is: the return says {words}"));
                        continue;
                    }
                }
            }
            self.carried.text = set(&self.carried.text, &fact.id, key, id, &cell)?.0;
            let place = self.reader.place(row, id);
            // A value of the facts that stood here before is no longer in the file.
            self.carried.origins.retain(|old| old.list != fact.id || old.key != key || old.place.field != id);
            self.carried.origins.push(Origin { list: fact.id.clone(), key: key.to_owned(), place });
        }
        self.said.take(said, known.filter(|_| again));
        Ok(())
    }

    /// Says which comments went with old rows.
    fn lost(&mut self, comments: Vec<String>) {
        let fact = &self.fact.id;
        let lost = |comment| format!("the comment `{comment}` went with the old rows of `{fact}`");
        self.said.notes.extend(comments.into_iter().map(lost));
    }
}
