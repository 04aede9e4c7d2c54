//! The places that a column can answer, with the texts by which an export calls each.

use crate::mask::{Compared, Names};
use canevas_model::{AnswerShape, FactKind, ForEach, Language, NonResponseCode, Question, Text};
use canevas_project::{FactValue, FormCopy, Row, RowSource};
use canevas_responses::{AnswerPath, CompanionField, FactPath, ResponsePath};
use canevas_wording::ui::common::Common;
use canevas_wording::{Grammar, Wording};
use std::collections::HashMap;

/// How many rows of a country or of a repeat an export may have columns for, where the form does not say.
const MOST_ROWS: usize = 10;

/// A place that a column can answer.
#[derive(Debug)]
pub struct Target<'m> {
    /// The place, in the blank copy.
    pub path: ResponsePath,
    /// What it takes.
    pub takes: Takes<'m>,
    /// The row of a `for_each` in which it stands. Its key is another one in a copy that knows the rows.
    pub row: Option<TargetRow>,
    /// The texts by which an export may call it.
    pub texts: Vec<TargetText>,
    /// How the form calls it, in each of its languages.
    pub shown: Vec<String>,
}

/// What a place takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes<'m> {
    /// A country.
    Country,
    /// A value.
    Value {
        /// What it looks like.
        shape: &'m AnswerShape,
        /// Why there may be none.
        can_say: &'m [NonResponseCode],
        /// The unit behind a number.
        unit: Option<&'m Text>,
        /// The units among which the respondent chooses.
        units: Option<&'m AnswerShape>,
    },
    /// A text: beside an option, a comment, a name, a role.
    Text,
}

/// A row of a `for_each`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetRow {
    /// Which rows.
    pub rows: ForEach,
    /// Its place among them, from 0.
    pub index: usize,
}

/// A text by which an export may call a place.
#[derive(Debug)]
pub struct TargetText {
    /// The text.
    pub text: Compared,
    /// The language, by its place among those of the form.
    pub language: usize,
    /// Whether it says all that the form says there. A short name may be that of something else.
    pub whole: bool,
}

/// The places of a form, in its order. `copies` are the copies of its countries, which may have more rows than the blank one.
pub fn targets<'m>(blank: &'m FormCopy<'m>, copies: &[FormCopy<'_>], names: &Names) -> Vec<Target<'m>> {
    let languages: Vec<&Language> = blank.model.languages().collect();
    let mut finder = Finder { blank, copies, names, languages, out: Vec::new() };
    finder.facts();
    for question in blank.model.questions.iter().filter(|question| question.takes_answer()) {
        match question.for_each {
            None => finder.question(question, &AnswerPath::question(&question.id), None),
            Some(rows) => {
                for row in finder.rows(rows) {
                    let path = AnswerPath::question(&question.id).in_row(&row.key);
                    finder.question(question, &path, Some((rows, row)));
                }
            }
        }
    }
    let mut out = finder.out;
    add_titles(&mut out, copies, names);
    out
}

/// Adds the texts in which a country file names the rows of its country.
fn add_titles(targets: &mut [Target<'_>], copies: &[FormCopy<'_>], names: &Names) {
    let places: HashMap<ResponsePath, usize> =
        targets.iter().enumerate().map(|(at, target)| (target.path.clone(), at)).collect();
    for copy in copies {
        for question in &copy.model.questions {
            let (Some(rows @ ForEach::Fact(_)), Some(ask)) = (question.for_each, &question.ask) else { continue };
            for row in copy.rows(rows) {
                let path = AnswerPath::question(&question.id).in_row(&format!("r{}", row.index + 1));
                let Some(at) = places.get(&path.into()) else { continue };
                for (language, tag) in copy.model.languages().enumerate() {
                    let text = Compared::new(&Wording::new(copy, tag).plain(ask, Some(&row)), names);
                    let texts = &mut targets[*at].texts;
                    if !text.is_empty() && !texts.iter().any(|known| known.text == text) {
                        texts.push(TargetText { text, language, whole: true });
                    }
                }
            }
        }
    }
}

struct Finder<'m, 'f> {
    blank: &'m FormCopy<'m>,
    copies: &'f [FormCopy<'f>],
    names: &'f Names,
    languages: Vec<&'m Language>,
    out: Vec<Target<'m>>,
}

/// Texts in one language, each with whether it is whole.
type Called = Vec<(String, bool)>;

