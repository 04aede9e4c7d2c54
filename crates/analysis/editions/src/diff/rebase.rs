//! Models that can be compared part by part.
//!
//! [`rebase`] gives the new edition the period of the old one, so that bounds and conditions that come from the period are
//! no change. [`with_new_ids`] gives the old edition the ids of the new one, so that a declared rename changes no condition.

use canevas_model::condition::{Condition, Literal, Test};
use canevas_model::{AnswerShape, Model, Period, Question, QuestionId};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Old values by new ones, of dates, months and years.
struct PeriodShift {
    words: HashMap<String, String>,
    years: HashMap<i32, i32>,
}

impl PeriodShift {
    fn new(old: Period, new: Period) -> Self {
        let pairs = [
            (new.from.first_day().to_string(), old.from.first_day().to_string()),
            (new.to.last_day().to_string(), old.to.last_day().to_string()),
            (new.from.to_string(), old.from.to_string()),
            (new.to.to_string(), old.to.to_string()),
        ];
        let years = [(new.from.year, old.from.year), (new.to.year, old.to.year)];
        Self { words: pairs.into_iter().collect(), years: years.into_iter().collect() }
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
    let moved = PeriodShift::new(from, to);
    let before: HashMap<&str, &Question> =
        old.questions.iter().map(|question| (question.id.as_str(), question)).collect();
    for question in &mut model.questions {
        let id = old_id(&question.id);
        let was = before.get(id.as_str()).copied();
        one(question, was, &moved);
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
    if was.is_none_or(|was| was.shape != question.shape) {
        match &mut question.shape {
            AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => {
                let (old_from, old_to) = match was.map(|was| &was.shape) {
                    Some(AnswerShape::Date { from, to } | AnswerShape::Month { from, to }) => {
                        (from.clone(), to.clone())
                    }
                    _ => (None, None),
                };
                for (bound, old) in [(from, old_from), (to, old_to)] {
                    if let Some(back) = bound.as_ref().filter(|_| *bound != old).and_then(|word| moved.word(word)) {
                        *bound = Some(back.clone());
                    }
                }
            }
            AnswerShape::Year { from, to } => {
                let (old_from, old_to) = match was.map(|was| &was.shape) {
                    Some(AnswerShape::Year { from, to }) => (*from, *to),
                    _ => (None, None),
                };
                for (bound, old) in [(from, old_from), (to, old_to)] {
                    if let Some(back) = bound.filter(|_| *bound != old).and_then(|year| moved.years.get(&year).copied())
                    {
                        *bound = Some(back);
                    }
                }
            }
            _ => {}
        }
    }
    condition(&mut question.show_if.outer, was.and_then(|was| was.show_if.outer.as_ref()), moved);
    condition(&mut question.show_if.row, was.and_then(|was| was.show_if.row.as_ref()), moved);
}

fn condition(condition: &mut Option<Condition>, was: Option<&Condition>, moved: &PeriodShift) {
    // What is typed the same in both is meant the same.
    let literals = |condition: &Condition| -> Vec<String> {
        condition.atoms().iter().map(|atom| format!("{:?}", atom.test)).collect()
    };
    if let Some(condition) = condition
        && was.is_none_or(|was| literals(was) != literals(condition))
    {
        back(condition, moved);
    }
}

fn back(condition: &mut Condition, moved: &PeriodShift) {
    let literal = |literal: &mut Literal| match literal {
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
    };
    match condition {
        Condition::And(all) | Condition::Or(all) => all.iter_mut().for_each(|inner| back(inner, moved)),
        Condition::Not(inner) => back(inner, moved),
        Condition::Atom(atom) => match &mut atom.test {
            Test::Compare(_, one) => literal(one),
            Test::In(several) => several.iter_mut().for_each(literal),
            _ => {}
        },
    }
}
