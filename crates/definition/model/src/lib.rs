//! What a form means. Ids, languages, dates and references are resolved, conditions have types, and answers have a shape.
//!
//! [`lower`](lower::lower) turns a definition into a [`Model`]. Back ends see [`AnswerShape`] and [`Control`], two closed
//! enums, and never the name of a question type. A type is one file in [`question_types`] that picks from the two.
//!
//! Nothing in the model is known by a number or a text alone: [ids](QuestionId), [indices](QuestionIx) and
//! [keys of texts](TextKey) have types of their own.

mod beside;
pub mod canonical;
mod columns;
mod companions;
pub mod condition;
pub mod countries;
pub mod dates;
pub mod deciding;
mod edition_order;
mod edition_years;
pub mod expression;
mod facts;
mod ids;
mod indices;
mod json_value;
mod kept_back;
mod keys;
mod language;
mod limits;
pub mod lower;
mod must;
mod numbering;
mod own_words;
mod period;
pub mod presentation;
pub mod question_types;
mod relevance;
mod respondents;
pub mod rules;
mod shape;
mod text;
mod text_format;
mod texts_mut;
mod totals;
mod types;
mod walks;

pub use beside::{Letter, Report, ReportBlock};
pub use columns::key_of_year;
pub use companions::{CommentBox, DeclaredNonResponse, SpecifyBox};
pub use edition_order::order_of_names;
pub use edition_years::{EditionYear, years_of};
pub use facts::{Fact, FactField, FactKind};
pub use ids::{ComputedId, FactId, FieldId, ListId, NonResponseCode, OptionCode, QuestionId, ReportBlockId, SectionId};
pub use indices::{BlockIx, ComputedIx, DateIx, FactIx, FieldIx, ListIx, MustIx, QuestionIx, SectionIx};
pub use json_value::{EitherValue, JsonValue};
pub use keys::{OptionHome, TextKey, TextOwner, TextRole};
pub use language::{Language, Pseudo};
pub use limits::longest;
pub use lower::{lower, lower_after};
pub use must::{LimitEnd, Must, MustKind, MustScope};
pub use numbering::{QuestionNumber, before_title, numbers};
pub use own_words::OwnWord;
pub use period::{NamedDate, Period};
pub use relevance::Relevance;
pub use respondents::{ListedRespondents, Respondents, RespondentsKind};
pub use shape::{AnswerShape, Choice, ChoiceLabel, ChoiceSource, Control, DateBound, NumberShape};
pub use text::{
    CountryCase, DatePart, Gender, LetterWord, Piece, Placeholder, Shift, Text, TextScope, TextUse, pieces_agree,
    pieces_of,
};
pub use text_format::TextFormat;
pub use totals::{Total, TotalAt};
pub use types::{Block, Contact, Feeds, ForEach, Heading, Model, OptionList, Question, RetiredQuestion, Rows, Section};

pub use typed_index_collections::{TiSlice, TiVec};

pub use canevas_syntax::definition::{LastYear, Layout, NonResponse, Numbering, Total as TotalsShown};
pub use canevas_syntax::letters::LetterKind;
