//! What the returns of some editions say, place by place.

use crate::coding::Coding;
use crate::country_return::{AskedAt, CountryReturn, Given, Target};
use canevas_desk::{DeskStatus, Region};
use canevas_editions::{SeriesMark, SeriesStep};
use canevas_model::QuestionId;
use canevas_model::dates::Day;
use canevas_project::FormCopy;
use std::collections::{BTreeMap, BTreeSet};

/// What the returns of some editions say.
#[derive(Debug)]
pub struct Evidence<'e> {
    /// The editions, the earliest first. The last one is the report's own.
    pub editions: Vec<EditionReturns<'e>>,
    /// From each edition to the next: one fewer.
    pub steps: Vec<SeriesStep>,
    /// The regions of the secretariat.
    pub regions: Vec<Region>,
    /// The themes of the secretariat, by the question whose answers they are about.
    pub codings: BTreeMap<QuestionId, Coding>,
}

/// The returns of one edition that count.
#[derive(Debug)]
pub struct EditionReturns<'e> {
    /// Its blank copy, with the names that country files give.
    pub copy: FormCopy<'e>,
    /// Who reported.
    pub status: DeskStatus,
    /// The returns, in the order of the codes of their countries.
    pub returns: Vec<CountryReturn>,
    /// The day from which the report takes no more changes.
    pub frozen: Option<Day>,
}

impl<'e> Evidence<'e> {
    /// The report's own edition.
    pub fn own(&self) -> Option<&EditionReturns<'e>> {
        self.editions.last()
    }

    /// The edition before the report's own.
    pub fn before_own(&self) -> Option<&EditionReturns<'e>> {
        self.editions.get(self.editions.len().checked_sub(2)?)
    }

    /// A question of the report's edition, in an edition so many steps before it. `None` where that edition did not ask it.
    pub fn before(&self, target: Target, steps: usize) -> Option<(&EditionReturns<'e>, Target)> {
        let last = self.editions.len().checked_sub(1)?;
        let wanted = last.checked_sub(steps)?;
        let own = &self.editions[last];
        let question = &own.copy.model.questions[target.question];
        let mut id = question.id.clone();
        for step in self.steps[wanted..last].iter().rev() {
            id = step.old_id(&id).clone();
        }
        let edition = &self.editions[wanted];
        let question = edition.copy.model.questions.position(|known| known.id == id)?;
        let field = match target.field {
            None => None,
            Some(field) => {
                let id = &own.copy.model.questions[target.question].fields[field].id;
                Some(edition.copy.model.questions[question].fields.position(|known| known.id == *id)?)
            }
        };
        Some((edition, Target { question, field }))
    }

    /// What the step from an edition so many steps before to the one after it means for the series of a question; none where its
    /// answers are comparable in full, or the question is new.
    pub fn mark(&self, target: Target, steps: usize) -> Option<SeriesMark> {
        let step = self.steps.get(self.editions.len().checked_sub(1)?.checked_sub(steps)?)?;
        let (edition, target) = self.before(target, steps.checked_sub(1)?)?;
        let question = &edition.copy.model.questions[target.question];
        step.mark(&question.id, target.field.map(|field| &question.fields[field].id))
    }
}

impl EditionReturns<'_> {
    /// The countries that answered a question of this edition.
    pub fn answering(&self, question: &QuestionId) -> BTreeSet<String> {
        let Some(question) = self.copy.model.questions.position(|known| known.id == *question) else {
            return BTreeSet::new();
        };
        let places = self.places(Target { question, field: None });
        places.filter(|place| matches!(place.given, Given::Value(_))).map(|place| place.country.to_owned()).collect()
    }

    /// The places at which countries are asked this, country by country.
    pub fn places(&self, target: Target) -> impl Iterator<Item = AskedAt<'_>> {
        self.returns.iter().flat_map(move |of| of.places(self.copy.model, target))
    }
}
