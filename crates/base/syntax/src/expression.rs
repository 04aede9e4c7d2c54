//! The grammar of expressions: what is computed from numbers, and what must hold between answers. Text to a tree with spans. The
//! model checks names and types.
//!
//! ```text
//! rule := and ("or" and)*         and := test ("and" test)*
//! test := value (= != < <= > >=) value | "(" rule ")"
//! value := product (("+" | "-") product)*        product := part ("*" part)*
//! part := "-" part | "(" value ")" | number | date | name | sum(name) | count(name)
//! name := id | id.id
//! ```
//! `and` and `or` side by side need parentheses, as in a [condition](crate::condition).

mod tokens;

use crate::condition::{CompareOp, ConditionError, Word};
use std::ops::Range;
use tokens::{Token, TokenKind, error, tokens};

/// A number or a date, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Where it stands, in bytes of the expression.
    pub range: Range<usize>,
}

/// What a value is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueKind {
    /// Digits, with a point where there are decimals.
    Number(String),
    /// A day or a month: `2024-05-31`, `2024-05`.
    Date(String),
    /// The answer to a question, a field of the same row, a fact, a date of the form.
    Name(Word),
    /// `sum(name)`
    Sum(Word),
    /// `count(name)`
    Count(Word),
    /// `-value`
    Negated(Box<Value>),
    /// Two values and what is done with them.
    Arithmetic(Arithmetic, Box<Value>, Box<Value>),
}

/// What is done with two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arithmetic {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
}

impl Arithmetic {
    /// The sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
        }
    }
}

/// What must hold, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// All must hold.
    And(Vec<Self>),
    /// One must hold.
    Or(Vec<Self>),
    /// A comparison, and where it stands.
    Compare(CompareOp, Box<Value>, Box<Value>, Range<usize>),
}

/// Deepest nesting of parentheses and signs.
const MAX_DEPTH: usize = 32;

/// Reads a value, such as `men + women`.
pub fn parse_value(text: &str) -> Result<Value, ConditionError> {
    let mut parser = Parser::new(text)?;
    let any = parser.either()?;
    parser.end()?;
    value_of(any)
}

/// Reads a rule, such as `men + women = total`.
pub fn parse_rule(text: &str) -> Result<Rule, ConditionError> {
    let mut parser = Parser::new(text)?;
    let any = parser.either()?;
    parser.end()?;
    rule_of(any)
}

/// What stands in parentheses may be a value or a rule; its neighbours tell which of them it has to be.
enum Any {
    Value(Value),
    Rule(Rule, Range<usize>),
}

impl Any {
    fn range(&self) -> Range<usize> {
        match self {
            Self::Value(value) => value.range.clone(),
            Self::Rule(_, range) => range.clone(),
        }
    }
}

fn value_of(any: Any) -> Result<Value, ConditionError> {
    match any {
        Any::Value(value) => Ok(value),
        Any::Rule(_, range) => Err(error(
            "a value is expected here, and this is a test",
            "write what is computed, as in men + women",
            range,
        )),
    }
}

fn rule_of(any: Any) -> Result<Rule, ConditionError> {
    match any {
        Any::Rule(rule, _) => Ok(rule),
        Any::Value(value) => Err(error(
            "a test is expected here, and this is a value",
            "compare it with something: men + women = total",
            value.range,
        )),
    }
}

