//! Moves rows of a return into a country file of the next edition. It decides which rows go on and where they stand, and names
//! everything that stays behind.

mod carrier;
mod country_file;
mod country_text;
mod parts;
mod rows;
mod said;
mod typed;
mod words;

use canevas_model::{Fact, FactId, FactKind, Feeds, Model, Question};
use canevas_responses::Response;
use carrier::Carrier;
pub use country_file::{CountryFile, FileBefore};
use country_text::{facts, place_in_rows};
use parts::{odd_parts, single_facts};
use rows::RowReader;
pub use rows::ValuePlace;
use said::Said;
use serde_json::Value;
use std::collections::BTreeSet;
use typed::Typed;

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
    /// Where the values of rows came from.
    origins: Vec<Origin>,
}

/// Where a value of a row in the file came from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    /// The list.
    list: FactId,
    /// The key of the row in the file.
    key: String,
    /// The place in the return. Its field is that of the list.
    place: ValuePlace,
}

impl CarriedRows {
    /// The value of the return that stands at a place in the text of the file.
    pub fn text_at(&self, place: usize) -> Option<ValuePlace> {
        self.origins.iter().find_map(|origin| {
            let (key, field) = place_in_rows(&self.text, origin.list.as_str(), place)?;
            (origin.key == key && origin.place.field == field).then(|| origin.place.clone())
        })
    }

    /// Takes lines about a country.
    fn say(&mut self, code: &str, said: Said) {
        let with_code = |lines: Vec<String>| lines.into_iter().map(move |line| format!("{code}: {line}"));
        self.notes.extend(with_code(said.notes));
        let refused = said.refused.into_iter().map(|(_, line)| line).collect();
        self.faults.extend(with_code(said.faults).chain(with_code(refused)));
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
    let key = model.respondents.key().unwrap_or_default();
    let text = country.text.map_or_else(|| format!("canevas: 1\n{key}: {code}\n"), str::to_owned);
    let mut carried = CarriedRows { text, count: 0, notes: Vec::new(), faults: Vec::new(), origins: Vec::new() };
    let language = returned.language().unwrap_or(model.source_language.tag());
    carried.say(code, odd_parts(model, returned));
    let typed = |fact| Typed { model, returned, language, without, country, fact };
    let feeds_of = |fact: &Fact| feeding(model).any(|(_, feeds)| !feeds.adds && feeds.fact == fact.id);
    let (replaced, others): (Vec<&Fact>, Vec<&Fact>) = lists(model).partition(|fact| feeds_of(fact));
    for fact in others {
        typed(fact).carry(&mut carried, code)?;
    }
    let mut gone: Vec<&FactId> = Vec::new();
    for (question, feeds) in feeding(model) {
        let Some(fact) = model.facts.iter().find(|fact| fact.id == feeds.fact) else { continue };
        let reader = RowReader { model, question, feeds, language, without };
        let (rows, mut faults) = reader.rows(returned);
        faults.extend(reader.unread(returned, fact));
        let is_empty = rows.is_empty() && faults.is_empty();
        let said = Said { notes: reader.beside_the_question(returned), faults, ..Said::default() };
        let mut carrier = Carrier { reader, fact, country, returned, carried: &mut carried, said };
        if is_empty {
            let stay = if feeds.adds { String::new() } else { format!("; the rows of `{}` stay", feeds.fact) };
            carrier.say(format!("the return has no rows for `{}`{stay}", question.id));
        } else if feeds.adds {
            carrier.add(&rows)?;
        } else if country.is_again(fact) {
            carrier.compare(&rows);
            gone.extend((!rows.is_empty()).then_some(&fact.id));
        } else {
            gone.extend(carrier.replace(&rows)?.then_some(&fact.id));
        }
        carrier.finish(code);
    }
    // What a country typed about rows goes on where the rows do.
    for fact in replaced {
        if gone.contains(&&fact.id) {
            typed(fact).say_what_leaves(&mut carried, code);
        } else {
            typed(fact).carry(&mut carried, code)?;
        }
    }
    let of_file = facts(&carried.text).unwrap_or_default();
    let notes = single_facts(model, returned, &of_file, language);
    carried.say(code, Said { notes, ..Said::default() });
    Ok(carried)
}

/// The questions whose rows go into lists of facts.
fn feeding(model: &Model) -> impl Iterator<Item = (&Question, &Feeds)> {
    model.questions.iter().filter_map(|question| Some((question, question.feeds.as_ref()?)))
}

/// The lists of facts.
fn lists(model: &Model) -> impl Iterator<Item = &Fact> {
    model.facts.iter().filter(|fact| matches!(fact.kind, FactKind::List { .. }))
}

/// Whether two texts of a country file have the same rows in every list. Where there is no file, there are no rows.
pub fn have_same_rows(model: &Model, one: Option<&str>, other: Option<&str>) -> bool {
    let rows = |text: Option<&str>| {
        let facts = text.map_or(Some(Value::Null), facts)?;
        Some(lists(model).map(|fact| facts.get(fact.id.as_str()).cloned()).collect::<Vec<_>>())
    };
    one == other || rows(one).is_some_and(|rows_of_one| rows(other) == Some(rows_of_one))
}
