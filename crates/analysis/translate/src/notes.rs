//! Notes for translators about a text: its kind, its place, who answers there, and its glossary terms. Without them, a
//! translator sees a sentence out of its context.

use canevas_model::{ChoiceSource, Language, Model, OptionHome, Text, TextOwner, TextRole, longest};
use canevas_project::glossary::{Finder, Glossary, outermost};
use canevas_project::{Catalogues, FormCopy};
use canevas_responses::{AnswerPath, FactPath};
use canevas_syntax::changes::Changes;
use std::collections::HashMap;

/// The subjects of notes. Each subject has a note of its own, which starts with its name.
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
    /// The address of the text in a built form.
    pub(crate) const PREVIEW: &str = "preview";
    /// The source that its translation was made from, with removed words marked.
    pub(crate) const WAS: &str = "was";
    /// The current source, with added words marked.
    pub(crate) const NOW: &str = "now";
    /// What a translator or a reviewer wrote.
    pub(crate) const TRANSLATOR: &str = "translator";

    /// The subjects that each extract writes again.
    pub(crate) const FACTS: &[&str] = &[KIND, QUESTION, SECTION, ANSWERED_BY, LONGEST, GLOSSARY, PREVIEW, WAS, NOW];
}

/// Splits a note into its subject and its text. The subject of other notes is empty.
pub(crate) fn split(note: &str) -> (&str, &str) {
    note.split_once(": ").filter(|(name, _)| about::FACTS.contains(name)).unwrap_or(("", note))
}

/// What notes use beside the form.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoteContext<'a> {
    /// The change file, which says what other ids questions had.
    pub changes: Option<&'a Changes>,
    /// The glossary of the edition.
    pub glossary: Option<&'a Glossary>,
    /// The address of a built form, for links to the place of each text.
    pub preview: Option<&'a str>,
}

/// The notes of a form's texts.
pub(crate) struct Notes<'a> {
    preview: Option<&'a str>,
    /// The glossary, and the finder of its terms in the source.
    terms: Option<(&'a Glossary, Finder)>,
    /// Notes about a question's texts, by its id.
    questions: HashMap<&'a str, Vec<String>>,
    /// The note about a section's texts, by its id.
    sections: HashMap<&'a str, String>,
    /// The first question that offers a list, by the list's id.
    lists: HashMap<&'a str, &'a str>,
}

fn fact(name: &str, text: &str) -> String {
    format!("{name}: {}", text.split_whitespace().collect::<Vec<_>>().join(" "))
}

