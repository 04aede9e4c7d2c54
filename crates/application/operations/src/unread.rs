//! What seems to be an edition and is not read.

use crate::names::{edition_folders, names_or_default};
use crate::{EditionFindings, Failure};
use canevas_compiler::diagnostics::{Findings, Sources};
use canevas_compiler::files::{self, UnreadFile, join};
use canevas_compiler::{Edition, Project, unread_findings};
use std::collections::BTreeSet;

/// The findings about editions that are not read at or below the names; `None` where there are none. They weigh as the settings
/// of an edition that is read say.
pub(crate) fn unread_editions(
    project: &Project,
    names: &[String],
    read: Option<&Edition>,
) -> Result<Option<EditionFindings>, Failure> {
    let mut unread = files::unread_editions(project.files(), &names_or_default(project, names))?;
    unread.extend(unread_settings(project, names));
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

/// Settings above the editions whose name is written in another way, such as `Canevas.toml`. Beside an edition its own reading names
/// them.
fn unread_settings(project: &Project, names: &[String]) -> Vec<UnreadFile> {
    let files = project.files();
    let (mut unread, mut seen) = (Vec::new(), BTreeSet::new());
    let folders = edition_folders(project, names).unwrap_or_default();
    for folder in &folders {
        // As the settings of an edition are looked for: from its folder upwards, then from where the user stands.
        'search: for start in [folder.as_str(), ""] {
            for above in files.folders_above(start) {
                if files.kind(&join(&above, SETTINGS)).is_some() {
                    break 'search;
                }
                let is_new = !folders.contains(&above) && seen.insert(above.clone());
                let entries = if is_new { files.list(&above).unwrap_or_default() } else { Vec::new() };
                let alike = |name: &str| name.trim().to_lowercase().trim_end_matches(".txt") == SETTINGS;
                if let Some(entry) = entries.iter().find(|entry| alike(&entry.name)) {
                    let name = join(&above, &entry.name);
                    unread.push(UnreadFile { name, advice: format!("rename it to `{SETTINGS}`") });
                }
                if files.kind(&join(&above, ".git")).is_some() {
                    break;
                }
            }
        }
    }
    unread
}

/// The name of the settings.
const SETTINGS: &str = "canevas.toml";
