//! From names to editions: which folders hold a form, and the files beside it.

use super::unread::{unread_form, unread_in};
use super::{EntryKind, FileError, FileTexts, Files, UnreadFile, join, nothing_at, shown, split};

/// A file that was read: its name in messages, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// What messages call it.
    pub name: String,
    /// The part of its name that says what it is: a language, a country code.
    pub stem: String,
    /// Its text.
    pub text: String,
}

/// The files of one edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditionFiles {
    /// `form.yaml`.
    pub form: Option<InputFile>,
    /// `locales/*.po`, ordered by name.
    pub catalogues: Vec<InputFile>,
    /// `countries/*.yaml`, ordered by name.
    pub countries: Vec<InputFile>,
    /// `respondents/*.yaml`, ordered by name.
    pub respondents: Vec<InputFile>,
    /// Those of whom a copy is wanted although they have no file. The text is empty.
    pub without_file: Vec<InputFile>,
    /// `returns/*.json`, ordered by name.
    pub returns: Vec<InputFile>,
    /// `clarify/*.yaml`, ordered by name: what the secretariat asks about returns.
    pub asks: Vec<InputFile>,
    /// `cases/*.yaml`, ordered by name.
    pub cases: Vec<InputFile>,
    /// `last_year/*.json`, ordered by name.
    pub last_year: Vec<InputFile>,
    /// `glossary.csv`.
    pub glossary: Option<InputFile>,
    /// `letters.yaml`.
    pub letters: Option<InputFile>,
    /// `report.yaml`.
    pub report: Option<InputFile>,
    /// `changes.yaml`.
    pub changes: Option<InputFile>,
    /// `published.json`.
    pub published: Option<InputFile>,
    /// `canevas.toml`, of the repository.
    pub settings: Option<InputFile>,
    /// What seems to belong to the edition, but has a name that is not read.
    pub unread: Vec<UnreadFile>,
    /// The returns whose bytes cannot be read, and why. The rest of the edition is read without them.
    pub damaged: Vec<UnreadFile>,
}

/// The name of a file, and the file or why it cannot be read.
type ReadFile = (String, Result<InputFile, FileError>);

/// Which files of an edition a task needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// All of them.
    Whole,
    /// All but the returns, what the secretariat asks about them, and the cases.
    WithoutReturns,
    /// All but these and last year's answers.
    WithoutAnswers,
}

/// The name of the form file of an edition.
const FORM: &str = "form.yaml";

/// The name of the file that sets levels of rules.
const SETTINGS: &str = "canevas.toml";

fn is_file(files: &dyn Files, name: &str) -> bool {
    files.kind(name) == Some(EntryKind::File)
}

/// The edition folders at or below the names, in order, each once.
pub fn editions(files: &dyn Files, names: &[String]) -> Result<Vec<String>, FileError> {
    let mut folders = Vec::new();
    for name in names {
        match files.kind(name) {
            Some(EntryKind::File) => folders.push(edition_of_file(files, name)?),
            Some(EntryKind::Folder) => {
                for file in files_below(files, name)? {
                    let (folder, file) = split(&file);
                    if file == FORM {
                        folders.push(folder.to_owned());
                    }
                }
            }
            _ => return Err(nothing_at(files, name, format!("there is no file or folder `{name}`"))),
        }
    }
    folders.sort_by(|a, b| a.split('/').cmp(b.split('/')));
    folders.dedup();
    if folders.is_empty() {
        if let Some(unread) = unread_editions(files, names)?.first() {
            let why = format!("no form.yaml was found, and `{}` is not read: {}", unread.name, unread.advice);
            return Err(FileError::Name(why));
        }
        let why = "no form.yaml was found; name a folder that holds one, or start with `canevas new organisation/name`";
        return Err(FileError::Name(why.to_owned()));
    }
    Ok(folders)
}

