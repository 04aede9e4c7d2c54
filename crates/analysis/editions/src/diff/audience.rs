//! Who is asked under an old condition and under a new one. Two conditions that say the same in other words ask the same.

use super::EditionPair;
use canevas_model::condition::{Assignment, Atom, Condition, Goal, Known, Operand, Search, Space, Test};
use canevas_model::{Choice, FieldIx, Model, OptionCode, QuestionIx};

/// How the answers under which something is asked changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// It is asked in more cases.
    Wider,
    /// It is asked in fewer cases.
    Narrower,
    /// It is asked in other cases.
    Other,
    /// It is asked exactly where it was not asked.
    Inverted,
}

/// Old answers that the new condition may refuse.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The question of the old edition that the form asks no more, or now demands. `None` if only the new edition has it.
    pub question: Option<QuestionIx>,
    /// The field of it, where it is about a field.
    pub field: Option<FieldIx>,
    /// What the other answers say; empty if that is unknown.
    pub answers: Assignment,
    /// Whether the question or field itself is answered.
    pub is_answered: bool,
}

/// The conditions of one place in both editions, each joined from parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    pub old: Option<Condition>,
    pub new: Option<Condition>,
}

/// What a search says about a difference.
#[derive(Debug, Clone, PartialEq)]
enum Difference {
    None,
    Some(Assignment),
    Unknown,
}

impl Difference {
    fn is_none(&self) -> bool {
        *self == Self::None
    }

    fn answers(self) -> Option<Assignment> {
        match self {
            Self::None => None,
            Self::Some(answers) => Some(answers),
            Self::Unknown => Some(Assignment::new()),
        }
    }
}

/// Always true.
fn or_always(condition: Option<&Condition>) -> Condition {
    condition.cloned().unwrap_or(Condition::And(Vec::new()))
}

/// Searches with what is known, and with less if that is too much.
fn search(space: &Space<'_>, goals: &[Goal<'_>], known: Known) -> Difference {
    let mut found = Difference::Unknown;
    for known in [Known::Nothing, Known::Hidden, Known::Complete].into_iter().filter(|less| *less <= known) {
        found = match space.search(goals, known) {
            Search::Nothing => return Difference::None,
            Search::Found(answers) => Difference::Some(answers),
            // What fits with less knowledge may not fit with more.
            Search::TooMany => Difference::Unknown,
        };
    }
    found
}

impl Conditions {
    /// Old answers with which only the old condition is true.
    fn lost(&self, pair: &EditionPair<'_>, within: Option<&Condition>, known: Known) -> Difference {
        let (old, new) = (or_always(self.old.as_ref()), or_always(self.new.as_ref()));
        let mut goals = vec![pair.old_goal(&old, true), pair.new_goal(&new, false)];
        goals.extend(within.map(|within| pair.new_goal(within, true)));
        search(pair.old_space, &goals, known)
    }

    /// Answers with which only the new condition is true: new answers, or complete old ones.
    fn gained(&self, pair: &EditionPair<'_>, within: Option<&Condition>, before: bool) -> Difference {
        let (old, new) = (or_always(self.old.as_ref()), or_always(self.new.as_ref()));
        let mut goals = vec![pair.new_goal(&new, true), pair.old_goal(&old, false)];
        goals.extend(within.map(|within| pair.new_goal(within, true)));
        let (space, known) = if before { (pair.old_space, Known::Complete) } else { (pair.new_space, Known::Hidden) };
        search(space, &goals, known)
    }

    /// How the audience changed inside of what asks it. `None` if it did not.
    pub fn audience(&self, pair: &EditionPair<'_>, within: Option<&Condition>) -> Option<Audience> {
        if is_identical(pair, self.old.as_ref(), self.new.as_ref()) {
            return None;
        }
        let lost = self.lost(pair, within, Known::Hidden);
        let gained = self.gained(pair, within, false);
        match (lost.is_none(), gained.is_none()) {
            (true, true) => None,
            (true, false) => Some(Audience::Wider),
            (false, true) => Some(Audience::Narrower),
            (false, false) if self.is_inverted(pair) => Some(Audience::Inverted),
            (false, false) => Some(Audience::Other),
        }
    }

    /// Whether, wherever everything that they read is answered, one is true and the other is not.
    fn is_inverted(&self, pair: &EditionPair<'_>) -> bool {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return false };
        let answered = |condition: &Condition| {
            let of = |atom: &&Atom| Condition::Atom(Atom { operand: atom.operand, test: Test::Answered, of_period: 0 });
            Condition::And(condition.atoms().iter().map(of).collect())
        };
        let (old_answered, new_answered) = (answered(old), answered(new));
        let both = [pair.old_goal(old, true), pair.new_goal(new, true)];
        let neither = [
            pair.old_goal(old, false),
            pair.new_goal(new, false),
            pair.old_goal(&old_answered, true),
            pair.new_goal(&new_answered, true),
        ];
        search(pair.old_space, &both, Known::Hidden).is_none()
            && search(pair.old_space, &neither, Known::Hidden).is_none()
    }

