//! What the page asks about a text and a place in it, and changes of values.

use crate::Workbench;
use crate::reply::Reply;
use canevas_compiler::diagnostics::{Source, SourceId};
use canevas_compiler::syntax::edit::{self, Change, Place};
use canevas_compiler::syntax::traps::parse_with_traps;
use canevas_language_service as service;
use canevas_operations::Failure;

impl Workbench {
    pub(crate) fn findings(&self, name: &str) -> Result<Reply, Failure> {
        Reply::of("files", &service::findings(self.project(), name)?)
    }

    pub(crate) fn outline(&self, file: &str) -> Result<Reply, Failure> {
        Reply::of("outline", &service::outline(self.project(), file))
    }

    pub(crate) fn complete(&self, file: &str, offset: usize) -> Result<Reply, Failure> {
        Reply::of("completions", &service::complete(self.project(), file, offset))
    }

    pub(crate) fn hover(&self, file: &str, offset: usize) -> Result<Reply, Failure> {
        Reply::of("hover", &service::hover(self.project(), file, offset))
    }

    pub(crate) fn definition(&self, file: &str, offset: usize) -> Result<Reply, Failure> {
        Reply::of("places", &service::definition(self.project(), file, offset))
    }

    pub(crate) fn references(&self, file: &str, offset: usize) -> Result<Reply, Failure> {
        Reply::of("places", &service::references(self.project(), file, offset, true))
    }

    pub(crate) fn rename_at(&mut self, file: &str, offset: usize, name: &str) -> Result<Reply, Failure> {
        let mut reply = Reply::default();
        for changed in service::rename(self.project(), file, offset, name)? {
            let before = self.text(&changed.file).unwrap_or_default();
            self.write(&changed.file, changed.apply(&before).into_bytes());
            reply.changed.push(changed.file);
        }
        Ok(reply)
    }

    pub(crate) fn format(&mut self, file: &str) -> Result<Reply, Failure> {
        let mut reply = Reply::default();
        if let Some(edit) = service::format(self.project(), file)? {
            let edits = service::FileEdits { file: file.to_owned(), is_new: false, edits: vec![edit] };
            self.write(file, edits.apply(&self.text(file)?).into_bytes());
            reply.changed.push(file.to_owned());
        }
        Ok(reply)
    }

    pub(crate) fn at(&self, file: &str, offset: usize) -> Result<Reply, Failure> {
        let (root, _) = parse_with_traps(SourceId(0), &Source::new(file, self.text(file)?));
        let Some(root) = root else { return Ok(Reply::default()) };
        let around = edit::blocks_around(&root, offset).into_iter().rev();
        let found = around.filter_map(|place| Some((edit::at(&root, &place)?, place)));
        let Some((node, place)) = found.into_iter().find(|(node, _)| node.get("id").is_some()) else {
            return Ok(Reply::default());
        };
        let mut reply = Reply::of("at", &place)?;
        reply.add("value", &node.to_json())?;
        Ok(reply)
    }

    pub(crate) fn value(&self, file: &str, at: &Place) -> Result<Reply, Failure> {
        let (node, _) = parse_with_traps(SourceId(0), &Source::new(file, self.text(file)?));
        let value = node.as_ref().and_then(|root| edit::at(root, at)).map(canevas_compiler::syntax::Node::to_json);
        Reply::of("value", &value)
    }

    pub(crate) fn edit(&mut self, file: &str, changes: &[Change]) -> Result<Reply, Failure> {
        let text = edit::edit(&self.text(file)?, changes).map_err(|error| format!("`{file}`: {error}"))?;
        self.write(file, text.into_bytes());
        Ok(Reply { changed: vec![file.to_owned()], ..Reply::default() })
    }

    /// The text of a file.
    fn text(&self, file: &str) -> Result<String, Failure> {
        Ok(self.project().text(file)?.text)
    }
}
