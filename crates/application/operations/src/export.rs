//! The answers of several editions as tables. Returns come from the desk, one for each country; or as a stream, one in each line of
//! a file, however many there are.

mod flat;
mod lines;
mod rows_out;

pub(crate) use flat::flatten;
pub use flat::{FlatReturns, FlattenRequest};
pub use rows_out::{ExportPlace, RowTaker, TableHead};

use crate::names::edition_at;
use crate::returns::languages_named;
use crate::several_editions::{
    EditionWithReturns, ReturnsPlace, comparisons, model_of, returns_that_count, with_returns,
};
use crate::{Conclusion, EditionFindings, Failure, Refusal, shown};
use canevas_compiler::diagnostics::{counted, nearest};
use canevas_compiler::evidence::SeriesStep;
use canevas_compiler::export::{
    CutCell, Description, ExportError, ExportFormats, ExportPlan, ExportStep, Layout, ReturnHead, Rows, WORKBOOK,
    unexplained_breaks,
};
use canevas_compiler::files::{Scope, editions_before, join};
use canevas_compiler::model::Model;
use canevas_compiler::{FormCopy, Project};
use rows_out::{RowsInFiles, RowsInMemory, RowsOut, Tables};
use std::fmt::Write as _;
use std::slice;

/// Which export to write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportRequest {
    /// The form file, or the folder of the latest edition.
    pub form: String,
    /// The returns: a file, which answers the latest edition; or a folder that holds the returns of each edition in a folder of its
    /// name. Those of the editions themselves where none is named.
    pub returns: Option<String>,
    /// Files with a return in each line, in place of `returns`.
    pub lines: Vec<String>,
    /// The name of the first edition; all editions before the latest where none is named.
    pub first_edition: Option<String>,
    /// The ids of the questions that the tables have; all where empty.
    pub questions: Vec<String>,
    /// Whether personal answers are in the tables.
    pub personal: bool,
    /// The files.
    pub formats: ExportFormats,
    /// The language of labels; the form's own where none is named.
    pub language: Option<String>,
    /// Today, such as `2024-03-31`: a declaration about a change may expire.
    pub today: String,
}

/// An export.
#[derive(Debug)]
pub struct ExportOutcome {
    text: String,
    denies: bool,
}

impl ExportOutcome {
    /// What was written, and what a person must look at.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Denies where a return could not be used, or a value is no answer to its question.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion::denies_if(self.denies)
    }
}

/// Writes an export. The files are complete where this succeeds, and of no use where it fails.
pub fn export(
    project: &Project,
    request: &ExportRequest,
    place: &mut dyn ExportPlace,
) -> Result<ExportOutcome, Refusal> {
    made(project, request, &mut RowsInFiles::Place(place))
}

/// Gives the rows of an export to a program as they come; the formats of the request name no files then. What was taken is complete
/// where this succeeds.
pub fn export_rows(
    project: &Project,
    request: &ExportRequest,
    taker: &mut dyn RowTaker,
) -> Result<ExportOutcome, Refusal> {
    made(project, request, &mut RowsInMemory::new(taker))
}

fn made(project: &Project, request: &ExportRequest, rows: &mut dyn RowsOut) -> Result<ExportOutcome, Refusal> {
    let folder = edition_at(project, &request.form)?;
    let own = project.edition(&folder, Scope::WithoutReturns)?;
    if own.findings.deny() {
        return Err(Refusal::Before(Box::new(EditionFindings::of(&own))));
    }
    let folders = folders(project, &folder, request.first_edition.as_deref())?;
    let returns = ReturnsPlace { form: &request.form, returns: request.returns.as_deref() };
    let editions =
        folders.into_iter().map(|folder| with_returns(project, returns, folder)).collect::<Result<Vec<_>, _>>()?;
    let models = editions.iter().map(|of| model_of(&of.edition)).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<&str> = editions.iter().map(|of| of.folder.as_str()).collect();
    let diffs = comparisons(project, &names, &request.today)?;
    let later = models.iter().zip(&editions).skip(1);
    let series: Vec<SeriesStep> = diffs
        .iter()
        .zip(later)
        .map(|(diff, (model, of))| SeriesStep::new(diff, model, of.edition.changes.as_ref()))
        .collect();
    let later = diffs.iter().zip(&series).zip(editions.iter().skip(1));
    let steps: Vec<ExportStep<'_>> =
        later.map(|((diff, series), of)| ExportStep { series, diff, changes: of.edition.changes.as_ref() }).collect();
    known_questions(&models, &request.questions)?;
    let language = match (&request.language, model_of(&own)?) {
        (None, model) => &model.source_language,
        (Some(tag), model) => {
            languages_named(model, slice::from_ref(tag))?.first().copied().unwrap_or(&model.source_language)
        }
    };
    let of_editions = models.iter().zip(&editions);
    let copies: Vec<FormCopy<'_>> =
        of_editions.map(|(model, of)| FormCopy::new(model, None, &of.edition.catalogues)).collect();
    let plan = ExportPlan::new(models.clone(), &series, &request.questions, request.personal);
    let description = Description::new(&plan, &copies, &series, &steps, language, request.formats)
        .map_err(|error| format!("cannot describe the tables: {error}"))?;
    let layout = Layout::new(&plan, request.formats, Some(&description.codebook));
    let tables = Tables { plan: &plan, layout: &layout, description: &description };
    let mut out = Exported::default();
    out.breaks(&steps);
    if request.lines.is_empty() {
        rows.begin(tables)?;
        for (index, of) in editions.iter().enumerate() {
            desk(project, index, of, tables, rows, &mut out)?;
        }
    } else {
        lines::stream(&request.lines, &editions, tables, rows, &mut out)?;
    }
    out.cut(&rows.finish()?, request.formats);
    if out.returns == 0 {
        return Err(format!("{}no return can be used, so there is nothing to export", out.text).into());
    }
    Ok(out.outcome(&plan))
}

