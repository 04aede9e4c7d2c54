//! Expressions: finds names and checks types. A part without a meaning is reported, and the others are still checked.

use super::Lowering;
use super::conditions::ConditionPlace;
use super::typing::DateKind;
use crate::condition::Operand;
use crate::expression::{Exact, Expression, ExpressionKind, RowsOf, Rule};
use crate::indices::{FieldIx, QuestionIx};
use crate::rules;
use crate::shape::AnswerShape;
use crate::types::{FactKind, ForEach, Question};
use canevas_diagnostics::{Finding, Span, first_names, nearest};
use canevas_syntax::condition::{CompareOp, ConditionError, Word};
use canevas_syntax::expression::{self as syntax, ValueKind};
use canevas_syntax::{SourceText, Sp};

/// A side of a comparison.
enum Side {
    /// It is known what it is.
    Typed(Expression, ExpressionKind),
    /// An end of the period, which is a day, a month or a year, as the other side is.
    Period(Sp<String>),
}

impl Lowering<'_> {
    /// A number that is computed, such as `men + women`. None where it has no meaning, and a finding says why.
    pub(super) fn computed_number(&mut self, text: &SourceText, place: &ConditionPlace<'_>) -> Option<Expression> {
        let value = self.parsed(text, syntax::parse_value(&text.value))?;
        self.number(&value, text, place)
    }

    /// What must hold, such as `men + women = total`. None where it has no meaning, and a finding says why.
    pub(super) fn rule_between(&mut self, text: &SourceText, place: &ConditionPlace<'_>) -> Option<Rule> {
        let rule = self.parsed(text, syntax::parse_rule(&text.value))?;
        self.resolve_rule(&rule, text, place)
    }

    /// A bound of an answer that names another one. `own` is the answer that is bounded.
    pub(super) fn limit(
        &mut self,
        sign: CompareOp,
        (own, shape, id): (Operand, &AnswerShape, &str),
        name: &SourceText,
        place: &ConditionPlace<'_>,
    ) -> Option<Rule> {
        let kind = self.kind_of(shape, id, name.span)?;
        let value = self.parsed(name, syntax::parse_value(&name.value))?;
        let limit = self.side(&value, name, place)?;
        self.compare(sign, Side::Typed(Expression::One(own), kind), limit, name.span)
    }

    fn parsed<T>(&mut self, text: &SourceText, parsed: Result<T, ConditionError>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                let span = text.part(error.range);
                self.findings.push(Finding::new(&rules::EXPRESSION_SYNTAX, span, error.message).help(error.help));
                None
            }
        }
    }

    fn resolve_rule(&mut self, rule: &syntax::Rule, text: &SourceText, place: &ConditionPlace<'_>) -> Option<Rule> {
        let mut all = |parts: &[syntax::Rule]| -> Option<Vec<Rule>> {
            let parts: Vec<_> = parts.iter().map(|part| self.resolve_rule(part, text, place)).collect();
            parts.into_iter().collect()
        };
        match rule {
            syntax::Rule::And(parts) => all(parts).map(Rule::And),
            syntax::Rule::Or(parts) => all(parts).map(Rule::Or),
            syntax::Rule::Compare(sign, left, right, range) => {
                let span = text.part(range.clone());
                let (one, two) = (self.side(left, text, place), self.side(right, text, place));
                self.compare(*sign, one?, two?, span)
            }
        }
    }

    fn compare(&mut self, sign: CompareOp, left: Side, right: Side, span: Span) -> Option<Rule> {
        let kind = match (&left, &right) {
            (Side::Typed(_, kind), _) | (_, Side::Typed(_, kind)) => *kind,
            _ => ExpressionKind::Month,
        };
        for side in [&left, &right] {
            if let Side::Typed(_, other) = side
                && *other != kind
            {
                let (one, two) = (in_words(kind), in_words(*other));
                self.findings.push(
                    Finding::new(&rules::EXPRESSION_TYPE, span, format!("{one} is compared with {two}"))
                        .help("compare numbers with numbers, days with days and months with months"),
                );
                return None;
            }
        }
        let mut typed = |side: Side| match side {
            Side::Typed(expression, _) => Some(expression),
            Side::Period(word) => self.end_of_period(&word, kind),
        };
        let (left, right) = (typed(left), typed(right));
        Some(Rule::Compare(sign, Box::new(left?), Box::new(right?)))
    }

    fn end_of_period(&mut self, word: &Sp<String>, kind: ExpressionKind) -> Option<Expression> {
        match kind {
            ExpressionKind::Day => self.date_literal(word, DateKind::Day).map(Expression::Date),
            ExpressionKind::Month => self.date_literal(word, DateKind::Month).map(Expression::Date),
            ExpressionKind::Number => {
                let year = self.date_literal(word, DateKind::Year)?;
                Exact::parse(&year).map(Expression::Number)
            }
        }
    }

    fn side(&mut self, value: &syntax::Value, text: &SourceText, place: &ConditionPlace<'_>) -> Option<Side> {
        match &value.kind {
            ValueKind::Name(word) if matches!(word.text.as_str(), "period.from" | "period.to") => {
                Some(Side::Period(Sp::new(word.text.clone(), text.part(word.range.clone()))))
            }
            _ => self.value(value, text, place).map(|(expression, kind)| Side::Typed(expression, kind)),
        }
    }

    /// A value that has to be a number.
    fn number(&mut self, value: &syntax::Value, text: &SourceText, place: &ConditionPlace<'_>) -> Option<Expression> {
        let (expression, kind) = self.value(value, text, place)?;
        if kind != ExpressionKind::Number {
            let message = format!("{} is no number", in_words(kind));
            return self.expression_type(text.part(value.range.clone()), message, "dates are compared, never computed");
        }
        Some(expression)
    }

    fn value(
        &mut self,
        value: &syntax::Value,
        text: &SourceText,
        place: &ConditionPlace<'_>,
    ) -> Option<(Expression, ExpressionKind)> {
        let span = text.part(value.range.clone());
        let number = |expression| Some((expression, ExpressionKind::Number));
        match &value.kind {
            ValueKind::Number(digits) => number(Expression::Number(Exact::parse(digits)?)),
            ValueKind::Date(date) => {
                let word = Sp::new(date.clone(), span);
                let (kind, as_kind) = match date.len() {
                    7 => (DateKind::Month, ExpressionKind::Month),
                    _ => (DateKind::Day, ExpressionKind::Day),
                };
                Some((Expression::Date(self.date_literal(&word, kind)?), as_kind))
            }
            ValueKind::Name(word) => self.named(word, text, place),
            ValueKind::Sum(word) => self.rows(word, true, text, place).map(Expression::Sum).and_then(number),
            ValueKind::Count(word) => self.rows(word, false, text, place).map(Expression::Count).and_then(number),
            ValueKind::Negated(inner) => {
                self.number(inner, text, place).map(|inner| Expression::Negated(Box::new(inner))).and_then(number)
            }
            ValueKind::Arithmetic(sign, left, right) => {
                let (left, right) = (self.number(left, text, place), self.number(right, text, place));
                number(Expression::Arithmetic(*sign, Box::new(left?), Box::new(right?)))
            }
        }
    }

    /// What a name says: one value.
    fn named(
        &mut self,
        word: &Word,
        text: &SourceText,
        place: &ConditionPlace<'_>,
    ) -> Option<(Expression, ExpressionKind)> {
        let (name, span) = (word.text.as_str(), text.part(word.range.clone()));
        // A column may have the name of a computed number. In its own row it comes first.
        let is_field = place.fields.iter().any(|field| field.id == *name);
        if let Some(at) = self.names.computed.get(name).copied().filter(|_| !is_field) {
            if self.names.is_unread(name) {
                return None;
            }
            let Some(computed) = self.computed.get(at) else {
                // Questions come first: a rule and a bound are read before anything is computed.
                let (message, help) = if place.question.is_some() {
                    (
                        "is computed, and a rule or a bound names no computed number",
                        "in a rule of `must`, write what it computes, such as men + women",
                    )
                } else if at == self.computed.next_key() {
                    ("is computed from itself", "name the answers that it is computed from")
                } else {
                    ("is computed later", "move it above what uses it")
                };
                let message = format!("`{name}` {message}");
                self.findings.push(Finding::new(&rules::LATER_REFERENCE, span, message).help(help));
                return None;
            };
            return Some((computed.expression.clone(), ExpressionKind::Number));
        }
        if let Some(date) = name.strip_prefix("dates.") {
            return self.named_date(date, span).map(|day| (Expression::Date(day), ExpressionKind::Day));
        }
        if matches!(name, "period.from" | "period.to") {
            return self.expression_type(
                span,
                "an end of the period is compared with a date, and stands alone on its side",
                "write it as in signed >= period.from",
            );
        }
        let (operand, question) = match name.split_once('.') {
            Some((head, field)) => {
                let index = self.find_question(head, span, place)?;
                let at = self.field_of(index, head, field, span)?;
                let operand = match place.for_each {
                    Some(ForEach::Rows(rows)) if rows == index && !place.is_field => Operand::RowField(index, at),
                    _ if self.has_rows(index) => return self.rows_not_one(span, name),
                    _ => Operand::GroupField(index, at),
                };
                (operand, self.questions[index].fields[at].clone())
            }
            None => match (place.question, place.fields.position(|field| field.id == *name)) {
                (Some(question), Some(at)) => (Operand::Field(question, at), place.fields[at].clone()),
                _ => {
                    if let Some(fact) = self.names.facts.get(name).copied() {
                        return self.value_of_fact(fact, name, span);
                    }
                    let index = self.find_question(name, span, place)?;
                    let question = self.questions[index].clone();
                    match question.for_each {
                        Some(rows) if place.for_each == Some(rows) && !place.is_field => {
                            (Operand::SameRow(index), question)
                        }
                        Some(_) => return self.rows_not_one(span, name),
                        None if matches!(question.shape, AnswerShape::Rows { .. }) => {
                            return self.rows_not_one(span, name);
                        }
                        None => (Operand::Question(index), question),
                    }
                }
            },
        };
        if self.uncertain.contains(&question.span) {
            return None;
        }
        let kind = self.kind_of(&question.shape, name, span)?;
        Some((Expression::One(operand), kind))
    }

    fn value_of_fact(&mut self, fact: crate::FactIx, name: &str, span: Span) -> Option<(Expression, ExpressionKind)> {
        if self.uncertain.contains(&self.facts[fact].span) {
            return None;
        }
        match self.facts[fact].kind.clone() {
            FactKind::Value { shape, .. } => {
                let kind = self.kind_of(&shape, name, span)?;
                Some((Expression::One(Operand::Fact(fact)), kind))
            }
            FactKind::List { .. } => self.rows_not_one(span, name),
        }
    }

    /// The rows that are summed or counted.
    fn rows(&mut self, word: &Word, sums: bool, text: &SourceText, place: &ConditionPlace<'_>) -> Option<RowsOf> {
        let (name, span) = (word.text.as_str(), text.part(word.range.clone()));
        let (head, field) = name.split_once('.').map_or((name, None), |(head, field)| (head, Some(field)));
        if let (false, Some(_)) = (sums, field) {
            return self.expression_type(
                span,
                "rows are counted, not their fields",
                "write count(rows) with the id of the repeat alone",
            );
        }
        if let Some(fact) = self.names.facts.get(head).copied() {
            if self.uncertain.contains(&self.facts[fact].span) {
                return None;
            }
            let FactKind::List { fields, .. } = self.facts[fact].kind.clone() else {
                return self.no_rows(span, head);
            };
            let Some(field) = field else {
                return if sums { self.sum_of_what(span, head) } else { Some(RowsOf::Fact(fact, None)) };
            };
            let Some(at) = fields.position(|known| known.id == *field) else {
                return self.no_field(span, head, field, fields.iter().map(|field| field.id.as_str()));
            };
            self.must_be_number(&fields[at].shape, name, span)?;
            return Some(RowsOf::Fact(fact, Some(at)));
        }
        let index = self.find_question(head, span, place)?;
        if self.uncertain.contains(&self.questions[index].span) {
            return None;
        }
        if !self.has_rows(index) {
            return self.no_rows(span, head);
        }
        let is_repeat = matches!(self.questions[index].shape, AnswerShape::Rows { .. });
        match field {
            Some(field) => {
                let at = self.field_of(index, head, field, span)?;
                let of = self.questions[index].fields[at].clone();
                if self.uncertain.contains(&of.span) {
                    return None;
                }
                self.must_be_number(&of.shape, name, span)?;
                Some(RowsOf::Question(index, Some(at)))
            }
            None if !sums && is_repeat => Some(RowsOf::Question(index, None)),
            None if !sums => self.expression_type(
                span,
                format!("the rows of `{name}` are given, and nobody enters them"),
                "count(…) takes a repeat, or a list of facts",
            ),
            None if !self.questions[index].fields.is_empty() => self.sum_of_what(span, head),
            None => {
                let shape = self.questions[index].shape.clone();
                self.must_be_number(&shape, name, span)?;
                Some(RowsOf::Question(index, None))
            }
        }
    }

    fn has_rows(&self, index: QuestionIx) -> bool {
        let question: &Question = &self.questions[index];
        question.for_each.is_some() || matches!(question.shape, AnswerShape::Rows { .. })
    }

    fn field_of(&mut self, index: QuestionIx, head: &str, field: &str, span: Span) -> Option<FieldIx> {
        let found = self.questions[index].fields.position(|known| known.id == *field);
        if found.is_none() && !self.names.is_unread(field) {
            let ids: Vec<String> = self.questions[index].fields.iter().map(|field| field.id.to_string()).collect();
            return self.no_field(span, head, field, ids.iter().map(String::as_str));
        }
        found
    }

    fn no_field<'n, T>(
        &mut self,
        span: Span,
        head: &str,
        field: &str,
        fields: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<T> {
        let near = self.findings.may_suggest().then(|| nearest(field, fields.clone())).flatten();
        let help = match fields.clone().next() {
            None => format!("`{head}` has no fields"),
            Some(_) => format!("`{head}` has: {}", first_names(fields)),
        };
        let finding = Finding::new(&rules::UNKNOWN_NAME, span, format!("`{head}` has no field `{field}`"));
        self.findings.push(finding.help(help).meant(near.map(|near| format!("{head}.{near}"))));
        None
    }

    pub(super) fn named_date(&mut self, id: &str, span: Span) -> Option<String> {
        if let Some(date) = self.dates.iter().find(|date| date.id == id) {
            return Some(date.day.to_string());
        }
        if !self.names.lacks("dates") {
            let near = nearest(id, self.dates.iter().map(|date| date.id.as_str()));
            let near = near.map(|near| format!("dates.{near}"));
            let finding = Finding::new(&rules::UNKNOWN_NAME, span, format!("the form has no date `{id}`"));
            self.findings.push(finding.help("declare it under `dates` at the top").meant(near));
        }
        None
    }

    fn kind_of(&mut self, shape: &AnswerShape, name: &str, span: Span) -> Option<ExpressionKind> {
        match shape {
            AnswerShape::Number(_) | AnswerShape::Year { .. } => Some(ExpressionKind::Number),
            AnswerShape::Date { .. } => Some(ExpressionKind::Day),
            AnswerShape::Month { .. } => Some(ExpressionKind::Month),
            _ => self.expression_type(
                span,
                format!("`{name}` is neither a number nor a date"),
                "an expression takes integers, decimals, years, dates and months",
            ),
        }
    }

    fn must_be_number(&mut self, shape: &AnswerShape, name: &str, span: Span) -> Option<()> {
        if matches!(shape, AnswerShape::Number(_)) {
            return Some(());
        }
        self.expression_type(span, format!("`{name}` is no number"), "sum(…) takes integers and decimals")
    }

    fn rows_not_one<T>(&mut self, span: Span, name: &str) -> Option<T> {
        let help = if name.contains('.') {
            format!("write sum({name})")
        } else {
            format!("write sum({name}.field), or count({name}) for the number of its rows")
        };
        self.findings
            .push(Finding::new(&rules::EXPRESSION_TYPE, span, format!("`{name}` has several rows")).help(help));
        None
    }

    fn sum_of_what<T>(&mut self, span: Span, name: &str) -> Option<T> {
        self.expression_type(
            span,
            format!("the rows of `{name}` have several fields"),
            "name the field that is summed: sum(rows.field)",
        )
    }

    fn no_rows<T>(&mut self, span: Span, name: &str) -> Option<T> {
        self.findings.push(
            Finding::new(&rules::EXPRESSION_TYPE, span, format!("`{name}` has no rows, so sum and count mean nothing"))
                .help(format!("write {name} alone")),
        );
        None
    }

    fn expression_type<T>(&mut self, span: Span, message: impl Into<String>, help: &str) -> Option<T> {
        self.findings.push(Finding::new(&rules::EXPRESSION_TYPE, span, message.into()).help(help));
        None
    }
}

fn in_words(kind: ExpressionKind) -> &'static str {
    match kind {
        ExpressionKind::Number => "a number",
        ExpressionKind::Day => "a day",
        ExpressionKind::Month => "a month",
    }
}
