//! The real questionnaire with its translations and country files: exactly these findings, and none that denies.

use canevas_tests::example::{Files, read};
use std::path::Path;

fn load(folder: &Path, prefix: &str, files: &mut Files) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap_or_default());
        if path.is_dir() {
            load(&path, &format!("{prefix}{name}/"), files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            files.insert(format!("{prefix}{name}"), text);
        }
    }
}

#[test]
fn findings_of_the_real_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/alliance87/annual-report/2022-2023");
    let mut files = Files::new();
    load(&folder, "", &mut files);
    assert!(files.contains_key("form.yaml") && files.contains_key("locales/en.po"));
    let project = read(&files);
    assert_eq!(project.countries.len(), 4);
    let findings = project.all_findings();
    assert!(!findings.deny(), "{}", project.listing(&findings));
    let short: Vec<String> = findings.iter().map(|finding| format!("{} {}", finding.rule.code, finding.message)).collect();
    assert_eq!(short, ["C027 `area` wants 1 at least, and may be left out all the same"], "{}", project.listing(&findings));
}
