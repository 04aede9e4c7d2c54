//! Three-valued evaluation over answers as they stand in a return.

use super::{Atom, Condition, Literal, Operand, Test};
use crate::json_value::JsonValue;
use crate::types::Model;
use canevas_syntax::condition::CompareOp;
use serde_json::Value;

/// True, false, or not known yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kleene {
    /// Surely true.
    True,
    /// Surely false.
    False,
    /// Not known.
    Unknown,
}

impl From<bool> for Kleene {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

/// What an evaluation reads: facts and answers. The answer of a hidden question is absent.
pub trait Facts {
    /// The value at an operand, for the row at hand; `None` where absent. For `AnyRow`, `AllRows` and `FactRows`, the
    /// container of the rows (an object by row key, or a list).
    fn value(&self, operand: Operand) -> Option<&Value>;
}

/// Evaluates a condition.
pub fn evaluate(condition: &Condition, model: &Model, facts: &dyn Facts) -> Kleene {
    evaluate_with(condition, model, &|operand| facts.value(operand))
}

/// The same, where a function gives what [`Facts::value`] gives.
pub fn evaluate_with<'v, V: JsonValue<'v>>(
    condition: &Condition,
    model: &Model,
    value: &impl Fn(Operand) -> Option<V>,
) -> Kleene {
    match condition {
        Condition::Not(inner) => match evaluate_with(inner, model, value) {
            Kleene::True => Kleene::False,
            Kleene::False => Kleene::True,
            Kleene::Unknown => Kleene::Unknown,
        },
        Condition::And(all) => fold(all, model, value, Kleene::False, Kleene::True),
        Condition::Or(all) => fold(all, model, value, Kleene::True, Kleene::False),
        Condition::Atom(atom) => evaluate_atom(atom, model, value(atom.operand)),
    }
}

fn fold<'v, V: JsonValue<'v>>(
    all: &[Condition],
    model: &Model,
    value: &impl Fn(Operand) -> Option<V>,
    decisive: Kleene,
    neutral: Kleene,
) -> Kleene {
    let mut result = neutral;
    for condition in all {
        let value = evaluate_with(condition, model, value);
        if value == decisive {
            return decisive;
        }
        if value == Kleene::Unknown {
            result = Kleene::Unknown;
        }
    }
    result
}

/// Evaluates one test of a value.
pub fn evaluate_atom<'v>(atom: &Atom, model: &Model, value: Option<impl JsonValue<'v>>) -> Kleene {
    let test = &atom.test;
    let is_about_presence = matches!(test, Test::Answered | Test::NonResponse(_));
    let asks = asks(atom.operand, model);
    match atom.operand {
        Operand::AnyRow(question, field) | Operand::AllRows(question, field) => {
            let field_id = field.map(|field| model.questions[question].fields[field].id.as_str());
            let mut passes = value
                .into_iter()
                .flat_map(rows_of)
                .filter_map(|row| field_id.map_or(Some(row), |id| row.member(id)))
                .map(|value| test_value(value, test, asks));
            if is_about_presence {
                return passes.any(|pass| pass).into();
            }
            let Some(first) = passes.next() else { return Kleene::Unknown };
            if matches!(atom.operand, Operand::AnyRow(..)) {
                (first || passes.any(|pass| pass)).into()
            } else {
                (first && passes.all(|pass| pass)).into()
            }
        }
        Operand::FactRows(_) => value.into_iter().flat_map(rows_of).next().is_some().into(),
        operand if is_about_presence => {
            let over_rows =
                matches!(operand, Operand::Question(question) if model.questions[question].for_each.is_some());
            match value {
                None => Kleene::False,
                Some(value) if over_rows => rows_of(value).any(|row| test_value(row, test, asks)).into(),
                Some(value) => test_value(value, test, asks).into(),
            }
        }
        _ => value.map_or(Kleene::Unknown, |value| test_value(value, test, None).into()),
    }
}

