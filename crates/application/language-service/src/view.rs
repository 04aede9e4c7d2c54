//! What is known of the edition that a file belongs to, also while its form cannot be read.

use crate::file_kind::FileKind;
use canevas_compiler::diagnostics::{Level, SourceId, Sources};
use canevas_compiler::files::{Scope, editions};
use canevas_compiler::model::{Model, lower_after};
use canevas_compiler::{Edition, Project};
use std::sync::Arc;

/// An edition, as far as it can be read, and the file that somebody looks at.
pub(crate) struct View<'p> {
    pub(crate) project: &'p Project,
    /// The folder of the edition.
    pub(crate) folder: String,
    /// The edition as it is.
    pub(crate) edition: Arc<Edition>,
    /// The form without the lines that cannot be read, where the form as it is gives no model.
    mended: Option<MendedForm>,
}

/// A form without some of its lines.
struct MendedForm {
    text: String,
    model: Model,
}

/// The folder of the edition that a file belongs to; `None` where it belongs to none.
pub fn edition_folder(project: &Project, file: &str) -> Option<String> {
    editions(project.files(), &[file.to_owned()]).ok()?.into_iter().next()
}

impl<'p> View<'p> {
    /// The edition of a file. `typed_at` is the byte at which somebody types in this file.
    pub(crate) fn of(project: &'p Project, file: &str, typed_at: Option<usize>) -> Option<Self> {
        let folder = edition_folder(project, file)?;
        let edition = project.edition(&folder, Scope::Whole).ok()?;
        let typed_at = typed_at.filter(|_| FileKind::of(file) == FileKind::Form);
        let mended = if edition.model.is_some() { None } else { mended(&edition, typed_at) };
        Some(Self { project, folder, edition, mended })
    }

    /// The form.
    pub(crate) fn model(&self) -> Option<&Model> {
        self.edition.model.as_ref().or_else(|| self.mended.as_ref().map(|mended| &mended.model))
    }

    /// The name and the text of the form, each line at its place. A line that could not be read is empty.
    pub(crate) fn form(&self) -> Option<(&str, &str)> {
        let source = self.edition.sources.shared(FORM)?;
        Some((source.name(), self.mended.as_ref().map_or(source.text(), |mended| &mended.text)))
    }

    /// Every file of the edition that was read, with its text, in the order of reading.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let sources = &self.edition.sources;
        let all = (0..sources.next_id().0).filter_map(|id| sources.shared(SourceId(id)));
        all.map(|source| (source.name(), source.text())).map(|(name, text)| match self.form() {
            Some((form, mended)) if form == name => (name, mended),
            _ => (name, text),
        })
    }

    /// The text of a file of the edition.
    pub(crate) fn text(&self, file: &str) -> Option<String> {
        let known = self.files().find(|(name, _)| *name == file).map(|(_, text)| text.to_owned());
        known.or_else(|| self.project.text(file).ok().map(|file| file.text))
    }
}

/// The form is the first file that is read.
const FORM: SourceId = SourceId(0);

/// The form without the lines that cannot be read.
fn mended(edition: &Edition, typed_at: Option<usize>) -> Option<MendedForm> {
    let source = edition.sources.shared(FORM)?;
    // The line where somebody types is most often the one; or else those that the findings name.
    let without_typed = typed_at.map(|at| without_line(source.text(), at));
    let starts = without_typed.into_iter().chain([source.text().to_owned()]);
    starts.into_iter().find_map(|text| without_broken_lines(edition, source.name(), text))
}

/// The most lines that are left out in turn.
const MOST_ROUNDS: usize = 6;

fn without_broken_lines(edition: &Edition, name: &str, mut text: String) -> Option<MendedForm> {
    for _ in 0..MOST_ROUNDS {
        let mut sources = Sources::default();
        let id = sources.add(name, text.as_str());
        let (model, findings) = lower_after(&sources, id, edition.changes.as_ref());
        if let Some(model) = model {
            return Some(MendedForm { text, model });
        }
        let denied = findings.iter().filter(|finding| finding.level == Level::Deny);
        let next = denied.fold(text.clone(), |text, finding| without_line(&text, finding.primary.span.start as usize));
        if next == text {
            return None;
        }
        text = next;
    }
    None
}

/// The text with spaces in the place of the line at an offset, so that all others stay where they are.
fn without_line(text: &str, offset: usize) -> String {
    let offset = (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    format!("{}{}{}", &text[..start], " ".repeat(end - start), &text[end..])
}
