//! Hundreds of findings stay short, and take no longer than their number: names are suggested for the first ones only, and a
//! comparison shows the first changes of each rule.

use canevas_editions::report;
use canevas_tests::example::{complete, files_of, read, read_after};
use std::fmt::Write as _;

const HEAD: &str = "sections:\n  - id: work\n    title: Work\n    questions:\n";

/// The findings that suggest a name, and all of them, for a form of so many unknown names.
fn suggested(form: &str) -> (usize, usize) {
    let mut files = files_of(form);
    complete(&mut files);
    let project = read(&files);
    let helps: Vec<String> = project.findings.iter().map(|finding| finding.help.clone().unwrap_or_default()).collect();
    (helps.iter().filter(|help| help.starts_with("did you mean")).count(), helps.len())
}

#[test]
fn the_first_unknown_names_get_a_suggestion() {
    const COUNT: usize = 450;
    let lists = (0..COUNT).fold("lists:\n".to_owned(), |mut out, index| {
        let _ = writeln!(out, "  list{index}: {{ a: \"A {index}\", b: \"B {index}\" }}");
        out
    });
    let asked = |head: &str, question: &dyn Fn(usize) -> String| {
        (0..COUNT).fold(head.to_owned(), |out, index| {
            out + &format!("      - id: q{index}\n        ask: What of {index}?\n{}", question(index))
        })
    };
    let of_list = |index| format!("        type: single_choice\n        choices: lisst{index}\n");
    let of_question =
        |index| format!("        type: text\n        show_if: answered(qq{})\n", usize::saturating_sub(index, 1));
    let of_text = |index| format!("        type: text\n        hint: See {{question.qq{index}}}.\n");
    for form in [asked(&format!("{lists}{HEAD}"), &of_list), asked(HEAD, &of_question), asked(HEAD, &of_text)] {
        let (suggested, all) = suggested(&form);
        assert!(all >= COUNT, "{all}");
        assert!((100..=200).contains(&suggested), "{suggested} of {all}");
    }
}

/// Every other place that suggests names, with as many wrong names as right ones.
#[test]
fn other_wrong_names_get_suggestions_at_first_only() {
    const COUNT: usize = 450;
    let each = |line: &dyn Fn(usize) -> String| (0..COUNT).map(line).collect::<String>();
    let questions = each(&|index| format!("      - id: q{index}\n        type: text\n        ask: What of {index}?\n"));
    let facts = each(&|index| format!("    fact{index}:\n      type: text\n      ask: Which fact is {index}?\n"));
    let form = format!("{HEAD}{questions}");
    let with_facts = format!("about:\n  facts:\n{facts}{form}");
    let lists = each(&|index| format!("  list{index}: {{ a: \"A {index}\", b: \"B {index}\" }}\n"));
    let used = format!("lists:\n{}{form}", lists.replace("  list", "  qq"));
    let country = each(&|index| format!("  fatc{index}: x\n"));
    let country = format!("{with_facts}-- countries/CMR.yaml --\ncanevas: 1\ncountry: CMR\nfacts:\n{country}");
    let back = each(&|index| format!("\nmsgctxt \"question.qq{index}.ask\"\nmsgid \"x\"\nmsgstr \"y\"\n"));
    let import = format!("languages: {{ source: en, translations: [fr] }}\n{form}-- import/fr.po --\n{back}");
    for text in [used, country, import] {
        let mut files = files_of(&text);
        complete(&mut files);
        let project = read(&files);
        let findings = project.all_findings();
        let helps: Vec<&str> = findings.iter().filter_map(|finding| finding.help.as_deref()).collect();
        let suggested =
            helps.iter().filter(|help| help.contains("did you mean") || help.contains("perhaps at")).count();
        assert!(helps.len() >= COUNT, "{}: {}", helps.len(), project.listing(&findings));
        assert!((100..=200).contains(&suggested), "{suggested} of {}: {}", helps.len(), helps[0]);
    }
}

#[test]
fn a_comparison_shows_the_first_changes_of_each_rule() {
    let edition = |year: &str, unit: &str| {
        let questions = (0..30).fold(String::new(), |out, index| {
            out + &format!(
                "      - id: q{index}\n        type: integer\n        unit: {unit}\n        ask: How many of {index}?\n"
            )
        });
        let mut files = files_of(&format!("edition: \"{year}\"\n{HEAD}{questions}"));
        complete(&mut files);
        files
    };
    let old = read(&edition("2024", "persons"));
    let new = read_after(&edition("2025", "households"), old.sources.clone());
    let comparison = new.compare_with(&old, &[], "2025-01-01");
    let texts = comparison.as_ref().map(|diff| [false, true].map(|all| report::text(diff, &new.sources, all)));
    let [few, all] = texts.unwrap_or_default();
    assert_eq!(few.matches("deny E016 frame-changed: “").count(), 20, "{few}");
    assert!(few.contains("\nE016 frame-changed: 10 more like these; --all shows them\n"), "{few}");
    assert_eq!(all.matches("deny E016 frame-changed: “").count(), 30, "{all}");
    assert!(!all.contains("more like these"), "{all}");
    // A code host cuts off what is long. Machines get all of it.
    let Some(comparison) = comparison else { unreachable!() };
    let markdown = report::markdown(&comparison, &new.sources);
    assert_eq!(markdown.matches("**deny E016 frame-changed**").count(), 20, "{markdown}");
    assert!(
        markdown.contains("10 more like these of **E016 frame-changed**: `canevas diff` with `--all`"),
        "{markdown}"
    );
    let html = report::html(&comparison, &new.sources);
    assert_eq!(html.matches("E016 frame-changed</strong>").count(), 30);
}
