//! Text keys: what a text belongs to, and which of its texts it is.
//!
//! A key is an owner and a role. It prints as catalogues write it, such as `question.difficulties.ask`. Only files of
//! translators hold keys as text; [`TextKey::parse`] reads them back.

use crate::ids::{FactId, FieldId, ListId, NonResponseCode, OptionCode, QuestionId, ReportBlockId, SectionId};
use crate::indices::MustIx;
use canevas_syntax::letters::LetterKind;
use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The key of a text in catalogues.
///
/// It is compared, ordered and hashed as it prints, so that a map of keys is searched with the text of a file.
#[derive(Clone)]
pub struct TextKey {
    /// What the text belongs to.
    owner: TextOwner,
    /// Which text of its owner it is.
    role: TextRole,
    /// The key as catalogues write it.
    printed: Arc<str>,
}

/// What a text belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TextOwner {
    /// The form.
    Form,
    /// The country, which a blank copy does not know.
    Country,
    /// Those who answer, where they are not countries.
    Respondents,
    /// A fact.
    Fact(FactId),
    /// A field of a list fact's rows.
    FactField(FactId, FieldId),
    /// A section.
    Section(SectionId),
    /// The heading that stands before this question.
    Heading(QuestionId),
    /// A question.
    Question(QuestionId),
    /// A field of a question: the question, then the field.
    Field(QuestionId, QuestionId),
    /// An option.
    Option(OptionHome, OptionCode),
    /// A rule of a question, by its place under `must`. Catalogues count from 1.
    Rule(QuestionId, MustIx),
    /// A special answer that the form declares.
    NonResponse(NonResponseCode),
    /// A letter of the secretariat. It is no part of the form.
    Letter(LetterKind),
    /// The report of the secretariat. It is no part of the form.
    Report,
    /// A block of the report.
    ReportBlock(ReportBlockId),
}

