//! Conditions in words, with the current numbers of questions. A document prints them where a screen hides questions.

use crate::Wording;
use crate::ui::common::Common;
use crate::ui::fill;
use canevas_model::condition::{Atom, Condition, Literal, NegationNormalForm, Operand, Outcome, Test, polar};
use canevas_model::{AnswerShape, FactKind, Question, Relevance};
use canevas_project::Row;
use canevas_syntax::condition::CompareOp;

impl<'a> Wording<'a> {
    /// A condition as a clause after "if": "vous avez répondu « Oui » à la question 10".
    pub fn condition(&self, condition: &'a Condition, row: Option<&Row>) -> String {
        self.polar(&polar(condition, true), row, false)
    }

    /// A sentence with a condition in it, such as [`Common::AnswerIf`].
    pub fn condition_sentence(&self, sentence: Common, condition: &'a Condition, row: Option<&Row>) -> String {
        self.filled(sentence, &[("condition", &self.condition(condition, row))])
    }

    /// The condition under which one row of a question is asked.
    pub fn row_condition(&self, question: &'a Question, sentence: Common, row: &Row) -> Option<String> {
        let condition = question.show_if.row.as_ref()?;
        Some(self.condition_sentence(sentence, condition, Some(row)))
    }

    /// The condition under which a field is asked, both of its parts: over other questions, and over its neighbours. What the
    /// copy knows is not in it.
    pub fn field_condition(&self, field: &'a Question, row: Option<&Row>) -> Option<String> {
        self.relevance(&field.show_if, row)
    }

    /// The condition under which the comment on an answer is asked, beside those of its question.
    pub fn comment_condition(&self, question: &'a Question, row: Option<&Row>) -> Option<String> {
        self.relevance(&question.comment_box.show_if, row)
    }

    fn relevance(&self, show_if: &'a Relevance, row: Option<&Row>) -> Option<String> {
        let outer = match self.copy.outcome(show_if.outer.as_ref()) {
            Outcome::Always => None,
            Outcome::Depends(left) => Some(left),
            // A field that is never asked stands in its table, and says why.
            Outcome::Never => show_if.outer.clone(),
        };
        let whole = Condition::and(outer, show_if.row.clone())?;
        Some(self.filled(Common::FieldIf, &[("condition", &self.condition(&whole, row))]))
    }

    /// A clause, filled in.
    fn clause(&self, clause: &'static str, values: &[(&str, &str)]) -> String {
        fill(&self.part(clause), values)
    }

    fn polar(&self, polar: &NegationNormalForm<'a>, row: Option<&Row>, inner: bool) -> String {
        let words = &self.grammar.rules().clauses;
        match polar {
            NegationNormalForm::Atom(atom, truth) => self.atom(atom, *truth, row),
            NegationNormalForm::All(parts) | NegationNormalForm::Any(parts) => {
                let joint = if matches!(polar, NegationNormalForm::All(_)) { words.and } else { words.or };
                let joined =
                    parts.iter().map(|part| self.polar(part, row, true)).collect::<Vec<_>>().join(&self.part(joint));
                if inner { format!("({joined})") } else { joined }
            }
        }
    }