/// The question or field whose answer an operand is.
fn asks(operand: Operand, model: &Model) -> Option<&crate::Question> {
    match operand {
        Operand::Question(question)
        | Operand::SameRow(question)
        | Operand::AnyRow(question, None)
        | Operand::AllRows(question, None) => Some(&model.questions[question]),
        Operand::Field(question, field)
        | Operand::RowField(question, field)
        | Operand::GroupField(question, field)
        | Operand::AnyRow(question, Some(field))
        | Operand::AllRows(question, Some(field)) => Some(&model.questions[question].fields[field]),
        Operand::Fact(_) | Operand::FactRows(_) => None,
    }
}

/// The exclusive options that an operand may hold.
pub(super) fn operand_exclusive(operand: Operand, model: &Model) -> Vec<crate::OptionCode> {
    asks(operand, model).map(exclusive_codes).unwrap_or_default()
}

/// The codes of a question's exclusive options.
pub(crate) fn exclusive_codes(question: &crate::Question) -> Vec<crate::OptionCode> {
    question.choices().iter().filter(|choice| choice.exclusive).map(|choice| choice.code.clone()).collect()
}

/// The rows in a container: values of an object, or items of a list.
pub(crate) fn rows_of<'v, V: JsonValue<'v>>(container: V) -> impl Iterator<Item = V> {
    let values = container.members().into_iter().flatten().map(|(_, value)| value);
    values.chain(container.items().into_iter().flatten())
}

/// The key of an answer that gives no value but says why: `{ "said": "nothing_to_report" }`.
pub const NON_RESPONSE_KEY: &str = "said";

/// The word of a non-response, if this value is one.
pub fn said<'v>(value: impl JsonValue<'v>) -> Option<&'v str> {
    let mut members = value.members()?;
    let (_, said) = members.next().filter(|(key, _)| *key == NON_RESPONSE_KEY)?;
    if members.next().is_some() { None } else { said.text() }
}

/// Whether a value passes a test. `asks` is the question, where some of its options may be exclusive.
fn test_value<'v>(value: impl JsonValue<'v>, test: &Test, asks: Option<&crate::Question>) -> bool {
    if let Some(said) = said(value) {
        return match test {
            Test::NonResponse(None) | Test::Compare(CompareOp::Unequal, _) => true,
            Test::NonResponse(Some(kind)) => kind.word() == said,
            _ => false,
        };
    }
    match test {
        Test::NonResponse(_) => false,
        Test::Answered => {
            let exclusive = || asks.into_iter().flat_map(crate::Question::choices).filter(|choice| choice.exclusive);
            match value.items() {
                Some(mut items) if exclusive().next().is_some() => {
                    items.any(|item| !exclusive().any(|choice| item.is(choice.code.as_str())))
                }
                _ => true,
            }
        }
        Test::Has(code) => value.items().is_some_and(|mut items| items.any(|item| item.is(code.as_str()))),
        Test::In(literals) => literals.iter().any(|literal| equal(value, literal)),
        Test::Grades(_, _, codes) => value.text().is_some_and(|value| codes.iter().any(|code| code == value)),
        Test::Compare(comparison, literal) => match comparison {
            CompareOp::Equal => equal(value, literal),
            CompareOp::Unequal => !equal(value, literal),
            _ => order(value, literal).is_some_and(|ordering| match comparison {
                CompareOp::Less => ordering.is_lt(),
                CompareOp::LessOrEqual => ordering.is_le(),
                CompareOp::Greater => ordering.is_gt(),
                _ => ordering.is_ge(),
            }),
        },
    }
}

fn equal<'v>(value: impl JsonValue<'v>, literal: &Literal) -> bool {
    match literal {
        Literal::Number(number) => {
            value.number().and_then(|value| value.partial_cmp(number)).is_some_and(std::cmp::Ordering::is_eq)
        }
        Literal::Code(code) => value.is(code),
        Literal::Date(text) => value.is(text),
    }
}

fn order<'v>(value: impl JsonValue<'v>, literal: &Literal) -> Option<std::cmp::Ordering> {
    match literal {
        Literal::Number(number) => value.number()?.partial_cmp(number),
        Literal::Date(text) => value.text().map(|value| value.cmp(text.as_str())),
        Literal::Code(_) => None,
    }
}

/// What remains of a condition once some facts are known.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Always true.
    Always,
    /// Never true.
    Never,
    /// True when this is.
    Depends(Condition),
}

