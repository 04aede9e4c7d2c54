//! The return of one row of an export.

use crate::target::Target;
use canevas_model::{FactKind, Language};
use canevas_project::FormCopy;
use canevas_responses::{
    ANSWERS_KEY, AnswerPath, FACTS_KEY, FactPath, IMPORTED, RepeatedRow, Response, ResponsePath, TreeStep, UNREAD_KEY,
    says_something,
};
use canevas_validate::verdict_as_complete;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The answers of one row, as they are gathered.
#[derive(Debug, Default)]
pub struct RowDraft {
    /// Answers, each with the place of its target among all.
    answers: BTreeMap<AnswerPath, (usize, Value)>,
    facts: BTreeMap<FactPath, Value>,
    /// Texts that are no answers, by the place where they stand.
    unread: BTreeMap<(usize, ResponsePath), String>,
}

/// Why a value was not taken.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// Another column gave another answer.
    Taken,
    /// The country file knows it otherwise.
    Known,
    /// The copy of the country has no such row.
    NoRow,
}

impl Refused {
    /// Why, in words.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Taken => "another column gives another answer there",
            Self::Known => "the country file says something else",
            Self::NoRow => "the copy of the country has no such row",
        }
    }
}

/// The place of a target in the copy of a country: its rows may have other keys.
pub fn place_in(copy: &FormCopy<'_>, target: &Target<'_>) -> Result<ResponsePath, Refused> {
    let Some(row) = target.row else { return Ok(target.path.clone()) };
    let rows = copy.rows(row.rows);
    let key = match rows.get(row.index) {
        Some(row) => row.key.clone(),
        // A copy that does not know the rows takes more of them than it shows.
        None if !rows.is_empty() && rows.iter().all(|row| is_blank_row(row.source)) => format!("r{}", row.index + 1),
        None => return Err(Refused::NoRow),
    };
    Ok(match &target.path {
        ResponsePath::Answer(path) => ResponsePath::Answer(path.clone().in_row(&key)),
        ResponsePath::Fact(path) => {
            let moved = path.clone().in_row(&key);
            ResponsePath::Fact(path.field_id().map_or(moved.clone(), |field| moved.field(field.as_str())))
        }
        other @ (ResponsePath::Head(_) | ResponsePath::Whole) => other.clone(),
    })
}

fn is_blank_row(source: canevas_project::RowSource) -> bool {
    matches!(source, canevas_project::RowSource::Blank(_))
}

impl RowDraft {
    /// Takes a value at a place. `target` is the place of its target among all.
    pub fn take(
        &mut self,
        copy: &FormCopy<'_>,
        target: usize,
        place: ResponsePath,
        value: Value,
    ) -> Result<(), Refused> {
        match place {
            ResponsePath::Answer(path) => match self.answers.get(&path) {
                Some((_, known)) if *known != value => Err(Refused::Taken),
                Some(_) => Ok(()),
                None => {
                    self.answers.insert(path, (target, value));
                    Ok(())
                }
            },
            ResponsePath::Fact(path) => {
                if known_otherwise(copy, &path, &value) {
                    return Err(Refused::Known);
                }
                match self.facts.get(&path) {
                    Some(known) if *known != value => Err(Refused::Taken),
                    _ => {
                        self.facts.insert(path, value);
                        Ok(())
                    }
                }
            }
            ResponsePath::Head(_) | ResponsePath::Whole => Err(Refused::Taken),
        }
    }

    /// Keeps a text that is no answer at its place, so that whoever opens the return sees it there.
    pub fn keep(&mut self, target: usize, place: ResponsePath, text: &str) {
        let kept = self.unread.entry((target, place)).or_default();
        if !kept.is_empty() {
            kept.push('\n');
        }
        kept.push_str(text);
    }

