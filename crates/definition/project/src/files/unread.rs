//! What somebody put beside the files of an edition and meant to be read, but that has another name: `CMR.yml`, `fr.PO`.
//! Without a word about it, a country's copy would be built without its facts.

use super::{EntryKind, FileError, Files, FolderEntry, join, split};
use canevas_diagnostics::nearest;

/// Whether a file at a path is hidden, or a file that a program keeps while another one is open. No country sent such a file.
pub fn is_beside_others(name: &str) -> bool {
    split(name).1.starts_with(['.', '~'])
}

/// A file or folder that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadFile {
    /// Its name.
    pub name: String,
    /// What to do, so that it is read.
    pub advice: String,
}

/// The files of an edition by name.
pub(super) const FILES: [&str; 9] = [
    "form.yaml",
    "glossary.csv",
    "letters.yaml",
    "report.yaml",
    "changes.yaml",
    "desk.yaml",
    "regions.yaml",
    "published.json",
    "canevas.toml",
];

/// The folders of an edition by name, each with the ending of its files.
pub(super) const FOLDERS: [(&str, &str); 7] = [
    ("locales", ".po"),
    ("countries", ".yaml"),
    ("respondents", ".yaml"),
    ("returns", ".json"),
    ("last_year", ".json"),
    ("clarify", ".yaml"),
    ("cases", ".yaml"),
];

/// What seems to belong to the edition in a folder, and is not read.
pub(super) fn unread_in(files: &dyn Files, folder: &str) -> Result<Vec<UnreadFile>, FileError> {
    let mut unread = Vec::new();
    let entries = files.list(folder)?;
    for entry in entries.iter().filter(|entry| !entry.name.starts_with('.')) {
        let (name, plain) = (join(folder, &entry.name), plain(&entry.name));
        let kind = files.kind(&name);
        let known = FOLDERS.iter().find(|(known, _)| is_plural_of(known, &plain));
        match (kind, known) {
            (Some(EntryKind::Folder), Some((known, ending))) if *known == entry.name => {
                of_folder(files, &name, ending, &mut unread)?;
            }
            (Some(EntryKind::Folder), Some((known, _))) => unread.push(misnamed(name, known, &entries)),
            (Some(kind), Some((known, ending))) if *known == entry.name => {
                let what = if kind == EntryKind::File { "a file" } else { "a pipe or a device" };
                let advice =
                    format!("it is {what}, and not a folder; `{known}` is a folder of files that end in {ending}");
                unread.push(UnreadFile { name, advice });
            }
            (Some(EntryKind::File), _) => {
                // Only a name with the same ending can be a slip of the pen: `change.yaml`.
                let alike = FILES.into_iter().filter(|known| known.rsplit('.').next() == plain.rsplit('.').next());
                let known = FILES.into_iter().find(|known| *known == plain).or_else(|| nearest(&plain, alike));
                match known {
                    Some(known) if known == entry.name => {}
                    Some(known) => unread.push(misnamed(name, known, &entries)),
                    None => unread.extend(elsewhere(name, &plain, entry, &entries)),
                }
            }
            _ => {}
        }
    }
    Ok(unread)
}

/// What seems to be a form in a folder without one.
pub(super) fn unread_form(folder: &str, entries: &[FolderEntry]) -> Option<UnreadFile> {
    let entry = entries.iter().find(|entry| entry.kind == EntryKind::File && plain(&entry.name) == FILES[0])?;
    (entry.name != FILES[0]).then(|| misnamed(join(folder, &entry.name), FILES[0], entries))
}

/// The file of a folder that seems to be meant for a name, where no file has this name.
pub fn meant_for(files: &dyn Files, folder: &str, known: &str) -> Option<UnreadFile> {
    let entries = files.list(folder).ok()?;
    if entries.iter().any(|entry| entry.name == known) {
        return None;
    }
    let entry = entries.iter().find(|entry| plain(&entry.name) == known)?;
    Some(misnamed(join(folder, &entry.name), known, &entries))
}

