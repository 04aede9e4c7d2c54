//! Every rule's bad example gives the finding, and its good example does not; nor does it give any other that denies.

use canevas_compiler::all_rules;
use canevas_diagnostics::{Finding, Findings, Level};
use canevas_tests::example::{Project, below, files_of, read, read_after};
use std::fmt::Write as _;

/// Everything that is found in an example; where it holds an old edition as well, what the new one changes in it.
fn found_in(example: &str) -> (Project, Findings) {
    let files = files_of(example);
    let old = below(&files, "old/");
    if old.is_empty() {
        let project = read(&files);
        let found = project.all_findings();
        return (project, found);
    }
    let old = read(&old);
    let new = read_after(&files, old.sources.clone());
    let mut found = new.all_findings();
    match new.compare_with(&old, "2025-01-01") {
        Some(comparison) => found.extend(comparison.findings()),
        None => found.extend(old.all_findings()),
    }
    (new, found)
}

#[test]
fn every_rule_does_what_its_examples_say() {
    let mut wrong = String::new();
    for rule in all_rules() {
        let (bad, found) = found_in(rule.bad);
        if !found.iter().any(|finding| finding.rule.code == rule.code) {
            let _ = writeln!(wrong, "{} {}: the bad example gives\n{}", rule.code, rule.name, bad.listing(&found));
        }
        let (good, found) = found_in(rule.good);
        // What a change file declares is still listed.
        let is_of = |finding: &Finding| finding.rule.code == rule.code && finding.level == rule.level;
        if found.iter().any(|finding| is_of(finding) || finding.level == Level::Deny) {
            let _ = writeln!(wrong, "{} {}: the good example gives\n{}", rule.code, rule.name, good.listing(&found));
        }
        assert!(good.model.is_some() || !wrong.is_empty(), "{}: the good example is no form", rule.code);
    }
    assert!(wrong.is_empty(), "{wrong}");
}
