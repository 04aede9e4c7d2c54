//! Replaces texts of a model, together with their pieces. A comparison starts from the texts that were published.

use crate::lower::text_pieces;
use crate::{AnswerShape, Choice, ChoiceLabel, FactKind, Model, MustKind, Question, Respondents, Text};
use canevas_diagnostics::Findings;
use canevas_syntax::SourceText;
use std::collections::HashMap;
use std::sync::Arc;

impl Model {
    /// Replaces the texts for which `new_text` returns one. The pieces of a text are those of its new source. A
    /// placeholder that the model does not know stays as typed.
    pub fn replace_texts(&mut self, mut new_text: impl FnMut(&Text) -> Option<String>) {
        let mut replaced = HashMap::new();
        for text in self.texts() {
            if let Some(new) = new_text(text) {
                let source = SourceText::opaque(new, text.source.span);
                let pieces = text_pieces(self, &source, text.scope, &mut Findings::default());
                replaced.insert(text.key.clone(), (source, pieces));
            }
        }
        if replaced.is_empty() {
            return;
        }
        self.for_each_text_mut(&mut |text| {
            if let Some((source, pieces)) = replaced.get(&text.key) {
                text.source.clone_from(source);
                text.pieces.clone_from(pieces);
            }
        });
    }

    /// Calls `put` with every text. It meets options of a named list in the list and in each question that uses it.
    fn for_each_text_mut(&mut self, put: &mut dyn FnMut(&mut Text)) {
        put(&mut self.title);
        let own = [&mut self.introduction, &mut self.closing, &mut self.country_unknown];
        own.into_iter().flatten().for_each(&mut *put);
        if let Respondents::Listed(listed) = &mut self.respondents {
            put(&mut listed.called);
        }
        for fact in &mut self.facts {
            [&mut fact.ask, &mut fact.hint].into_iter().flatten().for_each(&mut *put);
            match &mut fact.kind {
                FactKind::List { fields, .. } => {
                    for field in fields {
                        [&mut field.ask, &mut field.hint].into_iter().flatten().for_each(&mut *put);
                        of_shape(&mut field.shape, put);
                    }
                }
                FactKind::Value { shape, .. } => of_shape(shape, put),
            }
        }
        for list in &mut self.lists {
            of_choices(&mut list.choices, put);
        }
        self.non_responses.iter_mut().map(|declared| &mut declared.label).for_each(&mut *put);
        for section in &mut self.sections {
            put(&mut section.title);
            let own = [&mut section.introduction, &mut section.if_not_shown, &mut section.filled_by];
            own.into_iter().flatten().for_each(&mut *put);
            for heading in section.blocks.iter_mut().filter_map(|block| block.heading.as_mut()) {
                put(&mut heading.title);
            }
        }
        for question in &mut self.questions {
            of_question(question, put);
        }
    }
}

fn of_question(question: &mut Question, put: &mut dyn FnMut(&mut Text)) {
    let own = [
        &mut question.ask,
        &mut question.short,
        &mut question.hint,
        &mut question.example,
        &mut question.if_not_shown,
        &mut question.comment,
        &mut question.unit,
        &mut question.rows_label,
        &mut question.name_label,
        &mut question.role_label,
        &mut question.row_title,
    ];
    own.into_iter().flatten().for_each(&mut *put);
    of_shape(&mut question.shape, put);
    for must in &mut question.must {
        if let MustKind::Said(text) = &mut must.kind {
            put(text);
        }
    }
    if let Some(units) = &mut question.units {
        of_shape(units, put);
    }
    for field in &mut question.fields {
        of_question(field, put);
    }
}

fn of_shape(shape: &mut AnswerShape, put: &mut dyn FnMut(&mut Text)) {
    if let AnswerShape::One { choices, .. } | AnswerShape::Many { choices, .. } = shape {
        of_choices(choices, put);
    }
}

fn of_choices(choices: &mut Arc<Vec<Choice>>, put: &mut dyn FnMut(&mut Text)) {
    for choice in Arc::make_mut(choices) {
        if let ChoiceLabel::Text(label) = &mut choice.label {
            put(label);
        }
        [&mut choice.hint, &mut choice.specify].into_iter().flatten().for_each(&mut *put);
    }
}
