//! Small projects held in memory: the examples of rules, and cases as files. Several files stand in one text, parted by
//! lines `-- path --`; what comes before the first such line is `form.yaml`.

use canevas_checks::Edition;
use canevas_diagnostics::{Findings, Rule, Sources};
use canevas_inputs::{Catalogues, CountryFile, hold_catalogue, parse_po, read_country};
use canevas_model::{Language, Model};
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
    let mut files = Files::new();
    let (mut name, mut text) = ("form.yaml".to_owned(), String::new());
    for line in example.split_inclusive('\n') {
        let marked = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        match marked {
            Some(next) => {
                files.insert(std::mem::replace(&mut name, next.to_owned()), std::mem::take(&mut text));
            }
            None => text.push_str(line),
        }
    }
    files.insert(name, text);
    complete(&mut files);
    files
}

/// Adds to `form.yaml` the keys of a head that it lacks.
pub fn complete(files: &mut Files) {
    let form = files.entry("form.yaml".to_owned()).or_default();
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

/// A project that was read.
#[derive(Debug)]
pub struct Project {
    /// Its sources.
    pub sources: Sources,
    /// The form, where one could be made.
    pub model: Option<Model>,
    /// Its translations.
    pub catalogues: Catalogues,
    /// Its country files.
    pub countries: Vec<CountryFile>,
    /// What was found while reading.
    pub findings: Findings,
}

/// Reads files as the compiler does: the form, then what is held against it, in the order of the paths.
pub fn read(files: &Files) -> Project {
    let mut sources = Sources::default();
    let ids: BTreeMap<&str, _> = files.iter().map(|(path, text)| (path.as_str(), sources.add(path, text))).collect();
    let (model, mut findings) = match ids.get("form.yaml") {
        Some(id) => canevas_model::lower(&sources, *id),
        None => (None, Findings::default()),
    };
    let (mut catalogues, mut countries) = (Catalogues::new(), Vec::new());
    for (path, id) in &ids {
        let (folder, file) = path.split_once('/').unwrap_or(("", path));
        let name = file.split('.').next().unwrap_or_default();
        match (folder, &model) {
            ("locales", Some(model)) => {
                let (po, found) = parse_po(*id, sources.get(*id));
                findings.extend(found);
                if let Some(language) = Language::new(name) {
                    let (catalogue, found) = hold_catalogue(&po, language.clone(), model);
                    findings.extend(found);
                    catalogues.insert(language, catalogue);
                }
            }
            ("countries", Some(model)) => {
                let (country, found) = read_country(&sources, *id, Some(name), model);
                findings.extend(found);
                countries.extend(country);
            }
            ("returns", _) => findings.extend(canevas_inputs::return_file::read_return(&sources, *id).1),
            _ => {}
        }
    }
    Project { sources, model, catalogues, countries, findings }
}

impl Project {
    /// Everything that is found, from reading to checking, in the order of the sources.
    pub fn all_findings(&self) -> Findings {
        let mut findings = self.findings.clone();
        if let Some(model) = &self.model {
            findings.extend(canevas_checks::run(&Edition {
                sources: &self.sources,
                model,
                catalogues: &self.catalogues,
                countries: &self.countries,
            }));
        }
        findings.sorted()
    }

    /// Findings as text: place, code, level, message, and what is underlined.
    pub fn listing(&self, findings: &Findings) -> String {
        let mut out = String::new();
        for finding in findings {
            let span = finding.primary.span;
            let part = self.sources.get(span.source).slice(span.range());
            let part = part.lines().next().map_or(String::new(), |line| {
                if line.len() < part.trim_end().len() { format!("{line} …") } else { line.to_owned() }
            });
            let (place, code, level) = (self.sources.place(span), finding.rule.code, finding.level.word());
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{place} {code} {level}: {}", finding.message);
            let _ = writeln!(out, "    | {part}");
            if let Some(help) = &finding.help {
                let _ = writeln!(out, "    = {help}");
            }
        }
        out
    }
}

/// The rules of every crate that has some and that this loader runs.
pub fn rules() -> Vec<&'static Rule> {
    [canevas_syntax::rules::RULES, canevas_model::rules::RULES, canevas_inputs::rules::RULES, canevas_checks::RULES]
        .concat()
}
