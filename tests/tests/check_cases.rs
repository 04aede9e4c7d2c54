//! Cases of checks as files: each folder of `cases/checks` and `cases/real-mistakes` is a small project. Its `expected.txt` lists
//! all its findings. `UPDATE=1` renews the lists; read the difference.

use canevas_tests::example::{complete, load, read};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folders(under: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(under);
    let Ok(entries) = std::fs::read_dir(&folder) else { unreachable!("{}", folder.display()) };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Compares each case with its list; gives the codes found per case.
fn compare(under: &str) -> Vec<(String, BTreeSet<&'static str>)> {
    let (mut wrong, mut found) = (Vec::new(), Vec::new());
    for folder in folders(under) {
        let mut files = load(&folder);
        files.remove("expected.txt");
        complete(&mut files);
        let project = read(&files);
        let findings = project.all_findings();
        let listing = project.listing(&findings);
        let compared = canevas_expected::compare(&folder.join("expected.txt"), &listing, canevas_expected::renew!());
        wrong.extend(compared.err());
        let name = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        found.push((name, findings.iter().map(|finding| finding.rule.name).collect()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    found
}

#[test]
fn checks() {
    let cases = compare("checks");
    for rule in canevas_checks::RULES {
        // A case is named after its rule, or after it and what is special: `condition-never.around`. In one called
        // `.none`, the rule must keep silent.
        let cases = cases.iter().map(|(name, found)| (name.split_once('.').unwrap_or((name, "")), found));
        let of_rule: Vec<_> = cases.filter(|((name, _), _)| *name == rule.name).collect();
        assert!(!of_rule.is_empty(), "{} has no case", rule.name);
        for ((name, special), found) in of_rule {
            assert!(found.contains(rule.name) != (special == "none"), "{name} {special}: {found:?}");
        }
    }
}

#[test]
fn mistakes_of_the_real_return() {
    let expected: [(&str, &[&str]); 6] = [
        ("another-countrys-row", &["other-country"]),
        ("bracket-left", &["brackets-left"]),
        ("english-and-another-country", &["wrong-language", "country-typed", "other-country"]),
        ("ordinal-repeated", &["ordinal-repeated"]),
        ("other-language", &["wrong-language"]),
        ("veuillez-vous", &["veuillez-hyphen"]),
    ];
    let found = compare("real-mistakes");
    assert_eq!(found.len(), expected.len());
    for ((name, found), (case, rules)) in found.iter().zip(expected) {
        assert_eq!(name, case);
        assert!(rules.iter().all(|rule| found.contains(rule)), "{name}: {found:?}");
    }
}
