//! Small projects held in memory: the examples of rules, and cases as files.

use crate::word::Case;
use crate::word::xml::filled;
use canevas_compiler::docx::read::read as open;
use canevas_compiler::files::{FileTexts, MemoryFiles, Scope, read_edition};
use canevas_compiler::import::{Names, Sheet, Table, read_mapping, read_sheets, targets};
use canevas_compiler::{Edition, InputFile};
use canevas_diagnostics::example::Example;
use canevas_diagnostics::{Findings, SourceId, Sources};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Files by path.
pub type Files = BTreeMap<String, String>;

/// What stands in for the keys that an example leaves out. It is added at the end, so that lines keep their numbers.
const HEAD: &[(&str, &str)] = &[
    ("canevas", "canevas: 1\n"),
    ("form", "form: demo/sample\n"),
    ("edition", "edition: \"2024\"\n"),
    ("languages", "languages:\n  source: en\n"),
    ("title", "title: A form\n"),
    (
        "sections",
        "sections:\n  - id: sample\n    title: A section\n    questions:\n      - id: sample_question\n        type: text\n        ask: What is it?\n",
    ),
];

/// The files of an example, the form's head completed.
pub fn files_of(example: &str) -> Files {
    let mut files: Files = Example::read(example).files.into_iter().collect();
    complete(&mut files);
    files
}

/// The files below a folder, by their paths in it.
pub fn below(files: &Files, folder: &str) -> Files {
    files.iter().filter_map(|(path, text)| Some((path.strip_prefix(folder)?.to_owned(), text.clone()))).collect()
}

/// Adds to `form.yaml` the keys of a head that it lacks.
pub fn complete(files: &mut Files) {
    complete_form(files.entry("form.yaml".to_owned()).or_default());
    if let Some(form) = files.get_mut("old/form.yaml") {
        complete_form(form);
    }
}

fn complete_form(form: &mut String) {
    if !form.is_empty() && !form.ends_with('\n') {
        form.push('\n');
    }
    for (key, lines) in HEAD {
        if !form.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))) {
            form.push_str(lines);
        }
    }
}

/// Reads every file under a folder; paths are relative to it, with slashes.
pub fn load(folder: &Path) -> Files {
    let mut files = Files::new();
    load_into(folder, "", &mut files);
    files
}

fn load_into(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap_or_default());
        if path.is_dir() {
            load_into(&path, &format!("{prefix}{name}/"), files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            files.insert(format!("{prefix}{name}"), text);
        }
    }
}

/// A project that was read, as the compiler reads it.
#[derive(Debug)]
pub struct Project {
    edition: Edition,
    /// Translations that come back.
    imports: Vec<InputFile>,
    /// What happened to Word files of the project.
    filled: Vec<InputFile>,
    /// A mapping of an export of another form tool, and the export.
    answers: Vec<InputFile>,
}

impl std::ops::Deref for Project {
    type Target = Edition;
    fn deref(&self) -> &Edition {
        &self.edition
    }
}

/// Reads files in the order of the paths.
pub fn read(files: &Files) -> Project {
    read_after(files, Sources::default())
}

/// Reads files into sources that hold another project.
pub fn read_after(files: &Files, sources: Sources) -> Project {
    let input = |path: &str, text: &String| {
        let file = path.rsplit('/').next().unwrap_or(path);
        InputFile {
            name: path.to_owned(),
            stem: file.split('.').next().unwrap_or_default().to_owned(),
            text: text.clone(),
        }
    };
    let under = |folder: &str| {
        files.iter().filter(|(path, _)| path.starts_with(folder)).map(|(path, text)| input(path, text)).collect()
    };
    let mut memory = MemoryFiles::default();
    for (path, text) in files {
        memory.write(path, text.as_str());
    }
    let edition = read_edition(&memory, &mut FileTexts::default(), "", Scope::Whole).unwrap_or_default();
    Project {
        edition: Edition::read_after(&edition, sources),
        imports: under("import/"),
        filled: under("filled/"),
        answers: under("answers/"),
    }
}

