//! Conditions: finds names, checks types, and splits what depends on a row from what does not.

use super::Lowering;
use super::typing::DateKind;
use crate::condition::{Atom, Condition, Literal, Operand, Test};
use crate::ids::{NonResponseCode, OptionCode};
use crate::indices::{FieldIx, QuestionIx};
use crate::relevance::Relevance;
use crate::rules;
use crate::shape::{AnswerShape, Choice};
use crate::types::{FactKind, ForEach, Question};
use canevas_diagnostics::{Finding, first_names, nearest};
use canevas_syntax::condition::{self as syntax, CompareOp, Expr, Over, Word};
use canevas_syntax::{SourceText, Sp};
use typed_index_collections::TiSlice;

/// Where a condition stands.
pub(super) struct ConditionPlace<'a> {
    /// The rows of its question.
    pub for_each: Option<ForEach>,
    /// The index that its question will have; none for a section or heading.
    pub question: Option<QuestionIx>,
    /// The fields before it in the same row or group.
    pub fields: &'a TiSlice<FieldIx, Question>,
    /// Whether it is a field's condition.
    pub is_field: bool,
}

impl Lowering<'_> {
    /// A condition of a section or heading. No part of it may depend on a row.
    pub(super) fn outer_condition(&mut self, text: Option<&SourceText>) -> Option<Condition> {
        let place = ConditionPlace { for_each: None, question: None, fields: TiSlice::from_ref(&[]), is_field: false };
        self.condition(text, &place).outer
    }

    pub(super) fn condition(&mut self, text: Option<&SourceText>, place: &ConditionPlace<'_>) -> Relevance {
        let Some(text) = text else { return Relevance::default() };
        let expr = match syntax::parse(&text.value) {
            Ok(expr) => expr,
            Err(error) => {
                self.findings.push(
                    Finding::new(&rules::CONDITION_SYNTAX, text.part(error.range), error.message).help(error.help),
                );
                return Relevance::default();
            }
        };
        let Some(condition) = self.resolve(&expr, text, place) else { return Relevance::default() };
        self.split(condition, text)
    }

    /// Splits a condition at its top-level `and`.
    fn split(&mut self, condition: Condition, text: &SourceText) -> Relevance {
        let parts = match condition {
            Condition::And(parts) => parts,
            other => vec![other],
        };
        let (mut outer, mut row) = (None, None);
        for part in parts {
            let atoms = part.atoms();
            let rows = atoms.iter().filter(|atom| atom.operand.is_row()).count();
            if rows == 0 {
                outer = Condition::and(outer, Some(part));
            } else if rows == atoms.len() {
                row = Condition::and(row, Some(part));
            } else {
                self.findings.push(
                    Finding::new(&rules::ROWS_IN_CONDITION, text.span, "this condition joins, by `or` or `not`, what depends on the row with what does not")
                        .help("join the two by `and` at the top: `outer and row`; or put the outer part on the question and the row part on the field"),
                );
            }
        }
        Relevance { outer, row, span: Some(text.span) }
    }

    fn resolve(&mut self, expr: &Expr, text: &SourceText, place: &ConditionPlace<'_>) -> Option<Condition> {
        match expr {
            Expr::And(all) => {
                let parts: Vec<_> = all.iter().map(|part| self.resolve(part, text, place)).collect();
                parts.into_iter().collect::<Option<Vec<_>>>().map(Condition::And)
            }
            Expr::Or(all) => {
                let parts: Vec<_> = all.iter().map(|part| self.resolve(part, text, place)).collect();
                parts.into_iter().collect::<Option<Vec<_>>>().map(Condition::Or)
            }
            Expr::Not(inner) => self.resolve(inner, text, place).map(|inner| Condition::Not(Box::new(inner))),
            Expr::Atom(atom) => self.resolve_atom(atom, text, place).map(Condition::Atom),
        }
    }

    fn resolve_atom(&mut self, atom: &syntax::Atom, text: &SourceText, place: &ConditionPlace<'_>) -> Option<Atom> {
        let operand = self.operand(atom, text, place)?;
        let tested = self.subject(operand, place);
        // What is wrong with the question has its own finding.
        if tested.place.is_some_and(|place| self.uncertain.contains(&place)) {
            return None;
        }
        let test = self.test(atom, &tested, text)?;
        Some(Atom { operand, test, of_period: of_period(atom) })
    }

    fn operand(&mut self, atom: &syntax::Atom, text: &SourceText, place: &ConditionPlace<'_>) -> Option<Operand> {
        let name = atom.name.text.as_str();
        let span = text.part(atom.name.range.clone());
        let about_rows = matches!(atom.test, syntax::Test::Answered | syntax::Test::NonResponse(_));
        if let Some((head, field)) = name.split_once('.') {
            let index = self.find_question(head, span, place)?;
            let question = &self.questions[index];
            if self.uncertain.contains(&question.span) {
                return None;
            }
            let Some(position) = position(&question.fields, field) else {
                if self.names.is_unread(field) {
                    return None;
                }
                let fields = || question.fields.iter().map(|field| field.id.as_str());
                let near = self.findings.may_suggest().then(|| nearest(field, fields())).flatten();
                let finding = Finding::new(&rules::UNKNOWN_NAME, span, format!("`{head}` has no field `{field}`"))
                    .help(format!("`{head}` has: {}", first_names(fields())))
                    .meant(near.map(|near| format!("{head}.{near}")));
                self.findings.push(finding);
                return None;
            };
            if Some(index) == place.question && question.for_each.is_some() {
                return self.own_rows_error(span, head);
            }
            let over_rows = question.for_each.is_some() || matches!(question.shape, AnswerShape::Rows { .. });
            return match atom.over {
                Over::Any if over_rows => Some(Operand::AnyRow(index, Some(position))),
                Over::All if over_rows => Some(Operand::AllRows(index, Some(position))),
                Over::One if !over_rows => Some(Operand::GroupField(index, position)),
                Over::One if place.for_each == Some(ForEach::Rows(index)) && !place.is_field => {
                    Some(Operand::RowField(index, position))
                }
                Over::One if place.for_each == Some(ForEach::Rows(index)) => {
                    self.findings.push(
                        Finding::new(
                            &rules::ROWS_IN_CONDITION,
                            span,
                            format!("a field cannot depend on this row of `{head}`"),
                        )
                        .help("put this condition on the question itself, beside its for_each"),
                    );
                    None
                }
                // What is wrong with the rows of this question has its own finding.
                Over::One if self.rows_are_uncertain => None,
                Over::One => self.rows_error(span, name),
                _ => self.no_rows_error(span, head),
            };
        }
        if let (Some(question), Some(position)) = (place.question, position(place.fields, name)) {
            if atom.over != Over::One {
                return self.no_rows_error(span, name);
            }
            return Some(Operand::Field(question, position));
        }
        if let Some(fact) = self.names.facts.get(name).copied() {
            if atom.over != Over::One {
                return self.no_rows_error(span, name);
            }
            return match &self.facts[fact].kind {
                FactKind::Value { .. } => Some(Operand::Fact(fact)),
                FactKind::List { .. } if matches!(atom.test, syntax::Test::Answered) => Some(Operand::FactRows(fact)),
                FactKind::List { .. } => {
                    self.findings.push(
                        Finding::new(&rules::ROWS_IN_CONDITION, span, format!("`{name}` is a list of facts"))
                            .help(format!("ask whether it has rows: answered({name})")),
                    );
                    None
                }
            };
        }
        let index = self.find_question(name, span, place)?;
        let question = &self.questions[index];
        if self.uncertain.contains(&question.span) {
            return None;
        }
        match (question.for_each, atom.over) {
            (Some(rows), Over::One) if place.for_each == Some(rows) => {
                if place.is_field {
                    self.findings.push(
                        Finding::new(
                            &rules::ROWS_IN_CONDITION,
                            span,
                            format!("a field cannot depend on this row of `{name}`"),
                        )
                        .help("put this condition on the question itself, beside its for_each"),
                    );
                    None
                } else {
                    Some(Operand::SameRow(index))
                }
            }
            (Some(_), Over::One) if about_rows => Some(Operand::Question(index)),
            (Some(_), Over::One) => self.rows_error(span, name),
            (Some(_), Over::Any | Over::All) if Some(index) == place.question => self.own_rows_error(span, name),
            (Some(_), Over::Any) => Some(Operand::AnyRow(index, None)),
            (Some(_), Over::All) => Some(Operand::AllRows(index, None)),
            (None, Over::One) => Some(Operand::Question(index)),
            (None, _) => self.no_rows_error(span, name),
        }
    }

    fn rows_error<T>(&mut self, span: canevas_diagnostics::Span, name: &str) -> Option<T> {
        self.findings.push(
            Finding::new(&rules::ROWS_IN_CONDITION, span, format!("`{name}` has several rows"))
                .help(format!("write any({name}) or all({name})")),
        );
        None
    }

    /// A comment in a row is about the answer of that row.
    fn own_rows_error<T>(&mut self, span: canevas_diagnostics::Span, name: &str) -> Option<T> {
        let message = format!("a comment on `{name}` stands in one row, and reads the answer of that row alone");
        self.findings.push(
            Finding::new(&rules::ROWS_IN_CONDITION, span, message)
                .help(format!("write {name} alone, or a test such as answered({name})")),
        );
        None
    }

    fn no_rows_error<T>(&mut self, span: canevas_diagnostics::Span, name: &str) -> Option<T> {
        self.findings.push(
            Finding::new(&rules::ROWS_IN_CONDITION, span, format!("`{name}` has no rows, so any and all mean nothing"))
                .help(format!("write {name} alone")),
        );
        None
    }

    pub(super) fn find_question(
        &mut self,
        name: &str,
        span: canevas_diagnostics::Span,
        place: &ConditionPlace<'_>,
    ) -> Option<QuestionIx> {
        match self.names.questions.get(name) {
            // A comment may read its own question, which is known by then. That of a field reads the field by its name.
            Some(index)
                if *index < self.questions.next_key() && !(place.is_field && Some(*index) == place.question) =>
            {
                return Some(*index);
            }
            Some(index) => {
                let message = if Some(*index) == place.question {
                    format!("`{name}` depends on itself")
                } else {
                    format!("`{name}` comes later in the form")
                };
                self.findings.push(
                    Finding::new(&rules::LATER_REFERENCE, span, message)
                        .help("a condition reads only what has been asked before it; move one of the two"),
                );
                return None;
            }
            None if self.names.is_unread(name) => return None,
            None => {}
        }
        let near = self.findings.may_suggest().then(|| {
            let known = self.questions.iter().map(|question| question.id.as_str());
            let facts = self.facts.iter().map(|fact| fact.id.as_str());
            nearest(name, known.chain(facts).chain(place.fields.iter().map(|field| field.id.as_str())))
        });
        let finding = Finding::new(&rules::UNKNOWN_NAME, span, format!("no question or fact is called `{name}`"))
            .help("a condition names a question before it, a field of its row, or a fact")
            .meant(near.flatten());
        self.findings.push(finding);
        None
    }

    /// What a test applies to.
    fn subject(&self, operand: Operand, place: &ConditionPlace<'_>) -> ConditionSubject {
        let question = |question: &Question| ConditionSubject {
            shape: Some(question.shape.clone()),
            can_say: question.can_say.clone(),
            place: Some(question.span),
        };
        match operand {
            Operand::Fact(fact) => match &self.facts[fact].kind {
                FactKind::Value { shape, .. } => ConditionSubject {
                    shape: Some(shape.clone()),
                    can_say: Vec::new(),
                    place: Some(self.facts[fact].span),
                },
                FactKind::List { .. } => ConditionSubject::default(),
            },
            Operand::FactRows(_) => ConditionSubject::default(),
            Operand::Question(index)
            | Operand::SameRow(index)
            | Operand::AnyRow(index, None)
            | Operand::AllRows(index, None) => question(&self.questions[index]),
            Operand::Field(_, field) => question(&place.fields[field]),
            Operand::GroupField(index, field)
            | Operand::RowField(index, field)
            | Operand::AnyRow(index, Some(field))
            | Operand::AllRows(index, Some(field)) => question(&self.questions[index].fields[field]),
        }
    }

    fn test(&mut self, atom: &syntax::Atom, subject: &ConditionSubject, text: &SourceText) -> Option<Test> {
        let name = &atom.name.text;
        let whole = text.part(atom.range.clone());
        let shape = subject.shape.as_ref();
        match &atom.test {
            syntax::Test::Answered => Some(Test::Answered),
            syntax::Test::NonResponse(word) => {
                if subject.can_say.is_empty() {
                    return self.type_error(
                        whole,
                        &format!("`{name}` offers no such answer"),
                        "add can_say to the question",
                    );
                }
                let Some(word) = word else { return Some(Test::NonResponse(None)) };
                match subject.can_say.iter().find(|said| said.word() == word.text) {
                    Some(said) => Some(Test::NonResponse(Some(said.clone()))),
                    None => self.unknown_option(word, subject.can_say.iter().map(NonResponseCode::word), name, text),
                }
            }
            syntax::Test::Yes => match shape {
                Some(AnswerShape::YesNo) => Some(Test::Compare(CompareOp::Equal, Literal::Code("yes".into()))),
                _ => self.type_error(
                    whole,
                    &format!("`{name}` alone means yes, but it is no yes_no question"),
                    "write what it should equal, or answered(…)",
                ),
            },
            syntax::Test::Has(word) => match shape {
                Some(AnswerShape::Many { choices, .. }) => self.code(word, choices, name, text).map(Test::Has),
                _ => self.type_error(
                    whole,
                    &format!("`has` is for questions with several choices, which `{name}` is not"),
                    "write = for one choice",
                ),
            },
            syntax::Test::In(words) => {
                let literals: Vec<_> = words.iter().map(|word| self.literal(word, subject, name, text)).collect();
                literals.into_iter().collect::<Option<Vec<_>>>().map(Test::In)
            }
            syntax::Test::Compare(comparison, word) => {
                let ordered = !matches!(comparison, CompareOp::Equal | CompareOp::Unequal);
                if let (true, Some(AnswerShape::One { choices, ordered: true, .. })) = (ordered, shape) {
                    let code = self.code(word, choices, name, text)?;
                    let at = choices.iter().position(|choice| choice.code == code)?;
                    let passes = |index: usize| match comparison {
                        CompareOp::Less => index < at,
                        CompareOp::LessOrEqual => index <= at,
                        CompareOp::Greater => index > at,
                        _ => index >= at,
                    };
                    let codes = choices
                        .iter()
                        .enumerate()
                        .filter(|(index, _)| passes(*index))
                        .map(|(_, choice)| choice.code.clone())
                        .collect();
                    return Some(Test::Grades(*comparison, code, codes));
                }
                let orderable = matches!(
                    shape,
                    Some(
                        AnswerShape::Number(_)
                            | AnswerShape::Year { .. }
                            | AnswerShape::Date { .. }
                            | AnswerShape::Month { .. }
                    )
                );
                if ordered && !orderable {
                    return self.type_error(
                        whole,
                        &format!("`{name}` has no order"),
                        "< and > are for numbers, dates, months, years and ratings",
                    );
                }
                self.literal(word, subject, name, text).map(|literal| Test::Compare(*comparison, literal))
            }
        }
    }

    /// A literal of the subject's type.
    fn literal(&mut self, word: &Word, subject: &ConditionSubject, name: &str, text: &SourceText) -> Option<Literal> {
        let span = text.part(word.range.clone());
        let spanned = Sp::new(word.text.clone(), span);
        match subject.shape.as_ref() {
            Some(AnswerShape::YesNo) => match word.text.as_str() {
                "yes" | "true" => Some(Literal::Code("yes".into())),
                "no" | "false" => Some(Literal::Code("no".into())),
                _ => self.unknown_option(word, ["yes", "no"].into_iter(), name, text),
            },
            Some(AnswerShape::One { choices, .. }) => self.code(word, choices, name, text).map(Literal::Code),
            Some(AnswerShape::Year { .. }) => {
                self.date_literal(&spanned, DateKind::Year).and_then(|year| year.parse().ok()).map(Literal::Number)
            }
            Some(AnswerShape::Number(_)) => match word.text.parse::<f64>().ok().filter(|number| number.is_finite()) {
                Some(number) => Some(Literal::Number(number)),
                None => self.type_error(
                    span,
                    &format!("`{}` is not a number, and `{name}` is", word.text),
                    "write a number",
                ),
            },
            Some(AnswerShape::Date { .. }) => self.date_literal(&spanned, DateKind::Day).map(Literal::Date),
            Some(AnswerShape::Month { .. }) => self.date_literal(&spanned, DateKind::Month).map(Literal::Date),
            Some(AnswerShape::Many { .. }) => {
                self.type_error(span, &format!("`{name}` has several choices at once"), "write `has` instead of =")
            }
            _ => self.type_error(
                span,
                &format!("`{name}` is free text or has parts, and cannot be compared"),
                "ask whether there is an answer: answered(…)",
            ),
        }
    }

    fn code(&mut self, word: &Word, choices: &[Choice], name: &str, text: &SourceText) -> Option<OptionCode> {
        if let Some(choice) = choices.iter().find(|choice| choice.code == word.text) {
            return Some(choice.code.clone());
        }
        self.unknown_option(word, choices.iter().map(|choice| choice.code.as_str()), name, text)
    }

    fn unknown_option<'a, T>(
        &mut self,
        word: &Word,
        codes: impl Iterator<Item = &'a str> + Clone,
        name: &str,
        text: &SourceText,
    ) -> Option<T> {
        let span = text.part(word.range.clone());
        let finding =
            Finding::new(&rules::UNKNOWN_OPTION, span, format!("`{}` is not an option of `{name}`", word.text));
        let finding = if self.names.questions.contains_key(&word.text) || self.names.facts.contains_key(&word.text) {
            finding.help("a question is never compared with another question; compare each with a value")
        } else {
            let near = self.findings.may_suggest().then(|| nearest(&word.text, codes.clone())).flatten();
            finding.help(format!("its options are: {}", first_names(codes))).meant(near)
        };
        self.findings.push(finding);
        None
    }

    fn type_error<T>(&mut self, span: canevas_diagnostics::Span, message: &str, help: &str) -> Option<T> {
        self.findings.push(Finding::new(&rules::CONDITION_TYPE, span, message).help(help));
        None
    }
}

/// The field of an id.
fn position(fields: &TiSlice<FieldIx, Question>, id: &str) -> Option<FieldIx> {
    fields.position(|field| field.id == id)
}

#[derive(Default)]
struct ConditionSubject {
    shape: Option<AnswerShape>,
    can_say: Vec<NonResponseCode>,
    /// Where the question, field or fact stands.
    place: Option<canevas_diagnostics::Span>,
}

/// Which literals of a test name an end of the period.
fn of_period(atom: &syntax::Atom) -> u64 {
    let words = match &atom.test {
        syntax::Test::Compare(_, word) => std::slice::from_ref(word),
        syntax::Test::In(words) => words,
        _ => &[],
    };
    let named = words.iter().take(64).enumerate().filter(|(_, word)| word.text.starts_with("period."));
    named.fold(0, |bits, (index, _)| bits | 1 << index)
}