    fn atom(&self, atom: &'a Atom, truth: bool, row: Option<&Row>) -> String {
        let words = &self.grammar.rules().clauses;
        let (place, shape) = self.place(atom.operand, row);
        let clause = match (&atom.test, truth) {
            (Test::Answered, true) if matches!(atom.operand, Operand::FactRows(_)) => {
                self.clause(words.fact_known, &[("q", &place)])
            }
            (Test::Answered, false) if matches!(atom.operand, Operand::FactRows(_)) => {
                self.clause(words.not_fact_known, &[("q", &place)])
            }
            (Test::Answered, true) => self.clause(words.answered, &[("q", &place)]),
            (Test::Answered, false) => self.clause(words.not_answered, &[("q", &place)]),
            (Test::NonResponse(None), true) => self.clause(words.said_any, &[("q", &place)]),
            (Test::NonResponse(None), false) => self.clause(words.not_said_any, &[("q", &place)]),
            (Test::NonResponse(Some(said)), truth) => {
                let value = self.grammar.quoted(&self.said(said));
                self.clause(if truth { words.said } else { words.not_said }, &[("q", &place), ("v", &value)])
            }
            (Test::Has(code), truth) => {
                let value = self.literal(&Literal::Code(code.clone()), shape);
                self.clause(if truth { words.ticked } else { words.not_ticked }, &[("q", &place), ("v", &value)])
            }
            (Test::In(literals), truth) => {
                let value = self.several(literals.iter(), shape);
                self.clause(
                    if truth { words.answered_value } else { words.answered_other },
                    &[("q", &place), ("v", &value)],
                )
            }
            (Test::Grades(comparison, _, codes), truth) => {
                let AnswerShape::One { choices, .. } = shape.unwrap_or(&AnswerShape::Nothing) else { return place };
                let passing: Vec<Literal> = choices
                    .iter()
                    .filter(|choice| codes.contains(&choice.code) == truth)
                    .map(|choice| Literal::Code(choice.code.clone()))
                    .collect();
                let value = self.several(passing.iter(), shape);
                let up = matches!(comparison, CompareOp::Greater | CompareOp::GreaterOrEqual);
                self.clause(if up { words.grade_up } else { words.grade_down }, &[("q", &place), ("v", &value)])
            }
            (Test::Compare(comparison, literal), truth) => self.comparison(*comparison, literal, truth, &place, shape),
        };
        match atom.operand {
            Operand::AnyRow(..) if truth => self.clause(words.any_row, &[("x", &clause)]),
            // "Not any row" is "all rows not", and "not all rows" is "any row not".
            Operand::AnyRow(..) => self.clause(words.all_rows, &[("x", &clause)]),
            Operand::AllRows(..) if truth => self.clause(words.all_rows, &[("x", &clause)]),
            Operand::AllRows(..) => self.clause(words.any_row, &[("x", &clause)]),
            _ => clause,
        }
    }

    fn comparison(
        &self,
        comparison: CompareOp,
        literal: &Literal,
        truth: bool,
        place: &str,
        shape: Option<&'a AnswerShape>,
    ) -> String {
        let words = &self.grammar.rules().clauses;
        let value = self.literal(literal, shape);
        let equal = match comparison {
            CompareOp::Equal => Some(truth),
            CompareOp::Unequal => Some(!truth),
            _ => None,
        };
        if let Some(equal) = equal {
            // If the answer is certainly not "yes", it is "no".
            let (equal, value) = match (shape, literal) {
                (Some(AnswerShape::YesNo), Literal::Code(code)) if !equal => {
                    (true, self.grammar.quoted(&self.yes_no(code != "yes")))
                }
                _ => (equal, value),
            };
            return self.clause(
                if equal { words.answered_value } else { words.answered_other },
                &[("q", place), ("v", &value)],
            );
        }
        let index = match (comparison, truth) {
            (CompareOp::Less, true) | (CompareOp::GreaterOrEqual, false) => 0,
            (CompareOp::LessOrEqual, true) | (CompareOp::Greater, false) => 1,
            (CompareOp::Greater, true) | (CompareOp::LessOrEqual, false) => 2,
            _ => 3,
        };
        self.clause(words.compare[index], &[("q", place), ("v", &value)])
    }

