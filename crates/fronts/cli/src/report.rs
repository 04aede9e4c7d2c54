//! Findings on paper: miette for people, JSON for machines.

use crate::args::Format;
use crate::{Failure, Outcome};
use canevas_compiler::Edition;
use canevas_compiler::diagnostics::{Finding, Findings, Level, Source, Sources, Span, suppressed_line};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity,
    SourceCode, SourceSpan, SpanContents,
};
use serde_json::{Value, json};
use std::fmt;
use std::io::{IsTerminal as _, Write as _};

/// Findings of one edition with their sources.
pub struct Report<'a> {
    /// The sources.
    pub sources: &'a Sources,
    /// The findings, sorted.
    pub findings: Findings,
    /// What was found of rules that are off.
    pub suppressed: Findings,
}

impl<'a> Report<'a> {
    /// Findings and what of them is off.
    pub fn new(sources: &'a Sources, findings: Findings, suppressed: &Findings) -> Self {
        Self { sources, findings: findings.sorted(), suppressed: suppressed.clone().sorted() }
    }

    /// All that reading an edition found.
    pub fn of(edition: &'a Edition) -> Self {
        Self::new(&edition.sources, edition.findings.clone(), &edition.suppressed)
    }
}

/// What is off in several reports, in one line.
pub fn suppressed(reports: &[Report<'_>]) -> Option<String> {
    suppressed_line(reports.iter().flat_map(|report| &report.suppressed))
}

/// Leaves out of each report what an earlier one tells of a file that both read, such as settings.
fn told_once<'a>(reports: &'a [Report<'a>]) -> Vec<Vec<&'a Finding>> {
    let mut told = std::collections::HashSet::new();
    reports
        .iter()
        .map(|report| {
            report
                .findings
                .iter()
                .filter(|finding| {
                    let span = finding.primary.span;
                    let file = report.sources.get(span.source).name();
                    !file.ends_with(".toml") || told.insert((file, span.start, finding.rule.code, &finding.message))
                })
                .collect()
        })
        .collect()
}

/// Prints reports to standard error (text) or gives the JSON of them.
pub fn print(reports: &[Report<'_>], format: Format) -> Result<Outcome, Failure> {
    let denies = reports.iter().any(|report| report.findings.deny());
    let told = told_once(reports);
    let pairs = || reports.iter().zip(&told);
    match format {
        Format::Json => {
            let findings: Vec<Value> = pairs()
                .flat_map(|(report, told)| told.iter().map(|finding| to_json(finding, report.sources)))
                .collect();
            let off: Vec<Value> = reports
                .iter()
                .flat_map(|report| report.suppressed.iter().map(|finding| to_json(finding, report.sources)))
                .collect();
            let text = serde_json::to_string_pretty(&json!({ "findings": findings, "suppressed": off }))
                .map_err(|error| error.to_string())?;
            writeln!(std::io::stdout(), "{text}").map_err(|error| error.to_string())?;
        }
        Format::Text => {
            let handler = handler();
            let mut out = String::new();
            for (report, told) in pairs() {
                for finding in told {
                    let diagnostic = Shown { finding, sources: report.sources };
                    handler.render_report(&mut out, &diagnostic).map_err(|error| error.to_string())?;
                    out.push('\n');
                }
            }
            out.push_str(&summary(&told));
            if let Some(line) = suppressed(reports) {
                out.push_str(&line);
                out.push('\n');
            }
            write!(std::io::stderr(), "{out}").map_err(|error| error.to_string())?;
        }
    }
    Ok(if denies { Outcome::Denied } else { Outcome::Clean })
}

/// Colours and box characters on a terminal, plain text in a pipe.
fn handler() -> GraphicalReportHandler {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100).with_context_lines(1)
}

fn summary(told: &[Vec<&Finding>]) -> String {
    let count = |level| told.iter().flatten().filter(|finding| finding.level == level).count();
    let (denied, warned, listed) = (count(Level::Deny), count(Level::Warn), count(Level::Info));
    let plural = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    if denied + warned + listed == 0 {
        return String::new();
    }
    let codes: std::collections::BTreeSet<&str> = told.iter().flatten().map(|finding| finding.rule.code).collect();
    let example = codes.first().copied().unwrap_or_default();
    format!(
        "{}, {}, {}; more about one: canevas explain {example}\n",
        plural(denied, "error", "errors"),
        plural(warned, "warning", "warnings"),
        plural(listed, "note", "notes"),
    )
}

fn to_json(finding: &Finding, sources: &Sources) -> Value {
    let place = |span: Span| {
        let source = sources.get(span.source);
        let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
        json!({ "file": source.name(), "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column })
    };
    let mut out = json!({
        "code": finding.rule.code,
        "name": finding.rule.name,
        "level": finding.level.word(),
        "message": finding.message,
        "place": place(finding.primary.span),
    });
    if let Some(help) = &finding.help {
        out["help"] = help.as_str().into();
    }
    if let Some(reason) = &finding.set_because {
        out["level_reason"] = reason.as_str().into();
    }
    if !finding.others.is_empty() {
        out["others"] =
            finding.others.iter().map(|label| json!({ "text": label.text, "place": place(label.span) })).collect();
    }
    out
}

/// A finding as miette wants it.
struct Shown<'a> {
    finding: &'a Finding,
    sources: &'a Sources,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.finding.fmt(f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("{} {}", self.finding.rule.code, self.finding.rule.name)))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.finding.level {
            Level::Deny => Severity::Error,
            Level::Warn => Severity::Warning,
            Level::Info => Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let elsewhere =
            self.finding.others.iter().filter(|label| label.span.source != self.finding.primary.span.source);
        let mut lines: Vec<String> = self.finding.help.iter().cloned().collect();
        let set = self.finding.set_because.as_ref().filter(|_| self.finding.level != self.finding.rule.level);
        lines.extend(set.map(|reason| format!("level set in canevas.toml: {}", reason.trim())));
        lines.extend(elsewhere.map(|label| format!("{}: {}", label.text, self.sources.place(label.span))));
        (!lines.is_empty()).then(|| Box::new(lines.join("\n")) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        // Miette reads through the source below; see `Indexed`.
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let file = self.finding.primary.span.source;
        let labels = std::iter::once(&self.finding.primary)
            .chain(&self.finding.others)
            .filter(move |label| label.span.source == file);
        Some(Box::new(labels.map(|label| {
            let text = (!label.text.is_empty()).then(|| label.text.clone());
            LabeledSpan::new(text, label.span.start as usize, (label.span.end - label.span.start) as usize)
        })))
    }
}

impl SourceCode for Shown<'_> {
    /// Reads by the index of lines: miette's own reader walks the whole text for every label.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let source: &Source = self.sources.get(self.finding.primary.span.source);
        if span.offset() + span.len() > source.text().len() {
            return Err(MietteError::OutOfBounds);
        }
        let first = source.line_of(span.offset());
        if before == 0 && after == 0 {
            // Without context miette asks for the place alone, to print line and column.
            let column = source.position(span.offset()).column - 1;
            let text = source.slice(span.offset()..span.offset() + span.len()).as_bytes();
            let contents = MietteSpanContents::new_named(source.name().to_owned(), text, *span, first, column, 1);
            return Ok(Box::new(contents));
        }
        let last = source.line_of(span.offset() + span.len().saturating_sub(1));
        // A return has whole answers on a line; the lines around one would drown it.
        let (before, after) = if source.name().ends_with(".json") { (0, 0) } else { (before, after) };
        let start_line = first.saturating_sub(before);
        let start = source.line_start(start_line);
        let end = source.line_start(last + 1 + after);
        let line_count = (last + 1 + after).min(source.line_count()) - start_line;
        Ok(Box::new(MietteSpanContents::new_named(
            source.name().to_owned(),
            source.slice(start..end).trim_end_matches('\n').as_bytes(),
            (start, end - start).into(),
            start_line,
            0,
            line_count,
        )))
    }
}
