//! Answers, typed once. [`AnswerPath`] says where an answer is and [`Answer`] what it is; [`Response`] is a whole
//! return. They become text only here: JSON keys and pointers, tags of a Word file, names of a page's controls.

mod answer;
mod erase;
mod key;
mod leaves;
mod misfit;
mod path;
mod relevant;
mod response;
mod return_file;
mod shape;
mod text;

pub use answer::{Answer, Fields, NON_RESPONSE_KEY, NameAndRole, read_non_response};
pub use key::{AnswerKey, CompanionField, ROW_NAME_KEY, UnknownKey};
pub use leaves::{UnreadPlace, says_something};
pub use misfit::Misfit;
pub use path::{AnswerPath, FactPath, RepeatedRow, ResponsePath};
pub use relevant::{RelevantAnswers, RowContext};
pub use response::{Response, UNREAD_KEY};
pub use return_file::{Locator, ReturnFile, read_return};
pub use shape::{fits, is_chosen, is_row_key, is_text};
pub use text::{ANSWERS_KEY, EACH_ROW, FACTS_KEY, TreeStep};
