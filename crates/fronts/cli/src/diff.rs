//! `canevas diff`.

use crate::args::{Diff, DiffFormat};
use crate::disk::{Disk, names_of};
use crate::terminal::{give, give_data, give_json, tell};
use crate::{Failure, print};
use canevas_machine::today;
use canevas_operations::{Conclusion, DiffOutcome, DiffRequest, Project, diff as compared};
use std::io::Write as _;

/// Compares the new edition with an old one; with `--earlier`, also with every edition before that one.
pub fn diff(project: &Project, options: &Diff) -> Result<Conclusion, Failure> {
    let request = DiffRequest {
        old: Disk::place(&options.old),
        new: Disk::place(&options.new),
        earlier: options.earlier,
        returns: names_of(&options.returns),
        today: today()?,
    };
    let compared = match compared(project, &request) {
        Ok(compared) => compared,
        Err(refusal) => return print::refused(&refusal, "nothing was compared"),
    };
    if let Some(reversed) = &compared.reversed {
        tell!("warning: {reversed}");
    }
    let out = match options.format {
        DiffFormat::Json => compared.json()?,
        DiffFormat::Sarif => compared.sarif()?,
        DiffFormat::Html => compared.html()?,
        DiffFormat::Text => compared.text(options.all),
        DiffFormat::Github => compared.github(),
        DiffFormat::Markdown => compared.markdown(),
    };
    if options.format == DiffFormat::Github {
        write_summary(&compared)?;
    }
    match options.format {
        DiffFormat::Json | DiffFormat::Sarif => give_json(&out)?,
        DiffFormat::Html => give_data(&out)?,
        DiffFormat::Text | DiffFormat::Github | DiffFormat::Markdown => give(&out)?,
    }
    Ok(compared.conclusion())
}

/// In GitHub Actions, the whole comparison also goes to the summary of the job.
fn write_summary(compared: &DiffOutcome) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY") else { return Ok(()) };
    std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(&path)
        .and_then(|mut file| file.write_all(compared.markdown().as_bytes()))
        .map_err(|error| format!("cannot write the summary: {error}"))
}
