//! Every rule's bad example gives its finding at the marked place. Its good example gives neither this finding nor any
//! other that denies. `UPDATE=1` writes marks that are missing or wrong into the sources; look at each of them.

use canevas_compiler::all_rules;
use canevas_diagnostics::example::{Example, ExampleMark, with_mark, without_marks};
use canevas_diagnostics::{Finding, Findings, Level, Rule, Sources, conflicts};
use canevas_tests::example::{Project, below, files_of, listing, read, read_after};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What is found in an example.
struct Outcome {
    project: Project,
    findings: Findings,
    sources: Sources,
    /// How many sources belong to the old edition; they come first.
    old: u32,
}

impl Outcome {
    /// All findings of an example; if it holds an old edition as well, also those about the changes since then.
    fn of(example: &str) -> Self {
        let files = files_of(example);
        let old = below(&files, "old/");
        if old.is_empty() {
            let project = read(&files);
            let (findings, sources) = project.all_findings_and_sources();
            return Self { project, findings, sources, old: 0 };
        }
        let old = read(&old);
        let project = read_after(&files, old.sources.clone());
        let (mut findings, sources) = project.all_findings_and_sources();
        match project.compare_with(&old, &[], "2025-01-01") {
            Some(comparison) => findings.extend(comparison.findings()),
            None => findings.extend(old.all_findings()),
        }
        let old = old.sources.clone().add("", "").0;
        Self { project, findings, sources, old }
    }

    fn first(&self, rule: &Rule) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.rule.code == rule.code)
    }

    /// The place of a finding, in the file as the example calls it.
    fn place(&self, finding: &Finding) -> ExampleMark {
        let span = finding.primary.span;
        let folder = if span.source.0 < self.old { "old/" } else { "" };
        ExampleMark { path: format!("{folder}{}", self.sources.get(span.source).name()), range: span.range() }
    }
}

/// Writes the mark of a rule's bad example into the file that declares the rule.
fn write_mark(rule: &Rule, mark: &ExampleMark) -> Result<(), String> {
    let head = format!("\"{}\", \"{}\"", rule.code, rule.name);
    let (path, text) = sources().find(|(_, text)| text.contains(&head)).ok_or("no file declares the rule")?;
    let at = text.find(&head).unwrap_or_default();
    let literal = format!("bad r#\"\n{}\"#", rule.bad);
    let start = text[at..].find(&literal).ok_or("the bad example is not a raw string that starts on a new line")? + at;
    let marked = with_mark(&without_marks(rule.bad), mark)
        .ok_or("the place is outside of the example: write the keys of the form's head that the finding is about")?;
    let (before, after) = (&text[..start], &text[start + literal.len()..]);
    std::fs::write(&path, format!("{before}bad r#\"\n{marked}\"#{after}"))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// The Rust files of all crates.
fn sources() -> impl Iterator<Item = (PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates"), &mut paths);
    paths.into_iter().filter_map(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?)))
}

/// Compares the mark of a bad example with the place of its finding.
fn check_mark(rule: &Rule, outcome: &Outcome, finding: &Finding) -> Result<(), String> {
    // A finding about a Word file points into the text of that file, which no file of the example contains.
    if rule.code.starts_with('W') {
        return Ok(());
    }
    let (marked, found) = (Example::read(rule.bad).mark, outcome.place(finding));
    if marked.as_ref() == Some(&found) {
        return Ok(());
    }
    if canevas_expected::renews() {
        return write_mark(rule, &found);
    }
    let marked = marked.map_or("nothing".to_owned(), |mark| format!("{} {:?}", mark.path, mark.range));
    Err(format!(
        "the example marks {marked}, the finding is at {} {:?}: {}",
        found.path,
        found.range,
        canevas_expected::renew!()
    ))
}

#[test]
fn every_rule_does_what_its_examples_say() {
    let mut wrong = String::new();
    for rule in all_rules() {
        let bad = Outcome::of(rule.bad);
        let (code, name) = (rule.code, rule.name);
        // Writing to a String cannot fail.
        match bad.first(rule) {
            Some(finding) => {
                if let Err(error) = check_mark(rule, &bad, finding) {
                    let _ = writeln!(wrong, "{code} {name}: {error}");
                }
            }
            None => {
                let found = listing(&bad.findings, &bad.sources);
                let _ = writeln!(wrong, "{code} {name}: the bad example gives\n{found}");
            }
        }
        let good = Outcome::of(rule.good);
        // What a change file declares is still listed.
        let is_of = |finding: &Finding| finding.rule.code == rule.code && finding.level == rule.level;
        if good.findings.iter().any(|finding| is_of(finding) || finding.level == Level::Deny) {
            let found = listing(&good.findings, &good.sources);
            let _ = writeln!(wrong, "{code} {name}: the good example gives\n{found}");
        }
        assert!(good.project.model.is_some() || !wrong.is_empty(), "{code}: the good example is not a form");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Findings, settings and waivers name rules by code or name.
/// A rule reports one mistake once: no two of its findings overlap.
#[test]
fn no_rule_finds_two_things_at_one_place() {
    let mut wrong = String::new();
    for rule in all_rules() {
        let files = files_of(rule.bad);
        let old = read(&below(&files, "old/"));
        let project = read_after(&files, old.sources.clone());
        let compared = project.compare_with(&old, &[], "2025-01-01").map(|comparison| comparison.findings());
        // A check and a comparison are two runs, and may say the same.
        for findings in [project.all_findings(), compared.unwrap_or_default()] {
            let findings: Vec<&Finding> = findings.iter().collect();
            for (index, one) in findings.iter().enumerate() {
                let (code, span) = (one.rule.code, one.primary.span);
                let is_again = |other: &&&Finding| {
                    let at = other.primary.span;
                    other.rule.code == code && at.source == span.source && at.start < span.end && span.start < at.end
                };
                if let Some(again) = findings[index + 1..].iter().find(is_again) {
                    // Writing to a String cannot fail.
                    let _ = writeln!(wrong, "{}: {code}: `{}` and `{}`", rule.code, one.message, again.message);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_two_rules_share_a_code_or_a_name() {
    assert_eq!(conflicts(&all_rules()), [""; 0]);
}