    /// The return. It says that it is complete if nothing waits in it (`open` says whether cells of the row are no answers) and nothing
    /// is missing or wrong in it.
    pub fn finish(mut self, copy: &FormCopy<'_>, language: &Language, country: &str, open: bool) -> Value {
        self.close_rows();
        let mut json = copy.return_head(language, IMPORTED);
        let mut facts = copy.facts_in(language);
        facts.extend(copy.model.respondents.key().map(|key| (key.to_owned(), country.into())));
        for (path, value) in self.facts {
            put(&mut facts, path.steps(), value);
        }
        let mut answers = Map::new();
        // In the order of the form.
        let mut in_order: Vec<(usize, AnswerPath, Value)> =
            self.answers.into_iter().map(|(path, (at, value))| (at, path, value)).collect();
        in_order.sort_by(|(a, one, _), (b, other, _)| a.cmp(b).then_with(|| one.cmp(other)));
        for (_, path, value) in in_order {
            put(&mut answers, path.steps(), value);
        }
        json.insert(FACTS_KEY.to_owned(), facts.into());
        json.insert(ANSWERS_KEY.to_owned(), answers.into());
        let is_finished = !open && self.unread.is_empty();
        if !self.unread.is_empty() {
            let texts = self.unread.into_iter().map(|((_, place), text)| {
                // A fact keeps its place from the root, as in a return that was read from a Word file.
                let key = place.answer().map_or_else(|| place.pointer(), AnswerPath::unread_key);
                (key, Value::String(text))
            });
            json.insert(UNREAD_KEY.to_owned(), Value::Object(texts.collect()));
        }
        let mut response = Response::from_json(json.into());
        if is_finished && verdict_as_complete(copy, response.json()).is_valid() {
            response.set_complete();
        }
        response.into_json()
    }

    /// Leaves out rows of repeats of which no cell is an answer: the rows behind them move up. A text of such a row stands at the whole
    /// list.
    fn close_rows(&mut self) {
        let mut rows: BTreeMap<AnswerPath, BTreeSet<usize>> = BTreeMap::new();
        for path in self.answers.keys() {
            if let Some(index) = path.index() {
                rows.entry(path.list()).or_default().insert(index);
            }
        }
        let moved = |path: &AnswerPath| {
            let Some(index) = path.index() else { return path.clone() };
            let known = rows.get(&path.list());
            let at = known.and_then(|known| known.iter().position(|known| *known == index));
            at.map_or_else(|| path.list(), |at| at_row(path, at))
        };
        self.answers =
            std::mem::take(&mut self.answers).into_iter().map(|(path, value)| (moved(&path), value)).collect();
        let unread = std::mem::take(&mut self.unread);
        for ((at, place), text) in unread {
            let place = match &place {
                ResponsePath::Answer(path) => ResponsePath::Answer(moved(path)),
                ResponsePath::Fact(_) | ResponsePath::Head(_) | ResponsePath::Whole => place,
            };
            // Several texts may come to stand at one list.
            let at = if self.unread.keys().any(|(_, known)| *known == place) {
                self.unread.keys().find(|(_, known)| *known == place).map_or(at, |(at, _)| *at)
            } else {
                at
            };
            self.keep(at, place, &text);
        }
    }
}

/// The same path in another row of its repeat.
fn at_row(path: &AnswerPath, index: usize) -> AnswerPath {
    let row = path.clone().in_repeated_row(RepeatedRow::At(index));
    path.key_of_field().map_or(row.clone(), |key| row.field_key(&key))
}

/// Whether the country file says something else at a place.
fn known_otherwise(copy: &FormCopy<'_>, path: &FactPath, value: &Value) -> bool {
    if path.is_respondent() {
        return false;
    }
    let languages: Vec<&Language> = copy.model.languages().collect();
    let known = |language: &&Language| {
        let facts = Value::Object(copy.facts_in(language));
        path.steps()
            .try_fold(&facts, |value, step| match step {
                TreeStep::Key(key) => value.as_object()?.get(&*key),
                TreeStep::Index(_) | TreeStep::Each => None,
            })
            .filter(|known| says_something(known))
            .cloned()
    };
    let known: Vec<Value> = languages.iter().filter_map(known).collect();
    let has_rows =
        copy.model.facts.iter().any(|fact| fact.id == *path.id() && matches!(fact.kind, FactKind::List { .. }));
    !known.is_empty() && !known.contains(value) && (has_rows || path.row().is_none())
}

/// Puts a value at the end of some steps, and makes the objects and lists on the way.
fn put<'s>(into: &mut Map<String, Value>, mut steps: impl Iterator<Item = TreeStep<'s>>, value: Value) {
    let Some(TreeStep::Key(first)) = steps.next() else { return };
    let mut at = into.entry(first.into_owned()).or_insert(Value::Null);
    for step in steps {
        at = match step {
            TreeStep::Key(key) => {
                if !at.is_object() {
                    *at = Value::Object(Map::new());
                }
                let Value::Object(members) = at else { return };
                members.entry(key.into_owned()).or_insert(Value::Null)
            }
            TreeStep::Index(index) => {
                if !at.is_array() {
                    *at = Value::Array(Vec::new());
                }
                let Value::Array(items) = at else { return };
                if items.len() <= index {
                    items.resize(index + 1, Value::Null);
                }
                &mut items[index]
            }
            TreeStep::Each => return,
        };
    }
    *at = value;
}
