//! Reads filled Word files back into returns. A file that cannot be read gives a report. The other files are read all the
//! same.

mod report;

pub use report::{
    FileReport, MissingField, PlacedText, ReadReport, ReturnIdentity, StrayText, identity_of, read_report,
};

use crate::build::read_word;
use crate::names::{edition_folders, not_a_file};
use crate::{Conclusion, Edit, Failure, json, shown};
use canevas_compiler::docx::read::{Opened, OpenedHead, ReadReturn, read as open_word};
use canevas_compiler::files::{EntryKind, Files, Scope, join, split};
use canevas_compiler::{Edition, Project, WordReader};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which Word files to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadRequest {
    /// The filled Word files.
    pub files: Vec<String>,
    /// The form file, or the folder of its edition. If none is named, each file names its own form.
    pub form: Option<String>,
    /// Where the returns go.
    pub to: ReturnsTo,
    /// Whether to replace a return that exists and differs.
    pub force: bool,
}

/// Where returns go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ReturnsTo {
    /// Beside each Word file.
    #[default]
    Beside,
    /// Into a folder.
    Folder(String),
    /// Nowhere: a front prints them.
    Printed,
}

/// What came of one Word file.
#[derive(Debug)]
pub struct FileRead {
    /// The file.
    pub name: String,
    /// The return and how reading went, or why there is none.
    pub read: Result<ReadReturn, Failure>,
    /// Where the return goes, or why there is none. A front that cannot carry out the edit puts the reason here.
    pub written: Result<Written, Failure>,
    /// The edit that writes the return, where it is to be written.
    pub edit: Option<Edit>,
}

/// Where a return goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Into a file.
    To(String),
    /// A file holds the same already.
    Same(String),
    /// Nowhere: a front prints its text.
    Printed(String),
}

impl FileRead {
    /// Whether there is no return of it.
    pub fn failed(&self) -> bool {
        self.read.is_err() || self.written.is_err()
    }
}

/// How reading some files ends. A file without a return is a failure.
pub fn read_conclusion(files: &[FileRead]) -> Result<Conclusion, Failure> {
    match (files.iter().filter(|file| file.failed()).count(), files.len()) {
        (0, _) => Ok(Conclusion::Passes),
        (_, 1) => Err("the file was not read into a return".to_owned()),
        (failed, all) => {
            let were = if failed == 1 { "was" } else { "were" };
            Err(format!("{failed} of {all} files {were} not read into a return"))
        }
    }
}

/// How many files are in memory at once. The editions get the countries that these name before any of them is read.
const AT_ONCE: usize = 32;

/// Reads Word files, and hands each to `each` as soon as it is read. Each file is opened once.
pub fn read(project: &Project, request: &ReadRequest, each: &mut dyn FnMut(FileRead)) -> Result<(), Failure> {
    let named: Vec<String> = request.form.iter().cloned().collect();
    let folders = edition_folders(project, &named)?;
    let files = project.files();
    let (mut codes, mut places) = (BTreeSet::new(), BTreeMap::new());
    for names in request.files.chunks(AT_ONCE) {
        let opened: Vec<_> = names.iter().map(|name| (name, open(files, name))).collect();
        codes.extend(opened.iter().filter_map(|(_, opened)| country(opened.as_ref().ok()?)));
        let codes: Vec<String> = codes.iter().cloned().collect();
        let read = |folder: &String| Ok(project.edition_with(folder, Scope::WithoutReturns, &codes)?);
        let editions: Vec<Arc<Edition>> = folders.iter().map(read).collect::<Result<_, Failure>>()?;
        let mut readers: Vec<Option<WordReader<'_>>> = editions.iter().map(|_| None).collect();
        for (name, opened) in opened {
            let read = opened.and_then(|opened| one(&opened, &editions, &mut readers, request.form.is_some()));
            let kept = match &read {
                Ok(read) => keep(files, name, read, request, &mut places),
                Err(failure) => Err(failure.clone()),
            };
            let (written, edit) = match kept {
                Ok((written, edit)) => (Ok(written), edit),
                Err(failure) => (Err(failure), None),
            };
            each(FileRead { name: shown(name).to_owned(), read, written, edit });
        }
    }
    Ok(())
}

/// The country that a file names. It may have a copy without a country file.
fn country(opened: &Opened) -> Option<String> {
    opened.head().map(|head| head.copy).filter(|code| code != "blank")
}

/// Reads one file as what it says it is.
fn one<'e>(
    opened: &Opened,
    editions: &'e [Arc<Edition>],
    readers: &mut [Option<WordReader<'e>>],
    named: bool,
) -> Result<ReadReturn, Failure> {
    let at = edition_of(opened.head().as_ref(), editions, named)?;
    if readers[at].is_none() {
        readers[at] = editions[at].word_reader();
    }
    let reader = readers[at].as_ref().ok_or("its form has errors; see `canevas check`")?;
    reader.read(opened).map_err(|unfit| format!("{}; {}", unfit.message(), unfit.help()))
}

fn open(files: &dyn Files, name: &str) -> Result<Opened, Failure> {
    open_word(&read_word(files, name)?).map_err(|error| error.to_string())
}

/// The edition that a file says it is of. Where the request names the form, a file of another edition is read all the same,
/// with a warning.
fn edition_of(head: Option<&OpenedHead>, editions: &[Arc<Edition>], named: bool) -> Result<usize, Failure> {
    let same = editions.iter().position(|edition| {
        let model = edition.model.as_ref();
        head.zip(model).is_some_and(|(head, model)| head.form == model.form && head.edition == model.edition)
    });
    match (same, editions, head) {
        (Some(at), ..) => Ok(at),
        (None, [_], _) if named => Ok(0),
        (None, _, None) => Err("it does not say which form it is; name the form with --form".to_owned()),
        (None, _, Some(head)) => Err(format!(
            "it says that it is {} {}, and there is no such form here; to read it as another, name that with --form",
            head.form, head.edition
        )),
    }
}

/// Where a return goes. `places` holds the returns of this run, and the file that each was read from.
fn keep(
    files: &dyn Files,
    name: &str,
    read: &ReadReturn,
    request: &ReadRequest,
    places: &mut BTreeMap<String, String>,
) -> Result<(Written, Option<Edit>), Failure> {
    let text = json(&read.json)?;
    let (beside, file) = split(name);
    let folder = match &request.to {
        ReturnsTo::Printed => return Ok((Written::Printed(text), None)),
        ReturnsTo::Folder(folder) => folder,
        ReturnsTo::Beside => beside,
    };
    not_a_file(files, folder)?;
    let path = join(folder, &format!("{file}.json"));
    // Files of one name in two folders would give one return, and the second would replace the first.
    if let Some(other) = places.insert(path.clone(), shown(name).to_owned()) {
        return Err(format!("`{path}` was written from `{other}` just now; read the two into different folders"));
    }
    if let Some(kind) = own_kind(files, &path) {
        if kind == EntryKind::File && files.read(&path).is_ok_and(|found| found == text.as_bytes()) {
            return Ok((Written::Same(path), None));
        }
        if !request.force || kind != EntryKind::File {
            return Err(format!("`{path}` exists and differs; replace it with --force"));
        }
    }
    let edit = Edit::write(&path, text);
    Ok((Written::To(path), Some(edit)))
}

/// What stands at a name itself; a link is not followed.
pub(crate) fn own_kind(files: &dyn Files, name: &str) -> Option<EntryKind> {
    let (folder, file) = split(name);
    files.list(folder).ok()?.into_iter().find(|entry| entry.name == file).map(|entry| entry.kind)
}
