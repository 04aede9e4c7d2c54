//! Answers from the exports of other form tools: a proposed mapping, returns, and a list of every cell that is no answer.

use crate::names::edition_at;
use crate::returns::{NewFile, into_folder, languages_named};
use crate::{Conclusion, EditionFindings, Edits, Failure, Refusal, shown};
use canevas_compiler::diagnostics::{Findings, Sources, counted};
use canevas_compiler::files::{FileError, Files, Scope, join};
use canevas_compiler::import::{
    Becomes, Imported, Importer, Mapping, Names, RespondentNames, Sheet, Table, Target, TextIndex, has_country,
    left_csv, mapping_text, read_mapping, read_sheets, targets,
};
use canevas_compiler::model::Language;
use canevas_compiler::syntax::import::Confidence;
use canevas_compiler::{Edition, FormCopy, Project};
use std::collections::BTreeMap;

/// The largest export.
const LARGEST: u64 = 32 << 20;
/// The mapping that is proposed.
const MAPPING: &str = "mapping.yaml";
/// The list of cells that are no answers.
const NOT_PLACED: &str = "not-placed.csv";

/// Which exports to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportRequest {
    /// The exports: workbooks and CSV files.
    pub files: Vec<String>,
    /// The form file, or the folder of its edition.
    pub form: String,
    /// The mapping; one is proposed where none is named.
    pub mapping: Option<String>,
    /// The country that answers in every row, whatever the mapping says.
    pub country: Option<String>,
    /// The language of the answers; that of the heads where none is named.
    pub language: Option<String>,
    /// Whether the later of two rows of a country counts.
    pub latest: bool,
    /// The folder that the files go into.
    pub out: String,
    /// Whether to replace files that exist and differ.
    pub force: bool,
}

/// What came of exports.
#[derive(Debug)]
pub struct ImportOutcome {
    /// The edits that write the files.
    pub edits: Edits,
    /// What is wrong with the mapping.
    pub findings: EditionFindings,
    text: String,
    denies: bool,
}

impl ImportOutcome {
    /// What was written, and what a person must look at.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Denies where a person must look at a column, a cell or a row.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion::denies_if(self.denies || self.findings.findings.deny())
    }
}

/// Reads exports into returns.
pub fn import_answers(project: &Project, request: &ImportRequest) -> Result<ImportOutcome, Refusal> {
    let folder = edition_at(project, &request.form)?;
    let own = project.edition(&folder, Scope::WithoutReturns)?;
    if own.findings.deny() {
        return Err(Refusal::Before(Box::new(EditionFindings::of(&own))));
    }
    let sheets = sheets(project.files(), &request.files)?;
    let copies = own.copies();
    let Some((blank, of_countries)) = copies.split_first() else {
        return Err("the form cannot be read; `canevas check` says why".to_owned().into());
    };
    let files = own.countries.iter().flat_map(|file| file.names.values()).map(|forms| forms.name.as_str());
    let names = Names::new(files);
    let targets = targets(blank, of_countries, &names);
    let index = TextIndex::new(&targets, &names);
    let tables: Vec<Table<'_>> =
        sheets.iter().filter_map(|sheet| Table::new(sheet, &|head| index.is_known(head))).collect();
    let known = RespondentNames::of(blank, &own.countries);
    let mut sources = own.sources.clone();
    let (mut mapping, findings) = match &request.mapping {
        Some(name) => {
            let id = sources.add(name, &project.text(name)?.text);
            let (mapping, findings) = read_mapping(&sources, id, blank, &targets, Some(&tables));
            let findings = own.levels.part(findings).0;
            match mapping.filter(|_| !findings.deny()) {
                Some(mapping) => (mapping, findings),
                None => return Err(refusal(&sources, findings)),
            }
        }
        None => (index.propose(&tables, &known, blank), Findings::default()),
    };
    if let Some(code) = &request.country {
        mapping.country = Some(known_country(code, &own)?);
    }
    let language = match &request.language {
        Some(tag) => languages_named(blank.model, std::slice::from_ref(tag))?.into_iter().next(),
        None => main_language(blank, &index, &tables, &mapping),
    };
    let language = language.unwrap_or(&blank.model.source_language);
    let mut importer =
        Importer { blank, copies: &[], targets: &targets, countries: &known, mapping: &mapping, language };
    let codes = importer.countries_of(&tables);
    let misplaced = importer.misplaced(&tables);
    let proposed = request.mapping.is_none().then(|| doubted(&mapping, misplaced));
    let mapping = proposed.as_ref().unwrap_or(&mapping);
    importer.mapping = mapping;
    let edition = project.edition_with(&folder, Scope::WithoutReturns, &codes)?;
    let copies = edition.copies();
    importer.copies = &copies;
    let mut report = Report { out: String::new(), denies: false };
    report.sheets(&sheets, &tables);
    report.columns(mapping, &targets, &tables, proposed.is_some());
    let mut files: Vec<NewFile> = Vec::new();
    let from = request.files.join(", ");
    let mut file = |name: String, text: String| {
        files.push(NewFile { from: from.clone(), name, content: text.into_bytes() });
    };
    if proposed.is_some() {
        file(MAPPING.to_owned(), mapping_text(mapping, &targets));
    }
    let is_certain = proposed.as_ref().is_none_or(|mapping| is_certain(mapping, &targets));
    if is_certain {
        let mut imported = importer.import(&sheets, &tables);
        if request.latest {
            keep_latest(&mut imported, &tables);
        }
        for (name, text) in report.returns(&imported, &request.out)? {
            file(name, text);
        }
        if !imported.left.is_empty() {
            file(NOT_PLACED.to_owned(), left_csv(&imported.left));
        }
    } else {
        report.correct(&join(&request.out, MAPPING));
    }
    let edits = into_folder(project, &request.out, files, request.force)?;
    let findings = EditionFindings::new(&sources, findings, &Findings::default());
    Ok(ImportOutcome { edits, findings, text: report.out, denies: report.denies })
}

