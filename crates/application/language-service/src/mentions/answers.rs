//! The names in what is said of one country: its facts, and its answers.

use super::{Collector, entries, items};
use crate::symbol::{Answered, Symbol};
use canevas_compiler::model::Question;
use canevas_compiler::responses::AnswerKey;
use canevas_compiler::syntax::{Node, NodeKind};

impl<'m> Collector<'m> {
    /// The names in a country file.
    pub(super) fn country(&mut self, node: &Node) {
        if let Some(code) = node.get("country").and_then(Node::source_text) {
            self.part(Symbol::Country(code.value.clone()), &code, 0..code.value.len(), true);
        }
        self.facts(node.get("facts"));
    }

    /// The names in a return.
    pub(super) fn returned(&mut self, node: &Node) {
        self.facts(node.get("facts"));
        self.answers(node.get("answers"));
    }

    /// Facts by their ids, with the fields of their rows and their options.
    pub(super) fn facts(&mut self, node: Option<&Node>) {
        for entry in entries(node) {
            let Some(fact) = self.model.facts.iter().find(|fact| fact.id == entry.key.value) else { continue };
            self.push(Symbol::Fact(fact.id.clone()), entry.key.span, false);
            self.value(&Answered::fact(fact), &entry.value);
            let rows = items(Some(&entry.value)).iter().flat_map(|row| entries(Some(row)));
            let keyed = entries(Some(&entry.value)).iter().flat_map(|row| entries(Some(&row.value)));
            for cell in rows.chain(keyed) {
                if let Some(field) = fact.fields().iter().find(|field| field.id == cell.key.value) {
                    self.push(Symbol::FactField(fact.id.clone(), field.id.clone()), cell.key.span, false);
                }
            }
        }
    }

    /// Answers by the ids of their questions, with the fields of groups and rows, and the options that were chosen.
    pub(super) fn answers(&mut self, node: Option<&Node>) {
        for entry in entries(node) {
            let key = AnswerKey::parse(&entry.key.value);
            let Some(question) = self.model.questions.iter().find(|question| key.belongs_to(question)) else {
                continue;
            };
            self.own_part(Symbol::Question(question.id.clone()), &entry.key.value, entry.key.span);
            if key.companion.is_none() {
                self.value(&Answered::question(question), &entry.value);
                self.cells(question, &entry.value);
            }
        }
    }

    /// The fields in the answer to a question: in a group, in its rows, and in the blocks of its rows.
    fn cells(&mut self, question: &'m Question, node: &Node) {
        if question.fields.is_empty() {
            return self.values_by_row(question, node);
        }
        match &node.kind {
            NodeKind::List(items) => items.iter().for_each(|item| self.cells(question, item)),
            NodeKind::Map(entries) => {
                for entry in entries {
                    let key = AnswerKey::parse(&entry.key.value);
                    match question.fields.iter().find(|field| key.belongs_to(field)) {
                        Some(field) => {
                            let symbol = Symbol::Field(question.id.clone(), field.id.clone());
                            self.own_part(symbol, &entry.key.value, entry.key.span);
                            self.value(&Answered::field(question, field), &entry.value);
                        }
                        None => self.cells(question, &entry.value),
                    }
                }
            }
            NodeKind::Empty | NodeKind::Refused | NodeKind::Scalar(_) => {}
        }
    }

    /// The values of a question without fields that is asked once for each row.
    fn values_by_row(&mut self, question: &'m Question, node: &Node) {
        for row in entries(Some(node)) {
            self.value(&Answered::question(question), &row.value);
        }
    }

    /// The options that a value names.
    fn value(&mut self, answered: &Answered<'m>, node: &Node) {
        for item in items(Some(node)) {
            let Some(text) = item.source_text() else { continue };
            if let Some(symbol) = answered.option(self.model, &text.value) {
                self.part(symbol, &text, 0..text.value.len(), false);
            }
        }
    }

    /// A key that begins with an id. What follows names a field beside the answer.
    fn own_part(&mut self, symbol: Symbol, key: &str, span: canevas_compiler::diagnostics::Span) {
        let whole = span.range();
        // In JSON, a key stands in quotes.
        let start = whole.start + whole.len().saturating_sub(key.len()) / 2;
        let range = start..start + symbol.name().len();
        self.at(symbol, range, false);
    }
}
