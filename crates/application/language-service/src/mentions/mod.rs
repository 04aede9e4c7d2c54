//! Where the files of an edition name what it declares. Definition, references, hover and rename all read this one list.

mod answers;
mod beside;
mod form;
mod texts;

use crate::file_kind::FileKind;
use crate::symbol::{NameScope, Names, Symbol, resolve};
use crate::view::View;
use canevas_compiler::diagnostics::{Source, SourceId, Span};
use canevas_compiler::model::Model;
use canevas_compiler::syntax::{Node, SourceText, condition, expression, parse_json, parse_yaml};
use std::ops::Range;

/// A name in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// What it stands for.
    pub(crate) symbol: Symbol,
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// Whether it declares it.
    pub(crate) is_definition: bool,
}

/// The mentions in one file.
pub(crate) struct FileMentions {
    pub(crate) file: String,
    pub(crate) mentions: Vec<Mention>,
}

/// The mentions in every file of an edition.
pub(crate) fn all(view: &View<'_>) -> Vec<FileMentions> {
    let files: Vec<(String, String)> = view.files().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    files.into_iter().map(|(file, text)| FileMentions { mentions: of_file(view, &file, &text), file }).collect()
}

/// The mentions in one file, in its order.
pub(crate) fn of_file<'m>(view: &'m View<'_>, file: &str, text: &'m str) -> Vec<Mention> {
    let Some(model) = view.model() else { return Vec::new() };
    let mut found = Collector { model, names: Names::of(model), text, mentions: Vec::new() };
    let source = Source::new(file, text);
    let yaml = || parse_yaml(SourceId(0), &source).0;
    match FileKind::of(file) {
        FileKind::Form => {
            if let Some(node) = yaml() {
                found.form(&node);
            }
            found.texts_of(file, view);
        }
        FileKind::Letters => found.texts_of(file, view),
        FileKind::Report => {
            if let Some(node) = yaml() {
                found.report(&node);
            }
            found.texts_of(file, view);
        }
        FileKind::Changes => yaml().iter().for_each(|node| found.changes(node)),
        FileKind::Country => yaml().iter().for_each(|node| found.country(node)),
        FileKind::Case => yaml().iter().for_each(|node| found.case(node)),
        FileKind::Asks => yaml().iter().for_each(|node| found.asks(node)),
        FileKind::Desk | FileKind::Regions => yaml().iter().for_each(|node| found.countries_below(node)),
        FileKind::Return => parse_json(SourceId(0), &source).0.iter().for_each(|node| found.returned(node)),
        FileKind::Catalogue => found.catalogue(&source),
        FileKind::Mapping | FileKind::Other => {}
    }
    let mut mentions = found.mentions;
    mentions.sort_by_key(|mention| (mention.range.start, mention.range.end));
    mentions.dedup();
    mentions
}

/// The mention at a place: the shortest one around it.
pub(crate) fn at(mentions: &[Mention], offset: usize) -> Option<&Mention> {
    let around = mentions.iter().filter(|mention| mention.range.start <= offset && offset <= mention.range.end);
    around.min_by_key(|mention| mention.range.len())
}

/// The mentions of one file, as they are found.
struct Collector<'m> {
    model: &'m Model,
    names: Names<'m>,
    /// The text of the file.
    text: &'m str,
    mentions: Vec<Mention>,
}

impl<'m> Collector<'m> {
    /// Notes a name at a place, if the text there is the name itself, perhaps in quotes. A rename replaces that text.
    fn at(&mut self, symbol: Symbol, range: Range<usize>, is_definition: bool) {
        let typed = self.text.get(range.clone()).unwrap_or_default();
        let inner = typed.trim_matches(['"', '\'']);
        if inner == symbol.name() {
            let start = range.start + typed.find(inner).unwrap_or(0);
            self.mentions.push(Mention { range: start..start + inner.len(), symbol, is_definition });
        }
    }

    fn push(&mut self, symbol: Symbol, span: Span, is_definition: bool) {
        self.at(symbol, span.range(), is_definition);
    }

    /// A name that is a part of a text. In a text whose lines YAML joins, no part has a place of its own: it is the word that has as many of
    /// its kind before it.
    fn part(&mut self, symbol: Symbol, text: &SourceText, range: Range<usize>, is_definition: bool) {
        let span = text.part(range.clone());
        if span != text.span || range == (0..text.value.len()) {
            return self.push(symbol, span, is_definition);
        }
        let whole = span.range();
        let (typed, name) = (self.text.get(whole.clone()).unwrap_or_default(), symbol.name().to_owned());
        let (read, seen) = (words(&text.value, &name), words(typed, &name));
        let nth = read.iter().position(|at| *at == range.start);
        if let Some(at) = nth.and_then(|nth| seen.get(nth)).filter(|_| read.len() == seen.len()) {
            let start = whole.start + at;
            self.at(symbol, start..start + name.len(), is_definition);
        }
    }

