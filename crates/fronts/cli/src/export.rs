//! `canevas export`.

use crate::args::{Export, ExportFormat};
use crate::clock::today;
use crate::disk::{name_of, names_of};
use crate::new_files::NewFiles;
use crate::terminal::{message, visible};
use crate::{Failure, print};
use canevas_operations::{Conclusion, ExportFormats, ExportRequest, Project, export as write_export};

/// Writes the answers of several editions as tables.
pub fn export(project: &Project, options: &Export) -> Result<Conclusion, Failure> {
    let has = |format| options.formats.contains(&format);
    let request = ExportRequest {
        form: name_of(&options.form),
        returns: options.returns.as_deref().map(name_of),
        lines: names_of(&options.lines),
        first_edition: options.first_edition.clone(),
        questions: options.questions.clone(),
        personal: options.personal,
        formats: ExportFormats {
            csv: has(ExportFormat::Csv),
            parquet: has(ExportFormat::Parquet),
            partitions: options.partitions,
            long: !options.without_long,
        },
        today: today()?,
    };
    let mut files = NewFiles::new(&options.out);
    let outcome = match write_export(project, &request, &mut files) {
        Ok(outcome) => outcome,
        Err(refusal) => return print::refused(&refusal, "nothing was written"),
    };
    let names = files.commit(options.force)?;
    message(&visible(outcome.text()));
    for name in names {
        message(&format!("{}\n", visible(&name)));
    }
    Ok(outcome.conclusion())
}
