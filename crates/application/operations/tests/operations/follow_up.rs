//! Rows that go on from edition to edition: the small project in `tests/follow_up`.

use crate::support::{Memory, Page, names};
use canevas_operations::diagnostics::Level;
use canevas_operations::files::MemoryFiles;
use canevas_operations::{
    BuildRequest, CheckRequest, Conclusion, Edit, NextEditionRequest, Project, StartedEdition, build, check,
    next_edition,
};

const FORM: &str = include_str!("../follow_up/2026/form.yaml");
const COUNTRY: &str = include_str!("../follow_up/2026/countries/CMR.yaml");
const RETURN: &str = include_str!("../follow_up/2026/returns/CMR.json");

fn memory() -> Memory {
    let mut files = MemoryFiles::default();
    files.write("2026/form.yaml", FORM);
    files.write("2026/countries/CMR.yaml", COUNTRY);
    files.write("2026/returns/CMR.json", RETURN);
    Memory(Project::new(files))
}

fn started(memory: &Memory) -> StartedEdition {
    let returns = names(["2026/returns"]);
    let request = NextEditionRequest { edition: "2026".to_owned(), returns, out: Some("2027".to_owned()) };
    next_edition(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn country_file(started: &StartedEdition) -> String {
    let written = started.edits.iter().find_map(|edit| match edit {
        Edit::Write { path, bytes } if path == "2027/countries/CMR.yaml" => Some(String::from_utf8_lossy(bytes)),
        Edit::Write { .. } | Edit::Delete { .. } => None,
    });
    written.unwrap_or_default().into_owned()
}

fn denied(memory: &Memory, edition: &str) -> Vec<String> {
    let request = CheckRequest { names: names([edition]), ..CheckRequest::default() };
    let found = check(memory.project(), &request).unwrap();
    let findings = found.iter().flat_map(|edition| &edition.findings);
    findings.filter(|finding| finding.level == Level::Deny).map(|finding| finding.message.clone()).collect()
}

/// Open rows go on, finished ones leave, rows that are there stay, and what stays behind is named.
#[test]
fn open_rows_go_on_and_finished_ones_leave() {
    let mut memory = memory();
    assert_eq!(denied(&memory, "2026"), Vec::<String>::new());
    let first = started(&memory);
    let mut page = Page::default();
    page.head("2027/countries/CMR.yaml").line(&country_file(&first));
    page.head("what is said");
    for line in &first.to_decide {
        page.line(line);
    }
    // A row without a title, and a cost that the list does not take, have to be typed.
    assert_eq!(first.conclusion(), Conclusion::Denies);
    memory.carry_out(&first.edits);
    assert_eq!(denied(&memory, "2027"), Vec::<String>::new());
    // A second run changes nothing.
    let second = started(&memory);
    assert!(second.edits.is_empty(), "{:?}", second.edits);
    page.head("what a second run says");
    for line in &second.to_decide {
        page.line(line);
    }
    page.is_expected("follow-up");
}

/// The example of the guide, as an editor copies it, passes the check and builds, and its rows go on.
#[test]
fn the_example_of_the_guide_builds() {
    let guide = include_str!("../../../../../docs/editors.md");
    let section = guide.split("### Rows that go on").nth(1).unwrap_or_default();
    let example = section.split("```yaml").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let head = "canevas: 1\nform: demo/guide\nedition: \"2026\"\nlanguages: { source: en }\ntitle: Follow-up\n";
    let mut files = MemoryFiles::default();
    files.write("2026/form.yaml", format!("{head}{}", example.trim_start()));
    let facts = "facts:\n  recommendations:\n    - id: a_law\n      title: A law\n      status: planned\n      due: 2026-05-31\n";
    files.write("2026/countries/CMR.yaml", format!("canevas: 1\ncountry: CMR\n{facts}"));
    let answers = r#"{"progress": {"a_law": {"status": "begun", "due": "2027-03-31"}}}"#;
    let head = r#""canevas": 1, "form": "demo/guide", "edition": "2026", "language": "en", "status": "draft""#;
    files.write("2026/returns/CMR.json", format!(r#"{{{head}, "facts": {{"country": "CMR"}}, "answers": {answers}}}"#));
    let memory = Memory(Project::new(files));
    assert_eq!(denied(&memory, "2026"), Vec::<String>::new());
    let request = BuildRequest { names: names(["2026"]), ..BuildRequest::default() };
    let plan = build(memory.project(), &request, &mut |_| {}).unwrap().plan.unwrap().unwrap();
    let page = plan.edits.iter().find_map(|edit| match edit {
        Edit::Write { path, bytes } if path.contains("CMR") && path.ends_with(".html") => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        Edit::Write { .. } | Edit::Delete { .. } => None,
    });
    let page = page.unwrap();
    assert!(page.contains("Planned") && page.contains("31 May 2026"), "the page shows the fields of the row in words");
    let file = country_file(&started(&memory));
    assert!(file.contains("status: begun") && file.contains("due: 2027-03-31"), "{file}");
}

/// The same rows in each style of a country file, and with other line ends.
#[test]
fn every_style_of_a_country_file_keeps_its_style() {
    let head = "canevas: 1\ncountry: CMR\n";
    for facts in [
        "facts: {recommendations: [{id: publish_contracts, title: P, status: planned}, {id: open_register, title: O}]}\n",
        "facts:\n  recommendations:\n  - id: publish_contracts\n    title: P\n  - id: open_register\n    title: O\n",
        "facts:\n  recommendations: [{id: open_register, title: O}]\n",
        "facts:\n  recommendations:\n    - id: open_register\n      title: O\n# end\n",
        "facts: {}\n",
        "",
    ] {
        for newline in ["\n", "\r\n"] {
            let mut memory = memory();
            let text = format!("{head}{facts}").replace('\n', newline);
            memory.write("2026/countries/CMR.yaml", text.clone());
            let started = started(&memory);
            let file = country_file(&started);
            assert!(file.contains("Former les agents"), "{text}\n{file}\n{:?}", started.to_decide);
            assert!(!file.contains("open_register"), "{text}\n{file}");
            assert!(
                !facts.contains("title: P") || (file.contains("title: P") && file.contains("2027-03-31")),
                "{file}"
            );
            assert_eq!(file.replace("\r\n", "").contains('\n'), newline == "\n", "{file:?}");
            memory.carry_out(&started.edits);
            assert_eq!(denied(&memory, "2027"), Vec::<String>::new(), "{file}");
        }
    }
}

/// A date in a condition stays where it is, and somebody has to decide whether it moves.
#[test]
fn a_date_in_the_condition_of_rows_is_to_be_decided() {
    let mut memory = memory();
    memory.replace("2026/form.yaml", "when: status != done }", "when: due >= 2026-01-01 }");
    let line =
        "a row of `new_ones` goes on if `due >= 2026-01-01`, which stays as it is: should the date or year move too?";
    let started = started(&memory);
    assert!(started.to_decide.iter().any(|said| said == line), "{:?}", started.to_decide);
}
