//! Returns that a program holds in memory, taken apart into the tables of one edition.

use super::lines::{Faults, LineTaker, Made};
use super::rows_out::{heads, kept, wanted};
use super::{Exported, TableHead, cannot, known_questions};
use crate::line_chunks::Line;
use crate::returns::reader;
use crate::{ExportOutcome, Failure};
use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
use canevas_compiler::Edition;
use canevas_compiler::export::{ExportError, ExportFormats, ExportPlan, Layout};
use rayon::prelude::*;

/// Returns that one thread takes apart at once.
const TOGETHER: usize = 1024;

/// What messages call the returns together.
const RETURNS: &str = "returns";

/// What the tables of some returns hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlattenRequest {
    /// The ids of the questions that the tables have; all where empty.
    pub questions: Vec<String>,
    /// Whether personal answers are in the tables.
    pub personal: bool,
    /// Whether there is the long table, with a row for each answer.
    pub long: bool,
}

/// Returns as tables.
#[derive(Debug)]
pub struct FlatReturns {
    /// The tables in the order of an export.
    pub tables: Vec<(TableHead, RecordBatch)>,
    /// What was left out.
    pub outcome: ExportOutcome,
}

/// Takes returns apart. Each stands beside its name.
pub(crate) fn flatten(
    edition: &Edition,
    returns: &[(String, Line)],
    request: &FlattenRequest,
) -> Result<FlatReturns, Failure> {
    let model = crate::names::model(edition)?;
    known_questions(&[model], &request.questions)?;
    let plan = ExportPlan::new(vec![model], &[], &request.questions, request.personal);
    let formats = ExportFormats { long: request.long, ..ExportFormats::default() };
    let layout = Layout::new(&plan, formats, None);
    let readers = [reader(edition)?];
    let taker = LineTaker::new(&readers, &plan, &layout);
    let take = |returns: &[(String, Line)]| {
        taker.take(returns.iter().map(|(name, line)| (name.as_str(), line)), &|name, place| place.push_str(name))
    };
    let made = returns.par_chunks(TOGETHER).map(take).collect::<Result<Vec<Made>, Failure>>()?;
    let (mut out, mut faults) = (Exported::default(), Faults::of(RETURNS));
    let mut batches: Vec<Vec<RecordBatch>> = vec![Vec::new(); plan.tables.len()];
    for of in made {
        out.returns += of.returns;
        out.left_out += of.left_out;
        faults.add(of.faults);
        batches.iter_mut().zip(of.ready.batches).for_each(|(all, batch)| all.push(batch));
    }
    out.denies = faults.tell(&mut out.text);
    let whole = batches.iter().zip(layout.schemas()).map(|(of_table, schema)| concat_batches(schema, of_table));
    let whole = whole.collect::<Result<Vec<_>, _>>().map_err(|error| cannot(&ExportError::from(error)))?;
    let tables = heads(&plan, &layout).into_iter().zip(kept(&wanted(&plan, &layout), whole)).collect();
    Ok(FlatReturns { tables, outcome: out.outcome(&plan) })
}
