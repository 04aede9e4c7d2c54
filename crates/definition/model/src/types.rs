//! The model: a form with everything resolved.

use crate::beside::{Letter, Report};
use crate::companions::{CommentBox, DeclaredNonResponse};
use crate::condition::Condition;
use crate::edition_years::moved_edition;
use crate::expression::Computed;
use crate::ids::{FactId, FieldId, ListId, NonResponseCode, OptionCode, QuestionId, SectionId};
use crate::indices::{BlockIx, ComputedIx, DateIx, FactIx, FieldIx, ListIx, MustIx, QuestionIx, SectionIx};
use crate::language::Language;
use crate::must::Must;
use crate::period::{NamedDate, Period};
use crate::relevance::Relevance;
use crate::shape::{AnswerShape, Choice, ChoiceLabel, ChoiceSource, Control};
use crate::text::Text;
use canevas_diagnostics::{SourceId, Span};
use canevas_syntax::Sp;
use canevas_syntax::definition::{LastYear, Layout, Numbering, Total as TotalsShown};
use std::collections::BTreeSet;
use std::sync::Arc;
use typed_index_collections::{TiSlice, TiVec};

/// A form with every name resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The file it came from.
    pub source: SourceId,
    /// The form's name: `alliance87/annual-report`.
    pub form: String,
    /// The edition: `2022-2023`.
    pub edition: String,
    /// Where the edition is written.
    pub edition_span: Span,
    /// Where the form's name is written.
    pub form_span: Span,
    /// Where the period is written.
    pub period_span: Option<Span>,
    /// The language it is written in.
    pub source_language: Language,
    /// The languages it is translated into.
    pub translations: Vec<Language>,
    /// The period of the answers.
    pub period: Option<Period>,
    /// Named dates.
    pub dates: TiVec<DateIx, NamedDate>,
    /// Where to ask and send.
    pub contact: Contact,
    /// Minutes that filling in takes, at least and at most.
    pub minutes: Option<(u32, u32)>,
    /// How questions are numbered.
    pub numbering: Numbering,
    /// What a blank copy prints for the country.
    pub country_unknown: Option<Text>,
    /// What a country file supplies.
    pub facts: TiVec<FactIx, Fact>,
    /// The title.
    pub title: Text,
    /// Text before the first section.
    pub introduction: Option<Text>,
    /// Text after the last section.
    pub closing: Option<Text>,
    /// Numbers that the form computes.
    pub computed: TiVec<ComputedIx, Computed>,
    /// Option lists by name.
    pub lists: TiVec<ListIx, OptionList>,
    /// The special answers that the form declares, in its order.
    pub non_responses: Vec<DeclaredNonResponse>,
    /// Sections in order.
    pub sections: TiVec<SectionIx, Section>,
    /// All questions in document order.
    pub questions: TiVec<QuestionIx, Question>,
    /// Questions of earlier editions that the change file retires.
    pub retired: Vec<RetiredQuestion>,
    /// The letters of the secretariat. They are no part of what countries fill in.
    pub letters: Vec<Letter>,
    /// The report of the secretariat. It is no part of what countries fill in.
    pub report: Option<Report>,
    /// Where the questions, fields and facts are declared that have a mistake of their own. What other files say of them is not judged.
    pub uncertain: BTreeSet<Span>,
}

/// A question that is no longer asked. Its id is never used again, and old returns may hold an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct RetiredQuestion {
    /// Its id.
    pub id: QuestionId,
    /// The last edition that asked it.
    pub last_edition: String,
    /// The question as it was, where the change file has it.
    pub question: Option<Question>,
}

