//! `canevas export`.

use crate::args::{Export, ExportFormat};
use crate::disk::{name_of, names_of};
use crate::new_files::NewFiles;
use crate::terminal::{message, visible};
use crate::{Failure, print, tell};
use canevas_machine::today;
use canevas_operations::diagnostics::counted;
use canevas_operations::{Conclusion, ExportFormats, ExportRequest, Project, export as write_export, shown};
use std::collections::BTreeMap;

/// Writes the answers of several editions as tables.
pub fn export(project: &Project, options: &Export) -> Result<Conclusion, Failure> {
    let formats = match &*options.formats {
        [] if options.lines.is_empty() => vec![ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Parquet],
        [] => vec![ExportFormat::Csv, ExportFormat::Parquet],
        named => named.to_vec(),
    };
    let has = |format| formats.contains(&format);
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
            xlsx: has(ExportFormat::Xlsx),
            partitions: options.partitions,
            long: !options.without_long,
        },
        language: options.language.clone(),
        today: today()?,
    };
    let mut files = NewFiles::new(&options.out);
    let outcome = match write_export(project, &request, &mut files) {
        Ok(outcome) => outcome,
        Err(refusal) => return print::refused(&refusal, "nothing was written"),
    };
    let names = files.commit(options.force)?;
    message(&visible(outcome.text()));
    for (place, count) in places(&names) {
        let path = options.out.join(place);
        let (shown, files) = (shown(&path.to_string_lossy()).to_string(), counted(count, "file", "files"));
        if path.is_dir() {
            tell!("{shown}: {files}");
        } else {
            tell!("{shown}");
        }
    }
    Ok(outcome.conclusion())
}

/// The folders and files of an export, with how many files are in each.
fn places(names: &[String]) -> BTreeMap<&str, usize> {
    let mut places = BTreeMap::new();
    for name in names {
        *places.entry(name.split('/').next().unwrap_or(name)).or_default() += 1;
    }
    places
}