/// The folder of the edition that a file belongs to: its form, or one of the files that are read with it.
fn edition_of_file(files: &dyn Files, name: &str) -> Result<String, FileError> {
    let (folder, file) = split(name);
    if file == FORM {
        return Ok(folder.to_owned());
    }
    if is_file(files, &join(folder, FORM)) && super::unread::FILES.contains(&file) {
        return Ok(folder.to_owned());
    }
    if let Some((above, within)) = files.place_of(folder) {
        let is_part = super::unread::FOLDERS.iter().any(|(known, ending)| *known == within && file.ends_with(ending));
        if is_part && is_file(files, &join(&above, FORM)) {
            return Ok(above);
        }
    }
    let why = format!("`{name}` is not read: a form is in a file `{FORM}`; name that file or its folder");
    Err(FileError::Name(why))
}

/// What seems to be an edition at or below the names, and is not read: one behind a link, one in a folder of tools, a form with
/// another name.
pub fn unread_editions(files: &dyn Files, names: &[String]) -> Result<Vec<UnreadFile>, FileError> {
    let mut unread = Vec::new();
    for name in names.iter().filter(|name| files.kind(name) == Some(EntryKind::Folder)) {
        look_for_unread(files, name, &mut unread)?;
    }
    Ok(unread)
}

fn look_for_unread(files: &dyn Files, folder: &str, unread: &mut Vec<UnreadFile>) -> Result<(), FileError> {
    let entries = files.list(folder)?;
    unread.extend(unread_form(folder, &entries));
    for entry in &entries {
        let name = join(folder, &entry.name);
        let why = match entry.kind {
            EntryKind::Folder if matches!(entry.name.as_str(), "target" | "generated") => {
                format!("folders with the name `{}` are not read; rename this one", entry.name)
            }
            EntryKind::Folder if is_of_tools(&entry.name) => continue,
            EntryKind::Folder if entry.name == FORM => {
                let advice = "it is a folder, and not a file; put the form's file here".to_owned();
                unread.push(UnreadFile { name, advice });
                continue;
            }
            EntryKind::Folder => {
                look_for_unread(files, &name, unread)?;
                continue;
            }
            EntryKind::Other if files.kind(&name) == Some(EntryKind::Folder) => {
                format!("links are not followed; put the folder itself here, or name it: `canevas check {name}`")
            }
            // A pipe with the name of a form.
            EntryKind::Other if entry.name == FORM && files.kind(&name) == Some(EntryKind::Other) => {
                let advice = "it is a pipe or a device, and not a file; put the form's file here".to_owned();
                unread.push(UnreadFile { name, advice });
                continue;
            }
            // A link to a folder on another disk, or to one that was moved. A name with an ending is that of a file.
            EntryKind::Other if files.kind(&name).is_none() && (entry.name == FORM || !entry.name.contains('.')) => {
                let advice = "the link leads nowhere; put what it should lead to here, or remove it".to_owned();
                unread.push(UnreadFile { name, advice });
                continue;
            }
            EntryKind::File | EntryKind::Other => continue,
        };
        if holds_a_form(files, &name, 2) {
            unread.push(UnreadFile { name, advice: why });
        }
    }
    Ok(())
}

/// Whether there is a form in a folder, or in one not deeper than this many steps below it. Hidden folders do not count.
fn holds_a_form(files: &dyn Files, folder: &str, depth: usize) -> bool {
    is_file(files, &join(folder, FORM))
        || depth > 0
            && files.list(folder).unwrap_or_default().iter().any(|entry| {
                entry.kind == EntryKind::Folder
                    && !is_of_tools(&entry.name)
                    && holds_a_form(files, &join(folder, &entry.name), depth - 1)
            })
}

/// Whether a folder is hidden, or one in which tools write.
pub fn is_of_tools(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "node_modules" | "target" | "generated")
}

/// Every file below a folder, in order. Links to files are followed, and links to folders are not. Hidden folders and those of tools are left out.
pub fn files_below(files: &dyn Files, folder: &str) -> Result<Vec<String>, FileError> {
    let mut found = Vec::new();
    walk(files, folder, &mut found, &mut Vec::new())?;
    Ok(found)
}

/// What below a folder is neither a file nor a folder, in order: a link that leads nowhere or to a folder, a pipe. Nobody can read it as a
/// file.
pub fn no_files_below(files: &dyn Files, folder: &str) -> Result<Vec<String>, FileError> {
    let mut others = Vec::new();
    walk(files, folder, &mut Vec::new(), &mut others)?;
    Ok(others)
}

