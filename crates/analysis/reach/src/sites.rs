//! Conditions with the conditions around them. A condition can be right alone and impossible together with these.

use canevas_diagnostics::Span;
use canevas_model::condition::Condition;
use canevas_model::{FieldIx, Model, Question, QuestionIx};

/// A section, heading, question, field or comment with its conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionSite<'a> {
    /// Its kind, for messages.
    pub what: &'static str,
    /// The question or field.
    pub question: Option<&'a Question>,
    /// The question, or the one that the field or the comment belongs to.
    pub of: Option<QuestionIx>,
    /// Which field it is, or the one that the comment is about.
    pub field: Option<FieldIx>,
    /// Its own condition.
    pub own: Option<Condition>,
    /// The place of its own condition.
    pub span: Option<Span>,
    /// The conditions around it: kind of the owner, place and condition.
    pub around: Vec<(&'static str, Span, Condition)>,
}

impl ConditionSite<'_> {
    /// The conditions around it, joined.
    pub fn enclosing(&self) -> Option<Condition> {
        self.around.iter().fold(None, |all, (_, _, condition)| Condition::and(all, Some(condition.clone())))
    }

    /// The conditions around it and its own, joined.
    pub fn full(&self) -> Option<Condition> {
        Condition::and(self.enclosing(), self.own.clone())
    }
}

fn own_of(question: &Question) -> Option<Condition> {
    Condition::and(question.show_if.outer.clone(), question.show_if.row.clone())
}

/// A place that is no question and no field.
fn plain<'a>(
    what: &'static str,
    own: Option<Condition>,
    span: Option<Span>,
    around: &[(&'static str, Span, Condition)],
) -> ConditionSite<'a> {
    ConditionSite { what, question: None, of: None, field: None, own, span, around: around.to_vec() }
}

/// The comment on an answer, where it has a condition of its own. `of` is the question that holds the answer, and the field.
fn of_comment<'a>(
    question: &Question,
    of: (QuestionIx, Option<FieldIx>),
    around: &[(&'static str, Span, Condition)],
) -> Option<ConditionSite<'a>> {
    let show_if = &question.comment_box.show_if;
    let own = Condition::and(show_if.outer.clone(), show_if.row.clone());
    let site = || ConditionSite { of: Some(of.0), field: of.1, ..plain("comment", own.clone(), show_if.span, around) };
    own.is_some().then(site)
}

/// Every section, heading, question and field, and every comment with a condition of its own, in the order of the form.
pub fn sites(model: &Model) -> Vec<ConditionSite<'_>> {
    let mut sites = Vec::new();
    for section in &model.sections {
        let own = section.show_if.clone();
        let mut around = Vec::new();
        around.extend(section.show_if_span.zip(own.clone()).map(|(span, own)| ("section", span, own)));
        sites.push(plain("section", own, section.show_if_span, &[]));
        for block in &section.blocks {
            let mut around = around.clone();
            if let Some(heading) = &block.heading {
                let (own, span) = (heading.show_if.clone(), heading.show_if_span);
                sites.push(plain("heading", own, span, &around));
                around.extend(span.zip(heading.show_if.clone()).map(|(span, own)| ("heading", span, own)));
            }
            let questions = block.questions.iter().filter_map(|index| Some((*index, model.questions.get(*index)?)));
            for (index, question) in questions {
                let (own, span) = (own_of(question), question.show_if.span);
                let mut inner = around.clone();
                inner.extend(span.zip(own.clone()).map(|(span, own)| ("question", span, own)));
                let of = ConditionSite {
                    question: Some(question),
                    of: Some(index),
                    ..plain("question", own, span, &around)
                };
                sites.push(of);
                sites.extend(of_comment(question, (index, None), &inner));
                for (at, field) in question.fields.iter_enumerated() {
                    let (own, span) = (own_of(field), field.show_if.span);
                    let mut around = inner.clone();
                    around.extend(span.zip(own.clone()).map(|(span, own)| ("field", span, own)));
                    sites.push(ConditionSite {
                        question: Some(field),
                        of: Some(index),
                        field: Some(at),
                        ..plain("field", own, span, &inner)
                    });
                    sites.extend(of_comment(field, (index, Some(at)), &around));
                }
            }
        }
    }
    sites
}
