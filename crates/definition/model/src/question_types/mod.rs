//! One file per question type: its keys, and the shape and control it picks. To add a type: one file and one line here.

use crate::lower::Typing;
use crate::own_words::OwnWord;
use crate::shape::{AnswerShape, Control};
use crate::text_format::TextFormat;
use canevas_syntax::definition::Question;

macro_rules! types {
    ($($name:ident),+ $(,)?) => {
        $(mod $name;)+

        /// Every type.
        pub static ALL: &[&QuestionType] = &[$(&$name::TYPE),+];
    };
}

// In the order of the guide.
types! {
    text,
    long_text,
    yes_no,
    single_choice,
    multiple_choice,
    rating,
    integer,
    decimal,
    date,
    month,
    year,
    email,
    url,
    names_and_roles,
    documents,
    group,
    repeat,
    sign_off,
    note,
}

/// A question type.
pub struct QuestionType {
    /// Its name in the language.
    pub name: &'static str,
    /// One sentence for the guide and for editors.
    pub summary: &'static str,
    /// The keys it takes beside the common ones.
    pub keys: &'static [&'static str],
    /// Where it may stand and what it may have.
    pub may: May,
    /// How it picks shape and control.
    pub build: BuildShape,
}

/// How a type picks shape and control.
pub enum BuildShape {
    /// From the keys of the question; `None` when a finding was pushed.
    FromKeys(fn(&Question, &mut Typing<'_, '_>) -> Option<(AnswerShape, Control)>),
    /// A line of text that has a format.
    Formatted(&'static TextFormat),
    /// From the keys of the question, with fields that no editor writes.
    WithFields {
        /// Picks shape and control.
        build: fn(&Question, &mut Typing<'_, '_>) -> Option<(AnswerShape, Control)>,
        /// The fields.
        fields: &'static [OwnField],
        /// Whether no answer may be published, whatever the question says.
        is_personal: bool,
    },
}

impl QuestionType {
    /// A line of text that has a format. The type has the format's name.
    pub(crate) const fn formatted(summary: &'static str, format: &'static TextFormat) -> Self {
        Self { name: format.name, summary, keys: &[], may: May::ALL, build: BuildShape::Formatted(format) }
    }

    /// The format that it asks of a text, if it asks one.
    pub fn format(&self) -> Option<&'static TextFormat> {
        match self.build {
            BuildShape::Formatted(format) => Some(format),
            BuildShape::FromKeys(_) | BuildShape::WithFields { .. } => None,
        }
    }

    /// The fields that it brings with it.
    pub(crate) fn own_fields(&self) -> &'static [OwnField] {
        match self.build {
            BuildShape::WithFields { fields, .. } => fields,
            BuildShape::FromKeys(_) | BuildShape::Formatted(_) => &[],
        }
    }

    /// Whether no answer may be published, whatever the question says.
    pub(crate) fn is_personal(&self) -> bool {
        matches!(self.build, BuildShape::WithFields { is_personal: true, .. })
    }

    /// Picks shape and control; `None` when a finding was pushed.
    pub(crate) fn build(&self, question: &Question, typing: &mut Typing<'_, '_>) -> Option<(AnswerShape, Control)> {
        match self.build {
            BuildShape::FromKeys(build) | BuildShape::WithFields { build, .. } => build(question, typing),
            BuildShape::Formatted(format) => {
                let shape = AnswerShape::Text { max_length: Some(format.max_length), format: Some(format) };
                Some((shape, Control::Line))
            }
        }
    }
}

/// A field that a question type brings with it. Its label is a word of the compiler.
#[derive(Debug, Clone, Copy)]
pub struct OwnField {
    /// Its id.
    pub id: &'static str,
    /// Its type.
    pub type_name: &'static str,
    /// Its label.
    pub word: OwnWord,
    /// Whether each row, or the group, must have it.
    pub required: bool,
    /// When it is asked, as an editor would write it.
    pub show_if: Option<&'static str>,
    /// What its text must look like, where no question type asks for it.
    pub format: Option<&'static TextFormat>,
}

/// Where a type may stand and what it may have.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "four independent permissions")]
pub struct May {
    /// As a field of a group or of repeated rows.
    pub be_field: bool,
    /// As a fact.
    pub be_fact: bool,
    /// With `for_each`.
    pub repeat: bool,
    /// An answer (and with it `required`, `can_say`, `comment`, `last_year`, `personal`).
    pub answer: bool,
}

impl May {
    /// A simple value: all of it.
    pub const ALL: Self = Self { be_field: true, be_fact: true, repeat: true, answer: true };
    /// An answer of its own that is neither a field nor a fact.
    pub const STAND_ALONE: Self = Self { be_field: false, be_fact: false, repeat: true, answer: true };
}

/// Keys that every type takes.
pub const COMMON: &[&str] = &["id", "type", "short", "hint", "show_if", "if_not_shown"];
/// Keys of every type that takes an answer.
pub const COMMON_OF_ANSWERS: &[&str] = &[
    "ask",
    "example",
    "number",
    "required",
    "for_each",
    "rows_label",
    "total",
    "layout",
    "can_say",
    "comment",
    "comment_on",
    "last_year",
    "personal",
    "not_published",
    "must",
];

impl TextFormat {
    /// Every format that a question type asks for, in the order of the types.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        ALL.iter().filter_map(|kind| kind.format())
    }
}

/// The type of a name.
pub fn by_name(name: &str) -> Option<&'static QuestionType> {
    ALL.iter().copied().find(|kind| kind.name == name)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the test lists the files of its folder")]
mod tests {
    /// A file that nobody registered would be a type that nobody can use.
    #[test]
    fn every_file_is_registered_under_its_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/question_types");
        let Ok(entries) = std::fs::read_dir(folder) else { unreachable!() };
        let mut files: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
            .filter(|name| name != "mod")
            .collect();
        files.sort();
        let mut names: Vec<&str> = super::ALL.iter().map(|kind| kind.name).collect();
        names.sort_unstable();
        assert_eq!(files, names);
    }
}
