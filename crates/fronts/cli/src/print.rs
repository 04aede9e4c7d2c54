//! Prints findings: with miette for people, as JSON for machines.

use crate::Failure;
use crate::args::{Format, Printing};
use crate::excerpt::{Excerpt, shortened};
use crate::terminal::{give, give_json, message, tell};
use crate::wrap::wrapped;
use canevas_operations::diagnostics::{Finding, Label, Level, MOST_OF_RULE, Rule, Sources};
use canevas_operations::{Conclusion, EditionFindings, FindingCounts, FindingList, Refusal, each_once, json};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode};
use std::collections::BTreeMap;
use std::fmt;
use std::io::IsTerminal as _;

/// The columns that a finding takes.
const WIDTH: usize = 100;

/// Prints findings: for people to standard error, as JSON to standard output. JSON always holds all of them.
pub fn print(editions: &[EditionFindings], printing: Printing) -> Result<(), Failure> {
    let Printing { all, format, without_all } = printing;
    match format {
        Format::Json => {
            give_json(&json(&FindingList::of(editions))?)?;
        }
        Format::Text => {
            let handler = handler();
            let mut out = String::new();
            let mut count: BTreeMap<&str, (&Rule, usize)> = BTreeMap::new();
            for (edition, shown) in editions.iter().zip(each_once(editions)) {
                for finding in shown {
                    let (_, of_rule) = count.entry(finding.rule.code).or_insert((finding.rule, 0));
                    *of_rule += 1;
                    if *of_rule > MOST_OF_RULE && !all {
                        continue;
                    }
                    let diagnostic = Shown::new(finding, &edition.sources);
                    handler.render_report(&mut out, &diagnostic).map_err(|error| error.to_string())?;
                    out.push_str(&acceptance(finding));
                    out.push('\n');
                }
            }
            if !all {
                for (rule, of_rule) in count.values() {
                    out.push_str(&left_out(rule, *of_rule, without_all));
                }
            }
            out.push_str(&summary(&FindingCounts::of(editions)));
            message(&out);
        }
    }
    Ok(())
}

/// Says how many findings of a rule are not shown, and how to get rid of them. Empty where all are shown.
fn left_out(rule: &Rule, count: usize, without_all: bool) -> String {
    if count <= MOST_OF_RULE {
        return String::new();
    }
    let shows = if without_all {
        "`canevas check --all` shows every finding"
    } else if count == MOST_OF_RULE + 1 {
        "--all shows it"
    } else {
        "--all shows them"
    };
    let mends = if rule.policy.fmt_mends { "; `canevas fmt` mends those whose meaning is certain" } else { "" };
    format!("{} {}: {} more like these; {shows}{mends}\n", rule.code, rule.name, count - MOST_OF_RULE)
}

/// Prints why an operation gave no edits, and says how it ends. `nothing` says what was not done. It is printed if the result
/// of the operation is at fault.
pub fn refused(refusal: &Refusal, nothing: &str) -> Result<Conclusion, Failure> {
    match refusal {
        // `main` prints it.
        Refusal::Failed(_) => {}
        Refusal::Unreadable(findings) | Refusal::Before(findings) => {
            print(std::slice::from_ref(&**findings), Printing::TEXT)?;
        }
        Refusal::After(findings) => {
            print(std::slice::from_ref(&**findings), Printing::TEXT)?;
            tell!("{nothing}");
        }
        Refusal::Changes(compared) => {
            give(&compared.text_without_all())?;
            tell!("{nothing}");
        }
    }
    refusal.conclusion()
}

/// Colours and box characters on a terminal, plain text in a pipe.
fn handler() -> GraphicalReportHandler {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(WIDTH)
        .with_wrap_lines(false)
        .with_context_lines(1)
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
    excerpt: Excerpt<'a>,
}

/// How many labels of one finding are shown.
const MOST_LABELS: usize = 12;

