//! Answers, typed once. [`AnswerPath`] says where an answer is and [`Answer`] what it is; [`Response`] is a whole
//! return. They become text only here: JSON keys and pointers, tags of a Word file, names of a page's controls.

mod answer;
mod clarification;
mod digits;
mod documents;
mod entered;
mod erase;
mod key;
mod leaves;
mod line;
mod line_value;
mod members;
mod misfit;
mod path;
mod quantity;
mod relevant;
mod respondent;
mod response;
mod return_file;
mod shape;
mod sign_off;
mod text;
mod words;

pub use answer::{Answer, Fields, NON_RESPONSE_KEY, NameAndRole, read_non_response};
pub use clarification::{CLARIFIES_KEY, Clarification};
pub use digits::{changed_by_reading, drops_digits};
pub use documents::{Document, DocumentPlace};
pub use entered::{entered_keys, entered_row};
pub use key::{AnswerKey, CompanionField, ROW_NAME_KEY, UnknownKey};
pub use leaves::{UnreadPlace, says_something};
pub use line::{ReturnLine, read_line};
pub use line_value::LineValue;
pub use members::MemberFault;
pub use misfit::Misfit;
pub use path::{AnswerPath, FactPath, RepeatedRow, ResponsePath};
pub use quantity::Quantity;
pub use relevant::{RelevantAnswer, RelevantAnswers, RowContext};
pub use respondent::{RESPONDENT_KEY, Respondent, RespondentKind};
pub use response::{HEAD_KEYS, IMPORTED, READ_FROM_WORD, Response, UNREAD_KEY};
pub use return_file::{Locator, ReturnFile, read_return};
pub use shape::{LARGEST_NUMBER, fits, is_blank, is_chosen, is_row_key, is_text, is_too_large, text_pattern};
pub use sign_off::{SIGN_OFF_KEY, SignOff};
pub use text::{ANSWERS_KEY, EACH_ROW, FACTS_KEY, TreeStep};
pub use words::{in_plain_words, is_one_value};