    fn several<'l>(&self, literals: impl Iterator<Item = &'l Literal>, shape: Option<&'a AnswerShape>) -> String {
        literals
            .map(|literal| self.literal(literal, shape))
            .collect::<Vec<_>>()
            .join(&self.part(self.grammar.rules().clauses.or_value))
    }

    fn literal(&self, literal: &Literal, shape: Option<&'a AnswerShape>) -> String {
        match (literal, shape) {
            (Literal::Code(code), Some(AnswerShape::YesNo)) => self.grammar.quoted(&self.yes_no(code == "yes")),
            (Literal::Code(code), Some(AnswerShape::One { choices, .. } | AnswerShape::Many { choices, .. })) => {
                let label = choices
                    .iter()
                    .find(|choice| choice.code == *code)
                    .map_or_else(|| code.to_string(), |choice| self.label(choice).plain());
                self.grammar.quoted(&label)
            }
            (Literal::Code(code), _) => self.grammar.quoted(code),
            (Literal::Number(number), _) => canevas_model::condition::number_json(*number).to_string(),
            (literal @ Literal::Date(_), shape) => {
                shape.map_or_else(String::new, |shape| self.answer(shape, &literal.to_json()))
            }
        }
    }

    /// Where an answer was given, in words, and its shape.
    fn place(&self, operand: Operand, row: Option<&Row>) -> (String, Option<&'a AnswerShape>) {
        let words = &self.grammar.rules().clauses;
        let (called, citation, shape) = self.called(operand, row);
        let place = match citation {
            Citation::Question { several } => self.clause(words.at_question[usize::from(several)], &[("c", &called)]),
            Citation::Text => self.clause(words.at_text, &[("c", &called)]),
            Citation::Rows => called,
        };
        (place, shape)
    }

    /// What an answer is called: the number of its question, or a text in quotation marks.
    pub(crate) fn called(&self, operand: Operand, row: Option<&Row>) -> (String, Citation, Option<&'a AnswerShape>) {
        let model = self.copy.model;
        let label = |question: &'a Question| {
            let text = question
                .short
                .as_ref()
                .or(question.ask.as_ref())
                .map_or_else(|| question.id.to_string(), |text| self.plain(text, None));
            self.grammar.quoted(text.lines().next().unwrap_or_default())
        };
        let cited = |(cited, several): (String, bool), shape: &'a AnswerShape| {
            (cited, Citation::Question { several }, Some(shape))
        };
        match operand {
            // The comment on a table has no number.
            Operand::Question(question) if model.questions[question].is_comment => {
                let question = &model.questions[question];
                (label(question), Citation::Text, Some(&question.shape))
            }
            Operand::Fact(fact) | Operand::FactRows(fact) => {
                let fact = &model.facts[fact];
                let (text, shape) = match &fact.kind {
                    FactKind::Value { shape, .. } => (fact.ask.as_ref(), Some(shape)),
                    FactKind::List { fields, .. } => {
                        (fact.ask.as_ref().or_else(|| fields.first().and_then(|field| field.ask.as_ref())), None)
                    }
                };
                let text = text.map_or_else(|| fact.id.to_string(), |text| self.plain(text, None));
                let quoted = self.grammar.quoted(text.trim());
                (quoted, if shape.is_some() { Citation::Text } else { Citation::Rows }, shape)
            }
            Operand::SameRow(question) => cited(self.cited(question, row), &model.questions[question].shape),
            Operand::Question(question) | Operand::AnyRow(question, None) | Operand::AllRows(question, None) => {
                cited(self.cited(question, None), &model.questions[question].shape)
            }
            // A field of its own row.
            Operand::Field(question, field) => {
                let field = &model.questions[question].fields[field];
                (label(field), Citation::Text, Some(&field.shape))
            }
            // A field of the row that the question is about.
            Operand::RowField(question, field) => {
                let field = &model.questions[question].fields[field];
                let name = row.map_or_else(String::new, |row| format!(" ({})", self.row_label(row)));
                (format!("{}{name}", label(field)), Citation::Text, Some(&field.shape))
            }
            Operand::GroupField(question, field)
            | Operand::AnyRow(question, Some(field))
            | Operand::AllRows(question, Some(field)) => {
                let field = &model.questions[question].fields[field];
                let called = format!("{} ({})", label(field), self.cite(question, None));
                (called, Citation::Text, Some(&field.shape))
            }
        }
    }
}

/// How a text cites an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Citation {
    /// By the number of its question, or by the numbers of its rows.
    Question {
        /// Whether these are several.
        several: bool,
    },
    /// By a text in quotation marks.
    Text,
    /// By what is asked about rows.
    Rows,
}
