//! What the studio asks of the compiler. A page holds a folder of files in memory, sends a [`Request`], and gets a [`Reply`].
//!
//! It is a front like the command line: each request calls one operation, or the language service. It touches no disk and no clock:
//! the page opens and saves files, and says what day it is. What an operation writes, it writes into the files in memory, and the
//! reply names them. So the page decides what becomes of a file, and can take everything back.
//!
//! The crate knows nothing of WebAssembly. A thin crate passes bytes between this one and the page; a server or a test may use this
//! one as it is.

mod editions;
mod reply;
mod request;
mod returns;
mod steps;
mod texts;
mod translations;
mod writing;

pub use reply::{Blob, Reply};
pub use request::{Ask, Request};

use canevas_operations::Project;
use canevas_operations::files::MemoryFiles;

/// A folder of files in memory, and what the compiler knows of them.
#[derive(Debug)]
pub struct Workbench {
    project: Project<MemoryFiles>,
}

impl Default for Workbench {
    fn default() -> Self {
        Self { project: Project::new(MemoryFiles::default()) }
    }
}

impl Workbench {
    /// Writes a file into the folder. A name is a path with `/`, below the folder.
    pub fn write(&mut self, name: &str, bytes: Vec<u8>) {
        self.project.files_mut().write(name, bytes);
    }

    /// Removes a file from the folder.
    pub fn remove(&mut self, name: &str) {
        self.project.files_mut().remove(name);
    }

    /// The bytes of a file of the folder.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        self.project().files().read(name).ok()
    }

    fn project(&self) -> &Project {
        &self.project
    }

    /// Answers a request, which is a [`Request`] in JSON. A request that cannot be read is answered with what is wrong with it.
    pub fn answer(&mut self, request: &str) -> Reply {
        match serde_json::from_str::<Request>(request) {
            Ok(request) => self.reply(&request),
            Err(error) => Reply::failed(format!("this request cannot be read: {error}")),
        }
    }

    /// Answers a request.
    pub fn reply(&mut self, request: &Request) -> Reply {
        let today = request.today.as_str();
        let made = match &request.ask {
            Ask::Editions => self.editions(),
            Ask::Findings { name } => self.findings(name),
            Ask::Outline { file } => self.outline(file),
            Ask::Complete { file, offset } => self.complete(file, *offset),
            Ask::Hover { file, offset } => self.hover(file, *offset),
            Ask::Definition { file, offset } => self.definition(file, *offset),
            Ask::References { file, offset } => self.references(file, *offset),
            Ask::RenameAt { file, offset, name } => self.rename_at(file, *offset, name),
            Ask::Format { file } => self.format(file),
            Ask::At { file, offset } => self.at(file, *offset),
            Ask::Value { file, at } => self.value(file, at),
            Ask::Edit { file, changes } => self.edit(file, changes),
            Ask::Preview { folder, copy, language, target } => self.preview(folder, copy, language, target),
            Ask::Build { names } => self.build(names),
            Ask::New { form, edition, language } => self.new_form(form, edition, language),
            Ask::Rename { edition, old, new } => Ok(self.rename(edition, old, new)),
            Ask::Retire { edition, id, because } => Ok(self.retire(edition, id, because)),
            Ask::Accept { edition, rule, at, because } => Ok(self.accept(edition, rule, at, because, today)),
            Ask::Publish { edition } => Ok(self.publish(edition, today)),
            Ask::NextEdition { edition, returns } => self.next_edition(edition, returns),
            Ask::Diff { old, new } => self.diff(old, new, today),
            Ask::Redline { old, new } => self.redline(old, new, today),
            Ask::AddLanguage { edition, language } => Ok(self.add_language(edition, language)),
            Ask::Translations { folder } => self.translations(folder),
            Ask::Translate { folder, language, key, text } => Ok(self.translate(folder, language, key, text)),
            Ask::ForTranslators { edition, language, xliff } => Ok(self.for_translators(edition, language, *xliff)),
            Ask::FromTranslators { file, edition, language } => self.take_translations(file, edition, language),
            Ask::Status { names, form } => self.status(names, form, today),
            Ask::Readable { name, form, language } => self.readable(name, form, language),
            Ask::Report { form, returns, language } => self.report(form, returns, language, today),
        };
        made.unwrap_or_else(Reply::failed)
    }
}
