//! The place of a change in the form. It becomes text only in reports, waivers and fingerprints.

use canevas_model::{
    ComputedId, FactId, FieldId, ListId, OptionCode, OptionHome, QuestionId, SectionId, TextKey, TextOwner, TextRole,
};
use std::fmt;

/// A question, or a field of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionPlace {
    /// The question's id.
    pub question: QuestionId,
    /// The field's id.
    pub field: Option<QuestionId>,
}

impl fmt::Display for QuestionPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.question.as_str())?;
        self.field.as_ref().map_or(Ok(()), |field| write!(f, ".{field}"))
    }
}

/// The owner of options.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OptionOwner {
    /// A list.
    List(ListId),
    /// A question or field with options of its own.
    Question(QuestionPlace),
    /// A fact.
    Fact(FactId),
    /// A field of a list fact's rows: the fact, then the field.
    FactField(FactId, FieldId),
}

impl fmt::Display for OptionOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List(id) => f.write_str(id.as_str()),
            Self::Question(asked) => asked.fmt(f),
            Self::Fact(id) => write!(f, "facts.{id}"),
            Self::FactField(id, field) => write!(f, "facts.{id}.{field}"),
        }
    }
}

/// A text of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OptionText {
    /// Its label.
    Label,
    /// Its help.
    Hint,
    /// The label of its text box.
    Specify,
}

impl OptionText {
    fn word(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Hint => "hint",
            Self::Specify => "specify",
        }
    }
}

/// The place of a change in the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangePlace {
    /// A question or field: `id`, `id.field`.
    Question(QuestionPlace),
    /// The comment box of a question or field: `id.comment`.
    Comment(QuestionPlace),
    /// All options of an owner: `list`.
    Options(OptionOwner),
    /// One option: `list.option`.
    Option(OptionOwner, OptionCode),
    /// A text of an option: `list.option.hint`.
    OptionText(OptionOwner, OptionCode, OptionText),
    /// A section: `section.id`.
    Section(SectionId),
    /// A fact: `facts.id`.
    Fact(FactId),
    /// A field of the rows of a fact: `facts.id.field`.
    FactField(FactId, FieldId),
    /// A fact as `published.json` names it: `id`.
    PublishedFact(FactId),
    /// A date with a name: `dates.deadline`.
    Date(String),
    /// A key of the form outside of its questions, such as `contact.email`.
    Value(&'static str),
    /// A number that the form computes: `computed.total`.
    Computed(ComputedId),
    /// A language: `languages.fr`.
    Language(String),
    /// A text, by its catalogue key: `question.id.ask`.
    Text(TextKey),
    /// The name of the edition.
    Edition,
    /// The id of the form.
    Form,
    /// The period of the form.
    Period,
    /// The edition that the change file starts from.
    Start,
    /// A place as a change file or `published.json` writes it.
    Named(String),
}

impl ChangePlace {
    /// A question.
    pub fn question(id: &str) -> Self {
        Self::Question(QuestionPlace { question: id.into(), field: None })
    }

    /// The label of an option; `None` where the place is not an option.
    pub(crate) fn label(&self) -> Option<Self> {
        let Self::Option(owner, code) = self else { return None };
        Some(Self::OptionText(owner.clone(), code.clone(), OptionText::Label))
    }

