//! What seems to be an edition and is not read.

use crate::names::{edition_folders, names_or_default};
use crate::{EditionFindings, Failure};
use canevas_compiler::diagnostics::{Findings, Sources};
use canevas_compiler::files::{self, Files, UnreadFile, join, split};
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
    let folders = edition_folders(project, names).unwrap_or_default();
    // Beside an edition its own reading names them.
    let above = unread_settings(project, &folders).into_iter().chain(unread_regions(project.files(), &folders));
    unread.extend(above.filter(|file| !folders.iter().any(|folder| split(&file.name).0 == folder)));
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

/// The days and regions by which a desk counts, where the name of their file is written in another way, such as `desk.yml`: without
/// a word about it, late countries would seem to be on time.
pub(crate) fn unread_of_desk(files: &dyn Files, folder: &str) -> Vec<UnreadFile> {
    let regions = unread_regions(files, &[folder.to_owned()]);
    files::meant_for(files, folder, DAYS).into_iter().chain(regions).collect()
}

/// What seems to be a file of regions in or above folders, where none is read.
fn unread_regions(files: &dyn Files, folders: &[String]) -> Vec<UnreadFile> {
    let (mut unread, mut seen) = (Vec::new(), BTreeSet::new());
    for folder in folders {
        for above in files.folders_above(folder) {
            if files.kind(&join(&above, REGIONS)).is_some() {
                break;
            }
            if seen.insert(above.clone()) {
                unread.extend(files::meant_for(files, &above, REGIONS));
            }
            if files.kind(&join(&above, ".git")).is_some() {
                break;
            }
        }
    }
    unread
}

/// Settings above the editions whose name is written in another way, such as `Canevas.toml`.
fn unread_settings(project: &Project, folders: &[String]) -> Vec<UnreadFile> {
    let files = project.files();
    let (mut unread, mut seen) = (Vec::new(), BTreeSet::new());
    for folder in folders {
        // As the settings of an edition are looked for: from its folder upwards, then from where the user stands.
        'search: for start in [folder.as_str(), ""] {
            for above in files.folders_above(start) {
                if files.kind(&join(&above, SETTINGS)).is_some() {
                    break 'search;
                }
                if seen.insert(above.clone()) {
                    unread.extend(files::meant_for(files, &above, SETTINGS));
                }
                if files.kind(&join(&above, ".git")).is_some() {
                    break;
                }
            }
        }
    }
    unread
}

/// The name of the days of a desk.
pub(crate) const DAYS: &str = "desk.yaml";

/// The name of the regions.
pub(crate) const REGIONS: &str = "regions.yaml";

/// The name of the settings.
const SETTINGS: &str = "canevas.toml";
