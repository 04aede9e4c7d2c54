//! The names in texts: placeholders of the form, the letters, the report and the catalogues.

use super::Collector;
use crate::symbol::{Symbol, placeholder};
use crate::view::View;
use canevas_compiler::diagnostics::{Source, SourceId};
use canevas_compiler::model::{OptionHome, TextKey, TextScope};
use canevas_compiler::parse_po;
use canevas_compiler::syntax::SourceText;
use canevas_compiler::syntax::template::{Piece, pieces};

impl Collector<'_> {
    /// The placeholders in the texts of the model that stand in a file.
    pub(super) fn texts_of(&mut self, file: &str, view: &View<'_>) {
        let is_form = view.form().is_some_and(|(form, _)| form == file);
        let sources = &view.edition.sources;
        for text in self.model.translated_texts() {
            let id = text.span().source;
            let is_here = if id == SourceId(0) {
                is_form
            } else {
                sources.shared(id).is_some_and(|source| source.name() == file)
            };
            if is_here {
                self.placeholders(&text.source, text.scope);
            }
        }
    }

    fn placeholders(&mut self, text: &SourceText, scope: TextScope) {
        if !text.value.contains('{') {
            return;
        }
        for piece in pieces(&text.value).into_iter().flatten() {
            let Piece::Placeholder(_, range) = piece else { continue };
            let inner = range.start + 1..range.end - 1;
            let name = text.value.get(inner.clone()).unwrap_or_default();
            if let Some((symbol, part)) = placeholder(self.model, name, scope) {
                self.part(symbol, text, inner.start + part.start..inner.start + part.end, false);
            }
        }
    }

    /// The keys of texts in a catalogue, and the placeholders of its texts.
    pub(super) fn catalogue(&mut self, source: &Source) {
        let (po, _) = parse_po(SourceId(0), source);
        let texts = self.model.translated_texts();
        for entry in &po.entries {
            let key = &entry.context;
            let Some(parsed) = TextKey::parse(&key.value) else { continue };
            if let Some(symbol) = Symbol::of_owner(parsed.owner()) {
                // The name is the last word of the owner, before the role: `question.law.ask`, `list.areas.schools.label`.
                let typed = source.slice(key.span.range());
                let Some(at) = typed.find(&*key.value) else { continue };
                let start = key.span.start as usize + at;
                for (symbol, part) in parts_of_key(&key.value, symbol) {
                    self.at(symbol, start + part.start..start + part.end, false);
                }
            }
            let scope = texts.iter().find(|text| text.key == parsed).map(|text| text.scope).unwrap_or_default();
            self.placeholders(&entry.id, scope);
            self.placeholders(&entry.text, scope);
        }
    }
}

/// What the words of a key of a text stand for: `question.steps.fields.area.ask` names the question and the field.
fn parts_of_key(key: &str, symbol: Symbol) -> Vec<(Symbol, std::ops::Range<usize>)> {
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    for word in key.split('.') {
        words.push(at..at + word.len());
        at += word.len() + 1;
    }
    let word = |at: usize| words.get(at).cloned().unwrap_or(0..0);
    let last = words.len().saturating_sub(2);
    match symbol {
        Symbol::Field(question, field) => {
            vec![(Symbol::Question(question.clone()), word(1)), (Symbol::Field(question, field), word(3))]
        }
        Symbol::FactField(fact, field) => {
            vec![(Symbol::Fact(fact.clone()), word(1)), (Symbol::FactField(fact, field), word(2))]
        }
        Symbol::Option(home, code) => {
            let mut parts = match &home {
                OptionHome::List(list) => vec![(Symbol::List(list.clone()), word(1))],
                OptionHome::Fact(fact) => vec![(Symbol::Fact(fact.clone()), word(1))],
                OptionHome::FactField(fact, field) => vec![
                    (Symbol::Fact(fact.clone()), word(1)),
                    (Symbol::FactField(fact.clone(), field.clone()), word(2)),
                ],
                OptionHome::Question(question) => vec![(Symbol::Question(question.clone()), word(1))],
                OptionHome::Field(question, field) => vec![
                    (Symbol::Question(question.clone()), word(1)),
                    (Symbol::Field(question.clone(), field.clone()), word(3)),
                ],
            };
            parts.push((Symbol::Option(home, code), word(last)));
            parts
        }
        other => vec![(other, word(1))],
    }
}
