//! Facts and option lists.

use super::Lowering;
use super::typing::Typing;
use crate::companions::SpecifyBox;
use crate::ids::{FactId, FieldId, ListId};
use crate::indices::{FactIx, FieldIx, ListIx};
use crate::keys::{OptionHome, TextKey, TextOwner, TextRole};
use crate::question_types;
use crate::rules;
use crate::shape::{AnswerShape, Choice, ChoiceLabel, Control};
use crate::text::{Text, TextScope};
use crate::types::{Fact, FactField, FactKind, OptionList};
use canevas_diagnostics::Finding;
use canevas_syntax::NumberLimit;
use canevas_syntax::definition::{self, Form, SpecifyType};
use canevas_syntax::{Id, Ordered, SourceText, Sp};
use std::sync::Arc;
use typed_index_collections::TiVec;

impl Lowering<'_> {
    pub(super) fn lower_lists(&mut self, form: &Form) -> TiVec<ListIx, OptionList> {
        form.lists
            .iter()
            .flat_map(|lists| &lists.0)
            .map(|(id, choices)| {
                let name = ListId::from(id.value.0.as_str());
                let choices = Arc::new(self.lower_choices(&OptionHome::List(name.clone()), choices));
                OptionList { id: name, choices, span: id.span }
            })
            .collect()
    }

    pub(super) fn lower_choices(&mut self, home: &OptionHome, choices: &Ordered<definition::Choice>) -> Vec<Choice> {
        choices
            .0
            .iter()
            .filter_map(|(code, choice)| {
                let owner = TextOwner::Option(home.clone(), code.value.0.as_str().into());
                let scope = TextScope::default();
                let mut text = |role, text: &Option<SourceText>| {
                    text.as_ref().map(|text| self.text(TextKey::new(owner.clone(), role), text, scope))
                };
                let mut specify_box = SpecifyBox::default();
                let (label, hint, specify, exclusive) = match choice {
                    definition::Choice::Label(label) => {
                        (text(TextRole::Label, &Some(label.clone()))?, None, None, false)
                    }
                    definition::Choice::Block(block) => (
                        text(TextRole::Label, &block.label.clone().map(|label| label.0))?,
                        text(TextRole::Hint, &block.hint),
                        text(TextRole::Specify, &block.specify.as_ref().and_then(|specify| specify.ask().cloned())),
                        block.exclusive.as_ref().is_some_and(|exclusive| exclusive.value),
                    ),
                };
                if let definition::Choice::Block(block) = choice
                    && let Some(more) = block.specify.as_ref().and_then(definition::Specify::block)
                {
                    specify_box.is_long = more.r#type.as_ref().is_some_and(|word| word.value == SpecifyType::LongText);
                    specify_box.is_optional = more.required.as_ref().is_some_and(|required| !required.value);
                }
                let beside = ["comment", "unit"].into_iter().find(|beside| code.value.0 == *beside);
                if let Some(beside) = beside.filter(|_| specify.is_some()) {
                    let message = format!("an option that asks to specify cannot be called `{beside}`");
                    let help =
                        format!("its text would be stored under the key of a question's {beside}; choose another code");
                    self.findings.push(Finding::new(&rules::HIDDEN_NAME, code.span, message).help(help));
                }
                Some(Choice {
                    code: code.value.0.as_str().into(),
                    label: ChoiceLabel::Text(label),
                    hint,
                    specify,
                    specify_box,
                    exclusive,
                    span: Some(code.span),
                })
            })
            .collect()
    }

    pub(super) fn lower_facts(&mut self, form: &Form) -> TiVec<FactIx, Fact> {
        let facts = form.about.iter().flat_map(|about| about.facts.iter()).flat_map(|facts| &facts.0);
        facts
            .map(|(id, fact)| {
                let name = FactId::from(id.value.0.as_str());
                let owner = TextOwner::Fact(name.clone());
                let (ask, hint) = self.ask_and_hint(&owner, fact);
                // A fact that could not be read whole is not judged by what uses it.
                if !fact.not_read.is_empty() {
                    self.uncertain.insert(id.span);
                }
                let kind = match &fact.list_of {
                    Some(fields) => FactKind::List {
                        fields: self.fact_fields(&name, fields),
                        blank_rows: fact.blank_rows.as_ref().map_or(3, |rows| rows.value.clamp(1, 50)),
                    },
                    None => self.fact_value(&name, id, fact),
                };
                if ask.is_none() && !["ask", "list_of"].iter().any(|key| fact.is_unread(key)) && fact.list_of.is_none()
                {
                    self.findings.push(
                        Finding::new(&rules::MISSING_TEXT, id.span, format!("the fact `{}` has no `ask`", id.value.0))
                            .help("a blank copy asks for it: add a line `ask: …`"),
                    );
                }
                Fact { id: name, kind, ask, hint, span: id.span }
            })
            .collect()
    }

    fn ask_and_hint(&mut self, owner: &TextOwner, fact: &definition::Fact) -> (Option<Text>, Option<Text>) {
        let mut text = |role, text: &Option<SourceText>| {
            text.as_ref().map(|text| self.text(TextKey::new(owner.clone(), role), text, TextScope::default()))
        };
        (text(TextRole::Ask, &fact.ask), text(TextRole::Hint, &fact.hint))
    }

    fn fact_fields(&mut self, fact: &FactId, fields: &Ordered<definition::Fact>) -> TiVec<FieldIx, FactField> {
        fields
            .0
            .iter()
            .map(|(id, field)| {
                if field.ask.is_none() && !field.is_unread("ask") {
                    self.findings.push(
                        Finding::new(&rules::MISSING_TEXT, id.span, format!("the field `{}` has no `ask`", id.value.0))
                            .help("a blank copy asks for it: add a line `ask: …`"),
                    );
                }
                let name = FieldId::from(id.value.0.as_str());
                let (ask, hint) = self.ask_and_hint(&TextOwner::FactField(fact.clone(), name.clone()), field);
                // A field that was not read whole is not judged by what uses it.
                if !field.not_read.is_empty() {
                    self.uncertain.insert(id.span);
                }
                // A field without a type is a text.
                let home = OptionHome::FactField(fact.clone(), name.clone());
                let built = field.r#type.as_ref().map(|type_name| self.simple_type(home, id, field, type_name));
                let plain = ("text", plain_text(field), Control::Line);
                let (type_name, shape, control) = built.flatten().unwrap_or(plain);
                FactField { id: name, ask, hint, type_name, shape, control, span: id.span }
            })
            .collect()
    }

    fn fact_value(&mut self, name: &FactId, id: &Sp<Id>, fact: &definition::Fact) -> FactKind {
        let fallback =
            FactKind::Value { shape: AnswerShape::Text { max_length: None, format: None }, control: Control::Line };
        if fact.r#type.is_none() && ["type", "list_of"].iter().any(|key| fact.is_unread(key)) {
            return fallback;
        }
        let Some(type_name) = &fact.r#type else {
            self.findings.push(
                Finding::new(
                    &rules::MISSING_TEXT,
                    id.span,
                    format!("the fact `{}` has neither `type` nor `list_of`", id.value.0),
                )
                .help("add `type: yes_no`, `type: text` or another simple type; or `list_of` with the fields of a row"),
            );
            return fallback;
        };
        match self.simple_type(OptionHome::Fact(name.clone()), id, fact, type_name) {
            Some((_, shape, control)) => FactKind::Value { shape, control },
            None => fallback,
        }
    }

    /// The type of a fact, or of a field of its rows: its name, shape and control. `None` when a finding was pushed; what uses
    /// it is then uncertain.
    fn simple_type(
        &mut self,
        home: OptionHome,
        id: &Sp<Id>,
        fact: &definition::Fact,
        type_name: &Sp<String>,
    ) -> Option<(&'static str, AnswerShape, Control)> {
        let Some(kind) = self.question_type(type_name) else {
            self.uncertain.insert(id.span);
            return None;
        };
        if !kind.may.be_fact {
            self.uncertain.insert(id.span);
            let (what, help) = match home {
                OptionHome::FactField(..) => {
                    ("a field of a fact", "a field is one simple value, such as a text or a choice")
                }
                _ => ("a fact", "facts are single values; rows of values go under `list_of`"),
            };
            let message = format!("{what} cannot be a `{}`", kind.name);
            self.findings.push(Finding::new(&rules::BAD_FIELD, type_name.span, message).help(help));
            return None;
        }
        let question = definition::Question {
            id: Some(id.clone()),
            choices: fact.choices.clone(),
            max_length: fact.max_length.clone(),
            min: fact.min.clone().map(|min| min.map(NumberLimit::Number)),
            max: fact.max.clone().map(|max| max.map(NumberLimit::Number)),
            decimals: fact.decimals.clone(),
            from: fact.from.clone(),
            to: fact.to.clone(),
            span: fact.span,
            not_read: fact.not_read.clone(),
            ..definition::Question::default()
        };
        let mut typing = Typing { lowering: self, home };
        let Some((shape, control)) = kind.build(&question, &mut typing) else {
            self.uncertain.insert(id.span);
            return None;
        };
        self.refuse_specify(fact, &shape);
        Some((kind.name, shape, control))
    }

    /// A fact has no companion fields, so none of its options can ask for a text.
    fn refuse_specify(&mut self, fact: &definition::Fact, shape: &AnswerShape) {
        for choice in shape.choices().iter().filter(|choice| choice.specify.is_some()) {
            let message = format!("the option `{}` of a fact cannot have `specify`", choice.code);
            let finding = match (&fact.choices, choice.span) {
                (Some(definition::Choices::Named(list)), option) => {
                    let finding = Finding::new(&rules::BAD_FIELD, list.span, message);
                    option.into_iter().fold(finding, |finding, span| finding.also(span, "the option of the list"))
                }
                (_, Some(option)) => Finding::new(&rules::BAD_FIELD, option, message),
                (_, None) => continue,
            };
            self.findings
                .push(finding.help("a fact is one value: remove `specify`, or ask for the text in a question"));
        }
    }

    /// The type of a name, or a finding with the nearest one.
    pub(super) fn question_type(&mut self, name: &Sp<String>) -> Option<&'static question_types::QuestionType> {
        let kind = question_types::by_name(&name.value);
        if kind.is_none() {
            let names = || question_types::ALL.iter().map(|kind| kind.name);
            let finding =
                Finding::new(&rules::UNKNOWN_TYPE, name.span, format!("`{}` is not a question type", name.value));
            let all = format!("the types are: {}", names().collect::<Vec<_>>().join(", "));
            self.findings.push(finding.help(all).meant(canevas_diagnostics::nearest(&name.value, names())));
        }
        kind
    }
}

/// A text as long as the field allows, which is what a field without a type takes.
fn plain_text(field: &definition::Fact) -> AnswerShape {
    AnswerShape::Text { max_length: field.max_length.as_ref().map(|length| length.value), format: None }
}
