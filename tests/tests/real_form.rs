//! The real questionnaire with its translations and country files: exactly these findings, and none that denies.

use canevas_tests::example::{load, read};
use std::path::Path;

#[test]
fn findings_of_the_real_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/alliance87/annual-report/2022-2023");
    let mut files = load(&folder);
    // Returns have tests of their own.
    files.retain(|path, _| !path.starts_with("returns/"));
    assert!(files.contains_key("form.yaml") && files.contains_key("locales/en.po"));
    let project = read(&files);
    assert_eq!(project.countries.len(), 4);
    let findings = project.all_findings();
    assert!(!findings.deny(), "{}", project.listing(&findings));
    let short: Vec<String> =
        findings.iter().map(|finding| format!("{} {}", finding.rule.code, finding.message)).collect();
    assert_eq!(
        short,
        ["C027 `area` asks for at least 1, but may be left unanswered"],
        "{}",
        project.listing(&findings)
    );
}
