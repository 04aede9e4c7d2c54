//! Translations in a table, and files for translators.

use crate::Workbench;
use crate::reply::{Blob, Reply};
use crate::writing::blobs;
use canevas_operations::Failure;
use canevas_operations::translate::{
    ExtractRequest, ImportRequest, XliffVersion, add_language, extract, import, texts, translate_text,
};

/// A folder that no user has.
const OUT: &str = ".canevas-studio-xliff";

impl Workbench {
    pub(crate) fn add_language(&mut self, edition: &str, language: &str) -> Reply {
        let made = add_language(self.project(), edition, language);
        self.wrote(made.map(|added| added.edits))
    }

    pub(crate) fn translations(&self, folder: &str) -> Result<Reply, Failure> {
        match texts(self.project(), folder) {
            Ok(tables) => Reply::of("tables", &tables),
            Err(refusal) => Ok(Reply::refused(&refusal)),
        }
    }

    pub(crate) fn translate(&mut self, folder: &str, language: &str, key: &str, text: &str) -> Reply {
        let made = translate_text(self.project(), folder, language, key, text);
        self.wrote(made.map(|edit| vec![edit]))
    }

    pub(crate) fn for_translators(&mut self, edition: &str, language: &str, xliff: bool) -> Reply {
        let request = ExtractRequest {
            names: vec![edition.to_owned()],
            languages: vec![language.to_owned()],
            xliff: xliff.then(|| (OUT.to_owned(), XliffVersion::V1_2)),
            preview: None,
            force: true,
        };
        let made = match extract(self.project(), &request) {
            Ok(made) => made,
            Err(refusal) => return Reply::refused(&refusal),
        };
        let edits: Vec<_> = made.into_iter().map(|catalogue| catalogue.edit).collect();
        if xliff {
            return Reply { blobs: blobs(edits, OUT), ..Reply::default() };
        }
        // The catalogue of the folder is renewed, and the page hands out a copy of it.
        let mut reply = Reply::default();
        self.carry_out(edits, &mut reply);
        let file = |name: &String| {
            let short = name.rsplit('/').next().unwrap_or(name).to_owned();
            Some(Blob { name: short, bytes: self.read(name)? })
        };
        reply.blobs = reply.changed.iter().filter_map(file).collect();
        reply
    }

    pub(crate) fn take_translations(&mut self, file: &str, edition: &str, language: &str) -> Result<Reply, Failure> {
        let language = (!language.is_empty()).then(|| language.to_owned());
        let request = ImportRequest { file: file.to_owned(), edition: edition.to_owned(), language };
        match import(self.project(), &request) {
            Ok(outcome) => {
                let mut reply = Reply::of("taken", &outcome.taken)?;
                reply.add("waiting", &outcome.waiting)?;
                reply.add("untouched", &outcome.untouched)?;
                let found: Vec<String> = outcome.findings.in_words().iter().map(ToString::to_string).collect();
                reply.add("found", &found)?;
                self.carry_out(outcome.edit.into_iter().collect(), &mut reply);
                Ok(reply)
            }
            Err(refusal) => Ok(Reply::refused(&refusal)),
        }
    }
}
