//! The names in the files beside a form: the change file, the report, cases, what is asked again, the desk.

use super::{Collector, entries, items, word};
use crate::symbol::{NameScope, Symbol, resolve};
use canevas_compiler::model::TextKey;
use canevas_compiler::syntax::{Node, NodeKind};

impl Collector<'_> {
    /// The questions of this edition in a change file, and the texts that it speaks of.
    pub(super) fn changes(&mut self, node: &Node) {
        for was in items(node.get("was")) {
            for new in items(was.get("new")) {
                self.named(new, NameScope::default());
            }
        }
        for list in ["errata", "meaning"] {
            for part in items(node.get(list)).iter().filter_map(|entry| entry.get("part")) {
                let Some(text) = part.source_text() else { continue };
                let owner = TextKey::parse(&text.value).and_then(|key| Symbol::of_owner(key.owner()));
                let Some(symbol) = owner else { continue };
                let name = symbol.name().to_owned();
                if let Some(at) = text.value.rfind(&name) {
                    self.part(symbol, &text, at..at + name.len(), false);
                }
            }
        }
    }

    /// The blocks of a report, and the questions, fields and options that they show.
    pub(super) fn report(&mut self, node: &Node) {
        for block in items(node.get("blocks")) {
            if let Some(id) = block.get("id").and_then(Node::source_text) {
                self.part(Symbol::ReportBlock(id.value.as_str().into()), &id, 0..id.value.len(), true);
            }
            let named = block.get("question").and_then(|node| word(Some(node)));
            for name in block.get("question").into_iter().chain(items(block.get("questions"))) {
                self.named(name, NameScope::default());
            }
            for quote in items(block.get("quotes")) {
                quote.get("country").into_iter().for_each(|code| self.country_code(code));
            }
            let Some(resolved) = named.map(|name| resolve(self.model, &name, NameScope::default())) else { continue };
            let question = resolved.parts.first().and_then(|(symbol, _)| self.model.question(symbol.name()));
            for field in items(block.get("fields")).iter().chain(block.get("group_by")) {
                self.named(field, NameScope { question });
            }
            let Some(answered) = resolved.whole else { continue };
            for answer in items(block.get("answers")) {
                let Some(text) = answer.source_text() else { continue };
                if let Some(symbol) = answered.value(self.model, &text.value) {
                    self.part(symbol, &text, 0..text.value.len(), false);
                }
            }
        }
    }

    /// The names in a case.
    pub(super) fn case(&mut self, node: &Node) {
        node.get("country").into_iter().for_each(|code| self.country_code(code));
        self.facts(node.get("facts"));
        self.answers(node.get("answers"));
        for list in ["asks", "does_not_ask"] {
            for place in items(node.get(list)) {
                self.named(place, NameScope::default());
            }
        }
        for printed in entries(node.get("prints")) {
            for (symbol, part) in resolve(self.model, &printed.key.value, NameScope::default()).parts {
                let start = printed.key.span.start as usize;
                let range = start + part.start..start + part.end;
                self.at(symbol, range, false);
            }
        }
        for finding in items(node.get("findings")) {
            let question = word(finding.get("question")).and_then(|id| self.model.question(&id));
            finding.get("question").into_iter().for_each(|id| self.named(id, NameScope::default()));
            finding.get("field").into_iter().for_each(|id| self.named(id, NameScope { question }));
        }
    }

    /// The questions that are asked again.
    pub(super) fn asks(&mut self, node: &Node) {
        for asked in entries(node.get("ask")) {
            if let Some(question) = self.model.question(&asked.key.value) {
                self.push(Symbol::Question(question.id.clone()), asked.key.span, false);
            }
        }
    }

    /// The codes of countries in the lists of a file.
    pub(super) fn countries_below(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Map(entries) => {
                for entry in entries {
                    if matches!(&*entry.key.value, "expected" | "countries") {
                        for code in items(Some(&entry.value)) {
                            self.country_code(code);
                        }
                    } else {
                        self.countries_below(&entry.value);
                    }
                }
            }
            NodeKind::List(items) => items.iter().for_each(|item| self.countries_below(item)),
            NodeKind::Empty | NodeKind::Refused | NodeKind::Scalar(_) => {}
        }
    }
}
