//! The report on Word files, in sentences for people.

use crate::terminal::tell;
use canevas_operations::diagnostics::{Finding, Level};
use canevas_operations::{FileRead, ReturnIdentity, Written, identity_of};
use std::fmt::Write as _;

/// Prints one line about the file, then its findings.
pub fn tell(reading: &FileRead) {
    let name = &reading.name;
    let read = match &reading.read {
        Ok(read) => read,
        Err(why) => {
            tell!("{name}: not read: {why}");
            return;
        }
    };
    let went = match &reading.written {
        Ok(Written::To(path)) => format!("written to {path}"),
        Ok(Written::Same(path)) => format!("{path} holds the same already"),
        Ok(Written::Printed(_)) => "printed".to_owned(),
        Err(why) => format!("not written: {why}"),
    };
    let (found, absent) = (read.report.fields.len(), read.report.missing.len());
    tell!("{name}: {}: {}; {went}", identity(&identity_of(read)), places(found, absent));
    if let Some(first) = reading.missing_finding() {
        for (question, paths) in reading.missing_by_question() {
            let count = if paths.len() == 1 { String::new() } else { format!(" ({} places)", paths.len()) };
            tell!("  {}: {question}{count}", mark(first));
        }
    }
    for about in reading.other_findings() {
        tell!("  {}: {}", mark(&about.finding), about.line());
    }
}

/// The level and rule of a finding.
fn mark(finding: &Finding) -> String {
    let level = match finding.level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Info => "note",
    };
    format!("{level} {} {}", finding.rule.code, finding.rule.name)
}

/// The last line about several files.
pub fn tell_sum(readings: &[FileRead]) {
    let failed = readings.iter().filter(|reading| reading.failed()).count();
    let looked = readings.iter().filter(|reading| reading.needs_a_person()).count();
    let mut sentence = format!("{} files: {} read", readings.len(), readings.len() - failed);
    if failed > 0 {
        let _ = write!(sentence, ", {failed} not");
    }
    if looked > 0 {
        let hold = if looked == 1 { "holds" } else { "hold" };
        let _ = write!(sentence, "; {looked} {hold} text that a person must place");
    }
    tell!("{sentence}");
}

/// Country, form, edition and language.
fn identity(of: &ReturnIdentity<'_>) -> String {
    format!("{}, {} {}, {}", of.country.unwrap_or("no country"), of.form, of.edition, of.language)
}

/// How many places to answer were found.
fn places(found: usize, missing: usize) -> String {
    match (found, missing) {
        (0, _) => "no place to answer was found".to_owned(),
        (found, 0) => format!("all {found} places to answer were found"),
        (found, 1) => format!("{found} places to answer were found, 1 is missing"),
        (found, missing) => format!("{found} places to answer were found, {missing} are missing"),
    }
}
