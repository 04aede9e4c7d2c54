//! Where a change stands. A place is typed; it becomes text only in reports, waivers and fingerprints.

use std::fmt;

/// A question, or a field of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asked {
    /// The question's id.
    pub question: String,
    /// The field's id.
    pub field: Option<String>,
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.question)?;
        self.field.as_ref().map_or(Ok(()), |field| write!(f, ".{field}"))
    }
}

/// What options belong to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OptionOwner {
    /// A list by name.
    List(String),
    /// A question or field that holds its options itself.
    Asked(Asked),
    /// A fact.
    Fact(String),
}

impl fmt::Display for OptionOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List(id) => f.write_str(id),
            Self::Asked(asked) => asked.fmt(f),
            Self::Fact(id) => write!(f, "facts.{id}"),
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

/// Where a change stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A question or field: `id`, `id.field`.
    Asked(Asked),
    /// The comment box of a question or field: `id.comment`.
    Comment(Asked),
    /// All options of an owner: `list`.
    Options(OptionOwner),
    /// One option: `list.option`.
    Option(OptionOwner, String),
    /// A text of an option: `list.option.hint`.
    OptionText(OptionOwner, String, OptionText),
    /// A section: `section.id`.
    Section(String),
    /// A fact: `facts.id`.
    Fact(String),
    /// A fact as `published.json` names it: `id`.
    PublishedFact(String),
    /// A language: `languages.fr`.
    Language(String),
    /// A text, by its catalogue key: `question.id.ask`.
    Text(String),
    /// The name of the edition.
    Edition,
    /// The period of the form.
    Period,
    /// The edition that the change file starts from.
    Start,
    /// The place that a waiver names, as it is written there.
    Named(String),
}

impl Place {
    /// A question.
    pub fn question(id: &str) -> Self {
        Self::Asked(Asked { question: id.to_owned(), field: None })
    }

    /// The label of an option; `None` where the place is not an option.
    pub(crate) fn label(&self) -> Option<Self> {
        let Self::Option(owner, code) = self else { return None };
        Some(Self::OptionText(owner.clone(), code.clone(), OptionText::Label))
    }

    /// The question, list, section, fact, language or part of the form that it belongs to; reports group by it.
    pub(crate) fn subject(&self) -> &str {
        match self {
            Self::Options(owner) | Self::Option(owner, _) | Self::OptionText(owner, ..) => match owner {
                OptionOwner::List(id) | OptionOwner::Fact(id) => id,
                OptionOwner::Asked(asked) => &asked.question,
            },
            Self::Asked(asked) | Self::Comment(asked) => &asked.question,
            Self::Section(id) | Self::Fact(id) | Self::PublishedFact(id) | Self::Language(id) => id,
            Self::Text(key) | Self::Named(key) => subject_of_key(key),
            Self::Edition => "edition",
            Self::Period => "form",
            Self::Start => "from",
        }
    }

    /// The same place once questions have the ids of a later edition.
    #[must_use]
    pub(crate) fn with_new_ids(mut self, new_id: impl Fn(&str) -> String) -> Self {
        match &mut self {
            Self::Asked(asked) | Self::Comment(asked) => asked.question = new_id(&asked.question),
            Self::Options(owner) | Self::Option(owner, _) | Self::OptionText(owner, ..) => {
                if let OptionOwner::Asked(asked) = owner {
                    asked.question = new_id(&asked.question);
                }
            }
            Self::Text(key) => {
                if let Some((id, text)) = key.strip_prefix("question.").and_then(|rest| rest.split_once('.')) {
                    *key = format!("question.{}.{text}", new_id(id));
                }
            }
            Self::Section(_)
            | Self::Fact(_)
            | Self::PublishedFact(_)
            | Self::Language(_)
            | Self::Edition
            | Self::Period
            | Self::Start
            | Self::Named(_) => {}
        }
        self
    }
}

/// The question, list, section or fact that a catalogue key names, or else the first word of it.
pub(crate) fn subject_of_key(key: &str) -> &str {
    let mut parts = key.split('.');
    match parts.next() {
        Some("question" | "list" | "section" | "facts" | "fact" | "languages") => parts.next().unwrap_or(key),
        Some(first) => first,
        None => key,
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked(asked) => asked.fmt(f),
            Self::Comment(asked) => write!(f, "{asked}.comment"),
            Self::Options(owner) => owner.fmt(f),
            Self::Option(owner, code) => write!(f, "{owner}.{code}"),
            Self::OptionText(owner, code, text) => write!(f, "{owner}.{code}.{}", text.word()),
            Self::Section(id) => write!(f, "section.{id}"),
            Self::Fact(id) => write!(f, "facts.{id}"),
            Self::Language(tag) => write!(f, "languages.{tag}"),
            Self::PublishedFact(text) | Self::Text(text) | Self::Named(text) => f.write_str(text),
            Self::Edition => f.write_str("edition"),
            Self::Period => f.write_str("form.period"),
            Self::Start => f.write_str("from"),
        }
    }
}

/// A place is what it prints, where a user names it.
impl PartialEq<str> for Place {
    fn eq(&self, text: &str) -> bool {
        self.to_string() == text
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, OptionOwner, OptionText, Place};

    fn places() -> Vec<(Place, &'static str, &'static str)> {
        let question = || Asked { question: "old".to_owned(), field: None };
        let field = || Asked { question: "old".to_owned(), field: Some("title".to_owned()) };
        let list = || OptionOwner::List("old".to_owned());
        vec![
            (Place::Asked(question()), "old", "new"),
            (Place::Asked(field()), "old.title", "new.title"),
            (Place::Comment(field()), "old.title.comment", "new.title.comment"),
            (Place::Option(OptionOwner::Asked(question()), "a".to_owned()), "old.a", "new.a"),
            (Place::Text("question.old.hint".to_owned()), "question.old.hint", "question.new.hint"),
            (Place::question("older"), "older", "older"),
            // A list may have the name that a question had.
            (Place::Option(list(), "a".to_owned()), "old.a", "old.a"),
            (Place::OptionText(list(), "a".to_owned(), OptionText::Label), "old.a.label", "old.a.label"),
            (Place::Text("list.old.a.label".to_owned()), "list.old.a.label", "list.old.a.label"),
            (Place::Option(OptionOwner::Fact("old".to_owned()), "a".to_owned()), "facts.old.a", "facts.old.a"),
            (Place::Fact("old".to_owned()), "facts.old", "facts.old"),
            (Place::Section("old".to_owned()), "section.old", "section.old"),
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
