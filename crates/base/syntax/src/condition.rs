//! The grammar of conditions: text to a tree with spans. The model checks names and types.
//!
//! ```text
//! or   := and ("or" and)*        and := not ("and" not)*       not := "not" not | "(" or ")" | atom
//! atom := name | name (= != < <= > >=) literal | name in (literal, …) | name has code
//!       | answered(name) | said(name [, code]) | any(name) test | all(name) test
//! name := id | id.id
//! ```
//! `and` and `or` side by side need parentheses, because readers would not agree on the meaning.

use std::ops::Range;

/// A word with its byte range in the condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A condition as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// All must hold.
    And(Vec<Self>),
    /// One must hold.
    Or(Vec<Self>),
    /// Must not hold.
    Not(Box<Self>),
    /// One test.
    Atom(Atom),
}

impl Expr {
    /// The values that names are compared with, as they are written, in the order of the condition.
    pub fn literals(&self) -> Vec<&Word> {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::literals).collect(),
            Self::Not(inner) => inner.literals(),
            Self::Atom(atom) => match &atom.test {
                Test::Compare(_, word) | Test::Has(word) => vec![word],
                Test::In(words) => words.iter().collect(),
                Test::Yes | Test::Answered | Test::NonResponse(_) => Vec::new(),
            },
        }
    }
}

/// One test of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// The name tested.
    pub name: Word,
    /// Whether it is read over rows.
    pub over: Over,
    /// The test.
    pub test: Test,
    /// The whole test.
    pub range: Range<usize>,
}

/// Whether a name is read over rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// As it is.
    One,
    /// `any(name)`.
    Any,
    /// `all(name)`.
    All,
}

/// What is tested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// The bare name: `= yes`.
    Yes,
    /// A comparison.
    Compare(CompareOp, Word),
    /// One of several.
    In(Vec<Word>),
    /// Among the options chosen.
    Has(Word),
    /// Has a value.
    Answered,
    /// Says that there is nothing to say; one kind, or any.
    NonResponse(Option<Word>),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CompareOp {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl CompareOp {
    /// The sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// Why a condition could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// Where, in bytes of the condition.
    pub range: Range<usize>,
}

/// Deepest nesting of parentheses and `not`.
const MAX_DEPTH: usize = 32;

/// Reads a condition.
pub fn parse(text: &str) -> Result<Expr, ConditionError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens, at: 0, end: text.len(), depth: 0 };
    let expr = parser.either()?;
    match parser.peek() {
        None => Ok(expr),
        Some(token) => Err(parser.unexpected(token.clone(), "the condition could end before it")),
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    text: String,
    range: Range<usize>,
}

