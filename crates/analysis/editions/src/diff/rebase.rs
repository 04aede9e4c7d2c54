//! Models that can be compared part by part.
//!
//! [`rebase`] gives the new edition the period of the old one, so that bounds and conditions that come from the period are
//! no change. [`with_new_ids`] gives the old edition the ids of the new one, so that a declared rename changes no condition.

use canevas_model::condition::{Atom, Condition, Literal, Test};
use canevas_model::dates::{Day, Month};
use canevas_model::{AnswerShape, Model, NamedDate, Period, Question, QuestionId};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Old values by new ones, of dates, months and years.
struct PeriodShift {
    words: HashMap<String, String>,
    years: HashMap<i32, i32>,
    months: i32,
}

impl PeriodShift {
    /// `dates` are those named dates of the form that both editions have: the new day, and the old one.
    fn new(old: Period, new: Period, dates: impl Iterator<Item = (String, String)>) -> Self {
        let pairs = [
            (new.from.first_day().to_string(), old.from.first_day().to_string()),
            (new.to.last_day().to_string(), old.to.last_day().to_string()),
            (new.from.to_string(), old.from.to_string()),
            (new.to.to_string(), old.to.to_string()),
        ];
        let years = [(new.from.year, old.from.year), (new.to.year, old.to.year)];
        Self {
            words: dates.chain(pairs).collect(),
            years: years.into_iter().collect(),
            months: months_between(old, new),
        }
    }

    /// A date as it lies to the old period, if it lies so to the new one.
    fn back(&self, word: &str) -> String {
        match (Day::parse(word), Month::parse(word)) {
            (Some(day), _) => earlier(day, self.months).to_string(),
            (None, Some(month)) => months_earlier(month, self.months).to_string(),
            (None, None) => word.to_owned(),
        }
    }

    fn word(&self, word: &str) -> Option<&String> {
        self.words.get(word)
    }

    fn number(&self, number: f64) -> Option<f64> {
        self.years.iter().find(|(new, _)| f64::from(**new).total_cmp(&number).is_eq()).map(|(_, old)| f64::from(*old))
    }
}

/// The old model, with the new id of each renamed question. `renamed` leads from new ids to old ids.
pub(crate) fn with_new_ids<'a>(old: &'a Model, renamed: &BTreeMap<QuestionId, QuestionId>) -> Cow<'a, Model> {
    if renamed.is_empty() {
        return Cow::Borrowed(old);
    }
    let mut model = old.clone();
    for question in &mut model.questions {
        if let Some((new_id, _)) = renamed.iter().find(|(_, old_id)| question.id == **old_id) {
            question.id = new_id.clone();
        }
    }
    Cow::Owned(model)
}

/// The new model with the old one's edition and period.
pub(crate) fn rebase(new: &Model, old: &Model, old_id: &dyn Fn(&QuestionId) -> QuestionId) -> Model {
    let mut model = new.clone();
    model.edition.clone_from(&old.edition);
    model.form.clone_from(&old.form);
    let (Some(from), Some(to)) = (old.period, new.period) else { return model };
    model.period = Some(from);
    if from == to {
        return model;
    }
    let was = |date: &NamedDate| old.dates.iter().find(|was| was.id == date.id).map(|was| was.day.to_string());
    let dates = new.dates.iter().filter_map(|date| Some((date.day.to_string(), was(date)?)));
    let moved = PeriodShift::new(from, to, dates);
    let before: HashMap<&str, &Question> =
        old.questions.iter().map(|question| (question.id.as_str(), question)).collect();
    let years = model.years();
    for question in &mut model.questions {
        let id = old_id(&question.id);
        let was = before.get(id.as_str()).copied();
        one(question, was, &moved);
        question.set_years(&years);
        for must in &mut question.must {
            must.rule.for_each_date(&mut |date| {
                if let Some(back) = moved.word(date) {
                    date.clone_from(back);
                }
            });
        }
        for field in &mut question.fields {
            one(field, was.and_then(|was| was.fields.iter().find(|old| old.id == field.id)), &moved);
        }
    }
    for section in &mut model.sections {
        let was = old.sections.iter().find(|was| was.id == section.id).and_then(|was| was.show_if.clone());
        condition(&mut section.show_if, was.as_ref(), &moved);
        for heading in section.blocks.iter_mut().filter_map(|block| block.heading.as_mut()) {
            condition(&mut heading.show_if, None, &moved);
        }
    }
    model
}

