//! Neighbouring texts of one kind: questions of a section, fields of a question, options of a list. If they differ only in an
//! ordinal, somebody copied a text and edited it by hand.

use crate::CheckContext;
use crate::ordinals::{ordinals, without_ordinals};
use crate::phrases::Phrase;
use canevas_model::{FactId, Language, ListId, OptionHome, QuestionId, SectionIx, TextOwner, TextRole};
use std::collections::HashMap;
use std::ops::Range;

/// A text with a typed ordinal.
pub(crate) struct Numbered<'a> {
    /// The text.
    pub phrase: &'a Phrase<'a>,
    /// Its first ordinal.
    pub range: Range<usize>,
    /// All its ordinals.
    pub numbers: Vec<u32>,
    /// Its place in the order of the form.
    order: usize,
}

/// The parent of neighbouring texts.
#[derive(PartialEq, Eq, Hash)]
enum SiblingsOf<'a> {
    /// Sections are siblings.
    Sections,
    /// Questions of one section.
    Questions(Option<SectionIx>),
    /// Fields and options of one question.
    Question(&'a QuestionId),
    /// Options of one list.
    List(&'a ListId),
    /// Fields and options of one fact.
    Fact(&'a FactId),
    /// Special answers of the form are siblings.
    NonResponses,
    /// Blocks of the report are siblings.
    ReportBlocks,
}

/// The parent of a text. Headings, letters, the form and the country have no siblings.
fn siblings_of<'a>(owner: &'a TextOwner, section_of: &HashMap<&str, SectionIx>) -> Option<SiblingsOf<'a>> {
    Some(match owner {
        TextOwner::Section(_) => SiblingsOf::Sections,
        TextOwner::Question(question) => SiblingsOf::Questions(section_of.get(question.as_str()).copied()),
        TextOwner::Field(question, _)
        | TextOwner::Option(OptionHome::Question(question) | OptionHome::Field(question, _), _) => {
            SiblingsOf::Question(question)
        }
        TextOwner::Option(OptionHome::List(list), _) => SiblingsOf::List(list),
        TextOwner::Fact(fact)
        | TextOwner::FactField(fact, _)
        | TextOwner::Option(OptionHome::Fact(fact) | OptionHome::FactField(fact, _), _) => SiblingsOf::Fact(fact),
        TextOwner::ReportBlock(_) => SiblingsOf::ReportBlocks,
        TextOwner::NonResponse(_) => SiblingsOf::NonResponses,
        TextOwner::Form
        | TextOwner::Country
        | TextOwner::Respondents
        | TextOwner::Letter(_)
        | TextOwner::Report
        | TextOwner::Heading(_)
        | TextOwner::Rule(..) => {
            return None;
        }
    })
}

/// Groups of two or more siblings that differ only in ordinals and quotations, in the order of the form. `true` marks a
/// group of options.
pub(crate) fn numbered<'a>(edition: &'a CheckContext<'a>) -> Vec<(bool, Vec<Numbered<'a>>)> {
    let section_of: HashMap<&str, SectionIx> =
        edition.model.questions.iter().map(|question| (question.id.as_str(), question.section)).collect();
    let mut groups: HashMap<(Option<&Language>, SiblingsOf<'a>, TextRole, String), Vec<Numbered<'a>>> = HashMap::new();
    for (order, phrase) in edition.phrases().iter().enumerate() {
        let Some(key) = phrase.key else { continue };
        if !matches!(key.role(), TextRole::Ask | TextRole::Short | TextRole::Title | TextRole::Label) {
            continue;
        }
        let masked = &phrase.masked;
        let found = ordinals(masked);
        let Some((range, _)) = found.first().cloned() else { continue };
        let Some(of) = siblings_of(key.owner(), &section_of) else { continue };
        let key = (phrase.language, of, key.role(), without_ordinals(masked, &found));
        let numbers = found.into_iter().map(|(_, number)| number).collect();
        groups.entry(key).or_default().push(Numbered { phrase, range, numbers, order });
    }
    let mut groups: Vec<Vec<Numbered<'a>>> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| group[0].order);
    groups.into_iter().map(|group| (group[0].phrase.role() == Some(TextRole::Label), group)).collect()
}
