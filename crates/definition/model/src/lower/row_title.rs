//! What a row is called, from the answers in it. It names fields of the row, so it is read once they are known.

use super::Lowering;
use crate::indices::QuestionIx;
use crate::keys::{TextKey, TextOwner, TextRole};
use crate::rules;
use crate::shape::{AnswerShape, Control};
use crate::text::{Text, TextScope, TextUse};
use crate::types::Question;
use canevas_diagnostics::Finding;
use canevas_syntax::definition;
use canevas_syntax::template::{self, Piece};

impl Lowering<'_> {
    /// The title of the rows of a question that is lowered already.
    pub(super) fn row_title(&mut self, source: &definition::Question, index: QuestionIx) -> Option<Text> {
        let question = self.questions.get(index)?;
        let written = source.row_title.as_ref().filter(|_| matches!(question.shape, AnswerShape::Rows { .. }))?;
        let named: Vec<_> = template::pieces(&written.value)
            .into_iter()
            .flatten()
            .filter_map(|piece| match piece {
                Piece::Placeholder(parts, range) => Some((parts, range)),
                Piece::Text(_) => None,
            })
            .collect();
        let mut findings = Vec::new();
        if named.is_empty() && !written.value.contains('{') {
            findings.push(
                Finding::new(&rules::BAD_FIELD, written.span, "every row would have this title")
                    .help("name fields of the row in braces, such as {name}"),
            );
        }
        for (parts, range) in named {
            let field = question.fields.iter().find(|field| [field.id.as_str()] == *parts);
            let Some((field, reason)) = field.and_then(|field| Some((field, not_one_line(field)?))) else { continue };
            if self.uncertain.contains(&field.span) {
                continue;
            }
            let message = format!("`{{{}}}` cannot stand in a title: {reason}", field.id);
            findings.push(
                Finding::new(&rules::BAD_FIELD, written.part(range), message)
                    .also(field.span, "declared here")
                    .help("a title is one line; name fields with a short answer, such as a name, an option, a date or a number"),
            );
        }
        let key = TextKey::new(TextOwner::Question(question.id.clone()), TextRole::RowTitle);
        for finding in findings {
            self.findings.push(finding);
        }
        Some(self.text(key, written, TextScope { rows: None, used_in: TextUse::RowTitle(index) }))
    }
}

/// Why the answer to a field does not go into a line; `None` where it does.
fn not_one_line(field: &Question) -> Option<&'static str> {
    match (&field.shape, field.control) {
        (AnswerShape::Nothing, _) => Some("it takes no answer"),
        (AnswerShape::Many { .. }, _) => Some("it takes several options"),
        (_, Control::Box) => Some("its answer has several lines"),
        _ => None,
    }
}