fn one(question: &mut Question, was: Option<&Question>, moved: &PeriodShift) {
    let typed = |index: usize| !question.of_period[index];
    let was_of_period = |index: usize| was.is_some_and(|was| was.of_period[index]);
    // A date that the period gave and that is now written out stays where it is while the period moves.
    let stays = [typed(0) && was_of_period(0), typed(1) && was_of_period(1)];
    match &mut question.shape {
        AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => {
            let (old_from, old_to) = match was.map(|was| &was.shape) {
                Some(AnswerShape::Date { from, to } | AnswerShape::Month { from, to }) => (from.clone(), to.clone()),
                _ => (None, None),
            };
            for ((bound, old), stays) in [(from, old_from), (to, old_to)].into_iter().zip(stays) {
                let Some(word) = bound.as_mut() else { continue };
                if Some(&*word) == old.as_ref() {
                    if stays {
                        *word = moved.back(word);
                    }
                } else if let Some(back) = moved.word(word) {
                    word.clone_from(back);
                }
            }
        }
        AnswerShape::Year { from, to } => {
            let (old_from, old_to) = match was.map(|was| &was.shape) {
                Some(AnswerShape::Year { from, to }) => (*from, *to),
                _ => (None, None),
            };
            for ((bound, old), stays) in [(from, old_from), (to, old_to)].into_iter().zip(stays) {
                let Some(year) = bound.as_mut() else { continue };
                if Some(*year) == old {
                    if stays {
                        *year -= moved.months.div_euclid(12);
                    }
                } else if let Some(back) = moved.years.get(year) {
                    *year = *back;
                }
            }
        }
        _ => {}
    }
    condition(&mut question.show_if.outer, was.and_then(|was| was.show_if.outer.as_ref()), moved);
    condition(&mut question.show_if.row, was.and_then(|was| was.show_if.row.as_ref()), moved);
    let was = was.map(|was| &was.comment_box.show_if);
    let show_if = &mut question.comment_box.show_if;
    condition(&mut show_if.outer, was.and_then(|was| was.outer.as_ref()), moved);
    condition(&mut show_if.row, was.and_then(|was| was.row.as_ref()), moved);
}

/// Moves the literals of a condition back. What is typed the same in both is meant the same, unless the period gave it before.
fn condition(condition: &mut Option<Condition>, was: Option<&Condition>, moved: &PeriodShift) {
    let Some(condition) = condition else { return };
    let old: Vec<Atom> = was.map_or_else(Vec::new, |was| was.atoms().into_iter().cloned().collect());
    let new: Vec<Test> = condition.atoms().into_iter().map(|atom| atom.test.clone()).collect();
    let is_typed_alike = old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| old.test == *new);
    let mut index = 0;
    each_atom(condition, &mut |atom| {
        let was = old.get(index).filter(|_| is_typed_alike);
        index += 1;
        let of_period = atom.of_period;
        let literals: &mut [Literal] = match &mut atom.test {
            Test::Compare(_, one) => std::slice::from_mut(one),
            Test::In(several) => several,
            _ => &mut [],
        };
        for (at, literal) in literals.iter_mut().enumerate() {
            let is_typed = at >= 64 || of_period >> at & 1 == 0;
            match was {
                Some(was) if is_typed && was.is_of_period(at) => stay(literal, moved),
                Some(_) if is_typed => {}
                _ => back(literal, moved),
            }
        }
    });
}

fn each_atom(condition: &mut Condition, run: &mut dyn FnMut(&mut Atom)) {
    match condition {
        Condition::And(all) | Condition::Or(all) => all.iter_mut().for_each(|inner| each_atom(inner, run)),
        Condition::Not(inner) => each_atom(inner, run),
        Condition::Atom(atom) => run(atom),
    }
}

/// A literal that moves with the period.
fn back(literal: &mut Literal, moved: &PeriodShift) {
    match literal {
        Literal::Date(word) => {
            if let Some(old) = moved.word(word) {
                word.clone_from(old);
            }
        }
        Literal::Number(number) => {
            if let Some(old) = moved.number(*number) {
                *number = old;
            }
        }
        Literal::Code(_) => {}
    }
}

/// A literal that stays while the period moves: seen from the old period, it lies further back.
fn stay(literal: &mut Literal, moved: &PeriodShift) {
    match literal {
        Literal::Date(word) => *word = moved.back(word),
        Literal::Number(number) => *number -= f64::from(moved.months.div_euclid(12)),
        Literal::Code(_) => {}
    }
}

/// A day some months earlier. The last day of a month becomes the last day of a month.
pub(crate) fn earlier(day: Day, months: i32) -> Day {
    let month = months_earlier(day.month, months);
    let is_last = day == day.month.last_day();
    let last = month.last_day();
    if is_last || day.day > last.day { last } else { Day { month, day: day.day } }
}

fn months_earlier(month: Month, months: i32) -> Month {
    let count = month.year * 12 + month.month.cast_signed() - 1 - months;
    Month { year: count.div_euclid(12), month: count.rem_euclid(12).cast_unsigned() + 1 }
}

/// How many months a period starts after another.
pub(crate) fn months_between(old: Period, new: Period) -> i32 {
    (new.from.year - old.from.year) * 12 + new.from.month.cast_signed() - old.from.month.cast_signed()
}