impl Model {
    /// All languages, the source first.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        std::iter::once(&self.source_language).chain(&self.translations)
    }

    /// The question of an id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// How many years lie between two editions: as many as the period has, and at least one.
    pub fn cycle(&self) -> i32 {
        self.period.map_or(1, Period::cycle)
    }

    /// The name that the edition has some editions later.
    pub fn edition_in(&self, editions: i32) -> String {
        moved_edition(&self.edition, editions * self.cycle())
    }

    /// The calendar years that the period touches.
    pub fn years(&self) -> Vec<i32> {
        self.period.map(|period| (period.from.year..=period.to.year).collect()).unwrap_or_default()
    }

    /// The texts of the letters.
    pub fn letter_texts(&self) -> impl Iterator<Item = &Text> {
        self.letters.iter().flat_map(|letter| [&letter.subject, &letter.text])
    }

    /// The texts of the report.
    pub fn report_texts(&self) -> impl Iterator<Item = &Text> {
        self.report.iter().flat_map(|report| {
            let own = [&report.title].into_iter().chain(&report.introduction).chain(&report.notice);
            own.chain(report.blocks.iter().flat_map(|block| block.title.iter().chain(&block.text)))
        })
    }

    /// Every text that is translated: those of the form, of the letters, and of the report.
    pub fn translated_texts(&self) -> Vec<&Text> {
        let mut texts = self.texts();
        texts.extend(self.letter_texts().chain(self.report_texts()));
        texts
    }

    /// Every text of the form, in the order of the document.
    pub fn texts(&self) -> Vec<&Text> {
        let mut texts = vec![&self.title];
        texts.extend(self.introduction.iter().chain(&self.closing).chain(&self.country_unknown));
        for fact in &self.facts {
            texts.extend(fact.ask.iter().chain(&fact.hint));
            if let FactKind::List { fields, .. } = &fact.kind {
                for field in fields {
                    texts.extend(field.ask.iter().chain(&field.hint));
                    push_choices(&field.shape, &mut texts);
                }
            }
            if let FactKind::Value { shape, .. } = &fact.kind {
                push_choices(shape, &mut texts);
            }
        }
        for list in &self.lists {
            texts.extend(list.choices.iter().flat_map(Choice::texts));
        }
        texts.extend(self.non_responses.iter().map(|declared| &declared.label));
        for section in &self.sections {
            texts.push(&section.title);
            texts.extend(section.introduction.iter().chain(&section.if_not_shown).chain(&section.filled_by));
            for block in &section.blocks {
                if let Some(heading) = &block.heading {
                    texts.push(&heading.title);
                }
                for index in &block.questions {
                    self.questions[*index].push_texts(&mut texts);
                }
            }
        }
        // The compiler's words have their translations themselves.
        texts.retain(|text| text.own_word().is_none());
        texts
    }
}

impl Choice {
    /// Its texts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Text> {
        let label = match &self.label {
            ChoiceLabel::Text(label) => Some(label),
            ChoiceLabel::Country(_) | ChoiceLabel::Entered(..) => None,
        };
        label.into_iter().chain(&self.hint).chain(&self.specify)
    }
}

/// Texts of options that are written at the question or fact. Those of a list belong to the list.
fn push_choices<'a>(shape: &'a AnswerShape, texts: &mut Vec<&'a Text>) {
    if shape.choice_source() == Some(ChoiceSource::Inline) {
        texts.extend(shape.choices().iter().flat_map(Choice::texts));
    }
}

/// Where to ask and send.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Email address.
    pub email: Option<String>,
    /// Web address.
    pub web: Option<String>,
}

/// A fact about a country.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// One value, or rows.
    pub kind: FactKind,
    /// The question that asks for it.
    pub ask: Option<Text>,
    /// A hint.
    pub hint: Option<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// One value, or rows.
#[derive(Debug, Clone, PartialEq)]
pub enum FactKind {
    /// One value.
    Value {
        /// Its shape.
        shape: AnswerShape,
        /// How it is asked.
        control: Control,
    },
    /// Rows of simple values.
    List {
        /// The fields of a row.
        fields: TiVec<FieldIx, FactField>,
        /// Rows of a copy that does not know the list: `r1` to `rN`.
        blank_rows: u32,
    },
}

impl Fact {
    /// The shape of its value, or of each field of its rows.
    pub fn shapes(&self) -> impl Iterator<Item = &AnswerShape> {
        let (value, fields) = match &self.kind {
            FactKind::Value { shape, .. } => (Some(shape), None),
            FactKind::List { fields, .. } => (None, Some(fields)),
        };
        value.into_iter().chain(fields.into_iter().flatten().map(|field| &field.shape))
    }

