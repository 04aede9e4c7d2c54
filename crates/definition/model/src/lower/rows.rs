//! What a question is asked for each of: the rows of a fact, of a list, of the years, or those that people enter.

use super::Lowering;
use crate::indices::QuestionIx;
use crate::question_types::QuestionType;
use crate::rules;
use crate::shape::AnswerShape;
use crate::types::{FactKind, ForEach};
use canevas_diagnostics::{Finding, first_names, nearest};
use canevas_syntax::Sp;

/// Most blocks that are asked for the rows of one question. The form and the Word file hold all of them.
pub(super) const MOST_BLOCKS: u32 = 50;

impl Lowering<'_> {
    /// What a question is asked for each of. `kind` is its type, where it is known.
    pub(super) fn for_each(&mut self, word: &Sp<String>, kind: Option<&'static QuestionType>) -> Option<ForEach> {
        if let Some(kind) = kind.filter(|kind| !kind.may.repeat) {
            self.findings.push(Finding::new(
                &rules::BAD_ROWS,
                word.span,
                format!("a `{}` cannot be asked once per row", kind.name),
            ));
            return None;
        }
        if word.value == "years" {
            if self.period.is_none() && self.names.lacks("period") {
                return None;
            }
            if self.period.is_none() {
                self.findings.push(
                    Finding::new(&rules::BAD_ROWS, word.span, "`years` are those of the period, and the form has none")
                        .help("declare `period: { from: …, to: … }` at the top"),
                );
                return None;
            }
            return Some(ForEach::Years);
        }
        if self.names.is_unread(&word.value) || self.names.lacks("lists") {
            return None;
        }
        if let Some(fact) = self.names.facts.get(&word.value) {
            if self.uncertain.contains(&self.facts[*fact].span)
                && !matches!(self.facts[*fact].kind, FactKind::List { .. })
            {
                return None;
            }
            if matches!(self.facts[*fact].kind, FactKind::List { .. }) {
                return Some(ForEach::Fact(*fact));
            }
            self.findings.push(
                Finding::new(
                    &rules::BAD_ROWS,
                    word.span,
                    format!("the fact `{}` is a single value, not a list", word.value),
                )
                .also(self.facts[*fact].span, "declared here"),
            );
            return None;
        }
        if let Some(list) = self.names.lists.get(&word.value) {
            return Some(ForEach::List(*list));
        }
        if let Some(index) = self.names.questions.get(&word.value).copied() {
            return self.rows_entered(word, index);
        }
        let message = format!("there are no rows called `{}`", word.value);
        let finding = Finding::new(&rules::BAD_ROWS, word.span, message);
        let finding = if self.findings.may_suggest() {
            let repeats = self.questions.iter().filter(|question| matches!(question.shape, AnswerShape::Rows { .. }));
            let own = repeats.map(|question| question.id.as_str()).chain(["years"]);
            let mut names: Vec<&str> =
                self.names.facts.keys().chain(self.names.lists.keys()).map(String::as_str).chain(own).collect();
            names.sort_unstable();
            let near = nearest(&word.value, names.iter().copied());
            finding.help(format!("rows can come from: {}", first_names(names))).meant(near)
        } else {
            finding.help("name a fact with `list_of`, an entry of `lists`, an earlier repeat, or `years`")
        };
        self.findings.push(finding);
        None
    }

    /// The rows that people enter at another question: a repeat that comes before, of which there are not too many.
    fn rows_entered(&mut self, word: &Sp<String>, index: QuestionIx) -> Option<ForEach> {
        let name = &word.value;
        let Some(of) = self.questions.get(index) else {
            let message = if index == self.questions.next_key() {
                format!("`{name}` cannot be asked once for each of its own answers")
            } else {
                format!("`{name}` comes later in the form")
            };
            self.findings.push(
                Finding::new(&rules::BAD_ROWS, word.span, message)
                    .help("rows are entered before something is asked about each of them; move one of the two"),
            );
            return None;
        };
        if self.uncertain.contains(&of.span) {
            return None;
        }
        let (message, help) = match of.shape {
            AnswerShape::Rows { at_most: Some(most), .. } if most <= MOST_BLOCKS => return Some(ForEach::Rows(index)),
            AnswerShape::Rows { at_most: Some(most), .. } => (
                format!("`{name}` takes up to {most} rows, and the form would have as many blocks"),
                format!("let `{name}` take at most {MOST_BLOCKS} rows"),
            ),
            AnswerShape::Rows { at_most: None, .. } => (
                format!("`{name}` takes any number of rows, and the form has a block for each"),
                format!("add `at_most: 12` to `{name}`, or another number up to {MOST_BLOCKS}"),
            ),
            _ => (
                format!("nobody enters rows at `{name}`, which is a `{}`", of.type_name),
                "name a repeat that comes before".to_owned(),
            ),
        };
        let place = of.span;
        self.findings.push(Finding::new(&rules::BAD_ROWS, word.span, message).also(place, "declared here").help(help));
        None
    }
}