    /// A name that stands in a text, from byte `at` of it on.
    fn name(&mut self, text: &SourceText, at: usize, name: &str, scope: NameScope<'m>) {
        for (symbol, part) in resolve(&self.names, name, scope).parts {
            self.part(symbol, text, at + part.start..at + part.end, false);
        }
    }

    /// The names and values in a condition.
    fn condition(&mut self, node: &Node, scope: NameScope<'m>) {
        let Some(text) = node.source_text() else { return };
        let Ok(expr) = condition::parse(&text.value) else { return };
        self.tests(&expr, &text, scope);
    }

    fn tests(&mut self, expr: &condition::Expr, text: &SourceText, scope: NameScope<'m>) {
        let atom = match expr {
            condition::Expr::And(parts) | condition::Expr::Or(parts) => {
                return parts.iter().for_each(|part| self.tests(part, text, scope));
            }
            condition::Expr::Not(inner) => return self.tests(inner, text, scope),
            condition::Expr::Atom(atom) => atom,
        };
        self.name(text, atom.name.range.start, &atom.name.text, scope);
        let Some(answered) = resolve(&self.names, &atom.name.text, scope).whole else { return };
        let said = match &atom.test {
            condition::Test::NonResponse(Some(word)) => Some(word),
            _ => None,
        };
        for word in expr.literals().into_iter().chain(said) {
            if let Some(symbol) = answered.value(self.model, &word.text) {
                self.part(symbol, text, word.range.clone(), false);
            }
        }
    }

    /// The names in an expression or a rule between answers.
    fn expression(&mut self, node: &Node, scope: NameScope<'m>) {
        let Some(text) = node.source_text() else { return };
        let mut words = Vec::new();
        match expression::parse_rule(&text.value) {
            Ok(rule) => names_of_rule(&rule, &mut words),
            Err(_) => {
                if let Ok(value) = expression::parse_value(&text.value) {
                    names_of_value(&value, &mut words);
                }
            }
        }
        for word in words {
            self.name(&text, word.range.start, &word.text, scope);
        }
    }

    /// A scalar that is one name.
    fn named(&mut self, node: &Node, scope: NameScope<'m>) {
        if let Some(text) = node.source_text() {
            self.name(&text, 0, &text.value, scope);
        }
    }

    /// A scalar that is the code of a country.
    fn country_code(&mut self, node: &Node) {
        let Some(text) = node.source_text() else { return };
        self.part(Symbol::Country(text.value.clone()), &text, 0..text.value.len(), false);
    }
}

/// Where a word stands in a text, as a whole word.
fn words(text: &str, word: &str) -> Vec<usize> {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let found = text.match_indices(word).map(|(at, _)| at);
    let is_whole = |at: &usize| !text[..*at].ends_with(is_letter) && !text[*at + word.len()..].starts_with(is_letter);
    found.filter(is_whole).collect()
}

fn names_of_rule(rule: &expression::Rule, words: &mut Vec<condition::Word>) {
    match rule {
        expression::Rule::And(parts) | expression::Rule::Or(parts) => {
            for part in parts {
                names_of_rule(part, words);
            }
        }
        expression::Rule::Compare(_, left, right, _) => {
            names_of_value(left, words);
            names_of_value(right, words);
        }
    }
}

fn names_of_value(value: &expression::Value, words: &mut Vec<condition::Word>) {
    use expression::ValueKind;
    match &value.kind {
        ValueKind::Number(_) | ValueKind::Date(_) => {}
        ValueKind::Name(word) | ValueKind::Sum(word) | ValueKind::Count(word) => words.push(word.clone()),
        ValueKind::Negated(inner) => names_of_value(inner, words),
        ValueKind::Arithmetic(_, left, right) => {
            names_of_value(left, words);
            names_of_value(right, words);
        }
    }
}

/// The entries of a block; none where a node is no block.
fn entries(node: Option<&Node>) -> &[canevas_compiler::syntax::Entry] {
    match node.map(|node| &node.kind) {
        Some(canevas_compiler::syntax::NodeKind::Map(entries)) => entries,
        _ => &[],
    }
}

/// The items of a list; the node itself where it is a scalar.
fn items(node: Option<&Node>) -> &[Node] {
    match node.map(|node| &node.kind) {
        Some(canevas_compiler::syntax::NodeKind::List(items)) => items,
        Some(canevas_compiler::syntax::NodeKind::Scalar(_)) => node.map(std::slice::from_ref).unwrap_or_default(),
        _ => &[],
    }
}

/// The text of a scalar.
fn word(node: Option<&Node>) -> Option<String> {
    Some(node?.source_text()?.value)
}
