//! What seems to be an edition and is not read.

use crate::names::names_or_default;
use crate::{EditionFindings, Failure};
use canevas_compiler::diagnostics::{Findings, Sources};
use canevas_compiler::{Edition, Project, files, unread_findings};

/// The findings about editions that are not read at or below the names; `None` where there are none. They weigh as the settings
/// of an edition that is read say.
pub(crate) fn unread_editions(
    project: &Project,
    names: &[String],
    read: Option<&Edition>,
) -> Result<Option<EditionFindings>, Failure> {
    let unread = files::unread_editions(project.files(), &names_or_default(project, names))?;
    if unread.is_empty() {
        return Ok(None);
    }
    let mut sources = Sources::default();
    let findings = unread_findings(&unread, &mut sources);
    let (findings, suppressed) = match read {
        Some(edition) => edition.levels.part(findings),
        None => (findings, Findings::default()),
    };
    Ok(Some(EditionFindings::new(&sources, findings, &suppressed)))
}