fn walk(files: &dyn Files, folder: &str, found: &mut Vec<String>, others: &mut Vec<String>) -> Result<(), FileError> {
    for entry in files.list(folder)? {
        let name = entry.name.as_str();
        match entry.kind {
            EntryKind::Folder if is_of_tools(name) => {}
            EntryKind::Folder => walk(files, &join(folder, name), found, others)?,
            EntryKind::File => found.push(join(folder, name)),
            EntryKind::Other if is_file(files, &join(folder, name)) => found.push(join(folder, name)),
            EntryKind::Other => others.push(join(folder, name)),
        }
    }
    Ok(())
}

/// What below a folder has the name of a return, and is none: a folder, a pipe, a link that leads nowhere.
pub fn unread_returns(files: &dyn Files, folder: &str) -> Result<Vec<UnreadFile>, FileError> {
    let mut unread = Vec::new();
    for entry in files.list(folder)?.into_iter().filter(|entry| !is_of_tools(&entry.name)) {
        let name = join(folder, &entry.name);
        let kind = files.kind(&name);
        if entry.name.ends_with(".json") && kind != Some(EntryKind::File) {
            let what = match (entry.kind, kind) {
                (_, Some(EntryKind::Folder)) => "it is a folder, and not a file",
                (_, None) => "the link leads nowhere",
                _ => "it is a pipe or a device, and not a file",
            };
            unread.push(UnreadFile {
                name: name.clone(),
                advice: format!("{what}; a return is a file such as `CMR.json`"),
            });
        }
        if entry.kind == EntryKind::Folder {
            unread.extend(unread_returns(files, &name)?);
        }
    }
    Ok(unread)
}

/// The folder of an edition that is named by it or by its form file.
pub fn folder_of(files: &dyn Files, name: &str) -> String {
    let folder = match split(name) {
        _ if !is_file(files, name) => name.trim_end_matches('/'),
        // At the top of a git revision, as in `main:form.yaml`.
        ("", _) => name.find(':').map_or("", |colon| &name[..=colon]),
        (folder, _) => folder,
    };
    if folder == "." { String::new() } else { folder.to_owned() }
}

/// The folder of an edition that is named by it or by its form file, where there is a form.
pub fn edition_at(files: &dyn Files, name: &str) -> Result<String, FileError> {
    // A file of another name says which edition is meant only if it is read with a form.
    if is_file(files, name) && name.rsplit(['/', ':']).next() != Some(FORM) {
        return edition_of_file(files, name);
    }
    let folder = folder_of(files, name);
    if is_file(files, &join(&folder, FORM)) {
        return Ok(folder);
    }
    match files.kind(name) {
        None if name.split_once(':').is_none_or(|(revision, _)| revision.is_empty()) => {
            let why = format!("there is no folder `{name}`, and it is not a git revision such as HEAD~1:{name}");
            Err(nothing_at(files, name, why))
        }
        // A revision that cannot be listed says why.
        None => files.list(&folder).and(Err(FileError::Name(format!("`{}` holds no form.yaml", shown(name))))),
        Some(_) => {
            let entries = files.list(&folder).unwrap_or_default();
            let mut below = entries.iter().rev().map(|entry| join(&folder, &entry.name));
            let edition = below.find(|below| is_file(files, &join(below, FORM)));
            let advice = edition.map_or_else(String::new, |edition| format!("; name an edition, such as `{edition}`"));
            let why = format!("`{}` holds no form.yaml{advice}", shown(name));
            Err(nothing_at(files, &join(&folder, FORM), why))
        }
    }
}

