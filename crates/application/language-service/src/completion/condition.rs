//! Conditions and expressions, word by word: which name, which sign or which option can come next.

use super::values::{asked, earlier, fields, values};
use super::{Completion, CompletionKind, Place, offer};
use crate::symbol::{Answered, NameScope, resolve};
use canevas_compiler::model::{AnswerShape, FactKind, Model, Question};
use std::ops::Range;

/// What can come next in a condition.
pub(super) fn complete(place: &Place<'_>, model: &Model) -> Vec<Completion> {
    let typed = Typed::of(place);
    let names = Names { place, model, range: &typed.word };
    let before: Vec<&str> = typed.before.iter().map(String::as_str).collect();
    let of = |name: &str| resolve(model, name, NameScope { question: names.own_question() }).whole;
    let value = |name: &str| {
        let Some(Answered { shape: Some(shape), .. }) = of(name) else { return Vec::new() };
        values(shape, &[], &typed.word)
    };
    match before.as_slice() {
        [.., "(", name, ")", "=" | "!=" | "has"] | [.., name, "=" | "!=" | "has"] => value(name),
        [.., "in"] => vec![offer("(", CompletionKind::Word, &typed.word)],
        [.., "said", "(", name, ","] => of(name).map_or_else(Vec::new, |answered| {
            let said = answered.can_say.iter();
            said.map(|said| offer(said.word(), CompletionKind::Option, &typed.word)).collect()
        }),
        [.., "(" | ","] if typed.in_list_of().is_some() => {
            typed.in_list_of().map(|name| value(&name)).unwrap_or_default()
        }
        [.., "<" | "<=" | ">" | ">="] => Vec::new(),
        [] | [.., "and" | "or" | "not" | "("] => names.all(),
        [.., _] => signs(&before, of, &typed.word),
    }
}

/// What can come next in an expression or a rule between answers: the name of a number or a date.
pub(super) fn expression(place: &Place<'_>, model: &Model) -> Vec<Completion> {
    let typed = Typed::of(place);
    let names = Names { place, model, range: &typed.word };
    let is_measured = |shape: &AnswerShape| {
        shape.number().is_some() || matches!(shape, AnswerShape::Date { .. } | AnswerShape::Month { .. })
    };
    // A computed number stands at the top of the form and names questions below it.
    let is_computed = place.cursor.names().first() == Some(&"computed");
    let all = model.questions.iter().filter(|question| is_computed || question.span.start as usize <= place.offset);
    let mut offers = Vec::new();
    for question in all {
        if is_measured(&question.shape) {
            offers.push(names.question(question));
        }
        offers.extend(
            fields(question)
                .filter(|(_, field)| is_measured(&field.shape))
                .map(|(name, field)| offer(name, CompletionKind::Field, &typed.word).detail(asked(field))),
        );
    }
    let own = names.own_question().into_iter().flat_map(|question| &question.fields);
    offers.extend(
        own.filter(|field| is_measured(&field.shape))
            .map(|field| offer(field.id.as_str(), CompletionKind::Field, &typed.word).detail(asked(field))),
    );
    let facts =
        model.facts.iter().filter(|fact| matches!(&fact.kind, FactKind::Value { shape, .. } if is_measured(shape)));
    offers.extend(facts.map(|fact| offer(fact.id.as_str(), CompletionKind::Fact, &typed.word)));
    let numbers = model
        .computed
        .iter()
        .filter(|number| place.cursor.steps.last().is_none_or(|step| step.name() != number.id.as_str()));
    offers.extend(numbers.map(|number| offer(number.id.as_str(), CompletionKind::Fact, &typed.word)));
    let functions = ["sum(", "count("];
    offers.extend(functions.map(|function| offer(function, CompletionKind::Word, &typed.word)));
    offers
}

/// What is typed before a place, as words and signs, and the word at the place.
struct Typed {
    before: Vec<String>,
    word: Range<usize>,
}

