//! Rows that go on from edition to edition: the small project in `tests/follow_up`.

use crate::support::{Memory, Page, names};
use canevas_operations::diagnostics::Level;
use canevas_operations::files::MemoryFiles;
use canevas_operations::{
    CheckRequest, Conclusion, Edit, NextEditionRequest, Project, StartedEdition, check, next_edition,
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
    assert_eq!(first.conclusion(), Conclusion::Passes);
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