    /// The fields of its rows; none where it is one value.
    pub fn fields(&self) -> &TiSlice<FieldIx, FactField> {
        match &self.kind {
            FactKind::Value { .. } => TiSlice::from_ref(&[]),
            FactKind::List { fields, .. } => fields,
        }
    }
}

/// A field of a list fact's rows: a simple value, which questions about the row quote.
#[derive(Debug, Clone, PartialEq)]
pub struct FactField {
    /// Its id.
    pub id: FieldId,
    /// The question that asks for it.
    pub ask: Option<Text>,
    /// A hint.
    pub hint: Option<Text>,
    /// The type's name, for the canonical projection and for messages.
    pub type_name: &'static str,
    /// What a value looks like.
    pub shape: AnswerShape,
    /// How it is asked.
    pub control: Control,
    /// Where it is declared.
    pub span: Span,
}

impl FactField {
    /// Whether it takes any text, as every field did in the first version of the language.
    pub fn is_plain_text(&self) -> bool {
        matches!(self.shape, AnswerShape::Text { format: None, .. })
    }

    /// Longest text, where it is a text.
    pub fn max_length(&self) -> Option<u32> {
        match &self.shape {
            AnswerShape::Text { max_length, .. } => *max_length,
            _ => None,
        }
    }
}

/// A list of options.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionList {
    /// Its name.
    pub id: ListId,
    /// Its options.
    pub choices: Arc<Vec<Choice>>,
    /// Where its name stands.
    pub span: Span,
}

/// A section.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its id.
    pub id: SectionId,
    /// Its official number.
    pub number: Option<Sp<String>>,
    /// Whether the answers in it are not published.
    pub not_published: bool,
    /// Its title.
    pub title: Text,
    /// When it is asked.
    pub show_if: Option<Condition>,
    /// What is printed where it is not.
    pub if_not_shown: Option<Text>,
    /// Text under the title.
    pub introduction: Option<Text>,
    /// Who usually answers.
    pub filled_by: Option<Text>,
    /// Its questions, grouped under headings.
    pub blocks: TiVec<BlockIx, Block>,
    /// Where its id stands.
    pub span: Span,
    /// Where its condition stands.
    pub show_if_span: Option<Span>,
}

/// A run of questions, with a heading or without.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The heading.
    pub heading: Option<Heading>,
    /// The questions.
    pub questions: Vec<QuestionIx>,
}

/// A heading over a run of questions.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Its official number.
    pub number: Option<Sp<String>>,
    /// Its title.
    pub title: Text,
    /// When its questions are asked.
    pub show_if: Option<Condition>,
    /// Where its condition stands.
    pub show_if_span: Option<Span>,
}

/// What a question is repeated over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForEach {
    /// The rows of a fact.
    Fact(FactIx),
    /// The entries of a list.
    List(ListIx),
    /// The calendar years of the period.
    Years,
    /// The rows that people enter at an earlier question.
    Rows(QuestionIx),
}

/// The fact of the next edition that rows become.
#[derive(Debug, Clone, PartialEq)]
pub struct Feeds {
    /// The fact's id.
    pub fact: FactId,
    /// Where it is named.
    pub span: Span,
    /// Whether the rows are added to the rows of the fact. Otherwise they take their place.
    pub adds: bool,
    /// The condition over the fields of a row under which it goes on; none where every row does.
    pub when: Option<Condition>,
    /// Where the condition stands.
    pub when_span: Option<Span>,
}

/// A repeated question's rows, as a back end needs them.
pub type Rows = Option<ForEach>;

