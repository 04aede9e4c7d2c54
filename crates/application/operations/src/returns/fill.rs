//! The readable return: the answered questionnaire as a page, as Markdown or as a Word file, in any language of the form.

use super::places::{desk_file, edition_of, files_at, reader};
use super::written::{NewFile, into_folder};
use crate::{Conclusion, Edits, Failure, Refusal, shown};
use canevas_compiler::diagnostics::counted;
use canevas_compiler::docx::WordOptions;
use canevas_compiler::files::{Scope, join, split};
use canevas_compiler::model::{Language, Model};
use canevas_compiler::readable::{ReadableReturn, markdown, page, readable, word};
use canevas_compiler::{DeskCopy, DeskReader, Edition, Project};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What a readable return is written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FillFormat {
    /// A page that needs no other file.
    #[default]
    Html,
    /// Markdown.
    Markdown,
    /// A Word file, which reads back.
    Word,
}

impl FillFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Word => "docx",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::Html => "page",
            Self::Markdown => "Markdown",
            Self::Word => "Word file",
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
    if request.format == FillFormat::Word && request.out.is_none() {
        return Err("a Word file is not printed; name a folder for it: --out FOLDER".to_owned().into());
    }
    let folder = edition_of(project, request.form.as_deref(), &request.names)?;
    let names = files_at(project.files(), &request.names)?;
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    let read =
        |reader: &DeskReader<'_>| reader.copies(names.iter().map(|name| desk_file(project.files(), name)).collect());
    let found = read(&reader(&edition)?);
    let mut others: Vec<String> = found.iter().flatten().filter_map(|copy| copy.country.clone()).collect();
    others = edition.without_file(others);
    // A country without a country file has a copy of its own all the same. A Word file is the blank copy with the country in it:
    // that is what `read` finds when the file comes back.
    let (edition, found) = if others.is_empty() || request.format == FillFormat::Word {
        (edition, found)
    } else {
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
                let (mut at_end, mut characters) = (0, 0);
                for FilledFile { name, content, left, replaced } in filled(&edition, &reader, &copy, request)? {
                    written.push((copy.name.clone(), name, content));
                    (at_end, characters) = (left, replaced);
                }
                if characters > 0 {
                    let count = counted(characters, "character", "characters");
                    let what = "that no Word file can hold, such as control characters; \u{fffd} stands in each place";
                    let _ = writeln!(text, "{}: {count} {what}", shown(&copy.name));
                }
                if at_end > 0 {
                    let (what, count) = (request.format.in_words(), counted(at_end, "text", "texts"));
                    let _ = writeln!(
                        text,
                        "{}: printed at the end of the {what}, as no answer: {count}",
                        shown(&copy.name)
                    );
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
            // A page and Markdown are text.
            0 | 1 => written.pop().and_then(|(_, _, content)| String::from_utf8(content).ok()),
            several => {
                return Err(format!("there are {several} files to write; name a folder for them: --out FOLDER").into());
            }
        };
        return Ok(FillOutcome { printed, edits: Edits::new(), text, denies });
    };
    for (from, name, _) in &written {
        let _ = writeln!(text, "{}: {}", shown(from), shown(&join(out, name)));
    }
    let new = |(from, name, content): (String, String, Vec<u8>)| NewFile { from, name, content };
    let edits = into_folder(project, out, written.into_iter().map(new).collect(), request.force)?;
    Ok(FillOutcome { printed: None, edits, text, denies })
}

/// The languages of the form that somebody names.
pub(crate) fn languages_named<'m>(model: &'m Model, tags: &[String]) -> Result<Vec<&'m Language>, Failure> {
    let named = |tag: &String| {
        model.languages().find(|language| language.tag() == tag).ok_or_else(|| {
            let tags: Vec<&str> = model.languages().map(Language::tag).collect();
            format!("the form has no language `{}`; it has {}", shown(tag), tags.join(", "))
        })
    };
    let mut languages = tags.iter().map(named).collect::<Result<Vec<_>, _>>()?;
    // A language that is named twice is meant once.
    let mut seen = BTreeSet::new();
    languages.retain(|language| seen.insert(language.tag()));
    Ok(languages)
}

/// A file that a return was written down as.
struct FilledFile {
    name: String,
    content: Vec<u8>,
    /// How many texts stand in it and are no answers.
    left: usize,
    /// How many characters it could not hold.
    replaced: usize,
}

/// The files of one return.
fn filled(
    edition: &Edition,
    reader: &DeskReader<'_>,
    copy: &DeskCopy,
    request: &FillRequest,
) -> Result<Vec<FilledFile>, Failure> {
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
        let readable = || readable(form, language, &copy.response, request.personal);
        let left = |made: &ReadableReturn| made.left.as_ref().map_or(0, |left| left.texts.len());
        let (content, left, replaced) = match request.format {
            FillFormat::Html => {
                let made = readable();
                let page = page(&made).map_err(|error| format!("cannot write the page: {error}"))?;
                (page.into_bytes(), left(&made), 0)
            }
            FillFormat::Markdown => {
                let made = readable();
                (markdown(&made).into_bytes(), left(&made), 0)
            }
            FillFormat::Word => {
                let made = word(form, language, &copy.response, request.personal, &WordOptions::default());
                (made.bytes, made.left, made.replaced)
            }
        };
        Ok(FilledFile {
            name: format!("{stem}.{}.{}", language.tag(), request.format.ending()),
            content,
            left,
            replaced,
        })
    };
    languages.into_iter().map(write).collect()
}
