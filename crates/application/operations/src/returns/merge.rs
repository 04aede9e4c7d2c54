//! The copies of several ministries as one draft.

use super::differ::where_they_differ;
use super::places::{desk_file, edition_of, files_at, reader};
use crate::read::own_kind;
use crate::{Conclusion, Edit, Failure, json, shown};
use canevas_compiler::files::{EntryKind, Files, Scope, split};
use canevas_compiler::merge::{Difference, FilledCopy, merge};
use canevas_compiler::model::{Language, countries};
use canevas_compiler::returns::DeliveryNote;
use canevas_compiler::{DeskCopy, DeskReader, Edition, Project, place_in_words, told_facts};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Which copies to merge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MergeRequest {
    /// Returns and filled Word files, and folders of them, in the order in which they count.
    pub names: Vec<String>,
    /// The form file, or the folder of its edition. If none is named, it is the only one there is.
    pub form: Option<String>,
    /// The file that the draft goes into; none prints it.
    pub out: Option<String>,
    /// The language that the draft says it is in. If none is named, it is that of the first copy.
    pub language: Option<String>,
    /// Whether to replace a file that exists and differs.
    pub force: bool,
}

/// The draft, and what differs.
#[derive(Debug)]
pub struct MergeOutcome {
    /// The draft as a return.
    pub draft: String,
    /// The edit that writes it, if it is to be written and the file does not hold it yet.
    pub edit: Option<Edit>,
    report: MergeReport,
}

#[derive(Debug, Serialize)]
struct MergeReport {
    form: String,
    edition: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<String>,
    copies: Vec<CopyEntry>,
    differences: Vec<DifferenceEntry>,
}

#[derive(Debug, Serialize)]
struct CopyEntry {
    file: String,
    notes: Vec<DeliveryNote>,
}

#[derive(Debug, Serialize)]
struct DifferenceEntry {
    place: String,
    question: String,
    answers: Vec<AnswerEntry>,
}

#[derive(Debug, Serialize)]
struct AnswerEntry {
    from: String,
    value: Value,
    words: String,
}

impl MergeOutcome {
    /// What was merged and what differs, for people.
    pub fn text(&self) -> String {
        let MergeReport { edition, country, written, copies, differences, .. } = &self.report;
        let of = country.as_ref().map_or_else(String::new, |country| format!(" of {country}"));
        let into = written.as_ref().map_or_else(String::new, |name| format!(" into {}", shown(name)));
        let mut out = format!("merged {} copies{of} ({edition}){into}\n", copies.len());
        // Writing to a String cannot fail.
        for CopyEntry { file, notes } in copies {
            for note in notes {
                let _ = writeln!(out, "{}: {}\n  {}", shown(file), note.message, note.help);
            }
        }
        if differences.is_empty() {
            out.push_str("no answers differ\n");
            return out;
        }
        let (differ, each) = match differences.len() {
            1 => ("1 answer differs".to_owned(), "Its versions stay"),
            several => (format!("{several} answers differ"), "Their versions stay"),
        };
        let _ = writeln!(
            out,
            "{differ}. {each} in the draft under the names of their files until somebody chooses in the form:"
        );
        for difference in differences {
            let _ = writeln!(out, "  {}", difference.question);
            let words = where_they_differ(difference.answers.iter().map(|answer| answer.words.as_str()));
            for (answer, words) in difference.answers.iter().zip(words) {
                let _ = writeln!(out, "    {}: {}", shown(&answer.from), shown(&words));
            }
        }
        out
    }

    /// The same as JSON.
    pub fn json(&self) -> Result<String, Failure> {
        json(&self.report)
    }

    /// Denies where answers differ.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion::denies_if(!self.report.differences.is_empty())
    }
}

/// Merges copies. Fails, and merges none, where a file cannot be used or the copies are of several countries.
pub fn merge_returns(project: &Project, request: &MergeRequest) -> Result<MergeOutcome, Failure> {
    let files = project.files();
    let folder = edition_of(project, request.form.as_deref(), &request.names)?;
    let mut names = Vec::new();
    for name in &request.names {
        for found in files_at(files, std::slice::from_ref(name))? {
            if !names.contains(&found) {
                names.push(found);
            }
        }
    }
    if names.len() < 2 {
        return Err("there are no two copies to merge; name two files at least, or a folder of them".to_owned());
    }
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    let copies = copies(files, &reader(&edition)?, &names)?;
    let country = one_country(&copies)?;
    let has_file = |code: &String| edition.countries.iter().any(|file| file.code == *code);
    match &country {
        // A country without a country file has a copy all the same, and its Word files are read for it.
        Some(code) if !has_file(code) && countries::by_code(code).is_some() => {
            let edition = project.edition_with(&folder, Scope::WithoutReturns, std::slice::from_ref(code))?;
            let reader = reader(&edition)?;
            let copies = self::copies(files, &reader, &names)?;
            merged(files, &edition, &reader, copies, country, request)
        }
        _ => merged(files, &edition, &reader(&edition)?, copies, country, request),
    }
}

