//! Pairs of editions in the folders of cases.

use crate::example::{Files, below, complete, load, read, read_after};
use canevas_diagnostics::Sources;
use canevas_editions::EditionDiff;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The pairs that show what each rule reports.
pub fn rule_cases() -> Vec<PathBuf> {
    folders("cases/editions")
}

/// The pairs with what a careful reader expects of them.
pub fn pairs() -> Vec<PathBuf> {
    folders("cases/edition-pairs")
}

fn folders(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let Ok(entries) = std::fs::read_dir(&folder) else { unreachable!("{}", folder.display()) };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// One side of a pair.
pub fn side(files: &Files, name: &str) -> Files {
    let mut side = below(files, name);
    complete(&mut side);
    side
}

/// Compares the pair of a folder, with the words that messages and reports need.
pub fn compared(folder: &Path) -> (EditionDiff, Sources) {
    let files = load(folder);
    let old = read(&side(&files, "old/"));
    let new = read_after(&side(&files, "new/"), old.sources.clone());
    let Some(comparison) = new.compare_with(&old, &[], "2025-01-01") else {
        unreachable!("{}: {}{}", folder.display(), old.listing(&old.findings), new.listing(&new.findings))
    };
    (comparison, new.sources.clone())
}

/// The result of a comparison, a finding each two lines.
pub fn listing(comparison: &EditionDiff) -> String {
    let mut out = String::new();
    for change in &comparison.classified {
        let rule = change.finding.rule;
        let _ = writeln!(
            out,
            "{} {} {} at {}: passes {}, series {}{}",
            change.finding.level.word(),
            rule.code,
            rule.name,
            change.at,
            change.validates.word(),
            change.comparable.word(),
            if change.waived.is_some() { ", waived" } else { "" }
        );
        let _ = writeln!(out, "    {}", change.finding.message);
    }
    for change in &comparison.suppressed {
        let (rule, reason) = (change.finding.rule, change.finding.set_because.as_deref().unwrap_or_default());
        let _ = writeln!(out, "off {} {} at {}: {reason}", rule.code, rule.name, change.at);
    }
    out
}
