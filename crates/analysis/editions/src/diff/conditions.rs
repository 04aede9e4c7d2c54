//! Comparable texts of conditions: `not` is moved inwards, and the parts of `and` and `or` are sorted. Two conditions with
//! the same meaning often differ only in such details.

use canevas_model::Model;
use canevas_model::condition::{Atom, Condition, Literal, Operand, Test};
use canevas_syntax::condition::CompareOp;

/// Writes conditions so that equal conditions have equal texts.
#[derive(Clone, Copy)]
pub(crate) struct ConditionWriter<'a> {
    /// The model that the conditions belong to.
    pub model: &'a Model,
    /// Whether to write `!= no` as `= yes`. This is good enough to find an inverted condition.
    pub loose: bool,
}

impl ConditionWriter<'_> {
    /// The comparable text.
    pub fn write(self, condition: &Condition) -> String {
        self.part(condition, false)
    }

    /// The comparable text of its negation.
    pub fn negation(self, condition: &Condition) -> String {
        self.part(condition, true)
    }

    fn part(self, condition: &Condition, not: bool) -> String {
        match condition {
            Condition::Not(inner) => self.part(inner, !not),
            Condition::And(all) | Condition::Or(all) => {
                let and = matches!(condition, Condition::And(_)) != not;
                let mut parts: Vec<String> = Vec::new();
                self.gather(all, not, and, &mut parts);
                parts.sort();
                parts.dedup();
                if parts.len() == 1 {
                    return parts.remove(0);
                }
                format!("({})", parts.join(if and { " and " } else { " or " }))
            }
            Condition::Atom(atom) => self.atom(atom, not),
        }
    }

    /// The parts of an `and` or `or`. An `and` inside an `and` adds its parts to the outer one.
    fn gather(self, all: &[Condition], not: bool, and: bool, parts: &mut Vec<String>) {
        for condition in all {
            let (mut inner, mut not) = (condition, not);
            while let Condition::Not(deeper) = inner {
                (inner, not) = (deeper, !not);
            }
            match inner {
                Condition::And(deeper) if and != not => self.gather(deeper, not, and, parts),
                Condition::Or(deeper) if and == not => self.gather(deeper, not, and, parts),
                inner => parts.push(self.part(inner, not)),
            }
        }
    }

    fn atom(self, atom: &Atom, not: bool) -> String {
        let over_rows = matches!(atom.operand, Operand::AnyRow(..) | Operand::AllRows(..));
        let mut atom = atom.clone();
        let mut not = not;
        if let Test::Compare(comparison, literal) = &atom.test
            && !over_rows
        {
            let turned = match comparison {
                CompareOp::Equal => Some(CompareOp::Unequal),
                CompareOp::Unequal => Some(CompareOp::Equal),
                _ => None,
            };
            if let Some(turned) = turned.filter(|_| not) {
                atom.test = Test::Compare(turned, literal.clone());
                not = false;
            }
        }
        if self.loose {
            loosen(&mut atom.test);
        }
        let text = Condition::Atom(atom).canonical(self.model);
        if not { format!("not {text}") } else { text }
    }
}

/// Turns `!= no` into `= yes`, and `!= yes` into `= no`.
fn loosen(test: &mut Test) {
    let Test::Compare(comparison @ CompareOp::Unequal, Literal::Code(code)) = test else { return };
    let other = match code.as_str() {
        "no" => "yes",
        "yes" => "no",
        _ => return,
    };
    *comparison = CompareOp::Equal;
    *code = other.into();
}
