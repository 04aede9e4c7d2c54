//! What rules read: both editions, their changes, and what the change file declares.

use super::words::Words;
use crate::EditionSide;
use crate::change_file::Declarations;
use crate::diff::{Change, ChangePlace};
use crate::witness::Replay;
use canevas_diagnostics::{Rule, Span};
use canevas_model::TextKey;
use canevas_syntax::changes::{Verdict, Waiver};
use std::collections::HashSet;

/// The texts that print a value, in words: "`form.introduction` prints it".
pub fn printed_by(texts: &[TextKey]) -> String {
    let names: Vec<String> = texts.iter().map(|text| format!("`{text}`")).collect();
    format!("{} {} it", names.join(", "), if names.len() == 1 { "prints" } else { "print" })
}

/// A name as a word of a command line.
pub fn command_word(folder: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-:".contains(c);
    match folder {
        "" => ".".to_owned(),
        folder if folder.chars().all(is_plain) => folder.to_owned(),
        folder => format!("'{}'", folder.replace('\'', "'\\''")),
    }
}

/// The input of the rules.
pub(crate) struct RuleContext<'a> {
    /// The old edition, with the texts that were published of it.
    pub old: EditionSide<'a>,
    /// The old edition, as its files are now.
    pub old_as_written: EditionSide<'a>,
    pub new: EditionSide<'a>,
    pub declared: Declarations<'a>,
    /// What the editions call things.
    pub words: Words<'a>,
    pub changes: &'a [Change],
    /// Old returns under the new schema.
    pub replay: &'a Replay,
    /// Ids that were retired or freed, and that no other question may have.
    pub never_again: HashSet<String>,
    pub today: &'a str,
    /// Whether no edition stands between the two, as far as the change files say.
    pub is_one_step: bool,
}

impl RuleContext<'_> {
    /// Whether the last day of a waiver has passed. It counts until the edition is published: what was accepted then is part of
    /// the edition.
    pub fn expired(&self, waiver: &Waiver) -> bool {
        let is_published = self.new.published.is_some_and(|lock| lock.edition == self.new.model.edition);
        !is_published && waiver.expires.as_ref().is_some_and(|day| day.value.as_str() < self.today)
    }

    /// Whether the change file starts from the old edition. A change file that starts from another edition says nothing
    /// about the changes since this one.
    pub fn starts_here(&self) -> bool {
        let from = self.new.changes.and_then(|changes| changes.from.as_ref());
        from.and_then(|from| from.edition.as_ref()).is_some_and(|edition| edition.value == self.old.model.edition)
    }

    /// The two editions, as the commands that write the change file take them. Where no command can declare a change between
    /// them, what to do instead.
    pub fn editions(&self) -> Result<String, String> {
        let (old, new) = (&self.old.model.edition, &self.new.model.edition);
        let from = self.new.changes.and_then(|changes| changes.from.as_ref()?.edition.as_ref());
        if old == new {
            Err("undo it here, and make it in the next edition".to_owned())
        } else if !self.is_one_step {
            Err("undo it, or compare each edition with the one before it: these comparisons name the command that \
                 declares it"
                .to_owned())
        } else if let Some(from) = from.filter(|from| from.value != *old) {
            Err(format!("undo it, or compare with the edition {}, from which the change file starts", from.value))
        } else if let Some(restore) = self.new.restore {
            Err(format!(
                "undo it, or bring the folder to the disk with `{restore}` and compare again: the comparison then names the \
                 command that declares it"
            ))
        } else {
            Ok(format!("--from {} --in {}", command_word(self.old.folder), command_word(self.new.folder)))
        }
    }

    /// What to do about a change that nobody can declare.
    pub fn accept(&self, rule: &Rule, at: &ChangePlace) -> String {
        let at = command_word(&at.to_string());
        self.editions().map_or_else(
            |instead| instead,
            |editions| format!("undo it, or accept it: `canevas accept {} {at} --because WHY {editions}`", rule.name),
        )
    }

    /// The tag of the source language.
    pub fn source(&self) -> &str {
        self.new.model.source_language.tag()
    }

    /// The reason of an erratum for a text in a language. `None` is the source language.
    pub fn erratum(&self, at: &ChangePlace, language: Option<&str>) -> Option<&str> {
        at.names().iter().find_map(|part| self.declared.erratum(part, language, self.source()))
    }

    /// Whether every one of these texts is declared as a correction.
    pub fn are_corrected(&self, texts: &[TextKey]) -> bool {
        !texts.is_empty() && texts.iter().all(|text| self.erratum(&ChangePlace::of_text(text), None).is_some())
    }

    /// Whether a changed text still has the same meaning, if the change file declares it.
    pub fn meaning(&self, at: &ChangePlace) -> Option<Verdict> {
        at.names().iter().find_map(|part| self.declared.meaning(part))
    }

    /// The place of the edition's name, for a finding that has no place of its own.
    pub fn edition(&self) -> Span {
        self.new.model.edition_span
    }
}
