//! `comment_on: all`: one comment on all rows of a question. It is lowered to a question of its own below them, as if an editor
//! had written one. So outputs, checks, exports and merges know it without a line of their own.

use super::Lowering;
use crate::condition::Condition;
use crate::rules;
use crate::types::Question;
use canevas_diagnostics::{Finding, Findings};
use canevas_syntax::definition::{self, Comment, CommentOn, Form, Part};
use canevas_syntax::{Id, Sp};

/// The type of a comment.
const LONG_TEXT: &str = "long_text";

/// The id of the comment on all rows of a question.
pub(crate) fn id_of_comment(question: &str) -> String {
    format!("{question}_comment")
}

/// The form with a question for each comment on all rows. Reports where `comment_on` says nothing.
pub(super) fn with_comments(mut form: Form, findings: &mut Findings) -> Form {
    for part in form.sections.iter_mut().flatten().flat_map(|section| &mut section.questions) {
        let mut out = Vec::with_capacity(part.len());
        for part in part.drain(..) {
            match part {
                Part::Question(mut question) => {
                    check(&question, findings);
                    let comment = split(&mut question);
                    out.push(Part::Question(question));
                    out.extend(comment.map(|comment| Part::Question(Box::new(comment))));
                }
                Part::Heading(mut heading) => {
                    if let Some(questions) = &mut heading.questions {
                        *questions = std::mem::take(questions)
                            .into_iter()
                            .flat_map(|mut question| {
                                check(&question, findings);
                                let comment = split(&mut question);
                                std::iter::once(question).chain(comment)
                            })
                            .collect();
                    }
                    out.push(Part::Heading(heading));
                }
            }
        }
        *part = out;
    }
    form
}

/// Reports a key that says what no comment is about, and a comment whose id would be none.
fn check(question: &definition::Question, findings: &mut Findings) {
    let (Some(word), Some(id)) = (&question.comment_on, &question.id) else { return };
    let mut report = |message: String, help: &str| {
        findings.push(Finding::new(&rules::BAD_ROWS, word.span, message).help(help));
    };
    if question.comment.is_none() && !question.is_unread("comment") {
        let message = "`comment_on` says what a comment is about, and this question has none";
        report(message.to_owned(), "add `comment: …`, or remove the line");
    } else if question.for_each.is_none() && !question.is_unread("for_each") {
        let message =
            "`comment_on` says whether a comment is about one row or about all, and this question has no rows";
        report(message.to_owned(), "remove the line: the comment is about the answer; or add `for_each`");
    } else if word.value == CommentOn::All && !Id::is_valid(&id_of_comment(&id.value.0)) {
        let message = format!("the comment is called `{}`, which is too long for an id", id_of_comment(&id.value.0));
        report(message, "give the question a shorter id");
    }
}

/// Takes the comment on all rows from a question, as a question that stands below it.
pub(super) fn split(question: &mut definition::Question) -> Option<definition::Question> {
    let is_on_all = question.comment_on.as_ref().is_some_and(|word| word.value == CommentOn::All);
    if !is_on_all || question.for_each.is_none() {
        return None;
    }
    let (id, at) = (question.id.as_ref()?, question.comment.as_ref().and_then(Comment::span)?);
    let id = id_of_comment(&id.value.0);
    let comment = question.comment.take()?;
    let block = comment.block();
    Some(definition::Question {
        id: Some(Sp::new(Id(id), at)),
        r#type: Some(Sp::new(LONG_TEXT.to_owned(), at)),
        ask: comment.ask().cloned(),
        required: block.and_then(|block| block.required.clone()),
        show_if: block.and_then(|block| block.show_if.clone()),
        comment_on: question.comment_on.take(),
        last_year: question.last_year.clone(),
        personal: question.personal.clone(),
        not_published: question.not_published.clone(),
        span: Some(at),
        // What could not be read has its finding.
        not_read: block.map(|block| block.not_read.clone()).unwrap_or_default(),
        ..definition::Question::default()
    })
}

/// Whether this is a comment on all rows of the question before it. `split` leaves the key to no other question.
pub(super) fn is_comment(question: &definition::Question) -> bool {
    question.comment_on.is_some() && question.comment.is_none() && question.for_each.is_none()
}

impl Lowering<'_> {
    /// A comment on all rows is asked where these are: under the condition of the question before it, and under its own.
    pub(super) fn with_table(&self, comment: &mut Question) {
        if let Some(table) = self.questions.last().filter(|_| comment.is_comment) {
            let around = &table.show_if;
            comment.show_if.outer = Condition::and(around.outer.clone(), comment.show_if.outer.take());
            comment.show_if.span = comment.show_if.span.or(around.span.filter(|_| around.outer.is_some()));
        }
    }
}
