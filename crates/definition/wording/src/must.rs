//! What must hold between answers, in words. Documents and the form print it below a question, and messages quote it.

use crate::Wording;
use crate::ui::common::Common;
use crate::ui::document::DocumentWord;
use canevas_model::condition::Operand;
use canevas_model::expression::Expression;
use canevas_model::{LimitEnd, Must, MustKind};
use canevas_project::FactValue;
use canevas_syntax::expression::Arithmetic;

impl<'a> Wording<'a> {
    /// What must hold, as a sentence.
    pub fn must(&self, must: &'a Must) -> String {
        match (&must.kind, must.limit()) {
            (MustKind::Said(text), _) => self.plain(text, None),
            (MustKind::Bound(_), Some((end, limit))) => self.limit(end, limit),
            (MustKind::Bound(_), None) => String::new(),
        }
    }

    fn limit(&self, end: LimitEnd, limit: &Expression) -> String {
        if let Some(value) = self.known_limit(limit) {
            return match end {
                LimitEnd::Min => self.filled(Common::AtLeast, &[("n", &value)]),
                LimitEnd::Max => self.filled(Common::AtMost, &[("n", &value)]),
                LimitEnd::From => self.filled(DocumentWord::NotBefore, &[("from", &value)]),
                LimitEnd::To => self.filled(DocumentWord::NotAfter, &[("to", &value)]),
            };
        }
        let word = match end {
            LimitEnd::Min => Common::MinOf,
            LimitEnd::Max => Common::MaxOf,
            LimitEnd::From => Common::FromOf,
            LimitEnd::To => Common::ToOf,
        };
        self.filled(word, &[("c", &self.expression(limit))])
    }

    /// The value of a fact that the copy knows.
    fn known_limit(&self, limit: &Expression) -> Option<String> {
        let Expression::One(operand @ Operand::Fact(fact)) = limit else { return None };
        let Some(FactValue::One(value)) = self.copy.fact(*fact) else { return None };
        let (_, _, shape) = self.called(*operand, None);
        self.known(shape?, value).map(|(text, _)| text)
    }

    /// An expression, with questions by their numbers.
    fn expression(&self, expression: &Expression) -> String {
        match expression {
            Expression::Number(number) => number.to_string(),
            Expression::Date(date) => date.clone(),
            Expression::One(operand) => self.called(*operand, None).0,
            Expression::Sum(rows) | Expression::Count(rows) => self.called(rows.operand(), None).0,
            Expression::Negated(inner) => format!("\u{2212}{}", self.expression(inner)),
            Expression::Arithmetic(sign, left, right) => {
                let sign = match sign {
                    Arithmetic::Plus => "+",
                    Arithmetic::Minus => "\u{2212}",
                    Arithmetic::Times => "×",
                };
                format!("({} {sign} {})", self.expression(left), self.expression(right))
            }
        }
    }
}
