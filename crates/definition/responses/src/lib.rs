//! Answers, typed once. [`AnswerPath`] says where an answer is and [`Answer`] what it is; [`Response`] is a whole
//! return. They become text only here: JSON keys and pointers, tags of a Word file, names of a page's controls.

mod key;
mod path;
mod text;

pub use key::{AnswerKey, CompanionField, ROW_NAME_KEY, UnknownKey};
pub use path::{AnswerPath, FactPath, RepeatedRow, ResponsePath};
pub use text::{ANSWERS_KEY, EACH_ROW, FACTS_KEY, TreeStep};
