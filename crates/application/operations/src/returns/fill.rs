//! The readable return: the answered questionnaire as a page or as Markdown, in any language of the form.

use super::places::{desk_file, edition_of, files_at, reader};
use super::written::{NewFile, into_folder};
use crate::{Conclusion, Edits, Failure, Refusal, shown};
use canevas_compiler::files::{Scope, join, split};
use canevas_compiler::model::{Language, Model, countries};
use canevas_compiler::readable::{markdown, page, readable};
use canevas_compiler::{DeskCopy, DeskReader, Edition, Project};
use std::fmt::Write as _;

/// What a readable return is written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FillFormat {
    /// A page that needs no other file.
    #[default]
    Html,
    /// Markdown.
    Markdown,
}

impl FillFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }
}

/// Which returns to write down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FillRequest {
    /// Returns and filled Word files, and folders of them.
    pub names: Vec<String>,
    /// The form file, or the folder of its edition. If none is named, it is the edition that holds the first file, or the only
    /// one there is.
    pub form: Option<String>,
    /// The languages of the labels; that of the return where empty.
    pub languages: Vec<String>,
    /// What to write.
    pub format: FillFormat,
    /// Whether to show answers that the definition calls personal.
    pub personal: bool,
    /// The folder that the files go into; none prints the only one.
    pub out: Option<String>,
    /// Whether to replace files that exist and differ.
    pub force: bool,
}

/// The readable returns.
#[derive(Debug)]
pub struct FillOutcome {
    /// The only one, where it is printed.
    pub printed: Option<String>,
    /// The edits that write them.
    pub edits: Edits,
    text: String,
    denies: bool,
}

impl FillOutcome {
    /// What was written, and which files could not be used, for people.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Denies where a file could not be used.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion::denies_if(self.denies)
    }
}

/// Writes returns down for people. Files that cannot be used are named, and the others are written.
pub fn fill_returns(project: &Project, request: &FillRequest) -> Result<FillOutcome, Refusal> {
    let folder = edition_of(project, request.form.as_deref(), &request.names)?;
    let names = files_at(project.files(), &request.names)?;
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    let read =
        |reader: &DeskReader<'_>| reader.copies(names.iter().map(|name| desk_file(project.files(), name)).collect());
    let found = read(&reader(&edition)?);
    let mut others: Vec<String> = found.iter().flatten().filter_map(|copy| copy.country.clone()).collect();
    others.retain(|code| countries::by_code(code).is_some() && !edition.countries.iter().any(|own| own.code == *code));
    let (edition, found) = if others.is_empty() {
        (edition, found)
    } else {
        // A country without a country file has a copy of its own all the same.
        let edition = project.edition_with(&folder, Scope::WithoutReturns, &others)?;
        let found = read(&reader(&edition)?);
        (edition, found)
    };
    let reader = reader(&edition)?;
    let (mut written, mut text, mut denies) = (Vec::new(), String::new(), false);
    // Writing to a String cannot fail.
    for copy in found {
        match copy {
            Ok(copy) => {
                for (name, content) in filled(&edition, &reader, &copy, request)? {
                    written.push((copy.name.clone(), name, content));
                }
                let waiting = copy.response.unread().map_or(0, serde_json::Map::len);
                if waiting > 0 {
                    let _ =
                        writeln!(text, "{}: {waiting} texts wait for a person, and are not shown", shown(&copy.name));
                }
            }
            Err(delivery) => {
                denies = true;
                for note in &delivery.notes {
                    let _ = writeln!(text, "{}: not written: {}; {}", shown(&delivery.file), note.message, note.help);
                }
            }
        }
    }
    let Some(out) = &request.out else {
        let printed = match written.len() {
            0 | 1 => written.pop().map(|(_, _, content)| content),
            several => {
                return Err(format!("there are {several} files to write; name a folder for them: --out FOLDER").into());
            }
        };
        return Ok(FillOutcome { printed, edits: Edits::new(), text, denies });
    };
    for (from, name, _) in &written {
        let _ = writeln!(text, "{}: {}", shown(from), shown(&join(out, name)));
    }
    let new = |(from, name, content): (String, String, String)| NewFile { from, name, content: content.into_bytes() };
    let edits = into_folder(project, out, written.into_iter().map(new).collect(), request.force)?;
    Ok(FillOutcome { printed: None, edits, text, denies })
}

/// The languages of the form that somebody names.
pub(super) fn languages_named<'m>(model: &'m Model, tags: &[String]) -> Result<Vec<&'m Language>, Failure> {
    let named = |tag: &String| {
        model.languages().find(|language| language.tag() == tag).ok_or_else(|| {
            let tags: Vec<&str> = model.languages().map(Language::tag).collect();
            format!("the form has no language `{}`; it has {}", shown(tag), tags.join(", "))
        })
    };
    tags.iter().map(named).collect()
}

/// The files of one return, with their names.
fn filled(
    edition: &Edition,
    reader: &DeskReader<'_>,
    copy: &DeskCopy,
    request: &FillRequest,
) -> Result<Vec<(String, String)>, Failure> {
    let model = edition.model.as_ref().ok_or("the form cannot be read; `canevas check` says why")?;
    let known = |tag: &str| model.languages().find(|language| language.tag() == tag);
    let form = reader.copy_of(copy.country.as_deref());
    let languages = match &*request.languages {
        [] => vec![copy.response.language().and_then(known).unwrap_or(&model.source_language)],
        tags => languages_named(model, tags)?,
    };
    let file = split(&copy.name).1;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let write = |language| {
        let readable = readable(form, language, &copy.response, request.personal);
        let content = match request.format {
            FillFormat::Html => page(&readable).map_err(|error| format!("cannot write the page: {error}"))?,
            FillFormat::Markdown => markdown(&readable),
        };
        Ok((format!("{stem}.{}.{}", language.tag(), request.format.ending()), content))
    };
    languages.into_iter().map(write).collect()
}
