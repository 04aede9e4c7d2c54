//! The report of a secretariat: from the returns of one edition or several to a page, a Word file, tables and highlights.

use crate::build::read_reference;
use crate::names::{edition_at, is_file};
use crate::returns::{NewFile, into_folder, languages_named};
use crate::several_editions::{
    EditionWithReturns, ReturnsPlace, comparisons, model_of, returns_that_count, with_returns,
};
use crate::{Conclusion, EditionFindings, Edits, Failure, Refusal, shown};
use canevas_compiler::diagnostics::{Finding, Findings, Sources, Span, nearest};
use canevas_compiler::docx::WordOptions;
use canevas_compiler::evidence::{CountryReturn, Evidence, SeriesStep};
use canevas_compiler::files::{Scope, editions_before, join};
use canevas_compiler::model::{Language, Model, Report};
use canevas_compiler::report::{
    Plan, ReportPage, highlights_json, highlights_markdown, page, plan, read_coding, report, return_file, rules,
    tables, word,
};
use canevas_compiler::{Edition, Project, readable};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Which report to write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportRequest {
    /// The form file, or the folder of its edition.
    pub form: String,
    /// The returns: a file, which answers the report's edition; or a folder that holds the returns of each edition in a folder of
    /// its name. Those of the editions themselves where none is named.
    pub returns: Option<String>,
    /// The languages of the report; every language of the form where empty.
    pub languages: Vec<String>,
    /// A Word file whose styles, page, header and footer the Word file of the report takes over.
    pub reference: Option<String>,
    /// The folder that the files go into.
    pub out: String,
    /// Whether to replace files that exist and differ.
    pub force: bool,
    /// Today, such as `2024-03-31`: a declaration about a change may expire.
    pub today: String,
}

/// A report.
#[derive(Debug)]
pub struct ReportOutcome {
    /// The edits that write it.
    pub edits: Edits,
    /// What the returns show to be wrong with it.
    pub findings: EditionFindings,
    text: String,
    denies: bool,
}

impl ReportOutcome {
    /// What was written, and what a person must look at.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Denies where a file could not be used, a country sent answers that differ, or the report says what the returns do not.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion::denies_if(self.denies || self.findings.findings.deny())
    }
}

/// Writes a report in each language.
pub fn write_report(project: &Project, request: &ReportRequest) -> Result<ReportOutcome, Refusal> {
    let folder = edition_at(project, &request.form)?;
    let own = project.edition(&folder, Scope::WithoutReturns)?;
    if own.findings.deny() {
        return Err(Refusal::Before(Box::new(EditionFindings::of(&own))));
    }
    let model = model_of(&own)?;
    let Some(of) = &model.report else {
        let wanted = join(&folder, "report.yaml");
        return Err(format!("there is no `{}`: it says what the report shows", shown(&wanted)).into());
    };
    let reference = request.reference.as_deref().map(|name| read_reference(project.files(), name)).transpose()?;
    let options = WordOptions { reference, ..WordOptions::default() };
    let languages: Vec<&Language> = match &*request.languages {
        [] => model.languages().collect(),
        tags => languages_named(model, tags)?,
    };
    let place = ReturnsPlace { form: &request.form, returns: request.returns.as_deref() };
    let editions = editions(project, &folder, of, &own)?
        .into_iter()
        .map(|folder| with_returns(project, place, folder))
        .collect::<Result<Vec<_>, _>>()?;
    let mut text = String::new();
    let (mut evidence, denies) = evidence(project, request, &editions, &mut text)?;
    if evidence.own().is_none_or(|own| own.returns.is_empty()) {
        return Err(format!("{text}no return of {} can be used, so there is nothing to report", model.edition).into());
    }
    let (plan, _) = plan(of, model);
    let mut sources = own.sources.clone();
    let wrong = codings(project, &plan, model, editions.last(), &mut evidence, &mut sources)?;
    if wrong.deny() {
        return Err(Refusal::Before(Box::new(EditionFindings::new(&sources, wrong, &Findings::default()))));
    }
    let (mut files, mut findings) = (Vec::new(), Findings::default());
    for (index, language) in languages.into_iter().enumerate() {
        let Some(made) = report(&plan, &evidence, language) else { continue };
        // What is wrong is the same in every language.
        if index == 0 {
            findings.extend(made.findings);
        }
        files.extend(written(&made.page, language, &options)?);
        if plan.blocks.iter().any(|block| block.show.needs_returns()) {
            files.extend(whole_returns(&evidence, language)?);
        }
    }
    for file in &files {
        let _ = writeln!(text, "{}", shown(&join(&request.out, &file.name)));
    }
    for sentence in options.reference.iter().flat_map(|reference| reference.left_out()) {
        let _ = writeln!(text, "warning: {}", shown(sentence));
    }
    let edits = into_folder(project, &request.out, files, request.force)?;
    let findings = EditionFindings::new(&own.sources, findings, &Findings::default());
    Ok(ReportOutcome { edits, findings, text, denies })
}