    /// Old answers that the new edition may refuse because of these conditions. They are the whole conditions of a question.
    pub fn refused(
        &self,
        pair: &EditionPair<'_>,
        (question, field): (QuestionIx, Option<FieldIx>),
        required: bool,
    ) -> Vec<Refused> {
        let (lost, gained) = self.lost_and_gained(pair, required);
        let of = |answers: Option<Assignment>, is_answered| {
            answers.map(|answers| Refused { question: Some(question), field, answers, is_answered })
        };
        of(lost, true).into_iter().chain(of(gained, false)).collect()
    }

    /// The same for what stands beside an answer: the question of the conditions decides nothing about its own answer.
    pub fn refused_beside(&self, pair: &EditionPair<'_>, required: bool) -> Vec<Refused> {
        let (lost, gained) = self.lost_and_gained(pair, required);
        let all = lost.into_iter().chain(gained);
        all.map(|answers| Refused { question: None, field: None, answers, is_answered: true }).collect()
    }

    /// Old answers with which something is asked no more, and those with which it is asked and demanded now.
    fn lost_and_gained(&self, pair: &EditionPair<'_>, required: bool) -> (Option<Assignment>, Option<Assignment>) {
        let lost = self.lost(pair, None, Known::Complete).answers();
        let gained = if required { self.gained(pair, None, true).answers() } else { None };
        (lost, gained)
    }
}

/// Old answers, complete ones, with which a condition of the new edition is true. `None` if there are none.
pub(super) fn met_before(pair: &EditionPair<'_>, new: Option<&Condition>) -> Option<Assignment> {
    let new = or_always(new);
    search(pair.old_space, &[pair.new_goal(&new, true)], Known::Complete).answers()
}

/// Whether two conditions have the same text and mean the same by it. The order of a scale and the options that exclude others
/// are part of the meaning.
pub(super) fn is_identical(pair: &EditionPair<'_>, old: Option<&Condition>, new: Option<&Condition>) -> bool {
    match (old, new) {
        (None, None) => true,
        (Some(old), Some(new)) => same(pair, old, new),
        _ => false,
    }
}

fn same(pair: &EditionPair<'_>, old: &Condition, new: &Condition) -> bool {
    match (old, new) {
        (Condition::And(old), Condition::And(new)) | (Condition::Or(old), Condition::Or(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(pair, old, new))
        }
        (Condition::Not(old), Condition::Not(new)) => same(pair, old, new),
        (Condition::Atom(old), Condition::Atom(new)) => {
            let (before, after) = (pair.old_with_new_ids, pair.new);
            if std::mem::discriminant(&old.operand) != std::mem::discriminant(&new.operand)
                || old.operand.name(before) != new.operand.name(after)
            {
                return false;
            }
            let (was, now) = (choices(old.operand, before), choices(new.operand, after));
            let offers = |choices: &[Choice], code: &OptionCode| choices.iter().any(|choice| choice.code == *code);
            let in_both = |codes: &[OptionCode]| -> Vec<OptionCode> {
                codes.iter().filter(|code| offers(was, code) && offers(now, code)).cloned().collect()
            };
            let exclusive = |choices: &[Choice]| -> Vec<OptionCode> {
                let mut codes: Vec<OptionCode> =
                    choices.iter().filter(|choice| choice.exclusive).map(|choice| choice.code.clone()).collect();
                codes.sort();
                in_both(&codes)
            };
            match (&old.test, &new.test) {
                (Test::Grades(old_sign, old_code, old), Test::Grades(new_sign, new_code, new)) => {
                    let sorted = |codes: &[OptionCode]| {
                        let mut codes = in_both(codes);
                        codes.sort();
                        codes
                    };
                    (old_sign, old_code) == (new_sign, new_code) && sorted(old) == sorted(new)
                }
                (Test::Answered, Test::Answered) => exclusive(was) == exclusive(now),
                (old, new) => old == new,
            }
        }
        _ => false,
    }
}

/// The options that an operand may hold.
fn choices(operand: Operand, model: &Model) -> &[Choice] {
    match operand {
        Operand::Fact(_) | Operand::FactRows(_) => &[],
        Operand::Question(question) | Operand::SameRow(question) => model.questions[question].choices(),
        Operand::Field(question, field) | Operand::RowField(question, field) | Operand::GroupField(question, field) => {
            model.questions[question].fields[field].choices()
        }
        Operand::AnyRow(question, field) | Operand::AllRows(question, field) => {
            let question = &model.questions[question];
            field.map_or(question, |field| &question.fields[field]).choices()
        }
    }
}
