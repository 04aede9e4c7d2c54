//! The return that a clarification sheet asks about: a version that was accepted, or a file that came in.

use super::accept::return_of;
use super::desk_files::Desk;
use super::places::{desk_file, files_at};
use crate::names::is_file;
use crate::{Failure, shown};
use canevas_compiler::files::{EntryKind, join, split};
use canevas_compiler::responses::Response;
use canevas_compiler::returns::{Delivery, version_of};
use canevas_compiler::{DeskReader, Project};

/// The return that the return of a sheet clarifies. It is looked for among the accepted versions, the returns of the edition, and
/// the files beside the sheet.
pub(super) fn base_of(
    project: &Project,
    (desk, folder): (&Desk<'_>, &str),
    reader: &DeskReader<'_>,
    sheet: &Delivery,
) -> Result<Response, Failure> {
    let code = sheet.country.as_deref().unwrap_or_default();
    let version = sheet.clarifies.as_deref().unwrap_or_default();
    // Something may have been erased in it since; then it has another name.
    let kept = desk.history(code).ok();
    let now_called = kept.as_ref().map_or(version, |kept| kept.history.now_called(version));
    if is_file(project, &desk.version_file(code, now_called)) {
        return Ok(return_of(desk, code, now_called)?.response);
    }
    let places = [join(folder, "returns"), split(&sheet.file).0.to_owned()];
    let places: Vec<String> =
        places.into_iter().filter(|place| project.files().kind(place) == Some(EntryKind::Folder)).collect();
    let names = files_at(project.files(), &places)?;
    let wanted = names.iter().filter(|name| **name != sheet.file && may_be_a_return(name));
    for name in wanted {
        let read = reader.returns(vec![desk_file(project.files(), name)]).into_iter().find_map(Result::ok);
        let found = read.filter(|read| read.country == code && version_of(&read.read.to_text()) == version);
        if let Some(found) = found {
            return Ok(found.read.response);
        }
    }
    Err(format!(
        "it clarifies version {version} of the return of {code}, which is neither among the accepted versions nor beside this file; put the return that the sheet was made from there",
        version = shown(version)
    ))
}

fn may_be_a_return(name: &str) -> bool {
    let name = name.to_lowercase();
    [".json", ".docx"].iter().any(|ending| name.ends_with(ending))
}
