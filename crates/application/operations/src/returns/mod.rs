//! What came in: the desk of a secretariat.

mod accept;
mod base_version;
mod clarify;
mod desk_files;
mod differ;
mod erase;
mod fill;
mod history;
mod letter;
mod merge;
mod outcome;
mod places;
mod receipt;
mod receive;
mod record;
mod status;
mod written;

pub use accept::{AcceptReturnRequest, ValueOrigin, accept_returns};
pub use clarify::{ClarifyRequest, clarify_return};
pub(crate) use desk_files::Desk;
pub use desk_files::{DESK, Signature};
pub use erase::{EraseRequest, erase_answers};
pub(crate) use fill::languages_named;
pub use fill::{FillFormat, FillOutcome, FillRequest, fill_returns};
pub use history::{HistoryRequest, returns_history};
pub use letter::{LetterPurpose, LetterRequest, draft_letters};
pub use merge::{MergeOutcome, MergeRequest, merge_returns};
pub use outcome::DeskOutcome;
pub use places::edition_of;
pub(crate) use places::{desk_file, files_at, reader};
pub use receive::{ReceiveRequest, receive_returns};
pub use record::{DeskStep, RecordRequest, UndoRequest, record_step, undo_entry};
pub(crate) use status::expected;
pub use status::{StatusOutcome, StatusRequest, returns_status};
pub(crate) use written::{NewFile, into_folder};
