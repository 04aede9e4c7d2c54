//! Reads a filled Word file back: the answers as a return, and a report of how each was found and of all text that belongs
//! to no answer.

mod agreement;
mod align;
mod assemble;
mod assemble_rows;
mod blank_forms;
mod collect;
mod custom_xml;
mod document_text;
mod drawn;
mod filled;
mod hidden_answers;
mod normalize;
mod not_followed;
mod notes;
mod opened;
mod own_texts;
mod prompts;
mod questions;
mod reader;
mod repeated;
mod report;
pub mod rules;
mod template;
mod unfit;

pub use agreement::Agreement;
pub use blank_forms::BlankForms;
pub use canevas_ooxml::PackageError;
pub use opened::{Opened, OpenedHead, read};
pub use reader::{CopyReader, answers};
pub use report::{Channel, FieldReport, FindingAnswer, ReadReturn, UnplacedText, WordFinding, WordReport};
pub use unfit::Unfit;
