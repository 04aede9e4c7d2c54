//! Rows that become facts of the next edition: which list takes them, which of them go on, and whether their fields fit.

use super::Lowering;
use super::conditions::ConditionPlace;
use crate::condition::Condition;
use crate::indices::FieldIx;
use crate::rules;
use crate::shape::AnswerShape;
use crate::types::{Fact, FactField, FactKind, Feeds, ForEach, Question};
use canevas_diagnostics::{Finding, Span, first_names, nearest};
use canevas_syntax::SourceText;
use canevas_syntax::condition::{self as syntax, Expr};
use canevas_syntax::definition::Feed;
use std::mem::discriminant;
use typed_index_collections::TiSlice;

/// What gives a field its value: its type's name, its shape and its place.
type FeedSource<'a> = (&'static str, &'a AnswerShape, Span);

impl Lowering<'_> {
    /// Where the rows of a question go. `fields` are the fields of a row, all of which the condition may name.
    pub(super) fn feeds(&mut self, feed: Option<&Feed>, fields: &TiSlice<FieldIx, Question>) -> Option<Feeds> {
        let feed = feed?;
        let fact = feed.fact()?;
        let (adds, condition) = match feed {
            Feed::Fact(_) => (false, None),
            Feed::Block(block) => (true, block.when.as_ref()),
        };
        let when = condition.and_then(|text| self.feed_condition(text, fields));
        let when_span = condition.map(|text| text.span);
        Some(Feeds { fact: fact.value.as_str().into(), span: fact.span, adds, when, when_span })
    }

    /// A condition that names only fields of its row: what a row says decides whether it goes on.
    fn feed_condition(&mut self, text: &SourceText, fields: &TiSlice<FieldIx, Question>) -> Option<Condition> {
        let before = self.findings.len();
        if let Ok(expr) = syntax::parse(&text.value) {
            let mut atoms = Vec::new();
            atoms_of(&expr, &mut atoms);
            for atom in atoms {
                let name = atom.name.text.as_str();
                if fields.iter().any(|field| field.id == *name) || self.names.is_unread(name) {
                    continue;
                }
                let known = || fields.iter().map(|field| field.id.as_str());
                let near = self.findings.may_suggest().then(|| nearest(name, known())).flatten();
                let message = format!("these rows have no field `{name}`");
                let finding = Finding::new(&rules::UNKNOWN_NAME, text.part(atom.name.range.clone()), message)
                    .help(format!("`when` names fields of its own rows: {}", first_names(known())))
                    .meant(near);
                self.findings.push(finding);
            }
        }
        if self.findings.len() > before {
            return None;
        }
        let place =
            ConditionPlace { for_each: None, question: Some(self.questions.next_key()), fields, is_field: true };
        self.condition(Some(text), &place).row
    }

    /// Checks that rows that feed the next edition fit the fact that they become.
    pub(super) fn check_feeds(&mut self) {
        for question in &self.questions {
            let Some(feeds) = &question.feeds else { continue };
            if self.uncertain.contains(&question.span) || self.names.is_unread(feeds.fact.as_str()) {
                continue;
            }
            let own = match (&question.shape, question.for_each) {
                (AnswerShape::Rows { .. }, _) => None,
                (AnswerShape::Group, Some(ForEach::Fact(rows))) => Some(&self.facts[rows]),
                // A key that its type does not take has its finding.
                (shape, _) if *shape != AnswerShape::Group => continue,
                _ => {
                    let message = "only rows of a list of facts, or rows of type `repeat`, feed the next edition";
                    let help = "ask the group once per row of a list of facts: for_each: …, or use type: repeat";
                    self.findings.push(Finding::new(&rules::BAD_FEED, feeds.span, message).help(help));
                    continue;
                }
            };
            let fact = self.names.facts.get(feeds.fact.as_str()).map(|index| &self.facts[*index]);
            if let Some(Fact { kind: FactKind::Value { .. }, span, .. }) = fact {
                if !self.uncertain.contains(span) {
                    let message = format!("the fact `{}` is a single value, not a list", feeds.fact);
                    let finding = Finding::new(&rules::BAD_FEED, feeds.span, message).also(*span, "declared here");
                    self.findings.push(finding);
                }
                continue;
            }
            let Some((fact, FactKind::List { fields, .. })) = fact.map(|fact| (fact, &fact.kind)) else {
                let lists = self.facts.iter().filter(|fact| matches!(fact.kind, FactKind::List { .. }));
                let near = nearest(&feeds.fact, lists.map(|fact| fact.id.as_str()));
                let near = near.filter(|_| self.findings.may_suggest());
                let message = format!("there is no list of facts called `{}`", feeds.fact);
                let finding = Finding::new(&rules::BAD_FEED, feeds.span, message);
                self.findings.push(finding.help("declare it under about: facts:, with list_of").meant(near));
                continue;
            };
            // Whoever answers about the rows of a list writes about them all: nothing takes their place.
            if let Some(own) = own.filter(|_| !feeds.adds) {
                let message = format!("`{}` asks about the rows of `{}`, which would be replaced", question.id, own.id);
                let help = format!("write `feeds_next_edition: {{ into: {} }}`, which keeps the rows", feeds.fact);
                self.findings.push(Finding::new(&rules::BAD_FEED, feeds.span, message).help(help));
                continue;
            }
            for field in fields {
                let finding = self.misfit(question, own, fact, field, feeds.span);
                if let Some(finding) = finding {
                    self.findings.push(finding);
                }
            }
        }
    }

    /// What is wrong with the value that a field of a fact gets from rows.
    fn misfit(
        &self,
        question: &Question,
        own: Option<&Fact>,
        fact: &Fact,
        field: &FactField,
        span: Span,
    ) -> Option<Finding> {
        let of_answer = question.fields.iter().find(|known| known.id == *field.id);
        let of_row = own.and_then(|own| own.fields().iter().find(|known| known.id == field.id));
        let source: Option<FeedSource<'_>> = of_answer
            .map(|source| (source.type_name, &source.shape, source.span))
            .or_else(|| of_row.map(|source| (source.type_name, &source.shape, source.span)));
        let is_uncertain = source.is_some_and(|(.., span)| self.uncertain.contains(&span));
        if is_uncertain || self.uncertain.contains(&field.span) || self.names.is_unread(field.id.as_str()) {
            return None;
        }
        let (message, help) = match source {
            Some((_, shape, _)) if discriminant(shape) == discriminant(&field.shape) => return None,
            Some((name, ..)) if !matches!(field.shape, AnswerShape::Text { .. }) => (
                format!("`{}` is `{name}` in the rows, and `{}` in the fact `{}`", field.id, field.type_name, fact.id),
                "give both the same type",
            ),
            None if !field.is_plain_text() => (
                format!("the rows have no field `{}`, which the fact `{}` wants", field.id, fact.id),
                "give the rows a field of that id, or remove it from the fact",
            ),
            _ => (
                format!("the rows have no text field `{}`, which the fact `{}` wants", field.id, fact.id),
                "give the rows a field of that id, or remove it from the fact",
            ),
        };
        Some(Finding::new(&rules::BAD_FEED, span, message).also(fact.span, "the fact").help(help))
    }
}

/// The tests of a condition, in its order.
fn atoms_of<'e>(expr: &'e Expr, out: &mut Vec<&'e syntax::Atom>) {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| atoms_of(part, out)),
        Expr::Not(inner) => atoms_of(inner, out),
        Expr::Atom(atom) => out.push(atom),
    }
}
