//! A front for tests: files in memory, a page that shows what an operation returns, and a hand that carries edits out.

use canevas_operations::diagnostics::{Finding, Sources};
use canevas_operations::files::MemoryFiles;
use canevas_operations::{BuildRequest, ComparedEditions, DeskOutcome, Edit, EditionFindings, Project, Refusal, build};
use std::fmt::{Debug, Write as _};
use std::path::Path;

/// The files of `tests/project`.
const FILES: [(&str, &str); 8] = [
    ("2024/form.yaml", include_str!("../project/2024/form.yaml")),
    ("2024/locales/fr.po", include_str!("../project/2024/locales/fr.po")),
    ("2024/countries/CMR.yaml", include_str!("../project/2024/countries/CMR.yaml")),
    ("2024/returns/CMR.json", include_str!("../project/2024/returns/CMR.json")),
    ("2024/glossary.csv", include_str!("../project/2024/glossary.csv")),
    ("2025/form.yaml", include_str!("../project/2025/form.yaml")),
    ("2025/locales/fr.po", include_str!("../project/2025/locales/fr.po")),
    ("2025/countries/CMR.yaml", include_str!("../project/2025/countries/CMR.yaml")),
];

/// The day of every request.
pub const TODAY: &str = "2024-06-30";

/// A project in memory.
pub struct Memory(pub Project<MemoryFiles>);

impl Memory {
    /// The small project.
    pub fn new() -> Self {
        let mut files = MemoryFiles::default();
        for (name, text) in FILES {
            files.write(name, text);
        }
        Self(Project::new(files))
    }

    /// The project, as operations take it.
    pub fn project(&self) -> &Project {
        &self.0
    }

    /// Changes a file.
    pub fn write(&mut self, name: &str, text: impl Into<Vec<u8>>) {
        self.0.files_mut().write(name, text);
    }

    /// Replaces a part of a file. The part must be there.
    pub fn replace(&mut self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} has no `{from}`");
        self.write(name, text.replace(from, to));
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> String {
        self.project().text(name).unwrap().text
    }

    /// The Word template of Cameroon for 2024, in English.
    pub fn template(&self) -> Vec<u8> {
        let request = BuildRequest {
            names: names(["2024"]),
            countries: names(["CMR"]),
            languages: names(["en"]),
            targets: names(["word"]),
            ..BuildRequest::default()
        };
        let plan = build(self.project(), &request, &mut |_| {}).unwrap().plan.unwrap().unwrap();
        let template = plan.edits.into_iter().find_map(|edit| match edit {
            Edit::Write { path, bytes } if path.ends_with(".docx") => Some(bytes),
            _ => None,
        });
        template.unwrap()
    }

    /// Carries edits out, as a front does.
    pub fn carry_out(&mut self, edits: &[Edit]) {
        for edit in edits {
            match edit {
                Edit::Write { path, bytes } => self.0.files_mut().write(path, bytes.clone()),
                Edit::Delete { path } => self.0.files_mut().remove(path),
            }
        }
    }

    /// How many files were read so far.
    pub fn reads(&mut self) -> usize {
        self.0.files_mut().reads()
    }
}

/// What operations return, one part after the other.
#[derive(Default)]
pub struct Page(String);

impl Page {
    /// Adds a heading.
    pub fn head(&mut self, title: &str) -> &mut Self {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(&format!("# {title}"))
    }

    /// Adds lines.
    pub fn line(&mut self, text: &str) -> &mut Self {
        self.0.push_str(text.trim_end_matches('\n'));
        self.0.push('\n');
        self
    }

    /// Adds a value as the code writes it.
    pub fn value(&mut self, value: &impl Debug) -> &mut Self {
        self.line(&format!("{value:?}"))
    }

    /// Adds findings by rule and place, one per line. Their words belong to the rules.
    pub fn findings(&mut self, editions: &[EditionFindings]) -> &mut Self {
        for edition in editions {
            for finding in &edition.findings {
                self.finding(finding, &edition.sources);
            }
        }
        self
    }

    fn finding(&mut self, finding: &Finding, sources: &Sources) -> &mut Self {
        let (rule, place) = (finding.rule, sources.place(finding.primary.span));
        self.line(&format!("{} {} {} at {place}", finding.level.word(), rule.code, rule.name))
    }

    /// Adds what an edition changes in another one: the verdict, and the findings.
    pub fn compared(&mut self, compared: &ComparedEditions) -> &mut Self {
        self.line(compared.text(false).lines().next().unwrap_or_default());
        for finding in &compared.diff.findings() {
            self.finding(finding, &compared.sources);
        }
        self
    }

    /// Adds edits: the path of each, and every line that it writes.
    pub fn edits(&mut self, edits: &[Edit]) -> &mut Self {
        for edit in edits {
            self.paths(std::slice::from_ref(edit));
            if let Edit::Write { bytes, .. } = edit {
                for line in String::from_utf8_lossy(bytes).lines() {
                    let _ = writeln!(self.0, "{}", format!("  | {line}").trim_end());
                }
            }
        }
        self
    }

    /// Adds edits by their paths alone.
    pub fn paths(&mut self, edits: &[Edit]) -> &mut Self {
        for edit in edits {
            match edit {
                Edit::Write { path, .. } => self.line(&format!("write {path}")),
                Edit::Delete { path } => self.line(&format!("delete {path}")),
            };
        }
        self
    }

    /// Adds why an operation gave no edits.
    pub fn refusal(&mut self, refusal: &Refusal) -> &mut Self {
        match refusal {
            Refusal::Failed(failure) => self.line(&format!("failed: {failure}")),
            Refusal::Unreadable(findings) | Refusal::Before(findings) | Refusal::After(findings) => {
                self.line("refused").findings(std::slice::from_ref(&**findings))
            }
            Refusal::Changes(compared) => self.line("refused").compared(compared),
        }
    }

    /// Runs one command of the desk, carries its edits out, and writes down what came of it.
    pub fn run(
        &mut self,
        memory: &mut Memory,
        title: &str,
        command: &dyn Fn(&Project) -> Result<DeskOutcome, Refusal>,
    ) -> &mut Self {
        self.head(title);
        match command(memory.project()) {
            Ok(outcome) => {
                memory.carry_out(&outcome.edits);
                self.line(outcome.text()).value(&outcome.conclusion()).paths(&outcome.edits)
            }
            Err(refusal) => self.refusal(&refusal),
        }
    }

    /// Compares the page with the expected file of that name.
    pub fn is_expected(&self, name: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/expected/{name}.txt"));
        let compared = canevas_expected::compare(&path, &self.0, canevas_expected::renew!());
        compared.unwrap_or_else(|error| panic!("{error}"));
    }
}

/// A list of names.
pub fn names<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.map(str::to_owned).into()
}
