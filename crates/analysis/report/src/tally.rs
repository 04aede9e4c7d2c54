//! Counts the answers to a closed question. Every count knows its countries.

use canevas_evidence::{AskedAt, EditionReturns, Given, Target};
use canevas_model::{AnswerShape, Model, NonResponseCode, OptionCode, Question};
use canevas_responses::Answer;
use std::collections::BTreeSet;

/// One of the answers to a closed question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClosedAnswer {
    /// Yes or no.
    YesNo(bool),
    /// An option.
    Option(OptionCode),
}

/// How many places give an answer, and of which countries they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The answer.
    pub answer: ClosedAnswer,
    /// How many places give it.
    pub count: usize,
    /// The countries that do, in the order of their codes.
    pub countries: BTreeSet<String>,
}

/// How many countries, or rows of countries, gave which answer to a closed question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// How many places were asked.
    pub asked: usize,
    /// How many of them hold an answer.
    pub answered: usize,
    /// The countries of these.
    pub countries: BTreeSet<String>,
    /// Each answer that the question offers, in its order, also those that nobody gave.
    pub shares: Vec<Share>,
    /// The words in place of an answer, with their countries.
    pub said: Vec<(NonResponseCode, BTreeSet<String>)>,
    /// The countries that were asked and left a place empty.
    pub unanswered: BTreeSet<String>,
}

/// The answers to a closed question, in its order, with options that it no longer offers. `None` where it is not closed.
pub fn answers_of(question: &Question) -> Option<Vec<ClosedAnswer>> {
    match &question.shape {
        AnswerShape::YesNo | AnswerShape::One { .. } | AnswerShape::Many { .. } => {
            let retired = question.retired_codes.iter().cloned().map(ClosedAnswer::Option);
            Some(offered(question).into_iter().chain(retired).collect())
        }
        _ => None,
    }
}

/// The answers that a question offers, in its order.
pub fn offered(question: &Question) -> Vec<ClosedAnswer> {
    match &question.shape {
        AnswerShape::YesNo => vec![ClosedAnswer::YesNo(true), ClosedAnswer::YesNo(false)],
        _ => question.choices().iter().map(|choice| ClosedAnswer::Option(choice.code.clone())).collect(),
    }
}

/// The answers that stand at a place.
pub fn given_answers(given: &Given) -> Vec<ClosedAnswer> {
    match given {
        Given::Value(Answer::YesNo(yes)) => vec![ClosedAnswer::YesNo(*yes)],
        Given::Value(Answer::Code(code)) => vec![ClosedAnswer::Option(OptionCode::new(code.as_str()))],
        Given::Value(Answer::Codes(codes)) => {
            codes.iter().map(|code| ClosedAnswer::Option(OptionCode::new(code.as_str()))).collect()
        }
        Given::Value(_) | Given::Said(_) | Given::Nothing => Vec::new(),
    }
}

impl Tally {
    /// The tally of some countries in an edition.
    pub fn new(edition: &EditionReturns<'_>, target: Target, counts: &dyn Fn(&str) -> bool) -> Self {
        let question = target.of(edition.copy.model);
        let all = answers_of(question).unwrap_or_default();
        let none = |answer| Share { answer, count: 0, countries: BTreeSet::new() };
        let mut tally = Self {
            asked: 0,
            answered: 0,
            countries: BTreeSet::new(),
            shares: all.into_iter().map(none).collect(),
            said: Vec::new(),
            unanswered: BTreeSet::new(),
        };
        for place in edition.places(target).filter(|place| counts(place.country)) {
            tally.take(&place);
        }
        // An option that is no longer offered counts where somebody chose it.
        let offered = offered(question);
        tally.shares.retain(|share| share.count > 0 || offered.contains(&share.answer));
        tally
    }

    /// How many places give an answer.
    pub fn count(&self, answer: &ClosedAnswer) -> usize {
        self.shares.iter().find(|share| share.answer == *answer).map_or(0, |share| share.count)
    }

    fn take(&mut self, place: &AskedAt<'_>) {
        self.asked += 1;
        let country = || place.country.to_owned();
        match &place.given {
            Given::Nothing => drop(self.unanswered.insert(country())),
            Given::Said(said) => match self.said.iter_mut().find(|(known, _)| known == said) {
                Some((_, countries)) => drop(countries.insert(country())),
                None => self.said.push((said.clone(), BTreeSet::from([country()]))),
            },
            given @ Given::Value(_) => {
                self.answered += 1;
                self.countries.insert(country());
                for answer in given_answers(given) {
                    if let Some(share) = self.shares.iter_mut().find(|share| share.answer == answer) {
                        share.count += 1;
                        share.countries.insert(country());
                    }
                }
            }
        }
    }
}

/// The place of an answer on the scale of a question, from 0 for the lowest to 1; none where its options have no order.
pub fn grade(model: &Model, target: Target, answer: &ClosedAnswer) -> Option<f64> {
    let question = target.of(model);
    match (&question.shape, answer) {
        (AnswerShape::YesNo, ClosedAnswer::YesNo(yes)) => Some(if *yes { 1.0 } else { 0.0 }),
        (AnswerShape::One { choices, ordered: true, .. }, ClosedAnswer::Option(code)) => {
            let at = choices.iter().position(|choice| choice.code == *code)?;
            let last = choices.len().checked_sub(1).filter(|last| *last > 0)?;
            Some(f64::from(u32::try_from(at).ok()?) / f64::from(u32::try_from(last).ok()?))
        }
        _ => None,
    }
}

/// A share in whole per cent, rounded half up.
pub fn percent(part: usize, whole: usize) -> Option<usize> {
    (whole > 0).then(|| (part * 200 + whole) / (2 * whole))
}