    /// The names by which a change file may call the place: as findings print it and, for a text of an option, by its key.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut out = vec![self.to_string()];
        if let Self::OptionText(owner, code, text) = self {
            let role = match text {
                OptionText::Label => TextRole::Label,
                OptionText::Hint => TextRole::Hint,
                OptionText::Specify => TextRole::Specify,
            };
            let home = match owner {
                OptionOwner::List(id) => OptionHome::List(id.clone()),
                OptionOwner::Fact(id) => OptionHome::Fact(id.clone()),
                OptionOwner::FactField(id, field) => OptionHome::FactField(id.clone(), field.clone()),
                OptionOwner::Question(QuestionPlace { question, field: None }) => {
                    OptionHome::Question(question.clone())
                }
                OptionOwner::Question(QuestionPlace { question, field: Some(field) }) => {
                    OptionHome::Field(question.clone(), field.clone())
                }
            };
            out.push(TextKey::new(TextOwner::Option(home, code.clone()), role).to_string());
        }
        out
    }

    /// The place of a text; options are called by their owner.
    pub(crate) fn of_text(key: &TextKey) -> Self {
        let TextOwner::Option(home, code) = key.owner() else { return Self::Text(key.clone()) };
        let asked = |question: &QuestionId, field: Option<&QuestionId>| {
            OptionOwner::Question(QuestionPlace { question: question.clone(), field: field.cloned() })
        };
        let owner = match home {
            OptionHome::List(id) => OptionOwner::List(id.clone()),
            OptionHome::Fact(id) => OptionOwner::Fact(id.clone()),
            OptionHome::FactField(id, field) => OptionOwner::FactField(id.clone(), field.clone()),
            OptionHome::Question(id) => asked(id, None),
            OptionHome::Field(id, field) => asked(id, Some(field)),
        };
        let text = match key.role() {
            TextRole::Hint => OptionText::Hint,
            TextRole::Specify => OptionText::Specify,
            _ => OptionText::Label,
        };
        Self::OptionText(owner, code.clone(), text)
    }

    /// The question, list, section, fact, language or part of the form that it belongs to; reports group by it.
    pub fn subject(&self) -> &str {
        match self {
            Self::Options(owner) | Self::Option(owner, _) | Self::OptionText(owner, ..) => match owner {
                OptionOwner::List(id) => id.as_str(),
                OptionOwner::Fact(id) | OptionOwner::FactField(id, _) => id.as_str(),
                OptionOwner::Question(asked) => asked.question.as_str(),
            },
            Self::Question(asked) | Self::Comment(asked) => asked.question.as_str(),
            Self::Section(id) => id.as_str(),
            Self::Fact(id) | Self::FactField(id, _) | Self::PublishedFact(id) => id.as_str(),
            Self::Date(name) | Self::Language(name) => name,
            Self::Text(key) => subject_of_text(key),
            Self::Named(text) => subject_of_named(text),
            Self::Edition => "edition",
            Self::Form | Self::Period | Self::Value(_) | Self::Computed(_) => "form",
            Self::Start => "from",
        }
    }

    /// The same place once questions have the ids of a later edition.
    #[must_use]
    pub(crate) fn with_new_ids(mut self, new_id: impl Fn(&str) -> String) -> Self {
        match &mut self {
            Self::Question(asked) | Self::Comment(asked) => asked.question = new_id(&asked.question).into(),
            Self::Options(owner) | Self::Option(owner, _) | Self::OptionText(owner, ..) => {
                if let OptionOwner::Question(asked) = owner {
                    asked.question = new_id(&asked.question).into();
                }
            }
            Self::Text(key) => {
                if let Some(question) = key.owner().question() {
                    *key = TextKey::new(key.owner().with_question(new_id(question).into()), key.role());
                }
            }
            Self::Section(_)
            | Self::Fact(_)
            | Self::FactField(..)
            | Self::PublishedFact(_)
            | Self::Date(_)
            | Self::Value(_)
            | Self::Computed(_)
            | Self::Language(_)
            | Self::Edition
            | Self::Form
            | Self::Period
            | Self::Start
            | Self::Named(_) => {}
        }
        self
    }
}

/// The question, list, section or fact that a text belongs to, or the part of the form.
pub(crate) fn subject_of_text(key: &TextKey) -> &str {
    match key.owner() {
        TextOwner::Form => "form",
        TextOwner::Country => "country",
        TextOwner::Respondents => "respondents",
        TextOwner::Letter(kind) => kind.word(),
        TextOwner::Report => "report",
        TextOwner::ReportBlock(id) => id.as_str(),
        TextOwner::NonResponse(code) => code.word(),
        TextOwner::Heading(_) => "heading",
        TextOwner::Section(id) => id.as_str(),
        TextOwner::Fact(id)
        | TextOwner::FactField(id, _)
        | TextOwner::Option(OptionHome::Fact(id) | OptionHome::FactField(id, _), _) => id.as_str(),
        TextOwner::Option(OptionHome::List(id), _) => id.as_str(),
        TextOwner::Question(id)
        | TextOwner::Field(id, _)
        | TextOwner::Rule(id, _)
        | TextOwner::Option(OptionHome::Question(id) | OptionHome::Field(id, _), _) => id.as_str(),
    }
}

