//! Fills of Word questionnaires as files: `cases/word/<case>/fill.json` says in plain words what a respondent typed, chose
//! and ticked, and what then happened to the file. Two hands do it: [`xml`] writes what Word leaves, and
//! `office/fill.py` has LibreOffice do it. Both files are then read back and held against `expected.json`.
//!
//! The keys of `fill.json`:
//!
//! | key | what it says |
//! |---|---|
//! | `about` | the fill in a sentence |
//! | `form`, `copy`, `language` | the questionnaire that was sent |
//! | `fill` | by place (`tag`, or `tag#row` in repeated rows): text that is typed or chosen, `true` for a tick, `{ "day", "shown" }` for a day from the calendar |
//! | `beside` | by place: text that is typed behind the control, whose prompt stays |
//! | `typed` | text typed at the end of the paragraph that holds another: `[where, text]` |
//! | `remarks` | text in the free remarks |
//! | `tracked` | whether changes were recorded |
//! | `saves` | how often LibreOffice saves the file |
//! | `by` | the hands: `xml`, `libreoffice` |
//! | `replaced` | what was changed in the text of the document afterwards: `[old, new]` |
//! | `lost` | what the file lost on the way, see [`xml::lose`] |
//! | `parts` | by name of a part: its new text, or what was changed in it: `[old, new]` |
//! | `labels` | the language of the labels, where it is another than that of the copy sent |
//! | `answers_of` | the case whose answers are expected |

pub mod by_hand;
pub mod seen;
pub mod xml;

use crate::example::{Project, load, read};
use canevas_docx::{WordOptions, questionnaire};
use canevas_model::Language;
use canevas_project::FormCopy;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// One fill.
#[derive(Debug)]
pub struct Case {
    /// The name of its folder.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    json: Value,
}

/// Every case, those first whose answers others share.
pub fn cases() -> Result<Vec<Case>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/word");
    let entries = std::fs::read_dir(&root).map_err(|error| format!("{}: {error}", root.display()))?;
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    let mut cases = folders.into_iter().map(Case::read).collect::<Result<Vec<_>, _>>()?;
    cases.sort_by_key(|case| !case.word("answers_of").is_empty());
    Ok(cases)
}

impl Case {
    fn read(folder: PathBuf) -> Result<Self, String> {
        let path = folder.join("fill.json");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let json = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Self { name, folder, json })
    }

    /// A fill of a small project, as the examples of rules have it: of the blank copy in the source language, unless it says
    /// otherwise.
    pub fn of_example(path: &str, text: &str, project: &Project) -> Result<Self, String> {
        let json: Value = serde_json::from_str(text).map_err(|error| format!("{path}: {error}"))?;
        let mut whole = json!({ "copy": "blank" });
        whole["language"] = project.model.as_ref().map_or("", |model| model.source_language.tag()).into();
        for (key, value) in json.as_object().into_iter().flatten() {
            whole[key.as_str()] = value.clone();
        }
        Ok(Self { name: path.to_owned(), folder: PathBuf::new(), json: whole })
    }

    /// A word that `fill.json` holds; empty where it does not.
    pub fn word(&self, key: &str) -> &str {
        self.json[key].as_str().unwrap_or("")
    }

    /// A value that `fill.json` holds.
    pub fn value(&self, key: &str) -> &Value {
        &self.json[key]
    }

    /// Whether this hand fills it in.
    pub fn is_by(&self, hand: &str) -> bool {
        self.json["by"].as_array().is_some_and(|hands| hands.iter().any(|known| known == hand))
    }

    /// The words of a list.
    pub fn words(&self, key: &str) -> Vec<&str> {
        self.json[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// The pairs of a list.
    pub fn pairs(&self, key: &str) -> Vec<(&str, &str)> {
        let pairs = self.json[key].as_array().into_iter().flatten();
        pairs.filter_map(|pair| Some((pair.get(0)?.as_str()?, pair.get(1)?.as_str()?))).collect()
    }

    /// The blank file that was sent, in a language.
    pub fn blank(&self, project: &Project, language: &str) -> Result<Vec<u8>, String> {
        let copies = project.copies();
        let copy = copies.iter().find(|copy| copy.code.word() == self.word("copy"));
        let copy = copy.ok_or_else(|| format!("{}: there is no copy {}", self.name, self.word("copy")))?;
        blank(copy, language)
    }
}

/// The Word file of a copy.
pub fn blank(copy: &FormCopy<'_>, language: &str) -> Result<Vec<u8>, String> {
    let language = Language::new(language).ok_or_else(|| format!("{language} is no language"))?;
    let mut made = questionnaire(copy, &language, &WordOptions::default());
    if made.is_empty() { Err("no file was made".to_owned()) } else { Ok(made.swap_remove(0).bytes) }
}

/// The folder of a form that cases name, by its name or by its path from the top.
pub fn folder_of(form: &str) -> Option<PathBuf> {
    let path = match form {
        "alliance87" => "schemas/alliance87/annual-report/2022-2023",
        "every-control" => "crates/outputs/html/tests/every-control",
        "everything" => "crates/outputs/docx/tests/forms/everything",
        "heavy" => "tests/cases/word-files/forms/heavy",
        "kinds" => "tests/cases/word-files/forms/kinds",
        "fisheries" => "tests/cases/word-files/forms/fisheries",
        "fleet" => "tests/cases/word-files/forms/fleet",
        path if path.starts_with("schemas/") => path,
        _ => return None,
    };
    Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path))
}

/// A form that cases name, read without its returns.
pub fn project(form: &str) -> Result<Project, String> {
    let folder = folder_of(form).ok_or_else(|| format!("there is no form {form}"))?;
    let mut files = load(&folder);
    files.retain(|path, _| !path.starts_with("returns/"));
    Ok(read(&files))
}