impl<'a> Shown<'a> {
    fn new(finding: &'a Finding, sources: &'a Sources) -> Self {
        let file = finding.primary.span.source;
        let source = sources.get(file);
        let others = finding.others.iter().filter(|label| label.span.source == file);
        let labels = merged(std::iter::once(&finding.primary).chain(others).take(MOST_LABELS));
        // A line of a return holds whole answers. More lines around it would hide the place.
        let around = usize::from(!source.name().ends_with(".json"));
        Self { finding, sources, excerpt: Excerpt::new(source, &labels.iter().collect::<Vec<_>>(), around) }
    }
}

/// The labels, with those of one place as one: several arrows under one word say no more than one does.
fn merged<'a>(labels: impl Iterator<Item = &'a Label>) -> Vec<Label> {
    let mut merged: Vec<Label> = Vec::new();
    for label in labels {
        match merged.iter_mut().find(|before| before.span == label.span) {
            None => merged.push(label.clone()),
            Some(before) if before.text.is_empty() => before.text.clone_from(&label.text),
            Some(before) if label.text.is_empty() || before.text.split("; ").any(|text| text == label.text) => {}
            Some(before) => {
                before.text.push_str("; ");
                before.text.push_str(&label.text);
            }
        }
    }
    merged
}

/// The lines that accept a finding for its text alone, unbroken to be copied. Empty where it cannot be accepted, or is only a
/// note.
fn acceptance(finding: &Finding) -> String {
    let Some(text) = finding.text.as_ref().filter(|_| finding.level > Level::Info) else { return String::new() };
    format!(
        "  to accept it for this text alone, copy to canevas.toml, with your reason:\n\
         [[accept]]\nrule = \"{}\"\nat = \"{}\"\ntext = \"{}\"\nreason = \"\"\n",
        finding.rule.name, text.at, text.digest
    )
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.finding.fmt(f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // miette puts a sign before the first line, and leaves two columns free.
        f.write_str(&wrapped(&shortened(&self.finding.message), WIDTH - 6))
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
        let file = self.finding.primary.span.source;
        let (here, elsewhere): (Vec<&Label>, Vec<&Label>) =
            self.finding.others.iter().partition(|label| label.span.source == file);
        let mut lines: Vec<String> = self.finding.help.iter().map(|help| shortened(help)).collect();
        let set = self.finding.set_because.as_ref().filter(|_| self.finding.level != self.finding.rule.level);
        lines.extend(set.map(|reason| format!("level set in canevas.toml: {}", shortened(reason.trim()))));
        let more = (here.len() + 1).saturating_sub(MOST_LABELS) + elsewhere.len().saturating_sub(MOST_LABELS);
        let place = |label: &&Label| shortened(&format!("{}: {}", label.text, self.sources.place(label.span)));
        lines.extend(elsewhere.iter().take(MOST_LABELS).map(place));
        if more > 0 {
            lines.push(format!("and at {more} more {}", if more == 1 { "place" } else { "places" }));
        }
        (!lines.is_empty()).then(|| Box::new(wrapped(&lines.join("\n"), WIDTH - 10)) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.labels()))
    }
}

#[cfg(test)]
mod tests {
    use super::merged;
    use canevas_operations::diagnostics::{Label, Sources, Span};

    #[test]
    fn labels_of_one_place_are_one() {
        let id = Sources::default().add("form.yaml", "pick: a");
        let label = |start, end, text: &str| Label { span: Span::new(id, start..end), text: text.to_owned() };
        let labels = [
            label(0, 4, ""),
            label(0, 4, "the question"),
            label(6, 7, "the option"),
            label(0, 4, "the question"),
            label(0, 4, "asked here"),
            label(0, 5, "the question"),
        ];
        let expected =
            [label(0, 4, "the question; asked here"), label(6, 7, "the option"), label(0, 5, "the question")];
        assert_eq!(merged(labels.iter()), expected);
    }
}
