//! The whole forms that the guide for editors shows: each of them builds, without a finding that denies.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_compiler::Request;
use canevas_tests::example::read;
use std::path::Path;

/// The blocks of YAML in a guide.
fn blocks(guide: &str) -> impl Iterator<Item = &str> {
    guide.split("```yaml\n").skip(1).filter_map(|rest| rest.split("\n```").next())
}

/// Those that are whole forms.
fn forms(guide: &str) -> Vec<String> {
    blocks(guide)
        .filter(|block| block.starts_with("canevas: 1\nform:") || block.starts_with("canevas: 1 "))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_whole_form_of_the_guide_builds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/editors.md");
    let guide = std::fs::read_to_string(path).unwrap();
    let forms = forms(&guide);
    assert!(forms.len() >= 2, "{}", forms.len());
    for form in forms {
        let edition = read(&vec![("form.yaml".to_owned(), form.clone())].into_iter().collect());
        assert!(!edition.findings.deny(), "{}\n{form}", edition.listing(&edition.findings));
        assert!(!edition.build(&Request::default()).is_empty(), "{form}");
    }
}

/// A case in the guide is about the form before it. It holds, and fails once something else is expected.
#[test]
fn the_case_of_the_guide_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/editors.md");
    let guide = std::fs::read_to_string(path).unwrap();
    let blocks: Vec<&str> = blocks(&guide).collect();
    let at = blocks.iter().position(|block| block.starts_with("canevas: 1\nabout: ")).unwrap();
    let with = |case: String| {
        let files = [("form.yaml", blocks[at - 1].to_owned()), ("cases/a-fleet.yaml", case)];
        read(&files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect())
    };
    let edition = with(blocks[at].to_owned());
    let (findings, _) = edition.all_findings_and_sources();
    assert!(edition.cases.len() == 1 && findings.is_empty(), "{}", edition.listing(&findings));
    let codes = |case: String| {
        let findings = with(case).check_cases();
        findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(blocks[at].replace("vessels: 0", "vessels: 2")), ["K002"]);
    assert_eq!(codes(blocks[at].replace("in December", "in November")), ["K003"]);
    assert_eq!(codes(blocks[at].replace("not_ask: [why_none]", "not_ask: [vessels]")), ["K001"]);
}