fn refusal(sources: &Sources, findings: Findings) -> Refusal {
    Refusal::Before(Box::new(EditionFindings::new(sources, findings, &Findings::default())))
}

/// The sheets of all files, or everything that is wrong with any of them.
fn sheets(files: &dyn Files, names: &[String]) -> Result<Vec<Sheet>, Failure> {
    let (mut sheets, mut wrong) = (Vec::new(), Vec::new());
    for name in names {
        let bytes = files.read_at_most(name, LARGEST).map_err(|error| match error {
            FileError::TooLarge { most, .. } => format!("it is larger than {} MiB, which is the limit", most >> 20),
            FileError::Missing { .. } => "there is no such file".to_owned(),
            FileError::DeadLink { why, .. } | FileError::Unreadable { why, .. } => why,
            FileError::Archive { .. } | FileError::NotUtf8 { .. } | FileError::Name(_) => error.to_string(),
        });
        match bytes.and_then(|bytes| read_sheets(shown(name), &bytes)) {
            Ok(read) => sheets.extend(read),
            Err(why) => wrong.push(format!("`{}` cannot be read: {why}", shown(name))),
        }
    }
    if wrong.is_empty() { Ok(sheets) } else { Err(wrong.join("\n")) }
}

fn known_country(code: &str, edition: &Edition) -> Result<String, Failure> {
    let Some(model) = &edition.model else { return Ok(code.to_owned()) };
    let has_file = |code: &str| edition.countries.iter().any(|file| file.code == code);
    if model.has_respondent(code, has_file) {
        return Ok(code.to_owned());
    }
    Err(format!("`{}` is the code of no {}", shown(code), model.respondents.noun()))
}

/// The language in which most heads are.
fn main_language<'m>(
    blank: &FormCopy<'m>,
    index: &TextIndex<'_, '_>,
    tables: &[Table<'_>],
    mapping: &Mapping,
) -> Option<&'m Language> {
    let counted = index.languages(tables, mapping);
    let (at, _) = counted.into_iter().rev().max_by_key(|(_, count)| *count)?;
    blank.model.languages().nth(at)
}

