//! What a translator is told of a text: where it stands, what kind of text it is, and who answers there.

use canevas_inputs::{Catalogues, Copy};
use canevas_model::Model;
use std::collections::HashMap;

/// The notes of a form's texts.
pub(crate) struct Notes<'a> {
    /// Number, section and, where it is known, who usually answers, by question id.
    questions: HashMap<&'a str, String>,
    /// Titles by section id.
    sections: HashMap<&'a str, &'a str>,
}

impl<'a> Notes<'a> {
    pub(crate) fn new(model: &'a Model) -> Self {
        let none = Catalogues::new();
        let copy = Copy::new(model, None, &none);
        let questions = model
            .questions
            .iter()
            .enumerate()
            .map(|(index, question)| {
                let section = &model.sections[question.section];
                let number = copy.number(index).at(None);
                let place = if question.takes_answer() { format!("Question {number}") } else { "Note".to_owned() };
                let who = section.filled_by.as_ref().map(|who| format!("usually answered by {}", who.source.value));
                let title = format!("section “{}”", section.title.source.value);
                let note = [Some(place), Some(title), who].into_iter().flatten().collect::<Vec<_>>().join(", ");
                (question.id.as_str(), note)
            })
            .collect();
        let sections =
            model.sections.iter().map(|section| (section.id.as_str(), section.title.source.value.as_str())).collect();
        Self { questions, sections }
    }

    /// One line about a text, by its key.
    pub(crate) fn of(&self, key: &str) -> String {
        let parts: Vec<&str> = key.split('.').collect();
        let kind = kind(parts.last().copied().unwrap_or(""), &parts);
        match parts.as_slice() {
            ["question", id, ..] => {
                self.questions.get(id).map_or_else(|| kind.to_owned(), |place| format!("{kind}. {place}"))
            }
            ["section", id, last] if *last != "title" => {
                self.sections.get(id).map_or_else(|| kind.to_owned(), |title| format!("{kind}, section “{title}”"))
            }
            ["list", id, ..] => format!("{kind} of the list {id}"),
            ["fact", id, ..] => format!("{kind}, asked about the country ({id})"),
            _ => kind.to_owned(),
        }
    }
}

fn kind(last: &str, parts: &[&str]) -> &'static str {
    let of_option = parts.contains(&"choices") || parts.first() == Some(&"list");
    match (parts.first().copied().unwrap_or(""), last) {
        ("form", "title") => "Title of the form",
        ("form", "introduction") => "Introduction of the form",
        ("form", "closing") => "Text at the end of the form",
        ("country", _) => "Printed in brackets where the country is not known",
        ("section", "title") => "Title of a section",
        ("section", "filled_by") => "Who usually answers",
        ("section", "introduction") => "Introduction",
        ("heading", _) => "Heading over a run of questions",
        (_, "label") => "Option",
        (_, "hint") if of_option => "Help beside an option",
        (_, "specify") => "Label of the box beside an option",
        (_, "ask") if parts.contains(&"fields") => "Label of a field",
        (_, "ask") => "Question",
        (_, "short") => "Short name of a question",
        (_, "hint") => "Help under a question",
        (_, "example") => "Worked example",
        (_, "comment") => "Label of the box for a comment",
        (_, "unit") => "Unit after a number",
        (_, "name_label" | "role_label") => "Heading of a column",
        (_, "if_not_shown") => "Printed where it is not asked",
        _ => "Text",
    }
}
