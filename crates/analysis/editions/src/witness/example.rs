//! An example of a return: the smallest complete one with certain answers. It is made as witnesses are, of one edition alone.

use super::fill::Filler;
use crate::diff::{EditionPair, QuestionIndex};
use canevas_model::condition::{Assignment, Space};
use canevas_model::{Model, QuestionIx};
use canevas_project::Catalogues;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// The smallest complete return of a form with the answers that a search found. `asked` is a question that the form is to ask in it; the
/// caller checks that it does.
pub fn example_return(model: &Model, answers: &Assignment, asked: Option<QuestionIx>) -> Value {
    let (catalogues, renamed, settled) = (Catalogues::new(), BTreeMap::new(), HashSet::new());
    let (space, index) = (Space::new(model), QuestionIndex::new(model, model));
    let mut filler = Filler::new(EditionPair {
        old: model,
        old_with_new_ids: model,
        new: model,
        new_as_written: model,
        old_catalogues: &catalogues,
        new_catalogues: &catalogues,
        renamed: &renamed,
        settled: &settled,
        old_period: model.period,
        new_period: model.period,
        old_space: &space,
        new_space: &space,
        index: &index,
    });
    if let Some(asked) = asked {
        filler.ask(asked);
    }
    filler.give(answers, asked);
    filler.fill(None, None)
}