/// The mapping with less trust in columns whose cells do not fit.
fn doubted(mapping: &Mapping, misplaced: Vec<(String, usize, String)>) -> Mapping {
    let mut mapping = mapping.clone();
    for (head, nth, why) in misplaced {
        let plan = mapping.columns.iter_mut().find(|plan| plan.head == head && plan.nth == nth);
        if let Some(plan) = plan
            && let Becomes::Answers(target, _) = plan.becomes
        {
            plan.becomes = Becomes::Answers(target, Confidence::Unsure);
            plan.why = Some(plan.why.take().map_or_else(|| why.clone(), |before| format!("{before}; {why}")));
        }
    }
    mapping
}

/// Whether nothing in a mapping needs a person.
fn is_certain(mapping: &Mapping, targets: &[Target<'_>]) -> bool {
    let is_certain = |becomes| matches!(becomes, Becomes::Ignored | Becomes::Answers(_, Confidence::Certain));
    mapping.columns.iter().all(|plan| is_certain(plan.becomes))
        && (mapping.country.is_some() || has_country(mapping, targets))
}

/// Of several rows of a country, keeps the one that was sent last, where the export says so.
fn keep_latest(imported: &mut Imported, tables: &[Table<'_>]) {
    let mut at = 0;
    while let Some(of) = imported.returns.get(at) {
        let rest = imported.returns.iter().filter(|other| other.country == of.country);
        let later = rest.filter(|other| of.sent.is_some() && other.sent > of.sent).max_by_key(|other| other.sent);
        match later
            .map(|later| format!("the country sent other answers later, in row {} of {}", later.row, later.sheet))
        {
            Some(why) => imported.drop_return(tables, at, &why),
            None => at += 1,
        }
    }
}

/// What is printed.
struct Report {
    out: String,
    denies: bool,
}

impl Report {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn sheets(&mut self, sheets: &[Sheet], tables: &[Table<'_>]) {
        for sheet in sheets {
            let table = tables.iter().find(|table| std::ptr::eq(table.sheet, sheet));
            let what = match table {
                Some(table) => {
                    let (rows, columns) =
                        (counted(table.rows.len(), "row", "rows"), counted(table.heads.len(), "column", "columns"));
                    format!("{rows}, {columns}")
                }
                None if sheet.rows.is_empty() => "empty".to_owned(),
                None => "hidden; its cells are listed as not placed".to_owned(),
            };
            self.line(&format!("{}: {what}", sheet.name));
            for note in &sheet.notes {
                self.denies |= note.grave;
                self.line(&format!("  {}", note.words));
            }
        }
    }

    /// Says how sure each column is; in a proposal, names those that are not certain.
    fn columns(&mut self, mapping: &Mapping, targets: &[Target<'_>], tables: &[Table<'_>], is_proposal: bool) {
        let unmapped = tables.iter().flat_map(|table| &table.heads).filter(|head| mapping.plan(head).is_none());
        let unmapped: Vec<String> = unmapped.map(|head| head.text.clone()).collect();
        for head in unmapped {
            self.denies = true;
            self.line(&format!("the mapping does not name the column {}", quoted(&head)));
        }
        if !is_proposal {
            return;
        }
        let count =
            |wanted: &dyn Fn(Becomes) -> bool| mapping.columns.iter().filter(|plan| wanted(plan.becomes)).count();
        let of = |wanted: Confidence| {
            count(&|becomes| matches!(becomes, Becomes::Answers(_, confidence) if confidence == wanted))
        };
        let (unknown, ignored) =
            (count(&|becomes| becomes == Becomes::Unknown), count(&|becomes| becomes == Becomes::Ignored));
        let counts = [
            (of(Confidence::Certain), "certain"),
            (of(Confidence::Likely), "likely"),
            (of(Confidence::Unsure) + unknown, "unsure"),
            (ignored, "of the form tool"),
        ];
        let counts: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        self.line(&format!("columns: {}", counts.join(", ")));
        for plan in &mapping.columns {
            let (word, to) = match plan.becomes {
                Becomes::Ignored | Becomes::Answers(_, Confidence::Certain) => continue,
                Becomes::Answers(target, confidence) => {
                    (confidence.word(), format!(" -> {}", targets[target].path.name()))
                }
                Becomes::Unknown => (Confidence::Unsure.word(), String::new()),
            };
            self.line(&format!("  {word}: {}{to}", quoted(&plan.head)));
            let why = plan.why.as_deref().unwrap_or("no text of the form is similar");
            self.line(&format!("    {why}"));
        }
        if mapping.country.is_none() && !has_country(mapping, targets) {
            self.line("  no column says which country answers; if it is one for all rows, name it with --country");
        }
    }

    fn correct(&mut self, mapping: &str) {
        self.denies = true;
        self.line(&format!(
            "no return was written, because the columns above need a person: look at `{0}`, correct it, and run this again with --mapping {0}",
            shown(mapping)
        ));
    }

    /// The returns as files. Several of one country get the numbers of their rows.
    fn returns(&mut self, imported: &Imported, out: &str) -> Result<Vec<(String, String)>, Failure> {
        let mut of_country: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, of) in imported.returns.iter().enumerate() {
            of_country.entry(&of.country).or_default().push(at);
        }
        let mut files: Vec<(String, String)> = Vec::new();
        for (country, all) in of_country {
            for at in &all {
                let of = &imported.returns[*at];
                let mut name =
                    if all.len() == 1 { format!("{country}.json") } else { format!("{country}-row{}.json", of.row) };
                let mut number = 2;
                while files.iter().any(|(known, _)| *known == name) {
                    name = format!("{country}-row{}-{number}.json", of.row);
                    number += 1;
                }
                let status = of.json["status"].as_str().unwrap_or_default();
                self.line(&format!("{}: {status}, from row {} of {}", shown(&join(out, &name)), of.row, of.sheet));
                files.push((name, crate::json(&of.json)?));
            }
            if all.len() > 1 {
                self.denies = true;
                self.line(&format!(
                    "  {country} sent {} rows; put them together with `canevas returns merge`, or take the later one with --latest",
                    all.len()
                ));
            }
        }
        let (all, open) = (imported.left.len(), imported.open().count());
        self.denies |= open > 0;
        let cells = counted(imported.cells, "cell", "cells");
        if all == 0 {
            self.line(&format!("{cells}, all of them answers"));
        } else {
            let (answers, name) = (imported.cells - all, join(out, NOT_PLACED));
            self.line(&format!(
                "{cells}: {answers} are answers, {open} to look at, {} ignored; see {}",
                all - open,
                shown(&name)
            ));
        }
        self.reasons(imported);
        self.beside(imported);
        Ok(files)
    }

    /// Texts that may be options in other words.
    fn beside(&mut self, imported: &Imported) {
        const MOST: usize = 3;
        for (head, texts) in &imported.beside {
            let shown: Vec<String> = texts.iter().take(MOST).map(|text| quoted(text)).collect();
            let more = if texts.len() > MOST { format!(" and {} more", texts.len() - MOST) } else { String::new() };
            self.line(&format!(
                "column {}: beside the option that asks to specify stand {}{more}",
                quoted(head),
                shown.join(", ")
            ));
            self.line(
                "  if one of them is an option in other words, write it under `options` of this column in the mapping",
            );
        }
    }

    /// Why cells are no answers, the most frequent reason first.
    fn reasons(&mut self, imported: &Imported) {
        const MOST: usize = 20;
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for cell in imported.open() {
            *reasons.entry(&cell.why).or_default() += 1;
        }
        let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
        reasons.sort_by_key(|(why, count)| (std::cmp::Reverse(*count), *why));
        let more = reasons.len().saturating_sub(MOST);
        for (why, count) in reasons.into_iter().take(MOST) {
            self.line(&format!("  {}: {why}", counted(count, "cell", "cells")));
        }
        if more > 0 {
            self.line(&format!("  and {} more", counted(more, "reason", "reasons")));
        }
    }
}

/// The start of a head in quotation marks.
fn quoted(head: &str) -> String {
    const LONGEST: usize = 90;
    let line = head.split_whitespace().collect::<Vec<_>>().join(" ");
    let short = line.chars().count() > LONGEST;
    let shown: String = if short { line.chars().take(LONGEST - 1).chain(['…']).collect() } else { line };
    format!("\u{201c}{shown}\u{201d}")
}
