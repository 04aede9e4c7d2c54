//! Word files from which answers would be lost if they were read as they stand: readable copies without personal answers, and
//! clarification sheets that no longer say which return they ask about.
//!
//! The hidden part of a file says what it is. Some programs lose that part, so the words that only such files print count too.

use super::filled::FilledHead;
use super::normalize::norm;
use super::opened::Opened;
use super::template::Template;
use canevas_model::Model;
use canevas_project::Sheet;
use canevas_wording::Grammar;
use canevas_wording::ui::desk::DeskWord;
use canevas_wording::ui::document::DocumentWord;
use std::collections::HashSet;

/// Why a Word file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// It is a copy for reading, and personal answers were left out: what was left out would look like answers that the country
    /// took back.
    LacksPersonal,
    /// It is a copy for reading that no longer says so. What it prints for readers would become answers, and nobody could say whether
    /// personal answers or a sign-off were left out.
    DamagedReading,
    /// It is a clarification sheet, and does not say which one: all that it does not ask would look like that. This says what is
    /// wrong.
    DamagedSheet(String),
}

impl Unfit {
    /// What is wrong, after the name of the file.
    pub fn message(&self) -> String {
        match self {
            Self::LacksPersonal => "it is a copy for reading, from which answers were left out that are personal or not published".to_owned(),
            Self::DamagedReading => "it is a copy for reading, and is damaged: the part of the file is lost that holds its sign-off and the language of its answers, and that says whether answers were left out".to_owned(),
            Self::DamagedSheet(why) => format!("it is a clarification sheet, and is damaged: {why}"),
        }
    }

    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::LacksPersonal => "take the return that it was made from",
            Self::DamagedReading => {
                "take the return that it was made from, or the Word file as `canevas fill` wrote it"
            }
            Self::DamagedSheet(_) => {
                "ask for the answers in the sheet as it was sent, saved as .docx by Word, or in the form of the sheet"
            }
        }
    }
}

/// Why a file is not read. What the blank form prints itself says nothing.
pub(super) fn unfit(opened: &Opened, model: &Model, blank: &Template) -> Option<Unfit> {
    let filled = opened.hidden.as_ref().and_then(FilledHead::of).unwrap_or_default();
    let lines: HashSet<String> = opened.body.paragraphs.iter().map(|paragraph| norm(&paragraph.text())).collect();
    let prints = |text: &str| {
        let line = norm(text);
        lines.contains(&line) && !blank.texts.contains(&line)
    };
    let in_any_language =
        |text: &dyn Fn(Grammar) -> &'static str| Grammar::ALL.iter().any(|known| prints(text(*known)));
    let left_out = [true, false].map(DocumentWord::left_out);
    if filled.lacks_personal || left_out.iter().any(|word| in_any_language(&|known| word.text(known))) {
        return Some(Unfit::LacksPersonal);
    }
    if opened.hidden.is_none()
        && (tells_status(opened, blank) || in_any_language(&|known| DocumentWord::NotAsked.text(known)))
    {
        return Some(Unfit::DamagedReading);
    }
    match &filled.sheet {
        Some(kept) => Sheet::of_kept(kept, model).err().map(Unfit::DamagedSheet),
        None => {
            let is_sheet = in_any_language(&|known| DeskWord::SheetTitle.text(known))
                || in_any_language(&|known| DeskWord::SheetIntroduction.text(known));
            let why = "the part of the file that says which return it asks about is lost";
            is_sheet.then(|| Unfit::DamagedSheet(why.to_owned()))
        }
    }
}

/// Whether the cover says that the return is a draft or complete, as only a copy for reading does.
fn tells_status(opened: &Opened, blank: &Template) -> bool {
    let lines: Vec<String> = opened.body.paragraphs.iter().map(|paragraph| norm(&paragraph.text())).collect();
    let is_status = |pair: &[String], known: Grammar| {
        let is = |line: usize, word: DocumentWord| pair.get(line).is_some_and(|line| *line == norm(word.text(known)));
        is(0, DocumentWord::Status) && (is(1, DocumentWord::IsDraft) || is(1, DocumentWord::IsComplete))
    };
    let is_told = |known: &Grammar| {
        !blank.texts.contains(&norm(DocumentWord::Status.text(*known)))
            && lines.windows(2).any(|pair| is_status(pair, *known))
    };
    Grammar::ALL.iter().any(is_told)
}
