//! The names in a form: what it declares, and where conditions, bounds and lists of options name it.

use super::{Collector, entries, items, word};
use crate::symbol::{NameScope, Symbol};
use canevas_compiler::model::{OptionHome, Question};
use canevas_compiler::syntax::Node;

/// The keys of a question that hold a number or a date, or the name of an answer.
const BOUNDS: [&str; 4] = ["min", "max", "from", "to"];

impl<'m> Collector<'m> {
    /// The names of a form file.
    pub(super) fn form(&mut self, form: &Node) {
        for list in entries(form.get("lists")) {
            let id: &str = &list.key.value;
            self.push(Symbol::List(id.into()), list.key.span, true);
            self.options(Some(&list.value), &OptionHome::List(id.into()));
        }
        for said in entries(form.get("non_responses")) {
            let declared = self.model.non_responses.iter().find(|known| known.code.word() == said.key.value);
            if let Some(declared) = declared {
                self.push(Symbol::NonResponse(declared.code.clone()), said.key.span, true);
            }
        }
        for date in entries(form.get("dates")) {
            self.push(Symbol::Date(date.key.value.clone()), date.key.span, true);
        }
        for number in entries(form.get("computed")) {
            self.push(Symbol::Computed(number.key.value.as_str().into()), number.key.span, true);
            self.expression(&number.value, NameScope::default());
        }
        for fact in entries(form.get("about").and_then(|about| about.get("facts"))) {
            let id: &str = &fact.key.value;
            self.push(Symbol::Fact(id.into()), fact.key.span, true);
            self.choices(fact.value.get("choices"), &OptionHome::Fact(id.into()));
            for field in entries(fact.value.get("list_of")) {
                let field_id: &str = &field.key.value;
                self.push(Symbol::FactField(id.into(), field_id.into()), field.key.span, true);
                self.choices(field.value.get("choices"), &OptionHome::FactField(id.into(), field_id.into()));
            }
        }
        for section in items(form.get("sections")) {
            if let Some(id) = section.get("id").and_then(Node::source_text) {
                self.part(Symbol::Section(id.value.as_str().into()), &id, 0..id.value.len(), true);
            }
            self.condition_of(section, NameScope::default());
            for part in items(section.get("questions")) {
                self.section_part(part);
            }
        }
    }

    fn section_part(&mut self, part: &Node) {
        if part.get("heading").is_none() {
            return self.question(part, None);
        }
        self.condition_of(part, NameScope::default());
        for question in items(part.get("questions")) {
            self.question(question, None);
        }
    }

    /// A question, or a field of one.
    fn question(&mut self, node: &Node, of: Option<&'m Question>) {
        let Some(id) = node.get("id").and_then(Node::source_text) else { return };
        let name = id.value.as_str();
        let (symbol, home) = match of {
            None => (Symbol::Question(name.into()), OptionHome::Question(name.into())),
            Some(of) => (Symbol::Field(of.id.clone(), name.into()), OptionHome::Field(of.id.clone(), name.into())),
        };
        self.part(symbol, &id, 0..id.value.len(), true);
        let own = of.or_else(|| self.model.question(name));
        let scope = NameScope { question: own };
        self.condition_of(node, NameScope { question: of });
        self.choices(node.get("choices"), &home);
        if let Some(comment) = node.get("comment") {
            self.condition_of(comment, scope);
        }
        for rule in items(node.get("must")) {
            rule.get("that").into_iter().for_each(|that| self.expression(that, scope));
        }
        for bound in BOUNDS.iter().filter_map(|key| node.get(key)) {
            self.named(bound, scope);
        }
        for rows in items(node.get("for_each")) {
            self.rows(rows);
        }
        for said in items(node.get("can_say")) {
            let Some(text) = said.source_text() else { continue };
            let declared = self.model.non_responses.iter().find(|known| known.code.word() == text.value);
            if let Some(declared) = declared {
                self.part(Symbol::NonResponse(declared.code.clone()), &text, 0..text.value.len(), false);
            }
        }
        if let Some(feeds) = node.get("feeds_next_edition") {
            self.named(feeds.get("into").unwrap_or(feeds), NameScope::default());
            feeds.get("when").into_iter().for_each(|when| self.condition(when, scope));
        }
        for field in items(node.get("fields")) {
            self.question(field, self.model.question(name));
        }
    }

    fn condition_of(&mut self, node: &Node, scope: NameScope<'m>) {
        node.get("show_if").into_iter().for_each(|condition| self.condition(condition, scope));
    }

    /// What `for_each` names: a fact, a list, or a question whose rows people enter.
    fn rows(&mut self, node: &Node) {
        let Some(name) = word(Some(node)) else { return };
        match self.model.lists.iter().find(|list| list.id == name) {
            Some(list) => self.push(Symbol::List(list.id.clone()), node.span, false),
            None => self.named(node, NameScope::default()),
        }
    }

    /// The value of `choices`: the name of a list, an earlier answer, or the options.
    fn choices(&mut self, node: Option<&Node>, home: &OptionHome) {
        let Some(node) = node else { return };
        if let Some(name) = word(Some(node)) {
            let list = self.model.lists.iter().find(|list| list.id == name);
            return list.into_iter().for_each(|list| self.push(Symbol::List(list.id.clone()), node.span, false));
        }
        match (entries(Some(node)), node.get("from")) {
            ([_], Some(from)) => self.named(from, NameScope::default()),
            _ => self.options(Some(node), home),
        }
    }

    fn options(&mut self, node: Option<&Node>, home: &OptionHome) {
        for option in entries(node) {
            self.push(Symbol::Option(home.clone(), option.key.value.as_str().into()), option.key.span, true);
        }
    }
}
