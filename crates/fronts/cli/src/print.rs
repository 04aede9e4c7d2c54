//! Prints findings: with miette for people, as JSON for machines.

use crate::Failure;
use crate::args::Format;
use canevas_operations::diagnostics::{Finding, Level, Source, Sources};
use canevas_operations::{Conclusion, EditionFindings, FindingCounts, FindingList, Refusal, each_once, json};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity,
    SourceCode, SourceSpan, SpanContents,
};
use std::fmt;
use std::io::{IsTerminal as _, Write as _};

/// Prints findings: for people to standard error, as JSON to standard output.
pub fn print(editions: &[EditionFindings], format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => {
            let text = json(&FindingList::of(editions))?;
            write!(std::io::stdout(), "{text}").map_err(|error| error.to_string())?;
        }
        Format::Text => {
            let handler = handler();
            let mut out = String::new();
            for (edition, shown) in editions.iter().zip(each_once(editions)) {
                for finding in shown {
                    let diagnostic = Shown { finding, sources: &edition.sources };
                    handler.render_report(&mut out, &diagnostic).map_err(|error| error.to_string())?;
                    out.push('\n');
                }
            }
            out.push_str(&summary(&FindingCounts::of(editions)));
            write!(std::io::stderr(), "{out}").map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

/// Prints why an operation gave no edits, and says how it ends. `nothing` says what was not done. It is printed if the result
/// of the operation is at fault.
pub fn refused(refusal: &Refusal, nothing: &str) -> Result<Conclusion, Failure> {
    match refusal {
        // `main` prints it.
        Refusal::Failed(_) => {}
        Refusal::Unreadable(findings) | Refusal::Before(findings) => {
            print(std::slice::from_ref(&**findings), Format::Text)?;
        }
        Refusal::After(findings) => {
            print(std::slice::from_ref(&**findings), Format::Text)?;
            eprintln!("{nothing}");
        }
        Refusal::Changes(compared) => {
            // A reader that closes the pipe early has what it wanted.
            let _ = std::io::stdout().write_all(compared.text(false).as_bytes());
            eprintln!("{nothing}");
        }
    }
    refusal.conclusion()
}

/// Colours and box characters on a terminal, plain text in a pipe.
fn handler() -> GraphicalReportHandler {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100).with_context_lines(1)
}

fn summary(counts: &FindingCounts) -> String {
    let plural = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let mut out = String::new();
    if let Some(example) = counts.first_code {
        out = format!(
            "{}, {}, {}; more about one: canevas explain {example}\n",
            plural(counts.errors, "error", "errors"),
            plural(counts.warnings, "warning", "warnings"),
            plural(counts.notes, "note", "notes"),
        );
    }
    if let Some(line) = &counts.suppressed {
        out.push_str(line);
        out.push('\n');
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
    /// Uses the index of lines. Miette's own reader walks the whole text for every label.
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
            // Without context, miette asks for the place alone, to print line and column.
            let column = source.position(span.offset()).column - 1;
            let text = source.slice(span.offset()..span.offset() + span.len()).as_bytes();
            let contents = MietteSpanContents::new_named(source.name().to_owned(), text, *span, first, column, 1);
            return Ok(Box::new(contents));
        }
        let last = source.line_of(span.offset() + span.len().saturating_sub(1));
        // A line of a return holds whole answers. More lines around it would hide the place.
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
