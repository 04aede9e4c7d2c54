//! The columns of a question that is asked for each row and each column: fields, made from a list or from the years.

use super::Lowering;
use crate::columns::key_of_year;
use crate::companions::CommentBox;
use crate::ids::QuestionId;
use crate::keys::{TextKey, TextOwner, TextRole};
use crate::own_words::OwnWord;
use crate::question_types::QuestionType;
use crate::relevance::Relevance;
use crate::rules;
use crate::shape::{AnswerShape, ChoiceLabel, Control};
use crate::text::{Text, TextScope};
use crate::types::{ForEach, Question};
use canevas_diagnostics::{Finding, Span};
use canevas_syntax::SourceText;
use canevas_syntax::definition::{self, Layout};

/// The name of the question type that the rows have.
const GROUP: &str = "group";

impl Lowering<'_> {
    /// The columns of a question, where `for_each` has two names. `kind` is its type, where it is known.
    pub(super) fn columns(
        &mut self,
        question: &definition::Question,
        kind: Option<&'static QuestionType>,
    ) -> Option<ForEach> {
        let over = question.for_each.as_ref()?;
        let word = over.columns.as_ref()?;
        // What cannot be asked once per row has its finding.
        if kind.is_some_and(|kind| !kind.may.repeat) {
            return None;
        }
        if let Some(kind) = kind.filter(|kind| !kind.may.be_field) {
            let help = if kind.name == GROUP {
                "a group has its columns under `fields`; ask several questions over two lists, one after the other"
            } else {
                "what is asked for each row and column is a simple answer; ask it once per row"
            };
            let message = format!("a `{}` cannot be asked once per row and column", kind.name);
            self.findings.push(Finding::new(&rules::BAD_ROWS, word.span, message).help(help));
            return None;
        }
        let (what, place) = match self.for_each(word, kind)? {
            columns @ (ForEach::List(_) | ForEach::Years) => return Some(columns),
            ForEach::Fact(fact) => ("a list of facts", self.facts[fact].span),
            ForEach::Rows(rows) => ("a repeat", self.questions[rows].span),
        };
        let message = format!("`{}` is {what}, and columns are the same for every country", word.value);
        let help = "name it first, for the rows; columns come from an entry of `lists`, or from `years`";
        self.findings.push(Finding::new(&rules::BAD_ROWS, word.span, message).also(place, "declared here").help(help));
        None
    }

    /// The question with its columns: rows of fields, each of which is what the question was.
    pub(super) fn with_columns(
        &mut self,
        mut question: Question,
        columns: ForEach,
        source: &definition::Question,
    ) -> Question {
        if let Some(layout) = source.layout.as_ref().filter(|layout| layout.value == Layout::Stacked) {
            let message = "rows and columns are a table";
            self.findings.push(Finding::new(&rules::BAD_ROWS, layout.span, message).help("remove `layout`"));
        }
        let heads = self.heads(columns, &question, source);
        let is_uncertain = self.uncertain.contains(&question.span);
        let cell = Question {
            number: None,
            short: None,
            hint: None,
            example: None,
            if_not_shown: None,
            comment: None,
            comment_box: CommentBox::default(),
            rows_label: None,
            show_if: Relevance::default(),
            for_each: None,
            total: None,
            layout: Layout::Stacked,
            last_year: None,
            personal: false,
            not_published: false,
            ..question.clone()
        };
        question.fields = heads
            .into_iter()
            .map(|(id, span, ask)| Question { id, span, ask, ..cell.clone() })
            .inspect(|column| {
                if is_uncertain {
                    self.uncertain.insert(column.span);
                }
            })
            .collect();
        Question {
            type_name: GROUP,
            shape: AnswerShape::Group,
            control: Control::Group,
            unit: None,
            units: None,
            can_say: Vec::new(),
            columns: Some(columns),
            layout: Layout::Table,
            of_period: [false; 2],
            ..question
        }
    }

    /// The id of each column, where it comes from, and its label.
    fn heads(
        &self,
        columns: ForEach,
        question: &Question,
        source: &definition::Question,
    ) -> Vec<(QuestionId, Span, Option<Text>)> {
        let word = source.for_each.as_ref().and_then(|over| over.columns.as_ref());
        let at = word.map_or(question.span, |word| word.span);
        match columns {
            ForEach::List(list) => self.lists[list]
                .choices
                .iter()
                .map(|entry| {
                    let ask = match &entry.label {
                        ChoiceLabel::Text(label) => Some(label.clone()),
                        ChoiceLabel::Country(_) | ChoiceLabel::Entered(..) => None,
                    };
                    (entry.code.as_str().into(), entry.span.unwrap_or(at), ask)
                })
                .collect(),
            _ => {
                let years = self.period.into_iter().flat_map(|period| period.from.year..=period.to.year);
                let head = |year: i32| {
                    let id = QuestionId::from(key_of_year(year).as_str());
                    let key = TextKey::new(TextOwner::Field(question.id.clone(), id.clone()), TextRole::Ask);
                    let source = SourceText::opaque(year.to_string(), at);
                    let ask = Text { key, source, pieces: Vec::new(), scope: TextScope::default() };
                    (id, at, Some(ask.into_own(OwnWord::Year(year))))
                };
                years.map(head).collect()
            }
        }
    }

    /// Only a question with rows has a column of rows.
    pub(super) fn check_rows_label(&mut self, source: &definition::Question, kind: Option<&'static QuestionType>) {
        let has_rows = source.for_each.is_some() || source.is_unread("for_each");
        // A type that takes no answer takes neither key, which another finding says.
        if let Some(label) = &source.rows_label
            && !has_rows
            && kind.is_some_and(|kind| kind.may.answer)
        {
            let message = "`rows_label` names the column of rows, and this question has no rows";
            let help = "add `for_each`, or remove the line";
            self.findings.push(Finding::new(&rules::BAD_ROWS, label.span, message).help(help));
        }
    }
}
