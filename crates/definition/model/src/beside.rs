//! What the secretariat writes beside the form: letters, and a report. Countries never see it.

use crate::ids::ReportBlockId;
use crate::text::Text;
use canevas_syntax::Sp;
use canevas_syntax::letters::LetterKind;
use canevas_syntax::report::{BlockKind, ReportBlock as BlockKeys};

/// A letter of the secretariat.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// What it is for.
    pub kind: LetterKind,
    /// The subject of the mail.
    pub subject: Text,
    /// The letter.
    pub text: Text,
}

/// The report of the secretariat: its words, and what its blocks show as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its title.
    pub title: Text,
    /// The text below the title.
    pub introduction: Option<Text>,
    /// What stands on every page.
    pub notice: Option<Text>,
    /// The first edition whose returns it compares with.
    pub first_edition: Option<Sp<String>>,
    /// Its blocks, in order.
    pub blocks: Vec<ReportBlock>,
}

/// A block of the report.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportBlock {
    /// Its id.
    pub id: ReportBlockId,
    /// What it shows.
    pub kind: Sp<BlockKind>,
    /// Its title.
    pub title: Option<Text>,
    /// The text below the title.
    pub text: Option<Text>,
    /// Its other keys, as they are written. What they name depends on what the block shows.
    pub keys: BlockKeys,
}