impl Project {
    /// All findings, from reading to returns, in the order of the sources.
    pub fn all_findings(&self) -> Findings {
        self.all_findings_and_sources().0
    }

    /// All findings, and the sources that they point into.
    pub fn all_findings_and_sources(&self) -> (Findings, Sources) {
        let mut sources = self.sources.clone();
        let mut findings = self.findings.clone();
        findings.extend(self.levels.part(self.check_returns(false)).0);
        findings.extend(self.levels.part(self.check_cases()).0);
        findings.extend(self.unused_acceptances());
        // Each file of imported translations adds a source; an example has one such file at most.
        for file in &self.imports {
            let language = canevas_model::Language::new(&file.stem);
            if let Some(back) = language.and_then(|language| self.import(&language, file)) {
                findings.extend(back.findings);
                sources = back.sources;
            }
        }
        // A mapping is read against the form, and against an export where the example has one.
        if let Some(mapping) = self.answers.iter().find(|file| file.stem == "mapping") {
            let id = sources.add(&mapping.name, &mapping.text);
            findings.extend(self.mapping_findings(&sources, id));
        }
        // The places of a Word file are in sources of its own.
        if !self.filled.is_empty() {
            let (of_word, own) = self.word_findings();
            findings.extend(of_word);
            sources = own;
        }
        (findings.sorted(), sources)
    }

    /// What is found in a mapping.
    fn mapping_findings(&self, sources: &Sources, id: SourceId) -> Findings {
        let copies = self.copies();
        let Some((blank, of_countries)) = copies.split_first() else { return Findings::default() };
        let targets = targets(blank, of_countries, &Names::new([]));
        let exports = self.answers.iter().filter(|file| file.stem != "mapping");
        let sheets: Vec<Sheet> =
            exports.filter_map(|file| read_sheets(&file.name, file.text.as_bytes()).ok()).flatten().collect();
        let tables: Vec<Table<'_>> = sheets.iter().filter_map(|sheet| Table::new(sheet, &|_| false)).collect();
        let tables = (!tables.is_empty()).then_some(tables.as_slice());
        self.levels.part(read_mapping(sources, id, blank, &targets, tables).1).0
    }

    /// What is found in the project's filled Word files, and the text of the last of them.
    #[allow(clippy::panic, reason = "a test stops where it fails")]
    fn word_findings(&self) -> (Findings, Sources) {
        let (mut findings, mut sources) = (Findings::default(), Sources::default());
        for file in &self.filled {
            let filled = Case::of_example(&file.name, &file.text, self).and_then(|case| filled(&case, self));
            let opened = filled.and_then(|bytes| open(&bytes).map_err(|error| error.to_string()));
            let opened = opened.unwrap_or_else(|why| panic!("{why}\n{}", self.listing(&self.findings)));
            let read = self.read_word(&opened).map(|read| read.report.findings);
            read.into_iter().flatten().for_each(|about| findings.push(about.finding));
            sources = opened.sources(&file.name);
        }
        (findings, sources)
    }

    /// [`listing`] with this project's sources.
    pub fn listing(&self, findings: &Findings) -> String {
        listing(findings, &self.sources)
    }
}

/// Findings as text: place, code, level, message, and the underlined text.
pub fn listing(findings: &Findings, sources: &Sources) -> String {
    let mut out = String::new();
    for finding in findings {
        let span = finding.primary.span;
        let part = sources.get(span.source).slice(span.range());
        let part = part.lines().next().map_or(String::new(), |line| {
            if line.len() < part.trim_end().len() { format!("{line} …") } else { line.to_owned() }
        });
        let (place, code, level) = (sources.place(span), finding.rule.code, finding.level.word());
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{place} {code} {level}: {}", finding.message);
        let _ = writeln!(out, "    | {part}");
        if let Some(help) = &finding.help {
            let _ = writeln!(out, "    = {help}");
        }
    }
    out
}
