//! `canevas diff`.

use crate::args::{Diff, DiffFormat};
use crate::clock::today;
use crate::disk::Disk;
use crate::{Failure, Outcome, print};
use canevas_operations::{ComparedEditions, DiffRequest, diff as compared, diff_html, diff_json, diff_sarif, json};
use std::io::Write as _;

/// Compares the new edition with an old one; with `--earlier`, also with every edition before that one.
pub fn diff(options: &Diff) -> Result<Outcome, Failure> {
    let disk = Disk::default();
    let request = DiffRequest {
        old: disk.place(&options.old),
        new: disk.place(&options.new),
        earlier: options.earlier,
        today: today()?,
    };
    let compared = match compared(&disk, &request) {
        Ok(compared) => compared,
        Err(refusal) => return print::refused(refusal, "nothing was compared"),
    };
    show(&compared, options)?;
    let denies = compared.iter().any(|pair| pair.diff.denies());
    Ok(if denies { Outcome::Denied } else { Outcome::Clean })
}

fn show(compared: &[ComparedEditions], options: &Diff) -> Result<(), Failure> {
    let out = match options.format {
        DiffFormat::Json => json(&diff_json(compared))?,
        DiffFormat::Sarif => json(&diff_sarif(compared))?,
        DiffFormat::Html => diff_html(compared)?,
        DiffFormat::Text => compared.iter().map(|pair| pair.text(options.all)).collect::<Vec<_>>().join("\n"),
        DiffFormat::Github => compared.iter().map(ComparedEditions::github).collect(),
        DiffFormat::Markdown => compared.iter().map(ComparedEditions::markdown).collect(),
    };
    if options.format == DiffFormat::Github {
        compared.iter().try_for_each(summary)?;
    }
    // A reader that closes the pipe early has what it wanted.
    let _ = std::io::stdout().write_all(out.as_bytes());
    Ok(())
}

/// In GitHub Actions, the whole comparison also goes to the summary of the job.
fn summary(compared: &ComparedEditions) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY") else { return Ok(()) };
    std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(&path)
        .and_then(|mut file| file.write_all(compared.markdown().as_bytes()))
        .map_err(|error| format!("cannot write the summary: {error}"))
}
