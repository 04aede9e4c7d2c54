//! What an export says about itself: the codebook, the crosswalk, the change log, metadata, and scripts that load its tables.

use crate::changes::changes_csv;
use crate::codebook::{Codebook, columns_csv, csvw, ddi, options_csv};
use crate::crosswalk::crosswalk_csv;
use crate::files::ExportFormats;
use crate::plan::ExportPlan;
use crate::scripts::load_scripts;
use crate::step::ExportStep;
use crate::table::ANSWERS_TABLE;
use canevas_editions::SeriesStep;
use canevas_model::Language;
use canevas_project::FormCopy;

/// A file that describes the tables of an export, or loads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribingFile {
    /// Its name in the folder of the export, with `/` between folders. A table may be called `options`, so the codebook has a folder of
    /// its own.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

/// What the tables of an export hold, as a value and as files.
#[derive(Debug, Clone)]
pub struct Description {
    /// What every column holds.
    pub codebook: Codebook,
    /// The files.
    pub files: Vec<DescribingFile>,
}

impl Description {
    /// Describes the tables that an export writes. `copies` are the blank copies of the editions of the plan, in its order; `series` and
    /// `steps` lead from each edition to the next. Labels are in `language`.
    ///
    /// # Errors
    ///
    /// Where JSON cannot be written.
    pub fn new(
        plan: &ExportPlan<'_>,
        copies: &[FormCopy<'_>],
        series: &[SeriesStep],
        steps: &[ExportStep<'_>],
        language: &Language,
        formats: ExportFormats,
    ) -> Result<Self, serde_json::Error> {
        let whole = Codebook::new(plan, copies, series, language);
        let codebook = if formats.long { whole } else { whole.without(ANSWERS_TABLE) };
        let mut files = vec![
            DescribingFile { name: "codebook/columns.csv", text: columns_csv(&codebook) },
            DescribingFile { name: "codebook/options.csv", text: options_csv(&codebook) },
            DescribingFile { name: "codebook/crosswalk.csv", text: crosswalk_csv(plan, steps) },
            DescribingFile { name: "codebook/changes.csv", text: changes_csv(steps) },
            DescribingFile { name: "codebook/codebook.xml", text: ddi(&codebook) },
        ];
        if formats.csv {
            files.push(DescribingFile { name: "csv/csv-metadata.json", text: csvw(&codebook)? });
            files.extend(load_scripts(&codebook));
        }
        Ok(Self { codebook, files })
    }
}
