//! Options that an earlier answer gives: the rows of a repeat, or what was ticked.

use super::Lowering;
use super::rows::MOST_BLOCKS;
use crate::companions::SpecifyBox;
use crate::rules;
use crate::shape::{AnswerShape, Choice, ChoiceLabel, ChoiceSource};
use canevas_diagnostics::{Finding, Span, first_names, nearest};
use canevas_syntax::Sp;
use std::sync::Arc;

type Options = (Arc<Vec<Choice>>, ChoiceSource);

impl Lowering<'_> {
    /// The options of `choices: { from: … }`. None where there are none, and a finding says why.
    pub(super) fn choices_from(&mut self, name: &Sp<String>, is_scale: bool) -> Option<Options> {
        let (head, field) =
            name.value.split_once('.').map_or((name.value.as_str(), None), |(head, field)| (head, Some(field)));
        if is_scale {
            return self.no_choices(
                name.span,
                "the grades of a scale have an order, which answers do not have",
                "write them down",
            );
        }
        let Some(index) = self.names.questions.get(head).copied() else {
            if self.names.is_unread(head) {
                return None;
            }
            let known = self.questions.iter().map(|question| question.id.as_str());
            let near = self.findings.may_suggest().then(|| nearest(head, known)).flatten();
            let help = near.map_or_else(
                || {
                    "name a repeat with its field, as in members.name, or a multiple_choice; both come earlier"
                        .to_owned()
                },
                |near| format!("did you mean `{near}`?"),
            );
            return self.no_choices(name.span, &format!("no question is called `{head}`"), &help);
        };
        let Some(of) = self.questions.get(index).cloned() else {
            let help = "what is chosen from is asked first; move one of the two";
            return self.no_choices(name.span, &format!("`{head}` comes later in the form"), help);
        };
        if self.uncertain.contains(&of.span) {
            return None;
        }
        match (&of.shape, field) {
            (AnswerShape::Rows { at_most: Some(most), .. }, Some(field)) if *most <= MOST_BLOCKS => {
                let simple = |field: &crate::Question| !matches!(field.shape, AnswerShape::Many { .. });
                let Some(at) = of.fields.position(|known| known.id == *field && simple(known)) else {
                    let fields = || of.fields.iter().filter(|field| simple(field)).map(|field| field.id.as_str());
                    let help = format!("its fields are: {}", first_names(fields()));
                    return self.no_choices(name.span, &format!("`{head}` has no field `{field}` with one value"), &help);
                };
                let option = |row: usize| option(&format!("r{}", row + 1), ChoiceLabel::Entered(index, at, row));
                Some((Arc::new((0..*most as usize).map(option).collect()), ChoiceSource::Rows(index)))
            }
            (AnswerShape::Rows { at_most: Some(_), .. }, Some(_)) => {
                let help = format!("let `{head}` take at most {MOST_BLOCKS} rows");
                self.no_choices(name.span, &format!("`{head}` takes too many rows to choose from"), &help)
            }
            (AnswerShape::Rows { at_most: None, .. }, Some(_)) => {
                let help = format!("add `at_most: 12` to `{head}`, or another number up to {MOST_BLOCKS}");
                self.no_choices(name.span, &format!("`{head}` takes any number of rows, and the form has an option for each"), &help)
            }
            (AnswerShape::Rows { .. }, None) => {
                self.no_choices(name.span, &format!("`{head}` has rows of several fields"), "name the field that names a row, as in members.name")
            }
            (AnswerShape::Many { choices, .. }, None) if of.for_each.is_none() => {
                let all = choices.iter().filter(|choice| !choice.exclusive);
                let all = all.map(|choice| option(&choice.code, choice.label.clone())).collect();
                Some((Arc::new(all), ChoiceSource::Ticked(index)))
            }
            _ => self.no_choices(
                name.span,
                &format!("`{}` gives no options", name.value),
                "options come from the rows of a repeat, as in members.name, or from a multiple_choice that is asked once",
            ),
        }
    }

    fn no_choices(&mut self, span: Span, message: &str, help: &str) -> Option<Options> {
        self.findings.push(Finding::new(&rules::UNKNOWN_LIST, span, message).help(help));
        None
    }
}

/// An option without anything beside it.
fn option(code: &str, label: ChoiceLabel) -> Choice {
    Choice {
        code: code.into(),
        label,
        hint: None,
        specify: None,
        specify_box: SpecifyBox::default(),
        exclusive: false,
        span: None,
    }
}