impl<'m> Finder<'m, '_> {
    fn put(
        &mut self,
        path: impl Into<ResponsePath>,
        takes: Takes<'m>,
        row: Option<TargetRow>,
        called: impl Fn(&Wording<'m>) -> Called,
    ) {
        let mut texts: Vec<TargetText> = Vec::new();
        let mut shown = Vec::new();
        for (at, language) in self.languages.iter().enumerate() {
            let all = called(&Wording::new(self.blank, language));
            shown.push(all.first().map(|(text, _)| text.clone()).unwrap_or_default());
            for (text, whole) in all {
                let text_of = Compared::new(&text, self.names);
                if !text_of.is_empty() && !texts.iter().any(|known| known.text == text_of) {
                    texts.push(TargetText { text: text_of, language: at, whole });
                }
            }
        }
        self.out.push(Target { path: path.into(), takes, row, texts, shown });
    }

    /// The rows of a `for_each`, also those that only a country has.
    fn rows(&self, rows: ForEach) -> Vec<Row> {
        let mut all = self.blank.rows(rows);
        if let ForEach::Fact(fact) = rows {
            let known = self.copies.iter().filter_map(|copy| match copy.fact(fact) {
                Some(FactValue::Rows(rows)) => Some(rows.len()),
                _ => None,
            });
            let count = known.max().unwrap_or_default().max(MOST_ROWS);
            let more = all.len()..count;
            all.extend(more.map(|index| Row { key: format!("r{}", index + 1), index, source: RowSource::Blank(fact) }));
        }
        all
    }

    fn facts(&mut self) {
        self.put(FactPath::country(), Takes::Country, None, |_| {
            Grammar::ALL.iter().map(|grammar| (Common::Country.text(*grammar).to_owned(), true)).collect()
        });
        for (index, fact) in self.blank.model.facts.iter_enumerated() {
            let path = FactPath::fact(&fact.id);
            match &fact.kind {
                FactKind::Value { shape, .. } => {
                    let takes = Takes::Value { shape, can_say: &[], unit: None, units: None };
                    self.put(path, takes, None, |wording| one(wording, fact.ask.as_ref(), None, true));
                }
                FactKind::List { fields, .. } => {
                    for row in self.rows(ForEach::Fact(index)) {
                        for field in fields {
                            let takes = Takes::Value { shape: &field.shape, can_say: &[], unit: None, units: None };
                            let path = path.clone().in_row(&row.key).field(&field.id);
                            let at = TargetRow { rows: ForEach::Fact(index), index: row.index };
                            let number = (row.index + 1).to_string();
                            self.put(path, takes, Some(at), |wording| {
                                let list = one(wording, fact.ask.as_ref(), None, true);
                                numbered(&list, &number, &one(wording, field.ask.as_ref(), None, true))
                            });
                        }
                    }
                }
            }
        }
    }

    fn question(&mut self, question: &'m Question, path: &AnswerPath, row: Option<(ForEach, Row)>) {
        let at = row.as_ref().map(|(rows, row)| TargetRow { rows: *rows, index: row.index });
        let row = row.map(|(_, row)| row);
        let row = row.as_ref();
        let own = |wording: &Wording<'m>| called(wording, question, row);
        let value = |of: &'m Question| Takes::Value {
            shape: &of.shape,
            can_say: &of.can_say,
            unit: of.unit.as_ref(),
            units: of.units.as_ref(),
        };
        self.put(path.clone(), value(question), at, own);
        self.companions(question, path, at, &own);
        match &question.shape {
            AnswerShape::Group => {
                for field in &question.fields {
                    let path = path.clone().field(&field.id);
                    let of_field = |wording: &Wording<'m>| below(&own(wording), &called(wording, field, None));
                    self.put(path.clone(), value(field), at, of_field);
                    self.companions(field, &path, at, &of_field);
                }
            }
            AnswerShape::Rows { at_most, .. } => {
                for index in 0..count(*at_most) {
                    for field in &question.fields {
                        let path = path.clone().item(index).field(&field.id);
                        let number = (index + 1).to_string();
                        let of_field = |wording: &Wording<'m>| {
                            let mut lists = own(wording);
                            lists.push((wording.filled(Common::Row, &[("n", "")]), true));
                            numbered(&lists, &number, &called(wording, field, None))
                        };
                        self.put(path.clone(), value(field), at, of_field);
                        self.companions(field, &path, at, &of_field);
                    }
                }
            }
            AnswerShape::NamesAndRoles { at_most, .. } => {
                for index in 0..count(*at_most) {
                    let number = (index + 1).to_string();
                    for (key, label, word) in
                        [("name", &question.name_label, Common::Name), ("role", &question.role_label, Common::Role)]
                    {
                        self.put(path.clone().item(index).field(key), Takes::Text, at, |wording| {
                            let label = one(wording, label.as_ref(), None, true);
                            let label =
                                if label.is_empty() { vec![(wording.word(word).into_owned(), true)] } else { label };
                            numbered(&own(wording), &number, &label)
                        });
                    }
                }
            }
            AnswerShape::Text { .. }
            | AnswerShape::YesNo
            | AnswerShape::One { .. }
            | AnswerShape::Many { .. }
            | AnswerShape::Number(_)
            | AnswerShape::Year { .. }
            | AnswerShape::Date { .. }
            | AnswerShape::Month { .. }
            | AnswerShape::Nothing => {}
        }
    }

    fn companions(
        &mut self,
        question: &'m Question,
        path: &AnswerPath,
        at: Option<TargetRow>,
        own: &dyn Fn(&Wording<'m>) -> Called,
    ) {
        for companion in CompanionField::of(question) {
            let label = companion.label(question);
            let option = companion.option(question);
            // A column may hold the unit alone, which is one of several options.
            let takes = match (&companion, &question.units) {
                (CompanionField::Unit, Some(shape)) => Takes::Value { shape, can_say: &[], unit: None, units: None },
                _ => Takes::Text,
            };
            self.put(path.clone().companion(companion.clone()), takes, at, |wording| {
                let label = one(wording, label, None, true);
                let mut out = below(&own(wording), &label);
                let option = option.map(|option| vec![(wording.label(option).plain(), true)]);
                out.extend(option.iter().flat_map(|option| below(&own(wording), option)));
                out.extend(option.iter().flat_map(|option| joined(option, &label)));
                out
            });
        }
    }
}

