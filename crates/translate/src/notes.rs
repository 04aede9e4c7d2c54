//! What a translator is told of a text: where it stands, what kind of text it is, who answers there, and which
//! terms of the glossary are in it.

use canevas_inputs::glossary::{Finder, Glossary, outermost};
use canevas_inputs::{Catalogues, Copy};
use canevas_model::{Language, Model, Text};
use std::collections::HashMap;

/// The notes of a form's texts.
pub(crate) struct Notes<'a> {
    /// Number, section and, where it is known, who usually answers, by question id.
    questions: HashMap<&'a str, String>,
    /// Titles by section id.
    sections: HashMap<&'a str, &'a str>,
    /// The glossary, and what finds its terms in the source.
    terms: Option<(&'a Glossary, Finder)>,
    /// The language of the translation.
    language: &'a Language,
}

impl<'a> Notes<'a> {
    pub(crate) fn new(model: &'a Model, glossary: Option<&'a Glossary>, language: &'a Language) -> Self {
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
        let terms = glossary.map(|glossary| (glossary, Finder::new(glossary, &model.source_language)));
        Self { questions, sections, terms, language }
    }

    /// The notes of a text: where it stands, then the terms in it.
    pub(crate) fn of(&self, text: &Text) -> Vec<String> {
        std::iter::once(self.place(&text.key)).chain(self.glossary(&text.source.value)).collect()
    }

    /// The terms of a text, as it says them and as the translation is to say them.
    fn glossary(&self, source: &str) -> Option<String> {
        let (glossary, finder) = self.terms.as_ref()?;
        let hits = finder.find(source);
        let mut told: Vec<usize> = Vec::new();
        let mut pairs: Vec<String> = Vec::new();
        for hit in outermost(&hits).into_iter().filter(|hit| !hit.is_forbidden) {
            let Some(term) = glossary.terms.get(hit.term).filter(|_| !told.contains(&hit.term)) else { continue };
            told.push(hit.term);
            let texts: Vec<&str> = term.accepted(self.language).iter().map(|text| text.value.as_str()).collect();
            let typed = source.get(hit.range.clone()).unwrap_or_default();
            if !texts.is_empty() {
                pairs.push(format!(
                    "{} = {}",
                    typed.split_whitespace().collect::<Vec<_>>().join(" "),
                    texts.join(" or ")
                ));
            }
        }
        (!pairs.is_empty()).then(|| format!("Glossary: {}", pairs.join("; ")))
    }

    /// One line about where a text stands, by its key.
    fn place(&self, key: &str) -> String {
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
