//! Findings as the protocol names them, and which of them each file has.

use crate::convert::Converter;
use crate::uri::uri_of_name;
use canevas_language_service::{EditorFinding, FileFindings};
use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams,
};
use std::collections::{BTreeMap, BTreeSet};

/// What was published: the findings of each edition, by file.
#[derive(Debug, Default)]
pub(crate) struct Published {
    by_folder: BTreeMap<String, BTreeMap<String, Vec<Diagnostic>>>,
    /// The findings themselves, of editions in which nothing changed since.
    found: BTreeMap<String, Vec<FileFindings>>,
}

impl Published {
    /// The folders of the editions that have been checked.
    pub(crate) fn folders(&self) -> Vec<String> {
        self.by_folder.keys().cloned().collect()
    }

    /// The findings of an edition in which nothing changed since they were published.
    pub(crate) fn found(&self, folder: &str) -> Option<&Vec<FileFindings>> {
        self.found.get(folder)
    }

    /// Says that an edition changed, so that its findings are those of before.
    pub(crate) fn outdate(&mut self, folder: &str) {
        self.found.remove(folder);
    }

    /// Takes the findings of an edition in the place of those that it had; none where there is no such edition. Gives what has to
    /// be published: each file that has findings, and each that has none any more.
    pub(crate) fn replace(
        &mut self,
        folder: &str,
        found: Option<Vec<FileFindings>>,
        converter: &Converter<'_>,
    ) -> Vec<PublishDiagnosticsParams> {
        let of_files = found.iter().flatten();
        let new: BTreeMap<String, Vec<Diagnostic>> =
            of_files.map(|file| (file.file.clone(), told(file, converter))).collect();
        let mut touched: BTreeSet<String> = new.keys().cloned().collect();
        self.outdate(folder);
        let old = match found {
            Some(found) => {
                self.found.insert(folder.to_owned(), found);
                self.by_folder.insert(folder.to_owned(), new)
            }
            None => self.by_folder.remove(folder),
        };
        touched.extend(old.into_iter().flatten().map(|(file, _)| file));
        touched.into_iter().filter_map(|file| self.of_file(&file, converter)).collect()
    }

    /// All findings of a file. Settings are shared between editions, and each finding appears once.
    fn of_file(&self, file: &str, converter: &Converter<'_>) -> Option<PublishDiagnosticsParams> {
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for found in self.by_folder.values().filter_map(|files| files.get(file)).flatten() {
            if !diagnostics.contains(found) {
                diagnostics.push(found.clone());
            }
        }
        Some(PublishDiagnosticsParams { uri: uri_of_name(file)?, diagnostics, version: converter.version(file) })
    }
}

fn told(file: &FileFindings, converter: &Converter<'_>) -> Vec<Diagnostic> {
    let lines = converter.lines(&file.file);
    file.findings
        .iter()
        .map(|finding| diagnostic(finding, lines.range(finding.start, finding.end), converter))
        .collect()
}

/// A finding as the protocol names it.
pub(crate) fn diagnostic(finding: &EditorFinding, range: lsp_types::Range, converter: &Converter<'_>) -> Diagnostic {
    let help = finding.help.iter().map(|help| format!("\n{help}")).collect::<String>();
    let others = finding.others.iter().filter_map(|other| {
        Some(DiagnosticRelatedInformation { location: converter.location(&other.place)?, message: other.text.clone() })
    });
    let others: Vec<_> = others.collect();
    Diagnostic {
        range,
        severity: Some(match finding.level {
            "deny" => DiagnosticSeverity::ERROR,
            "warn" => DiagnosticSeverity::WARNING,
            _ => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(format!("{} {}", finding.code, finding.name))),
        source: Some("canevas".to_owned()),
        message: format!("{}{help}", finding.message),
        related_information: (!others.is_empty()).then_some(others),
        ..Diagnostic::default()
    }
}
