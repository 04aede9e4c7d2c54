//! Texts of a definition, with typed placeholders.

use crate::indices::{ComputedIx, DateIx, FactIx, FieldIx, QuestionIx};
use crate::keys::TextKey;
use crate::own_words::OwnWord;
use crate::types::ForEach;
use canevas_diagnostics::Span;
use canevas_syntax::SourceText;

/// A text: written once, translated by key.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Its key in catalogues (msgctxt), such as `question.difficulties.ask`.
    pub key: TextKey,
    /// The source as typed, which is also the msgid.
    pub source: SourceText,
    /// The source split at its placeholders.
    pub pieces: Vec<Piece>,
    /// What placeholders may stand in it.
    pub scope: TextScope,
}

impl Text {
    /// Where it stands.
    pub fn span(&self) -> Span {
        self.source.span
    }
}

/// What placeholders may stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextScope {
    /// The rows of its question, for `{item.…}`.
    pub rows: Option<ForEach>,
    /// Where it is used.
    pub used_in: TextUse,
}

/// Where a text is used. Each place knows other names in braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextUse {
    /// A country fills it in.
    #[default]
    Form,
    /// It is a letter to a country: it also knows `{due}` and the like.
    Letter,
    /// It stands in a report about all countries: it knows no country and no fact.
    Report,
    /// It is the title of a row of this question: it knows the fields of the row alone.
    RowTitle(QuestionIx),
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// As typed.
    Text(String),
    /// Filled in when a copy is compiled.
    Placeholder(Placeholder),
}

/// Which year of the cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// The edition before.
    Previous,
    /// This edition.
    This,
    /// The edition after.
    Next,
}

impl Shift {
    /// Editions from this one.
    pub fn editions(self) -> i32 {
        match self {
            Self::Previous => -1,
            Self::This => 0,
            Self::Next => 1,
        }
    }
}

/// Which part of a date, in which case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// "mai 2022".
    Whole,
    /// "de mai 2022", "d'avril 2023".
    Of,
    /// "2022".
    Year,
    /// "mai".
    Month,
}

/// Grammatical gender of an ordinal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// première
    Feminine,
    /// premier
    Masculine,
}

/// How the name of who answers is used. Others than countries have a plain name and a code only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountryCase {
    /// Cameroun
    Plain,
    /// le Cameroun
    The,
    /// Le Cameroun
    TheCapital,
    /// du Cameroun
    Of,
    /// au Cameroun
    In,
    /// CMR
    Code,
}

impl CountryCase {
    /// What a placeholder says after `country.`; nothing for the plain name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::The => "the",
            Self::TheCapital => "The",
            Self::Of => "of",
            Self::In => "in",
            Self::Code => "code",
        }
    }
}

/// What is filled in when a copy is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// `{edition}`
    Edition(Shift),
    /// `{period.from}`
    PeriodFrom(Shift, DatePart),
    /// `{period.to}`
    PeriodTo(Shift, DatePart),
    /// `{dates.x}`
    Date(DateIx, DatePart),
    /// `{minutes.from}`
    MinutesFrom,
    /// `{minutes.to}`
    MinutesTo,
    /// `{contact.email}`
    ContactEmail,
    /// `{contact.web}`
    ContactWeb,
    /// `{country.of}`, `{respondent}`: who answers.
    Respondent(CountryCase),
    /// `{fact}`
    Fact(FactIx),
    /// `{total}`: a number that the form computes.
    Computed(ComputedIx),
    /// `{item.title}`: a field of the row's fact, or the label of a fixed row or year (`None`).
    Item(Option<FieldIx>),
    /// `{name}` in the title of a row: a field of that row.
    RowField(FieldIx),
    /// `{item.number}`
    ItemNumber,
    /// `{item.ordinal.f}`
    ItemOrdinal(Gender),
    /// `{question.id}`
    Question(QuestionIx),
    /// `{due}`: what only a letter knows.
    Letter(LetterWord),
    /// A word of the compiler, which no editor writes.
    Own(OwnWord),
}

/// What the desk knows when it drafts a letter. In a letter, these names come before those of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterWord {
    /// `{title}`: the title of the form.
    Title,
    /// `{due}`: the last day for the country.
    Due,
    /// `{received}`: the day on which its last file came in.
    Received,
    /// `{open}`: what is open in its return, as a list.
    Open,
}

impl LetterWord {
    /// Every word, with the name between the braces.
    pub const ALL: [(&'static str, Self); 4] =
        [("title", Self::Title), ("due", Self::Due), ("received", Self::Received), ("open", Self::Open)];
}

/// The base names of the placeholders of a text, sorted. A translation is compared with its source by them.
///
/// `{country.of}` and `{country.the}` are both `country`. `item.title` and `item.number` differ; `item.ordinal.f` and
/// `item.ordinal.m` do not.
pub fn pieces_of(text: &str) -> Option<Vec<String>> {
    let mut names: Vec<String> = canevas_syntax::template::pieces(text)
        .ok()?
        .into_iter()
        .filter_map(|piece| match piece {
            canevas_syntax::template::Piece::Text(_) => None,
            canevas_syntax::template::Piece::Placeholder(parts, _) => Some(base_name(&parts)),
        })
        .collect();
    names.sort();
    Some(names)
}

/// Whether a translation has the placeholders of its source.
///
/// It has each of them at least once, and none more often than the source. A text with braces that cannot be read agrees
/// with no other.
pub fn pieces_agree(source: &str, translation: &str) -> bool {
    let (Some(wanted), Some(found)) = (pieces_of(source), pieces_of(translation)) else { return false };
    let count = |names: &[String], name: &String| names.iter().filter(|known| *known == name).count();
    wanted.iter().all(|name| found.contains(name))
        && found.iter().all(|name| count(&found, name) <= count(&wanted, name))
}

fn base_name(parts: &[String]) -> String {
    let keep = match parts.first().map(String::as_str) {
        Some("country" | "edition") => 1,
        Some("previous" | "next") if parts.get(1).is_some_and(|part| part == "period") => 3,
        _ => 2,
    };
    parts.iter().take(keep).cloned().collect::<Vec<_>>().join(".")
}