/// A question, or a field of one.
#[allow(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// Where its id stands.
    pub span: Span,
    /// The type's name, for the canonical projection and for messages. Back ends never read it.
    pub type_name: &'static str,
    /// What an answer looks like.
    pub shape: AnswerShape,
    /// How it is asked.
    pub control: Control,
    /// The section it stands in.
    pub section: SectionIx,
    /// The block of that section.
    pub block: BlockIx,
    /// Its official number, in place of the counted one.
    pub number: Option<Sp<String>>,
    /// The question (or a note's text).
    pub ask: Option<Text>,
    /// A short name.
    pub short: Option<Text>,
    /// Help.
    pub hint: Option<Text>,
    /// A worked example.
    pub example: Option<Text>,
    /// What is printed where it is not asked.
    pub if_not_shown: Option<Text>,
    /// The label of a comment box.
    pub comment: Option<Text>,
    /// When the comment is asked, and whether it must be given.
    pub comment_box: CommentBox,
    /// Whether it is itself the comment on all rows of the question before it. Such a question has no number.
    pub is_comment: bool,
    /// What a row is called, from the answers in it.
    pub row_title: Option<Text>,
    /// The unit after a number.
    pub unit: Option<Text>,
    /// The units among which the respondent chooses: one of several options.
    pub units: Option<AnswerShape>,
    /// Heading of the column of rows.
    pub rows_label: Option<Text>,
    /// Heading of the names column.
    pub name_label: Option<Text>,
    /// Heading of the roles column.
    pub role_label: Option<Text>,
    /// Whether a complete return must answer it.
    pub required: bool,
    /// When it is asked (its own condition only).
    pub show_if: Relevance,
    /// What it is repeated over.
    pub for_each: Option<ForEach>,
    /// What it is asked for each of in a row, where there is an answer for each row and column: a list or the years. The fields then
    /// are the columns, and the compiler made them.
    pub columns: Option<ForEach>,
    /// Which totals are shown.
    pub total: Option<TotalsShown>,
    /// How rows are laid out.
    pub layout: Layout,
    /// The reasons for having no answer that it offers: those of the language in its order, then those of the form in its own.
    pub can_say: Vec<NonResponseCode>,
    /// What to do with last year's answer.
    pub last_year: Option<LastYear>,
    /// Whether the answer is about a person and must not be published.
    pub personal: bool,
    /// Whether its own key says that the answer is not published. [`Model::is_unpublished`] also asks its section.
    pub not_published: bool,
    /// The fact of the next edition that its rows become.
    pub feeds: Option<Feeds>,
    /// Whether the period gives its earliest and its latest date.
    pub of_period: [bool; 2],
    /// What must hold between its answer and others. Rules come first, then bounds that name another answer.
    pub must: TiVec<MustIx, Must>,
    /// Codes that only earlier editions offered. Old returns may hold them.
    pub retired_codes: Vec<OptionCode>,
    /// Fields of a group or of repeated rows.
    pub fields: TiVec<FieldIx, Self>,
}

impl Question {
    /// Its options, where it has any.
    pub fn choices(&self) -> &[Choice] {
        self.shape.choices()
    }

    /// What to do with last year's answer, unless the definition says `never`.
    pub fn shown_last_year(&self) -> Option<LastYear> {
        self.last_year.filter(|last_year| *last_year != LastYear::Never)
    }

    /// Whether it is asked about each row of an earlier `repeat`. There may be none.
    pub fn is_for_entered_rows(&self) -> bool {
        matches!(self.for_each, Some(ForEach::Rows(_)))
    }

    /// Whether it takes an answer.
    pub fn takes_answer(&self) -> bool {
        self.shape != AnswerShape::Nothing
    }

    fn push_texts<'a>(&'a self, texts: &mut Vec<&'a Text>) {
        let own = [&self.ask, &self.short, &self.hint, &self.example, &self.if_not_shown, &self.comment, &self.unit];
        texts.extend(own.into_iter().flatten().chain(&self.rows_label).chain(&self.name_label).chain(&self.role_label));
        if let Some(units) = &self.units {
            push_choices(units, texts);
        }
        push_choices(&self.shape, texts);
        texts.extend(&self.row_title);
        texts.extend(self.must.iter().filter_map(Must::say));
        if self.columns.is_some() {
            // The columns are alike, and their labels are those of a list.
            texts.extend(self.fields.first().into_iter().flat_map(Self::texts_of_column));
            return;
        }
        self.fields.iter().for_each(|field| field.push_texts(texts));
    }
}
