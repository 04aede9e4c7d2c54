//! From paths to editions: which folders hold a form, and the files beside it.

use crate::Failure;
use canevas_compiler::{EditionFiles, InputFile};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The paths to look in: those given, else `schemas`, else here.
pub fn paths_or_default(paths: &[PathBuf]) -> Vec<PathBuf> {
    match paths {
        [] if Path::new("schemas").is_dir() => vec![PathBuf::from("schemas")],
        [] => vec![PathBuf::from(".")],
        paths => paths.to_vec(),
    }
}

/// The edition folders below the paths, in order, each once.
pub fn editions(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut folders = Vec::new();
    for path in paths_or_default(paths) {
        if path.is_file() {
            folders.push(
                path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_path_buf(),
            );
        } else if path.is_dir() {
            walk(&path, &mut |file| {
                if file.file_name().is_some_and(|name| name == "form.yaml") {
                    folders.extend(file.parent().map(Path::to_path_buf));
                }
            })?;
        } else {
            return Err(format!("there is no file or folder `{}`", path.display()));
        }
    }
    folders.sort();
    folders.dedup();
    if folders.is_empty() {
        return Err(
            "no form.yaml was found; name a folder that holds one, or start with `canevas new organisation/name`"
                .to_owned(),
        );
    }
    Ok(folders)
}

/// Calls `visit` for every file below a folder, in order. Links are not followed; hidden folders and those of tools are
/// left out.
pub fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) -> Result<(), Failure> {
    for entry in sorted(folder)? {
        let kind = fs::symlink_metadata(&entry).map_err(|error| cannot_read(&entry, &error))?.file_type();
        let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or("");
        if kind.is_dir() && !name.starts_with('.') && !matches!(name, "node_modules" | "target" | "generated") {
            walk(&entry, visit)?;
        } else if kind.is_file() {
            visit(&entry);
        }
    }
    Ok(())
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(|error| cannot_read(folder, &error))?
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| cannot_read(folder, &error))?
        .into_iter()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    Ok(entries)
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Failure {
    format!("cannot read `{}`: {error}", path.display())
}

/// Reads the files of an edition.
pub fn read_edition(folder: &Path) -> Result<EditionFiles, Failure> {
    Ok(EditionFiles {
        form: Some(read(&folder.join("form.yaml"))?),
        catalogues: read_all(&folder.join("locales"), "po")?,
        countries: read_all(&folder.join("countries"), "yaml")?,
        returns: read_all(&folder.join("returns"), "json")?,
        last_year: read_all(&folder.join("last_year"), "json")?,
        glossary: read_if_there(&folder.join("glossary.csv"))?,
        changes: read_if_there(&folder.join("changes.yaml"))?,
        published: read_if_there(&folder.join("published.json"))?,
        settings: settings(folder)?,
    })
}

/// The name of the file that sets levels of rules.
const SETTINGS: &str = "canevas.toml";

/// The settings in force for an edition: those of the nearest folder from its own upwards, else from where the user
/// stands. A folder that holds a git repository is the last that is looked in, so that what lies about outside of it
/// decides nothing.
pub fn settings(folder: &Path) -> Result<Option<InputFile>, Failure> {
    for start in [folder, Path::new(".")] {
        let whole = std::path::absolute(start).map_err(|error| cannot_read(start, &error))?;
        for above in whole.ancestors() {
            let path = above.join(SETTINGS);
            if path.is_file() {
                return read(&path).map(|file| Some(InputFile { name: seen_from_here(&path), ..file }));
            }
            if above.join(".git").exists() {
                break;
            }
        }
    }
    Ok(None)
}

/// A path as one who stands here writes it, where it is below here or in a folder above.
fn seen_from_here(path: &Path) -> String {
    let Ok(here) = std::path::absolute(".") else { return display(path) };
    for (steps, above) in here.ancestors().enumerate() {
        if let Ok(rest) = path.strip_prefix(above)
            && (steps == 0 || path.parent() == Some(above))
        {
            return "../".repeat(steps) + &display(rest);
        }
    }
    display(path)
}

/// Adds a country file that says nothing but the country's code, where an edition has none: its copy has the name and its
/// grammar all the same.
pub fn add_country(files: &mut EditionFiles, folder: &Path, code: &str) {
    if !files.countries.iter().any(|file| file.stem == code) {
        files.countries.push(InputFile {
            name: format!("{}/countries/{code}.yaml", display(folder)),
            stem: code.to_owned(),
            text: format!("canevas: 1\ncountry: {code}\n"),
        });
    }
}

fn read_if_there(path: &Path) -> Result<Option<InputFile>, Failure> {
    if path.is_file() { read(path).map(Some) } else { Ok(None) }
}

fn read_all(folder: &Path, extension: &str) -> Result<Vec<InputFile>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    sorted(folder)?
        .iter()
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| read(path))
        .collect()
}

/// Reads a text file. What is not UTF-8 is named, and where.
pub fn read(path: &Path) -> Result<InputFile, Failure> {
    let bytes = fs::read(path).map_err(|error| cannot_read(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = String::from_utf8_lossy(&error.as_bytes()[..at]).split('\n').count();
        // A spreadsheet asks for the encoding by the name of the format.
        let how = match path.extension() {
            Some(extension) if extension == "csv" => "save it from your spreadsheet as “CSV UTF-8”",
            _ => "save it as UTF-8 in your editor",
        };
        format!("`{}` is not UTF-8 at line {line}; {how}", path.display())
    })?;
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("").to_owned();
    Ok(InputFile { name: display(path), stem, text })
}

/// Larger Word files are neither answers nor templates.
const LARGEST_WORD: u64 = 64 << 20;

/// Reads a Word file, if it is none too large. What is wrong is told without the file's name.
pub fn read_word(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(LARGEST_WORD + 1).read_to_end(&mut bytes)).map_err(|error| {
        match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => error.to_string(),
        }
    })?;
    if bytes.len() as u64 > LARGEST_WORD {
        return Err("it is larger than 64 MiB".to_owned());
    }
    Ok(bytes)
}

/// A path as messages print it: with `/`, and without a leading `./`.
pub fn display(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or_else(|| text.clone(), str::to_owned)
}