fn tokens(text: &str) -> Result<Vec<Token>, ConditionError> {
    let mut tokens = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
        let length = match bytes[at] {
            b if b.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'(' | b')' | b',' | b'=' if !rest.starts_with("==") => 1,
            b'<' | b'>' | b'!' if rest[1..].starts_with('=') => 2,
            b'<' | b'>' => 1,
            b if word(&b) => bytes[at..].iter().take_while(|b| word(b)).count(),
            _ => {
                let c = rest.chars().next().unwrap_or(' ');
                let (length, help) = match c {
                    '=' => (2, "write one = only"),
                    '&' => (1, "write and"),
                    '|' => (1, "write or"),
                    '!' => (1, "write not, or != for unequal"),
                    '"' | '\'' | '“' | '”' | '«' | '»' | '’' => {
                        (c.len_utf8(), "options and ids stand without quotes")
                    }
                    '≠' => (c.len_utf8(), "write !="),
                    '≤' => (c.len_utf8(), "write <="),
                    '≥' => (c.len_utf8(), "write >="),
                    '\u{a0}' => (c.len_utf8(), "this is a no-break space, which nobody sees: type a plain one"),
                    _ => (
                        c.len_utf8(),
                        "a condition has names, signs (= != < <= > >=), and, or, not, in, has, answered(…), said(…), any(…), all(…)",
                    ),
                };
                return Err(ConditionError {
                    message: format!("`{}` has no meaning in a condition", &rest[..length]),
                    help,
                    range: at..at + length,
                });
            }
        };
        tokens.push(Token { text: rest[..length].to_owned(), range: at..at + length });
        at += length;
    }
    Ok(tokens)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
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

    fn unexpected(&self, token: Token, hoped: &str) -> ConditionError {
        let help = if self.at > 0 && !matches!(token.text.as_str(), ")" | "(" | ",") {
            "join two tests with and / or"
        } else {
            "check the parentheses"
        };
        ConditionError { message: format!("`{}` does not fit here: {hoped}", token.text), help, range: token.range }
    }

    fn missing(&self, what: &str) -> ConditionError {
        ConditionError {
            message: match self.peek() {
                Some(token) => format!("{what} is expected here, not `{}`", token.text),
                None => format!("{what} is missing at the end"),
            },
            help: "a test is a name, or a name, a sign and a value: revise_roadmap = yes",
            range: self.peek().map_or(self.end.saturating_sub(1)..self.end, |token| token.range.clone()),
        }
    }

    fn either(&mut self) -> Result<Expr, ConditionError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ConditionError {
                message: format!("more than {MAX_DEPTH} levels"),
                help: "use fewer parentheses, or a heading with a condition of its own",
                range: 0..self.end,
            });
        }
        let first = self.negation()?;
        let word = if self.is("and") { "and" } else { "or" };
        let mut all = vec![first];
        while self.take(word) {
            all.push(self.negation()?);
        }
        if let Some(token) = self.peek().filter(|token| token.text == "and" || token.text == "or") {
            return Err(ConditionError {
                message: "and / or side by side can be read in two ways".to_owned(),
                help: "put parentheses around what belongs together",
                range: token.range.clone(),
            });
        }
        self.depth -= 1;
        Ok(if all.len() == 1 {
            all.swap_remove(0)
        } else if word == "and" {
            Expr::And(all)
        } else {
            Expr::Or(all)
        })
    }

    fn negation(&mut self) -> Result<Expr, ConditionError> {
        let mut negations = 0;
        let first = self.peek().map_or(self.end, |token| token.range.start);
        let mut last = first;
        while let Some(token) = self.peek().filter(|token| token.text == "not") {
            last = token.range.end;
            negations += 1;
            self.at += 1;
        }
        let mut expr = if self.take("(") {
            let inner = self.either()?;
            if !self.take(")") {
                return Err(self.missing("a closing parenthesis"));
            }
            inner
        } else {
            Expr::Atom(self.atom()?)
        };
        if negations > MAX_DEPTH {
            return Err(ConditionError {
                message: format!("more than {MAX_DEPTH} times `not`"),
                help: "two `not` in a row say nothing: leave them out",
                range: first..last,
            });
        }
        for _ in 0..negations {
            expr = Expr::Not(Box::new(expr));
        }
        Ok(expr)
    }

    fn word(&mut self, what: &str) -> Result<Word, ConditionError> {
        match self.peek() {
            Some(token)
                if token.text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'))
                    && !matches!(token.text.as_str(), "and" | "or" | "not" | "in" | "has") =>
            {
                let word = Word { text: token.text.clone(), range: token.range.clone() };
                self.at += 1;
                Ok(word)
            }
            _ => Err(self.missing(what)),
        }
    }

    fn atom(&mut self) -> Result<Atom, ConditionError> {
        let first = self.word("a name")?;
        let start = first.range.start;
        let called = self.is("(").then_some(first.text.as_str());
        let (name, over, test) = match called {
            Some("answered") => {
                self.at += 1;
                let name = self.word("a name")?;
                self.close()?;
                (name, Over::One, Test::Answered)
            }
            Some("said") => {
                self.at += 1;
                let name = self.word("a name")?;
                let kind = if self.take(",") { Some(self.word("what was said")?) } else { None };
                self.close()?;
                (name, Over::One, Test::NonResponse(kind))
            }
            Some(word @ ("any" | "all")) => {
                let over = if word == "any" { Over::Any } else { Over::All };
                self.at += 1;
                let name = self.word("a name")?;
                self.close()?;
                let test = self.test()?;
                (name, over, test)
            }
            Some(other) => {
                return Err(ConditionError {
                    message: format!("`{other}(…)` means nothing in a condition"),
                    help: "write answered(…), said(…), any(…) or all(…)",
                    range: first.range,
                });
            }
            None => {
                let test = self.test()?;
                (first, Over::One, test)
            }
        };
        let end = self.tokens.get(self.at.wrapping_sub(1)).map_or(start, |token| token.range.end);
        Ok(Atom { name, over, test, range: start..end })
    }

    fn close(&mut self) -> Result<(), ConditionError> {
        if self.take(")") { Ok(()) } else { Err(self.missing("a closing parenthesis")) }
    }

    fn test(&mut self) -> Result<Test, ConditionError> {
        let signs = [
            ("=", CompareOp::Equal),
            ("!=", CompareOp::Unequal),
            ("<=", CompareOp::LessOrEqual),
            (">=", CompareOp::GreaterOrEqual),
            ("<", CompareOp::Less),
            (">", CompareOp::Greater),
        ];
        for (sign, comparison) in signs {
            if self.take(sign) {
                return Ok(Test::Compare(comparison, self.word("a value")?));
            }
        }
        if self.take("has") {
            return Ok(Test::Has(self.word("an option")?));
        }
        if self.take("in") {
            if !self.take("(") {
                return Err(self.missing("an opening parenthesis"));
            }
            let mut values = vec![self.word("a value")?];
            while self.take(",") {
                values.push(self.word("a value")?);
            }
            self.close()?;
            return Ok(Test::In(values));
        }
        Ok(Test::Yes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_grammar_says() {
        for text in [
            "a",
            "not a and b = yes",
            "(a or b) and not (c has x or d in (1, 2))",
            "answered(a) and said(b, not_available)",
            "any(rows.area) has forced_labour",
            "d >= period.from",
            "n != -1.5",
        ] {
            assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
        }
    }

    #[test]
    fn errors_point_at_the_word() {
        for (text, part) in [
            ("a and b or c", "or"),
            ("a == b", "=="),
            ("a && b", "&"),
            ("a = \"yes\"", "\""),
            ("a b", "b"),
            ("(a", "a"),
            ("count(a)", "count"),
            ("a in b", "b"),
        ] {
            let Err(error) = parse(text) else { unreachable!("{text}") };
            assert_eq!(&text[error.range], part, "{text}: {}", error.message);
        }
        assert!(parse("").is_err());
        assert!(parse(&"(".repeat(10_000)).is_err());
        assert!(parse(&format!("{}a", "not ".repeat(10_000))).is_err());
    }
}
