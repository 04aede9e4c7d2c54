//! Cases as files: `traps/NAME.yaml`, what is found in `NAME.expected`, the mended text in `NAME.mended.yaml`.
//!
//! `UPDATE=1` renews the expected files. Read the difference before you commit it. The cases write invisible characters as
//! `<U+00A0>`, a tab as `<TAB>`, and a carriage return as `<CR>`.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test reads its cases")]

use canevas_diagnostics::{Findings, Source, SourceId};
use canevas_syntax::{format::format, parse_yaml, traps::scan};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const UNSEEN: [(&str, &str); 8] = [
    ("<TAB>", "\t"),
    ("<CR>", "\r"),
    ("<U+00A0>", "\u{a0}"),
    ("<U+202F>", "\u{202f}"),
    ("<U+2007>", "\u{2007}"),
    ("<U+200B>", "\u{200b}"),
    ("<U+FEFF>", "\u{feff}"),
    ("<SPACE>\n", " \n"),
];

fn hidden(text: &str) -> String {
    UNSEEN.iter().fold(text.to_owned(), |text, (seen, unseen)| text.replace(seen, unseen))
}

fn seen(text: &str) -> String {
    UNSEEN.iter().fold(text.to_owned(), |text, (seen, unseen)| text.replace(unseen, seen))
}

fn listed(source: &Source, findings: &Findings) -> String {
    let mut list = String::new();
    for finding in findings {
        let at = source.position(finding.primary.span.start as usize);
        let under = seen(source.slice(finding.primary.span.range()));
        let _ = writeln!(list, "{}:{} {} {} [{under}]", at.line, at.column, finding.rule.code, seen(&finding.message));
        for line in finding.help.iter().flat_map(|help| help.lines()) {
            let _ = writeln!(list, "      {}", seen(line));
        }
    }
    list
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/traps");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
        .unwrap_or_default();
    cases.retain(|path| {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        path.extension().is_some_and(|extension| extension == "yaml") && Path::new(stem).extension().is_none()
    });
    cases.sort();
    cases
}

fn holds(path: &Path, found: &str) -> Option<String> {
    canevas_expected::compare(path, found, canevas_expected::renew!()).err()
}

#[test]
fn every_case_gives_its_findings_and_its_mended_text() {
    let cases = cases();
    assert!(cases.len() >= 10, "the cases were not found");
    let mut wrong = Vec::new();
    for case in cases {
        let text = hidden(&std::fs::read_to_string(&case).unwrap_or_default());
        let source = Source::new("case.yaml", text);
        let findings = scan(SourceId(0), &source);
        wrong.extend(holds(&case.with_extension("expected"), &listed(&source, &findings)));
        let mended = Source::new("mended.yaml", format(&source));
        wrong.extend(holds(&case.with_extension("mended.yaml"), &seen(mended.text())));
        assert_eq!(format(&mended), mended.text(), "{}: mending again changes something", case.display());
        let name = case.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        // Cases named after what fmt leaves unchanged may still have traps. All others are sound afterwards.
        if !name.starts_with("left_") {
            let left = scan(SourceId(0), &mended);
            assert!(left.is_empty(), "{name}: still found after mending:\n{}", listed(&mended, &left));
            let (_, errors) = parse_yaml(SourceId(0), &mended);
            assert!(!errors.deny(), "{name}: not YAML after mending:\n{}", listed(&mended, &errors));
        }
        if name.starts_with("fine_") {
            assert!(findings.is_empty(), "{name}: false alarm:\n{}", listed(&source, &findings));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_real_questionnaire_has_no_traps() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../schemas/alliance87/annual-report/2022-2023");
    let countries =
        std::fs::read_dir(root.join("countries")).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    for path in std::iter::once(root.join("form.yaml")).chain(countries) {
        // The crate is also tested apart from the questionnaire.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let source = Source::new("form.yaml", text);
        let findings = scan(SourceId(0), &source);
        assert!(!findings.deny(), "{}:\n{}", path.display(), listed(&source, &findings));
        assert_eq!(format(&source), source.text(), "{}: `canevas fmt` changes it", path.display());
    }
}
