//! What an editor asks about a file of a questionnaire and a place in it: what is wrong and how to mend it, what can be written
//! there, what it means, where it is declared and used, and what a rename changes.
//!
//! Each answer is a pure function of a [`Project`](canevas_compiler::Project), a file and a place, which is a byte of the file. The
//! project's files are what the editor shows, so a front lays open documents over the disk. Answers are plain values that can be
//! serialised: a language server turns them into its protocol, and a page into its own.
//!
//! A file is broken most of the time while somebody types. Where a place is follows from its lines ([`cursor`](canevas_compiler::syntax::cursor)).
//! What a form declares then comes from the form without the lines that cannot be read.

mod completion;
mod file_kind;
mod findings;
mod formatting;
mod hover;
mod mentions;
mod outline;
mod range;
mod rename;
mod schema;
mod symbol;
mod targets;
mod view;

pub use completion::{Completion, CompletionKind, complete};
pub use findings::{EditorFinding, FileFindings, QuickFix, RelatedPlace, findings};
pub use formatting::format;
pub use hover::{Hover, hover};
pub use outline::{OutlineEntry, OutlineKind, outline};
pub use range::{FileEdits, FileRange, TextEdit};
pub use rename::{RenamePlace, rename, rename_place};
pub use targets::{definition, references};
pub use view::edition_folder;
