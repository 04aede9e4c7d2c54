//! The whole forms that the guide for editors shows: each of them builds, without a finding that denies.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_compiler::Request;
use canevas_tests::example::read;
use std::path::Path;

/// The blocks of YAML in a guide that are whole forms.
fn forms(guide: &str) -> Vec<String> {
    let blocks = guide.split("```yaml\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    blocks
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
