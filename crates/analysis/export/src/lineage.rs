//! Which questions of several editions are one and the same: those with one id, and those that a change file says were renamed.
//! Nothing else joins two questions, however much their words look alike.

use canevas_editions::SeriesStep;
use canevas_model::{Model, QuestionId, QuestionIx};

/// A question through the editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its index in each edition, the earliest first; none in an edition that did not ask it.
    pub questions: Vec<Option<QuestionIx>>,
}

impl Line {
    /// The latest edition that asked it, with its index there.
    pub fn newest(&self) -> Option<(usize, QuestionIx)> {
        self.asked().next()
    }

    /// The editions that asked it, the latest first, with its index in each.
    pub fn asked(&self) -> impl Iterator<Item = (usize, QuestionIx)> {
        self.questions.iter().enumerate().rev().filter_map(|(edition, question)| Some((edition, (*question)?)))
    }
}

/// The questions of some editions, the earliest edition first. `steps` lead from each edition to the next. The lines stand in the
/// order of the latest edition; a question that it no longer asks stands behind the one that it followed.
pub fn lines(models: &[&Model], steps: &[SeriesStep]) -> Vec<Line> {
    let mut line_of: Vec<Vec<Option<usize>>> = models.iter().map(|model| vec![None; model.questions.len()]).collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut order: Vec<usize> = Vec::new();
    for (edition, model) in models.iter().enumerate().rev() {
        let mut before: Option<usize> = None;
        for (index, question) in model.questions.iter_enumerated().filter(|(_, question)| question.takes_answer()) {
            let known = line_of[edition][usize::from(index)];
            let line = known.unwrap_or_else(|| {
                let questions = earlier(models, steps, edition, &question.id);
                for (at, found) in questions.iter().enumerate() {
                    if let Some(found) = found {
                        line_of[at][usize::from(*found)] = Some(lines.len());
                    }
                }
                let at = before.and_then(|line| order.iter().position(|known| *known == line)).map_or(0, |at| at + 1);
                order.insert(if edition + 1 == models.len() { order.len() } else { at }, lines.len());
                lines.push(Line { questions });
                lines.len() - 1
            });
            before = Some(line);
        }
    }
    order.into_iter().map(|line| lines[line].clone()).collect()
}

/// A question of an edition, and the same question in the editions before.
fn earlier(models: &[&Model], steps: &[SeriesStep], edition: usize, id: &QuestionId) -> Vec<Option<QuestionIx>> {
    let mut questions = vec![None; models.len()];
    let mut id = id.clone();
    for at in (0..=edition).rev() {
        questions[at] = models[at].questions.position(|question| question.id == id && question.takes_answer());
        let Some(step) = at.checked_sub(1).and_then(|before| steps.get(before)) else { break };
        match step.before(&id) {
            Some(before) => id = before.clone(),
            None => break,
        }
    }
    questions
}