/// What is not read in one of an edition's folders.
fn of_folder(files: &dyn Files, folder: &str, ending: &str, unread: &mut Vec<UnreadFile>) -> Result<(), FileError> {
    let entries = files.list(folder)?;
    for entry in entries.iter().filter(|entry| !entry.name.starts_with('.')) {
        let name = join(folder, &entry.name);
        let plain = plain(&entry.name);
        if files.kind(&name) == Some(EntryKind::Folder) {
            let below = files.list(&name)?;
            if below.iter().any(|entry| entry.name.ends_with(ending)) {
                let advice = format!("move its files into `{folder}`: folders in it are not read");
                unread.push(UnreadFile { name, advice });
            }
        } else if entry.name.ends_with(ending) {
        } else if plain.ends_with(ending) {
            let stem = &entry.name.trim_start()[..plain.len() - ending.len()];
            unread.push(misnamed(name, &format!("{stem}{ending}"), &entries));
        } else if ending == ".po" && [".xlf", ".xliff"].iter().any(|other| plain.ends_with(other)) {
            unread.push(UnreadFile { advice: format!("take it with `canevas translate import {name}`"), name });
        } else if ending == ".json" && plain.ends_with(".docx") {
            unread.push(UnreadFile { advice: format!("make a return of it with `canevas read {name}`"), name });
        } else if let Some(known) = in_format(&entry.name, ending)
            && entries.iter().all(|other| other.name != known)
        {
            unread.push(UnreadFile { name, advice: format!("save it as `{known}`") });
        }
    }
    Ok(())
}

/// The endings of other formats for what is read with an ending.
const OTHER_FORMATS: [(&str, &[&str]); 4] = [
    (".csv", &[".xlsx", ".xls", ".ods", ".tsv"]),
    (".yaml", &[".json", ".toml"]),
    (".json", &[".yaml", ".csv", ".xlsx"]),
    (".toml", &[".yaml", ".json"]),
];

/// The name with which a file would be read, if it has the ending of another format.
fn in_format(name: &str, ending: &str) -> Option<String> {
    let (_, others) = OTHER_FORMATS.iter().find(|(known, _)| *known == ending)?;
    let stem = others.iter().find_map(|other| name.strip_suffix(other)).filter(|stem| !stem.is_empty())?;
    Some(format!("{stem}{ending}"))
}

/// A file beside the form that belongs into a folder, or that another format than its own is read of.
fn elsewhere(name: String, plain: &str, entry: &FolderEntry, entries: &[FolderEntry]) -> Option<UnreadFile> {
    let is_new = |known: &str| entries.iter().all(|other| other.name != known);
    let saved = FILES.into_iter().find(|known| {
        let ending = known.find('.').map_or("", |dot| &known[dot..]);
        in_format(plain, ending).is_some_and(|would| would == *known) && is_new(known)
    });
    if let Some(known) = saved {
        return Some(UnreadFile { name, advice: format!("save it as `{known}`") });
    }
    // A country's file has its code in capitals, and a catalogue the tag of its language.
    let (stem, ending) = entry.name.split_at(entry.name.find('.')?);
    let is_country = stem.len() == 3 && stem.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_tag = canevas_model::Language::new(stem).is_some();
    let folder = match ending {
        ".po" if is_tag => "locales",
        ".yaml" if is_country => "countries",
        ".json" if is_country => "returns",
        _ => return None,
    };
    Some(UnreadFile { advice: format!("move it to `{folder}/{}`", entry.name), name })
}

/// A file or folder that would be read under another name.
fn misnamed(name: String, known: &str, entries: &[FolderEntry]) -> UnreadFile {
    let advice = if entries.iter().any(|entry| entry.name == known) {
        format!("`{known}` is read; take over what this one adds, then remove it")
    } else {
        format!("rename it to `{known}`")
    };
    UnreadFile { name, advice }
}

/// A name as a hurried person or another system writes it, in the form that is read. It is never longer than the name.
fn plain(name: &str) -> String {
    let lower = name.trim().to_ascii_lowercase();
    let lower = lower.strip_suffix(".txt").unwrap_or(&lower);
    match lower.strip_suffix(".yml") {
        Some(stem) => format!("{stem}.yaml"),
        None => lower.replace(['-', ' '], "_"),
    }
}

/// Whether a word is the name of a folder, in the plural or the singular.
fn is_plural_of(folder: &str, word: &str) -> bool {
    let singular = if folder == "countries" { "country" } else { folder.strip_suffix('s').unwrap_or(folder) };
    word == folder || word == singular || word == folder.replace('_', "")
}

#[cfg(test)]
mod tests {
    use super::super::MemoryFiles;
    use super::*;

