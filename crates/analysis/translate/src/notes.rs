//! What a translator is told of a text: where it stands, what kind of text it is, who answers there, and which
//! terms of the glossary are in it.

use canevas_model::{Label, Language, Model, Text, longest};
use canevas_project::glossary::{Finder, Glossary, outermost};
use canevas_project::{Catalogues, FormCopy};
use std::collections::HashMap;

/// What a note is about: each stands in a note of its own, after its name.
pub(crate) mod about {
    /// What kind of text it is.
    pub(crate) const KIND: &str = "kind";
    /// The number of its question.
    pub(crate) const QUESTION: &str = "question";
    /// The title of its section.
    pub(crate) const SECTION: &str = "section";
    /// Who usually answers there.
    pub(crate) const ANSWERED_BY: &str = "answered by";
    /// The most characters that its place holds.
    pub(crate) const LONGEST: &str = "longest";
    /// The terms of the glossary in it, and what they are called in the translation.
    pub(crate) const GLOSSARY: &str = "glossary";
    /// Where it stands in a form that is built.
    pub(crate) const PREVIEW: &str = "preview";
    /// The source that its translation was made from, what left it in signs.
    pub(crate) const WAS: &str = "was";
    /// The source of today, what came in signs.
    pub(crate) const NOW: &str = "now";
    /// What a translator or a reviewer wrote.
    pub(crate) const TRANSLATOR: &str = "translator";

    /// What is told of a text anew each time that it is sent out.
    pub(crate) const FACTS: &[&str] = &[KIND, QUESTION, SECTION, ANSWERED_BY, LONGEST, GLOSSARY, PREVIEW, WAS, NOW];
}

/// A note in its two parts: what it is about, and what it says. A note that has no such start is about nothing.
pub(crate) fn split(note: &str) -> (&str, &str) {
    note.split_once(": ").filter(|(name, _)| about::FACTS.contains(name)).unwrap_or(("", note))
}

/// What a translator is told beside the form itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoteContext<'a> {
    /// The glossary of the edition.
    pub glossary: Option<&'a Glossary>,
    /// The address of a form that is built, for links to the place of each text.
    pub preview: Option<&'a str>,
}

/// The notes of a form's texts.
pub(crate) struct Notes<'a> {
    preview: Option<&'a str>,
    /// The glossary, and what finds its terms in the source.
    terms: Option<(&'a Glossary, Finder)>,
    /// What is told of a question's texts, by its id.
    questions: HashMap<&'a str, Vec<String>>,
    /// What is told of a section's texts, by its id.
    sections: HashMap<&'a str, String>,
    /// The first question that offers a list, by the list's id.
    lists: HashMap<&'a str, &'a str>,
}

fn fact(name: &str, text: &str) -> String {
    format!("{name}: {}", text.split_whitespace().collect::<Vec<_>>().join(" "))
}

impl<'a> Notes<'a> {
    pub(crate) fn new(model: &'a Model, telling: NoteContext<'a>) -> Self {
        let none = Catalogues::new();
        let copy = FormCopy::new(model, None, &none);
        let mut lists = HashMap::new();
        let mut questions = HashMap::new();
        for (index, question) in model.questions.iter_enumerated() {
            let section = &model.sections[question.section];
            let mut facts = Vec::new();
            if question.takes_answer() {
                facts.push(fact(about::QUESTION, &copy.number(index).at(None)));
            }
            facts.push(fact(about::SECTION, &section.title.source.value));
            facts.extend(section.filled_by.as_ref().map(|who| fact(about::ANSWERED_BY, &who.source.value)));
            questions.insert(question.id.as_str(), facts);
            for choice in question.choices() {
                let Label::Text(label) = &choice.label else { continue };
                if let Some(list) = label.key.strip_prefix("list.").and_then(|rest| rest.split('.').next()) {
                    lists.entry(list).or_insert(question.id.as_str());
                }
            }
        }
        let section = |section: &'a canevas_model::Section| {
            (section.id.as_str(), fact(about::SECTION, &section.title.source.value))
        };
        Self {
            preview: telling.preview,
            terms: telling.glossary.map(|glossary| (glossary, Finder::new(glossary, &model.source_language))),
            questions,
            sections: model.sections.iter().map(section).collect(),
            lists,
        }
    }

    /// What is told of a text to who translates it into a language.
    pub(crate) fn of(&self, text: &Text, language: &Language) -> Vec<String> {
        let key = text.key.as_str();
        let parts: Vec<&str> = key.split('.').collect();
        let kind = kind(parts.last().copied().unwrap_or(""), &parts);
        let mut out = match parts.as_slice() {
            ["list", id, ..] => vec![fact(about::KIND, &format!("{kind} of the list {id}"))],
            ["fact", id, ..] => vec![fact(about::KIND, &format!("{kind}, asked about the country ({id})"))],
            _ => vec![fact(about::KIND, kind)],
        };
        match parts.as_slice() {
            ["question" | "heading", id, ..] => out.extend(self.questions.get(id).into_iter().flatten().cloned()),
            ["section", id, last] if *last != "title" => out.extend(self.sections.get(id).cloned()),
            ["list", id, ..] => {
                let first = self.lists.get(id).and_then(|question| self.questions.get(question));
                out.extend(first.into_iter().flatten().cloned());
            }
            _ => {}
        }
        out.extend(longest(key).map(|most| fact(about::LONGEST, &format!("{most} characters"))));
        out.extend(self.glossary(&text.source.value, language).map(|terms| fact(about::GLOSSARY, &terms)));
        out.extend(self.preview.map(|address| fact(about::PREVIEW, &self.preview(address, &parts))));
        out
    }

    /// The terms of a text, as it says them and as the translation is to say them.
    fn glossary(&self, source: &str, language: &Language) -> Option<String> {
        let (glossary, finder) = self.terms.as_ref()?;
        let hits = finder.find(source);
        let mut told: Vec<usize> = Vec::new();
        let mut pairs: Vec<String> = Vec::new();
        for hit in outermost(&hits).into_iter().filter(|hit| !hit.is_forbidden) {
            let Some(term) = glossary.terms.get(hit.term).filter(|_| !told.contains(&hit.term)) else { continue };
            told.push(hit.term);
            let texts: Vec<&str> = term.accepted(language).iter().map(|text| text.value.as_str()).collect();
            let typed = source.get(hit.range.clone()).unwrap_or_default();
            if !texts.is_empty() {
                pairs.push(format!(
                    "{} = {}",
                    typed.split_whitespace().collect::<Vec<_>>().join(" "),
                    texts.join(" or ")
                ));
            }
        }
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// The place of a text in a form that is built: the form's own script opens the section and shows the question.
    fn preview(&self, address: &str, parts: &[&str]) -> String {
        let place = match parts {
            ["question" | "heading", id, ..] => format!("#answers/{id}"),
            ["list", id, ..] => self.lists.get(id).map_or_else(String::new, |id| format!("#answers/{id}")),
            ["section", id, ..] => format!("#s/{id}"),
            ["fact", id, ..] => format!("#facts/{id}"),
            _ => String::new(),
        };
        format!("{address}{place}")
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
