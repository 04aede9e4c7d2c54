//! Conditions in a form that can be compared: by ids, `not` moved inwards, the parts of `and` and `or` sorted.

use canevas_model::Model;
use canevas_model::condition::{Atom, Condition, Operand, Test};
use canevas_syntax::condition::CompareOp;
use std::collections::BTreeMap;

/// How a condition is written for comparison.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    /// The model that it belongs to.
    pub model: &'a Model,
    /// Names that have another name in the new edition.
    pub names: &'a BTreeMap<String, String>,
    /// Whether `!= no` may be read as `= yes`: good enough to find a condition turned round.
    pub loose: bool,
}

impl Writer<'_> {
    /// The comparable text.
    pub fn write(self, condition: &Condition) -> String {
        self.part(condition, false)
    }

    /// The comparable text of its contrary.
    pub fn contrary(self, condition: &Condition) -> String {
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

    /// The parts of an `and` or `or`, with those of the same word inside it.
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
        let mut text = self.renamed(&Condition::Atom(atom).canonical(self.model));
        if self.loose {
            for (from, to) in [(" != no", " = yes"), (" != yes", " = no")] {
                if let Some(head) = text.strip_suffix(from) {
                    text = format!("{head}{to}");
                }
            }
        }
        if not { format!("not {text}") } else { text }
    }

    fn renamed(self, text: &str) -> String {
        if self.names.is_empty() {
            return text.to_owned();
        }
        let mut out = String::new();
        let mut word = String::new();
        for c in text.chars().chain(std::iter::once('\n')) {
            if c.is_ascii_alphanumeric() || c == '_' {
                word.push(c);
                continue;
            }
            out.push_str(self.names.get(&word).unwrap_or(&word));
            word.clear();
            if c != '\n' {
                out.push(c);
            }
        }
        out
    }
}