/// Replaces the tests that are decided by their outcome. `decided` gives the outcome of a test, where it is known. A test that
/// stays unknown for good makes no condition true, whether it is negated or not.
pub fn reduce(condition: &Condition, decided: &dyn Fn(&Atom) -> Option<Kleene>) -> Outcome {
    reduced(condition, decided, Kleene::False)
}

/// `unknown` is what a test counts as that is unknown for good: false, and true below a negation.
fn reduced(condition: &Condition, decided: &dyn Fn(&Atom) -> Option<Kleene>, unknown: Kleene) -> Outcome {
    match condition {
        Condition::Atom(atom) => {
            match decided(atom).map(|value| if value == Kleene::Unknown { unknown } else { value }) {
                Some(Kleene::True) => Outcome::Always,
                Some(Kleene::False | Kleene::Unknown) => Outcome::Never,
                None => Outcome::Depends(condition.clone()),
            }
        }
        Condition::Not(inner) => {
            let below = if unknown == Kleene::True { Kleene::False } else { Kleene::True };
            match reduced(inner, decided, below) {
                Outcome::Always => Outcome::Never,
                Outcome::Never => Outcome::Always,
                Outcome::Depends(inner) => Outcome::Depends(Condition::Not(Box::new(inner))),
            }
        }
        Condition::And(all) => reduce_all(all, decided, unknown, &Outcome::Never, Outcome::Always, Condition::And),
        Condition::Or(all) => reduce_all(all, decided, unknown, &Outcome::Always, Outcome::Never, Condition::Or),
    }
}

fn reduce_all(
    all: &[Condition],
    decided: &dyn Fn(&Atom) -> Option<Kleene>,
    unknown: Kleene,
    decisive: &Outcome,
    neutral: Outcome,
    join: fn(Vec<Condition>) -> Condition,
) -> Outcome {
    let mut rest = Vec::new();
    for condition in all {
        match reduced(condition, decided, unknown) {
            outcome if outcome == *decisive => return outcome,
            Outcome::Depends(condition) => rest.push(condition),
            _ => {}
        }
    }
    match rest.len() {
        0 => neutral,
        1 => Outcome::Depends(rest.swap_remove(0)),
        _ => Outcome::Depends(join(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Atom, Condition, Kleene, Operand, Outcome, Test, reduce};

    fn atom(fact: usize) -> Condition {
        Condition::Atom(Atom { operand: Operand::Fact(fact.into()), test: Test::Answered, of_period: 0 })
    }

    fn not(condition: Condition) -> Condition {
        Condition::Not(Box::new(condition))
    }

    /// Fact 0 is true, 1 is false, 2 is unknown for good, and 3 is open.
    fn reduced(condition: &Condition) -> Outcome {
        reduce(condition, &|atom| match atom.operand {
            Operand::Fact(fact) => {
                [Some(Kleene::True), Some(Kleene::False), Some(Kleene::Unknown), None][usize::from(fact)]
            }
            _ => None,
        })
    }

    #[test]
    fn what_is_decided_leaves_the_condition() {
        let (all, any) = (Condition::And, Condition::Or);
        assert_eq!(reduced(&all(vec![atom(0), atom(3)])), Outcome::Depends(atom(3)));
        assert_eq!(reduced(&all(vec![atom(1), atom(3)])), Outcome::Never);
        assert_eq!(reduced(&any(vec![atom(0), atom(3)])), Outcome::Always);
        assert_eq!(reduced(&not(atom(3))), Outcome::Depends(not(atom(3))));
    }

    #[test]
    fn what_stays_unknown_makes_no_condition_true() {
        let (all, any) = (Condition::And, Condition::Or);
        assert_eq!(reduced(&atom(2)), Outcome::Never);
        assert_eq!(reduced(&not(atom(2))), Outcome::Never);
        assert_eq!(reduced(&not(not(atom(2)))), Outcome::Never);
        assert_eq!(reduced(&not(all(vec![atom(2), atom(1)]))), Outcome::Always);
        assert_eq!(reduced(&any(vec![not(atom(2)), atom(3)])), Outcome::Depends(atom(3)));
    }
}