/// The same for a place that a user wrote. This is the only place that is read from its text.
fn subject_of_named(text: &str) -> &str {
    let mut parts = text.split('.');
    match parts.next() {
        Some("question" | "list" | "section" | "facts" | "fact" | "languages") => parts.next().unwrap_or(text),
        Some(first) => first,
        None => text,
    }
}

impl fmt::Display for ChangePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question(asked) => asked.fmt(f),
            Self::Comment(asked) => write!(f, "{asked}.comment"),
            Self::Options(owner) => owner.fmt(f),
            Self::Option(owner, code) => write!(f, "{owner}.{code}"),
            Self::OptionText(owner, code, text) => write!(f, "{owner}.{code}.{}", text.word()),
            Self::Section(id) => write!(f, "section.{id}"),
            Self::Fact(id) => write!(f, "facts.{id}"),
            Self::FactField(id, field) => write!(f, "facts.{id}.{field}"),
            Self::Date(id) => write!(f, "dates.{id}"),
            Self::Value(key) => f.write_str(key),
            Self::Computed(id) => write!(f, "computed.{id}"),
            Self::Language(tag) => write!(f, "languages.{tag}"),
            Self::PublishedFact(id) => f.write_str(id.as_str()),
            Self::Text(key) => f.write_str(key.as_str()),
            Self::Named(text) => f.write_str(text),
            Self::Edition => f.write_str("edition"),
            Self::Form => f.write_str("form"),
            Self::Period => f.write_str("form.period"),
            Self::Start => f.write_str("from"),
        }
    }
}

/// A user names a place by what it prints.
impl PartialEq<str> for ChangePlace {
    #[allow(clippy::cmp_owned, reason = "this is the comparison itself")]
    fn eq(&self, text: &str) -> bool {
        let printed = self.to_string();
        printed == text
    }
}

#[cfg(test)]
mod tests {
    use super::{ChangePlace, OptionOwner, OptionText, QuestionPlace};
    use canevas_model::TextKey;

    fn places() -> Vec<(ChangePlace, &'static str, &'static str)> {
        let question = || QuestionPlace { question: "old".into(), field: None };
        let field = || QuestionPlace { question: "old".into(), field: Some("title".into()) };
        let text = |key: &str| TextKey::parse(key).map_or(ChangePlace::Edition, ChangePlace::Text);
        let list = || OptionOwner::List("old".into());
        vec![
            (ChangePlace::Question(question()), "old", "new"),
            (ChangePlace::Question(field()), "old.title", "new.title"),
            (ChangePlace::Comment(field()), "old.title.comment", "new.title.comment"),
            (ChangePlace::Option(OptionOwner::Question(question()), "a".into()), "old.a", "new.a"),
            (text("question.old.hint"), "question.old.hint", "question.new.hint"),
            (ChangePlace::question("older"), "older", "older"),
            // A list may have the name that a question had.
            (ChangePlace::Option(list(), "a".into()), "old.a", "old.a"),
            (ChangePlace::OptionText(list(), "a".into(), OptionText::Label), "old.a.label", "old.a.label"),
            (text("list.old.a.label"), "list.old.a.label", "list.old.a.label"),
            (ChangePlace::Option(OptionOwner::Fact("old".into()), "a".into()), "facts.old.a", "facts.old.a"),
            (ChangePlace::Fact("old".into()), "facts.old", "facts.old"),
            (ChangePlace::FactField("old".into(), "title".into()), "facts.old.title", "facts.old.title"),
            (ChangePlace::Section("old".into()), "section.old", "section.old"),
        ]
    }

    #[test]
    fn places_print_as_reports_show_them_and_follow_a_rename() {
        for (place, text, renamed) in places() {
            assert_eq!(place.to_string(), text);
            assert!(place == *text);
            let new_id = |id: &str| if id == "old" { "new".to_owned() } else { id.to_owned() };
            assert_eq!(place.with_new_ids(new_id).to_string(), renamed);
        }
    }

    #[test]
    fn reports_group_by_what_a_place_belongs_to() {
        for (place, text, _) in places() {
            assert_eq!(place.subject(), if text == "older" { "older" } else { "old" });
        }
    }
}
