//! Which questions concern whom. A question is asked where the conditions of its section, its heading and its own are true together.
//! These read answers of other questions, which have conditions too, and facts of the country. So no single line of a definition says
//! whether a country ever sees a question.
//!
//! [`reach`] says it for each question and copy: never, sometimes or always. Choices and answers of yes or no are decided exactly. Where
//! there are too many combinations, or rows depend on one another, the answer is "sometimes": "never" and "always" are certain.

mod causes;
mod sites;

pub use causes::{Cause, causes, conditions_read};
pub use sites::{ConditionSite, sites};

use canevas_model::condition::{Condition, Goal, Known, Search, Space};
use canevas_model::{FactId, FieldIx, ForEach, Model, QuestionIx};
use canevas_project::FormCopy;
use std::collections::BTreeMap;

/// Whether a copy asks a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Under no answers.
    Never,
    /// Under some answers, as far as can be decided.
    Sometimes,
    /// In each complete return.
    Always,
}

impl Reach {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Sometimes => "sometimes",
            Self::Always => "always",
        }
    }
}

/// A question, or a field with a condition of its own, and whether each copy asks it.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionReach {
    /// The question.
    pub question: QuestionIx,
    /// The field of it, where it is one.
    pub field: Option<FieldIx>,
    /// What a complete return needs, where it is asked.
    pub required: bool,
    /// All conditions that must be true, joined; none where it is asked in any case.
    pub condition: Option<Condition>,
    /// Whether each of the copies asks it, in their order.
    pub copies: Vec<Reach>,
}

/// Which questions each of the copies asks, in the order of the form. Notes are left out. The copies are copies of one form.
pub fn reach(model: &Model, copies: &[FormCopy<'_>]) -> Vec<QuestionReach> {
    let spaces: Vec<Space<'_>> = copies.iter().map(|copy| space_of(copy)).collect();
    let mut found = Vec::new();
    for site in sites(model) {
        let (Some(asked), Some(question)) = (site.question, site.of) else { continue };
        if !asked.takes_answer() || (site.field.is_some() && site.own.is_none()) {
            continue;
        }
        let condition = site.full();
        let rows = model.questions[question].for_each;
        let of_copies = copies.iter().zip(&spaces);
        found.push(QuestionReach {
            question,
            field: site.field,
            required: asked.required,
            copies: of_copies.map(|(copy, space)| reach_in(copy, space, condition.as_ref(), rows)).collect(),
            condition,
        });
    }
    found
}

/// The returns of a copy: those with the facts that it knows.
fn space_of<'a>(copy: &FormCopy<'a>) -> Space<'a> {
    let known = copy.facts_in(&copy.model.source_language);
    let facts: BTreeMap<FactId, _> = copy
        .model
        .facts
        .iter()
        .filter_map(|fact| Some((fact.id.clone(), known.get(fact.id.as_str())?.clone())))
        .collect();
    Space::with_facts(copy.model, facts)
}

fn reach_in(copy: &FormCopy<'_>, space: &Space<'_>, condition: Option<&Condition>, rows: Option<ForEach>) -> Reach {
    let has_rows = rows.map_or(Reach::Always, |rows| match rows {
        ForEach::Fact(fact) if copy.fact(fact).is_none() => Reach::Sometimes,
        // Whether there are rows depends on what people enter.
        ForEach::Rows(_) => Reach::Sometimes,
        _ if copy.rows(rows).is_empty() => Reach::Never,
        _ => Reach::Always,
    });
    has_rows.min(condition.map_or(Reach::Always, |condition| reach_of(space, condition)))
}

/// Whether a condition is true never, sometimes or always in the returns of a space.
pub fn reach_of(space: &Space<'_>, condition: &Condition) -> Reach {
    let search = |truth, known| space.search(&[Goal { model: space.model(), condition, truth }], known);
    if search(true, Known::Hidden) == Search::Nothing {
        Reach::Never
    } else if search(false, Known::Complete) == Search::Nothing {
        Reach::Always
    } else {
        Reach::Sometimes
    }
}
