//! Findings about files that are not read.

use canevas_diagnostics::{Finding, Findings, Sources, Span};
use canevas_project::files::UnreadFile;
use canevas_project::rules::FILE_NOT_READ;

/// A finding for each file, at the file itself. Its text is not read, so its source is empty.
pub fn unread_findings(files: &[UnreadFile], sources: &mut Sources) -> Findings {
    let finding = |file: &UnreadFile| {
        let span = Span::new(sources.add(&file.name, ""), 0..0);
        Finding::new(&FILE_NOT_READ, span, format!("`{}` is not read", file.name)).help(&file.advice)
    };
    files.iter().map(finding).collect()
}
