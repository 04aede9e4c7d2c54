//! What a form means: ids, languages, dates and references resolved, conditions typed, answers given a shape.
//!
//! [`lower`](lower::lower) turns a definition into a [`Model`]. Back ends see [`AnswerShape`] and [`Control`], two
//! closed enums, and never a question type's name: a type is one file in [`question_types`] that picks from them.

pub mod canonical;
pub mod condition;
pub mod countries;
pub mod dates;
mod ids;
mod indices;
mod keys;
mod language;
mod limits;
pub mod lower;
mod numbering;
pub mod question_types;
pub mod rules;
mod shape;
mod text;
mod texts_mut;
mod types;

pub use ids::{FactId, FieldId, ListId, OptionCode, QuestionId, SectionId};
pub use indices::{BlockIx, DateIx, FactIx, FieldIx, ListIx, QuestionIx, SectionIx};
pub use keys::{OptionHome, TextKey, TextOwner, TextRole};
pub use language::{Language, Pseudo};
pub use limits::longest;
pub use lower::{lower, lower_after};
pub use numbering::{Number, numbers};
pub use shape::{AnswerShape, Bound, Choice, ChoiceSource, Control, Label, NumberShape, TextFormat};
pub use text::{CountryCase, DatePart, Gender, Piece, Placeholder, Shift, Text, TextScope, pieces_agree, pieces_of};
pub use types::{
    Block, Contact, Fact, FactField, FactKind, Feeds, ForEach, Heading, Model, NamedDate, OptionList, Period, Question,
    Relevance, RetiredQuestion, Rows, Section,
};

pub use typed_index_collections::{TiSlice, TiVec};

pub use canevas_syntax::definition::{LastYear, Layout, NonResponse, Numbering};