impl Typed {
    fn of(place: &Place<'_>) -> Self {
        let text = place.before();
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let start =
            text.rfind(|c: char| !is_word(c)).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let rest = place.text.get(place.offset..).unwrap_or_default();
        let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let from = place.cursor.typed.start;
        // A quote or a sign for a text on the lines below is no part of the condition.
        let whole = text[..start].trim_start_matches(['"', '\'', '|', '>']);
        let mut before: Vec<String> = Vec::new();
        let mut chars = whole.chars().peekable();
        while let Some(c) = chars.next() {
            let mut token = c.to_string();
            if is_word(c) {
                while let Some(next) = chars.next_if(|next| is_word(*next)) {
                    token.push(next);
                }
            } else if matches!(c, '<' | '>' | '!') {
                token.extend(chars.next_if_eq(&'='));
            } else if c.is_whitespace() {
                continue;
            }
            before.push(token);
        }
        Self { before, word: from + start..place.offset + end }
    }

    /// The name before `in (`, where the place is in that list.
    fn in_list_of(&self) -> Option<String> {
        let open = self.before.iter().rposition(|token| token == "(")?;
        let closed = self.before[open..].iter().any(|token| token == ")");
        let name = self.before.get(open.checked_sub(2)?)?;
        let is_list = self.before.get(open.checked_sub(1)?).is_some_and(|word| word == "in");
        (is_list && !closed).then(|| {
            if name == ")" { self.before.get(open.wrapping_sub(3)).cloned().unwrap_or_default() } else { name.clone() }
        })
    }
}

/// The names that a condition can begin a test with.
struct Names<'a> {
    place: &'a Place<'a>,
    model: &'a Model,
    range: &'a Range<usize>,
}

impl<'a> Names<'a> {
    /// The question around the place, whose fields can be named alone.
    fn own_question(&self) -> Option<&'a Question> {
        let id = self.place.question_of_field().or(self.place.id_around())?;
        self.model.question(id)
    }

    fn question(&self, question: &Question) -> Completion {
        offer(question.id.as_str(), CompletionKind::Question, self.range).detail(asked(question))
    }

    fn all(&self) -> Vec<Completion> {
        let own_id = self.place.id_around();
        let fields_of_own = self.own_question().filter(|_| self.place.question_of_field().is_some()).into_iter();
        let fields_of_own = fields_of_own.flat_map(|question| &question.fields);
        let fields_of_own = fields_of_own
            .take_while(|field| own_id != Some(field.id.as_str()))
            .map(|field| offer(field.id.as_str(), CompletionKind::Field, self.range).detail(asked(field)));
        let mut questions = Vec::new();
        for question in earlier(self.place, self.model) {
            questions.push(self.question(question));
            questions.extend(
                fields(question)
                    .map(|(name, field)| offer(name, CompletionKind::Field, self.range).detail(asked(field))),
            );
        }
        let facts = self.model.facts.iter().map(|fact| {
            let ask = fact.ask.as_ref().map(|ask| crate::outline::shortened(&ask.source.value));
            offer(fact.id.as_str(), CompletionKind::Fact, self.range).detail(ask)
        });
        let words = ["answered(", "said(", "any(", "all(", "not "];
        let words = words.map(|word| offer(word, CompletionKind::Word, self.range));
        fields_of_own.chain(questions).chain(facts).chain(words).collect()
    }
}

/// The signs and words that can follow a name or a whole test.
fn signs<'m>(before: &[&str], of: impl Fn(&str) -> Option<Answered<'m>>, range: &Range<usize>) -> Vec<Completion> {
    const JOINS: [&str; 2] = ["and", "or"];
    let rows = match before {
        [.., "any" | "all", "(", name, ")"] => Some(*name),
        [] | [.., "=" | "!=" | "<" | "<=" | ">" | ">=" | "has", _] | [.., ")"] => None,
        [.., name] => Some(*name),
    };
    let answered = rows.and_then(of);
    let own: &[&str] = match answered.as_ref().and_then(|answered| answered.shape) {
        Some(AnswerShape::YesNo) => &["=", "!="],
        Some(AnswerShape::One { .. }) => &["=", "!=", "in"],
        Some(AnswerShape::Many { .. }) => &["has"],
        Some(
            AnswerShape::Number(_) | AnswerShape::Year { .. } | AnswerShape::Date { .. } | AnswerShape::Month { .. },
        ) => &["=", "!=", "<", "<=", ">", ">="],
        None
        | Some(
            AnswerShape::Text { .. }
            | AnswerShape::NamesAndRoles { .. }
            | AnswerShape::Group
            | AnswerShape::Rows { .. }
            | AnswerShape::Nothing,
        ) => &[],
    };
    own.iter().chain(&JOINS).map(|word| offer(*word, CompletionKind::Word, range)).collect()
}