/// Reads the files of an edition.
pub fn read_edition(
    files: &dyn Files,
    texts: &mut FileTexts,
    folder: &str,
    scope: Scope,
) -> Result<EditionFiles, FileError> {
    let form = Some(texts.read(files, &join(folder, FORM))?);
    let mut each = |within: &str, ending: &str| -> Result<Vec<ReadFile>, FileError> {
        let within = join(folder, within);
        if files.kind(&within) != Some(EntryKind::Folder) {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for entry in files.list(&within)? {
            // A hidden file such as `.po` is all name and no ending.
            if entry.name.strip_suffix(ending).is_some_and(|stem| !stem.is_empty()) {
                let name = join(&within, &entry.name);
                let read = texts.read(files, &name);
                found.push((name, read));
            }
        }
        Ok(found)
    };
    let (mut returns, mut damaged) = (Vec::new(), Vec::new());
    for (name, read) in if scope == Scope::Whole { each("returns", ".json")? } else { Vec::new() } {
        match read {
            Ok(file) => returns.push(file),
            Err(error) => damaged.push(UnreadFile { name, advice: error.to_string() }),
        }
    }
    let mut all = |within: &str, ending: &str| -> Result<Vec<InputFile>, FileError> {
        each(within, ending)?.into_iter().map(|(_, read)| read).collect()
    };
    let catalogues = all("locales", ".po")?;
    let countries = all("countries", ".yaml")?;
    let respondents = all("respondents", ".yaml")?;
    let asks = if scope == Scope::Whole { all("clarify", ".yaml")? } else { Vec::new() };
    let cases = if scope == Scope::Whole { all("cases", ".yaml")? } else { Vec::new() };
    let last_year = if scope == Scope::WithoutAnswers { Vec::new() } else { all("last_year", ".json")? };
    // Whatever has the name of such a file is read, so that a link that leads nowhere is no missing lock.
    let entries = files.list(folder)?;
    let mut one = |name: &str| {
        let is_there = entries.iter().any(|entry| entry.name == name);
        is_there.then(|| texts.read(files, &join(folder, name))).transpose()
    };
    let (glossary, letters, report) = (one("glossary.csv")?, one("letters.yaml")?, one("report.yaml")?);
    let (changes, published) = (one("changes.yaml")?, one("published.json")?);
    let settings = settings(files, texts, folder)?;
    let unread = unread_in(files, folder)?;
    Ok(EditionFiles {
        form,
        catalogues,
        countries,
        respondents,
        without_file: Vec::new(),
        returns,
        asks,
        cases,
        last_year,
        glossary,
        letters,
        report,
        changes,
        published,
        settings,
        unread,
        damaged,
    })
}

/// The settings in force for an edition: those of the nearest folder from its own upwards, else from where the user
/// stands. The search stops at a folder that holds a git repository, so that what lies outside of it decides nothing.
fn settings(files: &dyn Files, texts: &mut FileTexts, folder: &str) -> Result<Option<InputFile>, FileError> {
    for start in [folder, ""] {
        for above in files.folders_above(start) {
            let name = join(&above, SETTINGS);
            let is_broken = || files.list(&above).is_ok_and(|all| all.iter().any(|entry| entry.name == SETTINGS));
            if is_file(files, &name) || is_broken() {
                return texts.read(files, &name).map(Some);
            }
            if files.kind(&join(&above, ".git")).is_some() {
                break;
            }
        }
    }
    Ok(None)
}

/// The edition folders beside one whose names come before its own, the latest first.
pub fn editions_before(files: &dyn Files, folder: &str) -> Result<Vec<String>, FileError> {
    let Some((parent, own)) = files.place_of(folder) else {
        return Err(FileError::Name(format!("`{}` stands beside no other editions", shown(folder))));
    };
    let entries = files.list(&parent)?.into_iter().filter(|entry| entry.name < own);
    let mut found: Vec<String> = entries.map(|entry| join(&parent, &entry.name)).collect();
    found.retain(|name| is_file(files, &join(name, FORM)));
    found.reverse();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::MemoryFiles;
    use super::*;

    fn project() -> MemoryFiles {
        let mut files = MemoryFiles::default();
        for name in [
            "canevas.toml",
            "s/a/2023/form.yaml",
            "s/a/2024/form.yaml",
            "s/a/2024/locales/fr.po",
            "s/a/2024/countries/CMR.yaml",
            "s/a/2024/countries/notes.txt",
            "s/a/2024/returns/CMR.json",
            "s/.hidden/form.yaml",
            "s/target/form.yaml",
        ] {
            files.write(name, name);
        }
        files
    }

    #[test]
    fn editions_are_found_in_order() {
        let files = project();
        let named = |names: &[&str]| editions(&files, &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        let both = vec!["s/a/2023".to_owned(), "s/a/2024".to_owned()];
        assert_eq!(named(&["s"]), Ok(both.clone()));
        assert_eq!(named(&["s/a/2024/form.yaml", "s"]), Ok(both));
        assert!(named(&["nowhere"]).is_err());
        let second = vec!["s/a/2024".to_owned()];
        assert_eq!(named(&["s/a/2024/countries/CMR.yaml", "s/a/2024/locales/fr.po"]), Ok(second));
        for other in ["s/a/2024/countries/notes.txt", "canevas.toml", "s/a/other.yaml"] {
            assert!(named(&[other]).is_err_and(|error| error.to_string().contains(if other.starts_with("s/a/o") {
                "there is no file"
            } else {
                "is not read"
            })));
        }
        assert!(named(&["s/a/2024/locales"]).is_err());
        // Where one edition is meant, a file that is not read with a form means none.
        assert_eq!(edition_at(&files, "s/a/2024/locales/fr.po"), Ok("s/a/2024".to_owned()));
        assert!(edition_at(&files, "s/a/2024/countries/notes.txt").is_err());
        assert_eq!(editions_before(&files, "s/a/2024"), Ok(vec!["s/a/2023".to_owned()]));
    }

    #[test]
    fn an_edition_has_its_files_and_the_nearest_settings() {
        let files = project();
        let mut texts = FileTexts::default();
        let Ok(edition) = read_edition(&files, &mut texts, "s/a/2024", Scope::Whole) else { unreachable!() };
        assert_eq!(edition.countries.iter().map(|file| file.stem.as_str()).collect::<Vec<_>>(), ["CMR"]);
        assert_eq!(edition.returns.len(), 1);
        assert_eq!(edition.settings.map(|file| file.name).as_deref(), Some("canevas.toml"));
        let Ok(edition) = read_edition(&files, &mut texts, "s/a/2024", Scope::WithoutReturns) else { unreachable!() };
        assert!(edition.returns.is_empty() && edition.form.is_some());
        assert_eq!(files.reads(), texts.reads());
    }

    #[test]
    fn editions_that_are_not_read_are_named() {
        let mut files = project();
        for name in ["s/a/generated/form.yaml", "s/b/target/2024/form.yaml", "s/c/Form.yaml", "s/d/form.yml"] {
            files.write(name, "");
        }
        files.write("s/target/CACHE", "");
        let Ok(unread) = unread_editions(&files, &["s".to_owned()]) else { unreachable!() };
        let names: Vec<_> = unread.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["s/a/generated", "s/b/target", "s/c/Form.yaml", "s/d/form.yml", "s/target"]);
        assert_eq!(unread[2].advice, "rename it to `form.yaml`");
    }

    #[test]
    fn a_damaged_return_is_named_and_the_rest_is_read() {
        let mut files = project();
        files.write("s/a/2024/returns/CMR.json", "{}");
        files.write("s/a/2024/returns/TZA.json", vec![0xff]);
        let Ok(edition) = read_edition(&files, &mut FileTexts::default(), "s/a/2024", Scope::Whole) else {
            unreachable!()
        };
        assert!(edition.returns.iter().any(|file| file.name == "s/a/2024/returns/CMR.json"));
        let damaged: Vec<_> = edition.damaged.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(damaged, ["s/a/2024/returns/TZA.json"]);
        assert!(edition.damaged[0].advice.contains("not UTF-8"), "{}", edition.damaged[0].advice);
    }

    #[test]
    fn settings_beyond_a_repository_decide_nothing() {
        let mut files = project();
        files.write("s/.git/HEAD", "");
        let Ok(edition) = read_edition(&files, &mut FileTexts::default(), "s/a/2024", Scope::Whole) else {
            unreachable!()
        };
        // Where the user stands, settings are in force.
        assert!(edition.settings.is_some());
        files.remove("canevas.toml");
        let Ok(edition) = read_edition(&files, &mut FileTexts::default(), "s/a/2024", Scope::Whole) else {
            unreachable!()
        };
        assert!(edition.settings.is_none());
    }
}