    fn unread(names: &[&str]) -> Vec<String> {
        let mut files = MemoryFiles::default();
        for name in names {
            files.write(format!("e/{name}"), "");
        }
        let found = unread_in(&files, "e").unwrap_or_default();
        found.into_iter().map(|file| format!("{}: {}", file.name, file.advice)).collect()
    }

    #[test]
    fn names_that_were_meant_are_found() {
        assert_eq!(
            unread(&["form.yaml", "Glossary.csv", "changes.yml", "Published.JSON.txt", "Countries/CMR.yaml"]),
            [
                "e/Countries: rename it to `countries`",
                "e/Glossary.csv: rename it to `glossary.csv`",
                "e/Published.JSON.txt: rename it to `published.json`",
                "e/changes.yml: rename it to `changes.yaml`",
            ]
        );
        assert_eq!(
            unread(&["desk.yml", "Desk.yaml", "regions.yml", "desk.json", "desk/CMR.yaml"]),
            [
                "e/Desk.yaml: rename it to `desk.yaml`",
                "e/desk.json: save it as `desk.yaml`",
                "e/desk.yml: rename it to `desk.yaml`",
                "e/regions.yml: rename it to `regions.yaml`",
            ]
        );
        assert_eq!(
            unread(&["change.yaml", "countries/MDG.yaml ", "glossar.csv", "form.yaml", "forms.yaml"]),
            [
                "e/change.yaml: rename it to `changes.yaml`",
                "e/countries/MDG.yaml : rename it to `MDG.yaml`",
                "e/forms.yaml: `form.yaml` is read; take over what this one adds, then remove it",
                "e/glossar.csv: rename it to `glossary.csv`",
            ]
        );
        assert_eq!(
            unread(&["countries/CMR.yml", "locales/fr.PO", "locales/fr.po", "returns/CMR.JSON", "last-year/CMR.json"]),
            [
                "e/countries/CMR.yml: rename it to `CMR.yaml`",
                "e/last-year: rename it to `last_year`",
                "e/locales/fr.PO: `fr.po` is read; take over what this one adds, then remove it",
                "e/returns/CMR.JSON: rename it to `CMR.json`",
            ]
        );
        assert_eq!(
            unread(&["locales/fr.xlf", "returns/Cameroun 2024.docx", "countries/africa/CMR.yaml", "Country/fr.po"]),
            [
                "e/Country: `countries` is read; take over what this one adds, then remove it",
                "e/countries/africa: move its files into `e/countries`: folders in it are not read",
                "e/locales/fr.xlf: take it with `canevas translate import e/locales/fr.xlf`",
                "e/returns/Cameroun 2024.docx: make a return of it with `canevas read e/returns/Cameroun 2024.docx`",
            ]
        );
    }

    #[test]
    fn files_of_another_format_or_in_another_folder_are_found() {
        assert_eq!(
            unread(&["form.yaml", "glossary.xlsx", "changes.json", "canevas.yaml", "countries/CMR.json"]),
            [
                "e/canevas.yaml: save it as `canevas.toml`",
                "e/changes.json: save it as `changes.yaml`",
                "e/countries/CMR.json: save it as `CMR.yaml`",
                "e/glossary.xlsx: save it as `glossary.csv`",
            ]
        );
        assert_eq!(
            unread(&["form.yaml", "glossary.tsv", "fr.po", "CMR.yaml", "MDG.json", "returns/CMR.xlsx"]),
            [
                "e/CMR.yaml: move it to `countries/CMR.yaml`",
                "e/MDG.json: move it to `returns/MDG.json`",
                "e/fr.po: move it to `locales/fr.po`",
                "e/glossary.tsv: save it as `glossary.csv`",
                "e/returns/CMR.xlsx: save it as `CMR.json`",
            ]
        );
        // A spreadsheet beside the file that was made from it is where people work.
        let made = ["form.yaml", "glossary.csv", "glossary.xlsx", "countries/CMR.yaml", "countries/CMR.json"];
        assert_eq!(unread(&made), Vec::<String>::new());
    }

    #[test]
    fn what_is_read_or_belongs_to_others_is_left_alone() {
        let known = ["form.yaml", "glossary.csv", "countries/CMR.yaml", "locales/fr.po", "returns/CMR.json"];
        let others =
            ["README.md", "notes.txt", "countries/notes.txt", "countries/.CMR.yml", ".git/form.yml", "x/fr.PO"];
        assert_eq!(unread(&[&known[..], &others[..]].concat()), Vec::<String>::new());
    }
}