/// What an export holds.
#[derive(Debug, Default)]
struct Exported {
    text: String,
    denies: bool,
    returns: usize,
    /// How many values are no answers.
    left_out: usize,
}

impl Exported {
    fn count(&mut self, plan: &ExportPlan<'_>, rows: &Rows<'_>) {
        self.returns += rows.count(0);
        self.left_out += rows.count(plan.tables.len() - 1);
    }

    /// Warns of changes that end a series, where nobody said why: those who read the change log could not know.
    fn breaks(&mut self, steps: &[ExportStep<'_>]) {
        for step in steps {
            let open = unexplained_breaks(step);
            if open.is_empty() {
                continue;
            }
            let _ = writeln!(
                self.text,
                "warning: {} to {}: these changes end a series, and nobody gave a reason; `canevas accept` and `canevas retire` record one",
                step.diff.old, step.diff.new
            );
            for change in open.iter().take(lines::MOST_NAMED) {
                let _ = writeln!(self.text, "  {}", change.finding.message);
            }
            if open.len() > lines::MOST_NAMED {
                let _ = writeln!(self.text, "  and {} more, in codebook/changes.csv", open.len() - lines::MOST_NAMED);
            }
        }
    }

    /// Names the cells of the workbook that could not hold their text.
    fn cut(&mut self, cells: &[CutCell], formats: ExportFormats) {
        let is_whole_elsewhere = formats.csv || formats.parquet;
        for CutCell { table, row, column, length } in cells {
            let rest = if is_whole_elsewhere {
                "the other files have all of it"
            } else {
                "write CSV or Parquet to have all of it"
            };
            let _ = writeln!(
                self.text,
                "{WORKBOOK}: sheet `{table}`, row {row}, `{column}`: a cell cannot hold a text of {length} characters; {rest}"
            );
        }
        self.denies |= !cells.is_empty() && !is_whole_elsewhere;
    }

    fn outcome(mut self, plan: &ExportPlan<'_>) -> ExportOutcome {
        // Writing to a String cannot fail.
        let returns = counted(self.returns, "return", "returns");
        let _ = writeln!(self.text, "{returns}, {}", counted(plan.tables.len(), "table", "tables"));
        if self.left_out > 0 {
            let values = counted(self.left_out, "value is", "values are");
            let _ = writeln!(self.text, "{values} no answer to the question where it stands; see the table `left_out`");
        }
        ExportOutcome { text: self.text, denies: self.denies || self.left_out > 0 }
    }
}

/// The folders of the editions, the earliest first.
fn folders(project: &Project, folder: &str, first: Option<&str>) -> Result<Vec<String>, Refusal> {
    let (mut folders, mut names) = (Vec::new(), Vec::new());
    for folder in std::iter::once(folder.to_owned()).chain(editions_before(project.files(), folder)?) {
        let edition = project.edition(&folder, Scope::WithoutAnswers)?;
        folders.push(folder);
        let name = model_of(&edition)?.edition.clone();
        let is_first = first == Some(&*name);
        names.push(name);
        if is_first {
            break;
        }
    }
    if let Some(first) = first.filter(|first| !names.iter().any(|name| name == first)) {
        let help = match nearest(first, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the editions are: {}", names.join(", ")),
        };
        return Err(format!("no edition is called `{}`; {help}", shown(first)).into());
    }
    folders.reverse();
    Ok(folders)
}

/// Refuses questions that no edition asks.
fn known_questions(models: &[&Model], wanted: &[String]) -> Result<(), Failure> {
    let names = |model: &&'_ Model| -> Vec<String> {
        let questions = model.questions.iter().map(|question| question.id.to_string());
        questions.chain(model.computed.iter().map(|number| number.id.to_string())).collect()
    };
    let known: Vec<String> = models.iter().flat_map(names).collect();
    let unknown = wanted.iter().filter(|id| !known.contains(*id));
    let named: Vec<String> = unknown
        .map(|id| {
            let near = nearest(id, known.iter().map(String::as_str)).map(|near| format!(" (did you mean `{near}`?)"));
            format!("`{}`{}", shown(id), near.unwrap_or_default())
        })
        .collect();
    if named.is_empty() { Ok(()) } else { Err(format!("no edition asks {}", named.join(", "))) }
}

/// The returns that the desk counts for an edition.
fn desk(
    project: &Project,
    index: usize,
    of: &EditionWithReturns,
    Tables { plan, layout, .. }: Tables<'_>,
    into: &mut dyn RowsOut,
    out: &mut Exported,
) -> Result<(), Refusal> {
    let (returns, is_open) = returns_that_count(project, of, &mut out.text)?;
    out.denies |= is_open;
    let mut rows = Rows::new(plan);
    for of_country in &returns.returns {
        // The same returns give the same tables, wherever they stand.
        let name = of_country.name.strip_prefix(&join(&of.home, "")).unwrap_or(&of_country.name);
        // A return of nobody is known by its file alone.
        let is_named = returns.copy.model.respondents.key().is_some();
        let country = if is_named { of_country.code.as_str() } else { "" };
        let head = ReturnHead { edition: index, country, name, computed: &of_country.computed };
        rows.push(head, &of_country.response);
        if layout.formats().long {
            rows.push_long(head, of_country);
        }
    }
    out.count(plan, &rows);
    let ready = layout.prepare(&mut rows).map_err(|error| cannot(&error))?;
    Ok(into.write(ready)?)
}

fn cannot(error: &ExportError) -> Failure {
    format!("cannot write the export: {error}")
}