/// The files of a report in one language.
fn written(of: &ReportPage, language: &Language, options: &WordOptions) -> Result<Vec<NewFile>, Failure> {
    let name = |rest: &str| format!("{}/{rest}", of.language);
    let bytes = |rest: &str, content: Vec<u8>| NewFile { from: of.title.text.clone(), name: name(rest), content };
    let file = |rest: &str, text: String| bytes(rest, text.into_bytes());
    let mut files = vec![
        file("report.html", page(of).map_err(|error| format!("cannot write the page: {error}"))?),
        bytes("report.docx", word(of, language, options)),
        file("highlights.md", highlights_markdown(of)),
        file("highlights.json", highlights_json(of).map_err(|error| format!("cannot write JSON: {error}"))?),
    ];
    files.extend(tables(of).into_iter().map(|table| file(&format!("tables/{}", table.name), table.text)));
    Ok(files)
}

/// Reads the themes that blocks need. They stand beside the returns, in `coding/QUESTION.csv`.
fn codings(
    project: &Project,
    plan: &Plan<'_>,
    model: &Model,
    of: Option<&EditionWithReturns>,
    evidence: &mut Evidence<'_>,
    sources: &mut Sources,
) -> Result<Findings, Refusal> {
    let mut findings = Findings::default();
    for block in &plan.blocks {
        let Some((question, of)) = block.show.coded(model).zip(of) else { continue };
        let name = join(&of.home, &format!("coding/{question}.csv"));
        if !is_file(project, &name) {
            let span = block.block.keys.question.as_ref().map_or(block.block.kind.span, |name| name.span);
            let message = format!("nobody gave themes to the answers to `{question}`");
            let help = format!("write them into {} with the columns `country` and `theme`", shown(&name));
            findings.push(Finding::new(&rules::REPORT_NAME, span, message).help(help));
            continue;
        }
        let id = sources.add(&name, &project.text(&name)?.text);
        let answering = evidence.own().map(|own| own.answering(&question)).unwrap_or_default();
        let (coding, found) = read_coding(sources, id, &answering);
        findings.extend(found);
        evidence.codings.insert(question, coding);
    }
    Ok(findings)
}

/// The return of each country for reading, without what is not published.
fn whole_returns(evidence: &Evidence<'_>, language: &Language) -> Result<Vec<NewFile>, Failure> {
    let Some(own) = evidence.own() else { return Ok(Vec::new()) };
    let file = |of: &CountryReturn| {
        let copy = own.copy.clone().with_file(&of.file);
        let text = readable::page(&readable::readable(&copy, language, &of.response, false));
        let text = text.map_err(|error| format!("cannot write the page of {}: {error}", of.code))?;
        Ok(NewFile {
            from: of.code.clone(),
            name: format!("{}/{}", language.tag(), return_file(&of.code)),
            content: text.into_bytes(),
        })
    };
    own.returns.iter().map(file).collect()
}

/// The folders of the editions of a report, the earliest first.
fn editions(project: &Project, folder: &str, of: &Report, own: &Edition) -> Result<Vec<String>, Refusal> {
    let Some(first) = &of.first_edition else { return Ok(vec![folder.to_owned()]) };
    if own.model.as_ref().is_some_and(|model| model.edition == first.value) {
        return Ok(vec![folder.to_owned()]);
    }
    let (mut folders, mut names) = (vec![folder.to_owned()], Vec::new());
    for before in editions_before(project.files(), folder)? {
        let edition = project.edition(&before, Scope::WithoutAnswers)?;
        folders.push(before);
        let name = model_of(&edition)?.edition.clone();
        if name == first.value {
            folders.reverse();
            return Ok(folders);
        }
        names.push(name);
    }
    Err(unknown_edition(own, first.span, &first.value, &names))
}

fn unknown_edition(own: &Edition, span: Span, name: &str, names: &[String]) -> Refusal {
    let help = match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.is_empty() => "no edition stands beside this one; leave `first_edition` out".to_owned(),
        None => format!("the editions before this one are: {}", names.join(", ")),
    };
    let message = format!("no edition before this one is called `{name}`");
    let mut findings = Findings::default();
    findings.push(Finding::new(&rules::REPORT_NAME, span, message).help(help));
    Refusal::Before(Box::new(EditionFindings::new(&own.sources, findings, &Findings::default())))
}

/// What the returns say, and whether a person must look at some of them.
fn evidence<'e>(
    project: &Project,
    request: &ReportRequest,
    editions: &'e [EditionWithReturns],
    text: &mut String,
) -> Result<(Evidence<'e>, bool), Refusal> {
    let (mut all, mut denies) = (Vec::new(), false);
    for of in editions {
        let (returns, is_open) = returns_that_count(project, of, text)?;
        denies |= is_open;
        all.push(returns);
    }
    let folders: Vec<&str> = editions.iter().map(|of| of.folder.as_str()).collect();
    let diffs = comparisons(project, &folders, &request.today)?;
    let mut steps = Vec::new();
    for (diff, of) in diffs.iter().zip(editions.iter().skip(1)) {
        steps.push(SeriesStep::new(diff, model_of(&of.edition)?, of.edition.changes.as_ref()));
    }
    let regions = editions.last().map(|of| of.known.regions.clone()).unwrap_or_default();
    Ok((Evidence { editions: all, steps, regions, codings: BTreeMap::new() }, denies))
}
