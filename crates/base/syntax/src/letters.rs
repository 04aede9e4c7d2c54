//! The letters of a secretariat (`letters.yaml`), beside the form. The model resolves their placeholders later.

use crate::node::{SourceText, Sp};
use crate::{record, words};

record! {
    /// The letters of a secretariat. A letter that is left out is the one that Canevas has.
    pub struct Letters as "letters" requires [canevas, letters] {
        /// The version of this format; 1.
        canevas: Sp<u32>,
        /// The letters.
        letters: LettersByKind,
    }
}

record! {
    /// The letters by what they are for.
    pub struct LettersByKind as "the letters" requires [] {
        /// Asks a country to report.
        invitation: Letter,
        /// Asks a country for what has not come yet.
        reminder: Letter,
        /// Thanks a country whose return was accepted.
        thanks: Letter,
        /// Asks a country about answers of its return.
        clarification: Letter,
    }
}

record! {
    /// A letter: plain text with placeholders.
    pub struct Letter as "a letter" requires [subject, text] {
        /// The subject of the mail.
        subject: SourceText,
        /// The letter. A line stays a line.
        text: SourceText,
    }
}

words! {
    /// What a letter is for.
    pub enum LetterKind {
        /// Asks a country to report.
        Invitation = "invitation",
        /// Asks a country for what has not come yet.
        Reminder = "reminder",
        /// Thanks a country whose return was accepted.
        Thanks = "thanks",
        /// Asks a country about answers of its return.
        Clarification = "clarification",
    }
}
