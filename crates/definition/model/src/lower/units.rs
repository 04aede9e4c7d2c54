//! The units among which a respondent chooses.

use super::Lowering;
use super::questions::span_of;
use super::typing::Typing;
use crate::keys::OptionHome;
use crate::question_types::QuestionType;
use crate::rules;
use crate::shape::{AnswerShape, ChoiceSource};
use canevas_diagnostics::Finding;
use canevas_syntax::definition;

impl Lowering<'_> {
    /// The units of a question. Another type than a number has none, which a finding about its keys says.
    pub(super) fn units(
        &mut self,
        question: &definition::Question,
        kind: Option<&'static QuestionType>,
        home: &OptionHome,
    ) -> Option<AnswerShape> {
        let units = &question.units.as_ref()?.0;
        if !kind?.keys.contains(&"units") {
            return None;
        }
        let at = span_of(units).or(question.id.as_ref().map(|id| id.span))?;
        if let Some(unit) = &question.unit {
            self.findings.push(
                Finding::new(&rules::BAD_UNITS, at, "a number has one unit, or several to choose from")
                    .also(unit.span, "the one unit stands here")
                    .help("remove `unit` or `units`"),
            );
        }
        let mut typing = Typing { lowering: self, home: home.clone() };
        let (choices, source) = typing.given(units, at)?;
        let unread = matches!(units, definition::Choices::Inline(units) if !units.1.is_empty());
        let message = if source == ChoiceSource::Countries {
            "countries are no units".to_owned()
        } else if choices.len() < 2 && !unread {
            "there is nothing to choose between fewer than two units".to_owned()
        } else if let Some(unit) = choices.iter().find(|unit| unit.specify.is_some() || unit.exclusive) {
            format!("the unit `{}` can neither ask to specify nor exclude others", unit.code)
        } else {
            return Some(AnswerShape::One { choices, source, ordered: false });
        };
        self.findings.push(
            Finding::new(&rules::BAD_UNITS, at, message)
                .help("write several units, such as `units: [t, kg]`; for one unit that is fixed, write `unit: …`"),
        );
        None
    }
}
