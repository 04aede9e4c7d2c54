//! What a block of a report can show, one file for each. To add one: a file, its line in [`KINDS`], and its word in
//! `syntax::report::BlockKind`.

mod changes;
mod common;
mod countries;
mod matrix;
mod profiles;
mod quality;
mod quotes;
mod ranking;
mod reporting;
mod returns;
mod row_fields;
mod rows;
mod series;
mod shares;
mod texts;
mod themes;

pub use common::ReportContext;
pub use quotes::misquoted;
pub use returns::return_file;

use crate::plan::{BlockKey, Resolver};
use crate::tally::answers_of;
use crate::tree::ReportPart;
use canevas_diagnostics::Findings;
use canevas_model::{AnswerShape, Model, Question, QuestionId};
use canevas_responses::Response;
use canevas_syntax::report::BlockKind;
use std::fmt::Debug;

/// What a block can show.
pub struct Kind {
    /// Its word.
    pub kind: BlockKind,
    /// One sentence for the guide.
    pub summary: &'static str,
    /// The keys that it needs.
    pub needs: &'static [BlockKey],
    /// The keys that it can have beside them.
    pub takes: &'static [BlockKey],
    /// Whether it can show a question like this.
    pub shows: fn(&Question) -> bool,
    /// Resolves a block; `None` when a finding was pushed.
    pub resolve: fn(&mut Resolver<'_>) -> Option<Box<dyn Show>>,
}

/// What a block shows, with every name resolved.
pub trait Show: Debug + Send + Sync {
    /// Its parts, from what the returns say.
    fn shown(&self, context: &ReportContext<'_>) -> Shown;

    /// Whether it needs the whole return of each country as a file beside the report.
    fn needs_returns(&self) -> bool {
        false
    }

    /// The question whose answers it shows by the themes of a coding file.
    fn coded(&self, _model: &Model) -> Option<QuestionId> {
        None
    }

    /// What it quotes and no return of the country says. It is known before a report is made.
    fn misquoted(&self, _model: &Model, _returns: &[&Response]) -> Findings {
        Findings::default()
    }
}

/// What a block says.
#[derive(Debug, Default)]
pub struct Shown {
    /// The most important thing, in one sentence.
    pub summary: Option<String>,
    /// Its parts.
    pub parts: Vec<ReportPart>,
    /// What the returns show to be wrong with the block.
    pub findings: Findings,
}

/// Everything that a block can show, in the order of the guide.
pub static KINDS: &[Kind] = &[
    reporting::KIND,
    shares::KIND,
    series::KIND,
    countries::KIND,
    ranking::KIND,
    matrix::KIND,
    changes::KIND,
    texts::KIND,
    quotes::KIND,
    rows::KIND,
    themes::KIND,
    profiles::KIND,
    returns::KIND,
    quality::KIND,
];

/// A closed question, in words for messages.
const CLOSED: &str = "a question with answers to choose from";

fn is_closed(question: &Question) -> bool {
    answers_of(question).is_some()
}

/// A question to which a country gives one answer to choose from.
fn is_single(question: &Question) -> bool {
    is_closed(question) && !matches!(question.shape, AnswerShape::Many { .. })
}

fn is_text(question: &Question) -> bool {
    matches!(question.shape, AnswerShape::Text { .. })
}

/// A question to which a country lists several things.
fn has_rows(question: &Question) -> bool {
    matches!(question.shape, AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. })
        || question.for_each.is_some()
}