/// Reads the copies. Fails with all files that cannot be used.
fn copies(files: &dyn Files, reader: &DeskReader<'_>, names: &[String]) -> Result<Vec<DeskCopy>, Failure> {
    let read = reader.copies(names.iter().map(|name| desk_file(files, name)).collect());
    let (mut copies, mut wrong) = (Vec::new(), Vec::new());
    for copy in read {
        match copy {
            Ok(copy) => copies.push(copy),
            Err(delivery) => {
                let notes = delivery.notes.iter().map(|note| format!("{}; {}", note.message, note.help));
                wrong.push(format!("{}: {}", shown(&delivery.file), notes.collect::<Vec<_>>().join("; ")));
            }
        }
    }
    if wrong.is_empty() {
        return Ok(copies);
    }
    Err(format!("nothing was merged, because these files cannot be used:\n  {}", wrong.join("\n  ")))
}

/// The country that the copies name; none where no copy names one.
fn one_country(copies: &[DeskCopy]) -> Result<Option<String>, Failure> {
    let mut by_country: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for copy in copies {
        if let Some(country) = &copy.country {
            by_country.entry(country).or_default().push(shown(&copy.name));
        }
    }
    if by_country.len() < 2 {
        return Ok(by_country.into_keys().next().map(str::to_owned));
    }
    let lines: Vec<String> =
        by_country.into_iter().map(|(country, names)| format!("{country}: {}", names.join(", "))).collect();
    Err(format!(
        "nothing was merged, because the copies are of several countries; merge those of each by themselves:\n  {}",
        lines.join("\n  ")
    ))
}

fn merged(
    files: &dyn Files,
    edition: &Edition,
    reader: &DeskReader<'_>,
    copies: Vec<DeskCopy>,
    country: Option<String>,
    request: &MergeRequest,
) -> Result<MergeOutcome, Failure> {
    let copy = reader.copy_of(country.as_deref());
    let language = language_of(edition, &copies, request.language.as_deref())?;
    let filled: Vec<FilledCopy<'_>> =
        copies.iter().map(|copy| FilledCopy { name: split(&copy.name).1, response: &copy.response }).collect();
    let merged = merge(copy, &language, &filled);
    let draft = json(merged.response.json())?;
    let edit = request.out.as_deref().map(|out| written(files, out, &draft, &copies, request.force)).transpose()?;
    // Rows that only the copies know have their names in the draft.
    let facts = told_facts(copy, merged.response.facts());
    let told = copy.clone().with_file(&facts);
    let entry = |difference: Difference| DifferenceEntry {
        question: match &difference.path {
            Some(path) => place_in_words(&told, &language, path),
            None => difference.key.clone(),
        },
        place: difference.key,
        answers: difference
            .sides
            .into_iter()
            .map(|side| AnswerEntry { from: side.from, value: side.value, words: side.words })
            .collect(),
    };
    let report = MergeReport {
        form: copy.model.form.clone(),
        edition: copy.model.edition.clone(),
        country,
        written: request.out.clone(),
        copies: copies.into_iter().map(|copy| CopyEntry { file: copy.name, notes: copy.notes }).collect(),
        differences: merged.differences.into_iter().map(entry).collect(),
    };
    Ok(MergeOutcome { draft, edit: edit.flatten(), report })
}

/// The language that the draft says it is in.
fn language_of(edition: &Edition, copies: &[DeskCopy], asked: Option<&str>) -> Result<Language, Failure> {
    let model = edition.model.as_ref().ok_or("the form cannot be read; `canevas check` says why")?;
    let known = |tag: &str| model.languages().find(|language| language.tag() == tag).cloned();
    match asked {
        Some(tag) => known(tag).ok_or_else(|| {
            let tags: Vec<&str> = model.languages().map(Language::tag).collect();
            format!("the form has no language `{}`; it has {}", shown(tag), tags.join(", "))
        }),
        None => {
            let mut said = copies.iter().filter_map(|copy| copy.response.language());
            Ok(said.find_map(known).unwrap_or_else(|| model.source_language.clone()))
        }
    }
}

/// The edit that writes the draft; none where the file holds it already.
fn written(
    files: &dyn Files,
    out: &str,
    draft: &str,
    copies: &[DeskCopy],
    force: bool,
) -> Result<Option<Edit>, Failure> {
    if copies.iter().any(|copy| copy.name == out) {
        return Err(format!("`{}` is one of the copies; write the draft into another file", shown(out)));
    }
    match own_kind(files, out) {
        Some(EntryKind::File) if files.read(out).is_ok_and(|found| found == draft.as_bytes()) => Ok(None),
        Some(kind) if !force || kind != EntryKind::File => {
            Err(format!("`{}` exists and differs; replace it with --force", shown(out)))
        }
        _ => Ok(Some(Edit::write(out, draft))),
    }
}