/// Where an option is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OptionHome {
    /// In a list.
    List(ListId),
    /// At a fact.
    Fact(FactId),
    /// At a field of a list fact's rows: the fact, then the field.
    FactField(FactId, FieldId),
    /// At a question.
    Question(QuestionId),
    /// At a field of a question: the question, then the field.
    Field(QuestionId, QuestionId),
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// Which text of its owner a text is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum TextRole {
            $($(#[$doc])* $name,)*
        }

        impl TextRole {
            /// Every role.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The last word of the key.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

roles! {
    /// The subject of a letter.
    Subject = "subject";
    /// The title of a form, section or heading.
    Title = "title";
    /// The text before the first section or question.
    Introduction = "introduction";
    /// The text after the last section.
    Closing = "closing";
    /// What stands on every page of a report.
    Notice = "notice";
    /// What is printed where the country is not known.
    Unknown = "unknown";
    /// What those who answer are.
    Called = "called";
    /// Who usually answers a section.
    FilledBy = "filled_by";
    /// What is printed where a section or question is not asked.
    IfNotShown = "if_not_shown";
    /// A question.
    Ask = "ask";
    /// The text of a note, a letter, or a block of a report.
    Text = "text";
    /// A short name.
    Short = "short";
    /// Help.
    Hint = "hint";
    /// A worked example.
    Example = "example";
    /// The label of the box for a comment.
    Comment = "comment";
    /// The unit after a number.
    Unit = "unit";
    /// The heading of the column of rows.
    RowsLabel = "rows_label";
    /// The heading of the column of names.
    NameLabel = "name_label";
    /// The heading of the column of roles.
    RoleLabel = "role_label";
    /// What a row is called, from the answers in it.
    RowTitle = "row_title";
    /// What an option says.
    Label = "label";
    /// The question beside the box of an option.
    Specify = "specify";
    /// What a rule between answers says.
    Say = "say";
}

impl TextKey {
    /// The key of a text.
    pub fn new(owner: TextOwner, role: TextRole) -> Self {
        let printed = format!("{owner}.{}", role.word()).into();
        Self { owner, role, printed }
    }

    /// Reads a key as a file of translators writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, role) = text.rsplit_once('.')?;
        let role = TextRole::ALL.iter().copied().find(|known| known.word() == role)?;
        Some(Self { owner: TextOwner::parse(owner)?, role, printed: text.into() })
    }

    /// What the text belongs to.
    pub fn owner(&self) -> &TextOwner {
        &self.owner
    }

    /// Which text of its owner it is.
    pub fn role(&self) -> TextRole {
        self.role
    }

    /// The key as catalogues write it.
    pub fn as_str(&self) -> &str {
        &self.printed
    }
}

impl TextOwner {
    fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('.').collect();
        // A heading that stands before no question has no id.
        if parts.iter().any(|part| part.is_empty()) && text != "heading." {
            return None;
        }
        Some(match *parts.as_slice() {
            ["form"] => Self::Form,
            ["country"] => Self::Country,
            ["respondents"] => Self::Respondents,
            ["fact", id] => Self::Fact(id.into()),
            ["fact", id, "choices", code] => Self::Option(OptionHome::Fact(id.into()), code.into()),
            ["fact", id, field] => Self::FactField(id.into(), field.into()),
            ["fact", id, field, "choices", code] => {
                Self::Option(OptionHome::FactField(id.into(), field.into()), code.into())
            }
            ["non_response", code] => Self::NonResponse(code.into()),
            ["list", id, code] => Self::Option(OptionHome::List(id.into()), code.into()),
            ["letter", kind] => Self::Letter(LetterKind::from_word(kind)?),
            ["report"] => Self::Report,
            ["report", id] => Self::ReportBlock(id.into()),
            ["section", id] => Self::Section(id.into()),
            ["heading", id] => Self::Heading(id.into()),
            ["question", id] => Self::Question(id.into()),
            ["question", id, "must", number] => Self::Rule(id.into(), rule_of(number)?),
            ["question", id, "choices", code] => Self::Option(OptionHome::Question(id.into()), code.into()),
            ["question", id, "fields", field] => Self::Field(id.into(), field.into()),
            ["question", id, "fields", field, "choices", code] => {
                Self::Option(OptionHome::Field(id.into(), field.into()), code.into())
            }
            _ => return None,
        })
    }

    /// The question that the text belongs to, directly, by a field or by an option.
    pub fn question(&self) -> Option<&QuestionId> {
        match self {
            Self::Question(question)
            | Self::Field(question, _)
            | Self::Rule(question, _)
            | Self::Option(OptionHome::Question(question) | OptionHome::Field(question, _), _) => Some(question),
            Self::Form
            | Self::Country
            | Self::Respondents
            | Self::Letter(_)
            | Self::Report
            | Self::ReportBlock(_)
            | Self::Fact(_)
            | Self::FactField(..)
            | Self::Section(_)
            | Self::Heading(_)
            | Self::NonResponse(_)
            | Self::Option(OptionHome::List(_) | OptionHome::Fact(_) | OptionHome::FactField(..), _) => None,
        }
    }

    /// The same owner under another id of its question.
    #[must_use]
    pub fn with_question(&self, id: QuestionId) -> Self {
        match self {
            Self::Question(_) => Self::Question(id),
            Self::Field(_, field) => Self::Field(id, field.clone()),
            Self::Rule(_, rule) => Self::Rule(id, *rule),
            Self::Option(OptionHome::Question(_), code) => Self::Option(OptionHome::Question(id), code.clone()),
            Self::Option(OptionHome::Field(_, field), code) => {
                Self::Option(OptionHome::Field(id, field.clone()), code.clone())
            }
            other => other.clone(),
        }
    }
}

/// A rule by its number, as it is printed.
fn rule_of(number: &str) -> Option<MustIx> {
    let read: usize = number.parse().ok().filter(|read: &usize| read.to_string() == number)?;
    read.checked_sub(1).map(MustIx::from)
}

impl fmt::Display for TextOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("form"),
            Self::Country => f.write_str("country"),
            Self::Respondents => f.write_str("respondents"),
            Self::Letter(kind) => write!(f, "letter.{}", kind.word()),
            Self::Report => f.write_str("report"),
            Self::ReportBlock(block) => write!(f, "report.{block}"),
            Self::Fact(fact) => write!(f, "fact.{fact}"),
            Self::FactField(fact, field) => write!(f, "fact.{fact}.{field}"),
            Self::Section(section) => write!(f, "section.{section}"),
            Self::Heading(question) => write!(f, "heading.{question}"),
            Self::Question(question) => write!(f, "question.{question}"),
            Self::Field(question, field) => write!(f, "question.{question}.fields.{field}"),
            Self::Rule(question, rule) => write!(f, "question.{question}.must.{}", usize::from(*rule) + 1),
            Self::Option(home, code) => write!(f, "{home}.{code}"),
            Self::NonResponse(code) => write!(f, "non_response.{code}"),
        }
    }
}