struct Parser<'t> {
    tokens: Vec<Token<'t>>,
    at: usize,
    end: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Result<Self, ConditionError> {
        Ok(Self { tokens: tokens(text)?, at: 0, end: text.len(), depth: 0 })
    }

    fn peek(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.at)
    }

    fn is(&self, text: &str) -> bool {
        self.peek().is_some_and(|token| token.text == text)
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.is(text);
        self.at += usize::from(found);
        found
    }

    fn end(&self) -> Result<(), ConditionError> {
        let Some(token) = self.peek() else { return Ok(()) };
        let help = if token.kind == TokenKind::Sign { "check the parentheses" } else { "a sign is missing before it" };
        Err(error(format!("`{}` does not fit here", token.text), help, token.range.clone()))
    }

    fn missing(&self, what: &str) -> ConditionError {
        let message = match self.peek() {
            Some(token) => format!("{what} is expected here, not `{}`", token.text),
            None => format!("{what} is missing at the end"),
        };
        let range = self.peek().map_or(self.end.saturating_sub(1)..self.end, |token| token.range.clone());
        error(message, "an expression is made as in men + women, or 2 * sum(rows.amount)", range)
    }

    fn deeper(&mut self) -> Result<(), ConditionError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(error(format!("more than {MAX_DEPTH} levels"), "use fewer parentheses", 0..self.end));
        }
        Ok(())
    }

    fn either(&mut self) -> Result<Any, ConditionError> {
        self.deeper()?;
        let first = self.comparison()?;
        let word = if self.is("and") { "and" } else { "or" };
        if !self.is(word) {
            self.depth -= 1;
            return Ok(first);
        }
        let start = first.range().start;
        let mut all = vec![rule_of(first)?];
        let mut end = start;
        while self.take(word) {
            let next = self.comparison()?;
            end = next.range().end;
            all.push(rule_of(next)?);
        }
        if let Some(token) = self.peek().filter(|token| matches!(token.text, "and" | "or")) {
            return Err(error(
                "and / or side by side can be read in two ways",
                "put parentheses around what belongs together",
                token.range.clone(),
            ));
        }
        self.depth -= 1;
        Ok(Any::Rule(if word == "and" { Rule::And(all) } else { Rule::Or(all) }, start..end))
    }

    fn comparison(&mut self) -> Result<Any, ConditionError> {
        let left = self.sum()?;
        let Some(sign) = self.comparing() else { return Ok(left) };
        self.at += 1;
        let left = value_of(left)?;
        let right = value_of(self.sum()?)?;
        if let (Some(_), Some(token)) = (self.comparing(), self.peek()) {
            return Err(error(
                "two comparisons stand side by side",
                "join two tests with and: a < b and b < c",
                token.range.clone(),
            ));
        }
        let range = left.range.start..right.range.end;
        Ok(Any::Rule(Rule::Compare(sign, Box::new(left), Box::new(right), range.clone()), range))
    }

    fn comparing(&self) -> Option<CompareOp> {
        Some(match self.peek()?.text {
            "=" => CompareOp::Equal,
            "!=" => CompareOp::Unequal,
            "<" => CompareOp::Less,
            "<=" => CompareOp::LessOrEqual,
            ">" => CompareOp::Greater,
            ">=" => CompareOp::GreaterOrEqual,
            _ => return None,
        })
    }

    fn sum(&mut self) -> Result<Any, ConditionError> {
        self.joined(&[("+", Arithmetic::Plus), ("-", Arithmetic::Minus)], Self::product)
    }

    fn product(&mut self) -> Result<Any, ConditionError> {
        self.joined(&[("*", Arithmetic::Times)], Self::part)
    }

    fn joined(
        &mut self,
        signs: &[(&str, Arithmetic)],
        part: fn(&mut Self) -> Result<Any, ConditionError>,
    ) -> Result<Any, ConditionError> {
        let mut left = part(self)?;
        while let Some((_, sign)) = signs.iter().find(|(sign, _)| self.is(sign)) {
            self.at += 1;
            let (first, second) = (value_of(left)?, value_of(part(self)?)?);
            let range = first.range.start..second.range.end;
            left = Any::Value(Value { kind: ValueKind::Arithmetic(*sign, Box::new(first), Box::new(second)), range });
        }
        Ok(left)
    }

    fn part(&mut self) -> Result<Any, ConditionError> {
        let Some(token) = self.peek().cloned() else { return Err(self.missing("a number or a name")) };
        let value = |kind, range| Ok(Any::Value(Value { kind, range }));
        match (token.kind, token.text) {
            (TokenKind::Sign, "(") => {
                self.at += 1;
                let inner = self.either()?;
                self.close()?;
                Ok(inner)
            }
            (TokenKind::Sign, "-") => {
                self.at += 1;
                self.deeper()?;
                let inner = value_of(self.part()?)?;
                self.depth -= 1;
                let range = token.range.start..inner.range.end;
                value(ValueKind::Negated(Box::new(inner)), range)
            }
            (TokenKind::Number, text) => {
                self.at += 1;
                value(ValueKind::Number(text.to_owned()), token.range)
            }
            (TokenKind::Date, text) => {
                self.at += 1;
                value(ValueKind::Date(text.to_owned()), token.range)
            }
            (TokenKind::Name, "and" | "or" | "not" | "in" | "has") | (TokenKind::Sign, _) => {
                Err(self.missing("a number or a name"))
            }
            (TokenKind::Name, text) => {
                self.at += 1;
                let start = token.range.start;
                if !self.take("(") {
                    let word = Word { text: text.to_owned(), range: token.range.clone() };
                    return value(ValueKind::Name(word), token.range);
                }
                let of = self.name()?;
                self.close()?;
                let range = start..self.tokens.get(self.at - 1).map_or(start, |token| token.range.end);
                match text {
                    "sum" => value(ValueKind::Sum(of), range),
                    "count" => value(ValueKind::Count(of), range),
                    other => Err(error(
                        format!("`{other}(…)` means nothing in an expression"),
                        "write sum(rows.field) or count(rows)",
                        token.range,
                    )),
                }
            }
        }
    }

    fn name(&mut self) -> Result<Word, ConditionError> {
        match self.peek() {
            Some(token) if token.kind == TokenKind::Name => {
                let word = Word { text: token.text.to_owned(), range: token.range.clone() };
                self.at += 1;
                Ok(word)
            }
            _ => Err(self.missing("the name of rows")),
        }
    }

    fn close(&mut self) -> Result<(), ConditionError> {
        if self.take(")") { Ok(()) } else { Err(self.missing("a closing parenthesis")) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Rule, Value, ValueKind, parse_rule, parse_value};

    /// The tree with every parenthesis.
    fn shown(value: &Value) -> String {
        match &value.kind {
            ValueKind::Number(text) | ValueKind::Date(text) => text.clone(),
            ValueKind::Name(word) => word.text.clone(),
            ValueKind::Sum(word) => format!("sum({})", word.text),
            ValueKind::Count(word) => format!("count({})", word.text),
            ValueKind::Negated(inner) => format!("(-{})", shown(inner)),
            ValueKind::Arithmetic(sign, left, right) => format!("({} {} {})", shown(left), sign.sign(), shown(right)),
        }
    }

    fn shown_rule(rule: &Rule) -> String {
        let all = |parts: &[Rule]| parts.iter().map(shown_rule).collect::<Vec<_>>();
        match rule {
            Rule::And(parts) => format!("[{}]", all(parts).join(" and ")),
            Rule::Or(parts) => format!("[{}]", all(parts).join(" or ")),
            Rule::Compare(sign, left, right, _) => format!("{} {} {}", shown(left), sign.sign(), shown(right)),
        }
    }

    #[test]
    fn reads_what_the_grammar_says() {
        for (text, tree) in [
            ("men + women", "(men + women)"),
            ("a-b-c", "((a - b) - c)"),
            ("a + 2 * b", "(a + (2 * b))"),
            ("(a + b) * 1.5", "((a + b) * 1.5)"),
            ("-a * -(b)", "((-a) * (-b))"),
            ("sum(rows.x) - count(rows)", "(sum(rows.x) - count(rows))"),
            ("sum", "sum"),
        ] {
            assert_eq!(parse_value(text).map(|value| shown(&value)).as_deref(), Ok(tree), "{text}");
        }
        for (text, tree) in [
            ("men + women = total", "(men + women) = total"),
            ("(a + b) * 2 >= c and (d != e)", "[((a + b) * 2) >= c and d != e]"),
            ("(a = b and c = d) or e < 3", "[[a = b and c = d] or e < 3]"),
            ("end > 2024-05-31 or end > 2024-05", "[end > 2024-05-31 or end > 2024-05]"),
            ("((a)) <= dates.deadline", "a <= dates.deadline"),
        ] {
            assert_eq!(parse_rule(text).map(|rule| shown_rule(&rule)).as_deref(), Ok(tree), "{text}");
        }
    }

    #[test]
    fn says_where_and_what_to_do() {
        for (text, part, help) in [
            ("a / b", "/", "multiply the other side"),
            ("a × b", "×", "one *"),
            ("a +", "+", "men + women"),
            ("a b", "b", "a sign is missing"),
            ("(a + b", "b", "men + women"),
            ("a + b)", ")", "parentheses"),
            ("1,5 * a", ",", "a point"),
            ("2x", "2x", "a number is written"),
            ("1234567890123456", "1234567890123456", "15 digits"),
            ("0.1234567890", "0.1234567890", "15 digits"),
            ("max(a)", "max", "sum(rows.field)"),
            ("a = b", "a = b", "what is computed"),
            ("a and b", "a", "compare it"),
            ("a\u{a0}+ b", "\u{a0}", "no-break space"),
            ("", "", "men + women"),
        ] {
            let Err(error) = parse_value(text) else { panic!("{text}") };
            assert_eq!((&text[error.range.clone()], error.help.contains(help)), (part, true), "{text}: {error:?}");
        }
        for (text, part, help) in [
            ("a + b", "a + b", "compare it"),
            ("a < b < c", "<", "join two tests"),
            ("a = 1 and b = 2 or c = 3", "or", "parentheses"),
            ("a == b", "==", "one ="),
            ("a = (b = c)", "b = c", "what is computed"),
        ] {
            let Err(error) = parse_rule(text) else { panic!("{text}") };
            assert_eq!((&text[error.range.clone()], error.help.contains(help)), (part, true), "{text}: {error:?}");
        }
        let deep = format!("{}a{}", "(".repeat(40), ")".repeat(40));
        assert!(parse_value(&deep).is_err() && parse_value(&"-".repeat(100_000)).is_err());
    }
}