impl<'a> Notes<'a> {
    pub(crate) fn new(model: &'a Model, context: NoteContext<'a>) -> Self {
        let none = Catalogues::new();
        let copy = FormCopy::new(model, None, &none);
        let mut lists = HashMap::new();
        let mut questions = HashMap::new();
        for (index, question) in model.questions.iter_enumerated() {
            let section = &model.sections[question.section];
            let mut facts = Vec::new();
            if question.takes_answer() && !question.is_comment {
                facts.push(fact(about::QUESTION, &copy.number(index).at(None)));
            }
            facts.push(fact(about::SECTION, &section.title.source.value));
            facts.extend(section.filled_by.as_ref().map(|who| fact(about::ANSWERED_BY, &who.source.value)));
            questions.insert(question.id.as_str(), facts);
            if let Some(ChoiceSource::List(list)) = question.shape.choice_source() {
                lists.entry(model.lists[list].id.as_str()).or_insert(question.id.as_str());
            }
        }
        let section = |section: &'a canevas_model::Section| {
            (section.id.as_str(), fact(about::SECTION, &section.title.source.value))
        };
        Self {
            preview: context.preview,
            terms: context.glossary.map(|glossary| (glossary, Finder::new(glossary, &model.source_language))),
            questions,
            sections: model.sections.iter().map(section).collect(),
            lists,
        }
    }

    /// The notes of a text for translators into a language.
    pub(crate) fn of(&self, text: &Text, language: &Language) -> Vec<String> {
        let (owner, role) = (text.key.owner(), text.key.role());
        let kind = kind(owner, role);
        let place = TextPlace::of(owner);
        let mut out = match place {
            TextPlace::List(id) => vec![fact(about::KIND, &format!("{kind} of the list {id}"))],
            TextPlace::Fact(id) => vec![fact(about::KIND, &format!("{kind}, asked about the country ({id})"))],
            _ => vec![fact(about::KIND, kind)],
        };
        match place {
            TextPlace::Section(id) if role != TextRole::Title => out.extend(self.sections.get(id).cloned()),
            place => {
                let notes = self.question(place).and_then(|question| self.questions.get(question));
                out.extend(notes.into_iter().flatten().cloned());
            }
        }
        out.extend(longest(role).map(|most| fact(about::LONGEST, &format!("{most} characters"))));
        out.extend(self.glossary(&text.source.value, language).map(|terms| fact(about::GLOSSARY, &terms)));
        out.extend(self.preview.map(|address| fact(about::PREVIEW, &self.preview(address, place))));
        out
    }

    /// The glossary terms of a text with their translations.
    fn glossary(&self, source: &str, language: &Language) -> Option<String> {
        let (glossary, finder) = self.terms.as_ref()?;
        let hits = finder.find(source);
        let mut seen: Vec<usize> = Vec::new();
        let mut pairs: Vec<String> = Vec::new();
        for hit in outermost(&hits).into_iter().filter(|hit| !hit.is_forbidden) {
            let Some(term) = glossary.terms.get(hit.term).filter(|_| !seen.contains(&hit.term)) else { continue };
            seen.push(hit.term);
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

    /// The question at which a text stands. For an option of a list, it is the first question that offers the list.
    fn question(&self, place: TextPlace<'_>) -> Option<&str> {
        match place {
            TextPlace::Question(id) => self.questions.get_key_value(id).map(|(id, _)| *id),
            TextPlace::List(id) => self.lists.get(id).copied(),
            TextPlace::Form | TextPlace::Section(_) | TextPlace::Fact(_) => None,
        }
    }

    /// The address of a text in a built form. The form's script opens the section and shows the question.
    fn preview(&self, address: &str, place: TextPlace<'_>) -> String {
        let place = match place {
            TextPlace::Question(id) => question_on_page(id),
            TextPlace::List(id) => self.lists.get(id).map_or_else(String::new, |id| question_on_page(id)),
            TextPlace::Section(id) => format!("#s/{id}"),
            TextPlace::Fact(id) => format!("#{}", FactPath::fact(id).control_name()),
            TextPlace::Form => String::new(),
        };
        format!("{address}{place}")
    }
}

/// Where a reader meets a text.
#[derive(Clone, Copy)]
enum TextPlace<'a> {
    /// At the form at large.
    Form,
    /// At a section.
    Section(&'a str),
    /// At a question, or the heading before it.
    Question(&'a str),
    /// Wherever a list is offered.
    List(&'a str),
    /// At a fact.
    Fact(&'a str),
}

impl<'a> TextPlace<'a> {
    fn of(owner: &'a TextOwner) -> Self {
        match owner {
            TextOwner::Form
            | TextOwner::Country
            | TextOwner::Letter(_)
            | TextOwner::Report
            | TextOwner::ReportBlock(_)
            | TextOwner::NonResponse(_) => Self::Form,
            TextOwner::Section(id) => Self::Section(id),
            TextOwner::Heading(id)
            | TextOwner::Question(id)
            | TextOwner::Field(id, _)
            | TextOwner::Rule(id, _)
            | TextOwner::Option(OptionHome::Question(id) | OptionHome::Field(id, _), _) => Self::Question(id),
            TextOwner::Option(OptionHome::List(id), _) => Self::List(id),
            TextOwner::Fact(id)
            | TextOwner::FactField(id, _)
            | TextOwner::Option(OptionHome::Fact(id) | OptionHome::FactField(id, _), _) => Self::Fact(id),
        }
    }
}

fn kind(owner: &TextOwner, role: TextRole) -> &'static str {
    match (owner, role) {
        (TextOwner::Form, TextRole::Title) => "Title of the form",
        (TextOwner::Form, TextRole::Introduction) => "Introduction of the form",
        (TextOwner::Report, TextRole::Title) => "Title of the report",
        (TextOwner::Report, TextRole::Introduction) => "Introduction of the report",
        (_, TextRole::Notice) => "Printed on every page of the report",
        (TextOwner::ReportBlock(_), TextRole::Title) => "Title of a part of the report",
        (TextOwner::ReportBlock(_), _) => "Text of a part of the report",
        (_, TextRole::Closing) => "Text at the end of the form",
        (_, TextRole::Unknown) => "Printed in brackets where the country is not known",
        (TextOwner::Heading(_), _) => "Heading over a run of questions",
        (_, TextRole::Title) => "Title of a section",
        (_, TextRole::FilledBy) => "Who usually answers",
        (_, TextRole::Introduction) => "Introduction",
        (TextOwner::NonResponse(_), _) => "Special answer",
        (_, TextRole::Label) => "Option",
        (TextOwner::Option(..), TextRole::Hint) => "Help beside an option",
        (_, TextRole::Specify) => "Label of the box beside an option",
        (TextOwner::Field(..), TextRole::Ask) => "Label of a field",
        (_, TextRole::Ask) => "Question",
        (_, TextRole::Short) => "Short name of a question",
        (_, TextRole::Hint) => "Help under a question",
        (_, TextRole::Say) => "What must hold between answers",
        (_, TextRole::Example) => "Worked example",
        (_, TextRole::Comment) => "Label of the box for a comment",
        (_, TextRole::Unit) => "Unit after a number",
        (_, TextRole::RowsLabel | TextRole::NameLabel | TextRole::RoleLabel) => "Heading of a column",
        (_, TextRole::RowTitle) => "What a row is called; the names in braces stand for the answers in it",
        (_, TextRole::IfNotShown) => "Printed where it is not asked",
        (_, TextRole::Subject) => "Subject of a letter of the secretariat",
        (TextOwner::Letter(_), _) => "Letter of the secretariat",
        (_, TextRole::Text) => "Text",
    }
}

/// The address of a question within the page of a form.
fn question_on_page(id: &str) -> String {
    format!("#{}", AnswerPath::question(id).control_name())
}