impl fmt::Display for OptionHome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List(list) => write!(f, "list.{list}"),
            Self::Fact(fact) => write!(f, "fact.{fact}.choices"),
            Self::FactField(fact, field) => write!(f, "fact.{fact}.{field}.choices"),
            Self::Question(question) => write!(f, "question.{question}.choices"),
            Self::Field(question, field) => write!(f, "question.{question}.fields.{field}.choices"),
        }
    }
}

impl fmt::Display for TextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.printed)
    }
}

impl fmt::Debug for TextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.printed, f)
    }
}

impl PartialEq for TextKey {
    fn eq(&self, other: &Self) -> bool {
        self.printed == other.printed
    }
}

impl Eq for TextKey {}

impl PartialOrd for TextKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TextKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.printed.cmp(&other.printed)
    }
}

impl Hash for TextKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.printed.hash(state);
    }
}

impl Borrow<str> for TextKey {
    fn borrow(&self) -> &str {
        &self.printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every owner that these ids can make.
    fn owners(ids: &[&str]) -> Vec<TextOwner> {
        let mut out = vec![TextOwner::Form, TextOwner::Country, TextOwner::Respondents, TextOwner::Report];
        out.extend(LetterKind::ALL.iter().map(|(_, kind)| TextOwner::Letter(*kind)));
        for a in ids.iter().copied() {
            out.extend([
                TextOwner::Fact(a.into()),
                TextOwner::Section(a.into()),
                TextOwner::Heading(a.into()),
                TextOwner::Question(a.into()),
                TextOwner::ReportBlock(a.into()),
                TextOwner::Rule(a.into(), 0.into()),
                TextOwner::Rule(a.into(), 11.into()),
                TextOwner::NonResponse(a.into()),
            ]);
            for b in ids.iter().copied() {
                out.extend([
                    TextOwner::FactField(a.into(), b.into()),
                    TextOwner::Field(a.into(), b.into()),
                    TextOwner::Option(OptionHome::List(a.into()), b.into()),
                    TextOwner::Option(OptionHome::Fact(a.into()), b.into()),
                    TextOwner::Option(OptionHome::Question(a.into()), b.into()),
                ]);
                let of_field =
                    |code: &&str| TextOwner::Option(OptionHome::Field(a.into(), b.into()), OptionCode::from(*code));
                out.extend(ids.iter().map(of_field));
                let of_fact_field =
                    |code: &&str| TextOwner::Option(OptionHome::FactField(a.into(), b.into()), OptionCode::from(*code));
                out.extend(ids.iter().map(of_fact_field));
            }
        }
        out
    }

    /// Ids that keys could confuse with their own words are among them.
    const IDS: &[&str] = &["a", "choices", "fields", "question", "list", "fact", "ask", "label", "form", "x_1"];

    #[test]
    fn every_key_survives_a_round_trip_and_prints_like_no_other() {
        let mut seen = std::collections::HashSet::new();
        for owner in owners(IDS) {
            for role in TextRole::ALL {
                let key = TextKey::new(owner.clone(), *role);
                let read = TextKey::parse(key.as_str());
                let read = read.as_ref().map(|read| (read.owner(), read.role()));
                assert_eq!(read, Some((key.owner(), key.role())), "{key}");
                assert!(seen.insert(key.clone()), "{key} stands for two texts");
                assert!(seen.contains(key.as_str()));
            }
        }
    }

    #[test]
    fn keys_print_as_catalogues_write_them() {
        let key = |owner, role| TextKey::new(owner, role).to_string();
        assert_eq!(key(TextOwner::Form, TextRole::Title), "form.title");
        assert_eq!(key(TextOwner::Country, TextRole::Unknown), "country.unknown");
        let field = TextOwner::Field("steps".into(), "title".into());
        assert_eq!(key(field, TextRole::Ask), "question.steps.fields.title.ask");
        let option = TextOwner::Option(OptionHome::List("status".into()), "done".into());
        assert_eq!(key(option, TextRole::Label), "list.status.done.label");
    }

    #[test]
    fn what_is_no_key_is_not_read_as_one() {
        for text in [
            "",
            "ask",
            "form",
            "form.asks",
            "question..ask",
            "question.q.ask.more",
            "list.l.label",
            "unit.u.ask",
            "question.q.must.0.say",
            "question.q.must.01.say",
        ] {
            assert!(TextKey::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_key_follows_its_question() {
        let field = TextOwner::Field("old".into(), "title".into());
        assert_eq!(field.with_question("new".into()), TextOwner::Field("new".into(), "title".into()));
        let list = TextOwner::Option(OptionHome::List("old".into()), "a".into());
        assert_eq!(list.with_question("new".into()), list);
    }
}
