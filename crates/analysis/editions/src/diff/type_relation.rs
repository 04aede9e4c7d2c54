//! How the new type of a question relates to its old one.
//!
//! The shape of the answers and the control decide, not the names of the types. A new type that has a shape of its own
//! needs nothing here. A test fails for a type that no shape or control tells from another.

use canevas_model::{AnswerShape, Control, Question};
use std::mem::discriminant;

/// How the new type of a question relates to its old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeRelation {
    /// It is the same type.
    Same,
    /// The new type accepts all old answers.
    Wider,
    /// One answer became several, or several became one.
    Cardinality,
    /// The new type refuses some or all old answers.
    Other,
}

impl TypeRelation {
    pub(super) fn between(old: &Question, new: &Question) -> Self {
        match (&old.shape, &new.shape) {
            (AnswerShape::Text { format: before, .. }, AnswerShape::Text { format: after, .. }) => {
                let is_box = |question: &Question| question.control == Control::Box;
                if before == after && is_box(old) == is_box(new) {
                    Self::Same
                } else if after.is_none() && is_box(new) >= is_box(old) {
                    Self::Wider
                } else {
                    Self::Other
                }
            }
            (AnswerShape::Number(before), AnswerShape::Number(after)) => {
                Self::one_way(before.whole == after.whole, before.whole)
            }
            (AnswerShape::Year { .. }, AnswerShape::Number(_)) => Self::Wider,
            (AnswerShape::One { ordered: before, .. }, AnswerShape::One { ordered: after, .. }) => {
                Self::one_way(before == after, *before)
            }
            (AnswerShape::One { .. }, AnswerShape::Many { .. })
            | (AnswerShape::Many { .. }, AnswerShape::One { .. }) => Self::Cardinality,
            // A question type that brings its own fields has a control of its own.
            (AnswerShape::Group | AnswerShape::Rows { .. }, AnswerShape::Group | AnswerShape::Rows { .. }) => {
                match (old.control, new.control) {
                    (before, after) if before == after => Self::Same,
                    (Control::Group, Control::Rows) | (Control::Rows, Control::Group) => Self::Cardinality,
                    _ => Self::Other,
                }
            }
            (before, after) if discriminant(before) == discriminant(after) => Self::Same,
            _ => Self::Other,
        }
    }

    /// The relation of two types that differ in one way: the narrower one can become the wider one.
    fn one_way(is_same: bool, old_is_narrower: bool) -> Self {
        match (is_same, old_is_narrower) {
            (true, _) => Self::Same,
            (false, true) => Self::Wider,
            (false, false) => Self::Other,
        }
    }
}

/// Whether every answer of an old shape fits a new one. Where that is not certain, the answer is no.
pub(crate) fn accepts_all(old: &AnswerShape, new: &AnswerShape) -> bool {
    let longest = match new {
        AnswerShape::Text { max_length, format: None } => max_length.map_or(usize::MAX, |most| most as usize),
        _ => 0,
    };
    match (old, new) {
        (AnswerShape::YesNo, _) => ["yes", "no"].iter().all(|word| canevas_validate::accepts(new, &(*word).into())),
        (AnswerShape::One { choices, .. }, _) => {
            choices.iter().all(|choice| canevas_validate::accepts(new, &choice.code.as_str().into()))
        }
        (AnswerShape::Date { .. } | AnswerShape::Month { .. }, _) => longest >= "2023-01-15".len(),
        (AnswerShape::Text { max_length, .. }, AnswerShape::Text { format: None, max_length: new }) => {
            new.is_none_or(|new| max_length.is_some_and(|old| old <= new))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::TypeRelation;
    use canevas_diagnostics::Sources;
    use canevas_model::{AnswerShape, Model, lower, question_types};
    use std::fmt::Write as _;

    /// A form with one question of each type. The id of a question is the name of its type.
    fn every_type() -> Model {
        let mut form = String::from(
            "canevas: 1\nform: demo/sample\nedition: \"2024\"\nlanguages: { source: en }\ntitle: A form\nsections:\n  - id: s\n    title: A section\n    questions:\n",
        );
        for question_type in question_types::ALL {
            let name = question_type.name;
            let text = if name == "note" { "text" } else { "ask" };
            let _ = write!(form, "      - id: a_{name}\n        type: {name}\n        {text}: What is it?\n");
            if question_type.keys.contains(&"choices") {
                form.push_str("        choices:\n          low: Low\n          high: High\n");
            }
            if question_type.keys.contains(&"fields") {
                form.push_str(
                    "        fields:\n          - id: title\n            type: text\n            ask: What?\n",
                );
            }
        }
        let mut sources = Sources::default();
        let id = sources.add("form.yaml", form);
        let (model, findings) = lower(&sources, id);
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        let Some(model) = model else { unreachable!("{messages:?}") };
        assert_eq!(messages, [""; 0]);
        model
    }

    #[test]
    fn every_pair_of_types_has_its_relation() {
        let model = every_type();
        let mut found = Vec::new();
        for old in &model.questions {
            for new in &model.questions {
                let relation = TypeRelation::between(old, new);
                let (before, after) = (old.type_name, new.type_name);
                assert_eq!(relation == TypeRelation::Same, before == after, "{before} and {after}");
                // A text with a format is also a text without one.
                if old.shape.format().is_some() {
                    let is_plain = new.shape.format().is_none() && matches!(new.shape, AnswerShape::Text { .. });
                    assert_eq!(relation == TypeRelation::Wider, is_plain, "{before} and {after}");
                } else if matches!(relation, TypeRelation::Wider | TypeRelation::Cardinality) {
                    found.push(format!("{before} to {after}: {relation:?}"));
                }
            }
        }
        let expected = [
            "text to long_text: Wider",
            "single_choice to multiple_choice: Cardinality",
            "multiple_choice to single_choice: Cardinality",
            "multiple_choice to rating: Cardinality",
            "rating to single_choice: Wider",
            "rating to multiple_choice: Cardinality",
            "integer to decimal: Wider",
            "year to integer: Wider",
            "year to decimal: Wider",
            "group to repeat: Cardinality",
            "repeat to group: Cardinality",
        ];
        assert_eq!(found, expected);
    }
}
