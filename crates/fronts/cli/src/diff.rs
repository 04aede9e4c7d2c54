//! `canevas diff`, and what both it and the commands that write change files need: two editions read beside one another.

use crate::args::{Diff, DiffFormat};
use crate::discover::edition_files;
use crate::{Failure, Outcome, discover, report};
use canevas_compiler::diagnostics::{Findings, Sources};
use canevas_compiler::editions::{self, EditionDiff, report as forms};
use canevas_compiler::{Edition, EditionFiles};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Two editions, compared.
pub struct Compared {
    /// What was read.
    pub sources: Sources,
    /// What was found.
    pub comparison: EditionDiff,
}

/// Compares the new edition with an old one; with `--earlier`, with every edition beside the old one that came before it
/// as well, where what the steps in between told is only listed.
pub fn diff(options: &Diff) -> Result<Outcome, Failure> {
    let new = edition_files(&options.new)?;
    let mut olds = vec![options.old.clone()];
    if options.earlier {
        olds.extend(discover::editions_before(&options.old)?);
    }
    let mut compared = Vec::new();
    for old in &olds {
        compared.push(compare(&edition_files(old)?, &new)?);
    }
    // From each earlier edition to the one after it: `olds` has the latest first.
    let mut steps: Vec<Compared> = Vec::new();
    for pair in olds.windows(2) {
        steps.push(compare(&edition_files(&pair[1])?, &edition_files(&pair[0])?)?);
    }
    if let Some((last, further)) = compared.split_first_mut() {
        for (index, further) in further.iter_mut().enumerate() {
            let earlier = steps.iter().take(index + 1).rev().map(|step| &step.comparison);
            let steps: Vec<&EditionDiff> = earlier.chain([&last.comparison]).collect();
            editions::told_by_steps(&mut further.comparison, &steps);
        }
    }
    print(&compared, options)?;
    let denies = compared.iter().any(|compared| compared.comparison.denies());
    Ok(if denies { Outcome::Denied } else { Outcome::Clean })
}

/// Reads two editions and compares them. One that cannot be read is a failure and never "no changes".
pub fn compare(old: &EditionFiles, new: &EditionFiles) -> Result<Compared, Failure> {
    let strip = |files: &EditionFiles| EditionFiles { returns: Vec::new(), ..files.clone() };
    // How a change weighs is for the new edition to say.
    let old = Edition::read(&EditionFiles { settings: None, ..strip(old) });
    let new = Edition::read_after(&strip(new), old.sources.clone());
    for edition in [&old, &new] {
        if let Some(Err(error)) = &edition.published {
            return Err(format!("published.json of the edition {} cannot be used: {error}", name(edition)));
        }
    }
    let Some(comparison) = new.compare_with(&old, &today()?) else {
        let mut findings = Findings::default();
        for edition in [&old, &new].into_iter().filter(|edition| !edition.readable) {
            findings.extend(edition.findings.clone());
        }
        let shown = report::Report::new(&new.sources, findings, &Findings::default());
        report::print(&[shown], crate::args::Format::Text)?;
        return Err("an edition could not be read, so nothing was compared".to_owned());
    };
    Ok(Compared { comparison, sources: new.sources })
}

fn name(edition: &Edition) -> &str {
    edition.model.as_ref().map_or("that was read", |model| &model.edition)
}

/// The folder of an edition that is named by it or by its form file.
pub fn folder_of(path: &Path) -> PathBuf {
    if path.is_file() { path.parent().map_or_else(PathBuf::new, Path::to_path_buf) } else { path.to_path_buf() }
}

fn print(all: &[Compared], options: &Diff) -> Result<(), Failure> {
    let mut out = String::new();
    match options.format {
        DiffFormat::Json => {
            let comparisons: Vec<_> = all.iter().map(|c| forms::json(&c.comparison, &c.sources)).collect();
            out = pretty(&serde_json::json!({ "comparisons": comparisons }))?;
        }
        DiffFormat::Sarif => {
            let pairs: Vec<_> = all.iter().map(|c| (&c.comparison, &c.sources)).collect();
            out = pretty(&forms::sarif(&pairs))?;
        }
        DiffFormat::Text => {
            for (index, compared) in all.iter().enumerate() {
                if index > 0 {
                    out.push('\n');
                }
                out.push_str(&forms::text(&compared.comparison, &compared.sources, options.all));
            }
        }
        DiffFormat::Github => {
            for compared in all {
                out.push_str(&forms::github(&compared.comparison, &compared.sources));
                summary(compared)?;
            }
        }
        DiffFormat::Markdown => {
            for compared in all {
                out.push_str(&forms::markdown(&compared.comparison, &compared.sources));
            }
        }
        DiffFormat::Html => {
            let [compared] = all else {
                return Err("a redline shows one pair of editions; leave --earlier out".to_owned());
            };
            out = forms::html(&compared.comparison, &compared.sources);
        }
    }
    // A reader that closes the pipe early has what it wanted.
    let _ = std::io::stdout().write_all(out.as_bytes());
    Ok(())
}

/// In GitHub Actions, the whole goes to the summary of the job.
fn summary(compared: &Compared) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY") else { return Ok(()) };
    let text = forms::markdown(&compared.comparison, &compared.sources);
    std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| format!("cannot write the summary: {error}"))
}

fn pretty(value: &serde_json::Value) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(|error| error.to_string())
}

/// The day it is, in UTC: only waivers ask for it. `CANEVAS_TODAY` stands in for it.
fn today() -> Result<String, Failure> {
    if let Ok(day) = std::env::var("CANEVAS_TODAY") {
        return match canevas_compiler::model::dates::Day::parse(&day) {
            Some(day) => Ok(day.to_string()),
            None => Err(format!("CANEVAS_TODAY is `{day}`, which is no day such as 2023-06-30")),
        };
    }
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_err(|error| format!("the clock cannot be read: {error}"))?
        .as_secs();
    Ok(civil(seconds / 86_400))
}

/// The day some days after 1970-01-01.
fn civil(days: u64) -> String {
    let (mut year, mut left) = (1970, days);
    let is_leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if left < length {
            break;
        }
        left -= length;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", left + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn days_are_counted() {
        assert_eq!(super::civil(0), "1970-01-01");
        assert_eq!(super::civil(19_782), "2024-02-29");
        assert_eq!(super::civil(19_783), "2024-03-01");
        assert_eq!(super::civil(20_453), "2025-12-31");
    }
}
