//! The files that describe an export and load it, all in one: they stand in the folder of the CSV files.

use crate::changes::changes_csv;
use crate::codebook::{Codebook, columns_csv, csvw, ddi, options_csv};
use crate::crosswalk::crosswalk_csv;
use crate::plan::ExportPlan;
use crate::scripts::load_scripts;
use crate::step::ExportStep;

/// A file that describes the tables of an export, or loads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribingFile {
    /// Its name. It stands beside the CSV files of the tables.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

/// The codebook, the crosswalk, the change log, the metadata and the scripts. `steps` lead from each edition to the next.
///
/// # Errors
///
/// Where JSON cannot be written.
pub fn describing_files(
    plan: &ExportPlan<'_>,
    steps: &[ExportStep<'_>],
    codebook: &Codebook,
) -> Result<Vec<DescribingFile>, serde_json::Error> {
    let mut files = vec![
        DescribingFile { name: "columns.csv", text: columns_csv(codebook) },
        DescribingFile { name: "options.csv", text: options_csv(codebook) },
        DescribingFile { name: "csv-metadata.json", text: csvw(codebook)? },
        DescribingFile { name: "codebook.xml", text: ddi(codebook) },
        DescribingFile { name: "crosswalk.csv", text: crosswalk_csv(plan, steps) },
        DescribingFile { name: "changes.csv", text: changes_csv(steps) },
    ];
    files.extend(load_scripts(codebook));
    Ok(files)
}