/// How many rows of a repeat an export may have columns for.
fn count(at_most: Option<u32>) -> usize {
    at_most.map_or(MOST_ROWS, |most| (most as usize).min(10 * MOST_ROWS))
}

/// A text of the form, where there is one.
fn one<'m>(wording: &Wording<'m>, text: Option<&'m Text>, row: Option<&Row>, whole: bool) -> Called {
    text.map(|text| (wording.plain(text, row), whole)).into_iter().collect()
}

/// How an export calls a question: by its text; in a row also by the text and the name of the row, and by that name alone.
fn called<'m>(wording: &Wording<'m>, question: &'m Question, row: Option<&Row>) -> Called {
    let mut out = one(wording, question.ask.as_ref(), row, true);
    out.extend(one(wording, question.short.as_ref(), row, false));
    let Some(row) = row else { return out };
    let name = match row.source {
        RowSource::Entry(_) | RowSource::Year(_) => wording.row_label(row),
        RowSource::Known(_) | RowSource::Blank(_) | RowSource::Entered(_) => (row.index + 1).to_string(),
    };
    let name_alone = matches!(row.source, RowSource::Entry(_) | RowSource::Year(_)).then(|| (name.clone(), false));
    let with_name = joined(&out, &vec![(name, true)]);
    out.extend(with_name);
    out.extend(name_alone);
    out
}

/// Each of some texts followed by each of others.
fn joined(first: &Called, then: &Called) -> Called {
    let pair =
        |(a, whole_a): &(String, bool), (b, whole_b): &(String, bool)| (format!("{a} {b}"), *whole_a && *whole_b);
    first.iter().flat_map(|first| then.iter().map(move |then| pair(first, then))).collect()
}

/// How an export calls a field of a group: by its text, and by the texts of both.
fn below(group: &Called, field: &Called) -> Called {
    let mut out = field.clone();
    out.extend(joined(group, field));
    out
}

/// How an export calls a field of a numbered row: "Next step 1: title", "Title 1". The short name of a list is that of its rows.
fn numbered(list: &Called, number: &str, field: &Called) -> Called {
    let list = &list.iter().map(|(text, _)| (text.clone(), true)).collect();
    let number = vec![(number.to_owned(), true)];
    let mut out = joined(field, &number);
    out.extend(joined(&joined(list, &number), field));
    out.extend(joined(&joined(list, field), &number));
    out
}
