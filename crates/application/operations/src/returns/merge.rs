//! The copies of several ministries as one draft.

use super::differ::where_they_differ;
use super::places::{desk_file, edition_of, files_at, reader};
use crate::read::own_kind;
use crate::{Conclusion, Edit, Failure, json, shown};
use canevas_compiler::files::{EntryKind, Files, Scope, split};
use canevas_compiler::merge::{Difference, FilledCopy, merge};
use canevas_compiler::model::{Language, Model};
use canevas_compiler::returns::DeliveryNote;
use canevas_compiler::{DeskCopy, DeskReader, Edition, Project, key_in_words, place_in_words, told_facts};
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
    /// The language that the draft says it is in. If none is named, it is that of the copies, which
    /// then have to be in one language of the form.
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
    /// The language that the draft says it is in, where a copy says another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_as: Option<String>,
    copies: Vec<CopyEntry>,
    differences: Vec<DifferenceEntry>,
}

#[derive(Debug, Serialize)]
struct CopyEntry {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    notes: Vec<DeliveryNote>,
}

#[derive(Debug, Serialize)]
struct DifferenceEntry {
    place: String,
    question: String,
    answers: Vec<AnswerEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<String>,
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
        if let Some(language) = &self.report.counts_as {
            let of_copy = |copy: &CopyEntry| Some(format!("{} ({})", shown(&copy.file), copy.language.as_ref()?));
            let of_copies: Vec<String> = copies.iter().filter_map(of_copy).collect();
            let list = of_copies.join(", ");
            let _ = writeln!(out, "all texts count as {language} now, whatever their copy says: {list}");
        }
        for CopyEntry { file, notes, .. } in copies {
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
            if let Some(known) = &difference.known {
                let _ = writeln!(out, "    the country file: {}", shown(known));
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

/// Merges copies. Fails, and merges none, where a file cannot be used, where the copies are of several countries, or where they are
/// in several languages and the request names none.
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
        Some(code) if !has_file(code) && edition.can_answer(code) => {
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
    let model = edition.model.as_ref().ok_or("the form cannot be read; `canevas check` says why")?;
    let by_language = by_language(&copies);
    let language = language_of(model, &by_language, request.language.as_deref())?;
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
            None => key_in_words(&told, &language, &difference.key),
        },
        place: difference.key,
        known: difference.known,
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
        counts_as: by_language.keys().any(|tag| tag != language.tag()).then(|| language.tag().to_owned()),
        copies: copies.into_iter().map(entry_of).collect(),
        differences: merged.differences.into_iter().map(entry).collect(),
    };
    Ok(MergeOutcome { draft, edit: edit.flatten(), report })
}

fn entry_of(copy: DeskCopy) -> CopyEntry {
    CopyEntry { language: copy.response.language().map(str::to_owned), file: copy.name, notes: copy.notes }
}

/// The names of the copies by the language that they say they are in, which the form may not have.
fn by_language(copies: &[DeskCopy]) -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for copy in copies {
        if let Some(tag) = copy.response.language() {
            names.entry(shown(tag).to_owned()).or_default().push(shown(&copy.name).to_owned());
        }
    }
    names
}

/// The language that the draft says it is in. Fails where none is asked for and the copies are not all in one language of the form:
/// a draft is in one, and the texts in another would count as texts in it.
fn language_of(
    model: &Model,
    by_language: &BTreeMap<String, Vec<String>>,
    asked: Option<&str>,
) -> Result<Language, Failure> {
    let known = |tag: &str| model.languages().find(|language| language.tag() == tag).cloned();
    let tags = || model.languages().map(Language::tag).collect::<Vec<_>>().join(", ");
    if let Some(tag) = asked {
        return known(tag).ok_or_else(|| format!("the form has no language `{}`; it has {}", shown(tag), tags()));
    }
    if by_language.is_empty() {
        return Ok(model.source_language.clone());
    }
    let only = by_language.keys().next().filter(|_| by_language.len() == 1);
    only.and_then(|tag| known(tag)).ok_or_else(|| {
        let lines: Vec<String> = by_language.iter().map(|(tag, names)| format!("{tag}: {}", names.join(", "))).collect();
        format!(
            "nothing was merged, because a draft is in one language of the form ({}), and the copies are not; say with --language which one all their texts are to count as:\n  {}",
            tags(),
            lines.join("\n  ")
        )
    })
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
